//! A small running demo of this slice's pages, to look at: `cargo run -p account --example look`.

use std::{net::SocketAddr, sync::Arc};

use access::{action, permit};
use account::{Accounts, Demo, post_office};
use base::{Context, Lang, Role, SystemClock};
use db::Servers;
use identity::{Control, DemoDoor, Email, Invitee, NewOrganisation, Organisations, Places};
use kit::Site;
use mail::Mailer;

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let folder = std::env::temp_dir().join(format!("pejl-look-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let places = Places::folder(&folder);
    let clock = Arc::new(SystemClock);
    let ctx = Context::system("look", base::Clock::now(&*clock));
    let control = Control::new(Servers::default().open(places.control()?).await?, 2)?;
    control.migrate().await?;
    let organisations = Organisations::new(control.clone(), places.clone(), Vec::new(), 4);
    let new = NewOrganisation {
        id: None,
        slug: "eksempel".to_owned(),
        name: "Eksempel Kommune".to_owned(),
        place: places.place_of("eksempel"),
        zone: "Europe/Copenhagen".to_owned(),
        lang: Lang::Da,
    };
    let may = permit::<action::EditOrganisation>(&ctx).map_err(|problem| problem.text(Lang::En))?;
    let home = organisations.create(&ctx, &may, new).await?.id;
    control
        .admit_demo(&ctx, &DemoDoor::open(), home, &people()?)
        .await?;

    let mailer = Arc::new(Mailer::folder(
        folder.join("mail"),
        "Pejl <pejl@pejl.example>",
    )?);
    let demo = Demo {
        door: DemoDoor::open(),
        organisation: home,
        mailbox: mailer.mailbox().cloned(),
    };
    let accounts = Accounts::new(organisations.clone(), Some(demo));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    println!("{address}/demo");
    let site = Site::new(organisations, clock.clone(), &address, true);
    let router = kit::mount(vec![account::slice(&accounts)], site);
    tokio::spawn(post_office(accounts, clock, mailer, address));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}

/// All fictional.
fn people() -> Result<Vec<Invitee>, identity::NotAnEmail> {
    [
        (
            "Ida Holm",
            "ida.holm",
            vec![Role::Office, Role::Administrator],
        ),
        ("Bo Lund", "bo.lund", vec![Role::Leader]),
        ("Åse Ny", "aase.ny", vec![Role::Leader]),
        ("Mikkel Vang", "mikkel.vang", vec![Role::Teacher]),
        (
            "Kirsten Dahl",
            "kirsten.dahl",
            vec![Role::TopManagement, Role::Leader],
        ),
        ("Per Falk", "per.falk", vec![Role::Consultant]),
    ]
    .into_iter()
    .map(|(name, local, roles)| {
        Ok(Invitee {
            email: format!("{local}@eksempel.example").parse::<Email>()?,
            name: name.to_owned(),
            person: None,
            roles: roles.into_iter().collect(),
            lang: Lang::Da,
        })
    })
    .collect()
}
