//! After a leaver, a joiner, an absence or a new rule: the same plan with the fewest people moved.
//!
//! Each fault of a round gets the smallest fixes that exist (up to a few people), by a search over
//! whom to move where. Fixes of all rounds are then chosen together, so that the same few people
//! answer for them, and among equals by what the plan is worth.

use std::collections::{BTreeMap, BTreeSet};

use crate::bound;
use crate::check::{Refusal, check};
use crate::delta::{Seats, State};
use crate::instance::{Budget, Instance, Lock, Person, Plan, Value};
use crate::judge::measured;
use crate::met::{Dense, MOST_PEOPLE, MOST_ROUNDS, Met, Sparse};
use crate::rng::Rng;
use crate::room::Room;
use crate::rules::{NONE, Rules, small};
use crate::search::{Purpose, groups, solve, too_tight};
use crate::start::arrange_round;

/// Fixes of more people than this are not searched for; the round is then rearranged near what it was.
const MOST_MOVED: usize = 3;
/// Steps of the search for one fault, and fixes kept.
const STEPS: usize = 60_000;
const FIXES: usize = 2_000;

/// A repaired plan and what changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    pub plan: Plan,
    /// Every changed seat, by round and person.
    pub changes: Vec<Change>,
    /// What the old rounds are worth without those who are absent now; the cost is the difference.
    pub before: Value,
}

/// A seat that changed: given up (`to` is `None`), new (`from` is `None`), or another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub round: usize,
    pub person: Person,
    pub from: Option<usize>,
    pub to: Option<usize>,
}

impl Repair {
    /// The people who had a seat and got another one, ascending; leavers and joiners are not moved.
    #[must_use]
    pub fn moved(&self) -> Vec<Person> {
        let moved: BTreeSet<Person> = self
            .changes
            .iter()
            .filter(|change| change.from.is_some() && change.to.is_some())
            .map(|change| change.person)
            .collect();
        moved.into_iter().collect()
    }

    /// What the change costs in the search's own measure; negative where the plan gained.
    #[must_use]
    pub fn cost(&self, instance: &Instance) -> f64 {
        self.before.score(&instance.aims) - self.plan.value.score(&instance.aims)
    }
}

/// Fits a previous plan to an instance that has changed: people keep their numbers, leavers are
/// absent from now on, joiners have new numbers at the end. Rounds that keep every rule stay as
/// they are; rounds beyond the previous plan are searched for within the budget.
///
/// # Errors
/// What [`check`] refuses, or the rounds for which no arrangement was found.
pub fn repair(
    instance: &Instance,
    previous: &Plan,
    budget: &Budget,
) -> Result<Repair, Vec<Refusal>> {
    check(instance)?;
    let rules = Rules::new(instance);
    let origin = origin(&rules, previous);
    let known = previous.rounds.len().min(rules.rounds.len());
    let seats = if instance.people > MOST_PEOPLE || instance.rounds.len() > MOST_ROUNDS {
        Mender::<Sparse>::new(instance, &rules, &origin, budget).mend(known)
    } else {
        Mender::<Dense>::new(instance, &rules, &origin, budget).mend(known)
    }
    .map_err(too_tight)?;
    let mut rounds = groups(&rules, &seats);
    let mut iterations = 0;
    if known < rules.rounds.len() {
        let mut rest = instance.clone();
        rest.locked.extend(locks(&rounds[..known]));
        let plan = solve(&rest, budget, &mut |_| {})?;
        rounds = plan.rounds;
        iterations = plan.iterations;
    }
    let plan = Plan::judged(instance, rounds, iterations);
    Ok(Repair {
        changes: changes(previous, &plan),
        before: measured(instance, &groups(&rules, &origin), plan.value),
        plan,
    })
}

/// The previous seats of those who are present, in groups that still exist.
fn origin(rules: &Rules, previous: &Plan) -> Seats {
    let seats = |r: usize| {
        let mut seats = vec![NONE; rules.people];
        let groups = previous.rounds.get(r).map_or(&[][..], Vec::as_slice);
        for (g, group) in groups.iter().enumerate().take(rules.rounds[r].groups()) {
            for &p in group {
                if rules.rounds[r].is_present.get(p) == Some(&true) && seats[p] == NONE {
                    seats[p] = small(g);
                }
            }
        }
        seats
    };
    (0..rules.rounds.len()).map(seats).collect()
}

