//! Finding CPR numbers, the national identity number, which Pejl has no use for and refuses to
//! take. Their values are never repeated, neither on a page nor in a log.

use documents::sheet::{Cell, Kind, Sheet};

use crate::likeness::plain;

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

/// A CPR number written with its dash somewhere in a text.
pub(super) fn mentioned(text: &str) -> bool {
    if !has_ten_digits(text) {
        return false;
    }
    let letters: Vec<char> = text.chars().collect();
    letters.windows(11).enumerate().any(|(at, window)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 11);
        let alone =
            |neighbour: Option<&char>| neighbour.is_none_or(|letter| !letter.is_ascii_digit());
        let digits: String = window
            .iter()
            .filter(|letter| letter.is_ascii_digit())
            .collect();
        window
            .get(6)
            .is_some_and(|letter| matches!(letter, '-' | '–' | '‑'))
            && digits.len() == 10
            && alone(before)
            && alone(after)
            && birthday(&digits).is_some()
    })
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
    fn a_number_inside_a_text_is_found() {
        assert!(mentioned("Anna (010190-1234)"));
        assert!(mentioned("010190-1234"));
        assert!(!mentioned("1010190-1234"));
        assert!(!mentioned("010190-12345"));
        assert!(!mentioned("991390-1234"));
        assert!(!mentioned("Skovvang 86"));
    }
}
