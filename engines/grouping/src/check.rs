//! Whether an instance makes sense, before any search: every contradiction is named by its people.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use thiserror::Error;

use crate::instance::{Instance, Lock, Pair, Person, Round, Sizes};
use crate::rules::{NONE, RoundRules, Rules};

/// Which list of an instance a refusal speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    Apart,
    Together,
    Absent { round: usize },
    Locked,
    MetBefore,
}

/// Why no plan can be made. People, groups and rounds by their number, so that the caller can say
/// it with names and in the reader's language; `Display` is for logs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
pub enum Refusal {
    #[error("{rule:?} names person {person}, who does not exist")]
    UnknownPerson { rule: Rule, person: Person },
    #[error("{rule:?} pairs person {person} with itself")]
    SamePerson { rule: Rule, person: Person },
    #[error("attribute {attribute} has {values} values for {people} people")]
    AttributeLength {
        attribute: usize,
        values: usize,
        people: usize,
    },
    #[error("an aim is negative or no number")]
    Aims,
    /// People times rounds, and groups, stay below 2^31, and the largest group below 2^15.
    #[error("the instance is too large")]
    TooLarge,
    /// The groups of a round hold from `least` to `most` people; so many are there.
    #[error("round {round} has {present} people for {groups} groups that hold {least} to {most}")]
    Sizes {
        round: usize,
        present: usize,
        groups: usize,
        least: usize,
        most: usize,
    },
    /// Two people who must be apart are joined by a chain of together pairs, first to last.
    #[error("{pair:?} are apart, but together through {chain:?} (first in round {round})")]
    TogetherApart {
        round: usize,
        pair: Pair,
        chain: Vec<Person>,
    },
    #[error("{people:?} stay together, but the largest group of round {round} holds {largest}")]
    BlockTooLarge {
        round: usize,
        people: Vec<Person>,
        largest: usize,
    },
    /// All of these are apart from each other, and there are fewer groups than people.
    #[error("{people:?} are all apart, but round {round} has only {groups} groups")]
    ApartCrowd {
        round: usize,
        people: Vec<Person>,
        groups: usize,
    },
    #[error("{lock:?} names a round or a group that does not exist")]
    LockNowhere { lock: Lock },
    #[error("{lock:?} places somebody who is absent")]
    LockAbsent { lock: Lock },
    #[error("{first:?} and {second:?} place one person twice")]
    LockTwice { first: Lock, second: Lock },
    #[error("{first:?} and {second:?} join people who are apart")]
    LockApart { first: Lock, second: Lock },
    /// Two people who stay together are locked in different groups.
    #[error("{first:?} and {second:?} split people who stay together through {chain:?}")]
    LockSplits {
        first: Lock,
        second: Lock,
        chain: Vec<Person>,
    },
    #[error(
        "locks and together pairs put {people:?} into group {group} of round {round}, which holds {most}"
    )]
    LockOverfull {
        round: usize,
        group: usize,
        people: Vec<Person>,
        most: usize,
    },
    /// No contradiction was found, and no arrangement either: the rules of this round are too tight.
    #[error("no arrangement of round {round} was found that keeps every rule")]
    NoArrangement { round: usize },
}

/// The search counts the people of a group in 16 bits.
const MOST_SEATED: usize = 1 << 15;

/// Finds every contradiction that can be told without a search.
///
/// # Errors
/// All refusals found, each once; the rules of a round are looked at only when every number is in
/// range.
pub fn check(instance: &Instance) -> Result<(), Vec<Refusal>> {
    let refusals = ranges(instance);
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let refusals = contradictions(instance, &Rules::new(instance));
    if refusals.is_empty() {
        Ok(())
    } else {
        Err(refusals)
    }
}

