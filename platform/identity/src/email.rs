use std::{fmt, str::FromStr};

use unicode_normalization::UnicodeNormalization;

/// An e-mail address as somebody wrote it, with the key that says whether two are the same.
///
/// The key is made here and not in the database, because SQLite folds ASCII only and the two
/// databases must agree on who `ÅSE@kommune.dk` is.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    written: String,
    key: String,
}

/// The text is no address: there must be one `@` with something on both sides, a dot after it, and
/// no white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnEmail;

impl Email {
    /// The longest address that mail can carry (RFC 5321, 4.5.3.1.3).
    pub const LONGEST: usize = 254;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key of any text at all, so that what is typed at sign-in is treated alike whether or
    /// not it is an address.
    #[must_use]
    pub fn key_of(text: &str) -> String {
        text.trim()
            .nfkc()
            .flat_map(char::to_lowercase)
            .take(Self::LONGEST)
            .collect()
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;
    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let written: String = text.trim().nfc().collect();
        let (local, domain) = written.rsplit_once('@').ok_or(NotAnEmail)?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>,;\"()[]\\".contains(c);
        let sound = !local.is_empty()
            && !local.contains('@')
            && !written.chars().any(odd)
            && written.len() <= Self::LONGEST
            && domain.contains('.')
            && domain
                .split('.')
                .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        if !sound {
            return Err(NotAnEmail);
        }
        Ok(Self {
            key: Self::key_of(&written),
            written,
        })
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_decomposed_letters_are_the_same_address() {
        let one: Email = " Åse.Ny@Kommune.DK ".parse().unwrap();
        let other: Email = "a\u{30a}se.ny@kommune.dk".parse().unwrap();
        assert_eq!(one.key(), other.key());
        assert_eq!(one.as_str(), "Åse.Ny@Kommune.DK");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "leder",
            "@kommune.dk",
            "leder@",
            "leder@kommune",
            "a b@kommune.dk",
            "leder@kommune..dk",
            "a@b@kommune.dk",
            "leder@kommune.dk\r\nBcc: alle@kommune.dk",
            "leder@kommune.dk>",
        ] {
            assert!(text.parse::<Email>().is_err(), "{text:?}");
        }
    }
}
