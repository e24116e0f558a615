//! `people.toml`: how an organisation's HR file is read, who counts as a leader, and what cohorts
//! and groups shall be a cross-section of.

mod draft;

use std::collections::{BTreeMap, BTreeSet};

use base::Lang;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use toml::Spanned;

use crate::{
    Text,
    domain::{Column, Person},
    likeness::plain,
};

pub use draft::{AttributeDraft, Draft, DraftError, LevelDraft};

/// What groups can be a cross-section of.
pub const GROUPED_BY: [Column; 7] = [
    Column::Area,
    Column::Level,
    Column::Gender,
    Column::JobTitle,
    Column::Unit,
    Column::Site,
    Column::Hired,
];

/// The settings of one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Headings per column, in plain spelling: the organisation's own first, then the known ones.
    headings: Vec<(String, Column)>,
    /// From the top downwards.
    pub levels: Vec<Level>,
    pub attributes: Vec<Attribute>,
    /// Used to make cross-sections, and shown to nobody but the office.
    pub never_shown: BTreeSet<Column>,
    source: String,
}

/// A level of leadership. Who has one is a leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    pub name: String,
    pub name_en: Option<String>,
    /// Other spellings in the file, in plain spelling.
    also: Vec<String>,
}

impl Level {
    /// The level's name in the reader's language, the organisation's own where it has no other.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match (lang, &self.name_en) {
            (Lang::En, Some(name)) => name,
            _ => &self.name,
        }
    }
}

/// What a group shall be a cross-section of, and how much it counts beside the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    pub column: Column,
    pub weight: u32,
    /// For the date of hiring: whole years at which the next band begins, ascending.
    pub bands: Vec<u32>,
}

impl Attribute {
    /// The person's value on the day; nothing where the file does not tell. A date of hiring
    /// becomes its band: `2-5` is from two years to under five, `20-` is twenty and more.
    #[must_use]
    pub fn value(&self, person: &Person, day: NaiveDate) -> Option<String> {
        match self.column {
            Column::Gender => person.gender.clone(),
            Column::JobTitle => person.job_title.clone(),
            Column::Level => person.level.clone(),
            Column::Unit => Some(person.unit.clone()),
            Column::Area => person.area.clone(),
            Column::Site => person.site.clone(),
            Column::Hired => person.hired.map(|hired| self.band(whole_years(hired, day))),
            _ => None,
        }
    }

    fn band(&self, years: u32) -> String {
        let begun = self
            .bands
            .iter()
            .rev()
            .find(|begin| **begin <= years)
            .copied()
            .unwrap_or(0);
        match self.bands.iter().find(|begin| **begin > years) {
            Some(next) => format!("{begun}-{next}"),
            None => format!("{begun}-"),
        }
    }
}

/// Whole years from one day to another, nought when it lies ahead.
fn whole_years(from: NaiveDate, to: NaiveDate) -> u32 {
    let before_the_day = (to.month(), to.day()) < (from.month(), from.day());
    u32::try_from(to.year() - from.year() - i32::from(before_the_day)).unwrap_or(0)
}

/// A fault in `people.toml`, with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct SettingsFault {
    pub line: usize,
    pub column: usize,
    pub message: String,
    why: Why,
}

/// What is wrong in `people.toml`, with what was written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Toml(String),
    UnknownColumn(String),
    NoAttribute(String),
    HeadingTwice(String),
    LevelTwice(String),
    NoLevels,
    Bands,
    BandsElsewhere,
    Weight,
}

impl Why {
    fn text(&self, lang: Lang) -> String {
        let text = Text::new(lang);
        let columns = || Column::ALL.map(Column::key).join(", ");
        match self {
            Self::Toml(message) => text.settings_toml(message),
            Self::UnknownColumn(name) => text.settings_unknown_column(columns(), name),
            Self::NoAttribute(name) => text.settings_no_attribute(name),
            Self::HeadingTwice(heading) => text.settings_heading_twice(heading),
            Self::LevelTwice(level) => text.settings_level_twice(level),
            Self::NoLevels => text.settings_no_levels(),
            Self::Bands => text.settings_bands(),
            Self::BandsElsewhere => text.settings_bands_elsewhere(),
            Self::Weight => text.settings_weight(),
        }
    }
}

