//! The example's files are sound, faults are told where they stand, and a change touches its own
//! line only.

use crate::kalundborg;
use base::Lang;
use blueprint::{Faults, Folder, Manifest, Reader};
use direction::domain::{self, Change, Direction, Glossary, Input, Kind, Part, Record, Value};

fn read(folder: &Folder) -> Result<Direction, Faults> {
    let mut reader = Reader::new(folder);
    let direction = domain::read(&mut reader);
    reader.finish(direction)
}

/// The example with one piece of one file replaced.
fn with(file: &str, old: &str, new: &str) -> Folder {
    let mut folder = kalundborg();
    let text = folder.get(file).unwrap().to_owned();
    assert!(text.contains(old), "{file} has no {old}");
    folder.insert(file, text.replacen(old, new, 1));
    folder
}

#[track_caller]
fn refused(folder: &Folder, expected: &str) {
    let told = read(folder).map_or_else(|faults| faults.plain(Lang::En), |_| String::new());
    assert_eq!(told.trim_end(), expected);
}

#[test]
fn the_example_is_sound_and_complete_in_both_languages() {
    let folder = kalundborg();
    let direction = read(&folder).unwrap();
    assert_eq!(direction.vision.aims.len(), 4);
    assert_eq!(direction.fields.len(), 4);
    assert_eq!(direction.guideposts.len(), 4);
    assert!(direction.guideposts.iter().all(|post| post.example));
    assert!((8..=12).contains(&direction.expectations.len()));
    assert_eq!(direction.commission.themes.len(), 7);
    assert!(direction.terms.len() >= 30);
    let verified: Vec<_> = direction
        .commission
        .recommendations
        .iter()
        .filter(|r| r.verified)
        .collect();
    assert_eq!(verified.len(), 1);
    assert_eq!(verified.first().and_then(|r| r.number()), Some(26));
    for record in domain::records(&folder) {
        for (part, _, value) in record.iter() {
            if let Value::Words { da, en } = value {
                assert!(
                    !da.is_empty() && !en.is_empty(),
                    "{} {} {part}",
                    record.kind,
                    record.key
                );
            }
        }
    }
    let mut reader = Reader::new(&folder);
    let manifest = Manifest::read(&mut reader);
    assert_eq!(reader.finish(manifest).unwrap().licence, "EUPL-1.2");
}

#[test]
fn every_field_and_guidepost_is_served_and_every_aim_is_reached() {
    let direction = read(&kalundborg()).unwrap();
    for field in &direction.fields {
        assert!(
            direction
                .expectations
                .iter()
                .any(|e| e.fields.contains(&field.key))
        );
        assert!(
            direction
                .competences
                .iter()
                .any(|c| c.fields.contains(&field.key))
        );
    }
    for post in &direction.guideposts {
        assert!(
            direction
                .expectations
                .iter()
                .any(|e| e.guideposts.contains(&post.key))
        );
    }
    for aim in &direction.vision.aims {
        assert!(
            direction
                .expectations
                .iter()
                .any(|e| e.aims.contains(&aim.key))
        );
    }
    for expectation in &direction.expectations {
        assert!(
            direction
                .competences
                .iter()
                .any(|c| c.expectations.contains(&expectation.key))
        );
    }
}

#[test]
fn a_reference_to_nothing_is_told_where_it_stands() {
    refused(
        &with(
            "direction/guideposts.toml",
            "fields = [\"performance\", \"resilience\"]",
            "fields = [\"performance\", \"resillience\"]",
        ),
        "direction/guideposts.toml:14:26: Unknown field: 'resillience'; Did you mean 'resilience'? It can be: compliance, performance, emergence, resilience",
    );
    refused(
        &with(
            "direction/terms.toml",
            "see = [\"lsg\", \"guidepost\"]",
            "see = [\"lsg\", \"waymark\"]",
        ),
        &format!(
            "direction/terms.toml:12:15: Unknown word: 'waymark'; It can be: {}",
            {
                let direction = read(&kalundborg()).unwrap();
                let keys: Vec<String> = direction.terms.iter().map(|t| t.key.to_string()).collect();
                keys.join(", ")
            }
        ),
    );
}

#[test]
fn an_unverified_entry_has_no_number() {
    refused(
        &with(
            "direction/commission.toml",
            "theme = \"citizens\"\n",
            "theme = \"citizens\"\nnumber = 3\n",
        ),
        "direction/commission.toml:54:10: The number belongs to an entry that has not been held against the source; Read the entry in the source and write verified = true, or remove the number",
    );
}

