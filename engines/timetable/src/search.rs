//! The search: a first plan by negotiation, then annealing over exactly re-laid runs of modules.
//!
//! A move takes the sessions of one to four cohorts in a stretch of time off the table and lays
//! them anew one cohort after the other, each by the cheapest path through the days that the others
//! leave (see [`crate::path`]). So a single session moved, a chain shifted and dates swapped between
//! cohorts are all one move, and never tried on days that break a rule. Noise on the days makes the
//! paths differ, and most moves also heed what the bound has found a day to be worth to the
//! others; the whole is accepted or undone by its cost alone.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::bound::Bound;
use crate::ground::Ground;
use crate::instance::{Budget, Progress};
use crate::negotiate::{Negotiation, Outcome};
use crate::path::{NEVER, Pathfinder, Run};
use crate::state::{Spot, State};

/// Moves from hot to cold in the first round; every further round is twice as long.
const FIRST_ROUND: u64 = 20_000;
const LONGEST_ROUND: u64 = 1_280_000;
/// Moves between two steps of the bound.
const BOUND_EVERY: u64 = 100;
/// Moves between two questions whether to stop.
const ASK_EVERY: u64 = 16;

/// Random numbers as the search wants them.
pub(crate) struct Dice {
    rng: ChaCha8Rng,
    /// Quantiles of the exponential distribution with mean one.
    quantiles: Vec<f64>,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        const STEPS: u32 = 1024;
        let quantile = |step: u32| -libm::log((f64::from(step) + 0.5) / f64::from(STEPS));
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            quantiles: (0..STEPS).map(quantile).collect(),
        }
    }

    /// Below `end`, which is at least one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u64::from(self.rng.next_u32()) * end as u64) >> 32) as usize
    }

    /// Exponentially distributed with mean `mean`.
    pub(crate) fn exponential(&mut self, mean: f64) -> i64 {
        let step = (self.rng.next_u32() >> 22) as usize;
        (self.quantiles[step] * mean) as i64
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// The best timetable found, and how sure it is.
pub(crate) struct Found<'g> {
    pub(crate) state: State<'g>,
    pub(crate) bound: i64,
    pub(crate) iterations: u64,
}

pub(crate) fn search<'g>(
    ground: &'g Ground<'g>,
    budget: &Budget<'_>,
    tell: &mut dyn FnMut(Progress),
) -> Result<Found<'g>, Box<Outcome<'g>>> {
    let mut dice = Dice::new(budget.seed);
    let negotiated = Negotiation::new(ground).settle(budget, &mut dice, tell);
    if !negotiated.settled() {
        return Err(Box::new(negotiated));
    }
    let iterations = negotiated.iterations;
    let mut annealing = Annealing::new(ground, negotiated.state, dice, iterations);
    annealing.run(budget, tell);
    Ok(annealing.found())
}

/// Modules `from..to` of one cohort, to be laid anew.
#[derive(Clone, Copy)]
struct Stretch {
    cohort: usize,
    from: usize,
    to: usize,
}

struct Annealing<'g> {
    ground: &'g Ground<'g>,
    state: State<'g>,
    cost: i64,
    best: Vec<Option<Spot>>,
    best_cost: i64,
    dice: Dice,
    finder: Pathfinder,
    runs: Vec<Vec<Run>>,
    /// Sessions that may move.
    free: Vec<(usize, usize)>,
    stretches: Vec<Stretch>,
    bound: Bound<'g>,
    iterations: u64,
}

impl<'g> Annealing<'g> {
    fn new(ground: &'g Ground<'g>, state: State<'g>, dice: Dice, iterations: u64) -> Self {
        let runs: Vec<Vec<Run>> = (0..ground.cohorts())
            .map(|cohort| ground.runs(cohort))
            .collect();
        let free = runs.iter().enumerate().flat_map(|(cohort, runs)| {
            runs.iter()
                .flat_map(move |run| (run.from..run.to).map(move |module| (cohort, module)))
        });
        let last = ground.modules().saturating_sub(1);
        let gaps: i64 = (0..ground.cohorts())
            .map(|cohort| state.gaps(cohort, 0, last))
            .sum();
        let cost = state.session_cost + gaps;
        Self {
            free: free.collect(),
            runs,
            best: state.spots.clone(),
            best_cost: cost,
            cost,
            state,
            dice,
            finder: Pathfinder::default(),
            stretches: Vec::new(),
            bound: Bound::new(ground),
            iterations,
            ground,
        }
    }

    fn run(&mut self, budget: &Budget<'_>, tell: &mut dyn FnMut(Progress)) {
        self.bound.step(self.best_cost);
        self.tell(tell);
        if self.free.is_empty() {
            return;
        }
        let mut length = FIRST_ROUND;
        loop {
            let (hot, cold) = self.temperatures();
            for step in 0..length {
                let done = self.iterations >= budget.iterations
                    || self.best_cost <= self.bound.best()
                    || (self.iterations.is_multiple_of(ASK_EVERY) && (budget.stop)());
                if done {
                    return;
                }
                let share = step as f64 / length as f64;
                let heat = hot * libm::exp(share * libm::log(cold / hot));
                self.iterations += 1;
                if self.step(heat) {
                    self.tell(tell);
                }
                if self.iterations.is_multiple_of(BOUND_EVERY) {
                    self.bound.step(self.best_cost);
                }
            }
            self.back_to_best();
            length = (length * 2).min(LONGEST_ROUND);
        }
    }

