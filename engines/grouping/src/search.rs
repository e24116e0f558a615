//! Simulated annealing by a few walkers that exchange what they found at fixed iteration counts.
//!
//! The walkers are as many whatever the machine: threads only carry them, so a plan depends on
//! instance, seed and iterations alone.

use crate::bound;
use crate::check::{Refusal, check};
use crate::delta::{Delta, Seats, State};
use crate::instance::{Budget, Instance, Person, Plan, Progress, Value, count};
use crate::judge::measured;
use crate::met::{Dense, MOST_PEOPLE, MOST_ROUNDS, Met, Sparse};
use crate::rng::{Rng, scale};
use crate::rules::{NONE, Rules, small};
use crate::start::arrange;

const WALKERS: usize = 2;
/// Iterations in one round before the next is drawn, all at one temperature: a round's tables fit the
/// processor's nearest memory.
const CHUNK: u64 = 256;
/// Chunks between two looks at the clock and at the best so far.
const LOOK: u64 = 8;
/// Walkers meet this often in a phase.
const MEETINGS: u64 = 64;
/// The first phase in iterations per seat, and how much longer each next one is. One long phase
/// finds less than reheating the best, and would have to know when the caller stops.
const FIRST_PHASE: u64 = 400;
/// However many seats: a caller who stops after seconds shall not find the first phase still hot.
const LONGEST_FIRST: u64 = 5_000_000;
const GROWTH: u64 = 2;
/// Entries of the table of logarithms that acceptance draws from.
const DRAWS: usize = 4_096;

/// Searches for the best plan within the budget. Every rule holds in the result; the best plan so
/// far is returned when the caller stops the search, and earlier when it has reached its bounds.
///
/// # Errors
/// What [`check`] refuses, or the rounds for which no arrangement was found at all.
pub fn solve(
    instance: &Instance,
    budget: &Budget,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Plan, Vec<Refusal>> {
    check(instance)?;
    let rules = Rules::new(instance);
    let seats = arrange(&rules, budget.seed).map_err(too_tight)?;
    let frame = bound::frame(instance, &rules);
    let purpose = Purpose::new(instance, &frame);
    let search = Search {
        instance,
        rules: &rules,
        frame,
        purpose,
        budget,
    };
    let (seats, iterations) = if purpose.acquaintance > 0.0
        && (instance.people > MOST_PEOPLE || instance.rounds.len() > MOST_ROUNDS)
    {
        search.run::<Sparse>(&seats, on_progress)
    } else {
        search.run::<Dense>(&seats, on_progress)
    };
    Ok(Plan::judged(instance, groups(&rules, &seats), iterations))
}

pub(crate) fn too_tight(rounds: Vec<usize>) -> Vec<Refusal> {
    rounds
        .into_iter()
        .map(|round| Refusal::NoArrangement { round })
        .collect()
}

/// Seats as lists of people per group.
pub(crate) fn groups(rules: &Rules, seats: &Seats) -> Vec<Vec<Vec<Person>>> {
    rules
        .rounds
        .iter()
        .zip(seats)
        .map(|(round, seats)| {
            let mut groups = vec![Vec::new(); round.groups()];
            for (p, &g) in seats.iter().enumerate().filter(|&(_, &g)| g != NONE) {
                groups[g as usize].push(p);
            }
            groups
        })
        .collect()
}

/// What one unit of each aim is worth: its weight over the span from chance to bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Purpose {
    pub diversity: f64,
    pub acquaintance: f64,
}

