//! *Mit næste skridt*: what a leader tries in own operations. See `README.md`.

pub mod command;
pub mod domain;
mod export;
pub mod query;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
