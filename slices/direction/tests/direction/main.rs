//! The direction from its files to its pages.

#![cfg(test)]

mod app;
mod domain;
mod edit;
mod files;
mod read;
mod store;
mod thread;
mod versions;
mod wrong_person;

use std::path::Path;

use blueprint::Folder;

/// The example that the project carries.
fn kalundborg() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../blueprints/kalundborg");
    Folder::read_from(&root).unwrap()
}
