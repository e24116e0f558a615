//! After a change: what was announced stays where it can.

use timetable::{Announced, Breach, judge};

use crate::worlds::{calm, plan};

fn announced(locked: bool) -> timetable::Instance {
    let mut instance = calm();
    let found = plan(&instance, 500).unwrap();
    let told = |session| Announced { session, locked };
    instance.announced = found.sessions.into_iter().map(told).collect();
    instance
}

#[test]
fn nothing_changed_nothing_moves() {
    let instance = announced(false);
    let again = plan(&instance, 500).unwrap();
    assert_eq!(again.moved, 0);
    let told: Vec<_> = instance
        .announced
        .into_iter()
        .map(|told| told.session)
        .collect();
    assert_eq!(again.sessions, told);
}

#[test]
fn a_closed_day_moves_only_the_sessions_on_it() {
    let mut instance = announced(false);
    let closed = instance.announced[1].session.start;
    instance.open_days.retain(|day| *day != closed);
    let hit = instance.announced.iter().filter(|told| {
        let length = instance.modules[told.session.module].length;
        (told.session.start..told.session.start + length).contains(&closed)
    });
    let hit = hit.count();
    let again = plan(&instance, 2_000).unwrap();
    assert_eq!(again.moved, hit);
    assert!((again.cost.moved - 25.0 * hit as f64).abs() < 1e-9);
}

#[test]
fn another_teacher_is_no_move() {
    let mut instance = announced(false);
    let session = instance.announced[0].session.clone();
    // One teacher at a time is enough for the two cohorts apart, so there is always another.
    instance.teachers.push(timetable::Teacher {
        modules: vec![0, 1, 2],
        ..Default::default()
    });
    instance.teachers[session.teachers[0]].off = vec![session.start];
    let again = plan(&instance, 500).unwrap();
    assert_eq!(again.moved, 0);
    assert_ne!(again.sessions[0].teachers, session.teachers);
}

#[test]
fn a_closed_room_moves_its_session_to_the_other_room_that_day() {
    let mut instance = announced(false);
    instance.rooms.push(timetable::Room {
        seats: 4,
        ..Default::default()
    });
    let session = instance.announced[0].session.clone();
    instance.rooms[session.room].off = vec![session.start];
    let again = plan(&instance, 1_000).unwrap();
    assert_eq!(again.moved, 1);
    assert_eq!(again.sessions[0].start, session.start);
    assert_ne!(again.sessions[0].room, session.room);
}

#[test]
fn locked_sessions_stay_even_where_they_break_a_rule() {
    let mut instance = announced(true);
    let closed = instance.announced[0].session.start;
    instance.open_days.retain(|day| *day != closed);
    let free = instance.announced.pop().unwrap().session;
    let again = plan(&instance, 500).unwrap();
    let verdict = judge(&instance, &again.sessions);
    assert_eq!(verdict.broken, []);
    assert!(verdict.standing.contains(&Breach::Closed {
        cohort: 0,
        module: 0
    }));
    assert_eq!(again.sessions[0], instance.announced[0].session);
    assert_eq!(again.sessions[5].cohort, free.cohort);
}
