//! This slice's tables. Every function that reads for a person takes the permit for it; those marked
//! `pub(crate)` without one are asked by queries that have decided already.

pub mod links;
pub mod makkers;
mod rows;
pub mod steps;
mod tables;

pub use tables::MIGRATIONS;
