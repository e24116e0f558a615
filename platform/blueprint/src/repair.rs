//! Deserialising that goes on after a fault.
//!
//! Serde stops at the first fault. To tell them all, the faulty value is taken out of the parsed
//! file and the rest is read again, until it can be read or nothing more can be taken out. A name
//! that is missing only because its value was taken out is not told.

use std::ops::Range;

use base::Lang;
use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    Faults, Said, Text,
    when::{NOT_A_DATE, NOT_A_TIME},
    words::{BLANK, KEY_SHAPE},
};

/// Reads `toml`, which has the same places as `source`, the file as it stands.
pub(crate) fn read<T: DeserializeOwned>(
    path: &str,
    source: &str,
    toml: &str,
    faults: &mut Faults,
) -> Option<T> {
    let (mut table, errors) = DeTable::parse_recoverable(toml);
    if !errors.is_empty() {
        let mut told = Vec::new();
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let line = toml.get(..span.start).unwrap_or(toml).matches('\n').count();
            // One broken line can be wrong in several ways; the first says it.
            if !told.contains(&line) {
                told.push(line);
                let detail = error.message().replace('\n', ", ");
                let (message, remedy) = (
                    Said::new(|lang| Text::new(lang).syntax(&detail)),
                    Said::new(|lang| Text::new(lang).syntax_remedy()),
                );
                faults.add(path, source, span, message, remedy);
            }
        }
        return None;
    }
    let mut clean = true;
    let mut taken: Vec<(Vec<Step>, String)> = Vec::new();
    loop {
        let error = match T::deserialize(toml::de::Deserializer::from(table.clone())) {
            Ok(value) => return clean.then_some(value),
            Err(error) => error,
        };
        clean = false;
        let span = error.span().unwrap_or(0..0);
        let found = Found::of(error.message());
        let place = locate(&table, &span);
        let told_already = match (&found, &place) {
            (Found::MissingName(name), Some(at)) => taken
                .iter()
                .any(|(parent, key)| parent == at && key == name),
            _ => false,
        };
        if !told_already {
            let (message, remedy) = found.said();
            let span = if matches!(found, Found::MissingName(_)) && table.span() == span {
                0..0
            } else {
                span
            };
            faults.add(path, source, span, message, remedy);
        }
        match place {
            Some(at) if !at.is_empty() => {
                if let Some((Step::Name(key), parent)) = at.split_last() {
                    taken.push((parent.to_vec(), key.clone()));
                }
                if !take_out(table.get_mut(), &at) {
                    return None;
                }
                // Places in a list move up when an entry before them goes.
                if let Some((Step::At(_), _)) = at.split_last() {
                    taken.retain(|(parent, _)| !parent.starts_with(parent_of(&at)));
                }
            }
            _ => return None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    At(usize),
}

fn parent_of(at: &[Step]) -> &[Step] {
    at.split_last().map_or(&[], |(_, parent)| parent)
}

/// The way to the key or value that stands at `span`.
fn locate(table: &Spanned<DeTable<'_>>, span: &Range<usize>) -> Option<Vec<Step>> {
    if table.span() == *span {
        return Some(Vec::new());
    }
    let mut way = Vec::new();
    in_table(table.get_ref(), span, &mut way).then_some(way)
}

fn in_table(table: &DeTable<'_>, span: &Range<usize>, way: &mut Vec<Step>) -> bool {
    for (key, value) in table {
        way.push(Step::Name(key.get_ref().to_string()));
        if key.span() == *span || in_value(value, span, way) {
            return true;
        }
        way.pop();
    }
    false
}

fn in_value(value: &Spanned<DeValue<'_>>, span: &Range<usize>, way: &mut Vec<Step>) -> bool {
    // Deeper first: a table of one dotted name has the span of that name.
    let deeper = match value.get_ref() {
        DeValue::Table(table) => in_table(table, span, way),
        DeValue::Array(list) => list.iter().enumerate().any(|(index, each)| {
            way.push(Step::At(index));
            let here = in_value(each, span, way);
            if !here {
                way.pop();
            }
            here
        }),
        _ => false,
    };
    deeper || value.span() == *span
}

fn take_out(table: &mut DeTable<'_>, way: &[Step]) -> bool {
    let Some((Step::Name(name), rest)) = way.split_first() else {
        return false;
    };
    if rest.is_empty() {
        let Some(key) = table.keys().find(|key| key.get_ref() == name).cloned() else {
            return false;
        };
        return table.remove(&key).is_some();
    }
    let inner = table.iter_mut().find(|(key, _)| key.get_ref() == name);
    inner.is_some_and(|(_, value)| take_from(value.get_mut(), rest))
}

fn take_from(value: &mut DeValue<'_>, way: &[Step]) -> bool {
    match (value, way.split_first()) {
        (DeValue::Table(table), _) => take_out(table, way),
        (DeValue::Array(list), Some((Step::At(index), rest))) => {
            if rest.is_empty() {
                let before = list.len();
                let kept = list.iter().enumerate();
                *list = kept
                    .filter(|(place, _)| place != index)
                    .map(|(_, each)| each.clone())
                    .collect();
                return list.len() < before;
            }
            list.get_mut(*index)
                .is_some_and(|each| take_from(each.get_mut(), rest))
        }
        _ => false,
    }
}

/// What serde's sentence means, so that it can be said in both languages.
enum Found {
    UnknownName { name: String, choices: Vec<String> },
    UnknownValue { name: String, choices: Vec<String> },
    MissingName(String),
    WrongType { found: String, expected: String },
    Blank,
    KeyShape(String),
    NotADate,
    NotATime,
    Other(String),
}

impl Found {
    fn of(message: &str) -> Self {
        let quoted = |text: &str| -> Vec<String> {
            let parts = text.split('`').skip(1).step_by(2);
            parts.map(str::to_owned).collect()
        };
        if message == BLANK {
            return Self::Blank;
        }
        if message == NOT_A_DATE {
            return Self::NotADate;
        }
        if message == NOT_A_TIME {
            return Self::NotATime;
        }
        if let Some(name) = message.strip_prefix(KEY_SHAPE) {
            return Self::KeyShape(name.to_owned());
        }
        if let Some(rest) = message.strip_prefix("missing field ") {
            return Self::MissingName(rest.trim_matches('`').to_owned());
        }
        if let Some(rest) = message.strip_prefix("invalid type: ")
            && let Some((found, expected)) = rest.rsplit_once(", expected ")
        {
            return Self::WrongType {
                found: found.to_owned(),
                expected: expected.to_owned(),
            };
        }
        for (start, is_name) in [("unknown field ", true), ("unknown variant ", false)] {
            if let Some(rest) = message.strip_prefix(start) {
                let mut quoted = quoted(rest).into_iter();
                let name = quoted.next().unwrap_or_default();
                let choices = quoted.collect();
                return if is_name {
                    Self::UnknownName { name, choices }
                } else {
                    Self::UnknownValue { name, choices }
                };
            }
        }
        Self::Other(message.replace('\n', ", "))
    }

    fn said(&self) -> (Said, Said) {
        let both = |message: &dyn Fn(&Text) -> String, remedy: &dyn Fn(&Text) -> String| {
            (
                Said::new(|lang| message(&Text::new(lang))),
                Said::new(|lang| remedy(&Text::new(lang))),
            )
        };
        match self {
            Self::UnknownName { name, choices } => both(&|t| t.unknown_name(name), &|t| {
                near::remedy(t.lang(), name, choices)
            }),
            Self::UnknownValue { name, choices } => both(&|t| t.unknown_value(name), &|t| {
                near::remedy(t.lang(), name, choices)
            }),
            Self::MissingName(name) => {
                both(&|t| t.missing_name(name), &|t| t.missing_name_remedy(name))
            }
            Self::WrongType { found, expected } => {
                both(&|t| t.wrong_type(kind(t, expected), kind(t, found)), &|t| {
                    t.wrong_type_remedy(kind(t, expected))
                })
            }
            Self::Blank => both(&Text::blank, &Text::blank_remedy),
            Self::KeyShape(name) => both(&|t| t.key_shape(name), &Text::key_shape_remedy),
            Self::NotADate => both(&Text::not_a_date, &Text::not_a_date_remedy),
            Self::NotATime => both(&Text::not_a_time, &Text::not_a_time_remedy),
            Self::Other(message) => both(&|_| message.clone(), &Text::other_remedy),
        }
    }
}

/// Serde's name for a kind of value, in the reader's words; what is unknown stays as it is.
fn kind(t: &Text, serde: &str) -> String {
    let word = serde.split([' ', '`']).next().unwrap_or_default();
    match (word, serde) {
        ("string", _) | (_, "a string") => t.kind_text(),
        ("integer", _) => t.kind_number(),
        (_, "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64") => t.kind_number(),
        ("floating", _) | (_, "f64") => t.kind_decimal(),
        ("boolean", _) | (_, "a boolean") => t.kind_flag(),
        ("sequence", _) | (_, "a sequence") => t.kind_list(),
        ("map" | "struct", _) | (_, "a map") => t.kind_table(),
        ("datetime" | "date", _) => t.kind_date(),
        _ => serde.to_owned(),
    }
}

/// What somebody may have meant.
pub(crate) mod near {
    use super::{Lang, Text};

    /// *Did you mean ...*, and what there is to choose among.
    pub(crate) fn remedy<C: AsRef<str>>(lang: Lang, name: &str, choices: &[C]) -> String {
        let text = Text::new(lang);
        let all = choices
            .iter()
            .map(AsRef::as_ref)
            .collect::<Vec<_>>()
            .join(", ");
        match nearest(name, choices) {
            _ if choices.is_empty() => text.no_choices(),
            Some(near) => text.did_you_mean(all, near),
            None => text.choose_among(all),
        }
    }

    /// The choice that is at most a third of its letters away.
    pub(crate) fn nearest<'c, C: AsRef<str>>(name: &str, choices: &'c [C]) -> Option<&'c str> {
        choices
            .iter()
            .map(|choice| (distance(name, choice.as_ref()), choice.as_ref()))
            .filter(|(steps, choice)| *steps <= choice.chars().count().div_ceil(3))
            .min()
            .map(|(_, choice)| choice)
    }

    /// Letters put in, taken out, exchanged, or swapped with their neighbour (optimal string
    /// alignment).
    fn distance(one: &str, other: &str) -> usize {
        let one: Vec<char> = one.chars().collect();
        let other: Vec<char> = other.chars().collect();
        let mut before: Vec<usize> = Vec::new();
        let mut above: Vec<usize> = (0..=other.len()).collect();
        for (index, letter) in one.iter().enumerate() {
            let mut row = Vec::with_capacity(above.len());
            row.push(index + 1);
            for (column, each) in other.iter().enumerate() {
                let at =
                    |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX);
                let mut steps = at(&above, column)
                    .saturating_add(usize::from(letter != each))
                    .min(at(&above, column + 1).saturating_add(1))
                    .min(at(&row, column).saturating_add(1));
                let swapped = index > 0
                    && column > 0
                    && one.get(index - 1) == Some(each)
                    && other.get(column - 1) == Some(letter);
                if swapped {
                    steps = steps.min(at(&before, column - 1).saturating_add(1));
                }
                row.push(steps);
            }
            before = std::mem::replace(&mut above, row);
        }
        above.last().copied().unwrap_or_default()
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn distances_count_slips() {
            assert_eq!(distance("kitten", "sitting"), 3);
            assert_eq!(distance("", "abc"), 3);
            assert_eq!(distance("æble", "able"), 1);
            assert_eq!(distance("same", "same"), 0);
            assert_eq!(distance("kye", "key"), 1);
            assert_eq!(
                nearest("complianse", &["compliance", "performance"]),
                Some("compliance")
            );
            assert_eq!(nearest("room", &["compliance"]), None);
        }
    }
}
