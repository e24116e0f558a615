//! Every page of this slice, in process, on both databases: as the right person, as the wrong one,
//! in Danish and English, without JavaScript.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says by panicking that it failed"
)]

mod browser;
mod demo;
mod follow;
mod link;
mod members;
mod own;
mod sign_in;
mod wrong_person;
