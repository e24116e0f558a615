//! From HR's spreadsheet to people and units, or to the list of what is wrong with it.
//!
//! Pure: sheets in, findings out. Nothing is stored here, and a file with any fault gives no people
//! to store.

mod check;
mod columns;
mod cpr;
mod differences;
mod fault;
mod mend;
mod people;
pub mod report;
mod tree;
mod units;

pub use check::{Checked, check, cpr_anywhere};
pub use columns::{Mapping, Meaning, Remembered, SheetKind, SheetMapping};
pub use differences::{Change, Differences, PersonDifference, UnitDifference, compare};
pub(crate) use fault::column_name;
pub use fault::{Fault, Finding, Mended, Mending};
