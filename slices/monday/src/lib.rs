//! *Mandagsmailen*. See `README.md`.

pub mod command;
pub mod domain;
mod export;
mod letter;
pub mod query;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
