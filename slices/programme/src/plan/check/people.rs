//! Cohorts and groups.

use std::collections::BTreeMap;

use super::{Broken, Check, Round};
use crate::{
    domain::Seating,
    plan::{Unavoidable, cohorts::draw_sizes, groups::year_end},
};

/// The least and the most of `count` groups as even as can be.
const fn even(people: usize, count: usize) -> (usize, usize) {
    let count = if count == 0 { 1 } else { count };
    (people / count, people.div_ceil(count))
}

impl Check<'_> {
    pub(super) fn cohorts(&mut self) {
        let plan = self.plan;
        for leader in 0..self.roster.leaders.len() {
            let cohorts = plan
                .cohorts
                .iter()
                .filter(|cohort| cohort.members.contains(&leader))
                .count();
            self.say(cohorts != 1, || Broken::LeaderInCohorts { leader, cohorts });
        }
        // Cohorts that have been announced stay as many as they are.
        let first = plan.kept_before.is_none();
        for (tranche, size) in draw_sizes(self.design, self.roster.leaders.len())
            .into_iter()
            .enumerate()
            .filter(|_| first)
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
                // Who has moved unit since is named, and stays in the cohort that was announced.
                let named = !first
                    && plan.unavoidable.iter().any(|each| {
                        matches!(each, Unavoidable::UnitInCohort { cohort, leaders, .. }
                            if *cohort == number && *leaders == here)
                    });
                if let ([one, other, ..], false) = (here.as_slice(), named) {
                    self.broken.push(Broken::UnitInCohort {
                        cohort: number,
                        one: *one,
                        other: *other,
                    });
                }
            }
        }
    }

    pub(super) fn groups(&mut self) {
        let plan = self.plan;
        let sizes = &self.design.programme.groups;
        for year in &plan.learning {
            if year_end(year.from).is_some_and(|end| plan.is_past(end)) {
                continue;
            }
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
            let drawn = who.len().div_ceil(sizes.learning_most.max(1)).max(1);
            // Groups that were announced may stay as many as they are while they have the size.
            let told = year.groups.len().max(1);
            let stays = plan.kept_before.is_some()
                && who.len() / told >= sizes.learning_least
                && who.len().div_ceil(told) <= sizes.learning_most;
            let count = if stays { told } else { drawn };
            let (least, most) = (who.len() / count, who.len().div_ceil(count));
            let range = if plan.kept_before.is_some() {
                (
                    least.min(sizes.learning_least),
                    most.max(sizes.learning_most),
                )
            } else {
                (least, most)
            };
            self.round(&round, &who, &year.groups, count, Some(range));
        }
        for session in plan
            .sessions
            .iter()
            .filter(|session| !plan.is_held(session))
        {
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
            let range = even(cohort.members.len(), count);
            let range = (!on_purpose).then_some(range);
            self.round(&round, &cohort.members, &session.tables, count, range);
        }
        let all: Vec<usize> = plan
            .cohorts
            .iter()
            .flat_map(|cohort| cohort.members.iter().copied())
            .collect();
        for gathering in &plan.gatherings {
            if plan.is_past(gathering.day) {
                continue;
            }
            let count = ((all.len() + sizes.gathering / 2) / sizes.gathering).max(1);
            self.round(
                &Round::Gathering { day: gathering.day },
                &all,
                &gathering.tables,
                count,
                Some(even(all.len(), count)),
            );
        }
    }

    /// `who` in `count` groups. With sizes from least to most, also that each has such a size and
    /// nobody sits beside own leader, own report or own unit.
    fn round(
        &mut self,
        round: &Round,
        who: &[usize],
        groups: &[Vec<usize>],
        count: usize,
        sizes: Option<(usize, usize)>,
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
        let Some((least, most)) = sizes else {
            return;
        };
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
}
