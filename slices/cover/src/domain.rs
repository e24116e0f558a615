//! What is away, and what it costs. Pure.

use std::{collections::BTreeMap, ops::AddAssign};

use chrono::{Datelike as _, NaiveDate};

/// The most cover that a unit can ask for on a day away, in minutes.
pub const LONGEST_COVER: u32 = 24 * 60;
/// The longest name of a deputy.
pub const LONGEST_NAME: usize = 120;
/// The highest hourly rate, in kroner.
pub const HIGHEST_RATE: u32 = 10_000;

/// Who leads a unit while its leader is away, and what cover it needs then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The *stedfortræder*; empty where nobody is named.
    pub deputy: String,
    /// Minutes of cover for each day away; nothing where the unit has not said.
    pub minutes: Option<u32>,
}

/// Kroner for an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    pub leader: u32,
    pub cover: u32,
}

/// One leader away at one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub day: NaiveDate,
    /// In the room, all days together, in minutes.
    pub minutes: u32,
    pub days: u32,
    pub area: String,
    /// Minutes of cover for each day, where the unit has said.
    pub cover: Option<u32>,
    /// It is over.
    pub held: bool,
}

/// Absences added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub absences: u32,
    /// Leaders' minutes away.
    pub away: u64,
    /// Minutes of cover.
    pub cover: u64,
    /// Absences of leaders whose unit has not said what cover it needs.
    pub unsaid: u32,
}

impl Sum {
    /// Kroner: hours away at the leaders' rate, cover at the other. To the nearest krone.
    #[must_use]
    pub fn kroner(&self, rates: Rates) -> u64 {
        let cost = self.away * u64::from(rates.leader) + self.cover * u64::from(rates.cover);
        (cost + 30) / 60
    }
}

impl AddAssign<&Absence> for Sum {
    fn add_assign(&mut self, absence: &Absence) {
        self.absences += 1;
        self.away += u64::from(absence.minutes);
        match absence.cover {
            Some(minutes) => self.cover += u64::from(minutes) * u64::from(absence.days),
            None => self.unsaid += 1,
        }
    }
}

/// What the whole plan takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub all: Sum,
    pub held: Sum,
    pub ahead: Sum,
    pub by_year: BTreeMap<i32, Sum>,
    /// Leaders without an area stand under an empty name.
    pub by_area: BTreeMap<String, Sum>,
}

impl Sums {
    #[must_use]
    pub fn of(absences: &[Absence]) -> Self {
        let mut sums = Self::default();
        for absence in absences {
            sums.all += absence;
            *(if absence.held {
                &mut sums.held
            } else {
                &mut sums.ahead
            }) += absence;
            *sums.by_year.entry(absence.day.year()).or_default() += absence;
            *sums.by_area.entry(absence.area.clone()).or_default() += absence;
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absence(day: &str, cover: Option<u32>, held: bool) -> Absence {
        Absence {
            day: day.parse().unwrap(),
            minutes: 780,
            days: 2,
            area: "Børn".to_owned(),
            cover,
            held,
        }
    }

    #[test]
    fn absences_are_added_up_and_what_is_not_said_is_counted_as_that() {
        let sums = Sums::of(&[
            absence("2027-03-01", Some(180), true),
            absence("2027-05-01", Some(0), false),
            absence("2028-05-01", None, false),
        ]);
        assert_eq!(
            (
                sums.all.absences,
                sums.all.away,
                sums.all.cover,
                sums.all.unsaid
            ),
            (3, 2340, 360, 1)
        );
        assert_eq!((sums.held.absences, sums.ahead.absences), (1, 2));
        assert_eq!(
            sums.by_year.keys().copied().collect::<Vec<_>>(),
            [2027, 2028]
        );
        assert_eq!(sums.by_area["Børn"], sums.all);
        let rates = Rates {
            leader: 500,
            cover: 300,
        };
        // 39 hours at 500, 6 at 300.
        assert_eq!(sums.all.kroner(rates), 39 * 500 + 6 * 300);
    }

    #[test]
    fn nothing_costs_nothing() {
        let rates = Rates {
            leader: u32::MAX,
            cover: u32::MAX,
        };
        assert_eq!(Sums::of(&[]).all.kroner(rates), 0);
    }
}
