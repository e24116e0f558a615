//! Learning groups, tables at sessions, tables at gatherings. Nobody sits with own leader or own
//! report, nor two leaders of one unit; a *lederteam-modul* seats a team together on purpose.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};

use super::{
    CohortPlan, Figures, GatheringPlan, Impossible, LearningYear, Roster, SessionPlan, Stage,
    Stages, Unavoidable, roster::numbered,
};
use crate::domain::{Design, Seating};

/// The pairs of `who` that never sit together, by their places in `who`.
fn apart(roster: &Roster, who: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs: BTreeSet<(usize, usize)> = roster.reports().into_iter().collect();
    for leaders in roster.shared_units().values() {
        for (place, &one) in leaders.iter().enumerate() {
            pairs.extend(leaders.iter().skip(place + 1).map(|&other| (one, other)));
        }
    }
    within(who, pairs)
}

/// Pairs of leaders as pairs of places in `who`, those only who are there.
fn within(who: &[usize], pairs: impl IntoIterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let places: BTreeMap<usize, usize> = who
        .iter()
        .enumerate()
        .map(|(place, leader)| (*leader, place))
        .collect();
    pairs
        .into_iter()
        .filter_map(|(one, other)| Some((*places.get(&one)?, *places.get(&other)?)))
        .collect()
}

/// Groups of places as groups of leaders.
fn leaders(who: &[usize], groups: &[Vec<usize>]) -> Vec<Vec<usize>> {
    groups
        .iter()
        .map(|group| {
            let mut group: Vec<usize> = group
                .iter()
                .filter_map(|place| who.get(*place).copied())
                .collect();
            group.sort_unstable();
            group
        })
        .collect()
}

fn rounds(count: usize, groups: usize) -> Vec<grouping::Round> {
    vec![
        grouping::Round {
            sizes: grouping::Sizes::Even(groups),
            absent: Vec::new()
        };
        count
    ]
}

/// So many groups of about `size`.
const fn about(people: usize, size: usize) -> usize {
    let groups = (people + size / 2) / if size == 0 { 1 } else { size };
    if groups == 0 { 1 } else { groups }
}

/// The years that a tranche has, from its earliest start to the programme's end.
fn years(design: &Design, from: NaiveDate) -> u32 {
    let end = design.schedule.end(design.programme.years);
    (0..design.programme.years)
        .take_while(|year| {
            from.checked_add_months(Months::new(year * 12))
                .is_some_and(|begins| begins < end)
        })
        .count()
        .try_into()
        .unwrap_or(0)
}

/// Stable for a year, drawn across areas among the cohorts of one tranche.
pub(super) fn learning(
    design: &Design,
    roster: &Roster,
    cohorts: &[CohortPlan],
    stages: &mut Stages<'_, '_>,
    figures: &mut Figures,
    unavoidable: &mut Vec<Unavoidable>,
) -> Result<Vec<LearningYear>, Impossible> {
    let (least, most) = (
        design.programme.groups.learning_least,
        design.programme.groups.learning_most,
    );
    let mut all = Vec::new();
    let tranches = design.schedule.windows.len();
    for (tranche, window) in design.schedule.windows.iter().enumerate() {
        let own: Vec<&CohortPlan> = cohorts
            .iter()
            .filter(|cohort| cohort.tranche == tranche)
            .collect();
        let mut who: Vec<usize> = own
            .iter()
            .flat_map(|cohort| cohort.members.iter().copied())
            .collect();
        who.sort_unstable();
        if who.is_empty() {
            continue;
        }
        let count = who.len().div_ceil(most.max(1)).max(1);
        if who.len() / count < least {
            unavoidable.push(Unavoidable::LearningSize {
                tranche,
                least: who.len() / count,
                most: who.len().div_ceil(count),
            });
        }
        let mut attributes = roster.attributes(&who);
        let heaviest = attributes
            .iter()
            .map(|attribute| attribute.weight)
            .max()
            .unwrap_or(1);
        let cohort_of: Vec<String> = who
            .iter()
            .map(|leader| {
                own.iter()
                    .position(|cohort| cohort.members.contains(leader))
                    .unwrap_or(0)
                    .to_string()
            })
            .collect();
        attributes.push(numbered(
            "cohort",
            heaviest,
            cohort_of.iter().map(|name| Some(name.as_str())),
        ));
        let instance = grouping::Instance {
            people: who.len(),
            attributes,
            rounds: rounds(years(design, window.earliest) as usize, count),
            apart: apart(roster, &who),
            // Within a year they meet again and again; a new year brings mostly new company.
            aims: grouping::Aims {
                diversity: 0.7,
                acquaintance: 0.3,
            },
            ..grouping::Instance::default()
        };
        let found = stages
            .group(Stage::Learning, (tranche, tranches), &instance)
            .map_err(|refusals| Impossible::groups(Stage::Learning, &refusals, roster))?;
        figures.learning.add(&found.value);
        for (year, groups) in (0_u32..).zip(&found.rounds) {
            all.push(LearningYear {
                tranche,
                year: year + 1,
                from: window
                    .earliest
                    .checked_add_months(Months::new(year * 12))
                    .unwrap_or(window.earliest),
                groups: leaders(&who, groups),
            });
        }
    }
    Ok(all)
}

