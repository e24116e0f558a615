//! There and back as files.

use axum::http::StatusCode;
use base::Role;
use blueprint::Folder;
use direction::query::Which;
use testkit::Store;

use crate::{
    app::{App, holds},
    kalundborg,
};

testkit::both! {
    async fn an_uploaded_blueprint_becomes_the_draft_and_comes_back_byte_for_byte(store: Store) {
        let app = App::empty(store).await;
        let office = app.signed_in(Role::Office).await;
        let zip = kalundborg().to_zip().unwrap();
        office.upload("/direction/files", &zip).await.goes_to("/direction/draft");
        holds(&office.get("/direction/draft").await.page(), &["Alt er nyt"]);
        let back = office.get("/direction/files.zip?v=draft").await;
        assert_eq!(back.headers["content-type"], "application/zip");
        assert_eq!(back.headers["content-disposition"], "attachment; filename=\"direction-draft.zip\"");
        // The client reads a body as text; the same files give the same bytes, and so the same text.
        let expected = kalundborg().part("direction").to_zip().unwrap();
        assert_eq!(back.text(), String::from_utf8_lossy(&expected));
        assert_eq!(office.get("/direction/files.zip").await.status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn faulty_files_are_refused_with_place_and_remedy() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let office = app.signed_in(Role::Office).await;
        let mut folder = kalundborg();
        let text = folder.get("direction/guideposts.toml").unwrap();
        let text =
            text.replacen("resilience", "resillience", 1)
                .replacen("question.da", "qestion.da", 1);
        folder.insert("direction/guideposts.toml", text);
        let answer = office
            .upload("/direction/files", &folder.to_zip().unwrap())
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        holds(
            &answer.text(),
            &[
                "Der er 2 fejl i filerne",
                "<td>direction/guideposts.toml</td><td>12</td><td>1</td>",
                "Mente du &#39;question&#39;?",
            ],
        );
        assert_eq!(
            office.get("/direction?v=draft").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            app.files(Which::Published).await,
            kalundborg().part("direction")
        );
    });
}

#[test]
fn what_is_no_blueprint_is_refused_in_words() {
    testkit::on_sqlite(|store| async move {
        let app = App::empty(store).await;
        let office = app.in_english(Role::Office).await;
        let other: Folder = [("programme.toml", "x = 1\n")].into_iter().collect();
        for (bytes, said) in [
            (b"hello".to_vec(), "The file is not a zip file"),
            (
                other.to_zip().unwrap(),
                "The zip file has no folder direction",
            ),
        ] {
            let answer = office.upload("/direction/files", &bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            holds(&answer.text(), &[said]);
        }
        let none = office.post("/direction/files", &[]).await;
        holds(&none.text(), &["Choose a zip file"]);
    });
}
