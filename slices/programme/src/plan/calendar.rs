use chrono::{Datelike, Days as ChronoDays, NaiveDate, Weekday};

use crate::domain::Design;

/// Weekdays by number, five a week, from the Monday of the programme's first week; the timetable
/// counts so.
#[derive(Clone, Debug)]
pub struct Calendar {
    monday: NaiveDate,
    start: NaiveDate,
    end: NaiveDate,
}

impl Calendar {
    #[must_use]
    pub fn new(design: &Design) -> Self {
        let start = design.schedule.start;
        Self {
            monday: start.week(Weekday::Mon).first_day(),
            start,
            end: design.schedule.end(design.programme.years),
        }
    }

    /// The date of a weekday's number.
    #[must_use]
    pub fn date(&self, day: u32) -> NaiveDate {
        let days = u64::from(day / 5) * 7 + u64::from(day % 5);
        self.monday
            .checked_add_days(ChronoDays::new(days))
            .unwrap_or(NaiveDate::MAX)
    }

    /// The number of a date; a Saturday or Sunday counts as the Monday after.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> u32 {
        let days = u32::try_from((date - self.monday).num_days()).unwrap_or(0);
        days / 7 * 5 + (days % 7).min(5)
    }

    /// The last weekday on or before a date.
    #[must_use]
    pub fn day_before(&self, date: NaiveDate) -> u32 {
        let days = u32::try_from((date - self.monday).num_days()).unwrap_or(0);
        days / 7 * 5 + (days % 7).min(4)
    }

    /// Every weekday of the programme on which a session may be, gatherings aside.
    #[must_use]
    pub fn open(&self, design: &Design) -> Vec<NaiveDate> {
        self.start
            .iter_days()
            .take_while(|date| *date < self.end)
            .filter(|date| is_weekday(*date) && design.schedule.closed_on(*date).is_none())
            .collect()
    }

    /// The programme's first day and the first day after it.
    #[must_use]
    pub const fn span(&self) -> (NaiveDate, NaiveDate) {
        (self.start, self.end)
    }

    /// The weekday numbers of the days from `from` to `to` that lie in the programme.
    pub(super) fn numbers(&self, days: &crate::domain::Days) -> Vec<u32> {
        days.from
            .iter_days()
            .take_while(|date| *date <= days.to)
            .filter(|date| *date >= self.monday && *date < self.end && is_weekday(*date))
            .map(|date| self.day(date))
            .collect()
    }
}

pub(super) fn is_weekday(date: NaiveDate) -> bool {
    date.weekday().number_from_monday() <= 5
}
