//! When and where: gatherings first, then every cohort's sessions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    Announced, Calendar, CohortPlan, Figures, Impossible, Roster, SessionPlan, Stages, Timetable,
    Unavoidable,
};
use crate::domain::Design;

/// The days ahead on which all leaders meet: in the wished months, from when the last tranche has
/// begun, on the announced days where they are still open.
pub(super) fn gatherings(
    design: &Design,
    roster: &Roster,
    calendar: &Calendar,
    announced: &Announced,
    unavoidable: &mut Vec<Unavoidable>,
) -> Result<Vec<NaiveDate>, Impossible> {
    let wanted = &design.schedule.gatherings;
    let hall = design.schedule.room(&wanted.room);
    if let Some(hall) = hall
        && hall.seats < roster.leaders.len()
    {
        return Err(Impossible::HallTooSmall {
            room: hall.name.clone(),
            seats: hall.seats,
            leaders: roster.leaders.len(),
        });
    }
    let (start, end) = calendar.span();
    let begun = design
        .schedule
        .windows
        .iter()
        .map(|window| window.latest)
        .max()
        .unwrap_or(start);
    let open = calendar.open(design);
    let mut days = Vec::new();
    for year in start.year()..=end.year() {
        for &month in &wanted.months {
            let Some(middle) = NaiveDate::from_ymd_opt(year, month, 15) else {
                continue;
            };
            if middle <= begun || middle >= end {
                continue;
            }
            let in_month = |day: NaiveDate| day.year() == year && day.month() == month;
            let last = middle
                .checked_add_days(chrono::Days::new(20))
                .unwrap_or(middle);
            if announced.gathered().any(|held| in_month(held.day)) || announced.is_past(last) {
                continue;
            }
            let free = |day: &&NaiveDate| {
                hall.is_none_or(|hall| !hall.off.iter().any(|off| off.contains(**day)))
            };
            let told = |day: NaiveDate| announced.gatherings.iter().any(|each| each.day == day);
            let best = open
                .iter()
                .filter(|day| in_month(**day) && **day > begun && !announced.is_past(**day))
                .filter(free)
                // As announced; else mid-week and mid-month, where fewest take days off.
                .min_by_key(|day| {
                    (
                        !told(**day),
                        matches!(day.weekday(), Weekday::Mon | Weekday::Fri),
                        (**day - middle).num_days().abs(),
                    )
                });
            match best {
                Some(day) => days.push(*day),
                None => unavoidable.push(Unavoidable::NoGathering { year, month }),
            }
        }
    }
    if !days.is_empty() {
        for (unit, leaders) in roster.shared_units() {
            unavoidable.push(Unavoidable::UnitAtGatherings {
                unit: unit.to_owned(),
                leaders,
            });
        }
    }
    Ok(days)
}

/// Places every session.
#[expect(
    clippy::too_many_arguments,
    reason = "one step of compose, with all that came before it"
)]
pub(super) fn sessions(
    design: &Design,
    roster: &Roster,
    calendar: &Calendar,
    cohorts: &[CohortPlan],
    gatherings: &[NaiveDate],
    announced: &Announced,
    stages: &mut Stages<'_, '_>,
    figures: &mut Figures,
) -> Result<Vec<SessionPlan>, Impossible> {
    let instance = instance(design, roster, calendar, cohorts, gatherings, announced);
    let plan = stages
        .timetable(&instance)
        .map_err(|none| Impossible::timetable(&none, design, roster, calendar, &instance))?;
    figures.timetable = Timetable {
        cost: plan.cost.total(),
        bound: plan.bound,
        moved: plan.moved,
    };
    let mut sessions: Vec<SessionPlan> = plan
        .sessions
        .iter()
        .filter_map(|session| {
            let module = design.programme.modules.get(session.module)?;
            if let Some(held) = announced.held(session.cohort, &module.key) {
                return Some(held.clone());
            }
            Some(SessionPlan {
                cohort: session.cohort,
                module: module.key.clone(),
                days: (0..module.days)
                    .map(|day| calendar.date(session.start + day))
                    .collect(),
                room: design.schedule.rooms.get(session.room)?.key.clone(),
                teachers: session
                    .teachers
                    .iter()
                    .filter_map(|teacher| Some(design.schedule.teachers.get(*teacher)?.key.clone()))
                    .collect(),
                tables: Vec::new(),
            })
        })
        .collect();
    sessions.sort_by(|a, b| (a.cohort, &a.days).cmp(&(b.cohort, &b.days)));
    Ok(sessions)
}

/// Rooms and teachers of held sessions that the schedule no longer has: the sessions were held all
/// the same, so the search must know where they stand. Nothing new can be put there.
struct Gone<'a> {
    rooms: BTreeSet<&'a str>,
    teachers: BTreeSet<&'a str>,
}

