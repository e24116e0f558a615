//! This slice's tables. Functions that read for a person take the permit for it.

mod rows;
pub mod sheets;
mod tables;

pub use tables::MIGRATIONS;