#[test]
fn places_aims_and_forms_are_checked() {
    refused(
        &with("direction/fields.toml", "means = 0.5", "means = 1.5"),
        "direction/fields.toml:50:35: The place lies outside the axis; Write a number from -1 to 1",
    );
    refused(
        &with(
            "direction/expectations.toml",
            "aims = [\"work\"]",
            "aims = []",
        ),
        "direction/expectations.toml:20:7: The expectation 'choose-balance' belongs to no aim; Write at least one aim in aims, so that the expectation can be traced up to the vision",
    );
    refused(
        &with(
            "direction/terms.toml",
            "forms.da = [\"styringen\"",
            "forms.da = [\"ledelsen\"",
        ),
        "direction/terms.toml:37:13: 'ledelsen' already belongs to the word 'governance'; Leave the inflection with one word",
    );
}

#[test]
fn a_file_that_does_not_belong_is_refused() {
    let mut folder = kalundborg();
    let text = folder.remove("direction/guideposts.toml").unwrap();
    folder.insert("direction/guidepost.toml", text);
    refused(
        &folder,
        "direction/guidepost.toml:1:1: The file does not belong in the folder; Should it be called direction/guideposts.toml? Correct the name, or remove the file\n\
         direction/guideposts.toml:1:1: The file is missing; Put the file direction/guideposts.toml into the folder",
    );
}

fn record(folder: &Folder, kind: Kind, key: &str) -> Record {
    let mut all = domain::records(folder).into_iter();
    all.find(|each| each.kind == kind && each.key == key)
        .unwrap()
}

fn set(record: &mut Record, part: Part, value: Value) {
    let at = record
        .kind
        .parts()
        .iter()
        .position(|(each, _)| *each == part)
        .unwrap();
    record.values[at] = value;
}

fn words(da: &str, en: &str) -> Value {
    Value::Words {
        da: da.to_owned(),
        en: en.to_owned(),
    }
}

#[test]
fn writing_everything_back_changes_no_byte() {
    for ending in ["\n", "\r\n"] {
        let folder: Folder = kalundborg()
            .iter()
            .map(|(path, text)| (path.to_owned(), text.replace('\n', ending)))
            .collect();
        let mut written = folder.clone();
        let records = domain::records(&folder);
        assert!(records.len() > 70);
        for record in &records {
            domain::set(&mut written, record).unwrap();
        }
        assert_eq!(written, folder);
    }
}

#[test]
fn one_text_is_one_line() {
    let before = kalundborg();
    let mut after = before.clone();
    let mut trust = record(&before, Kind::Guidepost, "trust");
    let Some(Value::Words { en, .. }) = trust.get(Part::Name).cloned() else {
        panic!()
    };
    set(
        &mut trust,
        Part::Name,
        words("Tillid og klare \"aftaler\"", &en),
    );
    domain::set(&mut after, &trust).unwrap();
    let mut changed = Vec::new();
    for (path, text) in before.iter() {
        let new = after.get(path).unwrap();
        assert_eq!(text.lines().count(), new.lines().count(), "{path}");
        changed.extend(
            text.lines()
                .zip(new.lines())
                .filter(|(a, b)| a != b)
                .map(|(_, b)| b),
        );
    }
    assert_eq!(changed, ["name.da = \"Tillid og klare \\\"aftaler\\\"\""]);
    read(&after).unwrap();

    let changes = domain::compare(&domain::records(&before), &domain::records(&after));
    let [Change::Altered { record, parts }] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(
        (record.kind, record.key.as_str()),
        (Kind::Guidepost, "trust")
    );
    assert_eq!(parts.len(), 1);
    assert_eq!(parts.first().map(|p| p.part), Some(Part::Name));
}

#[test]
fn every_part_of_every_kind_can_be_written_and_read_again() {
    let before = kalundborg();
    let all = domain::records(&before);
    for sample in Kind::ALL
        .iter()
        .filter_map(|kind| all.iter().rfind(|each| each.kind == *kind))
    {
        let mut changed = sample.clone();
        let parts = sample.kind.parts().iter();
        for ((_, input), value) in parts.zip(changed.values.iter_mut()) {
            *value = match (input, &*value) {
                (Input::Line | Input::Block, _) => words("Nyt \\ og \"andet\"", ""),
                (Input::Body, _) => words("## Nyt\n\nTo afsnit.", "One."),
                (Input::Keys(_), Value::Keys(keys)) => {
                    Value::Keys(keys.iter().rev().cloned().collect())
                }
                (Input::Flag(_), Value::Flag(flag)) => Value::Flag(!flag),
                (Input::Decimal, _) => Value::Number("0.25".into()),
                (Input::Whole, _) => Value::Number("7".into()),
                (Input::Lists, _) => Value::Lists {
                    da: vec!["ændret".into()],
                    en: Vec::new(),
                },
                (_, same) => same.clone(),
            };
        }
        let mut after = before.clone();
        domain::set(&mut after, &changed).unwrap();
        assert_eq!(record(&after, sample.kind, &sample.key), changed);
        domain::set(&mut after, sample).unwrap();
        assert_eq!(domain::records(&after), all);
    }
}

