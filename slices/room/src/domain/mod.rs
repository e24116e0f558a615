//! What a day is made of, pure: the drejebog as it is written, and the day as it goes.

pub mod day;
pub mod sheet;
