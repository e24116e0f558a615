//! A cost that no timetable can go below, with its proof.
//!
//! Rules between cohorts are put to price: a day that only one of some cohorts may have, the rooms
//! and the teachers of a day. With prices in their stead each cohort's cheapest dates are a path
//! problem of its own, and the sum of those paths less what the prices take in is never more than
//! the cheapest timetable (Lagrangian relaxation; Held and Karp, 1971). Raising the price where too
//! many want a day lifts the bound (subgradient steps by Polyak, 1969). All sums are in whole
//! millionths, so rounding cannot lift it too far.

use crate::ground::Ground;
use crate::path::{NEVER, Pathfinder, Run};

/// Steps without a better bound before the steps are halved.
const PATIENCE: u32 = 20;
/// Below this share of a full step, further steps change nothing.
const LEAST_STRIDE: f64 = 1e-3;

/// Something of which a day has only so much.
#[derive(Clone, Debug)]
struct Share {
    cohorts: Vec<usize>,
    /// What a session of a module takes.
    takes: Vec<i64>,
    /// Per day: how much there is, what it costs, how much the paths want.
    holds: Vec<i64>,
    price: Vec<i64>,
    wanted: Vec<i64>,
}

pub(crate) struct Bound<'g> {
    ground: &'g Ground<'g>,
    finder: Pathfinder,
    runs: Vec<Vec<Run>>,
    shares: Vec<Share>,
    best: i64,
    grain: i64,
    stride: f64,
    idle: u32,
    /// What a session pays on a day at the prices of the best bound.
    dues: Vec<Vec<i64>>,
}

impl<'g> Bound<'g> {
    pub(crate) fn new(ground: &'g Ground<'g>) -> Self {
        Self {
            ground,
            finder: Pathfinder::default(),
            runs: (0..ground.cohorts())
                .map(|cohort| ground.runs(cohort))
                .collect(),
            shares: shares(ground),
            best: 0,
            grain: grain(ground),
            stride: 1.0,
            idle: 0,
            dues: vec![vec![0; ground.days]; ground.own.len()],
        }
    }

    /// The best bound so far; locked sessions' own costs are not in it. Every cost is a whole number
    /// of grains, so a bound between two grains is the upper one.
    pub(crate) fn best(&self) -> i64 {
        (self.best + self.grain - 1) / self.grain * self.grain
    }

    /// What the days of a session are worth to the others, at the prices of the best bound.
    pub(crate) fn dues(&self, at: usize) -> &[i64] {
        &self.dues[at]
    }

    /// One round of prices; `reached` is the cost of the best timetable known.
    pub(crate) fn step(&mut self, reached: i64) {
        if self.stride < LEAST_STRIDE || self.best() >= reached {
            return;
        }
        let value = self.value();
        if value > self.best {
            self.best = value;
            self.idle = 0;
            self.dues = (0..self.ground.cohorts())
                .flat_map(|cohort| self.tolls(cohort))
                .collect();
        } else {
            self.idle += 1;
            if self.idle >= PATIENCE {
                self.idle = 0;
                self.stride /= 2.0;
            }
        }
        self.reprice(reached - value);
    }

    /// The bound at the present prices; leaves in `wanted` what the paths take.
    fn value(&mut self) -> i64 {
        let mut value = 0;
        for share in &mut self.shares {
            share.wanted.fill(0);
            value -= share
                .price
                .iter()
                .zip(&share.holds)
                .map(|(p, h)| p * h)
                .sum::<i64>();
        }
        for cohort in 0..self.ground.cohorts() {
            let tolls = self.tolls(cohort);
            for run in &self.runs[cohort] {
                let found = self
                    .finder
                    .find(self.ground.track(cohort), *run, |module, day| {
                        let alone = self.ground.alone[self.ground.at(cohort, module)][day as usize];
                        if alone >= NEVER {
                            NEVER
                        } else {
                            alone + tolls[module][day as usize]
                        }
                    });
                // A run without a path is no timetable at all; the caller has found one.
                value += found.unwrap_or(0);
                for (module, &day) in (run.from..run.to).zip(&self.finder.days) {
                    let days = day as usize..day as usize + self.ground.length(module);
                    for share in self
                        .shares
                        .iter_mut()
                        .filter(|s| s.cohorts.contains(&cohort))
                    {
                        for wanted in &mut share.wanted[days.clone()] {
                            *wanted += share.takes[module];
                        }
                    }
                }
            }
        }
        value
    }

