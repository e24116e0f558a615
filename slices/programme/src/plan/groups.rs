//! Learning groups, tables at sessions, tables at gatherings. Nobody sits with own leader or own
//! report, nor two leaders of one unit; a *lederteam-modul* seats a team together on purpose.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};

use super::{
    Announced, CohortPlan, Figures, GatheringPlan, Impossible, LearningYear, Roster, SessionPlan,
    Stage, Stages, Unavoidable, roster::numbered,
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

/// Stable for a year, drawn across areas among the cohorts of one tranche. What has been announced
/// stays: years that are over as they were, the others mended with the fewest people moved.
pub(super) fn learning(
    design: &Design,
    roster: &Roster,
    cohorts: &[CohortPlan],
    announced: &Announced,
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
        let told: Vec<&LearningYear> = announced
            .learning
            .iter()
            .filter(|year| year.tranche == tranche)
            .collect();
        let (over, told): (Vec<&LearningYear>, Vec<&LearningYear>) = told
            .into_iter()
            .partition(|year| year_end(year.from).is_some_and(|end| announced.is_past(end)));
        all.extend(over.iter().map(|year| (*year).clone()));
        let first = u32::try_from(over.len()).unwrap_or(0);
        let last = years(design, window.earliest);
        if first >= last {
            continue;
        }
        let fits = |count: &usize| {
            *count > 0 && who.len() / count >= least && who.len().div_ceil(*count) <= most
        };
        let count = told
            .first()
            .map(|year| year.groups.len())
            .filter(fits)
            .unwrap_or_else(|| who.len().div_ceil(most.max(1)).max(1));
        if who.len() / count < least {
            unavoidable.push(Unavoidable::LearningSize {
                tranche,
                least: who.len() / count,
                most: who.len().div_ceil(count),
            });
        }
        let instance = grouping::Instance {
            people: who.len(),
            attributes: attributes(roster, &own, &who),
            rounds: (first..last)
                .map(|_| grouping::Round {
                    sizes: if told.is_empty() {
                        grouping::Sizes::Even(count)
                    } else {
                        // Whoever need not move shall not.
                        grouping::Sizes::Between {
                            groups: count,
                            least: least.min(who.len() / count),
                            most: most.max(who.len().div_ceil(count)),
                        }
                    },
                    absent: Vec::new(),
                })
                .collect(),
            apart: apart(roster, &who),
            // Within a year they meet again and again; a new year brings mostly new company.
            aims: grouping::Aims {
                diversity: 0.7,
                acquaintance: 0.3,
            },
            met_before: within(&who, pairs(over.iter().flat_map(|year| &year.groups))),
            ..grouping::Instance::default()
        };
        let found = if told.is_empty() {
            stages.group(Stage::Learning, (tranche, tranches), &instance)
        } else {
            let before = grouping::Plan {
                rounds: told
                    .iter()
                    .take((last - first) as usize)
                    .map(|year| {
                        year.groups
                            .iter()
                            .map(|group| places(&who, group))
                            .collect()
                    })
                    .collect(),
                value: grouping::Value::default(),
                iterations: 0,
            };
            stages
                .mend(Stage::Learning, (tranche, tranches), &instance, &before)
                .map(|mended| {
                    figures.regrouped += mended.moved().len();
                    mended.plan
                })
        }
        .map_err(|refusals| Impossible::groups(Stage::Learning, &refusals, roster))?;
        figures.learning.add(&found.value);
        for (place, (year, groups)) in (first..).zip(&found.rounds).enumerate() {
            let from = window
                .earliest
                .checked_add_months(Months::new(year * 12))
                .unwrap_or(window.earliest);
            all.push(LearningYear {
                tranche,
                year: year + 1,
                from: told.get(place).map_or(from, |told| told.from),
                groups: leaders(&who, groups),
            });
        }
    }
    Ok(all)
}

