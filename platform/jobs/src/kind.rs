use std::{fmt, future::Future, pin::Pin, sync::Arc};

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc, Weekday};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::JobContext;

/// What a job is asked to do: its payload, and how its kind is run.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// `slice.what_it_does`; never changed while rows of it may exist.
    const KIND: &'static str;
    const RETRY: Retry = Retry::SOON;
    const HOURS: Hours = Hours::Any;
}

/// How often and how soon a failed job is tried again: `first`, then twice that, and so on up to
/// `longest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    pub tries: u32,
    pub first: TimeDelta,
    pub longest: TimeDelta,
}

impl Retry {
    /// Five tries within some three minutes.
    pub const SOON: Self = Self {
        tries: 5,
        first: TimeDelta::seconds(10),
        longest: TimeDelta::minutes(2),
    };
    /// Over two days, for what depends on somebody else's server.
    pub const PATIENT: Self = Self {
        tries: 20,
        first: TimeDelta::minutes(1),
        longest: TimeDelta::hours(4),
    };
    pub const NEVER: Self = Self {
        tries: 1,
        ..Self::SOON
    };

    /// How long to wait after the given number of tries.
    pub(crate) fn wait(self, tries: u32) -> TimeDelta {
        let doubled = 2_i32
            .checked_pow(tries.saturating_sub(1))
            .unwrap_or(i32::MAX);
        self.first
            .checked_mul(doubled)
            .map_or(self.longest, |wait| wait.min(self.longest))
    }
}

/// When jobs of a kind may begin, in Danish local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    Any,
    /// Monday to Friday, 7 to 18: mail that is no answer to something just done.
    Working,
}

impl Hours {
    #[must_use]
    pub fn allow(self, now: DateTime<Utc>) -> bool {
        match self {
            Self::Any => true,
            Self::Working => {
                let local = now.with_timezone(&chrono_tz::Europe::Copenhagen);
                let weekend = matches!(local.weekday(), Weekday::Sat | Weekday::Sun);
                !weekend && (7..18).contains(&local.hour())
            }
        }
    }
}

/// Why a job did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Another try may succeed.
    #[error("{0}")]
    Again(String),
    /// No try will succeed.
    #[error("{0}")]
    Never(String),
    /// It saw that it was cancelled and stopped.
    #[error("cancelled")]
    Cancelled,
}

impl Fault {
    pub fn again(err: impl fmt::Display) -> Self {
        Self::Again(err.to_string())
    }

    pub fn never(err: impl fmt::Display) -> Self {
        Self::Never(err.to_string())
    }
}

impl From<db::Error> for Fault {
    fn from(err: db::Error) -> Self {
        Self::again(err)
    }
}

impl From<base::Problem> for Fault {
    fn from(problem: base::Problem) -> Self {
        let told = match problem.cause() {
            Some(cause) => cause.to_string(),
            None => problem.text(base::Lang::En),
        };
        match problem.kind() {
            base::ProblemKind::Internal | base::ProblemKind::Conflict => Self::Again(told),
            _ => Self::Never(told),
        }
    }
}

pub(crate) type Running = Pin<Box<dyn Future<Output = Result<(), Fault>> + Send>>;

/// A kind of job with the function that does it, as a slice registers it.
#[derive(Clone)]
pub struct Kind {
    pub name: &'static str,
    pub retry: Retry,
    pub hours: Hours,
    pub(crate) run: Arc<dyn Fn(JobContext, Value) -> Running + Send + Sync>,
}

impl Kind {
    pub fn new<J, F, R>(handler: F) -> Self
    where
        J: Job,
        F: Fn(JobContext, J) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        Self {
            name: J::KIND,
            retry: J::RETRY,
            hours: J::HOURS,
            run: Arc::new(
                move |context, payload| match serde_json::from_value(payload) {
                    Ok(job) => Box::pin(handler(context, job)),
                    Err(err) => Box::pin(async move { Err(Fault::never(err)) }),
                },
            ),
        }
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kind({})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let waits: Vec<i64> = (1..=6)
            .map(|tries| Retry::SOON.wait(tries).num_seconds())
            .collect();
        assert_eq!(waits, [10, 20, 40, 80, 120, 120]);
        assert_eq!(Retry::PATIENT.wait(40), TimeDelta::hours(4));
    }

    #[test]
    fn working_hours_are_danish_in_summer_and_winter() {
        let allowed =
            |at: &str| Hours::Working.allow(DateTime::parse_from_rfc3339(at).unwrap().to_utc());
        for (at, expected) in [
            ("2026-07-01T04:59:59Z", false), // Wednesday 6:59 in summer
            ("2026-07-01T05:00:00Z", true),
            ("2026-07-01T15:59:59Z", true),
            ("2026-07-01T16:00:00Z", false),
            ("2026-12-02T05:59:59Z", false), // Wednesday 6:59 in winter
            ("2026-12-02T06:00:00Z", true),
            ("2026-12-02T16:59:59Z", true),
            ("2026-12-02T17:00:00Z", false),
            ("2026-12-05T10:00:00Z", false), // Saturday
            ("2026-12-06T23:30:00Z", false), // Monday half past midnight, Sunday in UTC
            ("2026-12-07T06:00:00Z", true),
        ] {
            assert_eq!(allowed(at), expected, "{at}");
        }
    }
}
