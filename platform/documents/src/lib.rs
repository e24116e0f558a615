//! Spreadsheets in and out, calendars out. What a column means is its slice's business.

pub mod date;
pub mod ics;
pub mod sheet;
pub mod xlsx;

language::texts!();
