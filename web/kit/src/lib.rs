//! What every page is made with: the shell around it, forms, errors, assets, and the edge that a
//! request passes before it meets a slice. Knows no page's subject. `README.md` shows how a slice
//! makes a page, a form and a fragment; `/kit` shows the components.

mod asks;
mod assets;
mod beside;
mod cookie;
mod csrf;
mod edge;
mod export;
mod failure;
mod form;
mod headers;
mod mount;
mod origin;
mod pages;
mod parts;
mod reply;
mod routes;
mod samples;
mod shell;
mod site;
mod slice;
mod thread;
mod typed;
mod visit;

pub use asks::{Ask, Asks, Often, Whom};
pub use beside::{Beside, Telling, Thing};
pub use export::{Document, Documents, Export, Fate, Table};
pub use failure::Failure;
pub use form::{Form, LARGEST_FILE_MB, Nothing, Upload};
pub use mount::mount;
pub use origin::Origin;
pub use pages::routes as own_routes;
pub use parts::{Choice, Pages, Stage, Step};
pub use reply::{Onward, local, page, refused};
pub use routes::{On, Routes, get, post};
pub use shell::{Link, Shell, initials};
pub use site::Site;
pub use slice::{Board, Card, Menu, Place, Showing, Slice};
pub use thread::{Contributed, Contributing, Contribution, Thread};
pub use typed::{Fault, Typed};
pub use visit::{May, PublicVisit, SignedIn, Visit};

language::texts!();
