//! *Tidsforbrug*: the minutes that a plan asks of leaders, of their own leaders and of employees,
//! quarter by quarter. Pure.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};
use kit::{Ask, Asks, Often, Whom};

use crate::{
    domain::{Company, Design, Module, Programme},
    plan::ProposedPlan,
};

/// What may be required of a leader in a quarter, in minutes, beside the days in the room: more than
/// that is a reporting duty, and the page warns.
pub const REQUIRED_AT_MOST: u32 = 15;

const WEEKS_OF_A_QUARTER: u32 = 13;

/// A quarter of a calendar year, the first of them 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    pub year: i32,
    pub number: u32,
}

impl Quarter {
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: day.year(),
            number: day.month0() / 3 + 1,
        }
    }
}

/// What is asked in a quarter, in minutes, each in the cohort that it is most in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// In the room, gatherings too.
    pub room: u32,
    /// Preparing, and doing the activities between modules.
    pub learning: u32,
    /// Forms that a leader has to fill in.
    pub required: u32,
    /// Forms and letters that a leader may leave.
    pub free: u32,
    /// Of the leader's own leader, for one leader; free.
    pub own_leader: u32,
    /// Of each employee; free.
    pub employee: u32,
}

impl Asked {
    pub(crate) fn add(&mut self, other: &Self) {
        self.each(other, |one, two| one.saturating_add(two));
    }

    fn reach(&mut self, other: &Self) {
        self.each(other, u32::max);
    }

    fn each(&mut self, other: &Self, join: impl Fn(u32, u32) -> u32) {
        self.room = join(self.room, other.room);
        self.learning = join(self.learning, other.learning);
        self.required = join(self.required, other.required);
        self.free = join(self.free, other.free);
        self.own_leader = join(self.own_leader, other.own_leader);
        self.employee = join(self.employee, other.employee);
    }
}

/// What a plan asks, by quarter; every quarter from the first to the last.
#[must_use]
pub fn of(design: &Design, plan: &ProposedPlan, asks: &Asks) -> BTreeMap<Quarter, Asked> {
    let module = asked_by_module(asks);
    let mut most: BTreeMap<Quarter, Asked> = BTreeMap::new();
    for cohort in 0..plan.cohorts.len() {
        let mut own: BTreeMap<Quarter, Asked> = BTreeMap::new();
        for session in plan.sessions.iter().filter(|each| each.cohort == cohort) {
            let (Some(last), Some(taught)) = (
                session.days.last(),
                design.programme.module(&session.module),
            ) else {
                continue;
            };
            let hours = design.schedule.hours;
            let days = u32::try_from(session.days.len()).unwrap_or(u32::MAX);
            let asked = own.entry(Quarter::of(*last)).or_default();
            asked.add(&module);
            asked.add(&around(&design.programme, taught));
            asked.room += days.saturating_mul(minutes_between(hours.begins, hours.ends));
        }
        let hours = design.schedule.gatherings.hours;
        let prepared = design.programme.gatherings.preparation.iter();
        let prepared: u32 = prepared.map(|each| each.minutes).sum();
        for gathering in &plan.gatherings {
            let asked = own.entry(Quarter::of(gathering.day)).or_default();
            asked.room += minutes_between(hours.begins, hours.ends);
            asked.learning += prepared;
        }
        by_the_calendar(&mut own, asks);
        for (quarter, asked) in own {
            most.entry(quarter).or_default().reach(&asked);
        }
    }
    most
}

/// The largest number of minutes that is required of a leader in one quarter.
#[must_use]
pub fn most_required(quarters: &BTreeMap<Quarter, Asked>) -> u32 {
    quarters
        .values()
        .map(|asked| asked.required)
        .max()
        .unwrap_or(0)
}

/// Minutes from one time of day to a later one.
#[must_use]
pub fn minutes_between(begins: NaiveTime, ends: NaiveTime) -> u32 {
    ends.num_seconds_from_midnight()
        .saturating_sub(begins.num_seconds_from_midnight())
        / 60
}

fn asked_by_module(asks: &Asks) -> Asked {
    let mut sum = Asked::default();
    for ask in asks.iter().filter(|ask| ask.often == Often::Module) {
        sum.add(&asked(ask, ask.minutes));
    }
    sum
}

fn asked(ask: &Ask, minutes: u32) -> Asked {
    let mut asked = Asked::default();
    match (ask.whom, ask.required) {
        (Whom::Leader, true) => asked.required = minutes,
        (Whom::Leader, false) => asked.free = minutes,
        (Whom::OwnLeader, _) => asked.own_leader = minutes,
        (Whom::Employee, _) => asked.employee = minutes,
    }
    asked
}

/// What the programme itself lays around a module.
fn around(programme: &Programme, module: &Module) -> Asked {
    let mut sum = Asked {
        learning: module.minutes(),
        ..Asked::default()
    };
    let after = programme
        .activities
        .iter()
        .filter(|each| each.after == module.key);
    for activity in after {
        sum.learning += activity.minutes;
        match activity.with {
            Company::OwnLeader => sum.own_leader += activity.minutes,
            Company::Staff => sum.employee += activity.minutes,
            Company::Alone | Company::Partner | Company::LearningGroup => {}
        }
    }
    sum
}

/// What comes by the week, in every quarter that the cohort is under way, and by the year: in the
/// quarter of it that is fullest already, since nobody knows yet when that will be.
fn by_the_calendar(own: &mut BTreeMap<Quarter, Asked>, asks: &Asks) {
    let (Some(first), Some(last)) = (own.keys().next().copied(), own.keys().last().copied()) else {
        return;
    };
    let quarters = (first.year..=last.year)
        .flat_map(|year| (1..=4).map(move |number| Quarter { year, number }))
        .filter(|quarter| (first..=last).contains(quarter));
    for quarter in quarters {
        let week = own.entry(quarter).or_default();
        for ask in asks.iter().filter(|ask| ask.often == Often::Week) {
            week.add(&asked(ask, ask.minutes.saturating_mul(WEEKS_OF_A_QUARTER)));
        }
    }
    for ask in asks.iter().filter(|ask| ask.often == Often::Year) {
        for year in first.year..=last.year {
            let fullest = own
                .iter_mut()
                .filter(|(quarter, _)| quarter.year == year)
                .max_by_key(|(_, sum)| sum.required);
            if let Some((_, sum)) = fullest {
                sum.add(&asked(ask, ask.minutes));
            }
        }
    }
}
