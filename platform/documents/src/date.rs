//! Dates as people type them in Denmark.

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateFault {
    /// It does not look like a date at all.
    #[error("not a date")]
    Unreadable,
    /// It looks like one, but the calendar has no such day.
    #[error("no such day in the calendar")]
    NoSuchDay,
    /// The year has two digits, so the century would be a guess.
    #[error("the year has two digits")]
    TwoDigitYear,
}

/// Reads a day: `12-09-2019`, `12.9.2019`, `12/9 2019`, `12. september 2019`, `2019-09-12`, each
/// also with a time behind it, which is left out. The day stands before the month; an American
/// month-first date is never guessed at.
///
/// # Errors
/// Says whether the text is no date, a day the calendar lacks, or a year of two digits.
pub fn parse(text: &str) -> Result<NaiveDate, DateFault> {
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = without_time(&text)
        .split(['-', '.', '/', ' ', '\u{a0}'])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return Err(DateFault::Unreadable);
    };
    let (day, month, year) = if first.len() == 4 {
        (third, second, first)
    } else {
        (first, second, third)
    };
    let (day, month) = (number(day, 2)?, month_number(month)?);
    match year.len() {
        4 => NaiveDate::from_ymd_opt(number(year, 4)?.cast_signed(), month, day)
            .filter(|date| date.year() > 0)
            .ok_or(DateFault::NoSuchDay),
        2 => {
            number(year, 2)?;
            Err(DateFault::TwoDigitYear)
        }
        _ => Err(DateFault::Unreadable),
    }
}

/// Cuts off `T00:00:00`, ` 00:00` and their like.
fn without_time(text: &str) -> &str {
    let is_time = |tail: &str| {
        tail.contains(':')
            && tail
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'z' | '+'))
    };
    match text.rsplit_once(['t', ' ']) {
        Some((day, tail)) if is_time(tail) => day.trim_end(),
        _ => text,
    }
}

fn number(text: &str, most: usize) -> Result<u32, DateFault> {
    if text.len() > most || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateFault::Unreadable);
    }
    text.parse().map_err(|_| DateFault::Unreadable)
}

/// A month by number, by its Danish or English name, or by the first three letters of one.
fn month_number(text: &str) -> Result<u32, DateFault> {
    const MONTHS: [(&str, &str); 12] = [
        ("januar", "january"),
        ("februar", "february"),
        ("marts", "march"),
        ("april", "april"),
        ("maj", "may"),
        ("juni", "june"),
        ("juli", "july"),
        ("august", "august"),
        ("september", "september"),
        ("oktober", "october"),
        ("november", "november"),
        ("december", "december"),
    ];
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(text, 2);
    }
    let named = |name: &str| text == name || (text.len() == 3 && name.starts_with(text));
    (1..)
        .zip(MONTHS)
        .find_map(|(number, (da, en))| (named(da) || named(en)).then_some(number))
        .ok_or(DateFault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<(i32, u32, u32), DateFault>) {
        let expected = expected.map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap());
        assert_eq!(parse(text), expected, "{text}");
    }

    #[test]
    fn a_day_is_read_however_it_is_written_here() {
        for text in [
            "12-09-2019",
            "12.09.2019",
            "12/9 2019",
            "12/09/2019",
            " 12. september 2019 ",
            "12. sep. 2019",
            "2019-09-12",
            "2019-09-12T00:00:00",
            "12-09-2019 00:00:00",
            "12.9.2019",
            "12 Sep 2019",
        ] {
            check(text, Ok((2019, 9, 12)));
        }
        check("1. okt 2020", Ok((2020, 10, 1)));
        check("29-02-2020", Ok((2020, 2, 29)));
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_reason() {
        check("i går", Err(DateFault::Unreadable));
        check("", Err(DateFault::Unreadable));
        check("43720", Err(DateFault::Unreadable));
        check("12-09", Err(DateFault::Unreadable));
        check("12-xx-2019", Err(DateFault::Unreadable));
        check("123-09-2019", Err(DateFault::Unreadable));
        check("31-02-2019", Err(DateFault::NoSuchDay));
        check("29-02-2019", Err(DateFault::NoSuchDay));
        check("03/25/2019", Err(DateFault::NoSuchDay));
        check("01-01-0000", Err(DateFault::NoSuchDay));
        check("12-09-19", Err(DateFault::TwoDigitYear));
    }
}
