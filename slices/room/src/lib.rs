//! *I rummet*: the drejebog, and the day that is run from it. See `README.md`.

pub mod command;
pub mod domain;
mod export;
mod hub;
pub mod query;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
