//! What other slices and pages may ask. Never writes.

mod sheets;

pub use sheets::{Sheets, sheets};