fn ranges(instance: &Instance) -> Vec<Refusal> {
    let n = instance.people;
    let mut refusals = Vec::new();
    let limit = usize::try_from(u32::MAX / 2).unwrap_or(usize::MAX);
    let seats = n.saturating_mul(instance.rounds.len().max(1));
    let groups = instance
        .rounds
        .iter()
        .map(|round| round.sizes.groups())
        .fold(0, usize::saturating_add);
    if seats > limit || groups > limit {
        return vec![Refusal::TooLarge];
    }
    let largest = |round: &Round| {
        let (_, most) = round.sizes.limits(n.saturating_sub(round.absent.len()));
        most.into_iter().max().unwrap_or(0).min(n)
    };
    if n > MOST_SEATED
        && instance
            .rounds
            .iter()
            .any(|round| largest(round) > MOST_SEATED)
    {
        return vec![Refusal::TooLarge];
    }
    for (rule, pairs) in [
        (Rule::Apart, &instance.apart),
        (Rule::Together, &instance.together),
        (Rule::MetBefore, &instance.met_before),
    ] {
        for &(a, b) in pairs {
            for person in [a, b].into_iter().filter(|&p| p >= n) {
                refusals.push(Refusal::UnknownPerson { rule, person });
            }
            if a == b {
                refusals.push(Refusal::SamePerson { rule, person: a });
            }
        }
    }
    for (r, round) in instance.rounds.iter().enumerate() {
        for &person in round.absent.iter().filter(|&&p| p >= n) {
            let rule = Rule::Absent { round: r };
            refusals.push(Refusal::UnknownPerson { rule, person });
        }
    }
    for lock in &instance.locked {
        if lock.person >= n {
            refusals.push(Refusal::UnknownPerson {
                rule: Rule::Locked,
                person: lock.person,
            });
        }
        let round = instance.rounds.get(lock.round);
        if round.is_none_or(|round| lock.group >= round.sizes.groups()) {
            refusals.push(Refusal::LockNowhere { lock: *lock });
        }
    }
    for (attribute, a) in instance.attributes.iter().enumerate() {
        if a.values.len() != n {
            refusals.push(Refusal::AttributeLength {
                attribute,
                values: a.values.len(),
                people: n,
            });
        }
    }
    let aims = [instance.aims.diversity, instance.aims.acquaintance];
    if aims.iter().any(|aim| !aim.is_finite() || *aim < 0.0) {
        refusals.push(Refusal::Aims);
    }
    once(refusals)
}

fn contradictions(instance: &Instance, rules: &Rules) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut split = BTreeSet::new();
    for (r, round) in rules.rounds.iter().enumerate() {
        refusals.extend(sizes(r, round, &instance.rounds[r].sizes));
        for &(a, b) in &instance.apart {
            let pair = (a.min(b), a.max(b));
            let joined = round.unit_of[a] != NONE && round.unit_of[a] == round.unit_of[b];
            if joined && split.insert(pair) {
                refusals.push(Refusal::TogetherApart {
                    round: r,
                    pair,
                    chain: chain(instance, round, pair.0, pair.1),
                });
            }
        }
        if round.groups() == 0 {
            continue;
        }
        let largest = round.most.iter().max().copied().unwrap_or(0);
        for unit in round
            .units
            .iter()
            .filter(|unit| unit.people.len() > largest)
        {
            refusals.push(Refusal::BlockTooLarge {
                round: r,
                people: unit.people.clone(),
                largest,
            });
        }
        if let Some(people) = crowd(rules, round) {
            refusals.push(Refusal::ApartCrowd {
                round: r,
                people,
                groups: round.groups(),
            });
        }
        refusals.extend(locks(instance, rules, r));
    }
    once(refusals)
}

fn sizes(r: usize, round: &RoundRules, sizes: &Sizes) -> Option<Refusal> {
    let present = round.present.len();
    let groups = sizes.groups();
    let total = |limits: &[usize]| {
        limits
            .iter()
            .fold(0, |sum: usize, &x| sum.saturating_add(x))
    };
    let (least, most) = (total(&round.least), total(&round.most));
    let backwards = round.least.iter().zip(&round.most).any(|(a, b)| a > b);
    let empty = matches!(sizes, Sizes::Even(groups) if *groups > present || *groups == 0);
    (backwards || empty || present < least || present > most).then_some(Refusal::Sizes {
        round: r,
        present,
        groups,
        least,
        most,
    })
}

