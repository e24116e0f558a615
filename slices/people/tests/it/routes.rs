//! The pages, as a browser without JavaScript meets them, and as the wrong person does.

use axum::http::StatusCode;
use base::{Clock as _, Id, PersonTag, Role, SystemClock};
use people::sample::{self, Municipality, Size, municipality};

use crate::town::{Answer, Browser};

fn small() -> Municipality {
    municipality(3, Size::of(240))
}

/// Uploads the file and goes on to the check.
async fn to_check(
    browser: &mut Browser,
    name: &str,
    bytes: Vec<u8>,
    day: &str,
) -> (String, Answer) {
    let form = browser.get("/people/import").await;
    assert_eq!(form.status, StatusCode::OK);
    let token = form.hidden("_csrf");
    let sent = browser
        .upload(
            "/people/import",
            &[("_csrf", &token), ("day", day)],
            &[("people", name, bytes)],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let upload = sent.location.trim_end_matches("/columns").to_owned();
    (
        upload.clone(),
        browser.get(&format!("{upload}/preview")).await,
    )
}

async fn imported(browser: &mut Browser, made: &Municipality, day: &str) -> String {
    let (upload, check) = to_check(browser, "hr.xlsx", sample::workbook(made).unwrap(), day).await;
    assert_eq!(check.status, StatusCode::OK);
    let pairs = [
        ("_csrf", check.hidden("_csrf")),
        ("fingerprint", check.hidden("fingerprint")),
    ];
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let accepted = browser.post(&format!("{upload}/accept"), &pairs).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text);
    accepted.location
}

#[tokio::test]
async fn an_empty_organisation_is_told_what_to_do_first() {
    let mut browser = Browser::of(Role::Office).await;
    browser
        .get("/people")
        .await
        .shows("Her er ingen medarbejdere endnu");
    browser
        .get("/people")
        .await
        .shows("href=\"/people/import\"");
    browser.get("/people/units").await.shows("Ingen enheder");
}

#[tokio::test]
async fn a_file_goes_from_upload_to_receipt_and_the_people_are_there() {
    let mut browser = Browser::of(Role::Office).await;
    let made = small();
    let receipt = imported(&mut browser, &made, "2026-09-01").await;
    browser
        .get(&receipt)
        .await
        .shows("Medarbejderne er hentet ind.");
    let list = browser.get("/people").await;
    list.shows("240 medarbejdere");
    let fragment = browser.fragment("/people?q=nielsen").await;
    assert!(!fragment.text.contains("<html"), "htmx gets the list alone");
    let somebody = &made.people[100];
    let found = browser.get(&format!("/people?q={}", somebody.number)).await;
    found.shows(&somebody.name());
    found.shows("1 medarbejder passer til søgningen.");
    let href = found
        .text
        .split("<th scope=\"row\"")
        .nth(1)
        .unwrap()
        .split('"')
        .find(|part| part.starts_with("/people/"))
        .unwrap()
        .to_owned();
    let page = browser.get(&href).await;
    page.shows("Historik");
    page.shows(&somebody.number);
    browser
        .get("/people?day=2020-01-01")
        .await
        .shows("ingen medarbejdere i Pejl");
    browser.get("/people/units").await.shows("Direktionen");
}

#[tokio::test]
async fn english_is_complete() {
    let mut browser = Browser::of(Role::Office).await;
    let token = browser.get("/people").await.hidden("_csrf");
    browser
        .post(
            "/language",
            &[("_csrf", &token), ("lang", "en"), ("next", "/people")],
        )
        .await;
    browser.get("/people").await.shows("Nobody is here yet");
    let receipt = imported(&mut browser, &small(), "2026-09-01").await;
    browser
        .get(&receipt)
        .await
        .shows("The people were imported.");
    let list = browser.get("/people").await;
    list.shows("240 people");
    list.shows("leader of staff");
    let unit = first_unit(&mut browser).await;
    browser.get(&unit).await.shows("Rename the unit");
}

