//! Finding CPR numbers, the national identity number, which Pejl has no use for and refuses to
//! take. Their values are never repeated, neither on a page nor in a log.

use std::collections::HashSet;

use documents::sheet::{Cell, Kind, Sheet};

use super::columns::SheetMapping;
use crate::{domain::Column, likeness::plain};

/// What a column holds, as far as CPR numbers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// CPR numbers.
    Cpr,
    /// Other numbers of ten digits, such as P-numbers: ten digits on end are none there.
    OtherNumbers,
    /// Neither is sure; every cell is looked at for itself.
    Open,
}

/// Decides on a column by its heading and by the share of its numbers that begin with a date.
///
/// 1. A heading that says CPR decides.
/// 2. Most cells are a number parted as nothing else is (`ddmmyy-nnnn`): CPR.
/// 3. Of at least five numbers of ten digits on end, or of any number of them under a heading that
///    names P-numbers, CVR, EAN or the like: other numbers, where not nearly all (nine in ten) begin
///    with a date, or where they all begin with the same day of the month.
/// 4. Otherwise CPR, where more than half of the cells begin with a date; nine digits, whose leading
///    zero a spreadsheet took, count too where the dates differ as birthdays do.
///
/// How often that is wrong. Ten digits at random begin with a date (a day of 366, or with sixty
/// added) in 2 · 366 / 10,000 = 7.3 of a hundred. Five of them all do once in half a million columns,
/// so other numbers are hardly ever refused. P-numbers are not at random: they run upwards from
/// 1000000000, so that most of them begin with the 10th of a month, and a column of them could be
/// refused by its dates alone. Five people who are all born on the same day of the month, as the
/// last part of 3 would have it, are met once in 30⁴ ≈ 800,000. A column of CPR numbers in turn
/// passes for other numbers only where more than one in ten of it is none. What remains is refused
/// too often and not too seldom: fewer than five such numbers under a heading that says nothing.
fn verdict(sheet: &Sheet, place: usize) -> Verdict {
    let heading = sheet.headings.get(place).map_or("", String::as_str);
    if named(heading) {
        return Verdict::Cpr;
    }
    let tally = Tally::of(sheet, place);
    if tally.parted * 2 > tally.filled {
        return Verdict::Cpr;
    }
    if tally.are_other_numbers(names_other_numbers(heading)) {
        return Verdict::OtherNumbers;
    }
    let written = tally.parted + tally.dates.len();
    let with_lost = written + tally.lost.len();
    if written * 2 > tally.filled || with_lost * 2 > tally.filled && varied(tally.lost) {
        Verdict::Cpr
    } else {
        Verdict::Open
    }
}

fn named(heading: &str) -> bool {
    let heading = plain(heading);
    heading.starts_with("cpr")
        || heading.ends_with("cpr")
        || heading.contains("cprn")
        || heading.contains("personnummer")
}

/// A heading that names numbers of places, companies or payments. *P-nr.* may be meant for the
/// number of a person, so the numbers below are looked at as well.
fn names_other_numbers(heading: &str) -> bool {
    let heading = plain(heading);
    [
        "pnr",
        "pnummer",
        "produktionsenhed",
        "produktionsnummer",
        "cvr",
        "ean",
        "gln",
        "senr",
        "senummer",
    ]
    .iter()
    .any(|word| heading.starts_with(word) || heading.ends_with(word))
}

/// What stands in a column.
#[derive(Default)]
struct Tally {
    filled: usize,
    /// CPR numbers that are parted before the last four digits.
    parted: usize,
    /// Cells of ten digits on end.
    tens: usize,
    /// What those of them begin with that begin with a date: six digits.
    dates: Vec<u32>,
    /// The same of nine digits whose leading zero was taken away.
    lost: Vec<u32>,
}

impl Tally {
    fn of(sheet: &Sheet, place: usize) -> Self {
        let mut tally = Self::default();
        for cell in sheet.rows.iter().filter_map(|row| row.cells.get(place)) {
            let text = cell.text.trim();
            if text.is_empty() {
                continue;
            }
            tally.filled += 1;
            if is_number(text) {
                tally.tens += 1;
                tally.dates.extend(birthday(text));
            } else if is_parted(text) {
                tally.parted += 1;
            } else if let Some(date) = lost_zero(cell) {
                tally.lost.push(date);
            }
        }
        tally
    }

    fn are_other_numbers(&self, named: bool) -> bool {
        const ENOUGH: usize = 5;
        if self.tens == 0 || self.tens < ENOUGH && !named {
            return false;
        }
        if self.dates.len() * 10 < self.tens * 9 {
            return true;
        }
        let mut days = self.dates.iter().map(|date| date / 10_000);
        let first = days.next().unwrap_or_default();
        // P-numbers, of which the first ever given began with 10.
        days.all(|day| day == first) && (self.tens >= ENOUGH || first == 10)
    }
}

/// Nine digits are a CPR number only where the dates before them differ as birthdays do: employee
/// numbers that count upwards share their first digits.
fn varied(mut dates: Vec<u32>) -> bool {
    let all = dates.len();
    dates.sort_unstable();
    dates.dedup();
    dates.len() * 2 > all
}

/// The cell is a CPR number and nothing else, with a dash or spaces before the last four digits.
fn is_parted(text: &str) -> bool {
    if !has_ten_digits(text) {
        return false;
    }
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .collect();
    let dashes = text.chars().filter(|letter| *letter == '-').count();
    digits.len() == 10 && dashes < 2 && birthday(&digits).is_some()
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

fn verdicts(sheet: &Sheet) -> Vec<Verdict> {
    let cells = sheet.rows.iter().map(|row| row.cells.len()).max();
    (0..cells.unwrap_or(0).max(sheet.headings.len()))
        .map(|place| verdict(sheet, place))
        .collect()
}

/// The places of the columns of CPR numbers.
fn columns(verdicts: &[Verdict]) -> Vec<usize> {
    (0..)
        .zip(verdicts)
        .filter(|(_, verdict)| **verdict == Verdict::Cpr)
        .map(|(place, _)| place)
        .collect()
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
    let verdicts = verdicts(sheet);
    let mut whole = columns(&verdicts);
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
            let is_other = || {
                numbers.hold(column, &cell.text)
                    || verdicts.get(column) == Some(&Verdict::OtherNumbers)
                        && is_number(cell.text.trim())
            };
            if form.is_some()
                && !whole.contains(&column)
                && !(form == Some(Form::Bare) && is_other())
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
mod tests;
