//! The day as it goes: what is planned, what is now, how far behind, and which beat gives time back.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Europe::Copenhagen;
use serde::{Deserialize, Serialize};

use super::sheet::{Beat, Kind, RunSheet, STEP_MINUTES, Screen};

/// A beat of this very day: the drejebog's own, and what the day has made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its name for the rest of the day, wherever it is moved to.
    pub number: u32,
    pub beat: Beat,
    /// As many as it has now; the drejebog's own stand in `beat`.
    pub minutes: u32,
    pub skipped: bool,
    pub began: Option<DateTime<Utc>>,
}

/// When a stretch was meant to begin and when it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub planned: NaiveDateTime,
    pub expected: NaiveDateTime,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Past,
    Now,
    Ahead,
    Skipped,
}

/// Minutes that an upcoming beat can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gift {
    pub number: u32,
    pub minutes: u32,
}

/// The day's own copy of a drejebog, for a session of so many days.
#[must_use]
pub fn of(sheet: &RunSheet, days: u32) -> Vec<Stretch> {
    let beats = sheet.beats.iter().filter(|beat| beat.day <= days.max(1));
    (0..)
        .zip(beats)
        .map(|(number, beat)| Stretch {
            number,
            minutes: beat.minutes,
            beat: beat.clone(),
            skipped: false,
            began: None,
        })
        .collect()
}

/// The clock of Danish walls.
#[must_use]
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Copenhagen).naive_local()
}

fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(count.into())
}

/// When each stretch is planned and expected. `starts` are the days' announced beginnings; a day that
/// is run on another date (a rehearsal) is counted from when it began. `at` is the one that is on.
#[must_use]
pub fn slots(
    day: &[Stretch],
    starts: &[NaiveDateTime],
    at: Option<usize>,
    now: NaiveDateTime,
) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(day.len());
    let (mut of_day, mut planned, mut expected) = (0, now, now);
    for (place, stretch) in day.iter().enumerate() {
        if stretch.beat.day != of_day {
            of_day = stretch.beat.day;
            planned = beginning(day, starts, of_day, now);
            expected = planned;
            // Nobody begins before now.
            if at.is_none() && of_day == 1 && planned.date() == now.date() {
                expected = expected.max(now);
            }
        }
        let begun = stretch.began.map(local);
        let state = match at {
            _ if stretch.skipped => State::Skipped,
            Some(at) if place < at => State::Past,
            Some(at) if place == at => State::Now,
            _ => State::Ahead,
        };
        if matches!(state, State::Past | State::Now) {
            expected = begun.unwrap_or(expected);
        }
        slots.push(Slot {
            planned,
            expected,
            state,
        });
        planned += minutes(stretch.beat.minutes);
        if !stretch.skipped {
            expected += minutes(stretch.minutes);
        }
        if state == State::Now {
            expected = expected.max(now);
        }
    }
    slots
}

fn beginning(
    day: &[Stretch],
    starts: &[NaiveDateTime],
    of_day: u32,
    now: NaiveDateTime,
) -> NaiveDateTime {
    let announced = usize::try_from(of_day)
        .ok()
        .and_then(|number| starts.get(number.checked_sub(1)?))
        .copied();
    let begun = day
        .iter()
        .filter(|stretch| stretch.beat.day == of_day)
        .filter_map(|stretch| stretch.began.map(local))
        .min();
    match (announced, begun) {
        (Some(announced), Some(begun)) if announced.date() != begun.date() => begun,
        (Some(announced), _) => announced,
        (None, begun) => begun.unwrap_or(now),
    }
}

/// By how many whole minutes the day that is on will end later than planned; less than nought when earlier.
#[must_use]
pub fn behind(day: &[Stretch], slots: &[Slot], at: Option<usize>) -> i64 {
    let Some(on) = at.and_then(|at| day.get(at)) else {
        return 0;
    };
    let last = day
        .iter()
        .zip(slots)
        .rfind(|(stretch, _)| stretch.beat.day == on.beat.day);
    last.map_or(0, |(stretch, slot)| {
        let planned = slot.planned + minutes(stretch.beat.minutes);
        let own = if stretch.skipped { 0 } else { stretch.minutes };
        (slot.expected + minutes(own) - planned).num_minutes()
    })
}

/// The upcoming beat of the same day that can best give time back: knowledge before reflection
/// before action, the longest first, a third of it at most; never a break and never *mit næste skridt*.
#[must_use]
pub fn gift(day: &[Stretch], at: Option<usize>, behind: i64) -> Option<Gift> {
    let on = day.get(at?)?;
    let wanted = u32::try_from(behind).ok().filter(|behind| *behind >= 2)?;
    let mut best: Option<(usize, u32, u32)> = None;
    for stretch in day.iter().skip(at? + 1) {
        if stretch.beat.day != on.beat.day || stretch.skipped || stretch.beat.screen == Screen::Step
        {
            continue;
        }
        let Some(rank) = Kind::ALL.iter().position(|kind| *kind == stretch.beat.kind) else {
            continue;
        };
        let gives = stretch.minutes / 3 / 5 * 5;
        if stretch.beat.kind == Kind::Practical || gives == 0 {
            continue;
        }
        if best.is_none_or(|(known, most, _)| rank < known || (rank == known && gives > most)) {
            best = Some((rank, gives, stretch.number));
        }
    }
    best.map(|(_, gives, number)| Gift {
        number,
        minutes: gives.min(wanted.div_ceil(5) * 5),
    })
}

/// Gives a beat other minutes; *mit næste skridt* keeps its ten.
pub fn lasting(stretch: &mut Stretch, minutes: u32) {
    let least = if stretch.beat.screen == Screen::Step {
        STEP_MINUTES
    } else {
        1
    };
    stretch.minutes = minutes.clamp(least, 240);
}

/// The next beat after this one that is not skipped; the first when none is on.
#[must_use]
pub fn next(day: &[Stretch], at: Option<usize>) -> Option<usize> {
    let from = at.map_or(0, |at| at + 1);
    (from..day.len()).find(|place| day.get(*place).is_some_and(|one| !one.skipped))
}

/// The one before it that is not skipped.
#[must_use]
pub fn previous(day: &[Stretch], at: Option<usize>) -> Option<usize> {
    (0..at?)
        .rev()
        .find(|place| day.get(*place).is_some_and(|one| !one.skipped))
}
