//! The drejebog and the day, without a database.

pub mod day;
pub mod live;
pub mod sheet;
