use std::str::FromStr;

use base::{Id, Lang};
use chrono::{NaiveDate, NaiveTime};

use crate::Text;

/// What a person typed in a form, and what is wrong with it.
///
/// A form that is refused is shown again from the same `Typed`, so that nothing typed is lost. A
/// form for something that exists starts from [`Typed::filled`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    values: Vec<(String, String)>,
    faults: Vec<Fault>,
    labels: Vec<(String, String)>,
}

/// What is wrong with one field, or, with an empty `field`, with the whole form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub text: String,
}

impl Typed {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A form with what is stored already.
    pub fn filled<N: Into<String>, V: Into<String>>(
        values: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        Self {
            values: values
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            faults: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// The first value of the field, or nothing; spaces around it are mended.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of the field, in the order of the form.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.trim())
    }

    /// Whether the field has this value among its values.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|one| one == value)
    }

    /// Every pair as it came, for a form whose fields are not known beforehand.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Puts one value in the field in place of what was there.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(field, _)| field != name);
        self.values.push((name.to_owned(), value.into()));
    }

    /// What a field is called, so that the list of faults can say which it means. Without it, the
    /// page's script reads the name from the field's label.
    pub fn call(&mut self, field: &str, label: impl Into<String>) {
        self.labels.push((field.to_owned(), label.into()));
    }

    /// What a field is called, where it has been said.
    #[must_use]
    pub fn called(&self, field: &str) -> Option<&str> {
        self.labels
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, label)| label.as_str())
    }

    /// Says what is wrong with a field. The first fault of a field is shown beside it.
    pub fn refuse(&mut self, field: &str, text: impl Into<String>) {
        self.faults.push(Fault {
            field: field.to_owned(),
            text: text.into(),
        });
    }

    #[must_use]
    pub fn is_refused(&self) -> bool {
        !self.faults.is_empty()
    }

    #[must_use]
    pub fn fault(&self, field: &str) -> Option<&str> {
        self.faults
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.text.as_str())
    }

    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The text of a field that must be filled in; refuses the field when it is empty.
    pub fn required(&mut self, name: &str, lang: Lang) -> Option<String> {
        let value = self.get(name).to_owned();
        if value.is_empty() {
            self.refuse(name, Text::new(lang).form_required());
            return None;
        }
        Some(value)
    }

    /// A date; nothing when the field is empty, and refused when it holds something else.
    /// Reads 2027-03-03, 3/3 2027, 3.3.2027 and 03-03-2027.
    pub fn date(&mut self, name: &str, lang: Lang) -> Option<NaiveDate> {
        self.read(name, read_date, |text| text.form_not_a_date(), lang)
    }

    /// A time of day: 9:00, 9.00 or 0900.
    pub fn time(&mut self, name: &str, lang: Lang) -> Option<NaiveTime> {
        self.read(name, read_time, |text| text.form_not_a_time(), lang)
    }

    /// A whole number; thousands may be marked as the language does.
    pub fn whole<N: FromStr>(&mut self, name: &str, lang: Lang) -> Option<N> {
        let mark = lang.pick('.', ',');
        self.read(
            name,
            |text| {
                let digits: String = text
                    .chars()
                    .filter(|c| !c.is_whitespace() && *c != mark)
                    .collect();
                digits.parse().ok()
            },
            |text| text.form_not_a_number(),
            lang,
        )
    }

    /// A key from a list of choices.
    pub fn key<T>(&mut self, name: &str, lang: Lang) -> Option<Id<T>> {
        self.read(
            name,
            |text| text.parse().ok(),
            |text| text.form_not_a_choice(),
            lang,
        )
    }

    fn read<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        fault: impl Fn(Text) -> String,
        lang: Lang,
    ) -> Option<T> {
        let value = self.get(name);
        if value.is_empty() {
            return None;
        }
        let parsed = parse(value);
        if parsed.is_none() {
            self.refuse(name, fault(Text::new(lang)));
        }
        parsed
    }
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        (third, second, first)
    };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn read_time(text: &str) -> Option<NaiveTime> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let other = text.chars().filter(|c| !c.is_ascii_digit());
    if other.clone().count() > 1 || other.clone().any(|c| c != ':' && c != '.') {
        return None;
    }
    let (hour, minute) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        3 | 4 => digits.split_at(digits.len() - 2),
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_and_the_first_fault_of_a_field_is_shown() {
        let mut typed = Typed::filled([("name", " Ida "), ("field", "a"), ("field", "b")]);
        assert_eq!(typed.get("name"), "Ida");
        assert!(typed.has("field", "b") && !typed.has("field", "c"));
        assert_eq!(typed.required("title", Lang::En), None);
        typed.refuse("title", "and another");
        assert_eq!(
            typed.fault("title"),
            Some(Text::new(Lang::En).form_required().as_str())
        );
        assert_eq!(typed.faults().len(), 2);
        assert_eq!(typed.get("name"), "Ida");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let expected = NaiveDate::from_ymd_opt(2027, 3, 14);
        for text in ["2027-03-14", "14/3 2027", "14.3.2027", "14-03-2027"] {
            let mut typed = Typed::filled([("start", text)]);
            assert_eq!(typed.date("start", Lang::Da), expected, "{text}");
            assert!(!typed.is_refused());
        }
        for text in ["31/2 2027", "14/3 27", "næste tirsdag", "2027"] {
            let mut typed = Typed::filled([("start", text)]);
            assert_eq!(typed.date("start", Lang::Da), None, "{text}");
            assert!(typed.fault("start").is_some(), "{text}");
            assert_eq!(typed.get("start"), text);
        }
    }

    #[test]
    fn times_and_numbers_are_read_as_people_write_them() {
        for text in ["9:30", "9.30", "0930", "930"] {
            assert_eq!(read_time(text), NaiveTime::from_hms_opt(9, 30, 0), "{text}");
        }
        for text in ["24:00", "9-30", "kl. 9", "9:3:0"] {
            assert_eq!(read_time(text), None, "{text}");
        }
        let mut typed = Typed::filled([("n", "3.378"), ("m", "-1")]);
        assert_eq!(typed.whole::<u32>("n", Lang::Da), Some(3378));
        assert_eq!(typed.whole::<u32>("m", Lang::Da), None);
        assert!(typed.fault("m").is_some());
    }
}
