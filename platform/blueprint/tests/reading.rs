//! Faulty files are refused whole, with every fault's place and remedy.

#![cfg(test)]

use base::Lang;
use blueprint::{Folder, Key, Reader, Said, Words};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    key: Key,
    #[expect(dead_code, reason = "read for its faults")]
    name: Words,
}
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    field: Vec<Field>,
}
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Module {
    #[expect(dead_code, reason = "read for its faults")]
    name: Words,
    #[serde(default)]
    fields: Vec<Key>,
    #[expect(dead_code, reason = "read for its faults")]
    #[serde(default)]
    days: u32,
    #[serde(default, deserialize_with = "blueprint::when::dates")]
    #[expect(dead_code, reason = "read for its faults")]
    off: Vec<chrono::NaiveDate>,
}

fn read(files: &[(&str, &str)]) -> Result<(), blueprint::Faults> {
    let folder: Folder = files.iter().copied().collect();
    let mut reader = Reader::new(&folder);
    let fields = reader.read_toml::<Fields>("fields.toml");
    let known: Vec<&str> = fields
        .iter()
        .flat_map(|f| &f.field)
        .map(|f| f.key.as_str())
        .collect();
    if let Some(fields) = &fields {
        reader.unique("fields.toml", fields.field.iter().map(|field| &field.key));
    }
    let noun = Said::new(|lang| lang.pick("felt", "field").to_owned());
    for path in reader.markdown_in("modules") {
        if let Some(page) = reader.read_markdown::<Module>(&path) {
            for key in &page.front.fields {
                reader.refer(&path, key, &noun, known.iter().copied());
            }
        }
    }
    reader.refuse_unread("modules", &[]);
    reader.finish(fields).map(|_| ())
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let told = read(files).map_or_else(|faults| faults.plain(Lang::En), |()| String::new());
    assert_eq!(told.lines().collect::<Vec<_>>(), expected, "{told}");
}

const FIELDS: &str = "[[field]]\nkey = \"a\"\nname.da = \"Æ\"\n[[field]]\nkey = \"b\"\nname = { da = \"B\", en = \"B\" }\n";

#[test]
fn sound_files_have_no_fault() {
    check(
        &[
            ("fields.toml", FIELDS),
            (
                "modules/m.md",
                "+++\nname.da = \"M\"\nfields = [\"a\"]\noff = [2027-03-01]\n+++\nTekst\n",
            ),
            ("modules/m.en.md", "Text\n"),
        ],
        &[],
    );
}

#[test]
fn all_faults_are_told_at_once() {
    check(
        &[(
            "fields.toml",
            "[[field]]\nkye = \"a\"\nname.da = \"\"\n\n[[field]]\nkey = \"B b\"\nname = 3\n\n[[field]]\nname.en = \"C\"\nkey = \"c\"\ncolour = 1\n",
        )],
        &[
            "fields.toml:1:1: 'key' is missing; Add a line: key = ...",
            "fields.toml:2:1: Unknown name: 'kye'; Did you mean 'key'? It can be: key, name",
            "fields.toml:3:11: The text is empty; Write the text, or remove the line",
            "fields.toml:6:7: 'B b' cannot be used as a key; Use lower-case letters a-z, digits and hyphens, beginning with a letter",
            "fields.toml:7:8: Wrong kind of value: this must be a table, but it is a whole number; Write a table",
            "fields.toml:10:1: 'da' is missing; Add a line: da = ...",
            "fields.toml:12:1: Unknown name: 'colour'; It can be: key, name",
        ],
    );
}

#[test]
fn broken_toml_is_told_in_its_line() {
    check(
        &[(
            "fields.toml",
            "[[field]]\nkey = a\nname.da = \"A\"\nname.da = \"B\"\n",
        )],
        &[
            "fields.toml:2:7: The file cannot be read as TOML: string values must be quoted, expected literal string; Correct the line so that it follows TOML: name = \"value\"",
            "fields.toml:4:6: The file cannot be read as TOML: duplicate key; Correct the line so that it follows TOML: name = \"value\"",
        ],
    );
}

#[test]
fn references_are_told_where_they_stand() {
    check(
        &[
            ("fields.toml", FIELDS),
            (
                "modules/m.md",
                "+++\nname.da = \"M\"\nfields = [\"a\", \"bb\"]\ndays = \"to\"\noff = [2027-03-01, \"x\"]\n+++\nTekst\n",
            ),
            (
                "modules/n.md",
                "+++\nname.da = \"M\"\n  fields = [\"bb\"]\n+++\nTekst\n",
            ),
        ],
        &[
            "modules/m.md:4:8: Wrong kind of value: this must be a whole number, but it is a text; Write a whole number",
            "modules/m.md:5:20: This is not a date; Write the date as 2027-03-01, without quotes",
            "modules/n.md:3:13: Unknown field: 'bb'; Did you mean 'b'? It can be: a, b",
        ],
    );
}

#[test]
fn keys_stand_once() {
    check(
        &[("fields.toml", &FIELDS.replace("\"b\"", "\"a\""))],
        &[
            "fields.toml:5:7: 'a' stands twice; Give one of them another name; the first stands in line 2",
        ],
    );
}

#[test]
fn pages_have_particulars_and_text() {
    check(
        &[
            ("fields.toml", FIELDS),
            ("modules/a.md", "Tekst\n"),
            ("modules/b.md", "+++\nname.da = \"B\"\nTekst\n"),
            ("modules/c.md", "+++\nname.da = \"C\"\n+++\n\n"),
            ("modules/d.toml", ""),
        ],
        &[
            "modules/a.md:1:1: The file must begin with its particulars; Write a line +++, then the particulars as TOML, then a line +++ again, and then the text",
            "modules/b.md:1:1: The particulars do not end; Write a line +++ after the particulars",
            "modules/c.md:4:1: The text is empty; Write the text, or remove the line",
            "modules/d.toml:1:1: The file does not belong in the folder; Remove the file, or correct its name",
        ],
    );
}

#[test]
fn a_missing_file_is_a_fault() {
    check(
        &[],
        &["fields.toml:1:1: The file is missing; Put the file fields.toml into the folder"],
    );
}

#[test]
fn columns_count_letters_and_danish_is_spoken() {
    let faults = read(&[(
        "fields.toml",
        "field = [{ key = \"a\", name = { da = \"Æ Ø Å\", de = \"x\" } }]\n",
    )])
    .unwrap_err();
    assert_eq!(
        faults.plain(Lang::Da),
        "fields.toml:1:46: Ukendt navn: 'de'; Mente du 'da'? Her kan der stå: da, en\n"
    );
    let fancy = faults.fancy(Lang::Da, false);
    assert!(
        fancy.contains("Ukendt navn: 'de'")
            && fancy.contains("fields.toml:1:46")
            && fancy.contains("Mente du"),
        "{fancy}"
    );
}
