//! *Drift først*: hours away, cover and deputies. See `README.md`.

pub mod command;
pub mod domain;
mod export;
pub mod query;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
