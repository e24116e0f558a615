//! What is possible at most, and what chance would give.
//!
//! Diversity: a group's differences in an attribute are its pairs less its pairs of equal value, and a
//! value held by `x` people makes fewest equal pairs when it is spread as evenly as the groups
//! allow; summed over values, attributes and rounds this bounds every plan. Acquaintance: no more
//! distinct pairs than seats make (less the repeats that together pairs force), than are allowed
//! at all, or than half of what each person can meet.

use std::collections::{BTreeMap, BTreeSet};

use crate::instance::{Instance, Measure, Pair, Value, count};
use crate::rules::{RoundRules, Rules};

/// Above this many pairs of attendance patterns the expectation takes every person's rounds as
/// independent, which for so many people differs by a rounding.
const PATTERN_PAIRS: usize = 4_000_000;

/// Random expectation and bound per aim; the values are nought.
pub(crate) fn frame(instance: &Instance, rules: &Rules) -> Value {
    Value {
        diversity: diversity(instance, rules),
        acquaintance: acquaintance(instance, rules),
    }
}

fn diversity(instance: &Instance, rules: &Rules) -> Measure {
    let mut bound = 0;
    let mut random = 0.0;
    for round in &rules.rounds {
        let present = count(round.present.len() as u64);
        let most = most_pairs(round);
        let even = count(even_pairs(round));
        for attribute in &instance.attributes {
            let mut held: BTreeMap<Option<u32>, u64> = BTreeMap::new();
            for &p in &round.present {
                *held.entry(attribute.values.get(p).copied()).or_default() += 1;
            }
            let fewest: u64 = held.values().map(|&x| fewest_equal(x, &round.most)).sum();
            bound += u64::from(attribute.weight) * most.saturating_sub(fewest);
            if round.present.len() > 1 {
                let equal: f64 = held.values().map(|&x| count(x) * (count(x) - 1.0)).sum();
                random += f64::from(attribute.weight)
                    * even
                    * (1.0 - equal / (present * (present - 1.0)));
            }
        }
    }
    Measure {
        value: 0,
        random,
        bound,
    }
}

fn acquaintance(instance: &Instance, rules: &Rules) -> Measure {
    let known = distinct(instance, &instance.met_before);
    let mut never = distinct(instance, &instance.apart);
    never.extend(&known);
    let n = instance.people as u64;
    let allowed = (n * n.saturating_sub(1) / 2).saturating_sub(never.len() as u64);

    let seats: u64 = rules.rounds.iter().map(most_pairs).sum();
    let repeats: u64 = distinct(instance, &instance.together)
        .into_iter()
        .map(|pair| {
            let times = rules
                .rounds
                .iter()
                .filter(|round| round.is_present[pair.0] && round.is_present[pair.1])
                .count() as u64;
            times.saturating_sub(u64::from(!known.contains(&pair)))
        })
        .sum();

    let mut strangers = vec![n.saturating_sub(1); instance.people];
    for &(a, b) in &never {
        strangers[a] -= 1;
        strangers[b] -= 1;
    }
    let mut partners = vec![0_u64; instance.people];
    for round in &rules.rounds {
        let largest = round.most.iter().max().copied().unwrap_or(0);
        for &p in &round.present {
            partners[p] += largest.saturating_sub(1) as u64;
        }
    }
    let degrees: u64 = partners
        .iter()
        .zip(&strangers)
        .map(|(&met, &left)| met.min(left))
        .sum();

    Measure {
        value: 0,
        random: expected_pairs(instance, rules, &known),
        bound: seats.saturating_sub(repeats).min(allowed).min(degrees / 2),
    }
}

