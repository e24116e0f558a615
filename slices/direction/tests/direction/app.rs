//! The pages of this slice as somebody sees them.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use base::{Actor, FixedClock, Id, Lang, Role, Secret};
use chrono::{DateTime, Utc};
use direction::{command, query::Which};
use kit::{Door, Entering, Member, Site, mount};
use testkit::Store;
use tower::ServiceExt as _;

use crate::kalundborg;

/// Whoever presents the name of a role is somebody with that role.
struct ByRole(db::Database);

impl Door for ByRole {
    fn enter<'a>(&'a self, secret: &'a Secret, _: DateTime<Utc>) -> Entering<'a> {
        let role = Role::ALL
            .into_iter()
            .find(|role| word(*role) == secret.expose());
        let member = role.map(|role| Member {
            actor: Actor::Member {
                account: Id::seeded("test", &word(role)),
                person: None,
                roles: BTreeSet::from([role]),
            },
            name: "Ida Holm".to_owned(),
            lang: None,
            organisation: Id::seeded("test", "organisation"),
            organisation_name: "Prøvekommunen".to_owned(),
            db: self.0.clone(),
        });
        Box::pin(async move { Ok(member) })
    }
}

fn word(role: Role) -> String {
    format!("{role:?}").to_lowercase()
}

/// An organisation with these pages.
pub struct App {
    router: Router,
    pub db: db::Database,
    pub office: base::Context,
}

/// Somebody's browser.
pub struct Client<'a> {
    app: &'a App,
    session: Option<String>,
    lang: Lang,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl App {
    /// Before anything is published.
    pub async fn empty(store: &Store) -> Self {
        store.db.migrate(direction::MIGRATIONS).await.unwrap();
        let office = store.ctx();
        let clock = Arc::new(FixedClock(office.now));
        let site = Site::new(ByRole(store.db.clone()), clock, "http://pejl.test", false);
        Self {
            router: mount(vec![direction::slice()], site),
            db: store.db.clone(),
            office,
        }
    }

    /// With the example in force.
    pub async fn kalundborg(store: &Store) -> Self {
        let app = Self::empty(store).await;
        let note = Some("Første udgave");
        command::load(&app.office, &app.db, &kalundborg(), "Ida Holm", note)
            .await
            .unwrap();
        app
    }

    pub fn anybody(&self) -> Client<'_> {
        Client {
            app: self,
            session: None,
            lang: Lang::Da,
        }
    }

    pub fn signed_in(&self, role: Role) -> Client<'_> {
        Client {
            session: Some(word(role)),
            ..self.anybody()
        }
    }

    /// The files as they are in the draft, or in force.
    pub async fn files(&self, which: Which) -> blueprint::Folder {
        command::export(&self.office, &self.db, which)
            .await
            .unwrap()
    }
}

impl Client<'_> {
    pub fn in_english(self) -> Self {
        Self {
            lang: Lang::En,
            ..self
        }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let session = self
            .session
            .as_ref()
            .map(|session| format!("pejl={session}; "));
        let cookies = format!(
            "{}pejl-visit=visit; pejl-lang={}",
            session.unwrap_or_default(),
            self.lang
        );
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies)
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a form with the token that our own pages give.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut fields: Vec<(&str, &str)> = fields.to_vec();
        fields.push(("_csrf", &token));
        self.post_bare(path, &fields).await
    }

    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect::<Vec<_>>()
            .join("&");
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    pub async fn upload(&self, path: &str, file: &[u8]) -> Answer {
        let token = self.token().await;
        let mut body = format!(
            "--X\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n--X\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--X--\r\n");
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// A page that everybody may see gives this browser's token.
    async fn token(&self) -> String {
        let page = self.get("/was").await.text();
        let (_, rest) = page.split_once("name=\"_csrf\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// The page, when it was given.
    #[track_caller]
    pub fn page(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        self.text()
    }

    #[track_caller]
    pub fn goes_to(&self, path: &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        assert_eq!(self.headers[header::LOCATION], path);
    }
}

#[track_caller]
pub fn holds(page: &str, all: &[&str]) {
    for text in all {
        assert!(page.contains(text), "'{text}' is missing in\n{page}");
    }
}

/// The value of a form's field.
pub fn value(page: &str, name: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                (byte as char).to_string()
            }
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
