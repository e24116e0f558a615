//! Counts every hard rule of a finished plan from scratch, sharing nothing with the search.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};

use super::{
    Calendar, ProposedPlan, Roster, SessionPlan, calendar::is_weekday, cohorts::draw_sizes,
};
use crate::domain::{Design, Seating};

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
}

/// Where people are put in groups.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Round {
    Learning { tranche: usize, year: u32 },
    Tables { cohort: usize, module: String },
    Gathering { day: NaiveDate },
}

/// Everything that a plan breaks; nothing for a sound one.
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

    fn cohorts(&mut self) {
        let plan = self.plan;
        for leader in 0..self.roster.leaders.len() {
            let cohorts = plan
                .cohorts
                .iter()
                .filter(|cohort| cohort.members.contains(&leader))
                .count();
            self.say(cohorts != 1, || Broken::LeaderInCohorts { leader, cohorts });
        }
        for (tranche, size) in draw_sizes(self.design, self.roster.leaders.len())
            .into_iter()
            .enumerate()
        {
            let has = plan
                .cohorts
                .iter()
                .filter(|cohort| cohort.tranche == tranche)
                .count();
            self.say(has != size, || Broken::TrancheSize { tranche });
        }
        for leaders in self.roster.shared_units().values() {
            if leaders.len() > plan.cohorts.len() {
                continue;
            }
            for (number, cohort) in plan.cohorts.iter().enumerate() {
                let here: Vec<usize> = leaders
                    .iter()
                    .copied()
                    .filter(|one| cohort.members.contains(one))
                    .collect();
                if let [one, other, ..] = here.as_slice() {
                    self.broken.push(Broken::UnitInCohort {
                        cohort: number,
                        one: *one,
                        other: *other,
                    });
                }
            }
        }
    }

    fn groups(&mut self) {
        let plan = self.plan;
        let sizes = &self.design.programme.groups;
        for year in &plan.learning {
            let round = Round::Learning {
                tranche: year.tranche,
                year: year.year,
            };
            let who = plan
                .cohorts
                .iter()
                .filter(|cohort| cohort.tranche == year.tranche);
            let who: Vec<usize> = who
                .flat_map(|cohort| cohort.members.iter().copied())
                .collect();
            let count = who.len().div_ceil(sizes.learning_most.max(1));
            self.round(&round, &who, &year.groups, count, true);
        }
        for session in &plan.sessions {
            let Some(cohort) = plan.cohorts.get(session.cohort) else {
                continue;
            };
            let round = Round::Tables {
                cohort: session.cohort,
                module: session.module.clone(),
            };
            let module = self.design.programme.module(&session.module);
            let on_purpose = module.is_some_and(|module| module.seating == Seating::Teams);
            let count = ((cohort.members.len() + sizes.table / 2) / sizes.table).max(1);
            self.round(&round, &cohort.members, &session.tables, count, !on_purpose);
        }
        let all: Vec<usize> = plan
            .cohorts
            .iter()
            .flat_map(|cohort| cohort.members.iter().copied())
            .collect();
        for gathering in &plan.gatherings {
            let count = ((all.len() + sizes.gathering / 2) / sizes.gathering).max(1);
            self.round(
                &Round::Gathering { day: gathering.day },
                &all,
                &gathering.tables,
                count,
                true,
            );
        }
    }

    /// `who` in `count` even groups; `apart`: nobody beside own leader, own report or own unit.
    fn round(
        &mut self,
        round: &Round,
        who: &[usize],
        groups: &[Vec<usize>],
        count: usize,
        apart: bool,
    ) {
        let mut times: BTreeMap<usize, usize> = who.iter().map(|leader| (*leader, 0)).collect();
        for leader in groups.iter().flatten() {
            *times.entry(*leader).or_insert(10) += 1;
        }
        for (leader, times) in times {
            self.say(times != 1, || Broken::Seats {
                round: round.clone(),
                leader,
                times,
            });
        }
        self.say(groups.len() != count, || Broken::GroupSize {
            round: round.clone(),
            group: groups.len(),
            size: 0,
        });
        if !apart {
            return;
        }
        let (least, most) = (who.len() / count.max(1), who.len().div_ceil(count.max(1)));
        for (number, group) in groups.iter().enumerate() {
            self.say(group.len() < least || group.len() > most, || {
                Broken::GroupSize {
                    round: round.clone(),
                    group: number,
                    size: group.len(),
                }
            });
            for (place, &one) in group.iter().enumerate() {
                for &other in group.iter().skip(place + 1) {
                    self.say(self.never_together(one, other), || Broken::Together {
                        round: round.clone(),
                        one,
                        other,
                    });
                }
            }
        }
    }

    fn never_together(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) =
            (self.roster.leaders.get(one), self.roster.leaders.get(other))
        else {
            return false;
        };
        one.unit == other.unit
            || one.own_leader.as_deref() == Some(&other.key)
            || other.own_leader.as_deref() == Some(&one.key)
    }

    fn sessions(&mut self) {
        let plan = self.plan;
        for cohort in 0..plan.cohorts.len() {
            for module in &self.design.programme.modules {
                let mine = plan
                    .sessions
                    .iter()
                    .filter(|session| session.cohort == cohort && session.module == module.key);
                let times = mine.count();
                self.say(times != 1, || Broken::SessionCount {
                    cohort,
                    module: module.key.clone(),
                    times,
                });
            }
            self.order(cohort);
        }
        for session in &plan.sessions {
            self.one_session(session);
        }
        self.clashes();
    }

    fn order(&mut self, cohort: usize) {
        let calendar = Calendar::new(self.design);
        let start_of = |key: &str| {
            let mut mine = self
                .plan
                .sessions
                .iter()
                .filter(|session| session.cohort == cohort);
            mine.find(|session| session.module == key)
                .and_then(|session| session.days.first().copied())
        };
        let starts: Vec<Option<NaiveDate>> = self
            .design
            .programme
            .modules
            .iter()
            .map(|module| start_of(&module.key))
            .collect();
        let window = self
            .plan
            .cohorts
            .get(cohort)
            .and_then(|cohort| self.design.schedule.windows.get(cohort.tranche));
        if let (Some(Some(first)), Some(window)) = (starts.first(), window) {
            self.say(*first < window.earliest || *first > window.latest, || {
                Broken::Start { cohort }
            });
        }
        for (place, pair) in starts.windows(2).enumerate() {
            let [Some(before), Some(after)] = pair else {
                continue;
            };
            let gap = i64::from(calendar.day(*after)) - i64::from(calendar.day(*before));
            let Some(spacing) = self.design.schedule.spacing.get(place + 1) else {
                continue;
            };
            let (least, most) = (i64::from(spacing.least) * 5, i64::from(spacing.most) * 5);
            let module = self
                .design
                .programme
                .modules
                .get(place + 1)
                .map(|module| module.key.clone());
            self.say(gap < least || gap > most, || Broken::Spacing {
                cohort,
                module: module.unwrap_or_default(),
            });
        }
    }

    fn one_session(&mut self, session: &SessionPlan) {
        let design = self.design;
        let Some(module) = design.programme.module(&session.module) else {
            return;
        };
        let named = || session.module.clone();
        let week = session.days.first().map(|day| day.iso_week());
        let in_a_row = session
            .days
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if *a + Days::new(1) == *b));
        let one_week = session.days.iter().all(|day| Some(day.iso_week()) == week);
        self.say(
            session.days.len() != module.days as usize || !in_a_row || !one_week,
            || Broken::DaysInARow {
                cohort: session.cohort,
                module: named(),
            },
        );
        let mut distinct = session.teachers.clone();
        distinct.sort();
        distinct.dedup();
        self.say(
            distinct.len() != module.teachers || session.teachers.len() != module.teachers,
            || Broken::TeacherCount {
                cohort: session.cohort,
                module: named(),
            },
        );
        let seats = self
            .plan
            .cohorts
            .get(session.cohort)
            .map_or(0, |cohort| cohort.members.len());
        let room = design.schedule.room(&session.room);
        for &day in &session.days {
            self.day(day);
            let gathering = self
                .plan
                .gatherings
                .iter()
                .any(|gathering| gathering.day == day);
            self.say(gathering, || Broken::ClosedDay { day });
            let fits = room.is_some_and(|room| {
                room.seats >= seats && !room.off.iter().any(|off| off.contains(day))
            });
            self.say(!fits, || Broken::Room {
                room: session.room.clone(),
                day,
            });
            for key in &session.teachers {
                let teacher = design.schedule.teacher(key);
                let off =
                    teacher.is_none_or(|teacher| teacher.off.iter().any(|off| off.contains(day)));
                self.say(off, || Broken::TeacherOff {
                    teacher: key.clone(),
                    day,
                });
            }
        }
        for key in &session.teachers {
            let able = design
                .schedule
                .teacher(key)
                .is_some_and(|teacher| teacher.modules.contains(&session.module));
            self.say(!able, || Broken::Unqualified {
                teacher: key.clone(),
                module: named(),
            });
        }
    }

    fn day(&mut self, day: NaiveDate) {
        let schedule = &self.design.schedule;
        let inside = day >= schedule.start && day < schedule.end(self.design.programme.years);
        let closed = !inside || !is_weekday(day) || schedule.closed_on(day).is_some();
        self.say(closed, || Broken::ClosedDay { day });
    }

    /// Rooms, teachers and units in two places on one day.
    fn clashes(&mut self) {
        let mut rooms = BTreeSet::new();
        let mut teachers = BTreeSet::new();
        let mut units: BTreeMap<(NaiveDate, &str), usize> = BTreeMap::new();
        let mut broken = Vec::new();
        for session in &self.plan.sessions {
            let members = self
                .plan
                .cohorts
                .get(session.cohort)
                .map(|cohort| &cohort.members);
            for &day in &session.days {
                if !rooms.insert((day, session.room.as_str())) {
                    broken.push(Broken::RoomTwice {
                        room: session.room.clone(),
                        day,
                    });
                }
                for key in &session.teachers {
                    if !teachers.insert((day, key.as_str())) {
                        broken.push(Broken::TeacherTwice {
                            teacher: key.clone(),
                            day,
                        });
                    }
                }
                for leader in members
                    .into_iter()
                    .flatten()
                    .filter_map(|leader| self.roster.leaders.get(*leader))
                {
                    // Two of a unit in one cohort are named among the unavoidable, not here.
                    let first = *units
                        .entry((day, leader.unit.as_str()))
                        .or_insert(session.cohort);
                    if first != session.cohort {
                        broken.push(Broken::UnitAway {
                            unit: leader.unit.clone(),
                            day,
                        });
                    }
                }
            }
        }
        self.broken.extend(broken);
    }

    fn gatherings(&mut self) {
        let begun = self
            .design
            .schedule
            .windows
            .iter()
            .map(|window| window.latest)
            .max();
        for gathering in &self.plan.gatherings {
            let day = gathering.day;
            self.day(day);
            self.say(begun.is_some_and(|begun| day <= begun), || {
                Broken::GatheringEarly { day }
            });
            let room = self.design.schedule.room(&gathering.room);
            let fits = room.is_some_and(|room| {
                room.seats >= self.roster.leaders.len()
                    && !room.off.iter().any(|off| off.contains(day))
            });
            self.say(!fits, || Broken::Room {
                room: gathering.room.clone(),
                day,
            });
        }
    }
}
