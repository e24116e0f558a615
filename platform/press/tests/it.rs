//! A document as other programs read it.
#![cfg(test)]

use std::{fs, process::Command};

use base::Lang;
use press::{PressError, Template, pdf};
use serde_json::{Value, json};

const LETTER: Template = Template {
    name: "letter",
    source: r#"#import "/house.typ": *
#show: sheet.with(title: data.title, paper: data.paper)
= #data.title
#data.text
== #pick("Punkter", "Points")
#list(..data.points)
"#,
};

fn letter(text: &str) -> Value {
    json!({ "title": "Fælles retning", "paper": "a4", "text": text, "points": ["Ét", "To"] })
}

fn asked(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it.pdf");
    fs::write(&file, bytes).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let said = command
        .output()
        .expect("poppler-utils is there: script/bootstrap test");
    assert!(said.status.success(), "{said:?}");
    String::from_utf8_lossy(&said.stdout).into_owned()
}

#[test]
fn a_document_has_its_text_title_language_and_tags() {
    let bytes = pdf(&LETTER, &letter("Vi går samme vej."), Lang::Da).unwrap();
    let text = asked("pdftotext", &[], &bytes);
    assert!(text.contains("Vi går samme vej."), "{text}");
    assert!(text.contains("Punkter"), "{text}");
    let about = asked("pdfinfo", &[], &bytes);
    for line in [
        "Title:           Fælles retning",
        "Tagged:          yes",
        "Pages:           1",
        "A4",
    ] {
        assert!(about.contains(line), "{about}");
    }
    let tags = asked("pdfinfo", &["-struct-text"], &bytes);
    in_order(
        &tags,
        &[
            "Document",
            "H1",
            "\"Fælles retning\"",
            "P (block)",
            "H2",
            "L (block)",
            "LI (block)",
            "\"Ét\"",
        ],
    );
    let said = String::from_utf8_lossy(&bytes).into_owned();
    assert!(
        said.contains("/Lang (da-DK)") || said.contains("(da-DK)"),
        "no language"
    );
    assert!(
        said.contains("pdfuaid:part"),
        "does not say that it keeps PDF/UA"
    );
}

/// Each stands somewhere after the one before.
fn in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{part} is not there in order: {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn english_is_said_in_english() {
    let text = asked(
        "pdftotext",
        &[],
        &pdf(&LETTER, &letter("Hello."), Lang::En).unwrap(),
    );
    assert!(text.contains("Points"), "{text}");
}

#[test]
fn what_people_wrote_is_never_run() {
    let wrote = "#panic(\"x\") *fed* $x^2$ #import \"/given.json\" \\ @nogen";
    let text = asked(
        "pdftotext",
        &["-raw"],
        &pdf(&LETTER, &letter(wrote), Lang::Da).unwrap(),
    );
    assert!(text.replace('\n', " ").contains(wrote), "{text}");
}

#[test]
fn letters_without_a_shape_do_not_stop_a_document() {
    let text = asked(
        "pdftotext",
        &[],
        &pdf(
            &LETTER,
            &letter("Godt gået 🎉👩‍👩‍👧 日 \u{200d}\u{7}slut"),
            Lang::Da,
        )
        .unwrap(),
    );
    assert!(text.contains("Godt gået"), "{text}");
    assert!(text.contains("slut"), "{text}");
}

#[test]
fn a_document_reaches_no_file_and_no_network() {
    for source in [
        "#read(\"/etc/passwd\")",
        "#image(\"x.png\")",
        "#import \"@preview/tablex:0.0.8\": *",
        "#datetime.today()",
    ] {
        let template = Template {
            name: "reach",
            source,
        };
        let Err(PressError::Document { template, told }) = pdf(&template, &json!({}), Lang::Da)
        else {
            panic!("{source} was made");
        };
        assert_eq!(template, "reach");
        assert!(told.starts_with("line 1: "), "{told}");
    }
}

#[test]
fn a_document_that_not_everybody_can_read_is_no_document() {
    let svg = "#show: sheet.with(title: \"Billede\")\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), format: \"svg\")";
    let source = format!("#import \"/house.typ\": *\n{svg}");
    let template = Template {
        name: "picture",
        source: source.leak(),
    };
    let told = pdf(&template, &json!({}), Lang::Da)
        .unwrap_err()
        .to_string();
    assert!(told.contains("alt"), "{told}");
    let untitled = Template {
        name: "untitled",
        source: "Hej",
    };
    let told = pdf(&untitled, &json!({}), Lang::Da)
        .unwrap_err()
        .to_string();
    assert!(told.contains("title"), "{told}");
}

#[test]
fn the_same_data_give_the_same_bytes() {
    let made = || pdf(&LETTER, &letter("Ens."), Lang::Da).unwrap();
    assert_eq!(made(), made());
}
