//! What tests of several crates share.
//!
//! [`both!`] runs a store's test on SQLite (a temporary file) and on PostgreSQL (a schema of its
//! own on the server that `PEJL_TEST_POSTGRES` names; `script/with-postgres` starts one). Without
//! that variable the PostgreSQL half fails: it is never skipped.
//!
//! ```
//! testkit::both! {
//!     async fn an_empty_database_lags(store: testkit::Store) {
//!         assert!(!store.db.lagging(&[]).await.unwrap().is_empty());
//!     }
//! }
//! ```
//!
//! With the feature `app`, [`TestApp`] is the app in this process, with a [`Client`] signed in as
//! each role.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking that it failed"
)]

#[cfg(feature = "app")]
mod app;
#[cfg(feature = "app")]
mod client;
mod clock;
mod smtp;
mod store;

#[cfg(feature = "app")]
pub use app::{ADDRESS, TestApp};
#[cfg(feature = "app")]
pub use client::{Client, Page};
pub use clock::TestClock;
pub use smtp::{Answer, Received, SmtpServer};
pub use store::{Store, on_postgres, on_sqlite};

/// Makes two tests, `NAME::sqlite` and `NAME::postgres`, of one `async fn NAME(store: Store)`.
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($store:ident: $type:ty) $body:block)+) => {$(
        $(#[$meta])*
        #[cfg(test)]
        mod $name {
            use super::*;

            async fn test($store: $type) $body

            #[test]
            fn sqlite() {
                $crate::on_sqlite(test);
            }

            #[test]
            fn postgres() {
                $crate::on_postgres(test);
            }
        }
    )+};
}
