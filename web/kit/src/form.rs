use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{Method, header},
};
use base::{Problem, ProblemKind};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Failure, Text, Typed, edge::Caller};

/// The name of the hidden field that carries the token.
const TOKEN: &str = "_csrf";
/// A file of more than this is refused; it is what the organisation's database keeps (product.md 6).
pub const LARGEST_FILE_MB: usize = 20;
const LARGEST_FILE: usize = LARGEST_FILE_MB * 1024 * 1024;
/// A form of text only.
const LARGEST_TEXT: usize = 2 * 1024 * 1024;

/// A form that one of our own pages sent, from this browser's session.
///
/// Whether it carried this session's token is checked before anything else is read from it; a form
/// without it never reaches a handler. `value` is the form as `T` (its text fields should have
/// `#[serde(default)]`), `typed` is what to show again when it is refused.
#[derive(Debug)]
pub struct Form<T = Nothing> {
    pub value: T,
    pub typed: Typed,
    pub files: Vec<Upload>,
}

/// A form whose fields are read from `typed`, or that has none.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Nothing {}

/// A file as it came; what it is must be found out from its bytes, not from its name.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// What the person's machine calls it.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl<T> Form<T> {
    /// The file of a field, when one was chosen.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let token = request
            .extensions()
            .get::<Arc<Caller>>()
            .map(|caller| caller.shell.token.clone())
            .ok_or_else(|| refuse(Text::form_stale))?;
        if request.method() != Method::POST {
            return Err(Failure::not_found());
        }
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (pairs, files) = if kind.starts_with("multipart/form-data") {
            read_parts(request, state).await?
        } else {
            (read_text(request).await?, Vec::new())
        };
        let (tokens, pairs): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|(name, _)| name == TOKEN);
        if !tokens.first().is_some_and(|(_, text)| token.opens(text)) {
            return Err(refuse(Text::form_stale));
        }
        let flat = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&pairs)
            .finish();
        let value = serde_html_form::from_str(&flat).map_err(|_| refuse(Text::form_unreadable))?;
        Ok(Self {
            value,
            typed: Typed::filled(pairs),
            files,
        })
    }
}

type Pairs = Vec<(String, String)>;

async fn read_text(request: Request) -> Result<Pairs, Failure> {
    let bytes = to_bytes(request.into_body(), LARGEST_TEXT)
        .await
        .map_err(|_| refuse(Text::form_unreadable))?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

async fn read_parts<S: Send + Sync>(
    request: Request,
    state: &S,
) -> Result<(Pairs, Vec<Upload>), Failure> {
    let unreadable = |_| refuse(Text::form_unreadable);
    let mut parts = Multipart::from_request(request, state)
        .await
        .map_err(|_| refuse(Text::form_unreadable))?;
    let (mut pairs, mut files, mut too_large) = (Vec::new(), Vec::new(), false);
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let largest = if file.is_some() {
            LARGEST_FILE
        } else {
            LARGEST_TEXT
        };
        let bytes = read_part(&mut part, largest).await?;
        match (file, bytes) {
            // Read to its end and let go: a browser whose upload is cut off shows no answer.
            (_, None) => too_large = true,
            // A file field where nothing was chosen comes with an empty name.
            (Some(name), Some(bytes)) if !name.is_empty() => {
                files.push(Upload { field, name, bytes });
            }
            (Some(_), Some(_)) => {}
            (None, Some(bytes)) => {
                let text = String::from_utf8(bytes).map_err(|_| refuse(Text::form_unreadable))?;
                pairs.push((field, text));
            }
        }
    }
    if too_large {
        return Err(Problem::new(ProblemKind::Invalid, |lang| {
            Text::new(lang).form_too_large(LARGEST_FILE_MB)
        })
        .into());
    }
    Ok((pairs, files))
}

/// The bytes of one part, or nothing when there are more than `largest`.
async fn read_part(part: &mut Field<'_>, largest: usize) -> Result<Option<Vec<u8>>, Failure> {
    let mut bytes = Vec::new();
    let mut fits = true;
    while let Some(chunk) = part
        .chunk()
        .await
        .map_err(|_| refuse(Text::form_unreadable))?
    {
        fits = fits && bytes.len() + chunk.len() <= largest;
        if fits {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok(fits.then_some(bytes))
}

fn refuse(say: fn(&Text) -> String) -> Failure {
    Problem::new(ProblemKind::Invalid, move |lang| say(&Text::new(lang))).into()
}
