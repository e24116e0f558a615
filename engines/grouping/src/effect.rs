//! What a change by hand would do, told before it is done.

use crate::instance::{Instance, Person, Plan, Value};
use crate::judge::{Broken, broken, measured};
use crate::rules::Rules;

/// A change by hand: what the plan was worth and would be worth, and the rules it would break that
/// are not broken now.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    pub before: Value,
    pub after: Value,
    pub broken: Vec<Broken>,
    /// The rounds as they would be, people ascending in each group.
    pub rounds: Vec<Vec<Vec<Person>>>,
}

impl Effect {
    /// The change in what the search maximises; positive is better.
    #[must_use]
    pub fn gain(&self, instance: &Instance) -> f64 {
        self.after.score(&instance.aims) - self.before.score(&instance.aims)
    }
}

/// What happens if `a` and `b` change places in a round; `None` if either has no seat in it.
#[must_use]
pub fn swap_effect(
    instance: &Instance,
    plan: &Plan,
    round: usize,
    a: Person,
    b: Person,
) -> Option<Effect> {
    let mut rounds = plan.rounds.clone();
    let (from, i) = seat(&rounds, round, a)?;
    let (to, j) = seat(&rounds, round, b)?;
    rounds[round][from][i] = b;
    rounds[round][to][j] = a;
    Some(effect(instance, plan, rounds))
}

/// What happens if somebody moves to another group of a round, with nobody coming back; `None` if
/// the person has no seat in it or the group does not exist.
#[must_use]
pub fn move_effect(
    instance: &Instance,
    plan: &Plan,
    round: usize,
    person: Person,
    group: usize,
) -> Option<Effect> {
    let mut rounds = plan.rounds.clone();
    let (from, i) = seat(&rounds, round, person)?;
    rounds[round].get(group)?;
    rounds[round][from].remove(i);
    rounds[round][group].push(person);
    Some(effect(instance, plan, rounds))
}

fn effect(instance: &Instance, plan: &Plan, mut rounds: Vec<Vec<Vec<Person>>>) -> Effect {
    for group in rounds.iter_mut().flatten() {
        group.sort_unstable();
    }
    let rules = Rules::new(instance);
    let now = broken(instance, &rules, &plan.rounds);
    let mut then = broken(instance, &rules, &rounds);
    then.retain(|fault| !now.contains(fault));
    Effect {
        before: measured(instance, &plan.rounds, plan.value),
        after: measured(instance, &rounds, plan.value),
        broken: then,
        rounds,
    }
}

/// Group and place of a person in a round.
fn seat(rounds: &[Vec<Vec<Person>>], round: usize, person: Person) -> Option<(usize, usize)> {
    rounds
        .get(round)?
        .iter()
        .enumerate()
        .find_map(|(g, group)| group.iter().position(|&p| p == person).map(|i| (g, i)))
}
