//! `cargo run -p kit --example components`: the living page of components at
//! <http://127.0.0.1:3456/kit>, without the rest of the program. With the cookie `pejl=demo` one is
//! somebody who is signed in.

use std::{collections::BTreeSet, sync::Arc};

use base::{Actor, Id, Role, Secret, SystemClock};
use db::{Database, Placement};
use kit::{Door, Entering, Member, Menu, Place, Site, Slice};

struct DemoDoor(Member);

impl Door for DemoDoor {
    fn enter<'a>(&'a self, secret: &'a Secret, _: chrono::DateTime<chrono::Utc>) -> Entering<'a> {
        let member = (secret.expose() == "demo").then(|| self.0.clone());
        Box::pin(async { Ok(member) })
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join("pejl-components.sqlite");
    let member = Member {
        actor: Actor::Member {
            account: Id::new(),
            person: None,
            roles: BTreeSet::from([Role::Office]),
        },
        name: "Ida Holm".to_owned(),
        lang: None,
        organisation: Id::new(),
        organisation_name: "Kalundborg Kommune".to_owned(),
        db: Database::open(Placement::Sqlite(folder)).await?,
    };
    let place = |order, href, label: fn(base::Lang) -> String| Place {
        order,
        href,
        label,
        open: |ctx| ctx.actor.has(Role::Office),
        menu: Menu::Main,
    };
    let slice = Slice::new("components")
        .place(place(1, "/kit", |lang| {
            lang.pick("Byggesten", "Components").to_owned()
        }))
        .place(place(2, "/direction", |lang| {
            lang.pick("Fælles retning", "Common direction").to_owned()
        }))
        .place(place(3, "/programme", |lang| {
            lang.pick("Forløb", "Programme").to_owned()
        }))
        .place(place(4, "/people", |lang| {
            lang.pick("Organisation", "Organisation").to_owned()
        }));
    let site = Site::new(
        DemoDoor(member),
        Arc::new(SystemClock),
        "http://127.0.0.1:3456",
        true,
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3456").await?;
    axum::serve(listener, kit::mount(vec![slice], site)).await?;
    Ok(())
}
