//! Counts every hard rule of a finished plan from scratch, sharing nothing with the search.

mod days;
mod people;

use chrono::NaiveDate;

use super::{Announced, ProposedPlan, Roster};
use crate::domain::Design;

/// One rule that a plan breaks. Numbers are the plan's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// In no cohort, or in more than one.
    LeaderInCohorts {
        leader: usize,
        cohorts: usize,
    },
    /// Not as many cohorts in the tranche as were to begin there.
    TrancheSize {
        tranche: usize,
    },
    /// Two leaders of a unit in one cohort, although there were cohorts enough.
    UnitInCohort {
        cohort: usize,
        one: usize,
        other: usize,
    },
    /// Not everybody of a round is in exactly one of its groups.
    Seats {
        round: Round,
        leader: usize,
        times: usize,
    },
    /// A group of the wrong size.
    GroupSize {
        round: Round,
        group: usize,
        size: usize,
    },
    /// Own leader and own report, or two leaders of one unit, in one group.
    Together {
        round: Round,
        one: usize,
        other: usize,
    },
    /// No session, or more than one, of this module for this cohort.
    SessionCount {
        cohort: usize,
        module: String,
        times: usize,
    },
    /// Days that are not as many as the module takes, in a row, in one week.
    DaysInARow {
        cohort: usize,
        module: String,
    },
    /// A weekend, a closed day, a gathering, or a day outside the programme.
    ClosedDay {
        day: NaiveDate,
    },
    /// The first module outside the tranche's window.
    Start {
        cohort: usize,
    },
    /// Too soon or too late after the module before, or out of order.
    Spacing {
        cohort: usize,
        module: String,
    },
    /// A room that does not exist, is too small or is off.
    Room {
        room: String,
        day: NaiveDate,
    },
    RoomTwice {
        room: String,
        day: NaiveDate,
    },
    /// Not as many teachers as the module takes, each once.
    TeacherCount {
        cohort: usize,
        module: String,
    },
    /// Cannot teach the module.
    Unqualified {
        teacher: String,
        module: String,
    },
    TeacherOff {
        teacher: String,
        day: NaiveDate,
    },
    TeacherTwice {
        teacher: String,
        day: NaiveDate,
    },
    /// Leaders of one unit away in different cohorts on one day.
    UnitAway {
        unit: String,
        day: NaiveDate,
    },
    /// A gathering before the last tranche has begun.
    GatheringEarly {
        day: NaiveDate,
    },
    /// A session that has been held is not as it was.
    Rewritten {
        cohort: usize,
        module: String,
    },
    /// A leader who had been told a cohort is in another one.
    Uprooted {
        leader: usize,
    },
}

/// Where people are put in groups.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Round {
    Learning { tranche: usize, year: u32 },
    Tables { cohort: usize, module: String },
    Gathering { day: NaiveDate },
}

/// Everything that a plan breaks; nothing for a sound one. What had been held when the plan was made
/// cannot be undone, so no rule is held against it; [`check_kept`] asks that it is as it was.
#[must_use]
pub fn check(design: &Design, roster: &Roster, plan: &ProposedPlan) -> Vec<Broken> {
    let mut check = Check {
        design,
        roster,
        plan,
        broken: Vec::new(),
    };
    check.cohorts();
    check.groups();
    check.sessions();
    check.gatherings();
    check.broken
}

/// Everything in which a plan breaks with what has been announced and cannot be taken back.
#[must_use]
pub fn check_kept(announced: &Announced, plan: &ProposedPlan) -> Vec<Broken> {
    let mut broken = Vec::new();
    for held in announced.sessions.iter().filter(|session| {
        session
            .days
            .first()
            .is_some_and(|day| announced.is_past(*day))
    }) {
        if !plan.sessions.contains(held) {
            broken.push(Broken::Rewritten {
                cohort: held.cohort,
                module: held.module.clone(),
            });
        }
    }
    for (number, cohort) in announced.cohorts.iter().enumerate() {
        let now = plan.cohorts.get(number);
        broken.extend(
            cohort
                .members
                .iter()
                .filter(|leader| !now.is_some_and(|now| now.members.contains(leader)))
                .map(|leader| Broken::Uprooted { leader: *leader }),
        );
    }
    broken
}

struct Check<'a> {
    design: &'a Design,
    roster: &'a Roster,
    plan: &'a ProposedPlan,
    broken: Vec<Broken>,
}

impl Check<'_> {
    fn say(&mut self, when: bool, broken: impl FnOnce() -> Broken) {
        if when {
            self.broken.push(broken());
        }
    }
}