fn locks(rounds: &[Vec<Vec<Person>>]) -> Vec<Lock> {
    let mut locks = Vec::new();
    for (round, groups) in rounds.iter().enumerate() {
        for (group, people) in groups.iter().enumerate() {
            locks.extend(people.iter().map(|&person| Lock {
                round,
                group,
                person,
            }));
        }
    }
    locks
}

fn changes(previous: &Plan, plan: &Plan) -> Vec<Change> {
    let seats = |plan: &Plan| {
        let mut seats = BTreeMap::new();
        for lock in locks(&plan.rounds) {
            seats.insert((lock.round, lock.person), lock.group);
        }
        seats
    };
    let (old, new) = (seats(previous), seats(plan));
    let places: BTreeSet<(usize, Person)> = old.keys().chain(new.keys()).copied().collect();
    places
        .into_iter()
        .map(|place| Change {
            round: place.0,
            person: place.1,
            from: old.get(&place).copied(),
            to: new.get(&place).copied(),
        })
        .filter(|change| change.from != change.to)
        .collect()
}

/// Units and the groups they go to, in order.
type Fix = Vec<(usize, usize)>;

/// What is wrong in a round, one thing at a time.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Astray(usize),
    Clash(usize, usize),
    Over(usize),
    Under(usize),
}

struct Mender<'a, M> {
    rules: &'a Rules,
    origin: &'a Seats,
    state: State<'a, M>,
    purpose: Purpose,
    seed: u64,
    /// Who has been moved so far.
    moved: BTreeSet<Person>,
}

impl<'a, M: Met> Mender<'a, M> {
    fn new(instance: &Instance, rules: &'a Rules, origin: &'a Seats, budget: &Budget) -> Self {
        let frame = bound::frame(instance, rules);
        let purpose = Purpose::new(instance, &frame);
        Self {
            rules,
            origin,
            state: State::new(instance, rules, origin, purpose.acquaintance > 0.0),
            purpose,
            seed: budget.seed,
            moved: BTreeSet::new(),
        }
    }

    fn mend(mut self, known: usize) -> Result<Seats, Vec<usize>> {
        loop {
            let faulty: Vec<usize> = (0..known).filter(|&r| self.room(r).faults() > 0).collect();
            if faulty.is_empty() {
                return Ok(self.state.seats());
            }
            let mut open: Vec<(usize, Vec<Fix>)> = Vec::new();
            for r in faulty {
                let fixes = self.fixes(r);
                if fixes.is_empty() {
                    self.rearrange(r).ok_or_else(|| vec![r])?;
                } else {
                    open.push((r, fixes));
                }
            }
            if !open.is_empty() {
                self.choose(&open);
            }
        }
    }

