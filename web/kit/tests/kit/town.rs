//! An organisation with somebody signed in, in a folder of its own.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use access::{action, permit};
use base::{Clock, Context, Lang, Role, Secret, SystemClock};
use db::{Database, Placement};
use identity::{
    Carrier, Control, Invitee, Letter, NewOrganisation, NotCarried, Organisations, Password, Place,
    Places,
};
use kit::Site;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

#[derive(Default)]
struct Mailbox(Mutex<Vec<Letter>>);

#[async_trait::async_trait]
impl Carrier for Mailbox {
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried> {
        let mut letters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        letters.push(letter.clone());
        Ok(())
    }
}

/// The site, and the session's secret of a member with the role.
pub async fn site(folder: &Path, address: &str, demo: bool, role: Role) -> Outcome<(Site, Secret)> {
    let db = Database::open(Placement::Sqlite(folder.join("control.sqlite"))).await?;
    let control = Control::new(db, 1)?;
    control.migrate().await?;
    let organisations = Organisations::new(control.clone(), Places::folder(folder), Vec::new(), 2);
    let ctx = Context::system("town", SystemClock.now());
    let new = NewOrganisation {
        id: None,
        slug: "kalundborg".to_owned(),
        name: "Kalundborg Kommune".to_owned(),
        place: Place::File("kalundborg.sqlite".to_owned()),
        zone: "Europe/Copenhagen".to_owned(),
        lang: Lang::Da,
    };
    let found = permit::<action::EditOrganisation>(&ctx).map_err(told)?;
    let home = organisations.create(&ctx, &found, new).await?;
    let invitee = Invitee {
        email: "ida@example.dk".parse()?,
        name: "Ida Holm".to_owned(),
        person: None,
        roles: BTreeSet::from([role]),
        lang: Lang::Da,
    };
    let accounts = permit::<action::ManageAccounts>(&ctx).map_err(told)?;
    control.invite(&ctx, &accounts, home.id, &invitee).await?;
    let mailbox = Mailbox::default();
    control.carry_letters(&ctx, address, &mailbox).await?;
    let letters = mailbox
        .0
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    let body = letters
        .first()
        .map(|letter| letter.body.clone())
        .unwrap_or_default();
    let link = body
        .lines()
        .find(|line| line.starts_with(address))
        .unwrap_or_default();
    let link = Secret::presented(link.rsplit('/').next().unwrap_or_default());
    let password = Password::typed("hesten spiser blå grønkål");
    let outsider = Context {
        actor: base::Actor::Anonymous,
        ..ctx
    };
    let signed_in = control
        .choose_password(&outsider, &link, &password, None, None)
        .await?;
    let site = Site::new(organisations, Arc::new(SystemClock), address, demo);
    Ok((site, signed_in.secret))
}

fn told(problem: base::Problem) -> String {
    problem.text(Lang::En)
}
