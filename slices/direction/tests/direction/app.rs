//! The pages of this slice as somebody sees them.

use axum::http::{HeaderMap, StatusCode, header};
use base::{Context, Lang, Role};
use direction::{command, query::Which};
use testkit::{Page, Store, TestApp};
use tokio::sync::Mutex;

use crate::kalundborg;

/// An organisation with these pages.
pub struct App {
    app: TestApp,
    pub db: db::Database,
    pub office: Context,
}

/// Somebody's browser.
pub struct Client(Mutex<testkit::Client>);

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    text: String,
}

impl App {
    /// Before anything is published.
    pub async fn empty(store: Store) -> Self {
        let app = TestApp::new(store, |_| vec![direction::slice()]).await;
        Self {
            db: app.db.clone(),
            office: app.ctx(),
            app,
        }
    }

    /// With the example in force.
    pub async fn kalundborg(store: Store) -> Self {
        let app = Self::empty(store).await;
        let note = Some("Første udgave");
        command::load(&app.office, &app.db, &kalundborg(), "Ida Holm", note)
            .await
            .unwrap();
        app
    }

    pub fn anybody(&self) -> Client {
        Client(Mutex::new(self.app.anonymous()))
    }

    pub async fn signed_in(&self, role: Role) -> Client {
        Client(Mutex::new(self.app.client(&[role]).await))
    }

    pub async fn in_english(&self, role: Role) -> Client {
        Client(Mutex::new(self.app.member(&[role], None, Lang::En).await))
    }

    /// The files as they are in the draft, or in force.
    pub async fn files(&self, which: Which) -> blueprint::Folder {
        command::export(&self.office, &self.db, which)
            .await
            .unwrap()
    }
}

impl Client {
    pub async fn get(&self, path: &str) -> Answer {
        self.0.lock().await.get(path).await.into()
    }

    /// Sends a form with the token that our own pages give.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.0.lock().await.post(path, fields).await.into()
    }

    pub async fn post_bare(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut client = self.0.lock().await;
        client.post_without_token(path, fields).await.into()
    }

    pub async fn upload(&self, path: &str, file: &[u8]) -> Answer {
        let mut client = self.0.lock().await;
        let page = client.upload(path, &[], ("file", "a.zip", file)).await;
        page.into()
    }
}

impl From<Page> for Answer {
    fn from(page: Page) -> Self {
        Self {
            status: page.status,
            headers: page.headers,
            text: page.text,
        }
    }
}

impl Answer {
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// The page, when it was given.
    #[track_caller]
    pub fn page(&self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.text()
    }

    #[track_caller]
    pub fn goes_to(&self, path: &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
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
