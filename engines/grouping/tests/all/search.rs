use grouping::{judge, solve};

use crate::world::{iterations, organisation};

#[test]
fn a_plan_keeps_every_rule_and_beats_chance_by_far() {
    let instance = organisation(1, 100, 12, 6);
    let plan = solve(&instance, &iterations(1, 400_000, 2), &mut |_| {}).unwrap();
    let verdict = judge(&instance, &plan.rounds);
    assert_eq!(verdict.broken, []);
    assert_eq!(verdict.value, plan.value);
    assert!(plan.value.score(&instance.aims) > 0.8, "{:?}", plan.value);
}

#[test]
fn the_same_seed_and_iterations_give_the_same_plan_on_any_number_of_threads() {
    let instance = organisation(2, 60, 9, 5);
    let plan =
        |seed, threads| solve(&instance, &iterations(seed, 100_000, threads), &mut |_| {}).unwrap();
    let first = plan(7, 1);
    assert_eq!(first, plan(7, 1));
    assert_eq!(first, plan(7, 2));
    assert_eq!(first, plan(7, 5));
    assert_ne!(first.rounds, plan(8, 1).rounds);
}
