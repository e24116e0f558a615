//! Against every timetable there is, on worlds small enough to try them all.

use proptest::prelude::*;
use timetable::{Breach, Instance, Session, judge};

use crate::worlds::{Size, plan, random};

/// The least cost of all timetables that keep every rule.
fn cheapest(instance: &Instance) -> Option<f64> {
    let mut options = Vec::new();
    for cohort in 0..instance.cohorts.len() {
        for module in 0..instance.modules.len() {
            let mut own = every(instance, cohort, module);
            own.retain(|session| keeps(instance, std::slice::from_ref(session)));
            options.push(own);
        }
    }
    let mut best = None;
    extend(instance, &options, &mut Vec::new(), &mut best);
    best
}

/// Whether what is placed so far breaks nothing but that the rest is missing.
fn keeps(instance: &Instance, sessions: &[Session]) -> bool {
    let broken = judge(instance, sessions).broken;
    broken
        .iter()
        .all(|breach| matches!(breach, Breach::Missing { .. }))
}

fn every(instance: &Instance, cohort: usize, module: usize) -> Vec<Session> {
    let mut sessions = Vec::new();
    for &start in &instance.open_days {
        for room in 0..instance.rooms.len() {
            for set in 0..1usize << instance.teachers.len() {
                let teachers = (0..instance.teachers.len()).filter(|who| set >> who & 1 == 1);
                let teachers: Vec<usize> = teachers.collect();
                if teachers.len() == instance.modules[module].teachers {
                    sessions.push(Session {
                        cohort,
                        module,
                        start,
                        room,
                        teachers,
                    });
                }
            }
        }
    }
    sessions
}

fn extend(
    instance: &Instance,
    options: &[Vec<Session>],
    sessions: &mut Vec<Session>,
    best: &mut Option<f64>,
) {
    let Some(own) = options.get(sessions.len()) else {
        let cost = judge(instance, sessions).cost.total();
        *best = Some(best.map_or(cost, |best| best.min(cost)));
        return;
    };
    for session in own {
        sessions.push(session.clone());
        if keeps(instance, sessions) {
            extend(instance, options, sessions, best);
        }
        sessions.pop();
    }
}

fn solved_to_the_last_grain(size: Size, seed: u64) -> Result<(), TestCaseError> {
    let instance = random(size, seed);
    match (cheapest(&instance), plan(&instance, 2_000)) {
        (Some(best), Ok(found)) => {
            prop_assert!(
                (found.cost.total() - best).abs() < 1e-6,
                "{best} {:?}",
                found.cost
            );
            prop_assert!(
                found.bound <= best + 1e-9,
                "bound {} best {best}",
                found.bound
            );
        }
        (None, Err(none)) => prop_assert!(!none.reasons.is_empty()),
        (best, found) => prop_assert!(false, "{best:?} {found:?}"),
    }
    Ok(())
}

/// Both cohorts have the same days only; one holds the room (the teacher) that alone does for the
/// other, and has another one to go to, dearer or not.
#[test]
fn who_holds_the_only_room_for_another_gives_it_up() -> Result<(), TestCaseError> {
    let size = Size {
        cohorts: 2,
        modules: 2,
        weeks: 2,
        members: 2,
        units: 5,
        teachers: 3,
        rooms: 2,
    };
    solved_to_the_last_grain(size, 7_225_184_668_357_686_672)?;
    let size = Size {
        modules: 1,
        teachers: 2,
        ..size
    };
    solved_to_the_last_grain(size, 22_841u64.wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn tiny_worlds_are_solved_to_the_last_grain(
        cohorts in 1usize..3, modules in 1usize..3, teachers in 1usize..4, rooms in 1usize..3, seed: u64,
    ) {
        let size = Size { cohorts, modules, weeks: 2, members: 2, units: 5, teachers, rooms };
        solved_to_the_last_grain(size, seed)?;
    }
}
