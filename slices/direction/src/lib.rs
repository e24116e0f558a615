//! The direction: *fælles retning*. Vision and aims, *ledelses- og styringsgrundlag*, the four fields
//! and guideposts, competences, the commission's themes and the glossary; versioned, edited in the
//! browser, and the same as files of a blueprint. See `README.md`.

pub mod command;
pub mod domain;
mod export;
pub mod query;
mod store;
mod web;

pub use store::MIGRATIONS;

use kit::{Menu, Place, Slice};

/// What `app` mounts.
#[must_use]
pub fn slice() -> Slice {
    Slice::new("direction")
        .routes(web::routes())
        .files(web::style_sheet())
        .migrations(MIGRATIONS)
        .export(export::EXPORT)
        .place(Place {
            order: 30,
            href: "/direction",
            label: |lang| Text::new(lang).nav(),
            open: web::may_view,
            menu: Menu::Main,
        })
}

language::texts!();
