//! The control database on SQLite and on PostgreSQL, as an auditor would try it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking that it failed"
)]

mod invitations;
mod letters;
mod members;
mod organisations;
mod sessions;
mod sign_in;
mod town;
