//! The first plan: cohorts lay their dates in turn and pay for the days that others hold.
//!
//! Rules between cohorts are soft at first. Each round the price of breaking one rises, and it rises
//! for good on the days where it was broken, until nobody prefers to share (the negotiated
//! congestion of McMurchie and Ebeling, 1995, made for wires on a chip). Prices are on days, so two
//! who need the same days quarrel in vain over a room or a teacher: when nothing has become better
//! for a while, everybody in the quarrel gives up what they hold before the turns, and another
//! order of turns hands it out anew.

use crate::bits::numbers;
use crate::ground::Ground;
use crate::instance::{Budget, Day, Progress};
use crate::path::{NEVER, Pathfinder};
use crate::search::Dice;
use crate::state::State;

/// Rounds that leave as many clashes as before until the involved all let go at once.
const PATIENCE: u32 = 4;

/// Rules between sessions, by what they compete for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Contest {
    Units,
    Rooms,
    Teachers,
}

/// A rule between sessions that is broken, as the session sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    pub(crate) contest: Contest,
    pub(crate) cohort: usize,
    pub(crate) module: usize,
    pub(crate) start: Day,
}

pub(crate) struct Outcome<'g> {
    pub(crate) state: State<'g>,
    pub(crate) clashes: Vec<Clash>,
    pub(crate) iterations: u64,
}

impl Outcome<'_> {
    pub(crate) fn settled(&self) -> bool {
        self.clashes.is_empty() && self.state.complete()
    }
}

pub(crate) struct Negotiation<'g> {
    ground: &'g Ground<'g>,
    state: State<'g>,
    finder: Pathfinder,
    /// Per contest and day, how often it was fought over.
    history: [Vec<i64>; 3],
    price: i64,
    noise: f64,
}

impl<'g> Negotiation<'g> {
    pub(crate) fn new(ground: &'g Ground<'g>) -> Self {
        let prices = ground.prices;
        Self {
            ground,
            state: State::new(ground),
            finder: Pathfinder::default(),
            history: std::array::from_fn(|_| vec![0; ground.days]),
            price: prices.absent.max(prices.spacing * 5).max(1),
            noise: 0.0,
        }
    }

    /// Rounds until nothing clashes, or the budget is used. An iteration is one cohort's turn.
    pub(crate) fn settle(
        mut self,
        budget: &Budget<'_>,
        dice: &mut Dice,
        tell: &mut dyn FnMut(Progress),
    ) -> Outcome<'g> {
        let mut turns: Vec<usize> = (0..self.ground.cohorts()).collect();
        let mut fewest: Option<Outcome<'g>> = None;
        let mut iterations = 0;
        let mut in_vain = 0;
        loop {
            if in_vain >= PATIENCE {
                in_vain = 0;
                for &cohort in &turns {
                    self.let_go(cohort);
                }
            }
            dice.shuffle(&mut turns);
            for &cohort in &turns {
                iterations += 1;
                self.turn(cohort, dice);
            }
            let clashes = self.clashes();
            let better = fewest
                .as_ref()
                .is_none_or(|best| clashes.len() < best.clashes.len());
            in_vain += 1;
            if better {
                in_vain = 0;
                let cost = self.state.session_cost as f64 / crate::ground::UNIT;
                tell(Progress {
                    iterations,
                    broken: clashes.len(),
                    cost,
                });
                fewest = Some(Outcome {
                    state: self.state.clone(),
                    clashes: clashes.clone(),
                    iterations,
                });
            }
            let spent = iterations >= budget.iterations || (budget.stop)();
            if let Some(mut best) = fewest.take_if(|best| best.clashes.is_empty() || spent) {
                best.iterations = iterations;
                return best;
            }
            self.learn(&clashes);
            turns = self.involved(&clashes);
        }
    }

    /// Takes the sessions of a cohort that may move off the table.
    fn let_go(&mut self, cohort: usize) {
        self.state.begin();
        let runs = self.ground.runs(cohort);
        for module in runs.iter().flat_map(|run| run.from..run.to) {
            self.state.remove(self.ground.at(cohort, module));
        }
    }

    fn turn(&mut self, cohort: usize, dice: &mut Dice) {
        self.let_go(cohort);
        for run in self.ground.runs(cohort) {
            let (state, price, history, noise) =
                (&self.state, self.price, &self.history, self.noise);
            let found = self
                .finder
                .find(self.ground.track(cohort), run, |module, day| {
                    let cost = asking(state, history, price, (cohort, module, day));
                    if noise > 0.0 && cost < NEVER {
                        cost + dice.exponential(noise)
                    } else {
                        cost
                    }
                });
            if found.is_none() {
                continue;
            }
            for (module, &day) in (run.from..run.to).zip(&self.finder.days) {
                self.state.place(self.ground.at(cohort, module), day);
            }
        }
    }

    fn clashes(&self) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for (at, spot) in self.state.spots.iter().enumerate() {
            let Some(spot) = spot else { continue };
            let (cohort, module) = (at / self.ground.modules(), at % self.ground.modules());
            let mut found = |contest| {
                clashes.push(Clash {
                    contest,
                    cohort,
                    module,
                    start: spot.start,
                });
            };
            if self.state.mates_away(cohort, module, spot.start) {
                found(Contest::Units);
            }
            if spot.room.is_none() {
                found(Contest::Rooms);
            }
            if spot.teachers.len() < self.ground.instance.modules[module].teachers {
                found(Contest::Teachers);
            }
        }
        clashes
    }

    /// The cohorts of the clashes and those who are away on the same days.
    fn involved(&self, clashes: &[Clash]) -> Vec<usize> {
        let mut cohorts: Vec<usize> = clashes.iter().map(|clash| clash.cohort).collect();
        for clash in clashes {
            let end = clash.start as usize + self.ground.length(clash.module);
            for day in clash.start as usize..end {
                cohorts.extend(numbers(self.state.cohorts_on.row(day)));
            }
        }
        cohorts.sort_unstable();
        cohorts.dedup();
        cohorts
    }

    fn learn(&mut self, clashes: &[Clash]) {
        for clash in clashes {
            let end = clash.start as usize + self.ground.length(clash.module);
            for day in clash.start as usize..end {
                self.history[clash.contest as usize][day] += self.price;
            }
        }
        let most = NEVER / 1_000_000;
        self.price = (self.price + self.price / 4 + 1).min(most / 1000);
        for days in &mut self.history {
            for price in days {
                *price = (*price).min(most);
            }
        }
        self.noise = self.price as f64 / 8.0;
    }
}

/// What a day costs a session while rules between cohorts are still for sale.
fn asking(
    state: &State<'_>,
    history: &[Vec<i64>; 3],
    price: i64,
    (cohort, module, start): (usize, usize, Day),
) -> i64 {
    let ground = state.ground;
    let own = ground.own[ground.at(cohort, module)][start as usize];
    if own >= NEVER {
        return NEVER;
    }
    let days = start as usize..start as usize + ground.length(module);
    // Whoever is on a day that was fought over pays, so that those who hold it look elsewhere too.
    let fought = history.iter().flat_map(|contest| &contest[days.clone()]);
    let toll: i64 = fought.sum();
    let fee = price * days.len() as i64;
    let mut cost = own + toll;
    if state.mates_away(cohort, module, start) {
        cost += fee;
    }
    cost += match state.room_price(cohort, module, start) {
        Some(room) => room,
        None => fee,
    };
    if state.teachers_short(module, start) > 0 && !state.could_relieve(module, start) {
        cost += fee;
    }
    cost
}
