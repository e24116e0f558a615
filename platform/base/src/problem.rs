use std::{fmt, sync::Arc};

use crate::Lang;

/// What a refusal is, so that the edge can choose a status and a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// There is nothing here, or nothing that this person may know of. 404.
    NotFound,
    /// Signed in, but not allowed. 403.
    Forbidden,
    /// Not signed in. The edge sends the person to the sign-in page.
    SignInFirst,
    /// What was sent cannot be taken; nothing was stored. 422.
    Invalid,
    /// Somebody else was first. 409.
    Conflict,
    /// Too many tries; wait. 429.
    TooMany,
    /// Our fault or the database's. 500. The user's text never carries the cause.
    Internal,
}

type Say = Arc<dyn Fn(Lang) -> String + Send + Sync>;

/// A refusal that a user may read: what happened, what was kept, what to do.
///
/// The text comes from a crate's locales, in the reader's language. The cause, for the log, is
/// written once at the edge and never shown.
#[derive(Clone)]
pub struct Problem {
    kind: ProblemKind,
    say: Say,
    cause: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Problem {
    pub fn new(kind: ProblemKind, say: impl Fn(Lang) -> String + Send + Sync + 'static) -> Self {
        Self {
            kind,
            say: Arc::new(say),
            cause: None,
        }
    }

    pub fn not_found() -> Self {
        Self::new(ProblemKind::NotFound, |lang| {
            lang.pick(
                "Siden findes ikke, eller du har ikke adgang til den.",
                "The page does not exist, or you have no access to it.",
            )
            .to_owned()
        })
    }

    pub fn forbidden() -> Self {
        Self::new(ProblemKind::Forbidden, |lang| {
            lang.pick("Det har du ikke adgang til. Spørg forløbsledelsen, hvis du mener, at du skulle have det.", "You have no access to this. Ask the programme office if you think you should.").to_owned()
        })
    }

    pub fn sign_in_first() -> Self {
        Self::new(ProblemKind::SignInFirst, |lang| {
            lang.pick("Log ind for at fortsætte.", "Sign in to go on.")
                .to_owned()
        })
    }

    /// Something failed that the user can do nothing about; the cause goes to the log.
    pub fn internal(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        let mut problem = Self::new(ProblemKind::Internal, |lang| {
            lang.pick(
                "Noget gik galt hos os. Intet er gemt. Prøv igen om lidt.",
                "Something went wrong on our side. Nothing was saved. Try again shortly.",
            )
            .to_owned()
        });
        problem.cause = Some(Arc::new(cause));
        problem
    }

    #[must_use]
    pub const fn kind(&self) -> ProblemKind {
        self.kind
    }

    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        (self.say)(lang)
    }

    /// For the log at the edge.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync)> {
        self.cause.as_deref()
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.text(Lang::En))?;
        if let Some(cause) = &self.cause {
            write!(f, " ({cause:?})")?;
        }
        Ok(())
    }
}