#[tokio::test]
async fn faults_stand_in_a_table_and_in_a_list_and_cannot_be_accepted() {
    let mut browser = Browser::of(Role::Office).await;
    let csv =
        "Medarbejdernr;Fornavn;Efternavn;Enhed;Ansat;E-mail\n1;Anna;Holm;Skolen;i går;<b>x</b>\n";
    let (upload, check) = to_check(&mut browser, "hr.csv", csv.into(), "2026-09-01").await;
    check.shows("Ikke en dato");
    check.shows("i går");
    assert!(!check.text.contains("<b>x"), "a cell is no markup");
    assert!(!check.text.contains("name=\"fingerprint\""));
    let list = browser.get(&format!("{upload}/faults.csv")).await;
    assert!(list.kind.starts_with("text/csv"));
    list.shows("\"2\";\"Ansat\";\"i går\"");
    let token = check.hidden("_csrf");
    let refused = browser
        .post(
            &format!("{upload}/accept"),
            &[("_csrf", &token), ("fingerprint", "x")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    browser
        .get("/people")
        .await
        .shows("Her er ingen medarbejdere endnu");
}

#[tokio::test]
async fn every_fault_can_be_seen_a_page_at_a_time() {
    let mut browser = Browser::of(Role::Office).await;
    let mut csv = String::from("Medarbejdernr;Fornavn;Efternavn;Enhed;Ansat\n");
    for number in 1..=120 {
        csv.push_str(&format!("{number};Anna;Holm;Skolen;dag {number}\n"));
    }
    let (upload, check) = to_check(&mut browser, "hr.csv", csv.into(), "2026-09-01").await;
    check.shows("120 fejl.");
    let mut seen = Vec::new();
    for page in ["1", "2", "3"] {
        let page = browser.get(&format!("{upload}/preview?page={page}")).await;
        seen.extend((1..=120).filter(|number| page.text.contains(&format!(">dag {number}<"))));
    }
    assert_eq!(seen, (1..=120).collect::<Vec<_>>());
    browser
        .get(&format!("{upload}/preview?page=99"))
        .await
        .shows("dag 120");
}

#[tokio::test]
async fn very_many_who_leave_are_said_yes_to_by_a_tick() {
    let mut browser = Browser::of(Role::Office).await;
    let made = small();
    imported(&mut browser, &made, "2026-09-01").await;
    let mut fewer = made.clone();
    let mut left = 0;
    fewer.people.retain(|person| {
        let goes = !person.is_leader() && left < 30;
        left += usize::from(goes);
        !goes
    });
    let workbook = sample::workbook(&fewer).unwrap();
    let (upload, check) = to_check(&mut browser, "hr.xlsx", workbook, "2026-10-01").await;
    check.shows("30 medarbejdere, som Pejl kender, står ikke i filen");
    let (token, seen) = (check.hidden("_csrf"), check.hidden("fingerprint"));
    let yes = [("_csrf", token.as_str()), ("fingerprint", seen.as_str())];
    let path = format!("{upload}/accept");
    let unsaid = browser.post(&path, &yes).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    unsaid.shows("Sæt kryds, hvis de virkelig er fratrådt.");
    browser.get("/people").await.shows("240 medarbejdere");
    let said = [yes[0], yes[1], ("leavers", "yes")];
    let accepted = browser.post(&path, &said).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text);
    browser.get("/people").await.shows("210 medarbejdere");
}

#[tokio::test]
async fn columns_are_corrected_by_hand() {
    let mut browser = Browser::of(Role::Office).await;
    let csv = "Medarbejdernr;Fornavn;Efternavn;Afd.\n1;Anna;Holm;Skolen\n";
    let (upload, check) = to_check(&mut browser, "hr.csv", csv.into(), "2026-09-01").await;
    check.shows("Kolonnen mangler");
    let columns = browser.get(&format!("{upload}/columns")).await;
    columns.shows("For eksempel: Skolen");
    let token = columns.hidden("_csrf");
    let said = [
        ("_csrf", token.as_str()),
        ("column-0-0", "number"),
        ("column-0-1", "first_name"),
        ("column-0-2", "last_name"),
        ("column-0-3", "unit"),
    ];
    let sent = browser.post(&format!("{upload}/columns"), &said).await;
    assert_eq!(sent.location, format!("{upload}/preview"));
    browser.get(&sent.location).await.shows("Ingen fejl.");
}

#[tokio::test]
async fn what_cannot_be_read_is_told_on_the_form_and_cpr_numbers_are_not_shown() {
    let mut browser = Browser::of(Role::Office).await;
    let token = browser.get("/people/import").await.hidden("_csrf");
    let csrf = [("_csrf", token.as_str()), ("day", "2026-09-01")];
    let none = browser.upload("/people/import", &csrf, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    none.shows("Vælg en fil.");
    none.shows("value=\"2026-09-01\"");
    let far = [("_csrf", token.as_str()), ("day", "2199-09-01")];
    let csv = b"Medarbejdernr;Fornavn;Efternavn;Enhed\n1;A;A;X\n".to_vec();
    let mistyped = browser
        .upload("/people/import", &far, &[("people", "x.csv", csv)])
        .await;
    assert_eq!(mistyped.status, StatusCode::UNPROCESSABLE_ENTITY);
    mistyped.shows("Dagen ligger mere end et år ude i fremtiden.");
    let picture = browser
        .upload(
            "/people/import",
            &csrf,
            &[("people", "x.xlsx", b"\x89PNG\0\0".to_vec())],
        )
        .await;
    picture.shows("Filen er ikke et regneark.");
    let csv = b"Medarbejdernr;Fornavn;Efternavn;Enhed\n010190-1234;A;A;X\n".to_vec();
    let cpr = browser
        .upload("/people/import", &csrf, &[("people", "x.csv", csv)])
        .await;
    assert_eq!(cpr.status, StatusCode::UNPROCESSABLE_ENTITY);
    cpr.shows("CPR-numre");
    assert!(!cpr.text.contains("010190"));
}

#[tokio::test]
async fn a_file_that_turns_out_to_hold_cpr_numbers_ends_at_the_first_step() {
    let mut browser = Browser::of(Role::Office).await;
    let csv = "Medarbejdernr;Lønnr;Fornavn;Efternavn;Enhed\n1001000001;a;A;A;X\n4513000002;b;B;B;X\n9999000003;c;C;C;X\n";
    let (upload, check) = to_check(&mut browser, "hr.csv", csv.into(), "2026-09-01").await;
    check.shows("Ingen fejl.");
    let token = browser
        .get(&format!("{upload}/columns"))
        .await
        .hidden("_csrf");
    let said = [
        ("_csrf", token.as_str()),
        ("column-0-0", "-"),
        ("column-0-1", "number"),
        ("column-0-2", "first_name"),
        ("column-0-3", "last_name"),
        ("column-0-4", "unit"),
    ];
    let refused = browser.post(&format!("{upload}/columns"), &said).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("Filen indeholder CPR-numre og er ikke gemt.");
    assert!(!refused.text.contains("1001000001"));
    let gone = browser.get(&format!("{upload}/columns")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_day_before_the_latest_change_is_told_at_the_check() {
    let mut browser = Browser::of(Role::Office).await;
    let csv = "Medarbejdernr;Fornavn;Efternavn;Enhed\n1;A;A;X\n";
    imported(&mut browser, &small(), "2026-09-01").await;
    let (_, check) = to_check(&mut browser, "hr.csv", csv.into(), "2026-08-01").await;
    check.shows("En ændring kan ikke gælde fra en dag før den.");
    assert!(!check.text.contains("name=\"fingerprint\""));
}

async fn first_unit(browser: &mut Browser) -> String {
    let tree = browser.get("/people/units").await;
    let href = tree
        .text
        .split('"')
        .rfind(|part| part.starts_with("/people/units/"))
        .unwrap();
    href.replace("&amp;", "&").replace("&#38;", "&")
}

#[tokio::test]
async fn a_unit_is_renamed_and_a_refusal_keeps_what_was_typed() {
    let mut browser = Browser::of(Role::Office).await;
    imported(&mut browser, &small(), "2026-09-01").await;
    let unit = first_unit(&mut browser).await;
    let (path, _) = unit.split_once('?').unwrap();
    let token = browser.get(&unit).await.hidden("_csrf");
    let day = (SystemClock.now() + chrono::TimeDelta::days(90))
        .date_naive()
        .to_string();
    let rename = format!("{path}/rename");
    let taken = browser
        .post(
            &rename,
            &[("_csrf", &token), ("name", "DIREKTIONEN"), ("day", &day)],
        )
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    taken.shows("value=\"DIREKTIONEN\"");
    let done = browser
        .post(
            &rename,
            &[("_csrf", &token), ("name", "Helt Ny"), ("day", &day)],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = browser.get(&done.location).await;
    page.shows("Ændringen er gemt.");
    page.shows("<h1>Helt Ny</h1>");
    let merge = browser
        .post(
            &format!("{path}/merge"),
            &[("_csrf", &token), ("day", &day)],
        )
        .await;
    assert_eq!(merge.status, StatusCode::UNPROCESSABLE_ENTITY);
    let split = browser
        .post(
            &format!("{path}/split"),
            &[("_csrf", &token), ("name", "Ny"), ("day", &day)],
        )
        .await;
    assert_eq!(split.status, StatusCode::UNPROCESSABLE_ENTITY);
    split.shows("Vælg mindst én");
}

#[tokio::test]
async fn a_form_without_its_token_does_nothing() {
    let mut browser = Browser::of(Role::Office).await;
    let csv = b"Medarbejdernr;Fornavn;Efternavn;Enhed\n1;A;A;X\n".to_vec();
    let refused = browser
        .upload(
            "/people/import",
            &[("_csrf", "0")],
            &[("people", "x.csv", csv)],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Every route of the slice, as everybody but the office: 403 or 404, or the sign-in page.
#[tokio::test]
async fn the_wrong_person_gets_nothing() {
    let id = Id::<PersonTag>::seeded("test", "nobody");
    let read = [
        "/people".to_owned(),
        format!("/people/{id}"),
        "/people/units".to_owned(),
        format!("/people/units/{id}"),
        "/people/import".to_owned(),
        format!("/people/import/{id}/columns"),
        format!("/people/import/{id}/preview"),
        format!("/people/import/{id}/faults.csv"),
        format!("/people/import/{id}/receipt"),
        "/people/settings".to_owned(),
        "/people/settings.toml".to_owned(),
    ];
    let write = [
        "/people/import".to_owned(),
        format!("/people/import/{id}/columns"),
        format!("/people/import/{id}/accept"),
        format!("/people/import/{id}/discard"),
        format!("/people/units/{id}/rename"),
        format!("/people/units/{id}/merge"),
        format!("/people/units/{id}/split"),
        "/people/settings".to_owned(),
        "/people/settings/file".to_owned(),
    ];
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Office) {
        let mut browser = Browser::of(role).await;
        let token = browser.get("/was").await.hidden("_csrf");
        let refused = |answer: &Answer| {
            matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
        };
        for path in &read {
            let answer = browser.get(path).await;
            assert!(refused(&answer), "{role:?} GET {path}: {}", answer.status);
        }
        for path in &write {
            let answer = browser
                .post(
                    path,
                    &[("_csrf", &token), ("name", "x"), ("into", &id.to_string())],
                )
                .await;
            assert!(refused(&answer), "{role:?} POST {path}: {}", answer.status);
        }
        browser.sign_out();
        for path in &read {
            let answer = browser.get(path).await;
            assert!(
                answer.status == StatusCode::SEE_OTHER && answer.location.starts_with("/sign-in"),
                "signed out GET {path}: {}",
                answer.status
            );
        }
    }
}
