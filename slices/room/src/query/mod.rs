//! What other slices and pages may ask. Never writes.

mod rooms;
mod sheets;

pub use rooms::{Guest, Note, Said, guest, outcome, photo, room, said};
pub(crate) use rooms::{door, own, photos_of, pulse};
pub use sheets::{Sheets, sheets};
