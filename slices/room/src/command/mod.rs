//! One function per intention.

mod sheets;

pub use sheets::{Refusal, begin_sheet, change_sheet, load};
