//! On random worlds: no broken rule, costs that agree, a bound below, the same plan again.

use proptest::prelude::*;
use timetable::{Announced, Breach, Plan, judge, solve};

use crate::worlds::{Dice, Size, budget, calm, plan, random};

fn sizes() -> impl Strategy<Value = Size> {
    (
        1usize..5,
        1usize..5,
        4u32..14,
        1usize..6,
        4usize..20,
        1usize..6,
        1usize..4,
    )
        .prop_map(
            |(cohorts, modules, weeks, members, units, teachers, rooms)| Size {
                cohorts,
                modules,
                weeks,
                members,
                units,
                teachers,
                rooms,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_keeps_every_rule_and_says_what_it_costs(size in sizes(), seed: u64) {
        let instance = random(size, seed);
        let mut last = None;
        let Ok(found) = solve(&instance, &budget(seed, 300), &mut |told| last = Some(told)) else {
            return Ok(());
        };
        let verdict = judge(&instance, &found.sessions);
        prop_assert_eq!(&verdict.broken, &Vec::<Breach>::new());
        prop_assert_eq!(found.sessions.len(), size.cohorts * size.modules);
        prop_assert_eq!(verdict.cost, found.cost);
        let told = last.unwrap();
        prop_assert_eq!(told.broken, 0);
        prop_assert!((told.cost - found.cost.total()).abs() < 1e-6, "{} {:?}", told.cost, found.cost);
        prop_assert!(found.bound <= found.cost.total() + 1e-9);
    }

    #[test]
    fn announced_and_locked_sessions_are_kept(size in sizes(), seed: u64) {
        let mut instance = random(size, seed);
        let Ok(before) = plan(&instance, 100) else {
            return Ok(());
        };
        let mut dice = Dice(seed);
        for session in &before.sessions {
            if dice.below(3) > 0 {
                let locked = dice.below(3) == 0;
                instance.announced.push(Announced { session: session.clone(), locked });
            }
        }
        let leader = dice.below(instance.leaders.len());
        instance.leaders[leader].off = (0..size.weeks * 5).filter(|_| dice.below(3) == 0).collect();
        let mut last = None;
        let Ok(after) = solve(&instance, &budget(seed, 200), &mut |told| last = Some(told)) else {
            return Ok(());
        };
        let verdict = judge(&instance, &after.sessions);
        prop_assert_eq!(&verdict.broken, &Vec::<Breach>::new());
        prop_assert_eq!(verdict.moved, after.moved);
        prop_assert!((last.unwrap().cost - after.cost.total()).abs() < 1e-6);
        prop_assert!(after.bound <= after.cost.total() + 1e-9);
        for told in instance.announced.iter().filter(|told| told.locked) {
            prop_assert!(after.sessions.contains(&told.session));
        }
    }
}

/// The properties above mean something only if many of the worlds have a plan, and some have none.
#[test]
fn random_worlds_are_neither_all_easy_nor_all_impossible() {
    let size = Size {
        cohorts: 2,
        modules: 2,
        weeks: 8,
        members: 3,
        units: 8,
        teachers: 3,
        rooms: 2,
    };
    let planned = (0..200)
        .filter(|world| plan(&random(size, *world), 100).is_ok())
        .count();
    assert!((40..190).contains(&planned), "{planned} of 200");
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    let size = Size {
        cohorts: 4,
        modules: 4,
        weeks: 14,
        members: 5,
        units: 12,
        teachers: 5,
        rooms: 3,
    };
    let plans = |seed| {
        (0..40).filter_map(move |world| {
            solve(&random(size, world), &budget(seed, 400), &mut |_| {}).ok()
        })
    };
    let once: Vec<Plan> = plans(7).collect();
    assert!(
        once.len() > 5,
        "only {} of the worlds have a plan",
        once.len()
    );
    assert_eq!(once, plans(7).collect::<Vec<_>>());
}

#[test]
fn stopping_at_once_still_gives_a_plan() {
    let budget = timetable::Budget {
        seed: 1,
        iterations: u64::MAX,
        stop: &|| true,
    };
    let found = solve(&calm(), &budget, &mut |_| {}).unwrap();
    assert_eq!(judge(&calm(), &found.sessions).hard(), 0);
}

#[test]
fn unit_mates_in_one_cohort_are_named_and_never_apart() {
    let mut instance = calm();
    instance.leaders[1].unit = instance.leaders[0].unit;
    let found = plan(&instance, 200).unwrap();
    assert_eq!(found.mates.len(), 1);
    assert_eq!(
        (found.mates[0].cohort, &found.mates[0].leaders),
        (0, &vec![0, 1])
    );
    assert_eq!(judge(&instance, &found.sessions).hard(), 0);
}

#[test]
fn unit_mates_in_two_cohorts_are_never_away_the_same_day() {
    let mut instance = calm();
    instance.leaders[3].unit = instance.leaders[0].unit;
    let found = plan(&instance, 200).unwrap();
    let days = |cohort: usize| -> Vec<u32> {
        let own = found
            .sessions
            .iter()
            .filter(|session| session.cohort == cohort);
        own.flat_map(|s| s.start..s.start + instance.modules[s.module].length)
            .collect()
    };
    assert!(days(0).iter().all(|day| !days(1).contains(day)));
}

/// Each rule broken by hand, one at a time, is the one the judge finds.
#[test]
fn the_judge_finds_each_rule() {
    let instance = calm();
    let good = plan(&instance, 200).unwrap().sessions;
    let broken = |change: &dyn Fn(&mut timetable::Instance, &mut Vec<timetable::Session>)| {
        let (mut instance, mut sessions) = (instance.clone(), good.clone());
        change(&mut instance, &mut sessions);
        judge(&instance, &sessions).broken
    };
    let start = good[0].start;
    let has = |found: Vec<Breach>, expected: &dyn Fn(&Breach) -> bool| {
        assert!(found.iter().any(expected), "{found:?}");
    };
    has(broken(&|_, s| drop(s.remove(0))), &|b| {
        *b == Breach::Missing {
            cohort: 0,
            module: 0,
        }
    });
    has(broken(&|_, s| s.push(s[0].clone())), &|b| {
        *b == Breach::Repeated {
            cohort: 0,
            module: 0,
        }
    });
    has(broken(&|_, s| s[0].room = 9), &|b| {
        matches!(b, Breach::Unknown { cohort: 0, .. })
    });
    has(
        broken(&|i, _| i.open_days.retain(|day| *day != start)),
        &|b| {
            *b == Breach::Closed {
                cohort: 0,
                module: 0,
            }
        },
    );
    has(broken(&|_, s| s[0].start = 4), &|b| {
        *b == Breach::TwoWeeks {
            cohort: 0,
            module: 0,
        }
    });
    has(broken(&|_, s| s[1].start = s[0].start + 3), &|b| {
        *b == Breach::Spacing {
            cohort: 0,
            module: 1,
            days: 3,
        }
    });
    has(broken(&|i, _| i.cohorts[0].earliest = start + 1), &|b| {
        *b == Breach::Start { cohort: 0, start }
    });
    has(
        broken(&|i, _| (0..2).for_each(|l| i.leaders[l].off = vec![start])),
        &|b| {
            *b == Breach::TooManyAbsent {
                cohort: 0,
                module: 0,
                absent: 2,
            }
        },
    );
    has(broken(&|i, s| i.rooms[s[0].room].seats = 2), &|b| {
        matches!(b, Breach::RoomSmall { .. })
    });
    has(broken(&|i, s| i.rooms[s[0].room].off = vec![start]), &|b| {
        matches!(b, Breach::RoomOff { .. })
    });
    has(broken(&|_, s| s[0].teachers.clear()), &|b| {
        *b == Breach::TeacherNumber {
            cohort: 0,
            module: 0,
            teachers: 0,
        }
    });
    has(
        broken(&|i, s| i.teachers[s[0].teachers[0]].modules.clear()),
        &|b| {
            matches!(
                b,
                Breach::Unqualified {
                    cohort: 0,
                    module: 0,
                    ..
                }
            )
        },
    );
    has(
        broken(&|i, s| i.teachers[s[0].teachers[0]].off = vec![start]),
        &|b| {
            matches!(
                b,
                Breach::TeacherOff {
                    cohort: 0,
                    module: 0,
                    ..
                }
            )
        },
    );
    let same = |s: &mut Vec<timetable::Session>| {
        s[3] = timetable::Session {
            cohort: 1,
            ..s[0].clone()
        };
    };
    has(broken(&|_, s| same(s)), &|b| {
        matches!(b, Breach::RoomTwice { times: 2, .. })
    });
    has(broken(&|_, s| same(s)), &|b| {
        matches!(b, Breach::TeacherTwice { times: 2, .. })
    });
    has(
        broken(&|i, s| {
            i.leaders[3].unit = 0;
            same(s)
        }),
        &|b| {
            matches!(
                b,
                Breach::UnitMates {
                    unit: 0,
                    times: 2,
                    ..
                }
            )
        },
    );
    let lock = |i: &mut timetable::Instance, s: &[timetable::Session]| {
        i.announced.push(Announced {
            session: s[0].clone(),
            locked: true,
        });
    };
    has(
        broken(&|i, s| {
            lock(i, s);
            s[0].room = 1 - s[0].room
        }),
        &|b| {
            *b == Breach::Unlocked {
                cohort: 0,
                module: 0,
            }
        },
    );
}
