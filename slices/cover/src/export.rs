//! What this slice gives to the file that holds everything of an organisation.

use kit::{Export, Table};

pub(crate) const EXPORT: Export =
    Export::of(&[Table::whole("cover_unit"), Table::whole("cover_rates")]);
