//! Who may do what. [`policy`] is the one file that decides; `policy.txt` is the same matrix in
//! plain text, compared by a test, so that a change of access shows in review as what it is.
//!
//! ```
//! # fn example(ctx: &base::Context) -> Result<(), base::Problem> {
//! use access::{action, permit};
//! let import = permit::<action::ImportPeople>(ctx)?; // or the refusal to show
//! // store::import(&tx, &import, rows)
//! # let _ = import; Ok(()) }
//! ```
//!
//! Three questions:
//! - [`permit`]: may this actor do it to anything? Gives a [`Permit`].
//! - [`within`]: to which things may this actor do it? Gives a [`Within`] to filter a list by, or to
//!   [`Within::admit`] one thing whose ties the store has looked up.
//! - [`permit_own`]: may this actor do it to this person's things?
//!
//! # Invariants
//!
//! - Nothing else makes a [`Permit`] or a [`Within`]; a store function that takes one cannot be
//!   called without a decision.
//! - A permit for one thing says so: a store function of a scoped action that is given a key asks
//!   [`Permit::covers`] before it reads.
//! - What is not written in the policy is refused. Several roles add up; a role never takes away.
//! - The system (jobs, command line) may do everything; nobody signed in may do only what the
//!   policy lists for [`base::Actor::Anonymous`].
//! - Never asks a database: whether somebody teaches or leads is told by the slice that knows.

mod permit;
pub mod policy;

pub use permit::{Permit, Ties, Within, permit, permit_own, within};
pub use policy::{Action, Rule, Tie, action};
