//! The programme: what is taught, who learns together, when and where. See `README.md`.

pub mod burden;
pub mod command;
pub mod content;
pub mod coverage;
pub mod domain;
mod export;
pub mod feed;
pub mod plan;
pub mod query;
pub mod record;
mod store;
mod web;
pub mod workbook;

use identity::Organisations;
use jobs::Kind;

pub use store::MIGRATIONS;
pub use web::slice;

/// What a worker can do for the programme: search for a plan, invite, and tell what has moved. [`slice`] carries them too.
#[must_use]
pub fn kinds(organisations: &Organisations) -> Vec<Kind> {
    let control = organisations.control().clone();
    let (members, offers) = (control.clone(), control.clone());
    vec![
        Kind::new(command::search),
        Kind::new(move |job, asked| command::invite(job, asked, control.clone())),
        Kind::new(move |job, asked| command::tell(job, asked, members.clone())),
        Kind::new(move |job, asked| command::offered(job, asked, offers.clone())),
    ]
}

language::texts!();
