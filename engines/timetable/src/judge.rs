//! Counts broken rules and costs from scratch, sharing nothing with the search but the instance.

use std::collections::{BTreeMap, BTreeSet};

use crate::instance::{Cost, Day, Instance, Session};

/// One rule that a timetable breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// No session of this cohort for this module.
    Missing { cohort: usize, module: usize },
    /// A second session of this cohort for this module.
    Repeated { cohort: usize, module: usize },
    /// A number that the instance does not have.
    Unknown { cohort: usize, module: usize },
    /// On a day that is not open.
    Closed { cohort: usize, module: usize },
    /// Over a weekend.
    TwoWeeks { cohort: usize, module: usize },
    /// Too soon or too late after the module before; `days` from start to start.
    Spacing {
        cohort: usize,
        module: usize,
        days: i64,
    },
    /// The first module outside the cohort's own start.
    Start { cohort: usize, start: Day },
    TooManyAbsent {
        cohort: usize,
        module: usize,
        absent: usize,
    },
    RoomSmall {
        cohort: usize,
        module: usize,
        room: usize,
    },
    RoomOff {
        cohort: usize,
        module: usize,
        room: usize,
    },
    /// `times` sessions in one room on one day.
    RoomTwice { room: usize, day: Day, times: usize },
    /// Not the number of teachers that the module takes.
    TeacherNumber {
        cohort: usize,
        module: usize,
        teachers: usize,
    },
    Unqualified {
        cohort: usize,
        module: usize,
        teacher: usize,
    },
    TeacherOff {
        cohort: usize,
        module: usize,
        teacher: usize,
    },
    /// One teacher in `times` sessions on one day.
    TeacherTwice {
        teacher: usize,
        day: Day,
        times: usize,
    },
    /// Leaders of one unit away in `times` sessions on one day.
    UnitMates { unit: usize, day: Day, times: usize },
    /// A locked session that is not where it was locked.
    Unlocked { cohort: usize, module: usize },
}

impl Breach {
    /// How many broken rules it counts for: a day with three in a room for one is two too many.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::RoomTwice { times, .. }
            | Self::TeacherTwice { times, .. }
            | Self::UnitMates { times, .. } => times - 1,
            _ => 1,
        }
    }
}

/// Leaders of one unit who share a cohort: away together whatever the timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mates {
    pub cohort: usize,
    pub unit: usize,
    /// Two or more, by number, ascending.
    pub leaders: Vec<usize>,
}

/// What a timetable is worth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// Hard rules that the plan breaks.
    pub broken: Vec<Breach>,
    /// Hard rules that locked sessions break by themselves or among themselves. They are facts that
    /// no plan can mend, so they are told and not held against it.
    pub standing: Vec<Breach>,
    pub cost: Cost,
    /// Announced sessions on another day or in another room than announced.
    pub moved: usize,
    /// Unit mates within one cohort: unavoidable, and not counted as broken.
    pub mates: Vec<Mates>,
}

impl Verdict {
    /// Broken rules in number.
    #[must_use]
    pub fn hard(&self) -> usize {
        self.broken.iter().map(Breach::count).sum()
    }
}

/// Judges `sessions`, in any order, as a timetable of `instance`.
#[must_use]
pub fn judge(instance: &Instance, sessions: &[Session]) -> Verdict {
    let mut bench = Bench::new(instance, sessions);
    for cohort in 0..instance.cohorts.len() {
        bench.way(cohort);
    }
    bench.day_by_day();
    bench.announced();
    bench.verdict.mates = unit_mates(instance);
    bench.verdict
}

/// Leaders of one unit within one cohort, for the caller to name.
#[must_use]
pub fn unit_mates(instance: &Instance) -> Vec<Mates> {
    let mut groups = BTreeMap::<(usize, usize), Vec<usize>>::new();
    for (number, leader) in instance.leaders.iter().enumerate() {
        groups
            .entry((leader.cohort, leader.unit))
            .or_default()
            .push(number);
    }
    groups
        .into_iter()
        .filter(|(_, leaders)| leaders.len() > 1)
        .map(|((cohort, unit), leaders)| Mates {
            cohort,
            unit,
            leaders,
        })
        .collect()
}

/// Who takes part in a session on a day, and whether that session is locked.
type Users = Vec<bool>;

