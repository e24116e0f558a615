//! Who learns together. Pure: no clock, no randomness of its own, no I/O.

mod bound;
mod check;
mod delta;
mod instance;
mod judge;
mod met;
mod rng;
mod rules;
mod search;
mod start;

pub use check::{Refusal, Rule, check};
pub use instance::{
    Aims, Attribute, Budget, Instance, Lock, Measure, Pair, Person, Plan, Progress, Round, Sizes,
    Value,
};
pub use judge::{Broken, Verdict, judge};
pub use search::solve;
