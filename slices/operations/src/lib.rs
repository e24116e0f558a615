//! What the machine could not do, and the file that holds everything of an organisation. See
//! `README.md`.

pub mod archive;
mod command;
mod own;
mod store;
mod web;

use identity::Organisations;
use jobs::Kind;
use kit::{Export, Menu, Place, Slice};

pub use own::EXPORT;
pub use store::MIGRATIONS;

language::texts!();

/// What `app` mounts. `exports` are the parts of all slices, this one's own among them.
#[must_use]
pub fn slice(organisations: &Organisations, exports: Vec<(&'static str, Export)>) -> Slice {
    let making = command::Making::new(organisations.clone(), exports);
    Slice::new("operations")
        .routes(web::routes())
        .migrations(MIGRATIONS)
        .export(EXPORT)
        .job(Kind::new(move |job, asked| {
            command::make(job, asked, making.clone())
        }))
        .job(Kind::new(command::forget))
        .place(Place {
            order: 85,
            href: "/operations",
            label: |lang| Text::new(lang).nav(),
            open: |ctx| access::permit::<access::action::SeeJobs>(ctx).is_ok(),
            menu: Menu::Personal,
        })
}
