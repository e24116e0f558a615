//! The file form, there and back, and what it says of a bad text.

use timetable::format::{read, read_sessions, write};

use crate::worlds::{calm, plan};

const SMALL: &str = r#"{
  "format": "session-placement/1", "seed": 3, "years": 1,
  "days": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 21, 22, 23, 24, 45, 46, 47, 48, 49],
  "cohorts": 1,
  "modules": [{"id": 0, "len": 2, "facilitators": 1}, {"id": 1, "len": 1, "facilitators": 1}],
  "gap_days": [15, 90],
  "site_of_cohort": [2],
  "leaders": [{"unit": 7, "cohort": 0, "off": [0, 45]}],
  "facilitators": [{"topics": [0, 1], "off": [1]}],
  "rooms": [{"seats": 4, "site": 1, "off": [2]}],
  "soft": {"absent_leader_session": 10, "room_other_site": 3, "gap_off_target_45_per_5_days": 1}
}"#;

#[test]
fn an_instance_is_read_and_planned() {
    let instance = read(SMALL).unwrap();
    assert_eq!(instance.modules[1].spacing.wish, 45);
    assert_eq!(instance.most_absent, 4);
    let found = plan(&instance, 1_000).unwrap();
    // By hand: the first on day 3 and the second on day 48 are 45 apart and nobody is off; the room
    // is at another site for both.
    assert_eq!(found.sessions[0].start, 3);
    assert_eq!(found.sessions[1].start, 48);
    assert!((found.cost.total() - 6.0).abs() < 1e-9);
    assert!((found.bound - 6.0).abs() < 1e-9);
}

#[test]
fn a_timetable_comes_back_as_it_was_written() {
    let sessions = plan(&calm(), 200).unwrap().sessions;
    assert_eq!(read_sessions(&write(&sessions)).unwrap(), sessions);
}

#[test]
fn a_fault_is_told_with_its_place() {
    let place = |text: &str| {
        let fault = read(text).unwrap_err();
        (fault.line, fault.column, fault.fault)
    };
    let (line, column, fault) = place(&SMALL.replace("\"cohorts\": 1", "\"cohorts\": \"one\""));
    assert_eq!((line, column), (4, 18));
    assert!(
        fault.contains("invalid type") && !fault.contains("line"),
        "{fault}"
    );
    let (line, column, _) = place(&SMALL.replace("placement/1", "placement/2"));
    assert_eq!((line, column), (2, 13));
    let (line, column, _) = place(&SMALL.replace("[2]", "[2, 3]"));
    assert_eq!((line, column), (7, 3));
    let (line, _, _) = place(&SMALL.replace("20, 21", "21, 20"));
    assert_eq!(line, 3);
    let fault = read_sessions("{\n \"1;2\": {\"start\": 1, \"room\": 1, \"facilitators\": []}}");
    let fault = fault.unwrap_err();
    assert_eq!((fault.line, fault.column), (2, 2));
}
