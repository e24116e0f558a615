//! What a slice gives to the file that holds everything of an organisation.

use std::{fmt, future::Future, pin::Pin};

use base::{Lang, Problem};
use db::ReadTx;

/// A slice's part of the export. Every table of its migrations stands in `tables`; a test counts.
#[derive(Clone, Copy)]
pub struct Export {
    pub tables: &'static [Table],
    /// What a person reads rather than a program: workbooks, calendars, blueprint files, in the
    /// organisation's language. `|tx, lang| Box::pin(documents(tx, lang))`.
    pub documents: for<'a> fn(&'a ReadTx, Lang) -> Documents<'a>,
}

/// The documents of a slice, being made.
pub type Documents<'a> = Pin<Box<dyn Future<Output = Result<Vec<Document>, Problem>> + Send + 'a>>;

/// A file within the export.
pub struct Document {
    /// With its folder, `/` between: `people/people.xlsx`.
    pub path: String,
    pub bytes: Vec<u8>,
    /// What is in it, for the export's own README.
    pub about: fn(Lang) -> String,
}

/// One table of the database, row by row as a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub fate: Fate,
}

/// What becomes of a table in the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Whole,
    /// Without these columns, and why; the reason stands in the export's manifest.
    Without(&'static [&'static str], &'static str),
    /// Not at all, and why.
    Left(&'static str),
}

impl Table {
    #[must_use]
    pub const fn whole(name: &'static str) -> Self {
        Self {
            name,
            fate: Fate::Whole,
        }
    }

    #[must_use]
    pub const fn without(
        name: &'static str,
        columns: &'static [&'static str],
        why: &'static str,
    ) -> Self {
        Self {
            name,
            fate: Fate::Without(columns, why),
        }
    }

    #[must_use]
    pub const fn left(name: &'static str, why: &'static str) -> Self {
        Self {
            name,
            fate: Fate::Left(why),
        }
    }
}

impl Export {
    /// Of tables alone.
    #[must_use]
    pub const fn of(tables: &'static [Table]) -> Self {
        Self {
            tables,
            documents: |_, _| Box::pin(async { Ok(Vec::new()) }),
        }
    }
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Export").field(&self.tables).finish()
    }
}
