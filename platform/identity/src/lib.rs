//! Who may sign in, to which organisation, and as what. The control database is behind [`Control`];
//! each organisation's own database is opened by [`Organisations`].
//!
//! # Threat model
//!
//! What is defended, against whom, and where the tests are (`tests/control/`):
//!
//! | Attack | Defence |
//! |---|---|
//! | The database or a backup is read | Passwords are Argon2id hashes with their own salts (19 MiB, two passes, the first choice of OWASP's Password Storage Cheat Sheet). Secrets of sessions and links are kept as SHA-256 of 256 random bits. A letter that waits to be sent has no link yet. |
//! | Guessing passwords, one account or many, from one place or many | A brake per address and one per network, kept in the database so that all nodes brake together; every try is counted before it is heard, so that many at once are not all heard as the first. Passwords have at least twelve characters and are not among those guessed first. |
//! | Shutting somebody out by guessing on purpose | No lock-out: the wait is at most fifteen minutes, other accounts are not touched, and a link for a forgotten password signs in past the brake. |
//! | Learning who has an account | Signing in verifies one password and sends the same statements for every address; asking for a new password writes one row for every address and looks up nothing. The answers are equal. |
//! | Guessing the code of a room | One of 191 million, open for a day at most; wrong ones are braked per network and everywhere together. |
//! | Using a link twice, or an old one | A link opens once and for a time; a newer one replaces it; the password that it sets spends the others. Looking at a link does not use it, because mail filters look. |
//! | Planting a session before sign-in, or keeping one after | Every sign-in, choice of organisation and change of password makes a new secret; the session that the browser showed ends. |
//! | A lost telephone, a shared machine | Sessions end when idle and when old, are listed to their owner and can be ended; a changed password ends all others, and its owner is told by mail. |
//! | Rising above one's roles | Roles are read from the database at every request. Only an administrator makes or unmakes one; an administrator reaches the own organisation's members only; nobody but the owner of a mailbox sets a password. |
//! | A link that leads elsewhere | [`LocalPath`] takes paths of this site only. Links in letters are built on the configured address, never on a request's `Host`. |
//! | Exhausting the machine with hashing | Only so many passwords are hashed at once, off the async runtime; a queue of bounded length, then a refusal. |
//!
//! What is *not* defended here, and what to do about it:
//!
//! - Who reads somebody's mailbox can take the account over by a link. The owner is told by mail
//!   when the password changes. A second factor, or sign-in by the organisation's own directory,
//!   is the remedy and not built yet.
//! - Somebody who keeps guessing on one address makes its owner wait up to fifteen minutes.
//! - Who controls the server, its memory, or the PostgreSQL superuser, sees everything. A password
//!   is in memory for as long as its request and is not wiped.
//! - An administrator may give themselves any role in the own organisation; the audit shows it.
//! - The time that the database takes to find a row by an index; what is looked up so are
//!   addresses that the asker typed and hashes that the asker cannot choose.
//! - Cookies, forms (CSRF), headers and what is logged of a path belong to `kit`.
//!
//! # Invariants
//!
//! - Every write leaves an audit row, save upkeep: brakes, "last seen", letters carried, sweeping.
//! - A [`Visitor`] is made by [`Control::visit`] only; a function on one's own account takes one.
//! - Functions on others' accounts take a permit, and an organisation that the membership must be of.
//! - Nothing signs in without a password or a link but [`DemoDoor`], which `pejl demo` alone opens.
//! - [`base::Secret`] and [`Password`] do not print; neither is in an error, an audit row or a log.

mod brake;
mod browser;
mod code;
mod control;
mod demo;
mod door;
mod email;
mod error;
mod leaving;
mod letters;
mod link;
mod members;
mod next;
mod organisations;
mod password;
mod place;
mod restored;
mod roles;
mod secret;
mod session;
mod sign_in;
mod store;

language::texts!();

pub use brake::network;
pub use browser::family as browser_family;
pub use control::{Control, NewOrganisation, Organisation, Rules};
pub use demo::DemoDoor;
pub use door::Door;
pub use email::{Email, NotAnEmail};
pub use error::{Error, wait_text};
pub use leaving::Followed;
pub use letters::{Carried, Carrier, Letter, NotCarried};
pub use link::{Link, Purpose};
pub use members::{Invited, Invitee, Member, Membership, State, invite_many};
pub use next::LocalPath;
pub use organisations::Organisations;
pub use password::{Hasher, HashingFailed, Password, Verdict, Weakness};
pub use place::{ONLY_SERVER, Place, Places};
pub use restored::Ended;
pub use roles::{role_name, role_named};
pub use secret::{fingerprint, same};
pub use session::{Belonging, Choice, OwnSession, Session, Visitor};
pub use sign_in::{Attempt, SignIn, SignedIn};