    /// What a session of each module pays from each day on.
    fn tolls(&self, cohort: usize) -> Vec<Vec<i64>> {
        let days = self.ground.days;
        let priced = |share: &&Share| {
            share.cohorts.contains(&cohort) && share.price.iter().any(|price| *price > 0)
        };
        let mine: Vec<&Share> = self.shares.iter().filter(priced).collect();
        let mut tolls: Vec<Vec<i64>> = Vec::with_capacity(self.ground.modules());
        for module in 0..self.ground.modules() {
            let length = self.ground.length(module);
            // Most modules are as long and take as much as one before.
            let like = (0..module).find(|&other| {
                let same = |share: &&Share| share.takes[other] == share.takes[module];
                self.ground.length(other) == length && mine.iter().all(same)
            });
            if let Some(other) = like {
                tolls.push(tolls[other].clone());
                continue;
            }
            let mut daily = vec![0; days];
            for share in &mine {
                for (toll, price) in daily.iter_mut().zip(&share.price) {
                    *toll += price * share.takes[module];
                }
            }
            let sum = |day: usize| daily[day..days.min(day + length)].iter().sum();
            tolls.push((0..days).map(sum).collect());
        }
        tolls
    }

    fn reprice(&mut self, missing: i64) {
        let square: i64 = (self.shares.iter())
            .flat_map(|share| share.excess().map(|excess| excess * excess))
            .sum();
        if square == 0 {
            self.stride = 0.0;
            return;
        }
        let stride = self.stride * missing.max(1) as f64 / square as f64;
        for share in &mut self.shares {
            let excess: Vec<i64> = share.excess().collect();
            for (price, excess) in share.price.iter_mut().zip(excess) {
                *price = (*price + (stride * excess as f64) as i64).max(0);
            }
        }
    }
}

impl Share {
    /// What is wanted beyond what there is; nought where nothing is paid and nothing is lacking.
    fn excess(&self) -> impl Iterator<Item = i64> + '_ {
        let days = self.wanted.iter().zip(&self.holds).zip(&self.price);
        days.map(|((wanted, holds), price)| {
            let excess = wanted - holds;
            if excess < 0 && *price == 0 { 0 } else { excess }
        })
    }
}

/// The largest cost that every timetable's cost is a whole number of.
fn grain(ground: &Ground<'_>) -> i64 {
    let prices = ground.prices;
    let divisor = [
        prices.absent,
        prices.spacing,
        prices.other_site,
        prices.moved,
    ]
    .into_iter()
    .fold(0, |mut one: i64, mut other: i64| {
        while other != 0 {
            (one, other) = (other, one % other);
        }
        one
    });
    // Costs that are no whole millionths were rounded down, and have no grain.
    if ground.exact() { divisor.max(1) } else { 1 }
}

fn shares(ground: &Ground<'_>) -> Vec<Share> {
    let once = vec![1; ground.modules()];
    let share = |cohorts: Vec<usize>, takes: &[i64], holds: Vec<i64>| Share {
        cohorts,
        takes: takes.to_vec(),
        holds,
        price: vec![0; ground.days],
        wanted: vec![0; ground.days],
    };
    let rivals = cliques(ground).into_iter();
    let mut shares: Vec<Share> = rivals
        .map(|cohorts| share(cohorts, &once, vec![1; ground.days]))
        .collect();
    let all: Vec<usize> = (0..ground.cohorts()).collect();
    let smallest = ground.members.iter().min().copied().unwrap_or(0);
    let rooms = (0..ground.days).map(|day| {
        let seated = |place: &usize| ground.instance.rooms[ground.rooms[*place]].seats >= smallest;
        let open = (0..ground.rooms.len()).filter(seated);
        open.filter(|&place| !ground.room_off.has(day, place))
            .count() as i64
    });
    shares.push(share(all.clone(), &once, rooms.collect()));
    let teaching = |who: &usize| !ground.instance.teachers[*who].modules.is_empty();
    let teachers = (0..ground.days).map(|day| {
        let free = (0..ground.instance.teachers.len()).filter(teaching);
        free.filter(|&who| !ground.teacher_off.has(day, who))
            .count() as i64
    });
    let takes: Vec<i64> = ground
        .instance
        .modules
        .iter()
        .map(|m| m.teachers as i64)
        .collect();
    shares.push(share(all, &takes, teachers.collect()));
    shares
}

/// Sets of cohorts of which any two share a unit; every such pair is in one of them.
pub(crate) fn cliques(ground: &Ground<'_>) -> Vec<Vec<usize>> {
    let cohorts = ground.cohorts();
    let mut covered = vec![false; cohorts * cohorts];
    let mut cliques = Vec::new();
    for one in 0..cohorts {
        for other in one + 1..cohorts {
            if !ground.rivals.has(one, other) || covered[one * cohorts + other] {
                continue;
            }
            let mut clique = vec![one, other];
            for next in 0..cohorts {
                if clique.iter().all(|&member| ground.rivals.has(member, next)) {
                    clique.push(next);
                }
            }
            for &a in &clique {
                for &b in &clique {
                    covered[a * cohorts + b] = true;
                }
            }
            clique.sort_unstable();
            cliques.push(clique);
        }
    }
    cliques
}