impl<'a> Gone<'a> {
    fn of(design: &Design, announced: &'a Announced) -> Self {
        let held = announced.sessions.iter().filter(|session| {
            session
                .days
                .first()
                .is_some_and(|day| announced.is_past(*day))
        });
        let mut gone = Self {
            rooms: BTreeSet::new(),
            teachers: BTreeSet::new(),
        };
        for session in held {
            if design.schedule.room(&session.room).is_none() {
                gone.rooms.insert(&session.room);
            }
            let teachers = session.teachers.iter().map(String::as_str);
            gone.teachers
                .extend(teachers.filter(|key| design.schedule.teacher(key).is_none()));
        }
        gone
    }
}

fn instance(
    design: &Design,
    roster: &Roster,
    calendar: &Calendar,
    cohorts: &[CohortPlan],
    gatherings: &[NaiveDate],
    announced: &Announced,
) -> timetable::Instance {
    let schedule = &design.schedule;
    let open = calendar.open(design);
    let module_number = |key: &str| {
        design
            .programme
            .modules
            .iter()
            .position(|module| module.key == key)
    };
    let off = |off: &[crate::domain::Days]| {
        let mut days: Vec<u32> = off.iter().flat_map(|days| calendar.numbers(days)).collect();
        days.sort_unstable();
        days.dedup();
        days
    };
    let gone = Gone::of(design, announced);
    let rooms: Vec<&str> = schedule
        .rooms
        .iter()
        .map(|room| room.key.as_str())
        .chain(gone.rooms.iter().copied())
        .collect();
    let teachers: Vec<&str> = schedule
        .teachers
        .iter()
        .map(|teacher| teacher.key.as_str())
        .chain(gone.teachers.iter().copied())
        .collect();
    let mut units: BTreeMap<&str, usize> = BTreeMap::new();
    let mut leaders = Vec::new();
    for (number, cohort) in cohorts.iter().enumerate() {
        for leader in cohort
            .members
            .iter()
            .filter_map(|member| roster.leaders.get(*member))
        {
            let next = units.len();
            leaders.push(timetable::Leader {
                name: leader.name.clone(),
                unit: *units.entry(leader.unit.as_str()).or_insert(next),
                cohort: number,
                off: Vec::new(),
            });
        }
    }
    timetable::Instance {
        open_days: open
            .iter()
            .filter(|day| !gatherings.contains(day))
            .map(|day| calendar.day(*day))
            .collect(),
        modules: design
            .programme
            .modules
            .iter()
            .zip(&schedule.spacing)
            .map(|(module, spacing)| timetable::Module {
                name: module.key.clone(),
                length: module.days,
                teachers: module.teachers,
                spacing: timetable::Spacing {
                    least: spacing.least * 5,
                    wish: spacing.wish * 5,
                    most: spacing.most * 5,
                },
            })
            .collect(),
        cohorts: cohorts
            .iter()
            .enumerate()
            .map(|(number, cohort)| {
                let window = schedule.windows.get(cohort.tranche).copied();
                timetable::Cohort {
                    name: (number + 1).to_string(),
                    site: cohort.site,
                    earliest: window.map_or(0, |window| calendar.day(window.earliest)),
                    latest_start: window.map_or(0, |window| calendar.day_before(window.latest)),
                }
            })
            .collect(),
        leaders,
        teachers: schedule
            .teachers
            .iter()
            .map(|teacher| timetable::Teacher {
                name: teacher.name.clone(),
                modules: teacher
                    .modules
                    .iter()
                    .filter_map(|key| module_number(key))
                    .collect(),
                off: off(&teacher.off),
            })
            .chain(gone.teachers.iter().map(|key| timetable::Teacher {
                name: (*key).to_owned(),
                modules: Vec::new(),
                off: Vec::new(),
            }))
            .collect(),
        rooms: schedule
            .rooms
            .iter()
            .map(|room| timetable::Room {
                name: room.name.clone(),
                site: schedule
                    .sites
                    .iter()
                    .position(|site| site.key == room.site)
                    .unwrap_or(0),
                seats: room.seats,
                off: off(&room.off),
            })
            .chain(gone.rooms.iter().map(|key| timetable::Room {
                name: (*key).to_owned(),
                site: 0,
                seats: 0,
                off: Vec::new(),
            }))
            .collect(),
        most_absent: schedule.most_absent,
        costs: timetable::Costs::default(),
        announced: announced
            .sessions
            .iter()
            .filter_map(|session| {
                let first = *session.days.first()?;
                Some(timetable::Announced {
                    session: timetable::Session {
                        cohort: session.cohort,
                        module: module_number(&session.module)?,
                        start: calendar.day(first),
                        room: rooms.iter().position(|key| *key == session.room)?,
                        teachers: session
                            .teachers
                            .iter()
                            .filter_map(|key| teachers.iter().position(|other| other == key))
                            .collect(),
                    },
                    locked: announced.is_past(first),
                })
            })
            .collect(),
    }
}
