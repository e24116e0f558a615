//! The programme as files: reading a blueprint folder into typed values, telling every fault with
//! file, line, column and remedy, and writing files back without loss.
//!
//! A blueprint is a [`Folder`] of TOML files and of Markdown files whose particulars stand as TOML
//! between two lines `+++`. What a file means is its slice's affair; this crate knows how a file is
//! read ([`Reader`]), what is wrong with it ([`Faults`]), and how one line of it is changed while
//! all others stay as they were ([`Sheet`]).
//!
//! ```
//! use blueprint::{Folder, Key, Reader, Words};
//!
//! #[derive(Debug, serde::Deserialize)]
//! #[serde(deny_unknown_fields)]
//! struct Rooms {
//!     room: Vec<Room>,
//! }
//! #[derive(Debug, serde::Deserialize)]
//! #[serde(deny_unknown_fields)]
//! struct Room {
//!     key: Key,
//!     name: Words,
//!     seats: u32,
//! }
//!
//! let mut folder = Folder::new();
//! folder.insert("rooms.toml", "[[room]]\nkey = \"byraad\"\nname.da = \"Byrådssalen\"\nseat = 40\n");
//! let mut reader = Reader::new(&folder);
//! let rooms = reader.read_toml::<Rooms>("rooms.toml");
//! let faults = reader.finish(rooms).unwrap_err();
//! assert_eq!(
//!     faults.plain(base::Lang::En),
//!     "rooms.toml:1:1: 'seats' is missing; Add a line: seats = ...\n\
//!      rooms.toml:4:1: Unknown name: 'seat'; Did you mean 'seats'? It can be: key, name, seats\n"
//! );
//! ```
//!
//! Types that are read carry `#[serde(deny_unknown_fields)]`, or a misspelt name would be silently
//! dropped.

mod edit;
mod fault;
mod folder;
mod manifest;
mod read;
mod repair;
mod rows;
mod words;
mod zipped;

pub mod when;

pub use edit::{EditError, Entry, Sheet};
pub use fault::{Fault, Faults, Said};
pub use folder::{Folder, FolderError};
pub use manifest::{MANIFEST, Manifest};
pub use read::{Page, Reader};
pub use rows::{Cell, Layout, Row};
/// A value with the place where it stands, for whatever is no [`Key`].
pub use toml::Spanned;
pub use words::{Key, Words};
pub use zipped::ZipError;

language::texts!();