fn locks(instance: &Instance, rules: &Rules, r: usize) -> Vec<Refusal> {
    let round = &rules.rounds[r];
    let mut refusals = Vec::new();
    let mut here: Vec<Lock> = instance
        .locked
        .iter()
        .filter(|lock| lock.round == r)
        .copied()
        .collect();
    here.sort_unstable_by_key(|lock| (lock.group, lock.person));
    here.dedup();
    for lock in &here {
        if !round.is_present[lock.person] {
            refusals.push(Refusal::LockAbsent { lock: *lock });
        }
    }
    here.retain(|lock| round.is_present[lock.person]);
    let mut by_unit: BTreeMap<u32, Lock> = BTreeMap::new();
    let mut held: BTreeMap<usize, BTreeSet<Person>> = BTreeMap::new();
    for &second in &here {
        let unit = round.unit_of[second.person];
        let first = *by_unit.entry(unit).or_insert(second);
        if first.group != second.group {
            refusals.push(if first.person == second.person {
                Refusal::LockTwice { first, second }
            } else {
                Refusal::LockSplits {
                    first,
                    second,
                    chain: chain(instance, round, first.person, second.person),
                }
            });
        }
        let group = held.entry(second.group).or_default();
        group.extend(&round.units[unit as usize].people);
    }
    for (i, &first) in here.iter().enumerate() {
        for &second in here[i + 1..].iter().take_while(|s| s.group == first.group) {
            if rules.are_apart(first.person, second.person) {
                refusals.push(Refusal::LockApart { first, second });
            }
        }
    }
    for (group, people) in held {
        if people.len() > round.most[group] {
            refusals.push(Refusal::LockOverfull {
                round: r,
                group,
                people: people.into_iter().collect(),
                most: round.most[group],
            });
        }
    }
    refusals
}

/// The shortest chain of together pairs from one person to another, among those present.
fn chain(instance: &Instance, round: &RoundRules, from: Person, to: Person) -> Vec<Person> {
    let mut before = BTreeMap::from([(from, from)]);
    let mut open = VecDeque::from([from]);
    while let Some(p) = open.pop_front() {
        if p == to {
            break;
        }
        for &(a, b) in &instance.together {
            let next = if a == p {
                b
            } else if b == p {
                a
            } else {
                continue;
            };
            if round.is_present[next] && !before.contains_key(&next) {
                before.insert(next, p);
                open.push_back(next);
            }
        }
    }
    let mut chain = vec![to];
    let mut p = to;
    while let Some(&previous) = before.get(&p) {
        if previous == p {
            break;
        }
        chain.push(previous);
        p = previous;
    }
    chain.reverse();
    chain
}

/// People more than there are groups who are all apart, if the bounded search finds some. Blocks
/// count as one: a block is apart from whom any of its people is apart from.
fn crowd(rules: &Rules, round: &RoundRules) -> Option<Vec<Person>> {
    let apart: Vec<BTreeSet<u32>> = round
        .units
        .iter()
        .enumerate()
        .map(|(u, unit)| {
            unit.people
                .iter()
                .flat_map(|&p| &rules.apart[p])
                .map(|&q| round.unit_of[q])
                .filter(|&v| v != NONE && v as usize != u)
                .collect()
        })
        .collect();
    let groups = round.groups();
    let crowded: BTreeSet<u32> = (0..apart.len())
        .filter(|&u| apart[u].len() >= groups)
        .map(crate::rules::small)
        .collect();
    let mut steps = 100_000;
    let mut clique = Vec::new();
    grow(&apart, &mut clique, crowded, groups + 1, &mut steps).then(|| {
        clique
            .iter()
            .map(|&u| named(rules, round, u, &clique))
            .collect()
    })
}

/// Extends a clique to `size` from the candidates; gives up when the steps are used.
fn grow(
    apart: &[BTreeSet<u32>],
    clique: &mut Vec<u32>,
    mut candidates: BTreeSet<u32>,
    size: usize,
    steps: &mut usize,
) -> bool {
    if clique.len() == size {
        return true;
    }
    while clique.len() + candidates.len() >= size && *steps > 0 {
        *steps -= 1;
        let Some(u) = candidates.pop_first() else {
            return false;
        };
        clique.push(u);
        let next = candidates
            .intersection(&apart[u as usize])
            .copied()
            .collect();
        if grow(apart, clique, next, size, steps) {
            return true;
        }
        clique.pop();
    }
    false
}

/// The person to name for a block in a crowd: the one apart from most of the others.
fn named(rules: &Rules, round: &RoundRules, unit: u32, clique: &[u32]) -> Person {
    let others = |p: &Person| {
        rules.apart[*p]
            .iter()
            .filter(|&&q| clique.contains(&round.unit_of[q]))
            .count()
    };
    let people = &round.units[unit as usize].people;
    people
        .iter()
        .copied()
        .max_by_key(|p| (others(p), usize::MAX - p))
        .unwrap_or_default()
}

/// Each refusal once, in the order found.
fn once(refusals: Vec<Refusal>) -> Vec<Refusal> {
    let mut seen = std::collections::HashSet::new();
    refusals
        .into_iter()
        .filter(|refusal| seen.insert(refusal.clone()))
        .collect()
}
