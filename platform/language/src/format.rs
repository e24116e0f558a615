use base::Lang;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// A whole number with the language's thousands: 3.378 in Danish, 3,378 in English.
#[must_use]
pub fn integer(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    if number < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(lang.pick('.', ','));
        }
        out.push(digit);
    }
    out
}

/// A number with this many decimals: 3,8 in Danish, 3.8 in English.
#[must_use]
pub fn decimal(lang: Lang, number: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if number < 0.0 { "-" } else { "" };
    let whole = integer(lang, whole.parse().unwrap_or(0));
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{fraction}", lang.pick(',', '.'))
    }
}

/// A share of one as a percentage: 98,9 % in Danish, 98.9% in English.
#[must_use]
pub fn percent(lang: Lang, share: f64, decimals: usize) -> String {
    // A no-break space keeps the sign with its number at the end of a line.
    format!(
        "{}{}%",
        decimal(lang, share * 100.0, decimals),
        lang.pick("\u{a0}", "")
    )
}

pub(crate) fn plain(lang: Lang, number: f64) -> String {
    if number.fract() == 0.0 {
        decimal(lang, number, 0)
    } else {
        let text = number.to_string();
        let decimals = text
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        decimal(lang, number, decimals)
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("januar", "January"),
    ("februar", "February"),
    ("marts", "March"),
    ("april", "April"),
    ("maj", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("august", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
];
const DAYS: [(&str, &str); 7] = [
    ("mandag", "Monday"),
    ("tirsdag", "Tuesday"),
    ("onsdag", "Wednesday"),
    ("torsdag", "Thursday"),
    ("fredag", "Friday"),
    ("lørdag", "Saturday"),
    ("søndag", "Sunday"),
];

/// 3. marts 2027; 3 March 2027.
#[must_use]
pub fn date(lang: Lang, date: NaiveDate) -> String {
    let (da, en) = MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default();
    match lang {
        Lang::Da => format!("{}. {da} {}", date.day(), date.year()),
        Lang::En => format!("{} {en} {}", date.day(), date.year()),
    }
}

/// onsdag den 3. marts 2027; Wednesday 3 March 2027.
#[must_use]
pub fn date_with_weekday(lang: Lang, day: NaiveDate) -> String {
    let (da, en) = DAYS
        .get(day.weekday().num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default();
    match lang {
        Lang::Da => format!("{da} den {}", date(lang, day)),
        Lang::En => format!("{en} {}", date(lang, day)),
    }
}

/// 3/3 2027 in Danish tables; 3 Mar 2027 in English ones.
#[must_use]
pub fn date_short(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Da => format!("{}/{} {}", date.day(), date.month(), date.year()),
        Lang::En => date.format("%-d %b %Y").to_string(),
    }
}

/// 9.00 in Danish; 9:00 in English.
#[must_use]
pub fn time(lang: Lang, time: NaiveTime) -> String {
    format!("{}{}{:02}", time.hour(), lang.pick('.', ':'), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(integer(Lang::Da, 3378), "3.378");
        assert_eq!(integer(Lang::En, -1_234_567), "-1,234,567");
        assert_eq!(decimal(Lang::Da, 3.84, 1), "3,8");
        assert_eq!(percent(Lang::Da, 0.989, 1), "98,9\u{a0}%");
        assert_eq!(percent(Lang::En, 1.0, 0), "100%");
        assert_eq!(plain(Lang::Da, 2.5), "2,5");
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 3).unwrap();
        assert_eq!(date_with_weekday(Lang::Da, day), "onsdag den 3. marts 2027");
        assert_eq!(date_with_weekday(Lang::En, day), "Wednesday 3 March 2027");
        assert_eq!(date_short(Lang::Da, day), "3/3 2027");
        assert_eq!(
            time(Lang::Da, NaiveTime::from_hms_opt(9, 5, 0).unwrap()),
            "9.05"
        );
    }
}
