//! Texts in Danish and English, with keys the compiler knows.
//!
//! A crate that speaks to people keeps `locales/da.ftl` and `locales/en.ftl`, calls
//! [`generate`] from its `build.rs`, and writes `language::texts!();` once. That gives it
//! `Text::new(lang)` with one method per message; a placeable `{ $people }` is an argument of the
//! method, and arguments come in alphabetical order. A key that one language lacks, or that takes
//! other arguments there, fails the build with file and line.

mod bundle;
mod collate;
mod format;
mod generate;

pub use bundle::{Arg, Bundles};
pub use collate::sort_by_name;
pub use format::{date, date_short, date_with_weekday, decimal, integer, percent, time};
pub use generate::generate;

/// Brings in the `Text` type that [`generate`] wrote for this crate.
#[macro_export]
macro_rules! texts {
    () => {
        include!(concat!(env!("OUT_DIR"), "/texts.rs"));
    };
}
