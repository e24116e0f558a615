//! What a plan says, as the store keeps it: persons instead of numbers, keys instead of places.

use base::{Id, PersonTag};

use crate::{
    domain::Design,
    query::{Cohort, Learning, Plan},
    store::{announce::Announcement, sessions::Wanted},
};

/// Everything that a plan announces.
pub(super) fn announcement(design: &Design, plan: &Plan) -> Announcement {
    Announcement {
        cohorts: cohorts_of(design, plan),
        learning: learning_of(design, plan),
        sessions: sessions_of(design, plan),
    }
}

fn number(place: usize) -> i32 {
    i32::try_from(place + 1).unwrap_or(i32::MAX)
}

fn persons(plan: &Plan, members: &[usize]) -> Vec<Id<PersonTag>> {
    members
        .iter()
        .filter_map(|member| plan.person(*member))
        .collect()
}

fn tranche(design: &Design, place: usize) -> String {
    design
        .programme
        .tranches
        .get(place)
        .map_or_else(String::new, |tranche| tranche.key.clone())
}

fn cohorts_of(design: &Design, plan: &Plan) -> Vec<Cohort> {
    let cohorts = plan.content.cohorts.iter().enumerate();
    cohorts
        .map(|(place, cohort)| Cohort {
            number: number(place),
            tranche: tranche(design, cohort.tranche),
            site: design
                .schedule
                .sites
                .get(cohort.site)
                .map_or_else(String::new, |site| site.key.clone()),
            members: persons(plan, &cohort.members),
        })
        .collect()
}

fn learning_of(design: &Design, plan: &Plan) -> Vec<Learning> {
    plan.content
        .learning
        .iter()
        .flat_map(|year| {
            year.groups
                .iter()
                .enumerate()
                .map(|(place, group)| Learning {
                    tranche: tranche(design, year.tranche),
                    year: i32::try_from(year.year).unwrap_or(0),
                    since: year.from,
                    number: number(place),
                    members: persons(plan, group),
                })
        })
        .collect()
}

fn sessions_of(design: &Design, plan: &Plan) -> Vec<Wanted> {
    let tables = |tables: &[Vec<usize>]| tables.iter().map(|table| persons(plan, table)).collect();
    let hours = design.schedule.hours;
    let sessions = plan.content.sessions.iter().filter_map(|session| {
        Some(Wanted {
            code: format!("cohort-{}.{}", session.cohort + 1, session.module),
            cohort: Some(number(session.cohort)),
            module: Some(session.module.clone()),
            day: *session.days.first()?,
            days: u32::try_from(session.days.len()).unwrap_or(1),
            begins: hours.begins,
            ends: hours.ends,
            room: session.room.clone(),
            teachers: session.teachers.clone(),
            tables: tables(&session.tables),
        })
    });
    let hours = design.schedule.gatherings.hours;
    let gatherings = plan
        .content
        .gatherings
        .iter()
        .enumerate()
        .map(|(place, gathering)| Wanted {
            code: format!("gathering-{}", place + 1),
            cohort: None,
            module: None,
            day: gathering.day,
            days: 1,
            begins: hours.begins,
            ends: hours.ends,
            room: gathering.room.clone(),
            teachers: Vec::new(),
            tables: tables(&gathering.tables),
        });
    sessions.chain(gatherings).collect()
}
