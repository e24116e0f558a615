//! A control database with an organisation or two, and a mailbox that keeps what was sent.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use access::{Permit, action, permit};
use base::{Context, Id, Lang, OrganisationTag, Role, Secret};
use chrono::TimeDelta;
use db::Placement;
use identity::{
    Attempt, Carrier, Control, Invitee, Letter, NewOrganisation, NotCarried, ONLY_SERVER,
    Organisations, Password, Place, Places, SignIn, SignedIn, Visitor,
};
use testkit::Store;

pub const GOOD: &str = "hesten spiser blå grønkål";
pub const OTHER: &str = "tre kaffe og en mandag";
pub const ADDRESS: &str = "https://pejl.example";

pub struct Town {
    pub control: Control,
    pub organisations: Organisations,
    pub home: Id<OrganisationTag>,
    pub mail: Mailbox,
    pub store: Store,
}

impl Town {
    pub async fn new(store: Store) -> Self {
        let control = Control::new(store.db.clone(), 2).unwrap();
        control.migrate().await.unwrap();
        let organisations = Organisations::new(control.clone(), places(&store), Vec::new(), 2);
        let ctx = store.ctx();
        let town = Self {
            home: Id::new(),
            control,
            organisations,
            mail: Mailbox::default(),
            store,
        };
        let home = town.found(&ctx, "kalundborg", "Kalundborg Kommune").await;
        Self { home, ..town }
    }

    pub async fn found(&self, ctx: &Context, slug: &str, name: &str) -> Id<OrganisationTag> {
        let new = NewOrganisation {
            id: None,
            slug: slug.to_owned(),
            name: name.to_owned(),
            place: self.place(slug),
            zone: "Europe/Copenhagen".to_owned(),
            lang: Lang::Da,
        };
        let permit = permit::<action::EditOrganisation>(ctx).unwrap();
        self.organisations
            .create(ctx, &permit, new)
            .await
            .unwrap()
            .id
    }

    /// Where an organisation of this town lies, on the kind of database that the test runs on.
    pub fn place(&self, slug: &str) -> Place {
        match self.store.db.placement() {
            Placement::Sqlite(_) => Place::File(format!("{slug}.sqlite")),
            Placement::Postgres { schema, .. } => Place::Schema {
                server: ONLY_SERVER.to_owned(),
                schema: format!("{schema}_{slug}"),
            },
        }
    }

    pub fn ctx(&self) -> Context {
        self.store.ctx()
    }

    pub fn later(&self, by: TimeDelta) -> Context {
        self.store.later(by)
    }

    pub fn permit(&self) -> Permit<action::ManageAccounts> {
        permit::<action::ManageAccounts>(&self.ctx()).unwrap()
    }

    pub async fn invite(&self, ctx: &Context, email: &str, roles: &[Role]) {
        self.invite_to(ctx, self.home, email, roles).await;
    }

    pub async fn invite_to(
        &self,
        ctx: &Context,
        organisation: Id<OrganisationTag>,
        email: &str,
        roles: &[Role],
    ) {
        self.control
            .invite(ctx, &self.permit(), organisation, &invitee(email, roles))
            .await
            .unwrap();
    }

    /// Sends what is due; gives the letters sent.
    pub async fn post(&self, ctx: &Context) -> Vec<Letter> {
        self.control
            .carry_letters(ctx, ADDRESS, &self.mail)
            .await
            .unwrap();
        self.mail.take()
    }

    /// Invites, and accepts with the good password.
    pub async fn member(&self, email: &str, roles: &[Role]) -> SignedIn {
        let ctx = self.ctx();
        self.invite(&ctx, email, roles).await;
        let letters = self.post(&ctx).await;
        let link = link_in(letters.last().unwrap());
        self.control
            .choose_password(&outsider(&ctx), &link, &Password::typed(GOOD), None, None)
            .await
            .unwrap()
    }

    pub async fn try_in(&self, ctx: &Context, email: &str, password: &str) -> SignIn {
        self.try_from(ctx, email, password, "192.0.2.1").await
    }

    pub async fn try_from(
        &self,
        ctx: &Context,
        email: &str,
        password: &str,
        network: &str,
    ) -> SignIn {
        let attempt = Attempt {
            email,
            password: &Password::typed(password),
            network,
            browser: Some("Firefox, Windows"),
            replaces: None,
        };
        self.control
            .sign_in(&outsider(ctx), &attempt)
            .await
            .unwrap()
    }

    pub async fn sign_in(&self, ctx: &Context, email: &str, password: &str) -> SignedIn {
        match self.try_in(ctx, email, password).await {
            SignIn::In(signed_in) => signed_in,
            other => panic!("{other:?}"),
        }
    }

    pub async fn visit(&self, ctx: &Context, secret: &Secret) -> Option<Visitor> {
        self.control.visit(&outsider(ctx), secret).await.unwrap()
    }

    pub async fn visitor(&self, ctx: &Context, secret: &Secret) -> Visitor {
        self.visit(ctx, secret).await.expect("a living session")
    }

    pub async fn audit(&self) -> Vec<String> {
        let tx = self.control.database().read(&self.ctx()).await.unwrap();
        let rows = db::audit_rows(&tx, &db::AuditFilter::default(), 0, 1_000)
            .await
            .unwrap();
        rows.items.iter().map(|row| format!("{row:?}")).collect()
    }
}

pub fn places(store: &Store) -> Places {
    match store.db.placement() {
        Placement::Sqlite(_) => Places::folder(store.folder()),
        Placement::Postgres { url, .. } => Places::server(url),
    }
}

/// The same request by somebody who is not signed in.
pub fn outsider(ctx: &Context) -> Context {
    Context {
        actor: base::Actor::Anonymous,
        ..ctx.clone()
    }
}

pub fn by(ctx: &Context, visitor: &Visitor) -> Context {
    Context {
        actor: visitor.actor(),
        ..ctx.clone()
    }
}

pub fn invitee(email: &str, roles: &[Role]) -> Invitee {
    Invitee {
        email: email.parse().unwrap(),
        name: "Birgit Ågaard".to_owned(),
        person: None,
        roles: set(roles),
        lang: Lang::Da,
    }
}

pub fn set(roles: &[Role]) -> BTreeSet<Role> {
    roles.iter().copied().collect()
}

/// The secret of the link in a letter.
pub fn link_in(letter: &Letter) -> Secret {
    let line = letter
        .body
        .lines()
        .find(|line| line.starts_with(ADDRESS))
        .expect("a link");
    Secret::presented(line.rsplit('/').next().unwrap())
}

#[derive(Default)]
pub struct Mailbox {
    letters: Mutex<Vec<Letter>>,
    pub refuses: Mutex<Option<NotCarried>>,
}

impl Mailbox {
    pub fn take(&self) -> Vec<Letter> {
        std::mem::take(&mut self.letters.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn refuse(&self, for_good: Option<bool>) {
        *self.refuses.lock().unwrap() = for_good.map(|for_good| NotCarried {
            why: "no such mailbox".to_owned(),
            for_good,
        });
    }
}

#[async_trait::async_trait]
impl Carrier for Mailbox {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        if let Some(refusal) = self.refuses.lock().unwrap().clone() {
            return Err(refusal);
        }
        self.letters.lock().unwrap().push(letter.clone());
        Ok(())
    }
}
