//! This slice's tables. Functions that read for a person take the permit for it.

pub mod rooms;
mod rows;
pub mod said;
pub mod sheets;
mod tables;

pub use tables::MIGRATIONS;
