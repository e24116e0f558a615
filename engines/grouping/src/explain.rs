//! Why somebody sits where they sit, in numbers that a caller turns into a sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::bound::distinct;
use crate::instance::{Instance, Person, Plan};

/// What a plan gives one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    pub person: Person,
    /// Where the person sits, round by round; rounds of absence are left out.
    pub seats: Vec<Seat>,
    /// Distinct people met over all rounds.
    pub colleagues: usize,
    /// Those of them not met before the plan.
    pub new: usize,
    /// Whom the person meets more than once, and how often; most often first.
    pub again: Vec<(Person, usize)>,
    /// From how many values of each attribute the colleagues come, in the instance's order.
    pub spread: Vec<Spread>,
    pub apart: Vec<Apart>,
    /// Who always comes along, in the rounds where both are present.
    pub together: Vec<Person>,
}

/// One seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub round: usize,
    pub group: usize,
    pub with: Vec<Person>,
    /// How many of them the person had not met in an earlier round, nor before the plan.
    pub new: usize,
    /// A lock holds the seat; the search had no choice.
    pub locked: bool,
    /// From how many values of each attribute the whole group comes, in the instance's order.
    pub values: Vec<usize>,
}

/// Colleagues met, by one attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    pub attribute: usize,
    /// Distinct values among the colleagues met.
    pub values: usize,
    /// Distinct values in the whole instance.
    pub of: usize,
}

/// Somebody whom a rule keeps apart from the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    pub from: Person,
    /// The place in [`Instance::apart`], by which the caller knows why (own leader, same unit, wish).
    pub rule: usize,
}

/// Explains a person's places; `None` if there is no such person.
#[must_use]
pub fn explain(instance: &Instance, plan: &Plan, person: Person) -> Option<Explanation> {
    if person >= instance.people {
        return None;
    }
    let before: BTreeSet<Person> = partners(distinct(instance, &instance.met_before), person);
    let mut times: BTreeMap<Person, usize> = BTreeMap::new();
    let mut seats = Vec::new();
    for (round, groups) in plan.rounds.iter().enumerate() {
        let Some(group) = groups.iter().position(|people| people.contains(&person)) else {
            continue;
        };
        let with: Vec<Person> = groups[group]
            .iter()
            .copied()
            .filter(|&p| p != person)
            .collect();
        let new = with
            .iter()
            .filter(|p| !times.contains_key(p) && !before.contains(p))
            .count();
        for &p in &with {
            *times.entry(p).or_default() += 1;
        }
        seats.push(Seat {
            round,
            group,
            new,
            locked: instance
                .locked
                .iter()
                .any(|lock| lock.round == round && lock.person == person),
            values: instance
                .attributes
                .iter()
                .map(|attribute| values(&attribute.values, groups[group].iter()))
                .collect(),
            with,
        });
    }
    let mut again: Vec<(Person, usize)> = times
        .iter()
        .filter(|&(_, &times)| times > 1)
        .map(|(&p, &times)| (p, times))
        .collect();
    again.sort_by_key(|&(p, times)| (usize::MAX - times, p));
    let spread = instance
        .attributes
        .iter()
        .enumerate()
        .map(|(attribute, a)| Spread {
            attribute,
            values: values(&a.values, times.keys()),
            of: a.values.iter().collect::<BTreeSet<_>>().len(),
        })
        .collect();
    Some(Explanation {
        person,
        seats,
        colleagues: times.len(),
        new: times.keys().filter(|p| !before.contains(p)).count(),
        again,
        spread,
        apart: apart(instance, person),
        together: partners(distinct(instance, &instance.together), person)
            .into_iter()
            .collect(),
    })
}

fn values<'a>(values: &[u32], people: impl Iterator<Item = &'a Person>) -> usize {
    people
        .filter_map(|&p| values.get(p))
        .collect::<BTreeSet<_>>()
        .len()
}

fn partners(pairs: impl IntoIterator<Item = (Person, Person)>, person: Person) -> BTreeSet<Person> {
    pairs
        .into_iter()
        .filter_map(|(a, b)| match person {
            p if p == a => Some(b),
            p if p == b => Some(a),
            _ => None,
        })
        .collect()
}

/// The first rule per colleague, in the instance's order.
fn apart(instance: &Instance, person: Person) -> Vec<Apart> {
    let mut seen = BTreeSet::new();
    instance
        .apart
        .iter()
        .enumerate()
        .filter_map(|(rule, &(a, b))| {
            let from = match person {
                p if p == a => b,
                p if p == b => a,
                _ => return None,
            };
            seen.insert(from).then_some(Apart { from, rule })
        })
        .collect()
}
