//! Editing in the browser: draft, preview, conflicts, and what is refused keeps what was typed.

use axum::http::StatusCode;
use base::Role;
use direction::query::Which;
use testkit::Store;

use crate::app::{App, Client, holds, value};

const TRUST: &str = "/direction/edit/guidepost/trust";

fn trust(seen: &str) -> Vec<(&str, &str)> {
    vec![
        ("seen", seen),
        ("name-da", "Tillid først"),
        ("name-en", "Trust with clear agreements"),
        ("example", "yes"),
        (
            "text-da",
            "Vi giver ansvaret til dem, der står med opgaven, og vi er tydelige om rammen. Kontrol er noget, vi begrunder, ikke noget, vi plejer.",
        ),
        (
            "text-en",
            "We give responsibility to those who do the work, and we are clear about the frame. Control is something we give reasons for, not a habit.",
        ),
        (
            "question-da",
            "Er rammen så klar, at de andre tør bruge pladsen i den?",
        ),
        (
            "question-en",
            "Is the frame so clear that others dare to use the room in it?",
        ),
        ("fields", "compliance"),
        ("fields", "emergence"),
    ]
}

async fn seen(office: &Client) -> String {
    value(&office.get(TRUST).await.page(), "seen")
}

testkit::both! {
    async fn one_text_edited_in_the_browser_is_one_line_of_the_files(store: Store) {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let seen = seen(&office).await;
        office.post(TRUST, &trust(&seen)).await.goes_to("/direction/draft");
        let (before, after) = (app.files(Which::Published).await, app.files(Which::Draft).await);
        let changed: Vec<&str> = before.iter()
            .flat_map(|(path, text)| text.lines().zip(after.get(path).unwrap().lines()))
            .filter(|(a, b)| a != b).map(|(_, b)| b).collect();
        assert_eq!(changed, ["name.da = \"Tillid først\""]);
        let draft = office.get("/direction/draft").await.page();
        holds(&draft, &["Ændret (pejlemærke): Tillid først", "Navn på dansk", "<del>", "<ins>"]);
        assert!(!draft.contains("Navn på engelsk"));
        holds(&office.get("/direction/foundation?v=draft").await.page(), &["Tillid først", "Du ser kladden"]);
        assert!(!app.signed_in(Role::Leader).await.get("/direction/foundation").await.page().contains("Tillid først"));
    }
}

#[test]
fn a_preview_stores_nothing_and_shows_text_and_changes() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let seen = seen(&office).await;
        let mut fields = trust(&seen);
        fields.retain(|(name, _)| *name != "text-da");
        fields.extend([
            ("text-da", "Klar styring giver *plads*."),
            ("intent", "preview"),
        ]);
        let page = office.post(TRUST, &fields).await.page();
        holds(
            &page,
            &[
                "Sådan bliver det",
                "Det ændrer du",
                "value=\"Tillid først\"",
                "<a href=\"/direction/terms#",
            ],
        );
        assert_eq!(
            office.get("/direction?v=draft").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn a_refused_form_keeps_what_was_typed() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let seen = seen(&office).await;
        let mut fields = trust(&seen);
        fields.retain(|(name, _)| *name != "name-da" && *name != "question-en");
        fields.push(("question-en", "Typed before"));
        let answer = office.post(TRUST, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(
            &answer.text(),
            &["href=\"#field-name-da\"", "value=\"Typed before\""],
        );

        let place = office.get("/direction/edit/field/compliance").await.page();
        let seen = value(&place, "seen");
        let answer = office
            .post(
                "/direction/edit/field/compliance",
                &[
                    ("seen", &seen),
                    ("name-da", "C"),
                    ("short-da", "s"),
                    ("text-da", "t"),
                    ("question-da", "q"),
                    ("ends", "to"),
                    ("means", "2"),
                ],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(
            &answer.text(),
            &["Skriv et tal fra -1 til 1", "value=\"to\""],
        );
        let answer = office
            .post(
                "/direction/edit/field/compliance",
                &[
                    ("seen", &seen),
                    ("name-da", "C"),
                    ("short-da", "s"),
                    ("text-da", "t"),
                    ("question-da", "q"),
                    ("ends", "0,5"),
                    ("means", "2"),
                ],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(
            &answer.text(),
            &[
                "direction/fields.toml:",
                "Pladsen ligger uden for aksen",
                "value=\"2\"",
            ],
        );
    });
}

#[test]
fn the_second_of_two_sees_the_difference_and_chooses() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let seen = seen(&office).await;
        office
            .post(TRUST, &trust(&seen))
            .await
            .goes_to("/direction/draft");
        let mut late = trust(&seen);
        late[1].1 = "Tillid sidst";
        let answer = office.post(TRUST, &late).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        holds(
            &page,
            &[
                "En anden har ændret det samme",
                "value=\"Tillid sidst\"",
                "først</del>",
            ],
        );
        let now = value(&page, "seen");
        late[0].1 = &now;
        office.post(TRUST, &late).await.goes_to("/direction/draft");
        assert!(
            app.files(Which::Draft)
                .await
                .get("direction/guideposts.toml")
                .unwrap()
                .contains("Tillid sidst")
        );
    });
}