/// Expected distinct new pairs when every round is drawn at random, independently, forbidden pairs
/// not looked at. People with the same attendance are counted together.
fn expected_pairs(instance: &Instance, rules: &Rules, known: &BTreeSet<Pair>) -> f64 {
    let chance: Vec<f64> = rules
        .rounds
        .iter()
        .map(|round| {
            let present = round.present.len() as u64;
            if present < 2 {
                0.0
            } else {
                count(even_pairs(round)) / count(present * (present - 1) / 2)
            }
        })
        .collect();
    let pattern_of = |p: usize| -> Vec<bool> {
        rules
            .rounds
            .iter()
            .map(|round| round.is_present[p])
            .collect()
    };
    let both = |a: &[bool], b: &[bool]| -> f64 {
        let mut never = 1.0;
        for (r, &p) in chance.iter().enumerate() {
            if a[r] && b[r] {
                never *= 1.0 - p;
            }
        }
        1.0 - never
    };
    let mut patterns: BTreeMap<Vec<bool>, u64> = BTreeMap::new();
    for p in 0..instance.people {
        *patterns.entry(pattern_of(p)).or_default() += 1;
    }
    let patterns: Vec<(Vec<bool>, u64)> = patterns.into_iter().collect();
    let mut expected = 0.0;
    if patterns.len() * patterns.len() / 2 <= PATTERN_PAIRS {
        for (i, (a, x)) in patterns.iter().enumerate() {
            expected += count(x * (x - 1) / 2) * both(a, a);
            for (b, y) in &patterns[i + 1..] {
                expected += count(x * y) * both(a, b);
            }
        }
    } else {
        let n = count(instance.people as u64);
        let mut never = 1.0;
        for (round, p) in rules.rounds.iter().zip(&chance) {
            let share = count(round.present.len() as u64) / n;
            never *= 1.0 - p * share * share;
        }
        expected = n * (n - 1.0) / 2.0 * (1.0 - never);
    }
    for &(a, b) in known {
        expected -= both(&pattern_of(a), &pattern_of(b));
    }
    expected
}

/// The most pairs that the sizes allow: as many groups as possible as large as allowed.
fn most_pairs(round: &RoundRules) -> u64 {
    let mut left = round.present.len().saturating_sub(round.least.iter().sum());
    round
        .least
        .iter()
        .zip(&round.most)
        .map(|(&least, &most)| {
            let more = left.min(most - least);
            left -= more;
            pairs(least + more)
        })
        .sum()
}

/// The pairs of groups as even as the sizes allow.
pub(crate) fn even_pairs(round: &RoundRules) -> u64 {
    even_sizes(round).into_iter().map(pairs).sum()
}

/// Sizes as even as the limits allow.
pub(crate) fn even_sizes(round: &RoundRules) -> Vec<usize> {
    let mut sizes = round.least.clone();
    let mut left = round.present.len().saturating_sub(sizes.iter().sum());
    while left > 0 {
        let open = |sizes: &[usize], g: usize| sizes[g] < round.most[g];
        let Some(level) = (0..sizes.len())
            .filter(|&g| open(&sizes, g))
            .map(|g| sizes[g])
            .min()
        else {
            break;
        };
        for g in 0..sizes.len() {
            if left > 0 && sizes[g] == level && open(&sizes, g) {
                sizes[g] += 1;
                left -= 1;
            }
        }
    }
    sizes
}

/// The fewest equal pairs that `x` people of one value can make in groups of at most these sizes.
fn fewest_equal(x: u64, most: &[usize]) -> u64 {
    let mut sizes: Vec<u64> = most.iter().map(|&size| size as u64).collect();
    sizes.sort_unstable();
    let mut left = x;
    let mut sum = 0;
    for (i, &size) in sizes.iter().enumerate() {
        let groups = (sizes.len() - i) as u64;
        let here = size.min(left / groups);
        sum += here * here.saturating_sub(1) / 2;
        left -= here;
    }
    sum
}

pub(crate) fn pairs(size: usize) -> u64 {
    (size * size.saturating_sub(1) / 2) as u64
}

/// Each pair once, smaller number first; pairs that are none, or of nobody, left out.
pub(crate) fn distinct(instance: &Instance, list: &[Pair]) -> BTreeSet<Pair> {
    list.iter()
        .filter(|&&(a, b)| a != b && a.max(b) < instance.people)
        .map(|&(a, b)| (a.min(b), a.max(b)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::fewest_equal;

    #[test]
    fn a_value_spreads_evenly_until_a_group_is_full() {
        assert_eq!(fewest_equal(10, &[4, 4, 4]), 3 + 3 + 6);
        assert_eq!(fewest_equal(10, &[1, 9, 9]), 6 + 10);
        assert_eq!(fewest_equal(2, &[3, 3, 3]), 0);
        assert_eq!(fewest_equal(0, &[3]), 0);
    }
}
