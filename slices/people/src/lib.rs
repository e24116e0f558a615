//! Units, persons, who leads whom, as of any date; and the import that brings them in from the
//! spreadsheet that HR really sends.

pub mod command;
pub mod domain;
mod event;
mod export;
pub mod import;
pub mod likeness;
pub mod query;
pub mod sample;
pub mod settings;
mod store;
mod web;

pub use store::MIGRATIONS;
pub use web::slice;

language::texts!();
