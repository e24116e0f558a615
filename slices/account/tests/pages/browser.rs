//! A browser without JavaScript: keeps cookies, finds the token of a form, follows nothing.

use std::{collections::BTreeMap, sync::Arc};

use access::{action, permit};
use account::{Accounts, Demo};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use base::{Clock, Context, FixedClock, Id, Lang, OrganisationTag, Role};
use db::{Migration, Placement};
use identity::{
    Carrier, Control, DemoDoor, Email, Invitee, Letter, NewOrganisation, NotCarried, ONLY_SERVER,
    Organisations, Place, Places,
};
use kit::Site;
use testkit::Store;
use tokio::sync::Mutex;
use tower::ServiceExt as _;

pub const GOOD: &str = "hesten spiser blå grønkål";
pub const OTHER: &str = "tre kaffe og en mandag";
pub const ADDRESS: &str = "https://pejl.example";

/// A running site with an organisation, without a network.
pub struct House {
    pub router: Router,
    pub accounts: Accounts,
    pub home: Id<OrganisationTag>,
    pub store: Store,
    letters: Letters,
}

#[derive(Default)]
struct Letters(Mutex<Vec<Letter>>);

#[async_trait::async_trait]
impl Carrier for Letters {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        self.0.lock().await.push(letter.clone());
        Ok(())
    }
}

impl House {
    pub async fn new(store: Store) -> Self {
        Self::built(store, false).await
    }

    pub async fn demo(store: Store) -> Self {
        Self::built(store, true).await
    }

    async fn built(store: Store, demo: bool) -> Self {
        let control = Control::new(store.db.clone(), 2).unwrap();
        control.migrate().await.unwrap();
        let migrations = [jobs::MIGRATIONS, files::MIGRATIONS, people::MIGRATIONS].concat();
        let organisations = Organisations::new(control, places(&store), migrations, 4);
        let ctx = store.ctx();
        let home = found(&organisations, &ctx, "kalundborg", "Kalundborg Kommune").await;
        let example = demo.then(|| Demo {
            door: DemoDoor::open(),
            organisation: home,
            mailbox: Some(folder(&store)),
        });
        let accounts = Accounts::new(organisations.clone(), example);
        let clock: Arc<dyn Clock> = Arc::new(FixedClock(ctx.now));
        let site = Site::new(organisations, clock, ADDRESS, demo);
        Self {
            router: kit::mount(vec![account::slice(&accounts)], site),
            accounts,
            home,
            store,
            letters: Letters::default(),
        }
    }

    /// A browser at a newer program that serves this house before anybody has run `pejl migrate`.
    pub fn lagging(&self) -> Browser {
        const NEWER: Migration = Migration {
            name: "newer_0001",
            up: Vec::new,
        };
        let control = self.accounts.control().clone();
        let migrations = [
            jobs::MIGRATIONS,
            files::MIGRATIONS,
            people::MIGRATIONS,
            &[NEWER],
        ]
        .concat();
        let organisations = Organisations::new(control, places(&self.store), migrations, 4);
        let accounts = Accounts::new(organisations.clone(), None);
        let clock: Arc<dyn Clock> = Arc::new(FixedClock(self.store.ctx().now));
        let site = Site::new(organisations, clock, ADDRESS, false);
        Browser::at(kit::mount(vec![account::slice(&accounts)], site))
    }

    pub fn browser(&self) -> Browser {
        Browser::at(self.router.clone())
    }

    pub async fn another_organisation(&self, slug: &str, name: &str) -> Id<OrganisationTag> {
        found(self.accounts.organisations(), &self.store.ctx(), slug, name).await
    }

    pub async fn invite(&self, organisation: Id<OrganisationTag>, email: &str, roles: &[Role]) {
        let ctx = self.store.ctx();
        let permit = permit::<action::ManageAccounts>(&ctx).unwrap();
        let invitee = invitee("Birgit Ågaard", email, roles);
        let control = self.accounts.control();
        control
            .invite(&ctx, &permit, organisation, &invitee)
            .await
            .unwrap();
    }

