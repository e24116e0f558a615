//! What this slice gives to the file that holds everything of an organisation.

use kit::{Export, Table};

pub(crate) const EXPORT: Export = Export::of(&[
    Table::whole("monday_settings"),
    Table::left("monday_choice", "a leader's own choice of mail"),
    Table::left(
        "monday_run",
        "keeps a week's letters from being written twice",
    ),
    Table::left(
        "monday_letter",
        "keeps a letter from being written twice, with the hash of what stops it",
    ),
]);
