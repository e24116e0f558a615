//! Who learns together. Pure: no clock, no randomness of its own, no I/O.

mod instance;

pub use instance::{
    Aims, Attribute, Budget, Instance, Lock, Measure, Pair, Plan, Progress, Round, Sizes, Value,
};
