//! Files in an organisation's own database, in pieces, so that backup and deletion stay one
//! operation: pictures, documents and slides that people put on things, and files on their way
//! through an import.
//!
//! ```no_run
//! # async fn example(tx: db::WriteTx, bytes: Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
//! use files::Kind;
//! let kind = Kind::of("tavle.jpg", &bytes, &Kind::PICTURES).map_err(|refused| refused.text(base::Lang::Da))?;
//! let bytes = kind.without_traces(bytes);
//! let id = files::put(&tx, "tavle.jpg", kind.content_type(), &bytes).await?;
//! let (about, bytes) = files::read(&tx, id).await?.ok_or("it was there")?;
//! # Ok(()) }
//! ```
//!
//! # Invariants
//!
//! - A file is what its bytes are: a name that says something else is refused ([`Kind::of`]).
//! - Whoever has a file's key was allowed to see it; the slice that owns the key has asked.
//! - Nothing here deletes by itself: the slice whose thing goes takes its files along.
//! - A file is sent as something to keep, never as something to show ([`disposition`]).

mod attached;
mod kind;
mod store;

pub use attached::{Attached, Attachment, What, attach, attached, detach, detach_all, one};
pub use kind::{Kind, LARGEST, LARGEST_MB, Refused, is_link};
pub use store::{
    About, FileTag, MIGRATIONS, ON_ITS_WAY, about, delete, disposition, put, read, whole,
};

language::texts!();