    /// Carries what waits; gives the letters.
    pub async fn post(&self) -> Vec<Letter> {
        let ctx = self.store.ctx();
        self.accounts
            .control()
            .carry_letters(&ctx, ADDRESS, &self.letters)
            .await
            .unwrap();
        std::mem::take(&mut *self.letters.0.lock().await)
    }

    /// A browser of a new member, signed in.
    pub async fn member(&self, email: &str, roles: &[Role]) -> Browser {
        self.invite(self.home, email, roles).await;
        let letters = self.post().await;
        let mut browser = self.browser();
        let link = link_in(letters.last().unwrap());
        browser.get(&link).await;
        let done = browser
            .send(&link, &[("password", GOOD), ("again", GOOD)])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        browser
    }
}

pub fn folder(store: &Store) -> mail::Folder {
    let mailer = mail::Mailer::folder(store.folder().join("mail"), "Pejl <pejl@pejl.example>");
    mailer.unwrap().mailbox().unwrap().clone()
}

fn places(store: &Store) -> Places {
    match store.db.placement() {
        Placement::Sqlite(_) => Places::folder(store.folder()),
        Placement::Postgres { url, .. } => Places::server(url),
    }
}

async fn found(
    organisations: &Organisations,
    ctx: &Context,
    slug: &str,
    name: &str,
) -> Id<OrganisationTag> {
    let new = NewOrganisation {
        id: None,
        slug: slug.to_owned(),
        name: name.to_owned(),
        place: match organisations.control().database().placement() {
            Placement::Sqlite(_) => Place::File(format!("{slug}.sqlite")),
            Placement::Postgres { schema, .. } => Place::Schema {
                server: ONLY_SERVER.to_owned(),
                schema: format!("{schema}_{}", slug.replace('-', "_")),
            },
        },
        zone: "Europe/Copenhagen".to_owned(),
        lang: Lang::Da,
    };
    let permit = permit::<action::EditOrganisation>(ctx).unwrap();
    organisations.create(ctx, &permit, new).await.unwrap().id
}

pub fn invitee(name: &str, email: &str, roles: &[Role]) -> Invitee {
    Invitee {
        email: email.parse::<Email>().unwrap(),
        name: name.to_owned(),
        person: None,
        roles: roles.iter().copied().collect(),
        lang: Lang::Da,
    }
}

/// The path of the link in a letter.
pub fn link_in(letter: &Letter) -> String {
    letter
        .body
        .lines()
        .find_map(|line| line.strip_prefix(ADDRESS))
        .expect("a link")
        .to_owned()
}

pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    pub lang: &'static str,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn goes_to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |to| to.to_str().unwrap())
    }

    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.text.contains(text),
            "{text:?} is not on:\n{}",
            self.text
        );
        self
    }

    #[track_caller]
    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }
}

impl Browser {
    fn at(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            lang: "da",
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Sends a form of the page at `path`, with the token that our own page gave.
    pub async fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut all = vec![("_csrf", token.as_str())];
        all.extend(fields);
        self.send_raw(path, &all).await
    }

    pub async fn send_raw(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(
                header::USER_AGENT,
                "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
            )
            .body(Body::from(body.join("&")))
            .unwrap();
        self.ask(request).await
    }

    /// The token that every page carries in its language form.
    pub async fn token(&mut self) -> String {
        let page = self.get("/was").await.text;
        let (_, rest) = page.split_once("name=\"_csrf\" value=\"").expect("a token");
        rest.split('"').next().unwrap().to_owned()
    }

    async fn ask(&mut self, mut request: Request<Body>) -> Answer {
        let jar: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, jar.join("; ").parse().unwrap());
        headers.insert(header::ACCEPT_LANGUAGE, self.lang.parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let line = cookie.to_str().unwrap();
            let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub fn session(&self) -> Option<&String> {
        self.cookies.get("__Host-pejl")
    }
}

fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "%{byte:02X}");
        out
    })
}