/// The roster's attributes, and the cohort as the heaviest: a learning group is drawn across them.
fn attributes(roster: &Roster, cohorts: &[&CohortPlan], who: &[usize]) -> Vec<grouping::Attribute> {
    let mut attributes = roster.attributes(who);
    let heaviest = attributes
        .iter()
        .map(|attribute| attribute.weight)
        .max()
        .unwrap_or(1);
    let cohort_of: Vec<String> = who
        .iter()
        .map(|leader| {
            cohorts
                .iter()
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
    attributes
}

/// The last day of a learning group's year.
pub(super) fn year_end(from: NaiveDate) -> Option<NaiveDate> {
    from.checked_add_months(Months::new(12))?.pred_opt()
}

/// Everybody who sits with somebody in one of the groups.
fn pairs<'a>(groups: impl IntoIterator<Item = &'a Vec<usize>>) -> BTreeSet<(usize, usize)> {
    let mut met = BTreeSet::new();
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
    met
}

/// Leaders as places in `who`, those only who are there.
fn places(who: &[usize], group: &[usize]) -> Vec<usize> {
    group
        .iter()
        .filter_map(|leader| who.binary_search(leader).ok())
        .collect()
}

/// New tables for every session of a cohort that is still to come.
pub(super) fn tables(
    design: &Design,
    roster: &Roster,
    cohorts: &[CohortPlan],
    announced: &Announced,
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
        let (held, ahead): (Vec<&mut SessionPlan>, Vec<&mut SessionPlan>) = sessions
            .iter_mut()
            .filter(|session| session.cohort == number)
            .partition(|session| announced.held(number, &session.module).is_some());
        let met = pairs(held.iter().flat_map(|session| &session.tables));
        let (together, usual): (Vec<&mut SessionPlan>, Vec<&mut SessionPlan>) = ahead
            .into_iter()
            .partition(|session| seated_as_team(session));
        let base = grouping::Instance {
            people: who.len(),
            attributes: roster.attributes(who),
            rounds: rounds(usual.len(), count),
            apart: apart(roster, who),
            met_before: within(who, met),
            aims: grouping::Aims {
                diversity: 0.4,
                acquaintance: 0.6,
            },
            ..grouping::Instance::default()
        };
        let refused =
            |refusals: Vec<grouping::Refusal>| Impossible::groups(Stage::Tables, &refusals, roster);
        if !usual.is_empty() {
            let found = stages
                .group(Stage::Tables, (number, cohorts.len()), &base)
                .map_err(refused)?;
            figures.tables.add(&found.value);
            for (session, groups) in usual.into_iter().zip(&found.rounds) {
                session.tables = leaders(who, groups);
            }
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
/// cohort or a learning group meets anyway, so that is no new acquaintance. Gatherings that have
/// been held stand first, as they were.
#[expect(
    clippy::too_many_arguments,
    reason = "one step of compose, with all that came before it"
)]
pub(super) fn gatherings(
    design: &Design,
    roster: &Roster,
    cohorts: &[CohortPlan],
    learning: &[LearningYear],
    announced: &Announced,
    days: &[NaiveDate],
    stages: &mut Stages<'_, '_>,
    figures: &mut Figures,
) -> Result<Vec<GatheringPlan>, Impossible> {
    let mut all: Vec<GatheringPlan> = announced.gathered().cloned().collect();
    if days.is_empty() {
        return Ok(all);
    }
    let mut who: Vec<usize> = cohorts
        .iter()
        .flat_map(|cohort| cohort.members.iter().copied())
        .collect();
    who.sort_unstable();
    let met = pairs(
        cohorts
            .iter()
            .map(|cohort| &cohort.members)
            .chain(learning.iter().flat_map(|year| &year.groups))
            .chain(all.iter().flat_map(|held| &held.tables)),
    );
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
    all.extend(
        days.iter()
            .zip(&found.rounds)
            .map(|(day, groups)| GatheringPlan {
                day: *day,
                room: design.schedule.gatherings.room.clone(),
                tables: leaders(&who, groups),
            }),
    );
    Ok(all)
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
        met.extend(pairs(groups.iter().copied()));
        for group in groups {
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
