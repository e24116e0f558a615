#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test may fail the test"
)]

mod letters;
mod pages;
// The same town, in which leaders have a plan and learning groups.
#[expect(dead_code, reason = "not all of it is needed here")]
#[path = "../../../practice/tests/it/town.rs"]
mod town;
