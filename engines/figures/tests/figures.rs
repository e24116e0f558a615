//! The drawings as they were looked at and found right. A change shows in review as what it is.

use figures::*;

fn text(words: &str) -> String {
    words.to_owned()
}

fn compass() -> FieldsCompass {
    let field = |name: &str, right, up, count, items: &[&str]| CompassField {
        name: text(name),
        right,
        up,
        count,
        items: items.iter().map(|item| text(item)).collect(),
    };
    FieldsCompass {
        id: text("fields"),
        title: text("De fire felter"),
        across: Axis {
            low: text("Faglige resultater"),
            high: text("Borgernes resultater"),
        },
        upward: Axis {
            low: text("Fælles kræfter"),
            high: text("Myndighed"),
        },
        fields: vec![
            field(
                "Compliance",
                false,
                true,
                Some(2),
                &["Klare rammer", "Sikker drift"],
            ),
            field(
                "Performance",
                true,
                true,
                Some(6),
                &[
                    "Mål",
                    "Data",
                    "Opfølgning & læring",
                    "Budget",
                    "Plan",
                    "Tavle",
                ],
            ),
            field("Emergens", false, false, Some(0), &[]),
            field(
                "Resiliens",
                true,
                false,
                Some(1),
                &["Robuste team <på tværs>"],
            ),
        ],
        words: CompassWords {
            field: text("Felt"),
            count: text("Antal"),
            items: text("Moduler"),
            more: text("og {n} mere"),
            none: text("Intet endnu"),
        },
    }
}

fn coverage() -> CoverageMatrix {
    use Coverage::{Main, None, Touched};
    let row = |name: &str, cells: [Coverage; 4]| CoverageRow {
        name: text(name),
        cells: cells.to_vec(),
    };
    CoverageMatrix {
        id: text("coverage"),
        title: text("Moduler og felter"),
        columns: ["Compliance", "Performance", "Emergens", "Resiliens"]
            .map(text)
            .to_vec(),
        rows: vec![
            row("1 Sæt retning", [Main, Touched, None, None]),
            row(
                "2 Følg op med data, der betyder noget for borgerne",
                [None, Main, None, Touched],
            ),
            row("3 Hold til det uventede", [None, None, Touched, Main]),
        ],
        words: CoverageWords {
            row: text("Modul"),
            main: text("hovedemne"),
            touched: text("berøres"),
            none: text("ikke med"),
            sum: text("Moduler med feltet som hovedemne"),
            hole: text("hul"),
        },
    }
}

fn way() -> Way {
    let stop = |day, name: &str, when: &str, state| Stop {
        day,
        name: text(name),
        when: text(when),
        state,
    };
    let months = |names: [&str; 4]| {
        (0..4)
            .zip(names)
            .map(|(n, name)| (n * 91, text(name)))
            .collect()
    };
    Way {
        id: text("way"),
        title: text("Din vej gennem forløbet"),
        years: vec![
            WayYear {
                label: text("1. år"),
                days: 365,
                months: months(["jan.", "apr.", "jul.", "okt."]),
                stops: vec![
                    stop(20, "Modul 1", "21. januar 2027", StopState::Done),
                    stop(27, "Fælles ledertræf", "28. januar 2027", StopState::Done),
                    stop(120, "Modul 2", "1. maj 2027", StopState::Missed),
                    stop(
                        260,
                        "Modul 3: Hold til det uventede",
                        "17. september 2027",
                        StopState::Next,
                    ),
                ],
            },
            WayYear {
                label: text("2. år"),
                days: 365,
                months: months(["jan.", "apr.", "jul.", "okt."]),
                stops: vec![
                    stop(0, "Modul 4", "1. januar 2028", StopState::Ahead),
                    stop(365, "Modul 5", "31. december 2028", StopState::Ahead),
                ],
            },
        ],
        words: WayWords {
            session: text("Dag"),
            when: text("Hvornår"),
            state: text("Tilstand"),
            done: text("gennemført"),
            missed: text("ikke med"),
            next: text("Næste"),
            ahead: text("kommer"),
            summary: text("{done} af {all} dage er gennemført."),
        },
    }
}

fn calendar() -> YearCalendar {
    let week = |number, sessions, closed: Option<&str>| CalendarWeek {
        number,
        sessions,
        closed: closed.map(text),
    };
    YearCalendar {
        id: text("year"),
        title: text("Uger i 2027"),
        months: vec![
            (
                text("januar"),
                vec![
                    week(1, 0, Some("juleferie")),
                    week(2, 3, None),
                    week(3, 12, None),
                    week(4, 0, None),
                ],
            ),
            (
                text("februar"),
                vec![
                    week(5, 2, None),
                    week(6, 0, None),
                    week(7, 1, Some("vinterferie")),
                    week(8, 4, None),
                ],
            ),
        ],
        words: CalendarWords {
            month: text("Måned"),
            week: text("uge"),
            sessions: text("dage på hold"),
            closed: text("ferie- og lukkeuge"),
            summary: text("{sessions} dage fordelt på {weeks} uger."),
        },
    }
}

#[test]
fn the_fields_on_their_axes() {
    insta::assert_snapshot!(compass().draw().html("Se tallene"));
}

#[test]
fn coverage_with_its_holes() {
    assert_eq!(coverage().holes(), ["Emergens"]);
    insta::assert_snapshot!(coverage().draw().html("Se tallene"));
}

#[test]
fn a_leaders_way() {
    insta::assert_snapshot!(way().draw().html("Se tallene"));
}

#[test]
fn a_year_of_weeks() {
    insta::assert_snapshot!(calendar().draw().html("Se tallene"));
}

#[test]
fn every_drawing_says_itself_in_words_and_carries_no_style() {
    let figures = [
        compass().draw(),
        coverage().draw(),
        way().draw(),
        calendar().draw(),
    ];
    for figure in figures {
        let html = figure.html("Se tallene");
        assert!(!html.contains(" style="), "{html}");
        assert!(
            html.contains("<title id=") && html.contains("<desc id="),
            "{html}"
        );
        // Every element that is opened is closed: the same text must also stand in a document.
        let opened =
            html.matches('<').count() - html.matches("</").count() - html.matches("/>").count();
        assert_eq!(opened, html.matches("</").count(), "{html}");
        for row in &figure.table.rows {
            assert_eq!(row.len(), figure.table.heads.len(), "{row:?}");
        }
    }
}

#[test]
fn nothing_at_all_can_be_drawn_too() {
    let mut empty = coverage();
    empty.rows.clear();
    assert_eq!(empty.holes().len(), 4);
    let empty_way = Way {
        years: Vec::new(),
        ..way()
    };
    let empty_year = YearCalendar {
        months: Vec::new(),
        ..calendar()
    };
    let empty_compass = FieldsCompass {
        fields: Vec::new(),
        ..compass()
    };
    for figure in [
        empty.draw(),
        empty_way.draw(),
        empty_year.draw(),
        empty_compass.draw(),
    ] {
        assert!(figure.svg.ends_with("</svg>"));
    }
}
