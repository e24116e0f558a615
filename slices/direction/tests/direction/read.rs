//! The pages that everybody reads.

use axum::http::StatusCode;
use base::Role;
use testkit::Store;

use crate::app::{App, holds};

testkit::both! {
    async fn the_poster_shows_vision_and_aims(store: Store) {
        let app = App::kalundborg(store).await;
        let page = app.signed_in(Role::Leader).await.get("/direction").await.page();
        holds(&page, &["<h1>Fælles retning</h1>", "Et godt sted at bo", "Et godt sted at drive virksomhed",
            "class=\"poster\"", "Kalundborg Kommune", "id=\"aim-home\"", "/direction/style-2.css"]);
        assert!(!page.contains("/direction/edit/"));
        let page = app.in_english(Role::Leader).await.get("/direction").await.page();
        holds(&page, &["<h1>Common direction</h1>", "A good place to run a business", "Versions"]);
    }
}

fn on_sqlite(test: impl AsyncFnOnce(App)) {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        test(app).await;
    });
}

#[test]
fn the_foundation_has_figure_guideposts_and_expectations() {
    on_sqlite(async |app| {
        let page = app
            .signed_in(Role::Leader)
            .await
            .get("/direction/foundation")
            .await
            .page();
        holds(
            &page,
            &[
                "<svg viewBox",
                "De fire felter på to akser",
                "Resultater for fællesskabet",
                "Emergens",
                "id=\"guidepost-trust\"",
                "href=\"/direction/expectations/choose-balance\"",
                "Hvorfor et fælles grundlag?",
            ],
        );
        assert_eq!(
            page.matches("<span class=\"example\">eksempel</span></h3>")
                .count(),
            4
        );
        holds(
            &page,
            &["<a href=\"/direction/terms#governance\">Styring</a>"],
        );
        let page = app
            .in_english(Role::Leader)
            .await
            .get("/direction/foundation")
            .await
            .page();
        holds(
            &page,
            &[
                "Why a common foundation?",
                "<span class=\"example\">example</span>",
                "Civic results",
            ],
        );
    });
}

