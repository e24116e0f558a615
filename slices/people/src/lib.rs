//! Units, persons, who leads whom, as of any date; and the import that brings them in from the
//! spreadsheet that HR really sends.

pub mod domain;
pub mod import;
pub mod likeness;
pub mod sample;
pub mod settings;

language::texts!();
