//! `cargo run -p kit --example components`: the living page of components at
//! <http://127.0.0.1:3456/kit>, without the rest of the program. It says on its first line which
//! cookie signs one in.

use base::Role;
use kit::{Menu, Place, Slice};

#[path = "../tests/kit/town.rs"]
mod town;

const ADDRESS: &str = "http://127.0.0.1:3456";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let (site, secret) = town::site(folder.path(), ADDRESS, true, Role::Office).await?;
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
    println!("pejl={}", secret.expose());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3456").await?;
    axum::serve(listener, kit::mount(vec![slice], site)).await?;
    Ok(())
}
