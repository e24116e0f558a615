//! One organisation's store, on SQLite or PostgreSQL, behind the same six words: open, migrate,
//! read, write, commit, publish.
//!
//! ```no_run
//! # async fn example(ctx: base::Context) -> Result<(), db::Error> {
//! use db::{Audit, Database, Placement};
//! let db = Database::open(Placement::Sqlite("kalundborg.sqlite".into())).await?;
//! db.migrate(&[]).await?;
//! let tx = db.write(&ctx).await?;
//! // Entity::insert(row).exec(tx.conn()).await?;
//! tx.commit(Audit::of("people.import").with("rows", 3378)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Invariants
//!
//! - A [`Database`] is one organisation's: a SQLite file or a PostgreSQL schema. No query names it.
//! - Everything happens in a transaction. [`ReadTx`] sees one state of the whole database and
//!   cannot write; [`WriteTx`] is alone: writers of one organisation stand in line on both
//!   databases, so that what was read before writing is still true when writing.
//! - [`WriteTx::commit`] is the only commit and takes an [`Audit`]. A dropped transaction is
//!   rolled back. A commit that has begun ends, even when the caller goes away.
//! - After a failed statement a transaction takes no further statement and cannot be committed.
//! - On PostgreSQL the schema is named in the first statement of every transaction and forgotten
//!   with it; a connection in the pool belongs to nobody, and finds no table.
//! - A broken rule of the schema has the same name on both databases ([`Error::Unique`]).
//! - Migrations only move forward, one transaction each, and are recorded in the same transaction.
//! - The audit says who did what to which thing; it never holds an answer or a secret.

mod audit;
mod backup;
mod conn;
mod database;
mod dump;
mod error;
mod insert;
mod migrate;
mod outbox;
mod placement;
mod restore;
pub mod schema;
mod tx;

pub use audit::{Audit, AuditActor, AuditFilter, AuditRow, audit_rows};
pub use backup::{backup, destroy};
pub use conn::Conn;
pub use database::{Database, Servers};
pub use dump::{TableText, applied, table_text, tables};
pub use error::Error;
pub use insert::insert_all;
pub use migrate::{Migration, Step};
pub use outbox::{Event, Published, events_after, prune_events};
pub use placement::{Backend, Placement};
pub use restore::restore;
pub use tx::{ReadTx, WriteTx};
