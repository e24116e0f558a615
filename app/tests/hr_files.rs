//! `pejl plan` and `pejl import --check` on the files that HR sends when something went wrong: each
//! is answered with place, value and remedy, in the reader's language, with exit 1, and nothing is
//! written.
#![cfg(test)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tempfile::TempDir;

const HEAD: &str =
    "Medarbejdernr;Fornavn;Efternavn;E-mail;Ledelsesniveau;Enhed;Område;Nærmeste leder\n";
const TOP: &str = "1;Anna;Holm;anna@x.dk;direktør;Rådhuset;Centralt;\n";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { folder };
        let made = pejl(&[
            "blueprint",
            "--out",
            place.path("blueprint").to_str().unwrap(),
        ]);
        assert!(made.status.success(), "{made:?}");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What both commands say to the file, in Danish and in English; nothing is written.
    #[track_caller]
    fn refuses(&self, people: &Path, da: &[&str], en: &[&str]) {
        for (lang, words) in [("da", da), ("en", en)] {
            let people = people.to_str().unwrap();
            let check = pejl(&["import", people, "--check", "--lang", lang]);
            let out = self.path("out");
            let plan = pejl(&[
                "plan",
                self.path("blueprint").to_str().unwrap(),
                people,
                "--out",
                out.to_str().unwrap(),
                "--iterations",
                "1",
                "--lang",
                lang,
            ]);
            for (name, ran) in [("import", check), ("plan", plan)] {
                let said = said(&ran);
                assert_eq!(ran.status.code(), Some(1), "{name}: {said}");
                for word in words {
                    assert!(said.contains(word), "{name} does not say {word:?}: {said}");
                }
            }
            assert!(!out.exists(), "nothing is written");
        }
    }
}

fn pejl(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pejl"))
        .args(words)
        .output()
        .unwrap()
}

fn said(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr)
}

