//! What a plan breaks and what it is worth, counted from scratch. Shares nothing with the search's
//! tables, so that each can be held against the other.

use std::collections::BTreeMap;

use crate::bound;
use crate::instance::{Instance, Lock, Pair, Person, Plan, Value};
use crate::rules::Rules;

/// A rule that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Broken {
    Rounds {
        expected: usize,
        found: usize,
    },
    Groups {
        round: usize,
        expected: usize,
        found: usize,
    },
    Size {
        round: usize,
        group: usize,
        people: usize,
        least: usize,
        most: usize,
    },
    Apart {
        round: usize,
        group: usize,
        pair: Pair,
    },
    Together {
        round: usize,
        pair: Pair,
    },
    /// Somebody absent, or unknown, has a seat.
    Absent {
        round: usize,
        group: usize,
        person: Person,
    },
    Missing {
        round: usize,
        person: Person,
    },
    Twice {
        round: usize,
        person: Person,
    },
    Lock(Lock),
}

/// What [`judge`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub broken: Vec<Broken>,
    pub value: Value,
}

/// Judges any rounds against an instance, however wrong they are.
#[must_use]
pub fn judge(instance: &Instance, rounds: &[Vec<Vec<Person>>]) -> Verdict {
    let rules = Rules::new(instance);
    let value = measured(instance, rounds, bound::frame(instance, &rules));
    Verdict {
        broken: broken(instance, &rules, rounds),
        value,
    }
}

/// The values of these rounds in a frame of expectation and bound.
pub(crate) fn measured(instance: &Instance, rounds: &[Vec<Vec<Person>>], frame: Value) -> Value {
    let mut value = frame;
    value.diversity.value = 0;
    let mut met = Vec::new();
    for group in rounds.iter().flatten() {
        let group: Vec<Person> = group
            .iter()
            .copied()
            .filter(|&p| p < instance.people)
            .collect();
        for (i, &a) in group.iter().enumerate() {
            for &b in group[i + 1..].iter().filter(|&&b| b != a) {
                met.push((a.min(b), a.max(b)));
                for attribute in &instance.attributes {
                    if attribute.values.get(a) != attribute.values.get(b) {
                        value.diversity.value += u64::from(attribute.weight);
                    }
                }
            }
        }
    }
    met.sort_unstable();
    met.dedup();
    let known = bound::distinct(instance, &instance.met_before);
    value.acquaintance.value = met.iter().filter(|pair| !known.contains(pair)).count() as u64;
    value
}

/// Every broken rule, round by round.
pub(crate) fn broken(
    instance: &Instance,
    rules: &Rules,
    rounds: &[Vec<Vec<Person>>],
) -> Vec<Broken> {
    let mut broken = Vec::new();
    if rounds.len() != instance.rounds.len() {
        broken.push(Broken::Rounds {
            expected: instance.rounds.len(),
            found: rounds.len(),
        });
    }
    for (round, groups) in rounds.iter().enumerate().take(instance.rounds.len()) {
        seats(rules, round, groups, &mut broken);
        pairs(instance, rules, round, groups, &mut broken);
    }
    broken
}

fn seats(rules: &Rules, round: usize, groups: &[Vec<Person>], broken: &mut Vec<Broken>) {
    let rule = &rules.rounds[round];
    if groups.len() != rule.groups() {
        broken.push(Broken::Groups {
            round,
            expected: rule.groups(),
            found: groups.len(),
        });
    }
    let mut times: BTreeMap<Person, usize> = BTreeMap::new();
    for (group, people) in groups.iter().enumerate() {
        let (least, most) = match (rule.least.get(group), rule.most.get(group)) {
            (Some(&least), Some(&most)) => (least, most),
            _ => (0, 0),
        };
        if people.len() < least || people.len() > most {
            broken.push(Broken::Size {
                round,
                group,
                people: people.len(),
                least,
                most,
            });
        }
        for &person in people {
            *times.entry(person).or_default() += 1;
            if !rule.is_present.get(person).is_some_and(|&here| here) {
                broken.push(Broken::Absent {
                    round,
                    group,
                    person,
                });
            }
        }
    }
    for &person in &rule.present {
        match times.get(&person) {
            None => broken.push(Broken::Missing { round, person }),
            Some(1) => {}
            Some(_) => broken.push(Broken::Twice { round, person }),
        }
    }
}

fn pairs(
    instance: &Instance,
    rules: &Rules,
    round: usize,
    groups: &[Vec<Person>],
    broken: &mut Vec<Broken>,
) {
    let is_present = |p: Person| rules.rounds[round].is_present.get(p) == Some(&true);
    // A person seated twice, which only a faulty plan does, has several groups.
    let mut groups_of: BTreeMap<Person, Vec<usize>> = BTreeMap::new();
    for (group, people) in groups.iter().enumerate() {
        for &p in people {
            groups_of.entry(p).or_default().push(group);
        }
    }
    for pair in bound::distinct(instance, &instance.apart) {
        let (Some(first), Some(second)) = (groups_of.get(&pair.0), groups_of.get(&pair.1)) else {
            continue;
        };
        for &group in first.iter().filter(|group| second.contains(group)) {
            broken.push(Broken::Apart { round, group, pair });
        }
    }
    for pair in bound::distinct(instance, &instance.together) {
        let both = is_present(pair.0) && is_present(pair.1);
        if both && groups_of.get(&pair.0) != groups_of.get(&pair.1) {
            broken.push(Broken::Together { round, pair });
        }
    }
    for &lock in instance.locked.iter().filter(|lock| lock.round == round) {
        let seated = groups
            .get(lock.group)
            .is_some_and(|people| people.contains(&lock.person));
        if !seated {
            broken.push(Broken::Lock(lock));
        }
    }
}

impl Plan {
    /// A plan of these rounds with its value, people ascending in each group.
    #[must_use]
    pub fn judged(instance: &Instance, mut rounds: Vec<Vec<Vec<Person>>>, iterations: u64) -> Self {
        for group in rounds.iter_mut().flatten() {
            group.sort_unstable();
        }
        let frame = bound::frame(instance, &Rules::new(instance));
        let value = measured(instance, &rounds, frame);
        Self {
            rounds,
            value,
            iterations,
        }
    }
}
