//! The example's toolbox: whether it finds what an experienced consultant would lay on the table.

#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod files;
mod finding;
mod pages;

use base::Lang;
use blueprint::Folder;
use toolbox::{domain, query::Toolbox};

fn blueprint() -> Folder {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../blueprints/kalundborg");
    Folder::read_from(root.as_ref()).unwrap()
}

fn direction() -> direction::query::Direction {
    direction::query::understand(&blueprint()).unwrap()
}

fn toolbox(lang: Lang) -> Toolbox {
    let tools = domain::read(&blueprint(), &direction()).unwrap();
    Toolbox::new(lang, tools).unwrap()
}
