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
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says by panicking that it failed"
)]

mod clock;
mod smtp;
mod store;

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
