//! The toolbox in the browser: asked, opened, saved, and its rights kept.

use base::{Id, Role};
use blueprint::Folder;
use testkit::{Store, TestApp};
use toolbox::command::{self, Refusal};

use crate::blueprint;

async fn town(store: Store) -> TestApp {
    let app = TestApp::new(store, |_| vec![direction::slice(), toolbox::slice()]).await;
    direction::command::load(
        &app.ctx(),
        &app.db,
        &blueprint(),
        "Ida Holm",
        Some("Første"),
    )
    .await
    .unwrap();
    app
}

async fn loaded(store: Store) -> TestApp {
    let app = town(store).await;
    command::load(&app.ctx(), &app.db, &blueprint(), "Ida Holm")
        .await
        .unwrap();
    app
}

/// The example's tools, one of them with other words.
fn with(path: &str, from: &str, to: &str) -> Folder {
    let mut folder = blueprint();
    let text = folder.get(path).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    let text = text.replacen(from, to, 1);
    folder.insert(path, text);
    folder
}

testkit::both! {
    async fn a_leader_asks_in_their_own_words(store: Store) {
        let app = loaded(store).await;
        let mut leader = app.client_of(&[Role::Leader], Id::new()).await;
        leader.get("/tools").await.is(200).says("Alle 40 redskaber").says("Konflikttrappen");
        let page = leader.get("/tools?words=konflikt+mellem+to+teams").await;
        page.is(200).says("Konflikttrappen").says("Fordi du søgte på");
        leader.get("/tools?field=compliance&minutes=20").await.is(200).says("passer");
        leader.get("/tools?minutes=mange").await.is(200).says("Minutter, I har");
        leader.get("/tools?words=xyzzyqqq").await.is(200).says("Ingen redskaber passer").says("Vis alle");
        leader.get(&format!("/tools?words={}", "%C3%A6".repeat(5_000))).await.is(200);
        // Asked for markup, it says the words.
        let page = leader.get("/tools?words=%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert!(!page.text.contains("<script>alert"));
        let page = leader.get("/tools/konflikttrappen").await;
        page.is(200).says("Sådan gør I").says("20 min.").says("Resiliens").says("Må kopieres").says("Friedrich Glasl");
        // A step's own list is a list.
        page.says("<li>Vi er uenige om noget.</li>");
        leader.get("/tools/ingenting").await.is(404);
    }

    async fn what_one_saves_is_first_and_ones_own(store: Store) {
        let app = loaded(store).await;
        let mut leader = app.client_of(&[Role::Leader], Id::new()).await;
        leader.post("/tools/konflikttrappen/save", &[("saved", "yes")]).await.is(303);
        leader.post("/tools/konflikttrappen/save", &[("saved", "yes")]).await.is(303);
        leader.get("/tools").await.says("Mine redskaber");
        leader.get("/tools/konflikttrappen").await.says("Fjern fra mine redskaber");
        let mut other = app.client_of(&[Role::Leader], Id::new()).await;
        assert!(!other.get("/tools").await.text.contains("Mine redskaber"));
        leader.post("/tools/konflikttrappen/save", &[("saved", "no")]).await.is(303);
        assert!(!leader.get("/tools").await.text.contains("Mine redskaber"));
        leader.post("/tools/ingenting/save", &[("saved", "yes")]).await.is(404);
    }

    async fn rights_are_kept(store: Store) {
        let app = town(store).await;
        let path = "tools/konflikttrappen.md";
        let mut leader = app.client_of(&[Role::Leader], Id::new()).await;
        let mut office = app.client(&[Role::Office]).await;
        leader.get("/tools").await.is(200).says("Redskabskassen er tom");
        let shown = with(path, "copying = \"free\"", "copying = \"show\"");
        command::load(&app.ctx(), &app.db, &shown, "Ida Holm").await.unwrap();
        leader.get("/tools/konflikttrappen").await.says("Må kun vises").says("kan derfor ikke udskrives");
        // Over: gone for leaders, marked for the office. The pages know it at once.
        let over = with(path, "copying = \"free\"", "copying = \"free\"\nexpires = 2020-12-31");
        command::load(&app.ctx(), &app.db, &over, "Ida Holm").await.unwrap();
        leader.get("/tools/konflikttrappen").await.is(404);
        leader.get("/tools").await.says("Alle 39 redskaber");
        assert!(!leader.get("/tools?words=konflikttrappen").await.text.contains("/tools/konflikttrappen"));
        office.get("/tools/konflikttrappen").await.is(200).says("Må ikke bruges længere");
        // A faulty file changes nothing.
        let faulty = with(path, "least = 60", "least = 600");
        let refused = command::load(&app.ctx(), &app.db, &faulty, "Ida Holm").await;
        assert!(matches!(refused, Err(Refusal::Faulty(_))));
        office.get("/tools").await.says("Alle 40 redskaber");
    }
}

#[test]
fn who_may_not_is_refused() {
    testkit::on_sqlite(|store| async move {
        let app = loaded(store).await;
        for (role, mut who) in app.everybody().await {
            let expected = match role {
                None => 303,
                Some(Role::Administrator | Role::Guest) => 403,
                Some(_) => 200,
            };
            for path in ["/tools", "/tools/konflikttrappen"] {
                let status = who.get(path).await.status.as_u16();
                assert_eq!(status, expected, "{role:?} {path}");
            }
            let posted = who
                .post("/tools/konflikttrappen/save", &[("saved", "yes")])
                .await;
            let refused = matches!(
                role,
                Some(Role::Administrator | Role::Guest | Role::Consultancy)
            );
            assert!(!refused || posted.status.as_u16() == 403, "{role:?}");
        }
    });
}
