use grouping::{Aims, Attribute, Instance, Lock, Refusal, Round, Rule, Sizes, check};

/// Six people in two threes.
fn six() -> Instance {
    Instance {
        people: 6,
        rounds: vec![Round {
            sizes: Sizes::Even(2),
            absent: Vec::new(),
        }],
        ..Instance::default()
    }
}

#[track_caller]
fn refused(instance: &Instance, expected: &[Refusal]) {
    assert_eq!(check(instance), Err(expected.to_vec()));
}

const fn lock(group: usize, person: usize) -> Lock {
    Lock {
        round: 0,
        group,
        person,
    }
}

#[test]
fn a_sound_instance_is_not_refused() {
    let mut instance = six();
    instance.apart = vec![(0, 1)];
    instance.together = vec![(0, 2), (3, 1)];
    instance.locked = vec![lock(1, 0)];
    assert_eq!(check(&instance), Ok(()));
    assert_eq!(check(&Instance::default()), Ok(()));
}

#[test]
fn numbers_out_of_range_are_named_with_their_rule() {
    let mut instance = six();
    instance.apart = vec![(0, 6)];
    instance.together = vec![(2, 2)];
    instance.rounds[0].absent = vec![9];
    instance.locked = vec![lock(2, 1), lock(0, 7)];
    instance.attributes = vec![Attribute {
        name: "area".into(),
        weight: 1,
        values: vec![0; 5],
    }];
    instance.aims = Aims {
        diversity: f64::NAN,
        acquaintance: 1.0,
    };
    refused(
        &instance,
        &[
            Refusal::UnknownPerson {
                rule: Rule::Apart,
                person: 6,
            },
            Refusal::SamePerson {
                rule: Rule::Together,
                person: 2,
            },
            Refusal::UnknownPerson {
                rule: Rule::Absent { round: 0 },
                person: 9,
            },
            Refusal::LockNowhere { lock: lock(2, 1) },
            Refusal::UnknownPerson {
                rule: Rule::Locked,
                person: 7,
            },
            Refusal::AttributeLength {
                attribute: 0,
                values: 5,
                people: 6,
            },
            Refusal::Aims,
        ],
    );
}

#[test]
fn together_through_others_clashes_with_apart_and_the_chain_is_named() {
    let mut instance = six();
    instance.together = vec![(4, 1), (4, 5)];
    instance.apart = vec![(5, 1)];
    refused(
        &instance,
        &[Refusal::TogetherApart {
            round: 0,
            pair: (1, 5),
            chain: vec![1, 4, 5],
        }],
    );
    // Without the person in the middle nothing joins the other two.
    instance.rounds[0].absent = vec![4];
    assert_eq!(check(&instance), Ok(()));
}

#[test]
fn sizes_that_cannot_be_met_are_refused() {
    for (sizes, groups, least, most) in [
        (Sizes::Even(0), 0, 0, 0),
        (Sizes::Even(7), 7, 0, 7),
        (Sizes::Exactly(vec![3, 4]), 2, 7, 7),
        (
            Sizes::Between {
                groups: 3,
                least: 3,
                most: 4,
            },
            3,
            9,
            12,
        ),
        (
            Sizes::Between {
                groups: 2,
                least: 1,
                most: 2,
            },
            2,
            2,
            4,
        ),
        (
            Sizes::Between {
                groups: 2,
                least: 4,
                most: 2,
            },
            2,
            8,
            4,
        ),
    ] {
        let mut instance = six();
        instance.rounds[0].sizes = sizes;
        refused(
            &instance,
            &[Refusal::Sizes {
                round: 0,
                present: 6,
                groups,
                least,
                most,
            }],
        );
    }
}

#[test]
fn more_people_apart_than_groups_are_named() {
    let mut instance = six();
    instance.apart = vec![(0, 3), (3, 5), (5, 0), (1, 2)];
    refused(
        &instance,
        &[Refusal::ApartCrowd {
            round: 0,
            people: vec![0, 3, 5],
            groups: 2,
        }],
    );
}

#[test]
fn people_who_come_as_one_count_as_one_in_a_crowd() {
    let mut instance = six();
    instance.together = vec![(0, 1)];
    instance.apart = vec![(0, 3), (3, 5), (5, 1)];
    refused(
        &instance,
        &[Refusal::ApartCrowd {
            round: 0,
            people: vec![0, 3, 5],
            groups: 2,
        }],
    );
}

#[test]
fn a_block_larger_than_a_group_is_refused() {
    let mut instance = six();
    instance.together = vec![(0, 1), (2, 3), (1, 3)];
    refused(
        &instance,
        &[Refusal::BlockTooLarge {
            round: 0,
            people: vec![0, 1, 2, 3],
            largest: 3,
        }],
    );
}

#[test]
fn locks_that_clash_are_refused() {
    let mut instance = six();
    instance.locked = vec![lock(0, 1), lock(1, 1)];
    refused(
        &instance,
        &[Refusal::LockTwice {
            first: lock(0, 1),
            second: lock(1, 1),
        }],
    );
    instance.locked = vec![lock(0, 1), lock(0, 2)];
    instance.apart = vec![(1, 2)];
    refused(
        &instance,
        &[Refusal::LockApart {
            first: lock(0, 1),
            second: lock(0, 2),
        }],
    );
    instance.apart.clear();
    instance.together = vec![(1, 2)];
    instance.locked = vec![lock(0, 1), lock(1, 2)];
    refused(
        &instance,
        &[Refusal::LockSplits {
            first: lock(0, 1),
            second: lock(1, 2),
            chain: vec![1, 2],
        }],
    );
    instance.locked = vec![lock(0, 1), lock(0, 3), lock(0, 4)];
    refused(
        &instance,
        &[Refusal::LockOverfull {
            round: 0,
            group: 0,
            people: vec![1, 2, 3, 4],
            most: 3,
        }],
    );
    instance.locked = vec![lock(0, 1)];
    instance.rounds[0].absent = vec![1];
    refused(&instance, &[Refusal::LockAbsent { lock: lock(0, 1) }]);
}
