use documents::sheet::{self, Limits};

use super::*;

fn found(csv: &str) -> Vec<usize> {
    columns(&verdicts(
        &sheet::read("x.csv", csv.as_bytes(), &Limits::default()).unwrap()[0],
    ))
}

#[test]
fn a_column_is_known_by_its_heading() {
    for heading in [
        "CPR",
        "Cpr-nr.",
        "CPR nummer",
        "Personnummer",
        "Medarbejders CPR",
    ] {
        assert_eq!(found(&format!("Navn;{heading}\nAnna;\n")), [1], "{heading}");
    }
    assert!(found("Navn;Personnr;Skriver procent\nAnna;;\n").is_empty());
}

#[test]
fn a_column_is_known_by_what_it_holds() {
    assert_eq!(
        found("Nr;Navn\n010190-1234;Anna\n311285 4321;Bo\n1502704444;Cy\n"),
        [0]
    );
    assert_eq!(
        found("Nr;Navn\n610190-1234;Anna\n"),
        [0],
        "a number given for the time being"
    );
    assert!(found("Nr;Navn\n010190-1234;Anna\n10008;Bo\n10009;Cy\n").is_empty());
    assert!(
        found("Nr;Navn\n451390-1234;Anna\n").is_empty(),
        "no such day"
    );
    assert!(found("Telefon;Navn\n12345678;Anna\n").is_empty());
}

#[test]
fn a_lost_zero_does_not_hide_it_and_counting_numbers_are_not_taken_for_it() {
    let sheet = |numbers: &[&str]| Sheet {
        name: String::new(),
        heading_line: 1,
        headings: vec!["Nr".into()],
        above: Vec::new(),
        rows: (2..)
            .zip(numbers)
            .map(|(line, number)| sheet::Row {
                line,
                cells: vec![Cell {
                    text: (*number).into(),
                    kind: Kind::Number,
                }],
            })
            .collect(),
    };
    assert_eq!(
        columns(&verdicts(&sheet(&["101901234", "311285432", "502704444"]))),
        [0]
    );
    assert!(columns(&verdicts(&sheet(&["101000001", "101000002", "101000003"]))).is_empty());
}

/// What is found under a heading, as places: whole columns and cells.
fn under(heading: &str, cells: &[&str]) -> Vec<Place> {
    let mut csv = format!("Enhed;{heading}\n");
    for cell in cells {
        csv.push_str(&format!("X;{cell}\n"));
    }
    let read = sheet::read("x.csv", csv.as_bytes(), &Limits::default()).unwrap();
    places(&read[0], None)
}

/// P-numbers as they are given: upwards from 1000000000.
const P_NUMBERS: [&str; 6] = [
    "1003281234",
    "1003290011",
    "1006147720",
    "1011009913",
    "1009876540",
    "1027001122",
];
/// Ten digits of which a fifth begins with a date.
const OTHERS: [&str; 5] = [
    "5798001122",
    "8877665544",
    "0101901234",
    "9988776655",
    "7711223344",
];
const CPR: [&str; 6] = [
    "0101901234",
    "3112854321",
    "1502704444",
    "2806651122",
    "0905884321",
    "1011771234",
];

#[test]
fn numbers_of_places_and_companies_are_no_cpr_numbers() {
    for heading in ["P-nummer", "P-nr.", "Produktionsenhed", "Enhedens p-nummer"] {
        assert_eq!(under(heading, &P_NUMBERS), [], "{heading}");
        assert_eq!(under(heading, &P_NUMBERS[..1]), [], "{heading}, one");
        assert_eq!(
            under(heading, &P_NUMBERS[..3]),
            [],
            "{heading}, all with dates"
        );
    }
    for heading in ["CVR", "EAN-nr.", "SE-nummer"] {
        assert_eq!(under(heading, &OTHERS), [], "{heading}");
        assert_eq!(under(heading, &["29189374"]), [], "eight digits");
        assert_eq!(under(heading, &["5790000123456"]), [], "thirteen");
    }
    for heading in ["Lokation", "Sted i huset"] {
        assert_eq!(
            under(heading, &P_NUMBERS),
            [],
            "by what they are: `{heading}`"
        );
        assert_eq!(under(heading, &OTHERS), [], "by what they are: `{heading}`");
    }
}

#[test]
fn a_column_of_cpr_numbers_is_one_under_any_heading() {
    let parted: Vec<String> = CPR
        .iter()
        .map(|number| format!("{}-{}", &number[..6], &number[6..]))
        .collect();
    let parted: Vec<&str> = parted.iter().map(String::as_str).collect();
    for heading in ["P-nummer", "CVR", "EAN", "Nr", "Lokation"] {
        assert_eq!(under(heading, &CPR), [Place::Column(1)], "{heading}");
        assert_eq!(
            under(heading, &CPR[..2]),
            [Place::Column(1)],
            "{heading}, two"
        );
        assert_eq!(
            under(heading, &parted),
            [Place::Column(1)],
            "{heading}, parted"
        );
    }
    // One in twenty is mistyped, and it is a column of CPR numbers still.
    let mut twenty: Vec<&str> = CPR.iter().copied().cycle().take(19).collect();
    twenty.push("9999999999");
    assert_eq!(under("P-nummer", &twenty), [Place::Column(1)]);
}

#[test]
fn one_parted_number_among_others_is_found_and_one_on_end_where_nothing_says_else() {
    let mut cells = P_NUMBERS.to_vec();
    cells.push("010190-1234");
    assert!(under("P-nummer", &cells).contains(&Place::Cell { line: 8, column: 1 }));
    assert_eq!(
        under("Bemærkning", &["ja", "0101901234", "nej"]),
        [Place::Cell { line: 3, column: 1 }]
    );
    let mut cells = OTHERS.to_vec();
    cells.push("se 0101901234");
    assert_eq!(
        under("EAN", &cells),
        [Place::Cell { line: 7, column: 1 }],
        "a number in a sentence"
    );
}

#[test]
fn a_number_inside_a_text_is_found_in_every_way_it_is_written() {
    for text in [
        "Anna (010190-1234)",
        "010190-1234",
        "010190 1234",
        "010190 - 1234",
        "010190\u{2013}1234",
        "cpr:010190\u{a0}1234.",
        "010190\u{200b}-1234",
        "tlf. 12345678, 610190-1234",
    ] {
        assert_eq!(mentioned(text), Some(Form::Parted), "{text}");
    }
    assert_eq!(mentioned("se 0101901234"), Some(Form::Bare));
    for text in [
        "1010190-1234",
        "010190-12345",
        "01019012345",
        "991390-1234",
        "4512345678",
        "Skovvang 86",
        "2026-09-01 12:30",
        "010190     1234",
    ] {
        assert_eq!(mentioned(text), None, "{text}");
    }
}
