//! Finding CPR numbers, the national identity number, which Pejl has no use for and refuses to
//! take. Their values are never repeated, neither on a page nor in a log.

use std::collections::HashSet;

use documents::sheet::{Cell, Kind, Sheet};

use super::columns::SheetMapping;
use crate::{domain::Column, likeness::plain};

/// The places of the columns that look like CPR numbers, by heading or by what most cells hold.
pub(super) fn columns(sheet: &Sheet) -> Vec<usize> {
    let width = sheet
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    (0..width.max(sheet.headings.len()))
        .filter(|place| {
            sheet
                .headings
                .get(*place)
                .is_some_and(|heading| named(heading))
                || holds(sheet, *place)
        })
        .collect()
}

fn named(heading: &str) -> bool {
    let heading = plain(heading);
    heading.starts_with("cpr")
        || heading.ends_with("cpr")
        || heading.contains("cprn")
        || heading.contains("personnummer")
}

fn holds(sheet: &Sheet, place: usize) -> bool {
    let (mut filled, mut written, mut numbers) = (0_usize, 0_usize, Vec::new());
    for cell in sheet.rows.iter().filter_map(|row| row.cells.get(place)) {
        if cell.text.trim().is_empty() {
            continue;
        }
        filled += 1;
        if is_whole(&cell.text) {
            written += 1;
        } else if let Some(date) = lost_zero(cell) {
            numbers.push(date);
        }
    }
    written * 2 > filled || (numbers.len() + written) * 2 > filled && varied(numbers)
}

/// Nine digits are a CPR number only where the dates before them differ as birthdays do: employee
/// numbers that count upwards share their first digits.
fn varied(mut dates: Vec<u32>) -> bool {
    let all = dates.len();
    dates.sort_unstable();
    dates.dedup();
    dates.len() * 2 > all
}

/// The cell is a CPR number and nothing else: `ddmmyy-nnnn`, or ten digits.
fn is_whole(text: &str) -> bool {
    if !has_ten_digits(text) {
        return false;
    }
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect();
    let others = text.chars().filter(|letter| *letter == '-').count();
    digits.len() == 10 && others < 2 && birthday(&digits).is_some()
}

/// A number cell whose leading zero the spreadsheet took away.
fn lost_zero(cell: &Cell) -> Option<u32> {
    (cell.kind == Kind::Number && cell.text.len() == 9)
        .then(|| birthday(&format!("0{}", cell.text)))
        .flatten()
}

/// How a CPR number is written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Ten digits on end, which an employee number may be too.
    Bare,
    /// With a dash or a space before the last four, as nothing else is written.
    Parted,
}

/// A CPR number somewhere in a text; of several the one that is surest.
pub(super) fn mentioned(text: &str) -> Option<Form> {
    if !has_ten_digits(text) {
        return None;
    }
    let letters: Vec<char> = text.chars().filter(|letter| !unseen(*letter)).collect();
    (0..letters.len())
        .filter(|at| {
            let before = at.checked_sub(1).and_then(|at| letters.get(at));
            before.is_none_or(|letter| !letter.is_ascii_digit())
        })
        .filter_map(|at| begins(letters.get(at..)?))
        .max()
}

/// A CPR number at the beginning of the letters, with no further digit behind it.
fn begins(letters: &[char]) -> Option<Form> {
    let (date, rest) = letters.split_at_checked(6)?;
    let parts = rest.iter().take(4).take_while(|letter| parts(**letter));
    let between = parts.count();
    let (last, behind) = rest.get(between..)?.split_at_checked(4)?;
    let digits: String = date.iter().chain(last).collect();
    let whole = digits.bytes().all(|digit| digit.is_ascii_digit())
        && behind.first().is_none_or(|letter| !letter.is_ascii_digit());
    (whole && between < 4 && birthday(&digits).is_some()).then_some(if between == 0 {
        Form::Bare
    } else {
        Form::Parted
    })
}

fn parts(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Marks of no width, which would hide a number from the eye of a program only.
fn unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}'
    )
}

/// Where one stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The sheet's name, which is the file's where the file is text.
    Name,
    /// A whole column, by its heading or by what it holds.
    Column(usize),
    /// In a heading.
    Heading(usize),
    /// In a cell, or in a line above the headings.
    Cell { line: u32, column: usize },
}

/// Every place of a sheet that holds a CPR number, whatever the columns are said to mean. Only
/// where employee numbers stand may ten digits on end be something else; there most of the
/// column decides.
pub(super) fn places(sheet: &Sheet, mapping: Option<&SheetMapping>) -> Vec<Place> {
    let mut found = Vec::new();
    if mentioned(&sheet.name).is_some() {
        found.push(Place::Name);
    }
    let numbers = EmployeeNumbers::of(sheet, mapping);
    let mut whole = columns(sheet);
    if !numbers.column.is_some_and(|column| whole.contains(&column)) {
        // Leaders are named by their employee numbers; each such cell is looked at below.
        whole.retain(|place| !numbers.names_leaders(sheet, *place));
    }
    for (place, heading) in sheet.headings.iter().enumerate() {
        if mentioned(heading).is_some() {
            found.push(Place::Heading(place));
        } else if whole.contains(&place) {
            found.push(Place::Column(place));
        }
    }
    // A column with more cells than headings.
    found.extend(
        whole
            .iter()
            .filter(|place| **place >= sheet.headings.len())
            .map(|place| Place::Column(*place)),
    );
    for row in sheet.above.iter().chain(&sheet.rows) {
        for (column, cell) in row.cells.iter().enumerate() {
            let form = mentioned(&cell.text);
            if form.is_some()
                && !whole.contains(&column)
                && !(form == Some(Form::Bare) && numbers.hold(column, &cell.text))
            {
                found.push(Place::Cell {
                    line: row.line,
                    column,
                });
            }
        }
    }
    found
}

