//! *Tag det med hjem*: twenty minutes of the next staff meeting, ready. See `README.md`.

pub mod command;
pub mod domain;
mod export;
mod paper;
pub mod query;
mod slide;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
