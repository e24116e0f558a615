//! Publishing, what changed, and looking back.

use axum::http::StatusCode;
use base::Role;
use direction::query::Which;
use testkit::Store;

use crate::app::{App, Client, holds, value};

async fn renamed(office: &Client, name: &str) {
    let path = "/direction/edit/theme/team";
    let seen = value(&office.get(path).await.page(), "seen");
    let fields = [
        ("seen", seen.as_str()),
        ("name-da", name),
        ("name-en", "Leaders set the team"),
    ];
    office.post(path, &fields).await.goes_to("/direction/draft");
}

testkit::both! {
    async fn a_draft_becomes_the_version_in_force_and_the_old_one_stays(store: Store) {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        renamed(&office, "Holdet bliver sat").await;
        let draft = office.get("/direction/draft").await.page();
        let revision = value(&draft, "revision");
        office.post("/direction/draft/publish", &[("revision", &revision), ("note", "Bedre ord")]).await.goes_to("/direction");
        let leader = app.signed_in(Role::Leader).await;
        holds(&leader.get("/direction/commission").await.page(), &["Holdet bliver sat"]);
        holds(&leader.get("/direction/versions").await.page(), &["Udgave 2", "Bedre ord", "Første udgave", "2. november 2026", "Ida Holm"]);
        holds(&leader.get("/direction/versions/2").await.page(), &["Ændret siden udgave 1", "Ændret (tema): Holdet bliver sat", "<del>"]);
        holds(&leader.get("/direction/versions/1").await.page(), &["Det er den første udgave"]);
        let back = app.in_english(Role::Leader).await.get("/direction/versions/1?from=2").await.page();
        holds(&back, &["Changed since version 2", "Changed (theme)"]);
        let leader = app.signed_in(Role::Leader).await;
        let old = leader.get("/direction/commission?v=1").await.page();
        holds(&old, &["Ledere sætter holdet", "Du ser udgave 1 fra 2. november 2026", "/direction/terms?v=1"]);
    }
}

#[test]
fn a_draft_that_has_moved_or_says_nothing_is_not_published() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        renamed(&office, "A").await;
        let revision = value(&office.get("/direction/draft").await.page(), "revision");
        renamed(&office, "B").await;
        let late = office
            .post(
                "/direction/draft/publish",
                &[("revision", &revision), ("note", "Min note")],
            )
            .await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(
            &late.text(),
            &["Kladden er blevet ændret", "value=\"Min note\""],
        );
        renamed(&office, "Ledere sætter holdet").await;
        let revision = value(&office.get("/direction/draft").await.page(), "revision");
        let same = office
            .post("/direction/draft/publish", &[("revision", &revision)])
            .await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(&same.text(), &["ikke noget at udgive"]);
        let stale = office
            .post("/direction/draft/discard", &[("revision", "1")])
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        office
            .post("/direction/draft/discard", &[("revision", &revision)])
            .await
            .goes_to("/direction/draft");
        holds(
            &office.get("/direction/draft").await.page(),
            &["Der er ingen kladde"],
        );
        assert!(
            app.files(Which::Published)
                .await
                .get("direction/commission.toml")
                .unwrap()
                .contains("Ledere sætter holdet")
        );
    });
}
