//! Reading cells, and putting right what is no fault.

use documents::sheet::{Kind, Row, Sheet};

use super::{
    columns::SheetMapping,
    fault::{Fault, Finding, Mended, Mending},
};
use crate::domain::Column;

/// Everything found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub faults: Vec<Finding>,
    pub mended: Vec<Mended>,
}

/// A sheet with what its columns mean.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub sheet: &'a Sheet,
    pub mapping: &'a SheetMapping,
}

impl Source<'_> {
    /// The cell's text with its white space put right; what was changed is listed, and a cell that
    /// cannot be taken is a fault and reads as empty.
    pub fn cell(self, row: &Row, column: Column, found: &mut Found) -> String {
        let Some(place) = self.mapping.place(column) else {
            return String::new();
        };
        let Some(cell) = row.cells.get(place) else {
            return String::new();
        };
        if cell.kind == Kind::Error {
            self.fault(row, column, Fault::FormulaFailed, found);
            return String::new();
        }
        let text = tidy(&cell.text);
        if *text != *cell.text {
            self.mended(row, column, &text, Mending::Spaces, found);
        }
        text
    }

    pub fn fault(self, row: &Row, column: Column, fault: Fault, found: &mut Found) {
        found.faults.push(self.finding(row, column, fault));
    }

    /// A finding that shows the cell as it stands in the file.
    pub fn finding(self, row: &Row, column: Column, fault: Fault) -> Finding {
        let place = self.mapping.place(column);
        Finding {
            sheet: self.sheet.name.clone(),
            line: row.line,
            column: place.map_or_else(String::new, |place| self.mapping.heading(place).to_owned()),
            value: place.map_or_else(String::new, |place| row.text(place).to_owned()),
            fault,
        }
    }

    pub fn mended(
        self,
        row: &Row,
        column: Column,
        read_as: &str,
        mending: Mending,
        found: &mut Found,
    ) {
        let place = self.mapping.place(column).unwrap_or(usize::MAX);
        let heading = self.mapping.heading(place);
        // One entry per cell: what is done last says how the cell was read.
        if let Some(last) = found.mended.last_mut()
            && (last.line, last.column.as_str(), last.sheet.as_str())
                == (row.line, heading, &self.sheet.name)
        {
            read_as.clone_into(&mut last.read_as);
            last.mending = mending;
            return;
        }
        found.mended.push(Mended {
            sheet: self.sheet.name.clone(),
            line: row.line,
            column: heading.to_owned(),
            value: row.text(place).to_owned(),
            read_as: read_as.to_owned(),
            mending,
        });
    }
}

/// Single spaces inside, none at the ends; no-break spaces count, and so do the marks of no width
/// that copying from a web page leaves.
fn tidy(text: &str) -> String {
    let invisible = |letter: char| {
        matches!(
            letter,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}'
        )
    };
    if text.contains(invisible) {
        return tidy(&text.replace(invisible, ""));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing where there is nothing.
pub(super) fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_is_put_right() {
        assert_eq!(tidy("  Jytte\u{a0}"), "Jytte");
        assert_eq!(tidy("Anna\u{a0} \tMaria\nHolm"), "Anna Maria Holm");
        assert_eq!(tidy("\u{feff}Bo\u{200b}"), "Bo");
        assert_eq!(tidy(" \u{a0} "), "");
    }
}
