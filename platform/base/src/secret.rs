use std::fmt;

/// 256 random bits that open something: a session, an invitation, a calendar. Shown once to the
/// person it belongs to; the database keeps only its [`SecretHash`].
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// The SHA-256 of a secret, in hex, made by the crate that stores it.
pub type SecretHash = String;

impl Secret {
    /// A new secret from the operating system's generator.
    ///
    /// # Errors
    /// When the operating system gives no random bytes; nothing may go on without them.
    pub fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(
            bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        ))
    }

    /// A secret that somebody presents; it may be any text.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text to put into a link or a cookie, and nowhere else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
