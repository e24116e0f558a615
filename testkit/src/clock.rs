use std::sync::{Arc, Mutex, PoisonError};

use base::{Clock, FixedClock};
use chrono::{DateTime, TimeDelta, Utc};

/// A clock that moves when the test says so.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<Mutex<DateTime<Utc>>>);

impl TestClock {
    /// `at` as RFC 3339, such as `2026-11-02T07:00:00Z`.
    #[must_use]
    pub fn at(at: &str) -> Self {
        let at = DateTime::parse_from_rfc3339(at).expect("an instant as RFC 3339");
        Self(Arc::new(Mutex::new(FixedClock(at.to_utc()).now())))
    }

    pub fn set(&self, at: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Default for TestClock {
    /// When [`crate::Store::ctx`] is.
    fn default() -> Self {
        Self::at("2026-11-02T07:00:00Z")
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
