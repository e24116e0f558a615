//! Why there is no timetable, as numbers that the caller puts in words.

use crate::instance::Day;

/// Weeks by number, five days each, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weeks {
    pub first: Day,
    pub last: Day,
}

/// No timetable keeps every hard rule, or none was found.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("no timetable keeps every rule")]
pub struct NoPlan {
    /// The rules that clash, most telling first. Together they leave no plan when `proven`.
    pub reasons: Vec<Reason>,
    /// Whether the reasons prove that there is none; else the search met them until its budget ended.
    pub proven: bool,
    pub iterations: u64,
}

/// What a number in the instance points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Cohort,
    Module,
    Room,
    Teacher,
}

/// One rule of a clash.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The instance names a cohort, module, room or teacher that it does not have.
    Unknown { kind: Kind, number: usize },
    /// One session is announced twice.
    AnnouncedTwice { cohort: usize, module: usize },
    /// A day or a wished spacing beyond a hundred years.
    TooFar { day: Day },
    /// A cost is negative, no number, or above 100,000.
    Cost { cost: f64 },
    /// A module takes from one to five days.
    Length { module: usize, length: u32 },
    /// The least spacing, or the length of the module before, is more than the most.
    SpacingEmpty {
        module: usize,
        least: Day,
        most: Day,
    },
    /// Fewer people can teach the module than it takes.
    TooFewTeachers {
        module: usize,
        needed: usize,
        qualified: usize,
    },
    /// No room seats the cohort.
    NoRoomSeats {
        cohort: usize,
        members: usize,
        most_seats: usize,
    },
    /// From the earliest start the spacings take `needed` days, and the last open day comes before.
    HorizonTooShort {
        cohort: usize,
        earliest: Day,
        needed: Day,
        last_open: Day,
    },
    /// Nobody of the cohort starts within its tranche.
    Start {
        cohort: usize,
        earliest: Day,
        latest_start: Day,
    },
    /// The spacing before a module forces it into days that other rules close.
    Spacing {
        cohort: usize,
        module: usize,
        least: Day,
        most: Day,
    },
    /// The organisation's calendar leaves no open days in a row.
    Closed {
        cohort: usize,
        module: usize,
        weeks: Weeks,
    },
    /// At best `fewest` are absent, and `allowed` may be.
    TooManyAbsent {
        cohort: usize,
        module: usize,
        weeks: Weeks,
        fewest: usize,
        allowed: usize,
    },
    /// No room with seats enough is open.
    NoRoomOpen {
        cohort: usize,
        module: usize,
        weeks: Weeks,
        seats: usize,
    },
    /// Of those who can teach the module, fewer than needed are at work.
    TeachersAway {
        cohort: usize,
        module: usize,
        weeks: Weeks,
        needed: usize,
    },
    /// A locked session stands in the way of this one.
    Locked {
        cohort: usize,
        module: usize,
        weeks: Weeks,
    },
    /// Cohorts that may never be away together have more days to place than are open.
    TooManyDays {
        cohorts: Vec<usize>,
        needed: usize,
        open: usize,
    },
    /// All who can teach the module have `free` days together, and it takes `needed`.
    TeacherDays {
        module: usize,
        needed: usize,
        free: usize,
    },
    /// The rooms with seats enough are open on `free` days together; the cohorts take `needed`.
    RoomDays {
        seats: usize,
        needed: usize,
        free: usize,
    },
    /// Two cohorts with leaders of one unit want the same days.
    UnitMates {
        unit: usize,
        cohorts: (usize, usize),
        module: usize,
        weeks: Weeks,
    },
    /// Every room with seats enough is taken by other sessions.
    RoomsTaken {
        cohort: usize,
        module: usize,
        weeks: Weeks,
        seats: usize,
    },
    /// The teachers of the module teach other sessions.
    TeachersTaken {
        cohort: usize,
        module: usize,
        weeks: Weeks,
        needed: usize,
    },
}