impl Purpose {
    pub fn new(instance: &Instance, frame: &Value) -> Self {
        let per = |weight: f64, bound: u64, random: f64| {
            let span = count(bound) - random;
            if span > 1e-9 { weight / span } else { 0.0 }
        };
        let (d, m) = (&frame.diversity, &frame.acquaintance);
        Self {
            diversity: per(instance.aims.diversity, d.bound, d.random),
            acquaintance: if m.is_settled() {
                0.0
            } else {
                per(instance.aims.acquaintance, m.bound, m.random)
            },
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
    pub fn worth(&self, delta: Delta) -> f64 {
        self.diversity * delta.diversity as f64 + self.acquaintance * delta.acquaintance as f64
    }
}

struct Search<'a> {
    instance: &'a Instance,
    rules: &'a Rules,
    frame: Value,
    purpose: Purpose,
    budget: &'a Budget<'a>,
}

/// A stretch of annealing: from one temperature down to another.
#[derive(Clone, Copy, Debug)]
struct Phase {
    hot: f64,
    cold: f64,
    /// Iterations per walker.
    length: u64,
}

impl Search<'_> {
    fn run<M: Met + Sync>(
        &self,
        start: &Seats,
        on_progress: &mut dyn FnMut(Progress),
    ) -> (Seats, u64) {
        let mixes = self.purpose.acquaintance > 0.0;
        let state = State::<M>::new(self.instance, self.rules, start, mixes);
        let choices = Choices::new(self.rules);
        if choices.is_empty() {
            return (start.clone(), 0);
        }
        let draws: Vec<f64> = (0..DRAWS)
            .map(|i| libm::log((count(i as u64) + 0.5) / count(DRAWS as u64)))
            .collect();
        let mut walkers: Vec<Walker<M>> = (0..WALKERS)
            .map(|w| Walker {
                choices: &choices,
                draws: &draws,
                purpose: self.purpose,
                rng: Rng::new(self.budget.seed, 1 + w as u64),
                worth: self.purpose.worth(state.value),
                best: (self.purpose.worth(state.value), state.value, start.clone()),
                state: state.clone(),
            })
            .collect();
        let typical = typical_change(&mut walkers[0].clone());
        if typical <= 0.0 {
            return (start.clone(), 0);
        }
        let seats = choices.weight as u64;
        let limit = self.budget.iterations / WALKERS as u64;
        let endless = self.budget.iterations == u64::MAX;
        let mut phase = Phase {
            hot: HOT * typical,
            cold: COLD * typical,
            length: (FIRST_PHASE * seats).min(LONGEST_FIRST),
        };
        let mut done = 0;
        while done < limit {
            if !endless && limit - done < (1 + GROWTH) * phase.length {
                // The last phase of a search with an end is not cut short while it is hot.
                phase.length = limit - done;
            }
            let mut in_phase = 0;
            while in_phase < phase.length && done < limit {
                let step = phase
                    .length
                    .div_ceil(MEETINGS)
                    .max(CHUNK * LOOK)
                    .min(phase.length - in_phase)
                    .min(limit - done);
                self.walk(&mut walkers, phase, in_phase, step);
                in_phase += step;
                done += step;
                let best = &best_of(&walkers).best;
                let value = self.valued(best);
                let iterations = done * WALKERS as u64;
                on_progress(Progress { iterations, value });
                let proven = value.score(&self.instance.aims) > 1.0 - 1e-12;
                if proven || (self.budget.stop)() {
                    return (best.2.clone(), iterations);
                }
            }
            let best = best_of(&walkers).best.clone();
            let state = State::<M>::new(self.instance, self.rules, &best.2, mixes);
            for walker in &mut walkers {
                walker.state = state.clone();
                walker.worth = best.0;
                walker.best = best.clone();
            }
            phase.length *= GROWTH;
            phase.hot = REHEAT * typical;
        }
        (best_of(&walkers).best.2.clone(), done * WALKERS as u64)
    }

    /// Carries every walker `step` iterations on, on as many threads as the caller allows.
    fn walk<M: Met + Sync>(&self, walkers: &mut [Walker<M>], phase: Phase, from: u64, step: u64) {
        let threads = self.budget.threads.clamp(1, walkers.len());
        let each = walkers.len().div_ceil(threads);
        if threads == 1 {
            for walker in walkers {
                walker.walk(phase, from, step, self.budget.stop);
            }
            return;
        }
        std::thread::scope(|scope| {
            for share in walkers.chunks_mut(each) {
                scope.spawn(move || {
                    for walker in share {
                        walker.walk(phase, from, step, self.budget.stop);
                    }
                });
            }
        });
    }

    fn valued(&self, best: &(f64, Delta, Seats)) -> Value {
        let mut value = self.frame;
        if self.purpose.acquaintance > 0.0 {
            value.diversity.value = u64::try_from(best.1.diversity).unwrap_or(0);
            value.acquaintance.value = u64::try_from(best.1.acquaintance).unwrap_or(0);
            value
        } else {
            // The tables leave meetings out, the reader shall not.
            measured(self.instance, &groups(self.rules, &best.2), value)
        }
    }
}