impl SettingsFault {
    /// What is wrong and what to write instead.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.why.text(lang)
    }

    /// The same with line and column, for who has the file before them.
    #[must_use]
    pub fn placed(&self, lang: Lang) -> String {
        Text::new(lang).settings_place(
            self.column.to_string(),
            self.text(lang),
            self.line.to_string(),
        )
    }

    #[must_use]
    pub const fn why(&self) -> &Why {
        &self.why
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    never_shown: Vec<Spanned<String>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default, rename = "level")]
    levels: Vec<LevelFile>,
    #[serde(default, rename = "attribute")]
    attributes: Vec<AttributeFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelFile {
    name: Spanned<String>,
    name_en: Option<String>,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributeFile {
    column: Spanned<String>,
    weight: Spanned<i64>,
    #[serde(default)]
    bands: Option<Spanned<Vec<u32>>>,
}

/// Headings that HR systems and people in Denmark use; an organisation adds its own.
const KNOWN: &str = include_str!("headings.toml");

impl Default for Settings {
    /// The known headings, the four usual levels, and even weights.
    fn default() -> Self {
        Self::parse(DEFAULT).unwrap_or_else(|_| Self {
            headings: Vec::new(),
            levels: Vec::new(),
            attributes: Vec::new(),
            never_shown: BTreeSet::new(),
            source: String::new(),
        })
    }
}

const DEFAULT: &str = include_str!("default.toml");

impl Settings {
    /// Reads `people.toml`.
    ///
    /// # Errors
    /// The first fault, with line and column.
    pub fn parse(source: &str) -> Result<Self, SettingsFault> {
        let fault = |at: usize, why: Why| {
            let (line, column) = place(source, at);
            SettingsFault {
                line,
                column,
                message: why.text(Lang::En),
                why,
            }
        };
        let file: File = toml::from_str(source).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            fault(at, Why::Toml(error.message().to_owned()))
        })?;
        let column = |name: &Spanned<String>| {
            name.get_ref().parse::<Column>().map_err(|()| {
                fault(
                    name.span().start,
                    Why::UnknownColumn(name.get_ref().clone()),
                )
            })
        };
        let mut written = Vec::new();
        for (name, headings) in &file.columns {
            let column = column(name)?;
            written.extend(headings.iter().map(|heading| (heading, column)));
        }
        // The second of two is told, in the order of the file.
        written.sort_by_key(|(heading, _)| heading.span().start);
        let mut headings: Vec<(String, Column)> = Vec::new();
        for (heading, column) in written {
            let spelling = plain(heading.get_ref());
            if headings
                .iter()
                .any(|(known, other)| *known == spelling && *other != column)
            {
                let why = Why::HeadingTwice(heading.get_ref().clone());
                return Err(fault(heading.span().start, why));
            }
            headings.push((spelling, column));
        }
        headings.extend(known_headings());
        let levels = levels(&file, &fault)?;
        let mut attributes = Vec::new();
        for written in &file.attributes {
            let column = column(&written.column)?;
            attributes.push(attribute(column, written).map_err(|(at, why)| fault(at, why))?);
        }
        let never_shown = file
            .never_shown
            .iter()
            .map(column)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            headings,
            levels,
            attributes,
            never_shown,
            source: source.to_owned(),
        })
    }

    /// The text these settings came from, comments and all.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What a heading means, by its plain spelling.
    #[must_use]
    pub fn column_of(&self, heading: &str) -> Option<Column> {
        let whole = plain(heading);
        let found = |spelling: &str| {
            self.headings
                .iter()
                .find(|(known, _)| known == spelling)
                .map(|(_, column)| *column)
        };
        // *Nærmeste leder (medarbejdernr)* is *Nærmeste leder* with an explanation.
        let without_remark = || {
            heading
                .split_once('(')
                .and_then(|(before, _)| found(&plain(before)))
        };
        found(&whole).or_else(without_remark)
    }

    /// The level that a cell names, and its place from the top.
    #[must_use]
    pub fn level(&self, written: &str) -> Option<(usize, &Level)> {
        let spelling = plain(written);
        self.levels
            .iter()
            .enumerate()
            .find(|(_, level)| plain(&level.name) == spelling || level.also.contains(&spelling))
    }

    /// A level's place from the top by its name, also by one that it had; who has none stands below
    /// all.
    #[must_use]
    pub fn rank(&self, level: Option<&str>) -> usize {
        level
            .and_then(|name| self.level(name))
            .map_or(self.levels.len(), |(place, _)| place)
    }
}

