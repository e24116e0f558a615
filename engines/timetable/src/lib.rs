//! When and where each cohort's sessions are. Pure: no clock, no randomness of its own, no I/O.

mod instance;

pub use instance::{
    Announced, Budget, Cohort, Cost, Costs, Day, Instance, Leader, Module, Plan, Progress, Room,
    Session, Spacing, Teacher,
};