    fn room(&self, r: usize) -> Room<'a> {
        let mut room = Room::new(self.rules, r);
        for &p in &self.rules.rounds[r].present {
            if let Some(g) = self.state.seated(r, p) {
                room.seat[p] = small(g);
                room.size[g] += 1;
            }
        }
        room
    }

    /// Takes the person, or the people, that fix most rounds, and fixes those rounds.
    fn choose(&mut self, open: &[(usize, Vec<Fix>)]) {
        // Per newcomer among the moved: how many rounds that would fix, and at which gain.
        let mut reach: BTreeMap<Vec<Person>, BTreeMap<usize, f64>> = BTreeMap::new();
        for (r, fixes) in open {
            for fix in fixes {
                let mut who = self.movers(*r, fix);
                who.retain(|p| !self.moved.contains(p));
                let gain = self.gain(*r, fix);
                let best = reach.entry(who).or_default().entry(*r).or_insert(gain);
                *best = best.max(gain);
            }
        }
        let mut best: Option<(usize, usize, f64, &Vec<Person>)> = None;
        for (who, rounds) in &reach {
            let gain = rounds.values().sum();
            let better = best.is_none_or(|(people, reached, most, _)| {
                let order = people.cmp(&who.len()).then(rounds.len().cmp(&reached));
                order.then(f64::total_cmp(&gain, &most)).is_gt()
            });
            if better {
                best = Some((who.len(), rounds.len(), gain, who));
            }
        }
        let Some((.., who)) = best else { return };
        self.moved.extend(who.iter().copied());
        for (r, fixes) in open {
            let mut chosen: Option<(f64, &Fix)> = None;
            for fix in fixes {
                let known = self.movers(*r, fix).iter().all(|p| self.moved.contains(p));
                let gain = if known { self.gain(*r, fix) } else { continue };
                if chosen.is_none_or(|(most, _)| gain > most) {
                    chosen = Some((gain, fix));
                }
            }
            if let Some((_, fix)) = chosen {
                self.apply(*r, fix);
            }
        }
    }

    /// The people whom a fix moves away from where they were.
    fn movers(&self, r: usize, fix: &Fix) -> Vec<Person> {
        let mut movers: Vec<Person> = fix
            .iter()
            .flat_map(|&(u, g)| {
                let people = &self.rules.rounds[r].units[u].people;
                people.iter().map(move |&p| (p, small(g)))
            })
            .filter(|&(p, g)| self.origin[r][p] != NONE && self.origin[r][p] != g)
            .map(|(p, _)| p)
            .collect();
        movers.sort_unstable();
        movers
    }

    /// Applies a fix and returns the seats that were there before.
    fn apply(&mut self, r: usize, fix: &Fix) -> Vec<(Person, Option<usize>)> {
        let mut before = Vec::new();
        let rules = self.rules;
        for &(u, g) in fix {
            for &p in &rules.rounds[r].units[u].people {
                let seat = self.state.seated(r, p);
                before.push((p, seat));
                if seat.is_some() {
                    self.state.leave(r, p);
                }
            }
            for &p in &rules.rounds[r].units[u].people {
                self.state.enter(r, p, g);
            }
        }
        before
    }

    fn gain(&mut self, r: usize, fix: &Fix) -> f64 {
        let before = self.state.value;
        let seats = self.apply(r, fix);
        let mut change = self.state.value;
        change.diversity -= before.diversity;
        change.acquaintance -= before.acquaintance;
        for &(p, _) in &seats {
            self.state.leave(r, p);
        }
        for &(p, seat) in &seats {
            if let Some(g) = seat {
                self.state.enter(r, p, g);
            }
        }
        self.purpose.worth(change)
    }

    /// Rearranges a whole round near what it was.
    fn rearrange(&mut self, r: usize) -> Option<()> {
        let mut rng = Rng::new(self.seed, 0x4e94_0000 + r as u64);
        let wished = &self.origin[r];
        let mut room = Room::new(self.rules, r);
        room.seat = arrange_round(self.rules, r, Some(wished), &mut rng)?;
        for &p in &self.rules.rounds[r].present {
            room.size[room.seat[p] as usize] += 1;
        }
        room.homeward(wished);
        for &p in &self.rules.rounds[r].present {
            if self.state.seated(r, p).is_some() {
                self.state.leave(r, p);
            }
        }
        for &p in &self.rules.rounds[r].present {
            self.state.enter(r, p, room.seat[p] as usize);
            if wished[p] != NONE && wished[p] != room.seat[p] {
                self.moved.insert(p);
            }
        }
        Some(())
    }

    /// The smallest fixes of a round's first fault that leave fewer faults than before.
    fn fixes(&self, r: usize) -> Vec<Fix> {
        let mut room = self.room(r);
        let mut hunt = Hunt {
            rules: self.rules,
            origin: &self.origin[r],
            r,
            faults: room.faults(),
            steps: STEPS,
            path: Vec::new(),
            fixes: Vec::new(),
        };
        for people in 0..=MOST_MOVED {
            hunt.search(&mut room, people, &[]);
            if !hunt.fixes.is_empty() {
                break;
            }
        }
        hunt.fixes
    }
}