/// The headings that are known for a column without any settings, the commonest first.
#[must_use]
pub fn known_spellings(column: Column) -> Vec<String> {
    let mut known: BTreeMap<Column, Vec<String>> = toml::from_str(KNOWN).unwrap_or_default();
    let mut headings = known.remove(&column).unwrap_or_default();
    headings.truncate(4);
    headings
}

fn known_headings() -> impl Iterator<Item = (String, Column)> {
    let known: BTreeMap<Column, Vec<String>> = toml::from_str(KNOWN).unwrap_or_default();
    known.into_iter().flat_map(|(column, headings)| {
        headings
            .into_iter()
            .map(move |heading| (plain(&heading), column))
    })
}

fn levels(
    file: &File,
    fault: &impl Fn(usize, Why) -> SettingsFault,
) -> Result<Vec<Level>, SettingsFault> {
    if file.levels.is_empty() {
        return Err(fault(0, Why::NoLevels));
    }
    let mut levels: Vec<Level> = Vec::new();
    let mut taken = BTreeSet::new();
    for written in &file.levels {
        let level = Level {
            name: written.name.get_ref().trim().to_owned(),
            name_en: written.name_en.clone(),
            also: written.also.iter().map(|name| plain(name)).collect(),
        };
        let spellings = level.also.iter().cloned().chain([plain(&level.name)]);
        for spelling in spellings.collect::<BTreeSet<_>>() {
            if !taken.insert(spelling) {
                return Err(fault(
                    written.name.span().start,
                    Why::LevelTwice(level.name),
                ));
            }
        }
        levels.push(level);
    }
    Ok(levels)
}

fn attribute(column: Column, written: &AttributeFile) -> Result<Attribute, (usize, Why)> {
    use Column::Hired;
    if !GROUPED_BY.contains(&column) {
        return Err((
            written.column.span().start,
            Why::NoAttribute(column.key().to_owned()),
        ));
    }
    let weight = u32::try_from(*written.weight.get_ref())
        .ok()
        .filter(|weight| (1..=1000).contains(weight))
        .ok_or((written.weight.span().start, Why::Weight))?;
    let bands = match &written.bands {
        Some(bands) if column != Hired => return Err((bands.span().start, Why::BandsElsewhere)),
        Some(bands)
            if bands.get_ref().is_sorted_by(|a, b| a < b) && !bands.get_ref().contains(&0) =>
        {
            bands.get_ref().clone()
        }
        Some(bands) => return Err((bands.span().start, Why::Bands)),
        None if column == Hired => return Err((written.column.span().start, Why::Bands)),
        None => Vec::new(),
    };
    Ok(Attribute {
        column,
        weight,
        bands,
    })
}

/// Line and column of a byte, both from 1; the column counts letters.
fn place(source: &str, at: usize) -> (usize, usize) {
    let before = source.get(..at).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .map_or(0, |tail| tail.chars().count())
        + 1;
    (line, column)
}

#[cfg(test)]
mod tests;