/// Temperatures as parts of a typical change.
const HOT: f64 = 0.5;
const COLD: f64 = 0.02;
const REHEAT: f64 = 0.1;

fn best_of<'b, 'a, M>(walkers: &'b [Walker<'a, M>]) -> &'b Walker<'b, M>
where
    'a: 'b,
{
    let mut best = &walkers[0];
    for walker in walkers {
        if walker.best.0 > best.best.0 {
            best = walker;
        }
    }
    best
}

/// The mean size of a random change.
fn typical_change<M: Met>(walker: &mut Walker<M>) -> f64 {
    let (mut sum, mut seen) = (0.0, 0.0);
    for _ in 0..20_000 {
        let before = walker.worth;
        let choice = walker.choices.draw(&mut walker.rng);
        walker.step(choice, f64::INFINITY);
        let change = (walker.worth - before).abs();
        if change > 0.0 {
            sum += change;
            seen += 1.0;
        }
        if seen >= 500.0 {
            break;
        }
    }
    if seen > 0.0 { sum / seen } else { 0.0 }
}

/// Who can be asked to change places, round by round.
struct Choices {
    rounds: Vec<Choice>,
    /// The sum of the rounds' weights.
    weight: usize,
}

struct Choice {
    round: usize,
    /// People who are free and alone.
    singles: Vec<u32>,
    /// Free blocks, as units.
    blocks: Vec<usize>,
    /// Seats beyond the number present.
    spare: usize,
    /// The weights up to and with this round: rounds are drawn by how many can be asked.
    up_to: usize,
}

impl Choices {
    fn new(rules: &Rules) -> Self {
        let mut choices = Self {
            rounds: Vec::new(),
            weight: 0,
        };
        for (r, round) in rules.rounds.iter().enumerate() {
            let mut singles = Vec::new();
            let mut blocks = Vec::new();
            for (u, unit) in round.units.iter().enumerate() {
                match unit.people.as_slice() {
                    _ if unit.group.is_some() || round.groups() < 2 => {}
                    [p] => singles.push(small(*p)),
                    _ => blocks.push(u),
                }
            }
            if singles.len() + blocks.len() > 0 {
                let seats: usize = round.most.iter().sum();
                choices.weight += singles.len() + blocks.len();
                choices.rounds.push(Choice {
                    round: r,
                    singles,
                    blocks,
                    spare: seats - round.present.len(),
                    up_to: choices.weight,
                });
            }
        }
        choices
    }

    fn is_empty(&self) -> bool {
        self.rounds.is_empty()
    }

    fn draw(&self, rng: &mut Rng) -> &Choice {
        let pick = rng.below(self.weight);
        let at = self.rounds.partition_point(|choice| choice.up_to <= pick);
        &self.rounds[at]
    }
}

#[derive(Clone)]
struct Walker<'a, M> {
    choices: &'a Choices,
    draws: &'a [f64],
    purpose: Purpose,
    rng: Rng,
    state: State<'a, M>,
    worth: f64,
    /// The best seen: worth, values, seats.
    best: (f64, Delta, Seats),
}

