//! The synchroniser token. It is a hash of the browser's own secret (the session's, or before
//! sign-in the visit's), so nothing is stored and another browser cannot make it. In every page it
//! is written with a fresh mask, so that a compressed page does not give it away byte by byte
//! (BREACH, Gluck, Harris and Prado 2013).

use axum::http::{HeaderMap, Method, header};
use base::Secret;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

const WIDTH: usize = 32;

/// The token of one browser's session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token([u8; WIDTH]);

impl Token {
    pub(crate) fn of(secret: &Secret) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"pejl form token\0");
        hash.update(secret.expose().as_bytes());
        Self(hash.finalize().into())
    }

    /// The token under a new mask, as text for a form.
    pub(crate) fn masked(&self) -> String {
        // Without random bytes the token goes unmasked: still secret to others, only less well
        // hidden in a compressed page.
        let mask = Secret::new()
            .ok()
            .and_then(|secret| unhex(secret.expose()))
            .unwrap_or([0; WIDTH]);
        let mut out = String::with_capacity(WIDTH * 4);
        for byte in mask {
            push_hex(&mut out, byte);
        }
        for (byte, mask) in self.0.iter().zip(mask) {
            push_hex(&mut out, byte ^ mask);
        }
        out
    }

    /// A mark of this browser for one thing; the token cannot be found from it.
    pub(crate) fn mark(&self, thing: uuid::Uuid) -> String {
        let mut hash = Sha256::new();
        hash.update(b"pejl browser mark\0");
        hash.update(self.0);
        hash.update(thing.as_bytes());
        let mut out = String::with_capacity(WIDTH * 2);
        for byte in hash.finalize() {
            push_hex(&mut out, byte);
        }
        out
    }

    /// Whether the text is this token under any mask; takes the same time for every text.
    pub(crate) fn opens(&self, text: &str) -> bool {
        let halves = text.split_at_checked(WIDTH * 2);
        let Some((mask, hidden)) = halves.and_then(|(a, b)| Some((unhex(a)?, unhex(b)?))) else {
            return false;
        };
        let mut plain = [0; WIDTH];
        for ((plain, mask), hidden) in plain.iter_mut().zip(mask).zip(hidden) {
            *plain = mask ^ hidden;
        }
        plain.ct_eq(&self.0).into()
    }
}

fn push_hex(out: &mut String, byte: u8) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    out.push(DIGITS[usize::from(byte >> 4)]);
    out.push(DIGITS[usize::from(byte & 15)]);
}

fn unhex(text: &str) -> Option<[u8; WIDTH]> {
    if text.len() != WIDTH * 2 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; WIDTH];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(place * 2..place * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Whether a request that changes something was sent by one of our own pages. Browsers say so in
/// `Sec-Fetch-Site`; older ones in `Origin`. A request with neither is no browser's, and is left to
/// the token.
pub(crate) fn from_our_pages(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin" || site == "none";
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, named)| named.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_under_every_mask_and_only_for_its_own_secret() {
        let (ours, theirs) = (Secret::new().unwrap(), Secret::new().unwrap());
        let token = Token::of(&ours);
        let (one, other) = (token.masked(), token.masked());
        assert_ne!(one, other);
        assert!(token.opens(&one) && token.opens(&other));
        assert!(!Token::of(&theirs).opens(&one));
        for wrong in ["", "00", "æ", &one[1..], &"0".repeat(128), &"g".repeat(128)] {
            assert!(!token.opens(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_form_on_another_site_is_told_from_ours() {
        let check = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            from_our_pages(&Method::POST, &headers)
        };
        assert!(check(&[("sec-fetch-site", "same-origin")]));
        assert!(!check(&[("sec-fetch-site", "cross-site")]));
        assert!(!check(&[("sec-fetch-site", "same-site")]));
        assert!(check(&[
            ("origin", "https://pejl.example"),
            ("host", "pejl.example")
        ]));
        assert!(!check(&[
            ("origin", "https://other.example"),
            ("host", "pejl.example")
        ]));
        assert!(!check(&[("origin", "null"), ("host", "pejl.example")]));
        assert!(check(&[]));
    }
}
