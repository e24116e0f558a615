use super::*;

fn refused(source: &str, line: usize, column: usize, told: &str) {
    let fault = Settings::parse(source).unwrap_err();
    assert_eq!((fault.line, fault.column), (line, column), "{fault}");
    assert!(
        fault.text(Lang::En).contains(told),
        "{}",
        fault.text(Lang::En)
    );
    assert_ne!(fault.text(Lang::Da), fault.text(Lang::En));
}

#[test]
fn the_default_reads() {
    let settings = Settings::parse(DEFAULT).unwrap();
    assert_eq!(settings.levels.len(), 4);
    assert_eq!(settings, Settings::default());
    let known: BTreeMap<Column, Vec<String>> = toml::from_str(KNOWN).unwrap();
    assert_eq!(
        known.len(),
        Column::ALL.len(),
        "every column has known headings"
    );
}

#[test]
fn the_example_reads_and_comes_back_without_loss() {
    let source = include_str!("../../../../blueprints/kalundborg/people.toml");
    let settings = Settings::parse(source).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(settings.source(), source);
    assert_eq!(settings.levels[3].name, "leder af medarbejdere");
    assert!(settings.never_shown.contains(&Column::Gender));
}

#[test]
fn headings_are_known_however_they_are_spelt() {
    let settings = Settings::default();
    for (heading, column) in [
        ("Medarbejdernr", Column::Number),
        ("MEDARBEJDER NR.", Column::Number),
        ("e mail", Column::Email),
        ("Omraade", Column::Area),
        ("Nærmeste leder (medarbejdernr)", Column::Leader),
        ("Ansættelsesdato", Column::Hired),
        ("Overenhed", Column::Parent),
    ] {
        assert_eq!(settings.column_of(heading), Some(column), "{heading}");
    }
    assert_eq!(settings.column_of("Løntrin"), None);
}

#[test]
fn no_known_heading_means_two_columns() {
    let mut seen = BTreeMap::new();
    for (heading, column) in known_headings() {
        let before = seen.insert(heading.clone(), column);
        assert!(
            before.is_none_or(|before| before == column),
            "{heading}: {before:?} and {column:?}"
        );
    }
}

#[test]
fn faults_are_told_with_their_place() {
    let level = "[[level]]\nname = \"chef\"\n";
    refused("", 1, 1, "level");
    refused("[columns\n", 1, 9, "TOML");
    refused(
        &format!("{level}[columns]\nshoe = [\"Sko\"]\n"),
        4,
        1,
        "shoe",
    );
    refused(
        &format!("{level}[columns]\nunit = [\"Sted\"]\nsite = [\"Sted\"]\n"),
        5,
        9,
        "Sted",
    );
    refused(&format!("{level}{level}"), 4, 8, "chef");
    refused(
        &format!("{level}[[attribute]]\ncolumn = \"email\"\nweight = 1\n"),
        4,
        10,
        "email",
    );
    refused(
        &format!("{level}[[attribute]]\ncolumn = \"area\"\nweight = 0\n"),
        5,
        10,
        "1",
    );
    refused(
        &format!("{level}[[attribute]]\ncolumn = \"hired\"\nweight = 1\nbands = [5, 2]\n"),
        6,
        9,
        "ascending",
    );
    refused(&format!("never_shown = [\"høj\"]\n{level}"), 1, 16, "høj");
}

#[test]
fn seniority_falls_into_bands() {
    let attribute = Attribute {
        column: Column::Hired,
        weight: 1,
        bands: vec![2, 5],
    };
    let day = NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
    let band = |y, m, d| {
        let hired = NaiveDate::from_ymd_opt(y, m, d);
        attribute.value(
            &Person {
                hired,
                ..Person::default()
            },
            day,
        )
    };
    assert_eq!(band(2027, 2, 1).as_deref(), Some("0-2"));
    assert_eq!(
        band(2025, 3, 2).as_deref(),
        Some("0-2"),
        "two years less a day"
    );
    assert_eq!(band(2025, 3, 1).as_deref(), Some("2-5"));
    assert_eq!(band(1999, 1, 1).as_deref(), Some("5-"));
    assert_eq!(band(2028, 1, 1).as_deref(), Some("0-2"), "not begun yet");
    assert_eq!(attribute.value(&Person::default(), day), None);
}
