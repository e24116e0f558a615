use std::collections::BTreeSet;

use base::Lang;
use chrono::NaiveDate;
use documents::sheet::{self, Limits, Sheet};
use people::{
    domain::Column,
    import::{Checked, Fault, Mapping, Remembered, SheetKind, check, report},
    sample::{self, Size, municipality},
    settings::Settings,
};

use crate::injected::{Spoilt, written};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
}

fn settings() -> Settings {
    Settings::parse(include_str!(
        "../../../../blueprints/kalundborg/people.toml"
    ))
    .unwrap()
}

fn sheets(name: &str, bytes: &[u8]) -> Vec<Sheet> {
    sheet::read(name, bytes, &Limits::default()).unwrap()
}

fn checked(sheets: &[Sheet]) -> Checked {
    let mapping = Mapping::recognise(sheets, &settings(), &Remembered::default());
    check(sheets, &mapping, &settings(), &[], today())
}

/// What is wrong with a small file: line, column, value, fault.
fn found(csv: &str) -> Vec<(u32, String, String, &'static str)> {
    told(&checked(&sheets("x.csv", csv.as_bytes())))
}

fn told(checked: &Checked) -> Vec<(u32, String, String, &'static str)> {
    checked
        .faults
        .iter()
        .map(|finding| {
            (
                finding.line,
                finding.column.clone(),
                finding.value.clone(),
                finding.fault.kind(),
            )
        })
        .collect()
}

fn fault(
    line: u32,
    column: &str,
    value: &str,
    kind: &'static str,
) -> (u32, String, String, &'static str) {
    (line, column.into(), value.into(), kind)
}

const HEAD: &str =
    "Medarbejdernr;Fornavn;Efternavn;E-mail;Ledelsesniveau;Enhed;Nærmeste leder;Ansat\n";

#[test]
fn the_sample_as_a_workbook_comes_back_as_it_was_made() {
    let made = municipality(1, Size::EXAMPLE);
    let checked = checked(&sheets("hr.xlsx", &sample::workbook(&made).unwrap()));
    assert_eq!(told(&checked), []);
    assert_eq!(checked.mended, []);
    assert_eq!(
        (checked.people.len(), checked.leaders(), checked.units.len()),
        (3400, 200, 195)
    );
    assert!(checked.people == made.people && checked.units == made.units);
}

#[test]
fn faults_put_in_on_purpose_are_found_and_no_others_in_every_coding() {
    for seed in 1..=4 {
        let made = municipality(seed, Size::of(900));
        let spoilt = Spoilt::new(&made, seed).everything(3);
        let danish = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for (people, units) in [
            (
                danish(&written(&spoilt.rows, ';', "\r\n")),
                danish(&written(&spoilt.units, ';', "\r\n")),
            ),
            (
                marked(&written(&spoilt.rows, ',', "\n")),
                marked(&written(&spoilt.units, ';', "\n")),
            ),
            (
                written(&spoilt.rows, '\t', "\n").into_bytes(),
                danish(&written(&spoilt.units, ',', "\r\n")),
            ),
        ] {
            let sheets = [sheets("people.csv", &people), sheets("units.csv", &units)].concat();
            let checked = checked(&sheets);
            let got: BTreeSet<_> = told(&checked).into_iter().collect();
            assert_eq!(got, spoilt.faults, "seed {seed}");
            assert_eq!(got.len(), checked.faults.len(), "each is told once");
            let mended: BTreeSet<_> = checked
                .mended
                .iter()
                .map(|mended| (mended.line, mended.column.clone(), mended.value.clone()))
                .collect();
            assert_eq!(mended, spoilt.mended, "seed {seed}");
        }
    }
}

#[test]
fn a_circle_is_told_once_where_somebody_stands_under_a_lower_level() {
    let csv = format!(
        "{HEAD}1;A;A;;leder af medarbejdere;X;2;\n2;B;B;;chef;X;3;\n3;C;C;;leder af ledere;X;1;\n4;D;D;;;X;1;\n"
    );
    assert_eq!(
        found(&csv),
        [fault(3, "Nærmeste leder", "3", "leaders in a circle")]
    );
    let equal = format!("{HEAD}1;A;A;;chef;X;;\n2;B;B;;chef;X;3;\n3;C;C;;chef;X;2;\n");
    assert_eq!(
        found(&equal),
        [fault(3, "Nærmeste leder", "3", "leaders in a circle")]
    );
    let own = format!("{HEAD}1;A;A;;chef;X;1;\n");
    assert_eq!(
        found(&own),
        [fault(2, "Nærmeste leder", "1", "leaders in a circle")]
    );
    let remedy = checked(&sheets("x.csv", csv.as_bytes())).faults[0].remedy(Lang::Da);
    assert!(remedy.contains("2 → 3 → 1 → 2"), "{remedy}");
}