#[test]
fn an_expectation_is_traced_up_and_down() {
    on_sqlite(async |app| {
        let page = app
            .signed_in(Role::Leader)
            .await
            .get("/direction/expectations/lead-across")
            .await
            .page();
        holds(
            &page,
            &[
                "/direction#aim-business",
                "/direction/foundation#field-emergence",
                "/direction/foundation#guidepost-whole",
                "/direction/competences#work-across",
                "Styring",
                "Ledelse",
                "Du er her",
            ],
        );
        let page = app
            .in_english(Role::Leader)
            .await
            .get("/direction/expectations/keep-learning")
            .await
            .page();
        holds(
            &page,
            &[
                "/direction/commission#development-from-goals",
                "You keep learning",
                "You are here",
            ],
        );
        let none = app
            .signed_in(Role::Leader)
            .await
            .get("/direction/expectations/nothing")
            .await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn competences_are_tied_to_what_they_are_taken_from() {
    on_sqlite(async |app| {
        let page = app
            .signed_in(Role::Teacher)
            .await
            .get("/direction/competences")
            .await
            .page();
        holds(
            &page,
            &[
                "id=\"co-create\"",
                "Samskabe med borgere og virksomheder",
                "/direction/expectations/involve-others",
            ],
        );
        let page = app
            .in_english(Role::Teacher)
            .await
            .get("/direction/competences")
            .await
            .page();
        holds(
            &page,
            &[
                "Co-creating with citizens and companies",
                "Taken from the expectations:",
            ],
        );
    });
}

#[test]
fn the_commission_is_no_numbered_list_and_says_what_is_verified() {
    on_sqlite(async |app| {
        let page = app
            .signed_in(Role::Leader)
            .await
            .get("/direction/commission")
            .await
            .page();
        assert_eq!(page.matches("<h2 id=\"theme-").count(), 7);
        assert_eq!(page.matches("badge-success").count(), 1);
        assert_eq!(page.matches(", nummer ").count(), 1);
        assert_eq!(page.matches("Ikke efterprøvet").count(), 7);
        holds(
            &page,
            &[
                "nummer 26",
                "Det er ikke hele listen",
                "Ledelseskommissionens anbefalinger, juni 2018",
            ],
        );
        assert!(!page.contains("<ol class=\"entries"));
        let page = app
            .in_english(Role::Leader)
            .await
            .get("/direction/commission")
            .await
            .page();
        holds(
            &page,
            &["This is not the whole list", "number 26", "Not verified"],
        );
    });
}

#[test]
fn words_stand_in_the_order_of_the_alphabet_and_link_to_each_other() {
    on_sqlite(async |app| {
        let page = app
            .signed_in(Role::Leader)
            .await
            .get("/direction/terms")
            .await
            .page();
        let at = |name: &str| {
            page.find(&format!("<dt>{name}"))
                .unwrap_or_else(|| panic!("{name}"))
        };
        assert!(
            at("Balancen") < at("Bordgruppe") && at("Vikar") < at("På tværs")
                || at("På tværs") < at("Vikar")
        );
        assert!(at("Prøvehandling") < at("På tværs"));
        holds(
            &page,
            &[
                "id=\"trial\"",
                "<span class=\"other\" lang=\"en\">Trial action</span>",
                "<a href=\"#own-operations\">Egen drift</a>",
            ],
        );
        let page = app
            .in_english(Role::Leader)
            .await
            .get("/direction/terms")
            .await
            .page();
        holds(
            &page,
            &[
                "<span class=\"other\" lang=\"da\">Prøvehandling</span>",
                "Common language",
            ],
        );
    });
}

#[test]
fn before_the_first_publishing_each_page_says_what_to_do() {
    testkit::on_sqlite(|store| async move {
        let app = App::empty(store).await;
        for path in [
            "/direction",
            "/direction/foundation",
            "/direction/competences",
            "/direction/commission",
            "/direction/terms",
        ] {
            holds(
                &app.signed_in(Role::Leader).await.get(path).await.page(),
                &["Forløbsledelsen er ved at skrive"],
            );
            holds(
                &app.signed_in(Role::Office).await.get(path).await.page(),
                &["Indlæs en skabelon", "href=\"/direction/files\""],
            );
        }
        holds(
            &app.signed_in(Role::Office)
                .await
                .get("/direction/draft")
                .await
                .page(),
            &["Indlæs en skabelon"],
        );
        holds(
            &app.signed_in(Role::Leader)
                .await
                .get("/direction/versions")
                .await
                .page(),
            &["Her er ikke noget endnu"],
        );
    });
}

#[test]
fn states_that_do_not_exist_are_not_found() {
    on_sqlite(async |app| {
        for path in [
            "/direction?v=9",
            "/direction?v=x",
            "/direction?v=-1",
            "/direction?v=draft",
            "/direction/versions/7",
            "/direction/versions/x",
        ] {
            let status = app.signed_in(Role::Office).await.get(path).await.status;
            assert!(
                status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST,
                "{path} {status}"
            );
        }
    });
}

#[test]
fn the_style_is_its_own_file_and_pages_have_none_inline() {
    on_sqlite(async |app| {
        let style = app.anybody().get("/direction/style-2.css").await;
        assert!(
            style.headers["content-type"]
                .to_str()
                .unwrap()
                .starts_with("text/css")
        );
        for path in [
            "/direction",
            "/direction/foundation",
            "/direction/draft",
            "/direction/edit/term/trust",
        ] {
            let page = app.signed_in(Role::Office).await.get(path).await.page();
            assert!(
                !page.contains("style=\"")
                    && !page.contains("<style")
                    && !page.contains(" onclick"),
                "{path}"
            );
        }
    });
}