impl<M: Met> Walker<'_, M> {
    fn walk(&mut self, phase: Phase, from: u64, step: u64, stop: &(dyn Fn() -> bool + Sync)) {
        let cooling = libm::log(phase.cold / phase.hot) / count(phase.length);
        let mut done = 0;
        while done < step {
            let look = (done + CHUNK * LOOK).min(step);
            while done < look {
                let chunk = CHUNK.min(look - done);
                let heat = phase.hot * libm::exp(cooling * count(from + done));
                let choice = self.choices.draw(&mut self.rng);
                for _ in 0..chunk {
                    self.step(choice, heat);
                }
                done += chunk;
            }
            // The sum of many small changes drifts; the values themselves do not.
            self.worth = self.purpose.worth(self.state.value);
            if self.worth > self.best.0 {
                self.best = (self.worth, self.state.value, self.state.seats());
            }
            if stop() {
                break;
            }
        }
    }

    /// Proposes one change in a round and takes it if it is worth at least the drawn threshold. A
    /// heat of infinity takes every change that keeps the rules.
    #[inline]
    fn step(&mut self, choice: &Choice, heat: f64) {
        let draw = self.rng.next();
        let threshold = heat * self.draws[(draw & (DRAWS as u64 - 1)) as usize];
        let r = choice.round;
        let singles = choice.singles.len();
        let pick = scale(draw >> 32, singles + choice.blocks.len());
        if pick >= singles {
            self.step_block(r, choice.blocks[pick - singles], threshold);
            return;
        }
        let a = choice.singles[pick] as usize;
        let pick = self.rng.below(singles + choice.spare);
        if pick >= singles {
            self.step_move(r, a, threshold);
            return;
        }
        let b = choice.singles[pick] as usize;
        let (from, to) = (self.state.group(r, a), self.state.group(r, b));
        if from == to {
            return;
        }
        let diversity = self.purpose.diversity * whole(self.state.swap_diversity(r, a, b));
        // Even if everybody were new to both, it would not do.
        let most = self.state.size(r, from) + self.state.size(r, to);
        if diversity + self.purpose.acquaintance * count(most as u64) < threshold
            || !self.state.welcomes(r, to, a, &[b])
            || !self.state.welcomes(r, from, b, &[a])
        {
            return;
        }
        let change =
            diversity + self.purpose.acquaintance * whole(self.state.swap_acquaintance(r, a, b));
        if change >= threshold {
            self.state.swap(r, a, b);
            self.worth += change;
        }
    }

    fn step_move(&mut self, r: usize, a: Person, threshold: f64) {
        let rules = &self.state.rules.rounds[r];
        let (from, to) = (self.state.group(r, a), self.rng.below(rules.groups()));
        let fits = from != to
            && self.state.size(r, to) < rules.most[to]
            && self.state.size(r, from) > rules.least[from]
            && self.state.welcomes(r, to, a, &[]);
        if !fits {
            return;
        }
        let change = self.purpose.worth(self.state.move_delta(r, a, to));
        if change >= threshold {
            self.state.shift(r, a, to);
            self.worth += change;
        }
    }

    /// A block changes places with as many people of another group, taken unit by unit at random.
    fn step_block(&mut self, r: usize, u: usize, threshold: f64) {
        let rules = &self.state.rules.rounds[r];
        let block = &rules.units[u].people;
        let (from, to) = (
            self.state.group(r, block[0]),
            self.rng.below(rules.groups()),
        );
        if from == to {
            return;
        }
        let mut back: Vec<Person> = Vec::new();
        let mut others: Vec<u32> = self.state.people(r, to).to_vec();
        self.rng.shuffle(&mut others);
        for p in others {
            let unit = &rules.units[rules.unit_of[p as usize] as usize];
            let fits = unit.group.is_none()
                && unit.people[0] == p as usize
                && back.len() + unit.people.len() <= block.len();
            if fits {
                back.extend(&unit.people);
            }
        }
        let shifted = block.len() - back.len();
        let fits = self.state.size(r, to) + shifted <= rules.most[to]
            && self.state.size(r, from) >= rules.least[from] + shifted
            && block.iter().all(|&p| self.state.welcomes(r, to, p, &back))
            && back.iter().all(|&p| self.state.welcomes(r, from, p, block));
        if !fits {
            return;
        }
        let before = self.state.value;
        self.exchange(r, block, &back, from, to);
        let mut change = self.state.value;
        change.diversity -= before.diversity;
        change.acquaintance -= before.acquaintance;
        let change = self.purpose.worth(change);
        if change >= threshold {
            self.worth += change;
        } else {
            self.exchange(r, block, &back, to, from);
        }
    }

    /// `block` goes to `to`, `back` comes to `from`; swaps first, so that no group overflows.
    fn exchange(&mut self, r: usize, block: &[Person], back: &[Person], from: usize, to: usize) {
        for (i, &p) in block.iter().enumerate() {
            match back.get(i) {
                Some(&q) if self.state.group(r, p) != to => self.state.swap(r, p, q),
                _ => self.state.shift(r, p, to),
            }
        }
        debug_assert!(back.iter().all(|&q| self.state.group(r, q) == from));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
fn whole(number: i64) -> f64 {
    number as f64
}
