//! A first arrangement of each round that keeps every rule. Greedy, hardest units first; what is
//! still broken then is repaired by a walk that never breaks more.

use crate::bound::even_sizes;
use crate::delta::Seats;
use crate::instance::Person;
use crate::rng::Rng;
use crate::rules::{NONE, RoundRules, Rules, small};

/// Fresh greedy tries per round before a round is called too tight.
const TRIES: usize = 40;

/// Seats for every round, or the rounds for which none were found.
pub(crate) fn arrange(rules: &Rules, seed: u64) -> Result<Seats, Vec<usize>> {
    let mut seats = Vec::new();
    let mut failed = Vec::new();
    for r in 0..rules.rounds.len() {
        let mut rng = Rng::new(seed, 0x5eed_0000 + r as u64);
        match arrange_round(rules, r, None, &mut rng) {
            Some(round) => seats.push(round),
            None => failed.push(r),
        }
    }
    if failed.is_empty() {
        Ok(seats)
    } else {
        Err(failed)
    }
}

/// Seats for one round, near the `wished` ones if there are any.
pub(crate) fn arrange_round(
    rules: &Rules,
    r: usize,
    wished: Option<&[u32]>,
    rng: &mut Rng,
) -> Option<Vec<u32>> {
    (0..TRIES).find_map(|try_| {
        let mut room = Room::new(rules, r);
        room.fill(wished, rng);
        room.mend(rng, 200 * room.round.units.len() * (try_ + 1));
        (room.faults() == 0).then_some(room.seat)
    })
}

/// One round while it is being arranged: rules may still be broken.
struct Room<'a> {
    rules: &'a Rules,
    round: &'a RoundRules,
    seat: Vec<u32>,
    size: Vec<usize>,
}

impl<'a> Room<'a> {
    fn new(rules: &'a Rules, r: usize) -> Self {
        let round = &rules.rounds[r];
        Self {
            rules,
            round,
            seat: vec![NONE; rules.people],
            size: vec![0; round.groups()],
        }
    }

    fn fill(&mut self, wished: Option<&[u32]>, rng: &mut Rng) {
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
    fn mend(&mut self, rng: &mut Rng, steps: usize) {
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

    fn put(&mut self, u: usize, g: usize) {
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

    fn clashes(&self, u: usize, g: usize) -> usize {
        self.round.units[u]
            .people
            .iter()
            .map(|&p| self.clashes_of(p, g))
            .sum()
    }

    fn misfit(&self, g: usize) -> usize {
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

    fn faults(&self) -> usize {
        let sizes: usize = (0..self.size.len()).map(|g| self.misfit(g)).sum();
        let clashes: usize = self
            .round
            .present
            .iter()
            .filter(|&&p| self.seat[p] != NONE)
            .map(|&p| self.clashes_of(p, self.seat[p] as usize))
            .sum();
        sizes + clashes / 2
    }
}
