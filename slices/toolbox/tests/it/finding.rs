use base::Lang;
use serde::Deserialize;
use toolbox::query::{Narrowed, Toolbox};

use crate::toolbox;

#[derive(Deserialize)]
struct Situations {
    situation: Vec<Situation>,
}

#[derive(Deserialize)]
struct Situation {
    lang: Lang,
    text: String,
    #[serde(default)]
    kind: Option<String>,
    tools: Vec<String>,
}

fn situations() -> Vec<Situation> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../benches/toolbox/situations.toml"
    );
    let file: Situations = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file.situation
}

fn keys(toolbox: &Toolbox, question: &str) -> Vec<String> {
    let answer = toolbox.ask(question, &Narrowed::default(), 3).unwrap();
    answer.iter().map(|one| one.tool.key.clone()).collect()
}

/// The questions for which none of the expected tools is among the first three, with what was.
fn missed<'s>(of: impl Iterator<Item = &'s Situation>) -> Vec<String> {
    let (da, en) = (toolbox(Lang::Da), toolbox(Lang::En));
    of.filter_map(|one| {
        let found = keys(one.lang.pick(&da, &en), &one.text);
        let met = found.iter().any(|key| one.tools.contains(key));
        (!met).then(|| format!("{}: {found:?}, not {:?}", one.text, one.tools))
    })
    .collect()
}

#[test]
fn eighteen_of_twenty_danish_situations_find_their_tool_among_the_first_three() {
    let all = situations();
    let danish: Vec<&Situation> = all
        .iter()
        .filter(|one| one.lang == Lang::Da && one.kind.is_none())
        .collect();
    assert_eq!(danish.len(), 20);
    let missed = missed(danish.into_iter());
    assert!(missed.len() <= 2, "{}", missed.join("\n"));
}

#[test]
fn misspelt_words_compounds_and_english_find_theirs_too() {
    let all = situations();
    let others = all
        .iter()
        .filter(|one| one.lang == Lang::En || one.kind.is_some());
    let missed = missed(others);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn it_says_why_from_what_was_found() {
    let toolbox = toolbox(Lang::Da);
    let answer = toolbox
        .ask("konfligt i gruppen", &Narrowed::default(), 1)
        .unwrap();
    let why = &answer.first().unwrap().why;
    assert!(why.contains("Vi læste »konfligt« som »konflikt"), "{why}");
    assert!(why.contains("Fordi"), "{why}");
}

#[test]
fn letters_may_be_written_by_those_who_have_no_danish_keys() {
    let toolbox = toolbox(Lang::Da);
    assert_eq!(
        keys(&toolbox, "for mange moeder"),
        keys(&toolbox, "for mange møder")
    );
}

#[test]
fn what_nothing_answers_is_answered_by_nothing() {
    let toolbox = toolbox(Lang::Da);
    assert_eq!(
        keys(&toolbox, "xylofonkvartet zqzqzqzq"),
        Vec::<String>::new()
    );
    assert_eq!(keys(&toolbox, "!!!"), Vec::<String>::new());
    let long = "møde ".repeat(2_000);
    assert_eq!(keys(&toolbox, &long), keys(&toolbox, "møde"));
}

#[test]
fn an_answer_is_narrowed_by_field_minutes_and_people() {
    let toolbox = toolbox(Lang::Da);
    let narrowed = Narrowed {
        field: Some("resilience".to_owned()),
        minutes: Some(45),
        people: Some(12),
        ..Narrowed::default()
    };
    for words in ["", "vi taler ikke om fejl"] {
        let answer = toolbox.ask(words, &narrowed, 40).unwrap();
        assert!(!answer.is_empty());
        for one in answer {
            assert!(one.tool.fields.contains(&"resilience".to_owned()));
            assert!(one.tool.minutes.least <= 45 && one.tool.people.holds(12));
        }
    }
}
