//! Instances and plans as text, so that they can be kept, exchanged and judged by other programs.
//! Text in, text out; files are the caller's.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::instance::{Aims, Attribute, Instance, Person, Round, Sizes};

/// The name that a `grouping-practical/1` file carries.
pub const PRACTICAL: &str = "grouping-practical/1";

/// Why a text was refused, and where: line and column from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {wrong}")]
pub struct FormatError {
    pub line: usize,
    pub column: usize,
    pub wrong: Wrong,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Wrong {
    /// Not the shape of the format; the parser's own words.
    #[error("{0}")]
    Shape(String),
    #[error("the format is `{0}`, this reads `grouping-practical/1`")]
    Format(String),
    #[error("{found} are listed, but the file says {expected}")]
    Number { expected: usize, found: usize },
    #[error("this person has no `{0}`, which has a weight")]
    NoValue(String),
    #[error("`{0}` is not the number of a person")]
    NoPerson(String),
    #[error("a rule needs two different people")]
    SamePerson,
}

#[derive(Deserialize)]
struct Practical<'a> {
    #[serde(borrow)]
    format: &'a RawValue,
    n: usize,
    groups: usize,
    rounds: usize,
    weights: BTreeMap<String, u32>,
    #[serde(borrow)]
    people: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    boss: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    apart: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    together: Vec<&'a RawValue>,
    #[serde(borrow)]
    absent: Vec<&'a RawValue>,
}

/// Reads a `grouping-practical/1` file: people with attributes, reporting lines (`boss`) and apart
/// pairs (both become [`Instance::apart`]), together pairs, absences per round; groups of even size.
///
/// # Errors
/// The first fault, with its place. Contradictions between rules are [`crate::check`]'s.
pub fn read_practical(text: &str) -> Result<Instance, FormatError> {
    let file: Practical = serde_json::from_str(text).map_err(|error| shape(text, 0, &error))?;
    let format: String = part(text, file.format)?;
    if format != PRACTICAL {
        return Err(at(text, file.format.get(), Wrong::Format(format)));
    }
    numbers_agree(text, file.n, &file.people)?;
    numbers_agree(text, file.rounds, &file.absent)?;

    let mut attributes: Vec<Attribute> = file
        .weights
        .iter()
        .map(|(name, &weight)| Attribute {
            name: name.clone(),
            weight,
            values: Vec::with_capacity(file.n),
        })
        .collect();
    for raw in &file.people {
        let person: BTreeMap<String, u32> = part(text, raw)?;
        for attribute in &mut attributes {
            let Some(&value) = person.get(&attribute.name) else {
                return Err(at(text, raw.get(), Wrong::NoValue(attribute.name.clone())));
            };
            attribute.values.push(value);
        }
    }
    let pairs = |list: &[&RawValue]| -> Result<Vec<(Person, Person)>, FormatError> {
        list.iter()
            .map(|raw| {
                let [a, b]: [&RawValue; 2] = part(text, raw)?;
                let pair = (person(text, a, file.n)?, person(text, b, file.n)?);
                if pair.0 == pair.1 {
                    return Err(at(text, raw.get(), Wrong::SamePerson));
                }
                Ok(pair)
            })
            .collect()
    };
    let mut apart = pairs(&file.boss)?;
    apart.extend(pairs(&file.apart)?);
    let rounds = file
        .absent
        .iter()
        .map(|raw| {
            let absent: Vec<&RawValue> = part(text, raw)?;
            Ok(Round {
                sizes: Sizes::Even(file.groups),
                absent: absent
                    .into_iter()
                    .map(|raw| person(text, raw, file.n))
                    .collect::<Result<_, _>>()?,
            })
        })
        .collect::<Result<_, FormatError>>()?;
    Ok(Instance {
        people: file.n,
        attributes,
        rounds,
        apart,
        together: pairs(&file.together)?,
        aims: Aims::default(),
        ..Instance::default()
    })
}

/// Writes groups, one line per round, groups divided by `;`, people by spaces.
#[must_use]
pub fn write_rounds(rounds: &[Vec<Vec<Person>>]) -> String {
    let mut text = String::new();
    for groups in rounds {
        for (g, group) in groups.iter().enumerate() {
            if g > 0 {
                text.push(';');
            }
            for (i, person) in group.iter().enumerate() {
                // Writing into a String cannot fail.
                let _ = write!(text, "{}{person}", if i > 0 { " " } else { "" });
            }
        }
        text.push('\n');
    }
    text
}

/// Reads what [`write_rounds`] writes. Empty lines are left out, empty groups kept.
///
/// # Errors
/// The first word that is no number of a person, with its place.
pub fn read_rounds(text: &str, people: usize) -> Result<Vec<Vec<Vec<Person>>>, FormatError> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            line.split(';')
                .map(|group| {
                    group
                        .split_whitespace()
                        .map(|word| match word.parse() {
                            Ok(person) if person < people => Ok(person),
                            _ => Err(at(text, word, Wrong::NoPerson(word.to_owned()))),
                        })
                        .collect()
                })
                .collect()
        })
        .collect()
}

fn numbers_agree(text: &str, expected: usize, list: &[&RawValue]) -> Result<(), FormatError> {
    if list.len() == expected {
        return Ok(());
    }
    let wrong = Wrong::Number {
        expected,
        found: list.len(),
    };
    let place = list.get(expected).or_else(|| list.last());
    Err(place.map_or_else(
        || FormatError {
            line: 1,
            column: 1,
            wrong: wrong.clone(),
        },
        |raw| at(text, raw.get(), wrong.clone()),
    ))
}

fn person(text: &str, raw: &RawValue, people: usize) -> Result<Person, FormatError> {
    match raw.get().parse() {
        Ok(person) if person < people => Ok(person),
        _ => Err(at(text, raw.get(), Wrong::NoPerson(raw.get().to_owned()))),
    }
}

/// Reads a part of the file, with the place of a fault in the whole.
fn part<'a, T: Deserialize<'a>>(text: &str, raw: &'a RawValue) -> Result<T, FormatError> {
    serde_json::from_str(raw.get()).map_err(|error| shape(text, offset(text, raw.get()), &error))
}

/// Where a slice of the text begins.
fn offset(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn at(text: &str, slice: &str, wrong: Wrong) -> FormatError {
    let (line, column) = place(text, offset(text, slice));
    FormatError {
        line,
        column,
        wrong,
    }
}

fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column)
}

/// The parser's error in a part that begins at `start`. Its columns count bytes of a line from 1.
fn shape(text: &str, start: usize, error: &serde_json::Error) -> FormatError {
    let part = text.get(start..).unwrap_or("");
    let line: usize = part
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let mut offset = start + line + error.column().saturating_sub(1);
    while !text.is_char_boundary(offset.min(text.len())) {
        offset -= 1;
    }
    let (line, column) = place(text, offset.min(text.len()));
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(said, _)| said);
    FormatError {
        line,
        column,
        wrong: Wrong::Shape(said.to_owned()),
    }
}
