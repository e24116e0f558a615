//! The settings as a form and as a file, as a browser without JavaScript meets them.

use axum::http::StatusCode;
use base::Role;
use people::{
    domain::Column,
    settings::{Draft, Settings},
};

use crate::town::{Answer, Browser};

const PATH: &str = "/people/settings";

type Pairs = Vec<(String, String)>;

/// What a browser would send of the page's form, before anything is typed.
fn fields(page: &Answer) -> Pairs {
    let form = page
        .text
        .split("<form method=\"post\" action=\"/people/settings\"")
        .nth(1)
        .and_then(|rest| rest.split("</form>").next())
        .unwrap();
    let said = |input: &str, name: &str| {
        let value = input
            .split(&format!(" {name}=\""))
            .nth(1)?
            .split('"')
            .next()?;
        Some(
            value
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&#38;", "&"),
        )
    };
    let inputs = form
        .split("<input ")
        .skip(1)
        .map(|rest| format!(" {}", rest.split('>').next().unwrap()));
    inputs
        .filter(|input| !input.contains("type=\"checkbox\"") || input.contains(" checked"))
        .filter_map(|input| {
            Some((
                said(&input, "name")?,
                said(&input, "value").unwrap_or_default(),
            ))
        })
        .collect()
}

fn set(pairs: &mut Pairs, name: &str, value: &str) {
    pairs.retain(|(known, _)| known != name);
    pairs.push((name.to_owned(), value.to_owned()));
}

fn get<'a>(pairs: &'a Pairs, name: &str) -> Option<&'a str> {
    let found = pairs.iter().find(|(known, _)| known == name)?;
    Some(&found.1)
}

async fn send(browser: &mut Browser, pairs: &Pairs) -> Answer {
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(PATH, &pairs).await
}

async fn file(browser: &mut Browser) -> String {
    let file = browser.get("/people/settings.toml").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.kind.starts_with("application/toml"), "{}", file.kind);
    file.text
}

#[tokio::test]
async fn the_usual_settings_are_shown_changed_and_saved() {
    let mut browser = Browser::of(Role::Office).await;
    browser
        .get("/people")
        .await
        .shows("href=\"/people/settings\"");
    let page = browser.get(PATH).await;
    page.shows("I bruger Pejls sædvanlige indstillinger");
    page.shows("Kendt i forvejen: Medarbejdernr");
    let usual = file(&mut browser).await;
    let mut pairs = fields(&page);
    assert_eq!(get(&pairs, "level-0-name"), Some("direktør"));

    // Enter, or the button: both save.
    set(&mut pairs, "do", "save");
    set(&mut pairs, "level-1-name", "centerchef");
    set(&mut pairs, "level-1-also", "fagchef; stabschef");
    set(&mut pairs, "weight-gender", "2");
    set(&mut pairs, "weight-hired", "1");
    set(&mut pairs, "bands", "2, 5,10");
    set(&mut pairs, "heading-unit", "Afd. navn; Team");
    pairs.push(("never".into(), "site".into()));
    let saved = send(&mut browser, &pairs).await;
    assert_eq!(saved.location, PATH, "{}", saved.text);
    let page = browser.get(PATH).await;
    page.shows("Indstillingerne er gemt.");
    assert!(!page.text.contains("sædvanlige indstillinger"));
    let now = file(&mut browser).await;
    assert_ne!(now, usual);
    let settings = Settings::parse(&now).unwrap();
    assert_eq!(settings.column_of("afd navn"), Some(Column::Unit));
    assert_eq!(
        settings.level("chef").unwrap().1.name,
        "centerchef",
        "the old name is known still"
    );
    let draft = Draft::of(&now).unwrap();
    assert!(
        draft.never_shown.contains(&Column::Site) && draft.never_shown.contains(&Column::Gender)
    );
    assert_eq!(draft.attributes.len(), 4);
}

#[tokio::test]
async fn levels_are_added_moved_and_removed_without_losing_what_was_typed() {
    let mut browser = Browser::of(Role::Office).await;
    let mut pairs = fields(&browser.get(PATH).await);
    set(&mut pairs, "heading-area", "Søjle");
    set(&mut pairs, "do", "add");
    let mut pairs = fields(&send(&mut browser, &pairs).await);
    assert_eq!(get(&pairs, "level-4-name"), Some(""));
    assert_eq!(get(&pairs, "heading-area"), Some("Søjle"));
    set(&mut pairs, "level-4-name", "projektleder");
    set(&mut pairs, "do", "up-4");
    let mut pairs = fields(&send(&mut browser, &pairs).await);
    assert_eq!(get(&pairs, "level-3-name"), Some("projektleder"));
    set(&mut pairs, "do", "remove-0");
    let mut pairs = fields(&send(&mut browser, &pairs).await);
    assert_eq!(
        (get(&pairs, "level-0-name"), get(&pairs, "level-4-name")),
        (Some("chef"), None)
    );
    assert!(
        !file(&mut browser).await.contains("projektleder"),
        "nothing is saved before the save"
    );
    set(&mut pairs, "do", "save");
    send(&mut browser, &pairs).await;
    let draft = Draft::of(&file(&mut browser).await).unwrap();
    let names: Vec<&str> = draft
        .levels
        .iter()
        .map(|level| level.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "chef",
            "leder af ledere",
            "projektleder",
            "leder af medarbejdere"
        ]
    );
}

