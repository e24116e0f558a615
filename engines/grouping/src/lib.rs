//! Who learns together. Pure: no clock, no randomness of its own, no I/O.
//!
//! Nine people in three groups of three, four times, so that everybody meets everybody:
//!
//! ```
//! use grouping::{Aims, Budget, Instance, Round, Sizes, judge, solve};
//!
//! let round = Round { sizes: Sizes::Even(3), absent: vec![] };
//! let instance = Instance {
//!     people: 9,
//!     rounds: vec![round; 4],
//!     aims: Aims { diversity: 0.0, acquaintance: 1.0 },
//!     ..Instance::default()
//! };
//! let budget = Budget { seed: 1, iterations: 200_000, threads: 1, stop: &|| false };
//! let plan = solve(&instance, &budget, &mut |_progress| {}).map_err(|refusals| refusals.len())?;
//! assert_eq!(plan.value.acquaintance.value, 36);
//! assert_eq!(judge(&instance, &plan.rounds).broken, []);
//! # Ok::<(), usize>(())
//! ```

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