#[test]
fn faults_are_told_with_place_value_and_remedy() {
    let place = Place::new();
    let csv = format!(
        "{HEAD}{TOP}2;Bo;Lund;bo@x.dk;cheff;Rådhuset;Centralt;1\n3;Cy;Bech;;;;Centralt;2\n4;Dan;Friis;;;Rådhuset;Centralt;77\n4;Eva;Krogh;;;Rådhuset;Centralt;1\n"
    );
    let file = place.file("hr.csv", csv);
    place.refuses(
        &file,
        &[
            "linje 3, Ledelsesniveau »cheff«: Ukendt ledelsesniveau",
            "Mente du chef?",
            "linje 4, Enhed: Feltet er tomt",
            "linje 5, Nærmeste leder »77«: Lederen står ikke i filen",
            "linje 6, Medarbejdernr »4«: Medarbejdernummeret er brugt to gange",
        ],
        &[
            "line 3, Ledelsesniveau",
            "Did you mean chef?",
            "line 4, Enhed",
        ],
    );
    let json = pejl(&["import", file.to_str().unwrap(), "--check", "--json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let lines: Vec<&Value> = json["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| &fault["line"])
        .collect();
    assert_eq!(lines, [3, 4, 5, 6]);
}

#[test]
fn a_leader_without_a_unit_and_units_and_leaders_in_circles_are_told() {
    let place = Place::new();
    let without = place.file("a.csv", format!("{HEAD}1;Anna;Holm;;direktør;;Centralt;\n"));
    place.refuses(
        &without,
        &["linje 2, Enhed", "Udfyld feltet"],
        &["line 2, Enhed", "Fill in the field"],
    );
    let circle = place.file(
        "b.csv",
        format!("{HEAD}1;A;A;;chef;X;;2\n2;B;B;;chef;X;;1\n"),
    );
    place.refuses(&circle, &["i ring", "2 → 1"], &["circle"]);

    let mut book = Workbook::new();
    let people = book.add_worksheet().set_name("Medarbejdere").unwrap();
    for (row, line) in (0..).zip([HEAD, TOP]) {
        people
            .write_row(row, 0, line.trim_end().split(';'))
            .unwrap();
    }
    let units = book.add_worksheet().set_name("Enheder").unwrap();
    for (row, line) in (0..).zip([
        ["Enhed", "Overenhed"],
        ["Rådhuset", "Skolen"],
        ["Skolen", "Rådhuset"],
    ]) {
        units.write_row(row, 0, line).unwrap();
    }
    let circle = place.file("c.xlsx", book.save_to_buffer().unwrap());
    place.refuses(
        &circle,
        &["Enheder, linje 2, Overenhed", "Rådhuset → Skolen"],
        &["Enheder, line 2, Overenhed"],
    );
}

#[test]
fn a_workbook_without_its_people_says_which_column_is_missing_where() {
    let place = Place::new();
    let mut book = Workbook::new();
    let units = book.add_worksheet().set_name("Enheder").unwrap();
    units.write_row(0, 0, ["Enhed", "Overenhed"]).unwrap();
    units.write_row(1, 0, ["Rådhuset", ""]).unwrap();
    let file = place.file("hr.xlsx", book.save_to_buffer().unwrap());
    place.refuses(
        &file,
        &["Enheder, linje 1, Medarbejdernummer: Kolonnen mangler"],
        &["Enheder, line 1, Employee number: The column is missing"],
    );
}

#[test]
fn what_is_no_spreadsheet_is_told_by_name_with_what_to_do() {
    let place = Place::new();
    const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let protected: Vec<u8> = COMPOUND
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (name, bytes, da, en) in [
        ("empty.csv", Vec::new(), "Der står ikke noget", "nothing"),
        (
            "blank.csv",
            b" \n\n ".to_vec(),
            "Der står ikke noget",
            "nothing",
        ),
        (
            "picture.xlsx",
            b"\x89PNG\r\n\x1a\n\0\0".to_vec(),
            "ikke et regneark",
            "not a spreadsheet",
        ),
        ("old.xls", COMPOUND.to_vec(), ".xlsx", ".xlsx"),
        ("locked.xlsx", protected, "adgangskode", "password"),
        (
            "broken.xlsx",
            b"PK\x03\x04 and no more".to_vec(),
            "Excel",
            "Excel",
        ),
        (
            "quote.csv",
            b"Navn;Enhed\n\"Anna;X\n".to_vec(),
            "linje 2",
            "line 2",
        ),
    ] {
        let file = place.file(name, bytes);
        place.refuses(&file, &[name, da], &[name, en]);
    }
    let json = pejl(&[
        "import",
        place.path("old.xls").to_str().unwrap(),
        "--check",
        "--json",
    ]);
    assert_eq!(json.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["faults"][0]["fault"], "an old Excel file (.xls)");
    assert_eq!(json["faults"][0]["value"], "old.xls");
}

#[test]
fn nobody_to_plan_for_is_said_and_not_planned() {
    let place = Place::new();
    let file = place.file(
        "hr.csv",
        format!("{HEAD}1;Anna;Holm;;;Rådhuset;Centralt;\n"),
    );
    let out = place.path("out");
    let blueprint = place.path("blueprint");
    let plan = |lang| {
        pejl(&[
            "plan",
            blueprint.to_str().unwrap(),
            file.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--lang",
            lang,
        ])
    };
    for (lang, word) in [("da", "ledelsesniveau"), ("en", "level of leadership")] {
        let ran = plan(lang);
        assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
        assert!(
            said(&ran).contains(word) && said(&ran).contains("hr.csv"),
            "{}",
            said(&ran)
        );
    }
    assert!(!out.exists());
    let check = pejl(&["import", file.to_str().unwrap(), "--check"]);
    assert_eq!(
        check.status.code(),
        Some(0),
        "a file without leaders is no faulty file"
    );
}

#[test]
fn a_cpr_number_anywhere_is_refused_without_being_repeated() {
    let place = Place::new();
    let file = place.file(
        "hr.csv",
        format!("{HEAD}{TOP}010190-1234;Bo;Lund;;;Rådhuset;;1\n"),
    );
    place.refuses(&file, &["CPR"], &["CPR"]);
    let check = pejl(&["import", file.to_str().unwrap(), "--check"]);
    assert!(!said(&check).contains("010190"), "{}", said(&check));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet
        .write_row(0, 0, ["Medarbejdernr", "Fornavn", "Efternavn", "Enhed"])
        .unwrap();
    sheet.write_row(1, 0, ["1", "A", "A", "X"]).unwrap();
    sheet
        .insert_note(1, 1, &rust_xlsxwriter::Note::new("010190-1234"))
        .unwrap();
    let file = place.file("hr.xlsx", book.save_to_buffer().unwrap());
    place.refuses(&file, &["En kommentar", "CPR"], &["A comment", "CPR"]);
}

#[test]
fn faulty_settings_are_told_with_line_and_column() {
    let place = Place::new();
    let file = place.file("hr.csv", format!("{HEAD}{TOP}"));
    let settings = place.path("blueprint").join("people.toml");
    fs::write(
        &settings,
        "[[level]]\nname = \"chef\"\n[columns]\nshoe = [\"Sko\"]\n",
    )
    .unwrap();
    let settings = settings.to_str().unwrap();
    let check = pejl(&[
        "import",
        file.to_str().unwrap(),
        "--check",
        "--settings",
        settings,
    ]);
    let out = place.path("out");
    let plan = pejl(&[
        "plan",
        place.path("blueprint").to_str().unwrap(),
        file.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    for ran in [check, plan] {
        assert_eq!(ran.status.code(), Some(1), "{}", said(&ran));
        assert!(
            said(&ran).contains("people.toml:4:1:") && said(&ran).contains("shoe"),
            "{}",
            said(&ran)
        );
    }
    assert!(!out.exists());
}

#[test]
fn words_that_mean_nothing_are_exit_2() {
    let place = Place::new();
    let nowhere = place.path("nowhere.xlsx");
    for words in [
        vec!["import", nowhere.to_str().unwrap(), "--check"],
        vec!["import", "--chek"],
        vec!["plan", "x"],
        vec!["import", "x.csv", "--lang", "se"],
    ] {
        let ran = pejl(&words);
        assert_eq!(ran.status.code(), Some(2), "{words:?}: {}", said(&ran));
    }
}
