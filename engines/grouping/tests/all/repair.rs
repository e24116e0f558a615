use grouping::{
    Attribute, Instance, Lock, Person, Plan, Refusal, Round, Sizes, judge, repair, solve,
};
use proptest::prelude::*;

use crate::world::{Dice, iterations, little, organisation};

#[expect(
    clippy::unwrap_used,
    reason = "a world without a plan is a fault of the test"
)]
fn planned(instance: &Instance) -> Plan {
    solve(instance, &iterations(1, 200_000, 2), &mut |_| {}).unwrap()
}

fn leaves(instance: &mut Instance, person: Person, from: usize) {
    for round in &mut instance.rounds[from..] {
        if !round.absent.contains(&person) {
            round.absent.push(person);
        }
    }
}

#[test]
fn one_of_two_hundred_leaves_twelve_rounds_and_at_most_six_are_moved() {
    let instance = organisation(1, 200, 25, 12);
    let plan = planned(&instance);
    for leaver in [0, 3, 50, 117, 198, 199] {
        let mut later = instance.clone();
        leaves(&mut later, leaver, 0);
        let repaired = repair(&later, &plan, &iterations(1, 0, 1)).unwrap();
        assert_eq!(judge(&later, &repaired.plan.rounds).broken, []);
        let moved = repaired.moved();
        assert!(moved.len() <= 6, "{leaver}: {moved:?}");
        // No more seats change than rounds whose sizes no longer fit.
        let unfit = judge(&later, &without(&plan, leaver)).broken.len();
        let reseated = repaired.changes.iter().filter(|c| c.to.is_some()).count();
        assert!(reseated <= unfit, "{leaver}: {reseated} of {unfit}");
        assert!(
            repaired.cost(&later) < 0.02,
            "{leaver}: {}",
            repaired.cost(&later)
        );
    }
}

fn without(plan: &Plan, person: Person) -> Vec<Vec<Vec<Person>>> {
    let mut rounds = plan.rounds.clone();
    for group in rounds.iter_mut().flatten() {
        group.retain(|&p| p != person);
    }
    rounds
}

#[test]
fn a_joiner_gets_a_seat_in_every_round_and_few_others_move() {
    let instance = organisation(2, 200, 25, 12);
    let plan = planned(&instance);
    let mut later = instance.clone();
    later.people += 1;
    for attribute in &mut later.attributes {
        attribute.values.push(1);
    }
    later.apart.push((2, 200));
    let repaired = repair(&later, &plan, &iterations(1, 0, 1)).unwrap();
    assert_eq!(judge(&later, &repaired.plan.rounds).broken, []);
    assert_eq!(repaired.moved(), [] as [Person; 0]);
    assert_eq!(repaired.changes.len(), 12);
    assert!(
        repaired
            .changes
            .iter()
            .all(|c| c.person == 200 && c.from.is_none())
    );
}

#[test]
fn an_absence_changes_that_round_only() {
    let instance = organisation(3, 100, 12, 6);
    let plan = planned(&instance);
    let mut later = instance.clone();
    later.rounds[2].absent.extend([7, 8, 9, 10, 11]);
    let repaired = repair(&later, &plan, &iterations(1, 0, 1)).unwrap();
    assert_eq!(judge(&later, &repaired.plan.rounds).broken, []);
    assert!(repaired.changes.iter().all(|change| change.round == 2));
    assert!(repaired.moved().len() <= 5, "{:?}", repaired.moved());
}

#[test]
fn a_new_apart_pair_at_one_table_moves_one_or_two() {
    let instance = organisation(4, 100, 12, 1);
    let plan = planned(&instance);
    let mut later = instance.clone();
    let table = &plan.rounds[0][4];
    later.apart.push((table[0], table[1]));
    let repaired = repair(&later, &plan, &iterations(1, 0, 1)).unwrap();
    assert_eq!(judge(&later, &repaired.plan.rounds).broken, []);
    assert!(
        (1..=2).contains(&repaired.moved().len()),
        "{:?}",
        repaired.moved()
    );
    assert!(repaired.moved().iter().any(|p| table[..2].contains(p)));
}

#[test]
fn a_plan_that_fits_stays_as_it_is() {
    let instance = organisation(5, 60, 8, 4);
    let plan = planned(&instance);
    let repaired = repair(&instance, &plan, &iterations(9, 0, 1)).unwrap();
    assert_eq!(repaired.plan.rounds, plan.rounds);
    assert_eq!(repaired.changes, []);
    assert!(repaired.cost(&instance).abs() < 1e-12);
}