/// The search for the fixes of one round.
struct Hunt<'a> {
    rules: &'a Rules,
    origin: &'a [u32],
    r: usize,
    /// Faults to get below.
    faults: usize,
    steps: usize,
    path: Fix,
    fixes: Vec<Fix>,
}

impl Hunt<'_> {
    /// Moves up to `people` more people. `touched` groups are looked at first, so that what a move
    /// has upset is mended before another fault.
    fn search(&mut self, room: &mut Room, people: usize, touched: &[usize]) {
        if self.steps == 0 || self.fixes.len() >= FIXES {
            return;
        }
        self.steps -= 1;
        if room.faults() < self.faults {
            self.fixes.push(self.path.clone());
            return;
        }
        let Some(fault) = self.first(room, touched) else {
            return;
        };
        for (u, g) in self.remedies(room, fault) {
            if self.path.iter().any(|&(v, _)| v == u) {
                continue;
            }
            let unit = &self.rules.rounds[self.r].units[u].people;
            let cost = unit
                .iter()
                .filter(|&&p| self.origin[p] != NONE && self.origin[p] != small(g))
                .count();
            if cost > people {
                continue;
            }
            let before: Vec<u32> = unit.iter().map(|&p| room.seat[p]).collect();
            let mut touched: Vec<usize> = before
                .iter()
                .filter(|&&g| g != NONE)
                .map(|&g| g as usize)
                .collect();
            touched.push(g);
            room.put(u, g);
            self.path.push((u, g));
            self.search(room, people - cost, &touched);
            self.path.pop();
            for (&p, &seat) in unit.iter().zip(&before) {
                room.size[g] -= 1;
                room.seat[p] = seat;
                if seat != NONE {
                    room.size[seat as usize] += 1;
                }
            }
        }
    }

    fn first(&self, room: &Room, touched: &[usize]) -> Option<Fault> {
        let round = &self.rules.rounds[self.r];
        if touched.is_empty()
            && let Some(u) = (0..round.units.len()).find(|&u| room.is_astray(u))
        {
            return Some(Fault::Astray(u));
        }
        let groups = touched.iter().copied().chain(0..round.groups());
        for g in groups {
            if let Some(clash) = self.clash(room, g) {
                return Some(clash);
            }
            if room.size[g] > round.most[g] {
                return Some(Fault::Over(g));
            }
            if room.size[g] < round.least[g] {
                return Some(Fault::Under(g));
            }
        }
        (0..round.units.len())
            .find(|&u| room.is_astray(u))
            .map(Fault::Astray)
    }

    fn clash(&self, room: &Room, g: usize) -> Option<Fault> {
        let round = &self.rules.rounds[self.r];
        for &p in round.present.iter().filter(|&&p| room.seat[p] == small(g)) {
            for &q in &self.rules.apart[p] {
                if room.seat[q] == small(g) {
                    return Some(Fault::Clash(
                        round.unit_of[p] as usize,
                        round.unit_of[q] as usize,
                    ));
                }
            }
        }
        None
    }

    /// The moves that may mend a fault.
    fn remedies(&self, room: &Room, fault: Fault) -> Vec<(usize, usize)> {
        let round = &self.rules.rounds[self.r];
        let groups = 0..round.groups();
        let elsewhere = |u: usize| {
            let here = room.seat[round.units[u].people[0]];
            let open = round.units[u].group.is_none();
            groups
                .clone()
                .filter(move |&g| open && small(g) != here)
                .map(move |g| (u, g))
        };
        match fault {
            Fault::Astray(u) => match round.units[u].group {
                Some(g) => vec![(u, g)],
                None => groups.map(|g| (u, g)).collect(),
            },
            Fault::Clash(u, v) => elsewhere(u).chain(elsewhere(v)).collect(),
            Fault::Over(g) => (0..round.units.len())
                .filter(|&u| room.seat[round.units[u].people[0]] == small(g))
                .flat_map(elsewhere)
                .collect(),
            Fault::Under(g) => (0..round.units.len())
                .filter(|&u| {
                    let unit = &round.units[u];
                    let seat = room.seat[unit.people[0]];
                    unit.group.is_none() && seat != small(g) && seat != NONE
                })
                .map(|u| (u, g))
                .collect(),
        }
    }
}