#[tokio::test]
async fn what_cannot_hold_is_refused_in_its_field_and_keeps_what_was_typed() {
    let mut browser = Browser::of(Role::Office).await;
    let page = browser.get(PATH).await;
    let before = file(&mut browser).await;
    for (name, value, field, told) in [
        (
            "weight-area",
            "mange",
            "weight-area",
            "helt tal fra 1 til 1000",
        ),
        (
            "weight-area",
            "2000",
            "weight-area",
            "helt tal fra 1 til 1000",
        ),
        ("bands", "5, 2", "bands", "stigende orden"),
        ("bands", "fem", "bands", "2, 5, 10, 20"),
        ("level-1-name", "direktør", "level-1-name", "to gange"),
        ("level-1-name", "", "level-1-name", "Giv niveauet et navn"),
        ("heading-site", "Hus", "heading-site", "to kolonner"),
    ] {
        let mut pairs = fields(&page);
        set(&mut pairs, "do", "save");
        set(&mut pairs, "heading-unit", "Hus");
        if name != "heading-site" {
            set(&mut pairs, "heading-unit", "Afd.");
        }
        if name == "bands" {
            set(&mut pairs, "weight-hired", "1");
        }
        set(&mut pairs, name, value);
        let refused = send(&mut browser, &pairs).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name} {value}"
        );
        refused.shows(told);
        refused.shows(&format!("href=\"#field-{field}\""));
        assert_eq!(get(&fields(&refused), name), Some(value));
    }
    assert_eq!(file(&mut browser).await, before);
}

#[tokio::test]
async fn of_two_who_change_at_once_the_second_is_told() {
    let mut browser = Browser::of(Role::Office).await;
    let page = browser.get(PATH).await;
    let mut first = fields(&page);
    let mut second = first.clone();
    set(&mut first, "heading-unit", "Første");
    set(&mut first, "do", "save");
    assert_eq!(
        send(&mut browser, &first).await.status,
        StatusCode::SEE_OTHER
    );
    set(&mut second, "heading-unit", "Anden");
    set(&mut second, "do", "save");
    let refused = send(&mut browser, &second).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("En anden har ændret indstillingerne");
    refused.shows("Anden");
    assert!(file(&mut browser).await.contains("Første"));
}

#[tokio::test]
async fn the_file_goes_out_and_in_with_its_comments_and_a_faulty_one_is_refused_with_its_place() {
    let mut browser = Browser::of(Role::Office).await;
    let token = browser.get(PATH).await.hidden("_csrf");
    let csrf = [("_csrf", token.as_str())];
    let path = "/people/settings/file";
    let example = include_str!("../../../../blueprints/kalundborg/people.toml");
    let put = |bytes: &[u8]| [("file", "people.toml", bytes.to_vec())];
    let sent = browser.upload(path, &csrf, &put(example.as_bytes())).await;
    assert_eq!(sent.location, PATH, "{}", sent.text);
    assert_eq!(file(&mut browser).await, example);

    let faulty = browser
        .upload(path, &csrf, &put(b"[[level]]\nname = \"chef\"\nshoe = 1\n"))
        .await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    faulty.shows("Linje 3, kolonne 1");
    let latin = browser
        .upload(path, &csrf, &put(b"# \xe6\n[[level]]\nname = \"chef\"\n"))
        .await;
    latin.shows("ikke en tekstfil i UTF-8");
    let none = browser.upload(path, &csrf, &[]).await;
    none.shows("Vælg en fil.");
    assert_eq!(
        file(&mut browser).await,
        example,
        "a refused file changes nothing"
    );

    // The form over this file changes what is changed.
    let mut pairs = fields(&browser.get(PATH).await);
    set(&mut pairs, "do", "save");
    assert_eq!(
        send(&mut browser, &pairs).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        file(&mut browser).await,
        example,
        "saved as it was, byte for byte"
    );
}

#[tokio::test]
async fn english_is_complete_here_too() {
    let mut browser = Browser::of(Role::Office).await;
    let token = browser.get(PATH).await.hidden("_csrf");
    let english = [("_csrf", token.as_str()), ("lang", "en"), ("next", PATH)];
    browser.post("/language", &english).await;
    let page = browser.get(PATH).await;
    page.shows("usual settings");
    page.shows("Known already:");
    page.shows("Download people.toml");
}