struct Bench<'a> {
    instance: &'a Instance,
    open: BTreeSet<Day>,
    table: BTreeMap<(usize, usize), &'a Session>,
    locked: BTreeMap<(usize, usize), &'a Session>,
    verdict: Verdict,
}

impl<'a> Bench<'a> {
    fn new(instance: &'a Instance, sessions: &'a [Session]) -> Self {
        let locked = instance.announced.iter().filter(|told| told.locked);
        let mut bench = Self {
            instance,
            open: instance.open_days.iter().copied().collect(),
            table: BTreeMap::new(),
            locked: locked
                .map(|told| ((told.session.cohort, told.session.module), &told.session))
                .collect(),
            verdict: Verdict::default(),
        };
        for session in sessions {
            bench.enter(session);
        }
        bench
    }

    fn enter(&mut self, session: &'a Session) {
        let Session { cohort, module, .. } = *session;
        let known = cohort < self.instance.cohorts.len()
            && module < self.instance.modules.len()
            && session.room < self.instance.rooms.len()
            && session
                .teachers
                .iter()
                .all(|who| *who < self.instance.teachers.len());
        if !known {
            self.verdict.broken.push(Breach::Unknown { cohort, module });
        } else if self.table.insert((cohort, module), session).is_some() {
            self.verdict
                .broken
                .push(Breach::Repeated { cohort, module });
        }
    }

    fn is_locked(&self, cohort: usize, module: usize) -> bool {
        self.locked.contains_key(&(cohort, module))
    }

    fn found(&mut self, breach: Breach, standing: bool) {
        let list = if standing {
            &mut self.verdict.standing
        } else {
            &mut self.verdict.broken
        };
        list.push(breach);
    }

    /// One cohort's way through its modules.
    fn way(&mut self, cohort: usize) {
        let mut before: Option<&Session> = None;
        for module in 0..self.instance.modules.len() {
            let Some(&session) = self.table.get(&(cohort, module)) else {
                self.found(Breach::Missing { cohort, module }, false);
                continue;
            };
            if let Some(before) = before {
                self.spacing(before, session);
            }
            if module == 0 {
                let tranche = &self.instance.cohorts[cohort];
                if !(tranche.earliest..=tranche.latest_start).contains(&session.start) {
                    let breach = Breach::Start {
                        cohort,
                        start: session.start,
                    };
                    self.found(breach, self.is_locked(cohort, 0));
                }
            }
            self.session(session);
            before = Some(session);
        }
    }

    fn spacing(&mut self, before: &Session, session: &Session) {
        let Session {
            cohort,
            module,
            start,
            ..
        } = *session;
        let spacing = self.instance.modules[module].spacing;
        let days = i64::from(start) - i64::from(before.start);
        if days < i64::from(spacing.least) || days > i64::from(spacing.most) {
            let standing = self.is_locked(cohort, module) && self.is_locked(cohort, before.module);
            self.found(
                Breach::Spacing {
                    cohort,
                    module,
                    days,
                },
                standing,
            );
        }
        let off = (days - i64::from(spacing.wish)).unsigned_abs();
        self.verdict.cost.spacing += off as f64 * self.instance.costs.spacing;
    }

    fn days(&self, session: &Session) -> std::ops::Range<Day> {
        let length = self.instance.modules[session.module].length;
        session.start..session.start.saturating_add(length)
    }

    fn session(&mut self, session: &Session) {
        let Session {
            cohort,
            module,
            room,
            ..
        } = *session;
        let standing = self.is_locked(cohort, module);
        let days = self.days(session);
        if days.clone().any(|day| !self.open.contains(&day)) {
            self.found(Breach::Closed { cohort, module }, standing);
        } else if days.start / 5 != days.end.saturating_sub(1) / 5 {
            self.found(Breach::TwoWeeks { cohort, module }, standing);
        }
        let members = || {
            self.instance
                .leaders
                .iter()
                .filter(|leader| leader.cohort == cohort)
        };
        let absent = members()
            .filter(|leader| leader.off.iter().any(|day| days.contains(day)))
            .count();
        self.verdict.cost.absent += absent as f64 * self.instance.costs.absent;
        let place = &self.instance.rooms[room];
        let small = place.seats < members().count();
        if place.site != self.instance.cohorts[cohort].site {
            self.verdict.cost.other_site += self.instance.costs.other_site;
        }
        if absent > self.instance.most_absent {
            self.found(
                Breach::TooManyAbsent {
                    cohort,
                    module,
                    absent,
                },
                standing,
            );
        }
        if small {
            self.found(
                Breach::RoomSmall {
                    cohort,
                    module,
                    room,
                },
                standing,
            );
        }
        if self.instance.rooms[room]
            .off
            .iter()
            .any(|day| days.contains(day))
        {
            self.found(
                Breach::RoomOff {
                    cohort,
                    module,
                    room,
                },
                standing,
            );
        }
        self.teachers(session, standing);
    }

