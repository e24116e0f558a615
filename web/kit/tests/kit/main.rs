//! The edge and the kit's own pages, as a browser meets them.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking that it failed"
)]

mod edge;
mod forms;
mod pages;
mod town;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, Response, StatusCode, header},
};
use base::{Problem, ProblemKind, Role};
use kit::{
    Card, Failure, Form, Menu, Onward, Place, PublicVisit, Routes, SignedIn, Slice, Visit, get,
    post,
};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A browser at the site, with what it keeps between requests.
struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    secret: String,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The token that the page's forms carry.
    fn token(&self) -> String {
        let mark = "name=\"_csrf\" value=\"";
        let begin = self.text.find(mark).expect("a form") + mark.len();
        self.text[begin..begin + 128].to_owned()
    }
}

impl Browser {
    async fn new() -> Self {
        Self::at("http://pejl.example", true).await
    }

    async fn at(address: &str, demo: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (site, secret) = town::site(folder.path(), address, demo, Role::Leader)
            .await
            .unwrap();
        Self {
            router: kit::mount(vec![slice()], site),
            cookies: Vec::new(),
            secret: secret.expose().to_owned(),
            _folder: folder,
        }
    }

    fn sign_in(&mut self) {
        self.cookies.push(("pejl".to_owned(), self.secret.clone()));
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    async fn post(&mut self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(form.to_owned())).await
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
        let request = request.body(body).unwrap();
        let response: Response<Body> = self.router.clone().oneshot(request).await.unwrap();
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
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// A slice that does what slices do.
fn slice() -> Slice {
    let place = |order, href, role| Place {
        order,
        href,
        label: |lang| lang.pick("Sted", "Place").to_owned(),
        open: match role {
            Role::Leader => |ctx| ctx.actor.has(Role::Leader),
            _ => |ctx| ctx.actor.has(Role::Office),
        },
        menu: Menu::Main,
    };
    Slice::new("test")
        .place(place(2, "/own", Role::Leader))
        .place(place(1, "/office-only", Role::Office))
        .files(Routes::new().route(
            "/test.css",
            get(async || ([(header::CACHE_CONTROL, "public")], "p{}")),
        ))
        .routes(
            Routes::new()
                .route(
                    "/own",
                    get(async |visit: Visit| visit.visitor.name().to_owned()),
                )
                .route(
                    "/account-only",
                    get(async |visit: SignedIn| visit.visitor.name().to_owned()),
                )
                .route("/echo", post(echo))
                .route("/upload", post(upload))
                .route("/panic", get(panics))
                .route(
                    "/forbidden",
                    get(async || Failure::from(Problem::forbidden())),
                )
                .route(
                    "/broken",
                    get(async || {
                        Failure::from(Problem::internal(std::io::Error::other("the disk is full")))
                    }),
                )
                .route(
                    "/conflict",
                    get(async || {
                        Failure::from(Problem::new(ProblemKind::Conflict, |lang| {
                            lang.pick("Først", "First").to_owned()
                        }))
                    }),
                )
                .route("/secret/{key}", get(async |_: PublicVisit| "open")),
        )
}

async fn echo(_: PublicVisit, form: Form) -> Onward {
    Onward::to("/kit").saying(form.typed.get("text"))
}

async fn upload(form: Form) -> String {
    let file = form
        .file("file")
        .map(|file| format!("{}: {} bytes", file.name, file.bytes.len()));
    format!("{} {}", form.typed.get("text"), file.unwrap_or_default())
}

async fn panics(_: PublicVisit) -> Onward {
    panic!("on purpose")
}

#[test]
fn a_card_is_cheap_to_hand_on() {
    fn copied<T: Copy>() {}
    copied::<Card>();
}
