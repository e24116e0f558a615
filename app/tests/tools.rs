//! `pejl tools`, as a shell runs it.
#![cfg(test)]

use std::process::{Command, Output};

use serde_json::Value;

fn tools(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pejl"))
        .arg("tools")
        .args(words)
        .output()
        .expect("the program runs")
}

fn answers(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn it_answers_best_first_with_field_and_reason() {
    let found = answers(&tools(&["konflikt mellem to teams", "--json"]));
    assert_eq!(found[0]["tool"], "Konflikttrappen");
    for one in &found {
        let field = one["field"].as_str().expect("a name");
        assert!(["Compliance", "Performance", "Emergens", "Resiliens"].contains(&field));
        assert!(!one["why"].as_str().expect("a sentence").is_empty());
    }
    let english = answers(&tools(&[
        "too many meetings",
        "--lang",
        "en",
        "--json",
        "--limit",
        "1",
    ]));
    assert_eq!(english.len(), 1);
    assert_eq!(english[0]["key"], "moedeoprydning");
    assert_eq!(english[0]["field"], "Performance");
}

#[test]
fn nothing_is_an_empty_array_and_a_word_to_people() {
    assert_eq!(
        answers(&tools(&["xyzxyz qqq", "--json"])),
        Vec::<Value>::new()
    );
    let told = tools(&["xyzxyz qqq"]);
    assert!(told.status.success());
    assert!(String::from_utf8_lossy(&told.stdout).contains("Prøv med andre ord"));
}

#[test]
fn a_blueprint_with_faults_is_told_and_answers_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = Command::new("cp")
        .args([
            "-r",
            concat!(env!("CARGO_MANIFEST_DIR"), "/../blueprints/kalundborg/."),
        ])
        .arg(folder.path())
        .status();
    assert!(copy.expect("cp runs").success());
    std::fs::write(folder.path().join("tools/ny.md"), "+++\nname.da = 1\n+++\n").expect("written");
    let told = tools(&[
        "møder",
        "--json",
        "--blueprint",
        folder.path().to_str().expect("a path"),
    ]);
    assert_eq!(told.status.code(), Some(1));
    assert!(told.stdout.is_empty());
    assert!(String::from_utf8_lossy(&told.stderr).contains("tools/ny.md:2"));
}