    /// From about four working weeks off the wish down to a day or two.
    fn temperatures(&self) -> (f64, f64) {
        let prices = self.ground.prices;
        let week = 5 * prices.spacing;
        let scale = if week > 0 {
            week
        } else {
            prices.absent.max(prices.other_site).max(1) / 10
        };
        let scale = (scale as f64).max(1.0);
        (scale * 4.0, scale * 0.3)
    }

    /// One move; true when it gave the best plan so far.
    fn step(&mut self, heat: f64) -> bool {
        self.choose();
        let old = self.state.session_cost + self.gaps();
        self.state.begin();
        for stretch in &self.stretches {
            for module in stretch.from..stretch.to {
                self.state.remove(self.ground.at(stretch.cohort, module));
            }
        }
        let laid = self.lay(heat);
        if !laid {
            self.state.undo();
            return false;
        }
        let new = self.state.session_cost + self.gaps();
        if new - old > self.dice.exponential(heat) {
            self.state.undo();
            return false;
        }
        self.cost += new - old;
        if self.cost >= self.best_cost {
            return false;
        }
        self.best_cost = self.cost;
        self.best.clone_from(&self.state.spots);
        true
    }

    fn gaps(&self) -> i64 {
        let gaps = self
            .stretches
            .iter()
            .map(|s| self.state.gaps(s.cohort, s.from, s.to));
        gaps.sum()
    }

    /// Which sessions the next move lays anew.
    fn choose(&mut self) {
        self.stretches.clear();
        let (cohort, module) = self.free[self.dice.below(self.free.len())];
        let Some(run) = self.run_of(cohort, module) else {
            return;
        };
        let reach = if self.dice.below(4) == 0 {
            self.ground.modules()
        } else {
            4
        };
        let from = module.saturating_sub(self.dice.below(reach)).max(run.from);
        let to = (module + 1 + self.dice.below(reach)).min(run.to);
        self.stretches.push(Stretch { cohort, from, to });
        let others = self.dice.below(4);
        let first = self.state.start(cohort, from);
        let last = self.state.start(cohort, to - 1);
        let (Some(first), Some(last)) = (first, last) else {
            return;
        };
        for _ in 0..others {
            let other = self.dice.below(self.ground.cohorts());
            if self.stretches.iter().any(|stretch| stretch.cohort == other) {
                continue;
            }
            // So that sessions just outside may come in too.
            let slack = self.dice.below(20) as u32;
            self.beside(other, first.saturating_sub(slack), last + slack);
        }
    }

    /// Adds the sessions of `cohort` that start on the days `first` to `last`.
    fn beside(&mut self, cohort: usize, first: u32, last: u32) {
        let within = |module: &usize| {
            let start = self.state.start(cohort, *module);
            start.is_some_and(|start| (first..=last).contains(&start))
        };
        let Some(from) = (0..self.ground.modules())
            .filter(within)
            .find(|module| self.run_of(cohort, *module).is_some())
        else {
            return;
        };
        let Some(run) = self.run_of(cohort, from) else {
            return;
        };
        let to = (from..run.to)
            .take_while(within)
            .last()
            .map_or(from + 1, |module| module + 1);
        self.stretches.push(Stretch { cohort, from, to });
    }

    fn run_of(&self, cohort: usize, module: usize) -> Option<Run> {
        let runs = &self.runs[cohort];
        runs.iter()
            .find(|run| (run.from..run.to).contains(&module))
            .copied()
    }

    fn lay(&mut self, heat: f64) -> bool {
        self.dice.shuffle(&mut self.stretches);
        let noise = [0.0, heat * 0.5, heat * 2.0][self.dice.below(3)];
        let heedful = self.dice.below(5) > 0;
        for at in 0..self.stretches.len() {
            let Stretch { cohort, from, to } = self.stretches[at];
            let run = Run {
                from,
                to,
                before: from
                    .checked_sub(1)
                    .and_then(|module| self.state.start(cohort, module)),
                after: (to < self.ground.modules())
                    .then(|| self.state.start(cohort, to))
                    .flatten(),
            };
            let (state, bound, dice) = (&self.state, &self.bound, &mut self.dice);
            let found = self
                .finder
                .find(self.ground.track(cohort), run, |module, day| {
                    let mut price = state.price(cohort, module, day);
                    if heedful && price < NEVER {
                        price += bound.dues(state.ground.at(cohort, module))[day as usize];
                    }
                    if noise > 0.0 && price < NEVER {
                        price + dice.exponential(noise)
                    } else {
                        price
                    }
                });
            if found.is_none() {
                return false;
            }
            for (module, &day) in (from..to).zip(&self.finder.days) {
                if !self.state.place(self.ground.at(cohort, module), day) {
                    return false;
                }
            }
        }
        true
    }

    fn back_to_best(&mut self) {
        self.state.restore(&self.best);
        self.cost = self.best_cost;
    }

    fn tell(&self, tell: &mut dyn FnMut(Progress)) {
        tell(Progress {
            iterations: self.iterations,
            broken: 0,
            cost: (self.best_cost + self.ground.standing_cost()) as f64 / crate::ground::UNIT,
        });
    }

    fn found(mut self) -> Found<'g> {
        self.back_to_best();
        Found {
            bound: self.bound.best(),
            iterations: self.iterations,
            state: self.state,
        }
    }
}
