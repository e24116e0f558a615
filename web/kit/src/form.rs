use std::sync::Arc;

use axum::{
    body::to_bytes,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{Method, header},
};
use base::{Problem, ProblemKind};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Failure, Text, Typed, csrf::Token, edge::Caller};

/// The name of the hidden field that carries the token.
const TOKEN: &str = "_csrf";
/// A file of more than this is refused; it is what the organisation's database keeps (product.md 6).
pub const LARGEST_FILE_MB: usize = 20;
const LARGEST_FILE: usize = LARGEST_FILE_MB * 1024 * 1024;
/// All the text of a form together.
const LARGEST_TEXT: usize = 2 * 1024 * 1024;
/// The same from somebody who is not signed in: addresses, passwords, names.
const LARGEST_TEXT_OF_ANYBODY: usize = 64 * 1024;
/// More files than this in one form are refused.
const MOST_FILES: usize = 4;

/// A form that one of our own pages sent, from this browser's session.
///
/// A form without this session's token never reaches a handler, and no file is kept before the token
/// was seen; files are taken from people who are signed in only. `value` is the form as `T` (its text fields should have
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
        let caller = request
            .extensions()
            .get::<Arc<Caller>>()
            .cloned()
            .ok_or_else(|| refuse(Text::form_stale))?;
        let (token, is_known) = (&caller.shell.token, caller.entered.is_some());
        if request.method() != Method::POST {
            return Err(Failure::not_found());
        }
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (pairs, files) = match kind.starts_with("multipart/form-data") {
            true if !is_known => return Err(refuse(Text::form_stale)),
            true => read_parts(request, state, token).await?,
            false if is_known => (read_text(request, LARGEST_TEXT).await?, Vec::new()),
            false => (
                read_text(request, LARGEST_TEXT_OF_ANYBODY).await?,
                Vec::new(),
            ),
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

async fn read_text(request: Request, largest: usize) -> Result<Pairs, Failure> {
    let bytes = to_bytes(request.into_body(), largest)
        .await
        .map_err(|_| refuse(Text::form_unreadable))?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

async fn read_parts<S: Send + Sync>(
    request: Request,
    state: &S,
    token: &Token,
) -> Result<(Pairs, Vec<Upload>), Failure> {
    let unreadable = |_| refuse(Text::form_unreadable);
    let mut parts = Multipart::from_request(request, state)
        .await
        .map_err(|_| refuse(Text::form_unreadable))?;
    let (mut pairs, mut files, mut too_large) = (Pairs::new(), Vec::new(), false);
    let mut text_left = LARGEST_TEXT;
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let ours = || {
            pairs
                .iter()
                .any(|(name, text)| name == TOKEN && token.opens(text))
        };
        let largest = match &file {
            None => text_left,
            // The token stands first in each of our forms, so a file before it is not ours: read
            // to its end like one that is too large, and not kept.
            Some(_) if files.len() >= MOST_FILES || !ours() => 0,
            Some(_) => LARGEST_FILE,
        };
        let bytes = read_part(&mut part, largest).await?;
        if file.is_none() {
            text_left -= bytes.as_ref().map_or(0, Vec::len);
        }
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
    if too_large && pairs.iter().any(|(name, _)| name == TOKEN) {
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
