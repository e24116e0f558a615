//! Who learns together. Pure: no clock, no randomness of its own, no I/O.

mod bound;
mod check;
mod delta;
mod effect;
mod explain;
pub mod formats;
mod instance;
mod judge;
mod met;
mod repair;
mod rng;
mod room;
mod rules;
mod search;
mod start;

pub use check::{Refusal, Rule, check};
pub use effect::{Effect, move_effect, swap_effect};
pub use explain::{Apart, Explanation, Seat, Spread, explain};
pub use instance::{
    Aims, Attribute, Budget, Instance, Lock, Measure, Pair, Person, Plan, Progress, Round, Sizes,
    Value,
};
pub use judge::{Broken, Verdict, judge};
pub use repair::{Change, Repair, repair};
pub use search::solve;