#[test]
fn a_row_below_a_cell_with_line_breaks_keeps_its_line() {
    let csv = format!("{HEAD}1;\"Anna\nMaria\";A;;chef;X;;\n2;B;B;x;;X;1;\n");
    assert_eq!(
        found(&csv),
        [fault(4, "E-mail", "x", "not an e-mail address")]
    );
}

#[test]
fn every_fault_of_a_row_is_told() {
    let csv = format!("{HEAD}1;A;A;x;høvding;X;9;i går\n");
    assert_eq!(
        found(&csv)
            .iter()
            .map(|(.., kind)| *kind)
            .collect::<BTreeSet<_>>(),
        [
            "leader not in the file",
            "not a date",
            "not an e-mail address",
            "unknown leader level"
        ]
        .into()
    );
}

#[test]
fn the_remedy_names_what_was_probably_meant() {
    let units = sheets(
        "enheder.csv",
        "Enhed;Overenhed\nSkolen Åkanden;\nDagplejen Vest;Skolen Åkandn\n".as_bytes(),
    );
    let csv = format!("{HEAD}1;A;A;;lede af ledere;Skolen Aakandn;;\n");
    let all = [sheets("x.csv", csv.as_bytes()), units].concat();
    let remedies: Vec<String> = checked(&all)
        .faults
        .iter()
        .map(|finding| finding.remedy(Lang::Da))
        .collect();
    assert_eq!(remedies.len(), 3, "{remedies:?}");
    assert!(
        remedies.contains(&"Mente du Skolen Åkanden?".to_owned()),
        "{remedies:?}"
    );
    assert!(
        remedies
            .iter()
            .any(|remedy| remedy.starts_with("Mente du leder af ledere?")),
        "{remedies:?}"
    );
}

#[test]
fn the_unit_list_has_faults_of_its_own() {
    let units = "Enhed;Overenhed\nTop;\nA;B\nB;A\nC;Intet\nTOP;\n;Top\n";
    let csv = format!("{HEAD}1;A;A;;chef;Top;;\n");
    let all = [
        sheets("x.csv", csv.as_bytes()),
        sheets("enheder.csv", units.as_bytes()),
    ]
    .concat();
    assert_eq!(
        told(&checked(&all)),
        [
            fault(3, "Overenhed", "B", "units in a circle"),
            fault(5, "Overenhed", "Intet", "parent unit not in the unit list"),
            fault(6, "Enhed", "TOP", "unit listed twice"),
            fault(7, "Enhed", "", "required value missing"),
        ]
    );
}

#[test]
fn a_blank_address_is_no_fault_and_a_leaders_address_is_the_leaders_own() {
    let csv = format!(
        "{HEAD}1;A;A;a@x.dk;chef;X;;\n2;B;B;;;X;1;\n3;C;C;hus@x.dk;;X;1;\n4;D;D;hus@x.dk;;X;1;\n5;E;E;A@x.dk;;X;1;\n"
    );
    assert_eq!(
        found(&csv),
        [fault(6, "E-mail", "A@x.dk", "e-mail address used twice")]
    );
}

#[test]
fn a_column_of_cpr_numbers_is_refused_whole_and_its_values_are_not_repeated() {
    let in_number = format!("{HEAD}010190-1234;A;A;x;chef;X;;\n020280-4321;B;B;;;X;;\n");
    let own_column =
        "Medarbejdernr;Fornavn;Efternavn;Enhed;CPR-nr.\n1;A;A;X;010190-1234\n1;B;B;X;\n".to_owned();
    let unnamed =
        "Medarbejdernr;Fornavn;Efternavn;Enhed;Note\n1;A;A;X;0101901234\n1;B;B;X;0202804321\n"
            .to_owned();
    for (csv, column) in [
        (in_number, "Medarbejdernr"),
        (own_column, "CPR-nr."),
        (unnamed, "Note"),
    ] {
        let checked = checked(&sheets("x.csv", csv.as_bytes()));
        assert_eq!(
            told(&checked),
            [fault(1, column, "", "column of CPR numbers")]
        );
        assert!(
            checked.must_not_be_kept() && checked.people.is_empty() && checked.mended.is_empty()
        );
        for text in [
            report::json(&checked, Lang::Da).unwrap(),
            report::table(&checked, Lang::En),
        ] {
            assert!(!text.contains("1234") && !text.contains("4321"), "{text}");
        }
    }
}

