#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod pages;
mod town;
