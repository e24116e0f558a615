//! What one person is told, and what a change by hand would do.

use grouping::{
    Apart, Attribute, Broken, Instance, Lock, Plan, Round, Sizes, Spread, explain, judge,
    move_effect, swap_effect,
};

/// Six people of three areas in two rounds of two threes.
fn six() -> (Instance, Plan) {
    let round = Round {
        sizes: Sizes::Even(2),
        absent: Vec::new(),
    };
    let instance = Instance {
        people: 6,
        attributes: vec![Attribute {
            name: "area".into(),
            weight: 2,
            values: vec![0, 0, 1, 1, 2, 2],
        }],
        rounds: vec![round.clone(), round],
        apart: vec![(0, 5), (3, 4), (5, 0)],
        together: vec![(0, 2)],
        locked: vec![Lock {
            round: 1,
            group: 0,
            person: 0,
        }],
        met_before: vec![(4, 0)],
        ..Instance::default()
    };
    let rounds = vec![
        vec![vec![0, 2, 4], vec![1, 3, 5]],
        vec![vec![0, 1, 2], vec![3, 4, 5]],
    ];
    let plan = Plan::judged(&instance, rounds, 0);
    (instance, plan)
}

#[test]
fn a_person_is_told_whom_they_meet_from_where_and_whom_not_and_why() {
    let (instance, plan) = six();
    let told = explain(&instance, &plan, 0).unwrap();
    assert_eq!((told.colleagues, told.new), (3, 2));
    assert_eq!(told.again, [(2, 2)]);
    assert_eq!(
        told.spread,
        [Spread {
            attribute: 0,
            values: 3,
            of: 3
        }]
    );
    assert_eq!(told.apart, [Apart { from: 5, rule: 0 }]);
    assert_eq!(told.together, [2]);
    let seats: Vec<_> = told
        .seats
        .iter()
        .map(|seat| {
            (
                seat.group,
                seat.with.clone(),
                seat.new,
                seat.locked,
                seat.values.clone(),
            )
        })
        .collect();
    assert_eq!(
        seats,
        [
            (0, vec![2, 4], 1, false, vec![3]),
            (0, vec![1, 2], 1, true, vec![2])
        ]
    );
    assert_eq!(explain(&instance, &plan, 6), None);
}

#[test]
fn a_swap_shows_its_value_and_every_rule_it_would_break() {
    let (instance, plan) = six();
    let effect = swap_effect(&instance, &plan, 1, 0, 3).unwrap();
    assert_eq!(effect.rounds[1], [vec![1, 2, 3], vec![0, 4, 5]]);
    let verdict = judge(&instance, &effect.rounds);
    assert_eq!(effect.after, verdict.value);
    assert_eq!(effect.before, plan.value);
    assert_eq!(
        effect.broken,
        [
            Broken::Apart {
                round: 1,
                group: 1,
                pair: (0, 5)
            },
            Broken::Together {
                round: 1,
                pair: (0, 2)
            },
            Broken::Lock(instance.locked[0]),
        ]
    );
    // The pair 3 and 4 sits together already; that is no fault of the swap.
    assert!(verdict.broken.len() < judge(&instance, &plan.rounds).broken.len() + 4);
    assert!(swap_effect(&instance, &plan, 2, 0, 1).is_none());
}

#[test]
fn a_swap_and_back_gains_nothing() {
    let (instance, plan) = six();
    let there = swap_effect(&instance, &plan, 0, 4, 5).unwrap();
    let halfway = Plan {
        rounds: there.rounds.clone(),
        value: there.after,
        iterations: 0,
    };
    let back = swap_effect(&instance, &halfway, 0, 4, 5).unwrap();
    assert_eq!(back.rounds, plan.rounds);
    assert!((there.gain(&instance) + back.gain(&instance)).abs() < 1e-12);
}

#[test]
fn a_move_shows_the_sizes_it_breaks() {
    let (instance, plan) = six();
    let effect = move_effect(&instance, &plan, 0, 3, 0).unwrap();
    assert_eq!(effect.rounds[0], [vec![0, 2, 3, 4], vec![1, 5]]);
    let size = |group, people| Broken::Size {
        round: 0,
        group,
        people,
        least: 3,
        most: 3,
    };
    let apart = Broken::Apart {
        round: 0,
        group: 0,
        pair: (3, 4),
    };
    assert_eq!(effect.broken, [size(0, 4), size(1, 2), apart]);
    assert!(move_effect(&instance, &plan, 0, 3, 2).is_none());
}
