//! Passwords: what may be one, and how it is kept.

mod guessable;
mod hasher;

use std::fmt;

use unicode_normalization::UnicodeNormalization;

pub use hasher::{Hasher, HashingFailed, Verdict};

/// A password as it was typed, made equal for every keyboard (NFC). It cannot be printed.
#[derive(Clone)]
pub struct Password(String);

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`Password::SHORTEST`] characters.
    Short,
    /// More than [`Password::LONGEST`] characters.
    Long,
    /// On the list of breached passwords, or made of so few known pieces that it is guessed.
    Common,
    /// Made of the owner's name, address or organisation.
    Personal,
}

impl Password {
    /// Characters.
    pub const SHORTEST: usize = 12;
    /// Characters. So long that no passphrase meets it, so short that nobody can make the server
    /// hash a book.
    pub const LONGEST: usize = 256;

    #[must_use]
    pub fn typed(text: &str) -> Self {
        // What is beyond the limit is cut before work is done on it; one more is kept so that
        // the rule still sees that it is too long, and a wrong password stays wrong.
        Self(
            text.chars()
                .take(Self::LONGEST * 4)
                .nfc()
                .take(Self::LONGEST + 1)
                .collect(),
        )
    }

    /// Holds a new password against the rules. `about` are the owner's name, e-mail address and
    /// the organisation's name.
    ///
    /// # Errors
    /// The first weakness found.
    pub fn check(&self, about: &[&str]) -> Result<(), Weakness> {
        let length = self.0.chars().count();
        if length < Self::SHORTEST {
            return Err(Weakness::Short);
        }
        if length > Self::LONGEST {
            return Err(Weakness::Long);
        }
        guessable::weakness(&self.0, about).map_or(Ok(()), Err)
    }

    fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(
            Password::typed("ååååååååååå").check(&[]),
            Err(Weakness::Short)
        );
        assert_eq!(
            Password::typed(&"å".repeat(100_000)).check(&[]),
            Err(Weakness::Long)
        );
    }

    #[test]
    fn a_password_is_never_printed() {
        let password = Password::typed("hesten spiser blå grønkål");
        assert_eq!(format!("{password:?}"), "Password(…)");
    }
}
