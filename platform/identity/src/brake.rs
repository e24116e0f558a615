//! Brakes on guessing: each failure makes the next try wait longer, and time heals.
//!
//! The rules are here, pure; the rows are in the control database, so that several nodes brake
//! together. There is no permanent lock-out, because that would let anybody shut out anybody.

use chrono::{DateTime, TimeDelta, Utc};

/// How hard a brake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// So many failures cost no wait.
    pub free: u32,
    /// The wait after the first failure beyond those; it doubles with each further one.
    pub first: TimeDelta,
    /// No wait is longer.
    pub longest: TimeDelta,
    /// One failure is forgiven each time this has passed.
    pub forgiven_after: TimeDelta,
}

/// Tries on one address, from wherever: a person mistypes five times at ease, a guesser gets some
/// hundred tries a day.
pub const PER_ADDRESS: Rules = Rules {
    free: 5,
    first: TimeDelta::seconds(2),
    longest: TimeDelta::minutes(15),
    forgiven_after: TimeDelta::minutes(15),
};

/// Tries from one network, on whatever addresses. A whole town hall sits behind one address on a
/// Monday morning, so this is wide, and successful sign-ins do not count.
pub const PER_NETWORK: Rules = Rules {
    free: 100,
    first: TimeDelta::seconds(1),
    longest: TimeDelta::minutes(5),
    forgiven_after: TimeDelta::seconds(30),
};

/// Mails that anybody can have sent to an address by asking for a new password.
pub const LETTERS_PER_ADDRESS: Rules = Rules {
    free: 2,
    first: TimeDelta::minutes(5),
    longest: TimeDelta::hours(1),
    forgiven_after: TimeDelta::minutes(20),
};

/// The same from one network.
pub const LETTERS_PER_NETWORK: Rules = Rules {
    free: 50,
    first: TimeDelta::seconds(10),
    longest: TimeDelta::minutes(10),
    forgiven_after: TimeDelta::minutes(1),
};

/// How far a brake is pulled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brake {
    pub failures: u32,
    pub last: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Brake {
    /// One that has never been touched.
    #[must_use]
    pub const fn loose() -> Self {
        Self {
            failures: 0,
            last: DateTime::UNIX_EPOCH,
            until: DateTime::UNIX_EPOCH,
        }
    }

    /// How long to wait before a try is heard; `None` when it is heard now.
    #[must_use]
    pub fn wait(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        (now < self.until).then(|| self.until - now)
    }

    /// The brake after one more failure. A try is counted as a failure *before* it is heard and
    /// taken back when it succeeds, so that many tries at once are not all heard as the first.
    #[must_use]
    pub fn failed(&self, now: DateTime<Utc>, rules: &Rules) -> Self {
        let failures = self.standing(now, rules).saturating_add(1);
        let until = match failures.checked_sub(rules.free + 1) {
            // Not `now`: a node whose clock is behind would take that for a wait.
            None => DateTime::UNIX_EPOCH,
            Some(beyond) => {
                let factor = 1_i32.checked_shl(beyond.min(30)).unwrap_or(i32::MAX);
                let wait = rules.first.checked_mul(factor);
                now + wait.map_or(rules.longest, |wait| wait.min(rules.longest))
            }
        };
        Self {
            failures,
            last: self.counted_from(now, rules),
            until,
        }
    }

    /// From when the next forgiving is counted: not anew at every try, or somebody who tries
    /// steadily, such as a town hall behind one address, would never be forgiven anything.
    fn counted_from(&self, now: DateTime<Utc>, rules: &Rules) -> DateTime<Utc> {
        if self.standing(now, rules) == 0 {
            return now;
        }
        let period = rules.forgiven_after.num_seconds().max(1);
        let passed = (now - self.last).num_seconds().max(0);
        self.last + TimeDelta::seconds(passed - passed % period)
    }

    /// The brake after a try that was counted turned out well: that one count is taken back.
    #[must_use]
    pub fn taken_back(&self) -> Self {
        Self {
            failures: self.failures.saturating_sub(1),
            last: self.last,
            until: DateTime::UNIX_EPOCH,
        }
    }

    /// Failures not yet forgiven.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>, rules: &Rules) -> u32 {
        let passed = (now - self.last).num_seconds().max(0);
        let forgiven = passed / rules.forgiven_after.num_seconds().max(1);
        self.failures
            .saturating_sub(u32::try_from(forgiven).unwrap_or(u32::MAX))
    }
}

/// The part of a network address that one party can hold: all of an IPv4 address, the first 64
/// bits of an IPv6 address.
#[must_use]
pub fn network(address: std::net::IpAddr) -> String {
    match address.to_canonical() {
        std::net::IpAddr::V4(v4) => v4.to_string(),
        std::net::IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steady_tries_are_forgiven_as_time_passes() {
        let rules = PER_NETWORK;
        let period = rules.forgiven_after.num_seconds();
        let mut brake = Brake::loose();
        for round in 0..50 {
            // A little before each would have been forgiven, had it been alone.
            brake = brake.failed(at(round * (period - 1)), &rules);
        }
        assert!(
            brake.standing(at(50 * (period - 1)), &rules) < 5,
            "{brake:?}"
        );
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn five_mistakes_are_free_and_then_the_wait_doubles() {
        let mut brake = Brake::loose();
        let mut waits = Vec::new();
        let mut now = at(0);
        for _ in 0..18 {
            brake = brake.failed(now, &PER_ADDRESS);
            let wait = brake.wait(now).map_or(0, |wait| wait.num_seconds());
            waits.push(wait);
            now += TimeDelta::seconds(wait);
            assert_eq!(brake.wait(now), None, "after the wait one is heard");
        }
        // After a quarter of an hour one mistake is forgiven, so one wait comes twice.
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 512, 900, 900, 900
            ]
        );
    }

    #[test]
    fn a_guesser_gets_few_tries_a_day_and_the_owner_is_never_shut_out() {
        let mut brake = Brake::loose();
        let (mut now, mut tries) = (at(0), 0);
        while now < at(86_400) {
            brake = brake.failed(now, &PER_ADDRESS);
            tries += 1;
            now = brake.until.max(now + TimeDelta::milliseconds(100));
        }
        assert!(tries < 150, "{tries} tries in a day");
        assert!(brake.until <= now + PER_ADDRESS.longest);
    }

    #[test]
    fn time_heals() {
        let mut brake = Brake::loose();
        for _ in 0..7 {
            brake = brake.failed(at(0), &PER_ADDRESS);
        }
        assert_eq!(brake.standing(at(0), &PER_ADDRESS), 7);
        assert_eq!(brake.standing(at(15 * 60), &PER_ADDRESS), 6);
        assert_eq!(brake.standing(at(7 * 15 * 60), &PER_ADDRESS), 0);
        assert_eq!(brake.failed(at(86_400), &PER_ADDRESS).failures, 1);
    }

    #[test]
    fn a_town_hall_that_signs_in_is_not_braked() {
        let mut brake = Brake::loose();
        for second in 0..1_000 {
            assert_eq!(brake.wait(at(second / 100)), None);
            brake = brake.failed(at(second / 100), &PER_NETWORK).taken_back();
        }
        assert_eq!(brake.failures, 0);
    }

    #[test]
    fn many_failures_never_overflow() {
        let brake = Brake {
            failures: u32::MAX,
            last: at(0),
            until: at(0),
        };
        assert_eq!(
            brake.failed(at(0), &PER_ADDRESS).wait(at(0)),
            Some(PER_ADDRESS.longest)
        );
    }

    #[test]
    fn a_network_is_what_one_party_holds() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
