//! Text with separators, as RFC 4180 and as Excel writes it.
//!
//! Written here rather than taken from a crate because a fault must name the line on which its row
//! begins, also below a cell that holds line breaks, and must say where a quotation mark was opened
//! that nobody closed.

use super::{Cell, Kind, Limits, Row, SheetError};

pub(super) fn read(text: &str, name: &str, limits: &Limits) -> Result<Vec<Row>, SheetError> {
    let (text, first_line, separator) = match named_separator(text) {
        Some((rest, separator)) => (rest, 2, separator),
        None => (text, 1, likely_separator(text)),
    };
    let mut reader = Reader {
        rest: text,
        line: first_line,
        separator,
    };
    let mut rows = Vec::new();
    let mut left = limits.cells;
    while let Some(row) = reader.row()? {
        if row.cells.len() > limits.columns as usize {
            return Err(SheetError::TooManyColumns {
                sheet: name.to_owned(),
                most: limits.columns,
            });
        }
        if rows.len() > limits.rows as usize {
            return Err(SheetError::TooManyRows {
                sheet: name.to_owned(),
                most: limits.rows,
            });
        }
        left = left
            .checked_sub(row.cells.len())
            .ok_or(SheetError::TooManyCells { most: limits.cells })?;
        rows.push(row);
    }
    Ok(rows)
}

/// Excel's own first line `sep=;`.
fn named_separator(text: &str) -> Option<(&str, char)> {
    let (first, rest) = text.split_once('\n')?;
    let mut letters = first.trim_end().strip_prefix("sep=")?.chars();
    let separator = letters.next()?;
    letters.next().is_none().then_some((rest, separator))
}

/// The separator that the first line with any uses most, outside quotation marks. A tie goes to
/// the semicolon, which is what a Danish Excel writes.
fn likely_separator(text: &str) -> char {
    for line in text.lines().take(20) {
        let mut counts = [(';', 0_usize), ('\t', 0), (',', 0)];
        let mut quoted = false;
        for letter in line.chars() {
            quoted ^= letter == '"';
            for (separator, count) in &mut counts {
                *count += usize::from(!quoted && letter == *separator);
            }
        }
        // The last of equals wins in max_by_key, so the preferred one stands last.
        if let Some((separator, count)) = counts.into_iter().rev().max_by_key(|(_, count)| *count)
            && count > 0
        {
            return separator;
        }
    }
    ';'
}

struct Reader<'a> {
    rest: &'a str,
    line: u32,
    separator: char,
}

/// What stands behind a field.
enum End {
    Separator,
    Line,
    File,
}

impl Reader<'_> {
    fn row(&mut self) -> Result<Option<Row>, SheetError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (text, end) = if self.rest.starts_with('"') {
                self.quoted()?
            } else {
                self.plain()
            };
            cells.push(Cell::new(text, Kind::Text));
            match end {
                End::Separator => {}
                End::Line => {
                    self.line += 1;
                    break;
                }
                End::File => break,
            }
        }
        Ok(Some(Row { line, cells }))
    }

    fn plain(&mut self) -> (String, End) {
        let stop = |letter: char| letter == self.separator || letter == '\n' || letter == '\r';
        let at = self.rest.find(stop).unwrap_or(self.rest.len());
        let (text, behind) = self.rest.split_at(at);
        self.rest = behind;
        (text.to_owned(), self.end())
    }

    fn quoted(&mut self) -> Result<(String, End), SheetError> {
        let opened = self.line;
        let mut text = String::new();
        self.rest = self.rest.get(1..).unwrap_or("");
        loop {
            let Some(at) = self.rest.find('"') else {
                return Err(SheetError::OpenQuote { line: opened });
            };
            let (inside, behind) = self.rest.split_at(at);
            self.line += line_breaks(inside);
            text.push_str(inside);
            self.rest = behind.get(1..).unwrap_or("");
            match self.rest.strip_prefix('"') {
                // Two marks inside a quoted field are one.
                Some(behind) => {
                    text.push('"');
                    self.rest = behind;
                }
                None => break,
            }
        }
        // What stands between the closing mark and the separator belongs to the field, as Excel reads it.
        let (tail, end) = self.plain();
        text.push_str(&tail);
        Ok((text, end))
    }

    fn end(&mut self) -> End {
        if let Some(behind) = self.rest.strip_prefix(self.separator) {
            self.rest = behind;
            return End::Separator;
        }
        for line_break in ["\r\n", "\n", "\r"] {
            if let Some(behind) = self.rest.strip_prefix(line_break) {
                self.rest = behind;
                return End::Line;
            }
        }
        End::File
    }
}

fn line_breaks(text: &str) -> u32 {
    let breaks =
        text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count();
    u32::try_from(breaks).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let rows = read(text, "x", &Limits::default()).unwrap();
        let got: Vec<(u32, Vec<&str>)> = rows
            .iter()
            .map(|row| (row.line, row.cells.iter().map(|cell| &*cell.text).collect()))
            .collect();
        let expected: Vec<(u32, Vec<&str>)> = expected
            .iter()
            .map(|(line, cells)| (*line, cells.to_vec()))
            .collect();
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn separators_are_seen_from_the_first_line() {
        check("a;b\n1;2,5", &[(1, &["a", "b"]), (2, &["1", "2,5"])]);
        check("a,b\n1,2;5", &[(1, &["a", "b"]), (2, &["1", "2;5"])]);
        check("a\tb, c\n1\t2", &[(1, &["a", "b, c"]), (2, &["1", "2"])]);
        check("\"a;b\",c\n1,2", &[(1, &["a;b", "c"]), (2, &["1", "2"])]);
        check("sep=,\na;b,c", &[(2, &["a;b", "c"])]);
        check("Titel\na;b", &[(1, &["Titel"]), (2, &["a", "b"])]);
    }

    #[test]
    fn a_row_keeps_the_line_it_begins_on() {
        check(
            "a;b\r\n\"to\r\nlinjer\";2\r\n\r\nx;y\r\n",
            &[
                (1, &["a", "b"]),
                (2, &["to\r\nlinjer", "2"]),
                (4, &[""]),
                (5, &["x", "y"]),
            ],
        );
        check("a;b\rx;y", &[(1, &["a", "b"]), (2, &["x", "y"])]);
    }

    #[test]
    fn quotation_marks_are_read_as_excel_reads_them() {
        check(
            "a;\"den \"\"store\"\" skole\"",
            &[(1, &["a", "den \"store\" skole"])],
        );
        check("a;5\" rør", &[(1, &["a", "5\" rør"])]);
        check("\"a\"b;c", &[(1, &["ab", "c"])]);
        check("a;\"\";", &[(1, &["a", "", ""])]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_told_with_its_line() {
        let error = read("a;b\n1;2\n3;\"4\n5;6\n", "x", &Limits::default()).unwrap_err();
        assert_eq!(error, SheetError::OpenQuote { line: 3 });
    }

    #[test]
    fn more_than_the_limits_allow_is_refused() {
        let few = Limits {
            rows: 2,
            columns: 3,
            ..Limits::default()
        };
        let error = read("a\n1\n2\n3\n", "x", &few).unwrap_err();
        assert_eq!(
            error,
            SheetError::TooManyRows {
                sheet: "x".into(),
                most: 2
            }
        );
        let error = read("a;b;c;d\n", "x", &few).unwrap_err();
        assert_eq!(
            error,
            SheetError::TooManyColumns {
                sheet: "x".into(),
                most: 3
            }
        );
    }
}
