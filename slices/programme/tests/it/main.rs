#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod browser;
mod burden;
mod changed;
mod content;
mod edit;
mod exchange;
mod journey;
mod plan;
mod today;
mod town;

use std::path::Path;

use blueprint::Folder;
use programme::content::Known;

/// The example's files.
fn example() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../blueprints/kalundborg");
    Folder::read_from(&root).unwrap()
}

/// The keys of the example's direction.
fn known() -> Known {
    Known::of(&direction::query::understand(&example()).unwrap())
}
