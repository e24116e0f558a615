//! Each way in which there can be no plan, and what is said of it.

use timetable::{Announced, Instance, Kind, NoPlan, Reason, Session, Spacing, Weeks};

use crate::worlds::{calm, plan};

fn none(change: impl Fn(&mut Instance)) -> NoPlan {
    let mut instance = calm();
    change(&mut instance);
    plan(&instance, 3_000).unwrap_err()
}

/// The one reason, which is a proof.
fn proof(change: impl Fn(&mut Instance)) -> Reason {
    let none = none(change);
    assert!(none.proven);
    assert_eq!(none.reasons.len(), 1, "{:?}", none.reasons);
    none.reasons[0].clone()
}

#[test]
fn numbers_that_point_nowhere() {
    let unknown = |kind, number| Reason::Unknown { kind, number };
    assert_eq!(proof(|i| i.leaders[0].cohort = 9), unknown(Kind::Cohort, 9));
    assert_eq!(
        proof(|i| i.teachers[0].modules.push(3)),
        unknown(Kind::Module, 3)
    );
    let told = |room, teachers| Announced {
        session: Session {
            room,
            teachers,
            ..Session::default()
        },
        locked: false,
    };
    assert_eq!(
        proof(|i| i.announced.push(told(7, vec![0]))),
        unknown(Kind::Room, 7)
    );
    assert_eq!(
        proof(|i| i.announced.push(told(0, vec![8]))),
        unknown(Kind::Teacher, 8)
    );
    let twice = Reason::AnnouncedTwice {
        cohort: 0,
        module: 0,
    };
    assert_eq!(
        proof(|i| i.announced = vec![told(0, vec![0]), told(1, vec![1])]),
        twice
    );
}

#[test]
fn numbers_that_cannot_be_meant() {
    assert_eq!(
        proof(|i| i.open_days.push(30_000)),
        Reason::TooFar { day: 30_000 }
    );
    assert_eq!(
        proof(|i| i.costs.absent = -1.0),
        Reason::Cost { cost: -1.0 }
    );
    assert_eq!(
        proof(|i| i.modules[1].length = 6),
        Reason::Length {
            module: 1,
            length: 6
        }
    );
    assert_eq!(
        proof(|i| i.modules[1].length = 0),
        Reason::Length {
            module: 1,
            length: 0
        }
    );
    let spacing = Spacing {
        least: 9,
        wish: 9,
        most: 8,
    };
    let empty = Reason::SpacingEmpty {
        module: 2,
        least: 9,
        most: 8,
    };
    assert_eq!(proof(|i| i.modules[2].spacing = spacing), empty);
}

#[test]
fn too_little_of_something() {
    let few = Reason::TooFewTeachers {
        module: 1,
        needed: 3,
        qualified: 2,
    };
    assert_eq!(proof(|i| i.modules[1].teachers = 3), few);
    let both = none(|i| i.rooms.iter_mut().for_each(|room| room.seats = 2));
    let seats = |cohort| Reason::NoRoomSeats {
        cohort,
        members: 3,
        most_seats: 2,
    };
    assert_eq!(both.reasons, [seats(0), seats(1)]);
    let short = none(|i| i.open_days.truncate(12));
    let reason = |cohort| Reason::HorizonTooShort {
        cohort,
        earliest: 0,
        needed: 13,
        last_open: 11,
    };
    assert_eq!(short.reasons, [reason(0), reason(1)]);
}

#[test]
fn a_teacher_missing_when_the_spacing_wants_the_module() {
    // The first module starts in the weeks 0 to 4, so the second is in the weeks 1 to 8.
    let none = none(|i| {
        i.teachers
            .iter_mut()
            .for_each(|who| who.off = (5..45).collect())
    });
    assert!(none.proven);
    let away = |reason: &Reason| matches!(reason, Reason::TeachersAway { .. });
    assert!(none.reasons.iter().any(away), "{:?}", none.reasons);
    let second = none
        .reasons
        .iter()
        .find(|reason| matches!(reason, Reason::TeachersAway { module: 1, .. }));
    let Some(Reason::TeachersAway {
        cohort: 0,
        weeks,
        needed: 1,
        ..
    }) = second
    else {
        panic!("{:?}", none.reasons);
    };
    assert!(weeks.first >= 1 && weeks.last <= 8, "{weeks:?}");
}

