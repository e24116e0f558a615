//! A message to an SMTP server, or to a folder that the demo's mailbox shows.
//!
//! Nothing but the mail job sends: a slice enqueues a [`Message`] in its own transaction (see
//! `jobs`), so that a mail goes out if and only if what it tells of was kept.
//!
//! # Invariants
//!
//! - One message, one recipient; nobody sees another's address.
//! - The same message sent again carries the same `Message-ID` and date, made of its key. An SMTP
//!   server may take a message and die before it says so; then, and only then, it is sent twice,
//!   and a receiving server can tell the second from its `Message-ID`. A folder keeps one file per
//!   key, so there a message lies once.
//! - A refusal for good (an unknown mailbox) and one for now (greylisting, no network) are
//!   different errors: only the second is worth another try.
//! - Never logs a message's text, and an address only with the refusal that it caused.

mod folder;
mod message;
mod smtp;

use chrono::{DateTime, Utc};

pub use folder::{Folder, Letter};
pub use message::{Address, Attachment, Message};
pub use smtp::Smtp;

/// Where mail goes.
#[derive(Debug)]
pub enum Mailer {
    Smtp(Smtp),
    Folder(Folder),
}

impl Mailer {
    /// To an SMTP server, by an address such as `smtps://user:password@mail.example.dk` or
    /// `smtp://localhost:25`; `smtp://host:587?tls=required` begins plainly and insists on TLS.
    ///
    /// # Errors
    /// When the server's or the sender's address is none.
    pub fn smtp(server: &str, from: &str) -> Result<Self, Error> {
        Ok(Self::Smtp(Smtp::new(server, from.parse()?)?))
    }

    /// To a folder, which is made when it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made or the sender's address is none.
    pub fn folder(path: impl Into<std::path::PathBuf>, from: &str) -> Result<Self, Error> {
        Ok(Self::Folder(Folder::open(path, from.parse()?)?))
    }

    /// Sends one message. `key` names it for good: the same key is the same message. `at` is when
    /// it was written, and stands in it as its date.
    ///
    /// # Errors
    /// [`Error::Refused`] for good, [`Error::Later`] for now.
    pub async fn send(&self, message: &Message, key: &str, at: DateTime<Utc>) -> Result<(), Error> {
        match self {
            Self::Smtp(smtp) => smtp.send(message, key, at).await,
            Self::Folder(folder) => folder.put(message, key, at).await,
        }
    }

    /// The folder, where mail goes to one: for the demo's mailbox.
    #[must_use]
    pub const fn mailbox(&self) -> Option<&Folder> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Smtp(_) => None,
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No try will succeed: the address is none, or the server will never take it.
    #[error("refused: {0}")]
    Refused(String),
    /// The server cannot be reached or says "not now".
    #[error("not now: {0}")]
    Later(String),
    #[error("`{0}` is no mail address")]
    Address(String),
    #[error(
        "`{0}` is no SMTP server's address; write smtps://user:password@host or smtp://host:port"
    )]
    Server(String),
    #[error("{path}: {source}")]
    File {
        path: String,
        #[source]
        source: std::io::Error,
    },
}

impl Error {
    /// Whether another try can succeed.
    #[must_use]
    pub const fn is_for_now(&self) -> bool {
        matches!(self, Self::Later(_) | Self::File { .. })
    }
}