    fn teachers(&mut self, session: &Session, standing: bool) {
        let Session { cohort, module, .. } = *session;
        let different: BTreeSet<usize> = session.teachers.iter().copied().collect();
        let teachers = different.len();
        if teachers != self.instance.modules[module].teachers {
            self.found(
                Breach::TeacherNumber {
                    cohort,
                    module,
                    teachers,
                },
                standing,
            );
        }
        let days = self.days(session);
        for &number in &session.teachers {
            let teacher = &self.instance.teachers[number];
            if !teacher.modules.contains(&module) {
                self.found(
                    Breach::Unqualified {
                        cohort,
                        module,
                        teacher: number,
                    },
                    standing,
                );
            }
            if teacher.off.iter().any(|day| days.contains(day)) {
                self.found(
                    Breach::TeacherOff {
                        cohort,
                        module,
                        teacher: number,
                    },
                    standing,
                );
            }
        }
    }

    /// Rooms, teachers and units that are in more than one session on a day.
    fn day_by_day(&mut self) {
        let mut rooms = BTreeMap::<(usize, Day), Users>::new();
        let mut teachers = BTreeMap::<(usize, Day), Users>::new();
        let mut units = BTreeMap::<(usize, Day), Users>::new();
        let units_of: Vec<BTreeSet<usize>> = (0..self.instance.cohorts.len())
            .map(|cohort| {
                let members = self
                    .instance
                    .leaders
                    .iter()
                    .filter(|leader| leader.cohort == cohort);
                members.map(|leader| leader.unit).collect()
            })
            .collect();
        for session in self.table.values() {
            let locked = self.is_locked(session.cohort, session.module);
            for day in self.days(session) {
                rooms.entry((session.room, day)).or_default().push(locked);
                for &teacher in &session.teachers {
                    teachers.entry((teacher, day)).or_default().push(locked);
                }
                for &unit in &units_of[session.cohort] {
                    units.entry((unit, day)).or_default().push(locked);
                }
            }
        }
        self.shared(rooms, |room, day, times| Breach::RoomTwice {
            room,
            day,
            times,
        });
        self.shared(teachers, |teacher, day, times| Breach::TeacherTwice {
            teacher,
            day,
            times,
        });
        self.shared(units, |unit, day, times| Breach::UnitMates {
            unit,
            day,
            times,
        });
    }

    fn shared(
        &mut self,
        taken: BTreeMap<(usize, Day), Users>,
        breach: impl Fn(usize, Day, usize) -> Breach,
    ) {
        for ((number, day), users) in taken {
            let locked = users.iter().filter(|locked| **locked).count();
            if locked > 1 {
                self.found(breach(number, day, locked), true);
            }
            // Beyond what the locked ones do among themselves, every further session is one too many.
            let free = users.len() - locked;
            let times = free + locked.min(1);
            if times > 1 {
                self.found(breach(number, day, times), false);
            }
        }
    }

    fn announced(&mut self) {
        for told in &self.instance.announced {
            let session = &told.session;
            let key = (session.cohort, session.module);
            let Some(&now) = self.table.get(&key) else {
                continue;
            };
            let same = now.start == session.start && now.room == session.room;
            if told.locked {
                if !same || now.teachers != session.teachers {
                    let breach = Breach::Unlocked {
                        cohort: key.0,
                        module: key.1,
                    };
                    self.found(breach, false);
                }
            } else if !same {
                self.verdict.moved += 1;
                self.verdict.cost.moved += self.instance.costs.moved;
            }
        }
    }
}
