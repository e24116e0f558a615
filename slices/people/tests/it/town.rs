//! A site with one member signed in, and a browser that remembers its cookies.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use access::{action, permit};
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use base::{Actor, Clock as _, Context, Lang, Role, Secret, SystemClock};
use db::{Database, Placement};
use identity::{
    Carrier, Control, Invitee, Letter, NewOrganisation, NotCarried, Organisations, Password, Place,
    Places,
};
use kit::Site;
use tempfile::TempDir;
use tower::ServiceExt as _;

#[derive(Default)]
struct Mailbox(Mutex<Vec<Letter>>);

#[async_trait::async_trait]
impl Carrier for Mailbox {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(letter.clone());
        Ok(())
    }
}

pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    pub db: Database,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub kind: String,
    pub text: String,
}

impl Answer {
    /// What the hidden field of this name holds.
    pub fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let begin = self
            .text
            .find(&mark)
            .unwrap_or_else(|| unwrap_text(&self.text))
            + mark.len();
        self.text[begin..].split('"').next().unwrap().to_owned()
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        assert!(self.text.contains(text), "{text} is not in\n{}", self.text);
    }
}

#[track_caller]
fn unwrap_text(text: &str) -> usize {
    assert!(text.is_empty(), "no such field in\n{text}");
    0
}

impl Browser {
    /// A browser of a member with this role.
    pub async fn of(role: Role) -> Self {
        let address = "http://pejl.example";
        let folder = tempfile::tempdir().unwrap();
        let control = Database::open(Placement::Sqlite(folder.path().join("control.sqlite")))
            .await
            .unwrap();
        let control = Control::new(control, 1).unwrap();
        control.migrate().await.unwrap();
        let organisations = Organisations::new(
            control.clone(),
            Places::folder(folder.path()),
            [files::MIGRATIONS, people::MIGRATIONS].concat(),
            2,
        );
        let ctx = Context::system("town", SystemClock.now());
        let new = NewOrganisation {
            id: None,
            slug: "kalundborg".to_owned(),
            name: "Kalundborg Kommune".to_owned(),
            place: Place::File("kalundborg.sqlite".to_owned()),
            zone: "Europe/Copenhagen".to_owned(),
            lang: Lang::Da,
        };
        let found = permit::<action::EditOrganisation>(&ctx).unwrap();
        let home = organisations.create(&ctx, &found, new).await.unwrap();
        let invitee = Invitee {
            email: "ida@example.dk".parse().unwrap(),
            name: "Ida Holm".to_owned(),
            person: None,
            roles: BTreeSet::from([role]),
            lang: Lang::Da,
        };
        let accounts = permit::<action::ManageAccounts>(&ctx).unwrap();
        control
            .invite(&ctx, &accounts, home.id, &invitee)
            .await
            .unwrap();
        let mailbox = Mailbox::default();
        control
            .carry_letters(&ctx, address, &mailbox)
            .await
            .unwrap();
        let letters = mailbox.0.into_inner().unwrap();
        let link = letters[0]
            .body
            .lines()
            .find(|line| line.starts_with(address))
            .unwrap();
        let link = Secret::presented(link.rsplit('/').next().unwrap());
        let outsider = Context {
            actor: Actor::Anonymous,
            ..ctx
        };
        let password = Password::typed("hesten spiser blå grønkål");
        let session = control
            .choose_password(&outsider, &link, &password, None, None)
            .await
            .unwrap();
        let db = Database::open(Placement::Sqlite(folder.path().join("kalundborg.sqlite")))
            .await
            .unwrap();
        db.migrate(&[files::MIGRATIONS, people::MIGRATIONS].concat())
            .await
            .unwrap();
        let site = Site::new(organisations, Arc::new(SystemClock), address, false);
        Self {
            router: kit::mount(vec![people::slice()], site),
            cookies: vec![("pejl".to_owned(), session.secret.expose().to_owned())],
            db,
            _folder: folder,
        }
    }

    /// The site itself.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// What signs the member in.
    pub fn cookie(&self) -> String {
        self.cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect()
    }

    /// The same browser without its session.
    pub fn sign_out(&mut self) {
        self.cookies.clear();
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Asks as htmx does.
    pub async fn fragment(&mut self, path: &str) -> Answer {
        self.send(
            Request::get(path).header("hx-request", "true"),
            Body::empty(),
        )
        .await
    }

    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    /// Sends text fields and files (field, name, bytes).
    pub async fn upload(
        &mut self,
        path: &str,
        pairs: &[(&str, &str)],
        files: &[(&str, &str, Vec<u8>)],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in pairs {
            body.extend(
                format!(
                    "--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        for (field, name, bytes) in files {
            body.extend(format!("--cut\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--cut--\r\n");
        let request = Request::post(path)
            .header("content-type", "multipart/form-data; boundary=cut")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = request.header("host", "pejl.example");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !rest.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = |name| {
            parts
                .headers
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
                .to_owned()
        };
        Answer {
            status: parts.status,
            location: text(header::LOCATION),
            kind: text(header::CONTENT_TYPE),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}
