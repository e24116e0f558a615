//! When and where: gatherings first, then every cohort's sessions.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    Announced, Calendar, CohortPlan, Figures, Impossible, Roster, SessionPlan, Stages, Timetable,
    Unavoidable,
};
use crate::domain::Design;

/// The days on which all leaders meet: in the wished months, from when the last tranche has begun.
pub(super) fn gatherings(
    design: &Design,
    roster: &Roster,
    calendar: &Calendar,
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
            let free = |day: &&NaiveDate| {
                hall.is_none_or(|hall| !hall.off.iter().any(|off| off.contains(**day)))
            };
            let best = open
                .iter()
                .filter(|day| day.year() == year && day.month() == month && **day > begun)
                .filter(free)
                // Mid-week and mid-month, where fewest take days off.
                .min_by_key(|day| {
                    (
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
                        room: schedule
                            .rooms
                            .iter()
                            .position(|room| room.key == session.room)?,
                        teachers: session
                            .teachers
                            .iter()
                            .filter_map(|key| {
                                schedule
                                    .teachers
                                    .iter()
                                    .position(|teacher| teacher.key == *key)
                            })
                            .collect(),
                    },
                    locked: announced.held_before.is_some_and(|day| first < day),
                })
            })
            .collect(),
    }
}
