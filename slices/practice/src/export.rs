//! What this slice gives to the file that holds everything of an organisation.

use kit::{Export, Table};

/// Steps are a leader's own, and the organisation's export is read by others: what leaders wrote is
/// not in it. Each leader has their own steps on the page.
const OWN: &str = "a leader's own words, which nobody else may read; each has them on the own page";

pub(crate) const EXPORT: Export = Export::of(&[
    Table::left("step", OWN),
    Table::left("step_happening", OWN),
    Table::left("step_cheer", OWN),
    Table::left(
        "step_link",
        "opens a step without a sign-in, for a few weeks",
    ),
    Table::left("makker", "who goes along with whom is between the two"),
]);
