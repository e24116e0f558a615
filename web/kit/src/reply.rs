use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use base::{Lang, Secret};

use crate::Failure;

/// A whole page, or a fragment for htmx.
///
/// # Errors
/// When the template cannot be written.
pub fn page<T: Template>(view: &T) -> Result<Response, Failure> {
    Ok(Html(view.render()?).into_response())
}

/// The form again, with its faults and what was typed: 422. htmx swaps it like any other answer.
///
/// # Errors
/// When the template cannot be written.
pub fn refused<T: Template>(view: &T) -> Result<Response, Failure> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(view.render()?)).into_response())
}

/// Goes on to another page after something was done, and says what was done.
///
/// The edge makes it a 303, and for htmx an `HX-Redirect`.
#[derive(Clone, Debug)]
pub struct Onward {
    to: String,
    flash: Option<Flash>,
    entry: Option<Entry>,
    lang: Option<Lang>,
}

impl Onward {
    #[must_use]
    pub fn to(path: impl Into<String>) -> Self {
        Self {
            to: path.into(),
            flash: None,
            entry: None,
            lang: None,
        }
    }

    /// Said once on the next page.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.flash = Some(Flash(text.into()));
        self
    }

    /// The browser keeps this session's secret from now on.
    #[must_use]
    pub fn signed_in(mut self, session: Secret) -> Self {
        self.entry = Some(Entry::Into(session));
        self
    }

    /// The browser forgets its session.
    #[must_use]
    pub fn signed_out(mut self) -> Self {
        self.entry = Some(Entry::Out);
        self
    }

    /// The browser remembers the language.
    #[must_use]
    pub fn speaking(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }
}

/// These travel in the response from the handler to the edge, which alone writes cookies.
#[derive(Clone, Debug)]
pub(crate) struct Flash(pub(crate) String);

#[derive(Clone, Debug)]
pub(crate) enum Entry {
    Into(Secret),
    Out,
}

impl IntoResponse for Onward {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        let to = HeaderValue::from_str(&self.to).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, to);
        let carried = response.extensions_mut();
        if let Some(flash) = self.flash {
            carried.insert(flash);
        }
        if let Some(entry) = self.entry {
            carried.insert(entry);
        }
        if let Some(lang) = self.lang {
            carried.insert(lang);
        }
        response
    }
}

/// The path, when it is one of this site; else the front page. It starts with a single `/` and
/// holds nothing that a browser reads as another host.
#[must_use]
pub fn local(path: &str) -> &str {
    let mut letters = path.chars();
    let first = letters.next() == Some('/');
    let second = letters.next();
    let fits =
        first && second != Some('/') && !path.contains('\\') && !path.chars().any(char::is_control);
    if fits { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_a_path_of_this_site_is_gone_on_to() {
        for path in ["/", "/people?area=skole#a", "/a//b"] {
            assert_eq!(local(path), path);
        }
        for path in [
            "",
            "people",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
        ] {
            assert_eq!(local(path), "/", "{path}");
        }
    }
}
