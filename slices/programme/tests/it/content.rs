//! The blueprint's files: the example reads without a fault, and each kind of fault is told with
//! its place and remedy.

use base::Lang;
use programme::content;

use crate::{example, known};

/// Changes one text of one file and tells what is found.
fn told(path: &str, from: &str, to: &str) -> String {
    let mut folder = example();
    let text = folder.get(path).unwrap().to_owned();
    assert!(text.contains(from), "{path} says {from}");
    folder.insert(path, text.replacen(from, to, 1));
    content::read(&folder, &known())
        .unwrap_err()
        .plain(Lang::En)
}

#[test]
fn the_example_has_no_fault() {
    let design = content::read(&example(), &known()).unwrap_or_else(|faults| panic!("{faults}"));
    let programme = &design.programme;
    assert_eq!(
        (programme.years, programme.blocks.len(), programme.cohorts()),
        (3, 5, 10)
    );
    assert_eq!(programme.modules.len(), 12);
    assert!(programme.blocks.iter().all(|block| block.example));
    for field in known().fields {
        assert!(
            programme
                .modules
                .iter()
                .any(|module| module.fields.contains(&field)),
            "{field}"
        );
    }
    for module in &programme.modules {
        assert!(module.minutes() > 0, "{}", module.key);
        assert!(
            programme
                .blocks
                .iter()
                .any(|block| block.key == module.block)
        );
    }
    assert_eq!(design.schedule.spacing.len(), 12);
    assert_eq!(design.schedule.windows.len(), 3);
}

#[test]
fn the_stored_form_gives_the_same_design() {
    let design = content::read(&example(), &known()).unwrap();
    let text = serde_json::to_string(&design).unwrap();
    assert_eq!(
        serde_json::from_str::<programme::domain::Design>(&text).unwrap(),
        design
    );
}

#[test]
fn faults_are_told_with_place_and_remedy() {
    insta::assert_snapshot!(
        [
            told("modules/samarbejde.md", "\"emergence\"", "\"emergens\""),
            told(
                "modules/samarbejde.md",
                "block = \"paa-tvaers\"",
                "block = \"tvaers\""
            ),
            told("modules/samarbejde.md", "days = 2", "days = 9"),
            told("modules/samarbejde.md", "order = 9", "order = 8"),
            told(
                "activities/naboenheden.md",
                "after = \"samarbejde\"",
                "after = \"samarbejd\""
            ),
            told("activities/naboenheden.md", "minutes = 60", "minutter = 60"),
            told("programme.toml", "cohorts = 4", "cohorts = 0"),
            told("schedule.toml", "Europe/Copenhagen", "Europe/Kalundborg"),
            told(
                "schedule.toml",
                "latest = 2027-04-16",
                "latest = 2027-02-01"
            ),
            told("schedule.toml", "wish = 8", "wish = 80"),
            told("schedule.toml", "ends = 15:30:00", "ends = 08:30:00"),
            told("schedule.toml", "site = \"nord\"", "site = \"vest\""),
            told(
                "schedule.toml",
                "key = \"t3\"\nearliest",
                "key = \"t4\"\nearliest"
            ),
            told("schedule.toml", "to = 2027-08-06", "to = 2027-06-06"),
        ]
        .concat()
    );
}

#[test]
fn a_module_without_teachers_is_refused_by_name() {
    let mut folder = example();
    let schedule = folder
        .get("schedule.toml")
        .unwrap()
        .replace("\"samarbejde\"", "\"forandring\"");
    folder.insert("schedule.toml", schedule);
    let told = content::read(&folder, &known())
        .unwrap_err()
        .plain(Lang::En);
    assert!(
        told.contains(
            "modules/samarbejde.md:12:1: The module takes 2 teachers, but only 0 can teach it"
        ),
        "{told}"
    );
}
