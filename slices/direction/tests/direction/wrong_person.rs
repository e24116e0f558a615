//! Every route as everybody.

use axum::http::StatusCode;
use base::Role;

use crate::app::App;

const READ: [&str; 10] = [
    "/direction",
    "/direction/foundation",
    "/direction/expectations/set-team",
    "/direction/competences",
    "/direction/commission",
    "/direction/terms",
    "/direction/thread",
    "/direction/versions",
    "/direction/versions/1",
    "/direction?v=1",
];

const WRITE: [(&str, &str); 13] = [
    ("GET", "/direction?v=draft"),
    ("GET", "/direction/draft"),
    ("POST", "/direction/draft/publish"),
    ("POST", "/direction/draft/discard"),
    ("GET", "/direction/edit/term/trust"),
    ("POST", "/direction/edit/term/trust"),
    ("GET", "/direction/new/term"),
    ("POST", "/direction/new/term"),
    ("GET", "/direction/remove/term/trust"),
    ("POST", "/direction/remove/term/trust"),
    ("GET", "/direction/files"),
    ("POST", "/direction/files"),
    ("GET", "/direction/files.zip"),
];

#[test]
fn each_route_is_open_to_those_the_policy_names_and_to_nobody_else() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        for role in Role::ALL {
            let client = app.signed_in(role).await;
            for path in READ {
                let expected = if role == Role::Guest {
                    StatusCode::FORBIDDEN
                } else {
                    StatusCode::OK
                };
                assert_eq!(client.get(path).await.status, expected, "{role:?} {path}");
            }
            for (method, path) in WRITE {
                let answer = match method {
                    "GET" => client.get(path).await,
                    _ => client.post(path, &[("revision", "1")]).await,
                };
                let refused = answer.status == StatusCode::FORBIDDEN;
                assert_eq!(
                    refused,
                    role != Role::Office,
                    "{role:?} {method} {path} {}",
                    answer.status
                );
            }
        }
    });
}

#[test]
fn who_is_not_signed_in_is_sent_to_sign_in() {
    testkit::on_sqlite(|store| async move {
        let app = App::kalundborg(store).await;
        let gets = WRITE
            .into_iter()
            .filter(|(method, _)| *method == "GET")
            .map(|(_, path)| path);
        for path in READ.into_iter().chain(gets) {
            let answer = app.anybody().get(path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            let to = answer.headers["location"].to_str().unwrap();
            assert!(to.starts_with("/sign-in"), "{path} {to}");
        }
        for (_, path) in WRITE.into_iter().filter(|(method, _)| *method == "POST") {
            let answer = app.anybody().post(path, &[]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        }
    });
}