#[test]
fn new_rounds_are_searched_for_and_old_ones_stay() {
    let instance = organisation(6, 60, 8, 4);
    let plan = planned(&instance);
    let mut later = instance.clone();
    later.rounds.push(Round {
        sizes: Sizes::Even(10),
        absent: vec![4],
    });
    let repaired = repair(&later, &plan, &iterations(1, 100_000, 1)).unwrap();
    assert_eq!(judge(&later, &repaired.plan.rounds).broken, []);
    assert_eq!(repaired.plan.rounds[..4], plan.rounds);
    assert!(repaired.plan.value.acquaintance.value > plan.value.acquaintance.value + 100);
}

#[test]
fn impossible_changes_are_refused() {
    let instance = organisation(7, 20, 4, 1);
    let plan = planned(&instance);
    let mut later = instance.clone();
    later.locked.push(Lock {
        round: 0,
        group: 4,
        person: 0,
    });
    let refusals = repair(&later, &plan, &iterations(1, 0, 1)).unwrap_err();
    assert_eq!(
        refusals,
        [Refusal::LockNowhere {
            lock: later.locked[0]
        }]
    );
}

#[test]
fn the_fewest_are_moved_as_trying_all_arrangements_shows() {
    // Seven people in groups of two or three; every single absence, every new apart pair.
    let mut tried = 0;
    for seed in 1..40 {
        let mut dice = Dice::new(seed);
        let instance = Instance {
            people: 7,
            attributes: vec![Attribute {
                name: "area".into(),
                weight: 1,
                values: (0..7).map(|_| dice.below(3) as u32).collect(),
            }],
            rounds: vec![Round {
                sizes: Sizes::Even(3),
                absent: Vec::new(),
            }],
            ..Instance::default()
        };
        let plan = solve(&instance, &iterations(seed, 2_000, 1), &mut |_| {}).unwrap();
        let mut later = instance.clone();
        if dice.below(2) == 0 {
            later.rounds[0].absent.push(dice.below(7));
        }
        for _ in 0..2 {
            let a = dice.below(7);
            later.apart.push((a, (a + 1 + dice.below(6)) % 7));
        }
        let Ok(repaired) = repair(&later, &plan, &iterations(1, 0, 1)) else {
            continue;
        };
        assert_eq!(judge(&later, &repaired.plan.rounds).broken, []);
        assert_eq!(
            repaired.moved().len(),
            fewest(&later, &plan),
            "seed {seed}: {later:?}"
        );
        tried += 1;
    }
    assert!(tried > 20);
}

/// The fewest people who change group in any legal arrangement of the only round.
fn fewest(instance: &Instance, plan: &Plan) -> usize {
    let present: Vec<Person> = (0..instance.people)
        .filter(|p| !instance.rounds[0].absent.contains(p))
        .collect();
    let groups = plan.rounds[0].len();
    let mut fewest = usize::MAX;
    for code in 0..groups.pow(present.len() as u32) {
        let mut arrangement = vec![Vec::new(); groups];
        let mut moved = 0;
        let mut rest = code;
        for &p in &present {
            arrangement[rest % groups].push(p);
            moved += usize::from(!plan.rounds[0][rest % groups].contains(&p));
            rest /= groups;
        }
        if moved < fewest && judge(instance, &[arrangement]).broken.is_empty() {
            fewest = moved;
        }
    }
    fewest
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_is_fitted_to_any_changed_instance(seed: u64) {
        let instance = little(seed, 20, 3);
        let mut later = little(seed ^ 0x55, 20, 3);
        later.people = later.people.max(instance.people);
        for attribute in &mut later.attributes {
            attribute.values.resize(later.people, 0);
        }
        let budget = iterations(seed, 2_000, 1);
        if let Ok(plan) = solve(&instance, &budget, &mut |_| {}) {
            let possible = solve(&later, &budget, &mut |_| {});
            match repair(&later, &plan, &budget) {
                Ok(repaired) => {
                    let verdict = judge(&later, &repaired.plan.rounds);
                    prop_assert_eq!(verdict.broken, []);
                    prop_assert_eq!(verdict.value, repaired.plan.value);
                }
                Err(refusals) => prop_assert_eq!(possible.err(), Some(refusals)),
            }
        }
    }
}
