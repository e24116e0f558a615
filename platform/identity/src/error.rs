use base::{Lang, Problem, ProblemKind};
use chrono::TimeDelta;

use crate::{HashingFailed, Text, Weakness};

/// What this crate refuses or fails with. The first group a user can cause and reads about; the
/// second is ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A new password that is not taken.
    #[error("the password is too weak: {0:?}")]
    Weak(Weakness),
    /// The present password, asked for before a change, was wrong.
    #[error("the present password was wrong")]
    WrongPassword,
    /// A link that is unknown, used, replaced by a newer one, or too old: all the same answer.
    #[error("the link no longer opens anything")]
    Spent,
    /// The brake is on for this long.
    #[error("too many tries; wait {0}")]
    Wait(TimeDelta),
    /// The last administrator of an organisation would be gone.
    #[error("the organisation would have no administrator")]
    LastAdministrator,
    /// A membership must have a role.
    #[error("no role was chosen")]
    NoRole,
    /// Only an administrator may give, take or end the administrator's role.
    #[error("only an administrator may do this")]
    Forbidden,
    /// No such membership, session or organisation here.
    #[error("not found")]
    NotFound,
    /// An organisation's short name, place or zone that cannot be used; with the reason.
    #[error("organisation: {0}")]
    Organisation(&'static str),
    /// The short name or the place belongs to another organisation.
    #[error("the organisation's {0} is taken")]
    Taken(&'static str),

    #[error(transparent)]
    Db(#[from] db::Error),
    #[error(transparent)]
    Hashing(#[from] HashingFailed),
    #[error("the operating system gave no random bytes")]
    Random,
    /// Something stands in the database that this version did not write.
    #[error("{0} holds what this version cannot read")]
    Spoilt(&'static str),
    /// An organisation's database lacks migrations; `pejl migrate` applies them.
    #[error("the database of {organisation} lacks {missing:?}; run `pejl migrate`")]
    Lagging {
        organisation: String,
        missing: Vec<&'static str>,
    },
    /// A place names a server that the configuration does not.
    #[error("the place `{0}` cannot be resolved with this configuration")]
    Place(String),
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

/// How a refusal is said.
type Said = fn(&Text, &Error) -> String;

impl Error {
    /// The text a user reads, where the user can do something.
    fn said(&self) -> Option<(ProblemKind, Said)> {
        Some(match self {
            Self::Weak(_) => (ProblemKind::Invalid, |text, error| match error {
                Self::Weak(weakness) => weakness.text(text.lang()),
                _ => String::new(),
            }),
            Self::WrongPassword => (ProblemKind::Invalid, |text, _| text.wrong_password()),
            Self::Spent => (ProblemKind::NotFound, |text, _| text.link_spent()),
            Self::Wait(_) => (ProblemKind::TooMany, |text, error| match error {
                Self::Wait(wait) => wait_text(text.lang(), *wait),
                _ => String::new(),
            }),
            Self::LastAdministrator => (ProblemKind::Conflict, |text, _| text.last_administrator()),
            Self::NoRole => (ProblemKind::Invalid, |text, _| text.no_role()),
            Self::Hashing(HashingFailed::Busy) => (ProblemKind::TooMany, |text, _| text.busy()),
            _ => return None,
        })
    }
}

/// How long to wait, said in whole seconds or minutes.
#[must_use]
pub fn wait_text(lang: Lang, wait: TimeDelta) -> String {
    let seconds = wait.num_seconds().max(0) + 1;
    if seconds < 60 {
        Text::new(lang).wait_seconds(seconds)
    } else {
        Text::new(lang).wait_minutes((seconds + 59) / 60)
    }
}

impl Weakness {
    /// What to do about it, for the person who chose the password.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::Short => text.password_short(crate::Password::SHORTEST),
            Self::Long => text.password_long(crate::Password::LONGEST),
            Self::Common => text.password_common(),
            Self::Personal => text.password_personal(),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error.said() {
            Some((kind, say)) => Self::new(kind, move |lang| say(&Text::new(lang), &error)),
            None if matches!(error, Error::NotFound) => Self::not_found(),
            None if matches!(error, Error::Forbidden) => Self::forbidden(),
            None => Self::internal(error),
        }
    }
}
