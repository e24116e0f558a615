//! One round while it is being arranged or mended: rules may still be broken.

use crate::bound::even_sizes;
use crate::instance::Person;
use crate::rng::Rng;
use crate::rules::{NONE, RoundRules, Rules, small};

/// Who sits where in one round, with the sizes of its groups.
pub(crate) struct Room<'a> {
    rules: &'a Rules,
    round: &'a RoundRules,
    /// Group per person, [`NONE`] where not seated.
    pub seat: Vec<u32>,
    pub size: Vec<usize>,
}

impl<'a> Room<'a> {
    pub fn new(rules: &'a Rules, r: usize) -> Self {
        let round = &rules.rounds[r];
        Self {
            rules,
            round,
            seat: vec![NONE; rules.people],
            size: vec![0; round.groups()],
        }
    }

    pub fn fill(&mut self, wished: Option<&[u32]>, rng: &mut Rng) {
        let target = even_sizes(self.round);
        let mut order: Vec<usize> = (0..self.round.units.len()).collect();
        rng.shuffle(&mut order);
        order.sort_by_key(|&u| {
            let unit = &self.round.units[u];
            let apart: usize = unit.people.iter().map(|&p| self.rules.apart[p].len()).sum();
            (
                unit.group.is_none(),
                usize::MAX - unit.people.len(),
                usize::MAX - apart,
            )
        });
        let mut groups: Vec<usize> = (0..self.round.groups()).collect();
        for u in order {
            rng.shuffle(&mut groups);
            let unit = &self.round.units[u];
            let wish = wished.map(|seats| seats[unit.people[0]]);
            let group = unit.group.or_else(|| {
                groups.iter().copied().min_by_key(|&g| {
                    let full =
                        (self.size[g] + unit.people.len()).saturating_sub(self.round.most[g]);
                    let filled = 1000 * self.size[g] / target[g].max(1);
                    let away = wish.is_some_and(|wish| wish != small(g));
                    (full > 0, self.clashes(u, g), away, filled)
                })
            });
            if let Some(group) = group {
                self.put(u, group);
            }
        }
    }

    /// Random changes that break no more rules than before, until none is broken.
    pub fn mend(&mut self, rng: &mut Rng, steps: usize) {
        let free: Vec<usize> = (0..self.round.units.len())
            .filter(|&u| self.round.units[u].group.is_none())
            .collect();
        let mut faults = self.faults();
        if free.is_empty() {
            return;
        }
        for _ in 0..steps {
            if faults == 0 {
                return;
            }
            let u = free[rng.below(free.len())];
            let from = self.group(u);
            let (v, to) = if rng.below(3) == 0 {
                (None, rng.below(self.round.groups()))
            } else {
                let v = free[rng.below(free.len())];
                (Some(v), self.group(v))
            };
            if from == to {
                continue;
            }
            let before = self.local(u, v, from, to);
            self.put(u, to);
            if let Some(v) = v {
                self.put(v, from);
            }
            let after = self.local(u, v, from, to);
            // A rare step uphill leaves a dead end.
            if after <= before || rng.below(2000) == 0 {
                faults = faults + after - before;
            } else {
                self.put(u, from);
                if let Some(v) = v {
                    self.put(v, to);
                }
            }
        }
    }

    fn group(&self, u: usize) -> usize {
        self.seat[self.round.units[u].people[0]] as usize
    }

    pub fn put(&mut self, u: usize, g: usize) {
        for &p in &self.round.units[u].people {
            if self.seat[p] != NONE {
                self.size[self.seat[p] as usize] -= 1;
            }
            self.seat[p] = small(g);
            self.size[g] += 1;
        }
    }

    fn clashes_of(&self, p: Person, g: usize) -> usize {
        self.rules.apart[p]
            .iter()
            .filter(|&&q| self.seat[q] == small(g))
            .count()
    }

    pub fn clashes(&self, u: usize, g: usize) -> usize {
        self.round.units[u]
            .people
            .iter()
            .map(|&p| self.clashes_of(p, g))
            .sum()
    }

    pub fn misfit(&self, g: usize) -> usize {
        self.size[g].saturating_sub(self.round.most[g])
            + self.round.least[g].saturating_sub(self.size[g])
    }

    /// The faults that moving these units between these groups can change. A clash between the two
    /// units is counted twice before and after alike.
    fn local(&self, u: usize, v: Option<usize>, from: usize, to: usize) -> usize {
        let mut faults = self.misfit(from) + self.misfit(to) + self.clashes(u, self.group(u));
        if let Some(v) = v {
            faults += self.clashes(v, self.group(v));
        }
        faults
    }

    /// How far the round is from keeping every rule: people out of a group's limits, clashes, units
    /// that are split, without a seat, or out of their lock's group.
    pub fn faults(&self) -> usize {
        let sizes: usize = (0..self.size.len()).map(|g| self.misfit(g)).sum();
        let clashes: usize = self
            .round
            .present
            .iter()
            .filter(|&&p| self.seat[p] != NONE)
            .map(|&p| self.clashes_of(p, self.seat[p] as usize))
            .sum();
        let units = (0..self.round.units.len()).filter(|&u| self.is_astray(u));
        sizes + clashes / 2 + units.count()
    }

    /// A unit that is split, has no seat, or is not where its lock holds it.
    pub fn is_astray(&self, u: usize) -> bool {
        let unit = &self.round.units[u];
        let seat = self.seat[unit.people[0]];
        seat == NONE
            || unit.people.iter().any(|&p| self.seat[p] != seat)
            || unit.group.is_some_and(|g| small(g) != seat)
    }

    /// Brings units back to where they came from, alone or by a swap, as long as no rule suffers.
    pub fn homeward(&mut self, origin: &[u32]) {
        let units = self.round.units.len();
        let mut moved = true;
        while moved {
            moved = false;
            for u in 0..units {
                let home = origin[self.round.units[u].people[0]];
                if home == NONE
                    || home as usize >= self.size.len()
                    || self.round.units[u].group.is_some()
                    || self.group(u) == home as usize
                {
                    continue;
                }
                let back = self.group(u);
                let at_home = (0..units).filter(|&v| {
                    let unit = &self.round.units[v];
                    let guest = origin[unit.people[0]] != home;
                    guest && unit.group.is_none() && self.group(v) == home as usize
                });
                let partners: Vec<Option<usize>> =
                    [None].into_iter().chain(at_home.map(Some)).collect();
                for v in partners {
                    let before = self.local(u, v, back, home as usize);
                    self.put(u, home as usize);
                    if let Some(v) = v {
                        self.put(v, back);
                    }
                    if self.local(u, v, back, home as usize) <= before {
                        moved = true;
                        break;
                    }
                    self.put(u, back);
                    if let Some(v) = v {
                        self.put(v, home as usize);
                    }
                }
            }
        }
    }
}