#[test]
fn a_single_cpr_number_in_another_column_is_refused_without_being_repeated() {
    let csv =
        format!("{HEAD}1;A;A;;chef;X;;\n2;B;B;;;X;010190-1234;\n3;C;C (020280-4321);;;X;1;\n");
    let checked = checked(&sheets("x.csv", csv.as_bytes()));
    assert_eq!(
        told(&checked),
        [
            fault(3, "Nærmeste leder", "", "CPR number"),
            fault(4, "Efternavn", "", "CPR number")
        ]
    );
    assert!(!report::json(&checked, Lang::Da).unwrap().contains("010190"));
    assert!(checked.must_not_be_kept());
}

#[test]
fn a_leader_may_be_named_by_address_or_without_leading_zeros() {
    let csv = format!("{HEAD}007;A;A;a@x.dk;chef;X;;\n008;B;B;;;X;7;\n009;C;C;;;X;A@X.dk;\n");
    let checked = checked(&sheets("x.csv", csv.as_bytes()));
    assert_eq!(told(&checked), []);
    let leaders: Vec<_> = checked
        .people
        .iter()
        .map(|person| person.leader.as_deref())
        .collect();
    assert_eq!(leaders, [None, Some("007"), Some("007")]);
    assert_eq!(checked.mended.len(), 2, "both are listed");
}

#[test]
fn columns_are_recognised_corrected_and_remembered() {
    let csv = "MEDARBEJDER NR;Navn;Afd.;Mail\n1;Jensen, Anna;Skolen;a@x.dk\n";
    let sheets = sheets("x.csv", csv.as_bytes());
    let settings = settings();
    let mut mapping = Mapping::recognise(&sheets, &settings, &Remembered::default());
    let refused = check(&sheets, &mapping, &settings, &[], today());
    assert!(
        matches!(refused.faults.as_slice(), [finding] if finding.fault == Fault::MissingColumn { column: Column::Unit }),
        "{:?}",
        refused.faults
    );
    mapping.correct(
        0,
        &[
            Some(Column::Number),
            Some(Column::Name),
            Some(Column::Unit),
            None,
        ],
    );
    let accepted = check(&sheets, &mapping, &settings, &[], today());
    assert_eq!(told(&accepted), []);
    assert_eq!(accepted.people[0].name(), "Anna Jensen");
    assert_eq!(
        accepted.people[0].email, None,
        "the column was said not to be used"
    );

    let json = serde_json::to_string(&mapping.remember()).unwrap();
    let remembered: Remembered = serde_json::from_str(&json).unwrap();
    assert_eq!(Mapping::recognise(&sheets, &settings, &remembered), mapping);
}

#[test]
fn without_people_there_is_nothing_to_check() {
    let only_units = sheets("x.csv", b"Enhed;Overenhed\nTop;\n");
    let mapping = Mapping::recognise(&only_units, &settings(), &Remembered::default());
    assert_eq!(mapping.sheets[0].kind, SheetKind::Units);
    assert_eq!(
        checked(&only_units).faults[0].fault.kind(),
        "required column missing"
    );
}

#[test]
fn the_list_of_faults_runs_no_formula_when_it_is_opened() {
    let csv = format!("{HEAD}1;A;A;=HYPERLINK(1);chef;X;;\n");
    let list = report::csv(&checked(&sheets("x.csv", csv.as_bytes())).faults, Lang::Da);
    assert!(
        list.starts_with('\u{feff}') && list.contains("\"'=HYPERLINK(1)\""),
        "{list}"
    );
}

/// What a file with a CPR number is refused with: column and fault, and that nothing repeats it.
fn refused(csv: &str) -> Vec<(u32, String, &'static str)> {
    let checked = checked(&sheets("x.csv", csv.as_bytes()));
    assert!(checked.must_not_be_kept(), "{csv}");
    let told = report::json(&checked, Lang::Da).unwrap() + &report::table(&checked, Lang::En);
    assert!(!told.contains("1234") && !told.contains("0101"), "{told}");
    checked
        .faults
        .iter()
        .map(|finding| {
            (
                finding.line,
                finding.column_text(Lang::Da),
                finding.fault.kind(),
            )
        })
        .collect()
}

