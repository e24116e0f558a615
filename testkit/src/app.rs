use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use access::{action, permit};
use argon2::Params;
use async_trait::async_trait;
use axum::Router;
use base::{Actor, Clock as _, Context, Id, Lang, OrganisationTag, PersonTag, Role, Secret};
use db::{Database, Placement};
use identity::{
    Carrier, Control, Hasher, Invitee, Letter, NewOrganisation, NotCarried, ONLY_SERVER,
    Organisations, Password, Place, Places, Rules,
};
use jobs::Worker;
use kit::{Site, Slice};

use crate::{Client, Store, TestClock};

/// The address that the app under test believes to have.
pub const ADDRESS: &str = "https://pejl.example";

/// The app in this process: slices mounted over a real control database and one organisation, on
/// the database of the [`Store`], at a time that the test sets.
///
/// Its people sign in as people do: they are invited, get the letter, and choose a password.
pub struct TestApp {
    pub clock: TestClock,
    pub organisations: Organisations,
    /// The organisation that every client belongs to.
    pub home: Id<OrganisationTag>,
    /// Its database.
    pub db: Database,
    router: Router,
    worker: Worker,
    post: Post,
    // Dropped last: the SQLite files lie in its folder.
    _store: Store,
}

impl TestApp {
    /// The slices are made once the organisations are there, because some ask for them; twice, because
    /// the organisations want to know the slices' migrations.
    pub async fn new(store: Store, slices: impl Fn(&Organisations) -> Vec<Slice>) -> Self {
        let clock = TestClock::default();
        let hasher = Hasher::with_params(Params::new(8, 1, 1, None).expect("small"), 4);
        let control = Control::new(store.db.clone(), 1)
            .expect("a control")
            .with(Rules::default(), hasher.expect("a hasher"));
        control.migrate().await.expect("the control's schema");
        let places = places(&store);
        let early = Organisations::new(control.clone(), places.clone(), Vec::new(), 8);
        let mut migrations = [jobs::MIGRATIONS, files::MIGRATIONS].concat();
        for slice in slices(&early) {
            migrations.extend_from_slice(slice.migrations);
        }
        let organisations = Organisations::new(control, places, migrations, 8);
        let slices = slices(&organisations);
        let home = found(&store, &organisations).await;
        let ctx = Context::system("test", clock.now());
        let db = organisations
            .database(&ctx, home)
            .await
            .expect("the organisation's database");
        let worker = Worker::new(clock.clone())
            .kinds(slices.iter().flat_map(|slice| slice.jobs.iter().cloned()))
            .subscribers(
                slices
                    .iter()
                    .flat_map(|slice| slice.subscribers.iter().cloned()),
            );
        let shared = Arc::new(clock.clone());
        let site = Site::new(organisations.clone(), shared, ADDRESS, false);
        Self {
            clock,
            organisations,
            home,
            db,
            router: kit::mount(slices, site),
            worker,
            post: Post::default(),
            _store: store,
        }
    }

    /// The system's context at the app's time.
    #[must_use]
    pub fn ctx(&self) -> Context {
        Context::system("test", self.clock.now())
    }

    /// What the app's handlers are given.
    #[must_use]
    pub fn site(&self) -> Site {
        let clock = Arc::new(self.clock.clone());
        Site::new(self.organisations.clone(), clock, ADDRESS, false)
    }

    /// A browser of nobody in particular.
    #[must_use]
    pub fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), None)
    }

    /// A browser in Danish of somebody new with these roles and no person in the register.
    pub async fn client(&self, roles: &[Role]) -> Client {
        self.member(roles, None, Lang::Da).await
    }

    /// The same for the given person of the organisation's register.
    pub async fn client_of(&self, roles: &[Role], person: Id<PersonTag>) -> Client {
        self.member(roles, Some(person), Lang::Da).await
    }

    /// A browser of somebody new.
    pub async fn member(
        &self,
        roles: &[Role],
        person: Option<Id<PersonTag>>,
        lang: Lang,
    ) -> Client {
        let ctx = self.ctx();
        let control = self.organisations.control();
        let email = format!("{}@example.dk", Id::<Client>::new());
        let invitee = Invitee {
            email: email.parse().expect("an address"),
            name: "Ida Holm".to_owned(),
            person,
            roles: roles.iter().copied().collect::<BTreeSet<_>>(),
            lang,
        };
        let may = permit::<action::ManageAccounts>(&ctx).expect("the system may");
        control
            .invite(&ctx, &may, self.home, &invitee)
            .await
            .expect("an invitation");
        let link = self.link_to(&email).await;
        let outsider = Context {
            actor: Actor::Anonymous,
            ..ctx
        };
        let password = Password::typed("hesten spiser blå grønkål");
        let signed_in = control
            .choose_password(&outsider, &link, &password, None, None)
            .await
            .expect("a session");
        Client::new(self.router.clone(), Some(signed_in.secret))
    }

    /// A browser for every role, with none for nobody signed in: to try a route as everybody.
    pub async fn everybody(&self) -> Vec<(Option<Role>, Client)> {
        let mut everybody = vec![(None, self.anonymous())];
        for role in Role::ALL {
            let client = self.client_of(&[role], Id::new()).await;
            everybody.push((Some(role), client));
        }
        everybody
    }

    /// Runs the organisation's jobs and tells its subscribers until nothing is due; gives how many
    /// jobs ran.
    pub async fn work(&self) -> usize {
        self.worker.drain(&self.db).await.expect("the queue")
    }

    /// The secret in the last letter to an address.
    async fn link_to(&self, email: &str) -> Secret {
        let control = self.organisations.control();
        control
            .carry_letters(&self.ctx(), ADDRESS, &self.post)
            .await
            .expect("the letters");
        let letters = self.post.0.lock().unwrap_or_else(PoisonError::into_inner);
        let letter = letters
            .iter()
            .rev()
            .find(|letter| letter.to == email)
            .expect("a letter");
        let link = letter
            .body
            .lines()
            .find(|line| line.starts_with(ADDRESS))
            .expect("a link");
        Secret::presented(link.rsplit('/').next().unwrap_or_default())
    }
}

#[derive(Default)]
struct Post(Mutex<Vec<Letter>>);

#[async_trait]
impl Carrier for Post {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(letter.clone());
        Ok(())
    }
}

fn places(store: &Store) -> Places {
    match store.db.placement() {
        Placement::Sqlite(_) => Places::folder(store.folder()),
        Placement::Postgres { url, .. } => Places::server(url),
    }
}

async fn found(store: &Store, organisations: &Organisations) -> Id<OrganisationTag> {
    let name = format!("test_{}", Id::<Store>::new().uuid().simple());
    let new = NewOrganisation {
        id: None,
        slug: "kalundborg".to_owned(),
        name: "Kalundborg Kommune".to_owned(),
        place: match store.db.placement() {
            Placement::Sqlite(_) => Place::File(format!("{name}.sqlite")),
            Placement::Postgres { .. } => Place::Schema {
                server: ONLY_SERVER.to_owned(),
                schema: name,
            },
        },
        zone: "Europe/Copenhagen".to_owned(),
        lang: Lang::Da,
    };
    let ctx = store.ctx();
    let may = permit::<action::EditOrganisation>(&ctx).expect("the system may");
    organisations
        .create(&ctx, &may, new)
        .await
        .expect("the organisation")
        .id
}
