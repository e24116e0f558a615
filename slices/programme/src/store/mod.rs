//! This slice's tables. Every function that reads for a person takes the permit for it; those
//! marked `pub(crate)` are asked by queries that have decided already.

pub mod announce;
pub mod design;
pub mod exchange;
pub mod plans;
pub mod room;
mod rows;
pub mod sessions;
mod tables;

pub use tables::MIGRATIONS;
