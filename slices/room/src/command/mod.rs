//! One function per intention.

pub mod photos;
mod rooms;
mod said;
mod sheets;

pub use rooms::{Pressed, close, hide, open, press, renew_code};
pub use said::{MOST_GUESTS, NotTaken, Sending, answer, come_in, note, step};
pub use sheets::{Refusal, begin_sheet, change_sheet, load};
