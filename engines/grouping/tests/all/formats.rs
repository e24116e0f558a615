use grouping::formats::{FormatError, Wrong, read_practical, read_rounds, write_rounds};
use grouping::{Sizes, judge, solve};

use crate::world::iterations;

const SMALL: &str = include_str!("../golden/small.json");
const ROUNDS: &str = include_str!("../golden/small.txt");

#[test]
fn a_practical_file_is_read_whole() {
    let instance = read_practical(SMALL).unwrap();
    assert_eq!(instance.people, 14);
    assert_eq!(instance.rounds.len(), 4);
    assert_eq!(instance.rounds[0].sizes, Sizes::Even(4));
    assert_eq!(instance.rounds[1].absent, [3, 11]);
    let names: Vec<_> = instance
        .attributes
        .iter()
        .map(|a| (a.name.as_str(), a.weight))
        .collect();
    assert_eq!(names, [("area", 3), ("gender", 2), ("level", 2)]);
    assert_eq!(instance.apart, [(0, 4), (0, 5), (1, 6), (1, 9), (4, 9)]);
    assert_eq!(instance.together, [(2, 12)]);
}

const GOLDEN_M: (u64, u64) = (50, 50);
const GOLDEN_D: (u64, u64) = (229, 247);
const GOLDEN_E: (f64, f64) = (42.92560089483169, 200.07562437562436);
const GOLDEN_SCORE: f64 = 0.8082;

/// The figures are those of the format's own judge, a program in another language.
#[test]
fn values_and_bounds_are_those_of_the_formats_own_judge() {
    let instance = read_practical(SMALL).unwrap();
    let rounds = read_rounds(ROUNDS, instance.people).unwrap();
    let verdict = judge(&instance, &rounds);
    assert_eq!(verdict.broken, []);
    let value = verdict.value;
    assert_eq!(
        (value.acquaintance.value, value.acquaintance.bound),
        GOLDEN_M
    );
    assert_eq!((value.diversity.value, value.diversity.bound), GOLDEN_D);
    assert!(
        (value.acquaintance.random - GOLDEN_E.0).abs() < 1e-9,
        "{value:?}"
    );
    assert!(
        (value.diversity.random - GOLDEN_E.1).abs() < 1e-9,
        "{value:?}"
    );
    assert!((value.score(&instance.aims) - GOLDEN_SCORE).abs() < 5e-5);
}

#[test]
fn rounds_are_read_back_as_written() {
    let instance = read_practical(SMALL).unwrap();
    let plan = solve(&instance, &iterations(1, 10_000, 1), &mut |_| {}).unwrap();
    let text = write_rounds(&plan.rounds);
    assert_eq!(text.lines().count(), 4);
    assert_eq!(read_rounds(&text, 14).unwrap(), plan.rounds);
}

#[track_caller]
fn refused(from: &str, to: &str, line: usize, column: usize, wrong: &Wrong) {
    let text = SMALL.replacen(from, to, 1);
    assert_ne!(text, SMALL, "the test changes nothing");
    let wrong = wrong.clone();
    let expected = FormatError {
        line,
        column,
        wrong,
    };
    assert_eq!(read_practical(&text), Err(expected));
}

#[test]
fn a_fault_is_named_with_its_line_and_column() {
    refused(
        "practical/1",
        "practical/2",
        2,
        13,
        &Wrong::Format("grouping-practical/2".into()),
    );
    refused("[0, 5]", "[0, 14]", 23, 24, &Wrong::NoPerson("14".into()));
    refused("[4, 9]", "[4, 4]", 24, 13, &Wrong::SamePerson);
    refused("\"level\": 3,", "", 10, 5, &Wrong::NoValue("level".into()));
    refused(
        "\"n\": 14",
        "\"n\": 13",
        21,
        5,
        &Wrong::Number {
            expected: 13,
            found: 14,
        },
    );
    let error = read_practical(&SMALL.replacen("\"rounds\": 4,", "\"rounds\": x,", 1)).unwrap_err();
    assert_eq!((error.line, error.column), (5, 13));
    assert!(
        error
            .to_string()
            .starts_with("line 5, column 13: expected value"),
        "{error}"
    );
}

#[test]
fn a_word_that_is_no_person_is_refused_with_its_place() {
    let error = read_rounds("0 1;2 3\n0 2;1 x\n", 4).unwrap_err();
    assert_eq!((error.line, error.column), (2, 7));
    let error = read_rounds("0 1;2 4\n", 4).unwrap_err();
    assert_eq!((error.line, error.column), (1, 7));
    assert_eq!(error.wrong, Wrong::NoPerson("4".into()));
}
