//! Cohorts: balanced cross-sections, never two leaders of one unit, drawn at random into tranches.

use std::collections::BTreeSet;

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};

use super::{CohortPlan, Figures, Impossible, Roster, Stage, Stages, Unavoidable};
use crate::domain::Design;

/// How many cohorts each tranche gets: the blueprint's numbers where they give cohorts of about the
/// wished size, else the same proportions of the number that does.
#[must_use]
pub fn draw_sizes(design: &Design, leaders: usize) -> Vec<usize> {
    let wished: Vec<usize> = design
        .programme
        .tranches
        .iter()
        .map(|tranche| tranche.cohorts)
        .collect();
    let total: usize = wished.iter().sum();
    let size = design.programme.groups.cohort.max(1);
    let needed = ((leaders + size / 2) / size).max(wished.len());
    if needed == total || total == 0 {
        return wished;
    }
    // Largest remainder, everyone at least one.
    let mut sizes: Vec<usize> = wished
        .iter()
        .map(|each| (each * needed / total).max(1))
        .collect();
    while sizes.iter().sum::<usize>() < needed {
        let short = |place: &usize| {
            let has = sizes.get(*place).copied().unwrap_or(0);
            let wants = wished.get(*place).copied().unwrap_or(0);
            (wants * needed).saturating_sub(has * total)
        };
        let Some(place) = (0..sizes.len()).rev().max_by_key(short) else {
            break;
        };
        if let Some(slot) = sizes.get_mut(place) {
            *slot += 1;
        }
    }
    while sizes.iter().sum::<usize>() > needed {
        let Some(slot) = sizes.iter_mut().max() else {
            break;
        };
        *slot -= 1;
    }
    sizes
}

pub(super) fn draw(
    design: &Design,
    roster: &Roster,
    stages: &mut Stages<'_, '_>,
    figures: &mut Figures,
    unavoidable: &mut Vec<Unavoidable>,
) -> Result<Vec<CohortPlan>, Impossible> {
    let sizes = draw_sizes(design, roster.leaders.len());
    let count: usize = sizes.iter().sum();
    if count == 0 || roster.leaders.len() < count * 2 {
        return Err(Impossible::TooFewLeaders {
            leaders: roster.leaders.len(),
            cohorts: count,
        });
    }
    let units = unit_pairs(roster, count);
    let reports: Vec<(usize, usize)> = roster
        .reports()
        .into_iter()
        .filter(|pair| !units.contains(pair))
        .collect();
    let instance = |apart: Vec<(usize, usize)>| {
        let everyone: Vec<usize> = (0..roster.leaders.len()).collect();
        grouping::Instance {
            people: everyone.len(),
            attributes: roster.attributes(&everyone),
            rounds: vec![grouping::Round {
                sizes: grouping::Sizes::Even(count),
                absent: Vec::new(),
            }],
            apart,
            aims: grouping::Aims {
                diversity: 1.0,
                acquaintance: 0.0,
            },
            ..grouping::Instance::default()
        }
    };
    let both = instance(units.iter().chain(&reports).copied().collect());
    let found = match stages.group(Stage::Cohorts, (0, 1), &both) {
        Ok(found) => found,
        // Leader and report in one cohort is a wish less; two of a unit is the rule.
        Err(_) => stages
            .group(
                Stage::Cohorts,
                (0, 1),
                &instance(units.iter().copied().collect()),
            )
            .map_err(|refusals| Impossible::groups(Stage::Cohorts, &refusals, roster))?,
    };
    figures.cohorts.add(&found.value);
    let mut drawn = found.rounds.into_iter().next().unwrap_or_default();
    shuffle(&mut drawn, stages.budget.seed);
    let tranches = sizes
        .iter()
        .enumerate()
        .flat_map(|(tranche, size)| std::iter::repeat_n(tranche, *size));
    let cohorts: Vec<CohortPlan> = tranches
        .zip(drawn)
        .map(|(tranche, members)| CohortPlan {
            tranche,
            site: site(design, roster, &members),
            members,
        })
        .collect();
    name_clashes(roster, &cohorts, unavoidable);
    Ok(cohorts)
}

/// The lot that decides which cohorts begin when (Fisher and Yates).
fn shuffle(cohorts: &mut [Vec<usize>], seed: u64) {
    let mut lot = ChaCha8Rng::seed_from_u64(seed);
    for last in (1..cohorts.len()).rev() {
        // Below 2^32 cohorts the remainder's bias is beyond any count.
        let other = usize::try_from(lot.next_u64() % (last as u64 + 1)).unwrap_or(0);
        cohorts.swap(last, other);
    }
}

/// Leaders of one unit apart. A unit with more leaders than cohorts cannot be, so every `cohorts`-th
/// of its leaders may meet.
fn unit_pairs(roster: &Roster, cohorts: usize) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for leaders in roster.shared_units().values() {
        for (place, &one) in leaders.iter().enumerate() {
            for (further, &other) in leaders.iter().enumerate().skip(place + 1) {
                if (further - place) % cohorts != 0 {
                    pairs.insert((one, other));
                }
            }
        }
    }
    pairs
}

/// Where most of the cohort's leaders work.
fn site(design: &Design, roster: &Roster, members: &[usize]) -> usize {
    let mut counts = vec![0_usize; design.schedule.sites.len()];
    for leader in members
        .iter()
        .filter_map(|member| roster.leaders.get(*member))
    {
        if let Some(slot) = counts.get_mut(design.schedule.site_of(&leader.workplace)) {
            *slot += 1;
        }
    }
    (0..counts.len())
        .rev()
        .max_by_key(|site| counts.get(*site))
        .unwrap_or(0)
}

/// Says by name who shares a cohort although they should not.
pub(super) fn name_clashes(
    roster: &Roster,
    cohorts: &[CohortPlan],
    unavoidable: &mut Vec<Unavoidable>,
) {
    let shared = roster.shared_units();
    let reports = roster.reports();
    for (number, cohort) in cohorts.iter().enumerate() {
        for (unit, leaders) in &shared {
            let here: Vec<usize> = leaders
                .iter()
                .copied()
                .filter(|leader| cohort.members.contains(leader))
                .collect();
            if here.len() > 1 {
                unavoidable.push(Unavoidable::UnitInCohort {
                    unit: (*unit).to_owned(),
                    cohort: number,
                    leaders: here,
                });
            }
        }
        for &(one, other) in &reports {
            if cohort.members.contains(&one) && cohort.members.contains(&other) {
                unavoidable.push(Unavoidable::ReportInCohort {
                    cohort: number,
                    leaders: (one, other),
                });
            }
        }
    }
}
