#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod changed;
mod import;
mod injected;
mod routes;
mod settings;
mod store;
#[expect(dead_code, reason = "the example of the pages uses the rest of it")]
mod town;
