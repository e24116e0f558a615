#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper of a test may fail the test"
)]

mod day;
mod live;
mod sheets;
// The town of the steps, in which leaders have a plan and learning groups.
#[expect(dead_code, reason = "not all of it is needed here")]
#[path = "../../../practice/tests/it/town.rs"]
mod town;

use std::path::Path;

use blueprint::Folder;

/// The example's files.
fn example() -> Folder {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../blueprints/kalundborg");
    Folder::read_from(&root).unwrap()
}
