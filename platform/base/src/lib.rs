//! The words every crate shares: who acts, in which language, at what time, and what a user may
//! be told when something is refused. Never does I/O.

mod actor;
mod clock;
mod id;
mod lang;
mod page;
mod problem;
mod secret;

pub use actor::{Account, Actor, Context, OrganisationTag, PersonTag, Role};
pub use clock::{Clock, FixedClock, ShiftedClock, SystemClock};
pub use id::Id;
pub use lang::Lang;
pub use page::Page;
pub use problem::{Problem, ProblemKind};
pub use secret::{Secret, SecretHash};