/// The employee numbers of a sheet that are ten digits and could be taken for CPR numbers.
struct EmployeeNumbers<'a> {
    column: Option<usize>,
    leader: Option<usize>,
    numbers: HashSet<&'a str>,
}

impl<'a> EmployeeNumbers<'a> {
    fn of(sheet: &'a Sheet, mapping: Option<&SheetMapping>) -> Self {
        let at = |column| mapping.and_then(|mapping| mapping.place(column));
        let column = at(Column::Number);
        let numbers = column.map_or_else(HashSet::new, |column| {
            sheet
                .rows
                .iter()
                .map(|row| row.text(column).trim())
                .filter(|text| is_number(text))
                .collect()
        });
        Self {
            column,
            leader: at(Column::Leader),
            numbers,
        }
    }

    /// Whether leaders are named in the column, under a heading that does not say otherwise.
    fn names_leaders(&self, sheet: &Sheet, column: usize) -> bool {
        self.leader == Some(column)
            && !sheet
                .headings
                .get(column)
                .is_some_and(|heading| named(heading))
            && sheet
                .rows
                .iter()
                .any(|row| self.hold(column, row.text(column)))
    }

    /// Whether the ten digits are an employee number there, or name a leader by one.
    fn hold(&self, column: usize, text: &str) -> bool {
        let here = Some(column);
        (here == self.column || here == self.leader) && self.numbers.contains(text.trim())
    }
}

fn is_number(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Every cell of a file is asked, and nearly none gets further than this.
fn has_ten_digits(text: &str) -> bool {
    text.len() >= 10 && text.bytes().filter(u8::is_ascii_digit).count() >= 10
}

/// The first six digits as a number where they are a day, a month and a year. Sixty is added to
/// the day of a number given before a person has a real one.
fn birthday(digits: &str) -> Option<u32> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let (day, month) = (part(0, 2)?, part(2, 4)?);
    let day = if day > 60 { day - 60 } else { day };
    // The century is unknown; a leap day is let through in any year.
    chrono::NaiveDate::from_ymd_opt(2000, month, day)?;
    part(0, 6)
}

#[cfg(test)]
mod tests {
    use documents::sheet::{self, Limits};

    use super::*;

    fn found(csv: &str) -> Vec<usize> {
        columns(&sheet::read("x.csv", csv.as_bytes(), &Limits::default()).unwrap()[0])
    }

    #[test]
    fn a_column_is_known_by_its_heading() {
        for heading in [
            "CPR",
            "Cpr-nr.",
            "CPR nummer",
            "Personnummer",
            "Medarbejders CPR",
        ] {
            assert_eq!(found(&format!("Navn;{heading}\nAnna;\n")), [1], "{heading}");
        }
        assert!(found("Navn;Personnr;Skriver procent\nAnna;;\n").is_empty());
    }

    #[test]
    fn a_column_is_known_by_what_it_holds() {
        assert_eq!(
            found("Nr;Navn\n010190-1234;Anna\n311285 4321;Bo\n1502704444;Cy\n"),
            [0]
        );
        assert_eq!(
            found("Nr;Navn\n610190-1234;Anna\n"),
            [0],
            "a number given for the time being"
        );
        assert!(found("Nr;Navn\n010190-1234;Anna\n10008;Bo\n10009;Cy\n").is_empty());
        assert!(
            found("Nr;Navn\n451390-1234;Anna\n").is_empty(),
            "no such day"
        );
        assert!(found("Telefon;Navn\n12345678;Anna\n").is_empty());
    }

    #[test]
    fn a_lost_zero_does_not_hide_it_and_counting_numbers_are_not_taken_for_it() {
        let sheet = |numbers: &[&str]| Sheet {
            name: String::new(),
            heading_line: 1,
            headings: vec!["Nr".into()],
            above: Vec::new(),
            rows: (2..)
                .zip(numbers)
                .map(|(line, number)| sheet::Row {
                    line,
                    cells: vec![Cell {
                        text: (*number).into(),
                        kind: Kind::Number,
                    }],
                })
                .collect(),
        };
        assert_eq!(
            columns(&sheet(&["101901234", "311285432", "502704444"])),
            [0]
        );
        assert!(columns(&sheet(&["101000001", "101000002", "101000003"])).is_empty());
    }

    #[test]
    fn a_number_inside_a_text_is_found_in_every_way_it_is_written() {
        for text in [
            "Anna (010190-1234)",
            "010190-1234",
            "010190 1234",
            "010190 - 1234",
            "010190\u{2013}1234",
            "cpr:010190\u{a0}1234.",
            "010190\u{200b}-1234",
            "tlf. 12345678, 610190-1234",
        ] {
            assert_eq!(mentioned(text), Some(Form::Parted), "{text}");
        }
        assert_eq!(mentioned("se 0101901234"), Some(Form::Bare));
        for text in [
            "1010190-1234",
            "010190-12345",
            "01019012345",
            "991390-1234",
            "4512345678",
            "Skovvang 86",
            "2026-09-01 12:30",
            "010190     1234",
        ] {
            assert_eq!(mentioned(text), None, "{text}");
        }
    }
}
