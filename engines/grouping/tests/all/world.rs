//! Small organisations, made from a seed: people with attributes, leaders with reports, rules.

use grouping::{Aims, Attribute, Budget, Instance, Round, Sizes};

/// A few numbers from a seed, of no quality but always the same.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }
}

/// An organisation of so many leaders: eight areas of unequal size, four levels, most leaders
/// apart from their own leader, some absences, some pairs together.
pub fn organisation(seed: u64, people: usize, groups: usize, rounds: usize) -> Instance {
    let mut dice = Dice::new(seed);
    let attribute = |name: &str, weight, kinds: usize, dice: &mut Dice| Attribute {
        name: name.to_owned(),
        weight,
        values: (0..people)
            .map(|_| dice.below(kinds).min(dice.below(kinds)) as u32)
            .collect(),
    };
    let attributes = vec![
        attribute("area", 3, 8, &mut dice),
        attribute("level", 2, 4, &mut dice),
        attribute("gender", 2, 2, &mut dice),
        attribute("seniority", 1, 4, &mut dice),
    ];
    let mut apart = Vec::new();
    for p in people / 6..people {
        apart.push((dice.below(people / 6 + 1).min(p - 1), p));
    }
    let together = (0..people / 60).map(|i| (people - 1 - 2 * i, people - 2 - 2 * i));
    let together: Vec<_> = together
        .filter(|pair| !apart.contains(&(pair.1, pair.0)))
        .collect();
    let rounds = (0..rounds)
        .map(|_| Round {
            sizes: Sizes::Even(groups),
            absent: (0..people).filter(|_| dice.below(18) == 0).collect(),
        })
        .collect();
    Instance {
        people,
        attributes,
        rounds,
        apart,
        together,
        aims: Aims::default(),
        ..Instance::default()
    }
}

pub fn iterations<'a>(seed: u64, iterations: u64, threads: usize) -> Budget<'a> {
    Budget {
        seed,
        iterations,
        threads,
        stop: &|| false,
    }
}
