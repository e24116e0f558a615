//! What the page of components draws: an example of each figure.

use base::Lang;
use chrono::NaiveDate;
use figures::{
    Axis, CalendarWeek, CalendarWords, CompassField, CompassWords, Coverage, CoverageMatrix,
    CoverageRow, CoverageWords, FieldsCompass, Stop, StopState, Way, WayWords, WayYear,
    YearCalendar,
};

use crate::Text;

const FIELDS: [&str; 4] = ["Compliance", "Performance", "Emergens", "Resiliens"];

/// Each figure as HTML.
pub(crate) fn drawn(lang: Lang) -> Vec<String> {
    let t = Text::new(lang);
    [
        compass(t).draw(),
        coverage(t).draw(),
        way(t).draw(),
        year(t).draw(),
    ]
    .map(|figure| figure.html(&t.kit_figure_numbers()))
    .into()
}

fn compass(t: Text) -> FieldsCompass {
    let lies = [
        vec![t.kit_module_one()],
        vec![t.kit_module_two(), t.kit_module_one()],
        Vec::new(),
        vec![t.kit_module_three()],
    ];
    let fields = FIELDS.into_iter().zip(lies).zip([
        (false, true),
        (true, true),
        (false, false),
        (true, false),
    ]);
    FieldsCompass {
        id: "sample-compass".to_owned(),
        title: t.kit_compass_title(),
        across: Axis {
            low: t.kit_compass_left(),
            high: t.kit_compass_right(),
        },
        upward: Axis {
            low: t.kit_compass_down(),
            high: t.kit_compass_up(),
        },
        fields: fields
            .map(|((name, items), (right, up))| CompassField {
                name: name.to_owned(),
                right,
                up,
                count: u32::try_from(items.len()).ok(),
                items,
            })
            .collect(),
        words: CompassWords {
            field: t.kit_compass_field(),
            count: t.kit_compass_count(),
            items: t.kit_compass_items(),
            more: t.kit_compass_more("{n}"),
            none: t.kit_compass_none(),
        },
    }
}

fn coverage(t: Text) -> CoverageMatrix {
    use Coverage::{Main, None, Touched};
    let row = |name, cells: [Coverage; 4]| CoverageRow {
        name,
        cells: cells.into(),
    };
    CoverageMatrix {
        id: "sample-coverage".to_owned(),
        title: t.kit_coverage_title(),
        columns: FIELDS.map(str::to_owned).into(),
        rows: vec![
            row(t.kit_module_one(), [Main, Touched, None, None]),
            row(t.kit_module_two(), [None, Main, None, Touched]),
            row(t.kit_module_three(), [None, None, Touched, Main]),
        ],
        words: CoverageWords {
            row: t.kit_compass_items(),
            main: t.kit_coverage_main(),
            touched: t.kit_coverage_touched(),
            none: t.kit_coverage_none(),
            sum: t.kit_coverage_sum(),
            hole: t.kit_coverage_hole(),
        },
    }
}

fn way(t: Text) -> Way {
    let names = [t.kit_module_one(), t.kit_module_two(), t.kit_module_three()];
    let year = |n: i32| WayYear {
        label: t.kit_way_year(n),
        days: 365,
        months: (0..4)
            .map(|quarter| (quarter * 91, month(t, quarter * 3 + 1)))
            .collect(),
        stops: [40, 150, 260]
            .into_iter()
            .zip(names.clone())
            .enumerate()
            .map(|(place, (day, name))| {
                let when = NaiveDate::from_yo_opt(2026 + n, day).unwrap_or_default();
                let state = match (n, place) {
                    (1, _) => StopState::Done,
                    (2, 0) => StopState::Missed,
                    (2, 1) => StopState::Next,
                    _ => StopState::Ahead,
                };
                Stop {
                    day,
                    name,
                    when: language::date(t.lang(), when),
                    state,
                }
            })
            .collect(),
    };
    Way {
        id: "sample-way".to_owned(),
        title: t.kit_way_title(),
        years: vec![year(1), year(2), year(3)],
        words: WayWords {
            session: t.kit_compass_items(),
            when: t.kit_way_when(),
            state: t.kit_table_state(),
            done: t.kit_way_done(),
            missed: t.kit_way_missed(),
            next: t.kit_way_next(),
            ahead: t.kit_way_ahead(),
            summary: t.kit_way_summary("{all}", "{done}"),
        },
    }
}

fn year(t: Text) -> YearCalendar {
    let weeks = |from: u8| {
        (from..from + 4)
            .map(|number| CalendarWeek {
                number,
                sessions: if number % 3 == 0 {
                    u32::from(number % 5)
                } else {
                    0
                },
                closed: (number == 7).then(|| t.kit_year_reason()),
            })
            .collect()
    };
    YearCalendar {
        id: "sample-year".to_owned(),
        title: t.kit_year_title(),
        months: vec![
            (month(t, 1), weeks(1)),
            (month(t, 2), weeks(5)),
            (month(t, 3), weeks(9)),
        ],
        words: CalendarWords {
            month: t.kit_year_month(),
            week: t.kit_year_week(),
            sessions: t.kit_year_sessions(),
            closed: t.kit_year_closed(),
            summary: t.kit_year_summary("{sessions}", "{weeks}"),
        },
    }
}

/// The month's name, cut out of a date as the language writes it.
fn month(t: Text, number: u32) -> String {
    let day = NaiveDate::from_ymd_opt(2027, number, 1).unwrap_or_default();
    let written = language::date(t.lang(), day);
    written.split(' ').nth(1).unwrap_or_default().to_owned()
}