#[test]
fn things_come_and_go() {
    let before = kalundborg();
    let mut folder = before.clone();
    let mut term = Record::empty(Kind::Term);
    set(&mut term, Part::Name, words("Årshjul", ""));
    set(&mut term, Part::Text, words("Årets faste punkter.", ""));
    term.key = term.proposed_key(&domain::records(&before));
    assert_eq!(term.key, "aarshjul");
    domain::add(&mut folder, &term).unwrap();
    let direction = read(&folder).unwrap();
    assert_eq!(
        direction.terms.last().map(|t| t.name.pick(Lang::En)),
        Some("Årshjul")
    );
    let changes = domain::compare(&domain::records(&before), &domain::records(&folder));
    assert_eq!(changes, [Change::Added(term.clone())]);
    assert_eq!(term.proposed_key(&domain::records(&folder)), "aarshjul-2");
    domain::remove(&mut folder, Kind::Term, "aarshjul").unwrap();
    assert_eq!(folder, before);
    assert!(domain::remove(&mut folder, Kind::Term, "aarshjul").is_err());
}

#[test]
fn removing_what_others_refer_to_is_a_fault_with_its_places() {
    let mut folder = kalundborg();
    domain::remove(&mut folder, Kind::Theme, "team").unwrap();
    let faults = read(&folder).unwrap_err();
    assert_eq!(faults.len(), 1);
    assert!(
        faults.plain(Lang::Da).contains("Ukendt tema: 'team'"),
        "{faults}"
    );
}

fn linked(markdown: &str) -> String {
    let direction = read(&kalundborg()).unwrap();
    domain::rich(markdown, &Glossary::new(&direction.terms, Lang::Da), None)
}

#[test]
fn words_are_linked_where_they_first_occur() {
    assert_eq!(
        linked("Pejlemærkerne viser styringen. Hvert pejlemærke har styring."),
        "<p><a href=\"/direction/terms#guidepost\">Pejlemærkerne</a> viser <a href=\"/direction/terms#governance\">styringen</a>. Hvert pejlemærke har styring.</p>\n"
    );
    // The longest wins, over a line break too, and parts of words are not words.
    assert_eq!(
        linked("Balancen mellem\nstyring og ledelse er selvledelse."),
        "<p><a href=\"/direction/terms#balance\">Balancen mellem\nstyring og ledelse</a> er selvledelse.</p>\n"
    );
}

#[test]
fn headings_links_and_code_are_left_alone() {
    let html = linked("# Styring\n\n[ledelse](/direction) `tillid` og *tillid*\n");
    assert_eq!(
        html,
        "<h2>Styring</h2>\n<p><a href=\"/direction\">ledelse</a> <code>tillid</code> og <em><a href=\"/direction/terms#trust\">tillid</a></em></p>\n"
    );
}

#[test]
fn what_could_run_is_shown_as_words() {
    let html = linked(
        "<script>alert(1)</script>\n\n<b onclick=x>fed</b> [klik](javascript:alert(1)) ![billede](x.png) [ud](//evil.example) [ok](https://kl.dk)",
    );
    assert!(
        !html.contains("<script")
            && !html.contains("<b ")
            && !html.contains("javascript:")
            && !html.contains("<img")
            && !html.contains("//evil"),
        "{html}"
    );
    assert!(
        html.contains("&lt;script&gt;") && html.contains("klik") && html.contains("billede"),
        "{html}"
    );
    assert!(html.contains("<a href=\"https://kl.dk\">ok</a>"), "{html}");
}

#[test]
fn a_term_does_not_link_to_itself_nor_a_common_word_to_a_term() {
    let direction = read(&kalundborg()).unwrap();
    let glossary = Glossary::new(&direction.terms, Lang::Da);
    assert!(!domain::rich("Styring er styring.", &glossary, Some("governance")).contains("<a"));
    assert!(!domain::rich("Hold det enkelt.", &glossary, None).contains("<a"));
}
