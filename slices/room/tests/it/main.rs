#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod day;
mod sheets;

use std::path::Path;

use blueprint::Folder;

/// The example's files.
fn example() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../blueprints/kalundborg");
    Folder::read_from(&root).unwrap()
}
