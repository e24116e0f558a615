//! Small organisations, made from a seed: people with attributes, leaders with reports, rules.

use grouping::{Aims, Attribute, Budget, Instance, Lock, Round, Sizes};

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

/// A tight little world of any shape; its rules may contradict each other.
pub fn little(seed: u64, most_people: usize, most_rounds: usize) -> Instance {
    let mut dice = Dice::new(seed);
    let people = 3 + dice.below(most_people - 2);
    let pair = |dice: &mut Dice| {
        let a = dice.below(people);
        (a, (a + 1 + dice.below(people - 1)) % people)
    };
    let attributes = (0..dice.below(4))
        .map(|k| Attribute {
            name: format!("attribute {k}"),
            weight: dice.below(4) as u32,
            values: (0..people).map(|_| dice.below(3) as u32 * 7).collect(),
        })
        .collect();
    let rounds: Vec<Round> = (0..dice.below(most_rounds + 1))
        .map(|_| {
            let absent: Vec<usize> = (0..people).filter(|_| dice.below(9) == 0).collect();
            let present = people - absent.len();
            let groups = 1 + dice.below(people / 2);
            let sizes = match dice.below(3) {
                0 => Sizes::Even(groups),
                1 => Sizes::Exactly(cut(present, groups, &mut dice)),
                _ => Sizes::Between {
                    groups,
                    least: (present / groups).saturating_sub(dice.below(3)),
                    most: present.div_ceil(groups) + dice.below(3),
                },
            };
            Round { sizes, absent }
        })
        .collect();
    let apart = (0..dice.below(people)).map(|_| pair(&mut dice)).collect();
    let together = (0..dice.below(3)).map(|_| pair(&mut dice)).collect();
    let met_before = (0..dice.below(4)).map(|_| pair(&mut dice)).collect();
    let locked = (0..if rounds.is_empty() { 0 } else { dice.below(3) })
        .map(|_| {
            let round = dice.below(rounds.len());
            Lock {
                round,
                group: dice.below(rounds[round].sizes.groups()),
                person: dice.below(people),
            }
        })
        .collect();
    let aims = match dice.below(4) {
        0 => Aims {
            diversity: 1.0,
            acquaintance: 0.0,
        },
        1 => Aims {
            diversity: 0.0,
            acquaintance: 2.0,
        },
        _ => Aims::default(),
    };
    Instance {
        people,
        attributes,
        rounds,
        apart,
        together,
        locked,
        met_before,
        aims,
    }
}

/// So many sizes, each at least nought, that sum to the number present.
fn cut(present: usize, groups: usize, dice: &mut Dice) -> Vec<usize> {
    let mut sizes = vec![present / groups; groups];
    sizes[0] += present % groups;
    for _ in 0..3 {
        let (from, to) = (dice.below(groups), dice.below(groups));
        if sizes[from] > 1 {
            sizes[from] -= 1;
            sizes[to] += 1;
        }
    }
    sizes
}