#[test]
fn a_word_is_added_and_taken_out() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        holds(
            &office.get("/direction/new/term").await.page(),
            &["Tilføj et ord", "Bøjninger på dansk"],
        );
        let fields = [
            ("name-da", "Årshjul"),
            ("forms-da", "årshjulet\r\n årshjulets \r\n"),
            ("text-da", "Årets faste **punkter**."),
            ("linked", "yes"),
            ("see", "module"),
        ];
        office
            .post("/direction/new/term", &fields)
            .await
            .goes_to("/direction/draft");
        let files = app.files(Which::Draft).await;
        assert!(files.get("direction/terms.toml").unwrap().ends_with(
            "\n[[term]]\nkey = \"aarshjul\"\nname.da = \"Årshjul\"\nforms.da = [\"årshjulet\", \"årshjulets\"]\ntext.da = \"Årets faste **punkter**.\"\nsee = [\"module\"]\n"
        ), "{files:?}");
        holds(
            &office.get("/direction/terms?v=draft").await.page(),
            &["id=\"aarshjul\"", "<strong>punkter</strong>"],
        );
        holds(
            &app.in_english(Role::Office)
                .await
                .get("/direction/terms?v=draft")
                .await
                .page(),
            &["<div class=\"prose\" lang=\"da\"><p>Årets"],
        );
        let office = app.signed_in(Role::Office).await;
        holds(
            &office.get("/direction/remove/term/aarshjul").await.page(),
            &["Fjern ord: Årshjul?"],
        );
        office
            .post("/direction/remove/term/aarshjul", &[])
            .await
            .goes_to("/direction/draft");
        assert_eq!(
            app.files(Which::Draft).await,
            app.files(Which::Published).await
        );
    });
}

#[test]
fn what_others_refer_to_is_not_taken_out() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let answer = office.post("/direction/remove/field/resilience", &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(
            &answer.text(),
            &[
                "Andet henviser til det",
                "direction/guideposts.toml:14:26",
                "Ukendt felt: &#39;resilience&#39;",
            ],
        );
        assert_eq!(
            office.get("/direction?v=draft").await.status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn every_thing_has_a_form_and_what_does_not_exist_has_none() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let draft = office.get("/direction/draft").await.page();
        let links: Vec<&str> = draft
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|href| {
                href.starts_with("/direction/edit/") || href.starts_with("/direction/new/")
            })
            .collect();
        assert!(links.len() > 90, "{}", links.len());
        let mut kinds = std::collections::BTreeSet::new();
        for link in links {
            if kinds.insert(link.split('/').take(4).collect::<Vec<_>>()) {
                let page = office.get(link).await.page();
                holds(&page, &["value=\"preview\"", "value=\"save\""]);
                holds(
                    &app.in_english(Role::Office).await.get(link).await.page(),
                    &["Save in the draft"],
                );
            }
        }
        assert_eq!(kinds.len(), 12 + 9);
        for path in [
            "/direction/edit/term/nothing",
            "/direction/edit/nothing/x",
            "/direction/new/vision",
            "/direction/remove/vision/vision",
            "/direction/new/x",
        ] {
            assert_eq!(
                office.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    });
}

#[test]
fn a_form_without_our_token_does_nothing() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let seen = seen(&office).await;
        assert_eq!(
            office.post_bare(TRUST, &trust(&seen)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(
            office.get("/direction?v=draft").await.status,
            StatusCode::NOT_FOUND
        );
    });
}
