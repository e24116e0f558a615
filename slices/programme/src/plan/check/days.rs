//! Days, rooms and teachers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};

use super::{Broken, Check};
use crate::plan::{Calendar, SessionPlan, calendar::is_weekday};

impl Check<'_> {
    pub(super) fn sessions(&mut self) {
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
        for session in plan
            .sessions
            .iter()
            .filter(|session| !plan.is_held(session))
        {
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
            let outside = *first < window.earliest || *first > window.latest;
            self.say(outside && !self.plan.is_past(*first), || Broken::Start {
                cohort,
            });
        }
        for (place, pair) in starts.windows(2).enumerate() {
            let [Some(before), Some(after)] = pair else {
                continue;
            };
            if self.plan.is_past(*after) {
                continue;
            }
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
        let plan = self.plan;
        for session in plan
            .sessions
            .iter()
            .filter(|session| !plan.is_held(session))
        {
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

    pub(super) fn gatherings(&mut self) {
        let begun = self
            .design
            .schedule
            .windows
            .iter()
            .map(|window| window.latest)
            .max();
        for gathering in &self.plan.gatherings {
            let day = gathering.day;
            if self.plan.is_past(day) {
                continue;
            }
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