/// New tables for every session of a cohort.
pub(super) fn tables(
    design: &Design,
    roster: &Roster,
    cohorts: &[CohortPlan],
    sessions: &mut [SessionPlan],
    stages: &mut Stages<'_, '_>,
    figures: &mut Figures,
) -> Result<(), Impossible> {
    for (number, cohort) in cohorts.iter().enumerate() {
        let who = &cohort.members;
        let count = about(who.len(), design.programme.groups.table);
        let teams = within(who, roster.reports());
        let seated_as_team = |session: &SessionPlan| {
            let module = design.programme.module(&session.module);
            !teams.is_empty() && module.is_some_and(|module| module.seating == Seating::Teams)
        };
        let (together, usual): (Vec<&mut SessionPlan>, Vec<&mut SessionPlan>) = sessions
            .iter_mut()
            .filter(|session| session.cohort == number)
            .partition(|session| seated_as_team(session));
        let base = grouping::Instance {
            people: who.len(),
            attributes: roster.attributes(who),
            rounds: rounds(usual.len(), count),
            apart: apart(roster, who),
            aims: grouping::Aims {
                diversity: 0.4,
                acquaintance: 0.6,
            },
            ..grouping::Instance::default()
        };
        let refused =
            |refusals: Vec<grouping::Refusal>| Impossible::groups(Stage::Tables, &refusals, roster);
        let found = stages
            .group(Stage::Tables, (number, cohorts.len()), &base)
            .map_err(refused)?;
        figures.tables.add(&found.value);
        for (session, groups) in usual.into_iter().zip(&found.rounds) {
            session.tables = leaders(who, groups);
        }
        for session in together {
            session.tables = leaders(who, &team_tables(who.len(), count, &teams));
        }
    }
    Ok(())
}

/// Tables that keep every team together, the largest team first, the rest filled up evenly.
fn team_tables(people: usize, tables: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut team: Vec<usize> = (0..people).collect();
    for &(one, other) in pairs {
        let (keep, give) = match (team.get(one), team.get(other)) {
            (Some(&keep), Some(&give)) => (keep.min(give), keep.max(give)),
            _ => continue,
        };
        for each in &mut team {
            if *each == give {
                *each = keep;
            }
        }
    }
    let mut teams: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, team) in team.iter().enumerate() {
        teams.entry(*team).or_default().push(place);
    }
    let mut teams: Vec<Vec<usize>> = teams.into_values().collect();
    teams.sort_by_key(|team| std::cmp::Reverse(team.len()));
    let mut seated = vec![Vec::new(); tables.max(1)];
    for team in teams {
        if let Some(table) = seated.iter_mut().min_by_key(|table| table.len()) {
            table.extend(team);
        }
    }
    seated
}

/// Tables at the gatherings: as many new people as possible over all of them. Whoever shares a
/// cohort or a learning group meets anyway, so that is no new acquaintance.
pub(super) fn gatherings(
    design: &Design,
    roster: &Roster,
    cohorts: &[CohortPlan],
    learning: &[LearningYear],
    days: &[NaiveDate],
    stages: &mut Stages<'_, '_>,
    figures: &mut Figures,
) -> Result<Vec<GatheringPlan>, Impossible> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let mut who: Vec<usize> = cohorts
        .iter()
        .flat_map(|cohort| cohort.members.iter().copied())
        .collect();
    who.sort_unstable();
    let mut met = BTreeSet::new();
    let groups = cohorts
        .iter()
        .map(|cohort| &cohort.members)
        .chain(learning.iter().flat_map(|year| &year.groups));
    for group in groups {
        for (place, &one) in group.iter().enumerate() {
            met.extend(
                group
                    .iter()
                    .skip(place + 1)
                    .map(|&other| (one.min(other), one.max(other))),
            );
        }
    }
    let instance = grouping::Instance {
        people: who.len(),
        attributes: roster.attributes(&who),
        rounds: rounds(
            days.len(),
            about(who.len(), design.programme.groups.gathering),
        ),
        apart: apart(roster, &who),
        met_before: within(&who, met),
        aims: grouping::Aims {
            diversity: 0.4,
            acquaintance: 0.6,
        },
        ..grouping::Instance::default()
    };
    let found = stages
        .group(Stage::Gatherings, (0, 1), &instance)
        .map_err(|refusals| Impossible::groups(Stage::Gatherings, &refusals, roster))?;
    figures.gatherings.add(&found.value);
    Ok(days
        .iter()
        .zip(&found.rounds)
        .map(|(day, groups)| GatheringPlan {
            day: *day,
            room: design.schedule.gatherings.room.clone(),
            tables: leaders(&who, groups),
        })
        .collect())
}

/// Counts who meets whom at all, in any small group.
pub(super) fn count_pairs(
    people: usize,
    learning: &[LearningYear],
    sessions: &[SessionPlan],
    gatherings: &[GatheringPlan],
    figures: &mut Figures,
) {
    let mut met = BTreeSet::new();
    let mut seats = [0_u64; 3];
    let kinds: [Vec<&Vec<usize>>; 3] = [
        learning.iter().flat_map(|year| &year.groups).collect(),
        sessions
            .iter()
            .flat_map(|session| &session.tables)
            .collect(),
        gatherings
            .iter()
            .flat_map(|gathering| &gathering.tables)
            .collect(),
    ];
    for (groups, seats) in kinds.iter().zip(&mut seats) {
        for group in groups {
            for (place, &one) in group.iter().enumerate() {
                met.extend(
                    group
                        .iter()
                        .skip(place + 1)
                        .map(|&other| (one.min(other), one.max(other))),
                );
            }
            let size = group.len() as u64;
            *seats += size * size.saturating_sub(1) / 2;
        }
    }
    let people = people as u64;
    // Each kind gives at most its own bound, and never more pairs than it has seats beside each
    // other; the gatherings' bound leaves out those who have met, so only the seats hold there.
    let [in_learning, at_tables, at_gatherings] = seats;
    let bound = in_learning.min(figures.learning.acquaintance.bound)
        + at_tables.min(figures.tables.acquaintance.bound)
        + at_gatherings;
    figures.pairs_met = met.len() as u64;
    figures.pairs_bound = bound.min(people * people.saturating_sub(1) / 2);
}
