use std::sync::Arc;

use chrono::{DateTime, SubsecRound, Utc};

/// The only door to the time of day. Instants are UTC, truncated to microseconds, which is what
/// both databases keep.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

impl<C: Clock + ?Sized> Clock for Arc<C> {
    fn now(&self) -> DateTime<Utc> {
        (**self).now()
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the machine"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// The machine's clock, moved: the example programme is always at the same point of its three years.
#[derive(Clone, Copy, Debug)]
pub struct ShiftedClock(pub chrono::Duration);

impl ShiftedClock {
    /// A clock that shows `then` now, and goes on from there.
    #[must_use]
    pub fn starting_at(then: DateTime<Utc>) -> Self {
        Self(then - SystemClock.now())
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + self.0
    }
}

/// A clock that stands still, for tests and for the demo's data.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.trunc_subsecs(6)
    }
}
