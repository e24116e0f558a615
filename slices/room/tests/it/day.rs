use chrono::{NaiveDateTime, TimeDelta, TimeZone as _, Utc};
use room::domain::{
    day::{self, Gift, State, Stretch},
    sheet::{self, Kind, Screen},
};

use crate::example;

fn a_day() -> Vec<Stretch> {
    let sheets = sheet::read(&example()).unwrap();
    let sheet = sheets
        .iter()
        .find(|sheet| sheet.key == "lederteamet")
        .unwrap();
    day::of(sheet, 1)
}

/// Minutes after nine on a day in November.
fn at(minutes: i64) -> NaiveDateTime {
    "2027-11-02T09:00:00".parse::<NaiveDateTime>().unwrap() + TimeDelta::minutes(minutes)
}

fn instant(minutes: i64) -> chrono::DateTime<Utc> {
    Utc.with_ymd_and_hms(2027, 11, 2, 8, 0, 0).unwrap() + TimeDelta::minutes(minutes)
}

#[test]
fn a_day_that_keeps_its_time_is_as_planned() {
    let day = a_day();
    let slots = day::slots(&day, &[at(0)], None, at(-30));
    assert!(slots.iter().all(|slot| slot.planned == slot.expected));
    assert_eq!(slots[1].planned, at(day[0].minutes.into()));
}

#[test]
fn what_slips_moves_all_that_follows_and_a_beat_of_knowledge_gives_first() {
    let mut day = a_day();
    day[0].began = Some(instant(0));
    day[1].began = Some(instant(32));
    let slots = day::slots(&day, &[at(0)], Some(1), at(35));
    assert_eq!(
        (slots[0].state, slots[1].state, slots[2].state),
        (State::Past, State::Now, State::Ahead)
    );
    assert_eq!(slots[2].expected, at(42));
    assert_eq!(day::behind(&day, &slots, Some(1)), 12);
    let gift = day::gift(&day, Some(1), 12).unwrap();
    assert_eq!(
        gift,
        Gift {
            number: 2,
            minutes: 15
        }
    );
    assert_eq!(day[2].beat.kind, Kind::Knowledge);
    // Given, the day ends when it should, or a little before.
    day[2].minutes -= gift.minutes;
    let slots = day::slots(&day, &[at(0)], Some(1), at(35));
    assert_eq!(day::behind(&day, &slots, Some(1)), -3);
    // A beat that lasts too long goes on costing.
    let slots = day::slots(&day, &[at(0)], Some(1), at(60));
    assert_eq!(day::behind(&day, &slots, Some(1)), 15);
}

#[test]
fn the_last_ten_minutes_are_never_given() {
    let mut day = a_day();
    let last = day.len() - 1;
    assert_eq!(day[last].beat.screen, Screen::Step);
    day::lasting(&mut day[last], 2);
    assert_eq!(day[last].minutes, sheet::STEP_MINUTES);
    assert_eq!(day::gift(&day, Some(last - 1), 60), None);
}

#[test]
fn a_beat_left_out_gives_all_its_minutes() {
    let mut day = a_day();
    day[0].began = Some(instant(0));
    day[2].skipped = true;
    let slots = day::slots(&day, &[at(0)], Some(0), at(5));
    assert_eq!(
        day::behind(&day, &slots, Some(0)),
        -i64::from(day[2].minutes)
    );
    assert_eq!(day::next(&day, Some(1)), Some(3));
    assert_eq!(day::previous(&day, Some(3)), Some(1));
}