#[test]
fn rules_that_bar_every_day_of_one_session() {
    let weeks = Weeks { first: 0, last: 4 };
    let cohort = 0;
    let absent = none(|i| (0..2).for_each(|l| i.leaders[l].off = (0..25).collect()));
    let reason = Reason::TooManyAbsent {
        cohort,
        module: 0,
        weeks,
        fewest: 2,
        allowed: 1,
    };
    assert!(
        absent.proven && absent.reasons.contains(&reason),
        "{:?}",
        absent.reasons
    );
    let room = none(|i| {
        i.rooms
            .iter_mut()
            .for_each(|room| room.off = (0..25).collect())
    });
    let reason = Reason::NoRoomOpen {
        cohort,
        module: 0,
        weeks,
        seats: 3,
    };
    assert!(
        room.proven && room.reasons.contains(&reason),
        "{:?}",
        room.reasons
    );
    let closed = none(|i| i.open_days.retain(|day| *day > 24));
    let reason = Reason::Closed {
        cohort,
        module: 0,
        weeks,
    };
    assert!(
        closed.proven && closed.reasons.contains(&reason),
        "{:?}",
        closed.reasons
    );
    // Without the tranche there would be a way in each.
    let start = Reason::Start {
        cohort,
        earliest: 0,
        latest_start: 20,
    };
    for none in [absent, room, closed] {
        assert_eq!(none.reasons.len(), 2);
        assert!(none.reasons.contains(&start), "{:?}", none.reasons);
    }
}

#[test]
fn a_locked_session_in_the_way() {
    let none = none(|i| {
        i.leaders[3].unit = 0;
        i.modules.truncate(1);
        i.teachers.iter_mut().for_each(|who| who.modules = vec![0]);
        i.open_days = vec![0, 1];
        let session = Session {
            cohort: 0,
            teachers: vec![0],
            ..Session::default()
        };
        i.announced.push(Announced {
            session,
            locked: true,
        });
    });
    let reason = Reason::Locked {
        cohort: 1,
        module: 0,
        weeks: Weeks { first: 0, last: 0 },
    };
    assert!(none.proven);
    assert_eq!(none.reasons, [reason]);
}

#[test]
fn more_asked_for_than_there_is() {
    let single = |i: &mut Instance| {
        i.modules.truncate(1);
        i.teachers.iter_mut().for_each(|who| who.modules = vec![0]);
        i.open_days = vec![0, 1, 2];
    };
    let days = proof(|i| {
        single(i);
        i.leaders[3].unit = 0;
    });
    assert_eq!(
        days,
        Reason::TooManyDays {
            cohorts: vec![0, 1],
            needed: 4,
            open: 3
        }
    );
    let teachers = proof(|i| {
        single(i);
        i.teachers.truncate(1);
    });
    assert_eq!(
        teachers,
        Reason::TeacherDays {
            module: 0,
            needed: 4,
            free: 3
        }
    );
    let rooms = proof(|i| {
        single(i);
        i.rooms.truncate(1);
    });
    assert_eq!(
        rooms,
        Reason::RoomDays {
            seats: 3,
            needed: 4,
            free: 3
        }
    );
}

#[test]
fn clashes_that_only_the_search_meets() {
    // Five days for two sessions of two days, but only on one pair of days is everybody there.
    let tight = |i: &mut Instance| {
        i.modules.truncate(1);
        i.teachers.iter_mut().for_each(|who| who.modules = vec![0]);
        i.open_days = vec![0, 1, 2, 5];
    };
    let weeks = Weeks { first: 0, last: 0 };
    let mates = none(|i| {
        tight(i);
        i.leaders[3].unit = 0;
    });
    assert!(!mates.proven);
    assert_eq!(
        mates.reasons,
        [Reason::UnitMates {
            unit: 0,
            cohorts: (0, 1),
            module: 0,
            weeks
        }]
    );
    let room = none(|i| {
        tight(i);
        i.rooms.truncate(1);
    });
    assert!(!room.proven);
    assert!(
        matches!(
            room.reasons[0],
            Reason::RoomsTaken {
                module: 0,
                seats: 3,
                ..
            }
        ),
        "{room:?}"
    );
    let teacher = none(|i| {
        tight(i);
        i.teachers.truncate(1);
    });
    assert!(!teacher.proven);
    assert!(
        matches!(teacher.reasons[0], Reason::TeachersTaken { needed: 1, .. }),
        "{teacher:?}"
    );
}
