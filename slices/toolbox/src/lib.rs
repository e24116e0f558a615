//! The toolbox: *redskabskassen*. See `README.md`.

pub mod command;
pub mod domain;
mod export;
pub mod query;
mod shelf;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