#[test]
fn cpr_numbers_are_found_in_what_is_not_read() {
    let many = "2;B;B;X;\n3;C;C;X;ok\n4;D;D;X;nej\n";
    for written in ["010190-1234", "010190 1234", "se 0101901234 her"] {
        let head = "Medarbejdernr;Fornavn;Efternavn;Enhed";
        assert_eq!(
            refused(&format!("{head};Bemærkninger\n1;A;A;X;{written}\n{many}")),
            [(2, "Bemærkninger".to_owned(), "CPR number")],
            "a column that is not read"
        );
        assert_eq!(
            refused(&format!("{head}\n1;A;A;X;{written}\n{many}")),
            [(2, "Kolonne 5".to_owned(), "CPR number")],
            "a cell beyond the headings"
        );
        assert_eq!(
            refused(&format!(
                "Med.id;Kaldenavn;Sted;Noget\n1;A;X;{written}\n2;B;X;\n3;C;X;a\n4;D;X;b\n"
            ))[0],
            (2, "Noget".to_owned(), "CPR number"),
            "no heading is recognised"
        );
        assert_eq!(
            refused(&format!("Udtræk {written}\n{head}\n1;A;A;X\n"))[0].2,
            "CPR number",
            "a line above the headings"
        );
        assert_eq!(
            refused(&format!("Anna;Holm;{written};Skolen\nBo;Lund;;Skolen\n")),
            [(1, "Kolonne 3".to_owned(), "CPR number in a heading")],
            "the first person in place of headings"
        );
    }
    let named = checked(&sheets(
        "Anna 010190-1234.csv",
        format!("{HEAD}1;A;A;;;X;;\n").as_bytes(),
    ));
    assert_eq!(told(&named), [fault(1, "", "", "CPR number in a name")]);
    assert_eq!(named.faults[0].sheet, "");
}

#[test]
fn employee_numbers_of_ten_digits_are_taken_where_they_stand() {
    let csv = "Medarbejdernr;Fornavn;Efternavn;Enhed;Nærmeste leder\n1001000001;A;A;X;\n4513000002;B;B;X;1001000001\n9999000003;C;C;X;1001000001\n";
    assert_eq!(found(csv), []);
    let elsewhere = csv.replace("Nærmeste leder", "Kommentar");
    assert!(checked(&sheets("x.csv", elsewhere.as_bytes())).must_not_be_kept());
}

#[test]
fn without_a_unit_list_everybody_stays_and_a_unit_is_spelt_as_first_seen() {
    let csv = format!(
        "{HEAD}1;A;A;;;Team 1.1;;\n2;B;B;;;TEAM  1.1;;\n3;C;C;;;Team 11;;\n4;D;D;;;team 1.1;;\n"
    );
    let checked = checked(&sheets("x.csv", csv.as_bytes()));
    assert_eq!(told(&checked), []);
    let units: Vec<&str> = checked
        .units
        .iter()
        .map(|unit| unit.name.as_str())
        .collect();
    assert_eq!(units, ["Team 1.1", "Team 11"]);
    let of: Vec<&str> = checked
        .people
        .iter()
        .map(|person| person.unit.as_str())
        .collect();
    assert_eq!(of, ["Team 1.1", "Team 1.1", "Team 11", "Team 1.1"]);
    let mended: Vec<_> = checked
        .mended
        .iter()
        .map(|mended| (mended.line, mended.read_as.as_str()))
        .collect();
    assert_eq!(mended, [(3, "Team 1.1"), (5, "Team 1.1")]);
}

#[test]
fn a_list_with_units_that_differ_by_a_dot_is_taken_as_it_is() {
    let units = sheets("enheder.csv", b"Enhed;Overenhed\nTeam 1.1;\nTeam 11;\n");
    let csv = format!("{HEAD}1;A;A;;;Team 11;;\n2;B;B;;;team 1.1;;\n3;C;C;;;Team 1 1;;\n");
    let all = [sheets("x.csv", csv.as_bytes()), units].concat();
    let checked = checked(&all);
    assert_eq!(
        told(&checked),
        [fault(4, "Enhed", "Team 1 1", "unit not in the unit list")]
    );
    assert_eq!(checked.people[1].unit, "Team 1.1");
}
