//! What the direction is: typed objects, read from the blueprint's files with every reference
//! checked. Pure.

mod change;
mod compare;
mod glossary;
mod read;
mod record;
mod rich;
mod thread;

use std::fmt;

use blueprint::Spanned;
pub use blueprint::{Key, Words};
use serde::Deserialize;

pub use change::{Refused, add, remove, set};
pub use compare::{Change, PartChange, Piece, compare, pieces};
pub use glossary::Glossary;
pub use read::read;
pub use record::{Input, Kind, Part, Record, Value, records};
pub use rich::rich;
pub use thread::{Hole, Serves};

/// The folder of a blueprint in which the direction's files lie.
pub const FOLDER: &str = "direction";

/// The whole direction of one organisation: *fælles retning*.
#[derive(Clone, Debug)]
pub struct Direction {
    pub vision: Vision,
    /// *Ledelses- og styringsgrundlaget* (LSG).
    pub foundation: Foundation,
    pub axes: Axes,
    pub fields: Vec<Field>,
    pub guideposts: Vec<Guidepost>,
    pub expectations: Vec<Expectation>,
    pub competences: Vec<Competence>,
    pub commission: Commission,
    pub terms: Vec<Term>,
}

/// *Visionsplakaten*, from `vision.md`; the text is Markdown.
#[derive(Clone, Debug)]
pub struct Vision {
    pub title: Words,
    pub lead: Words,
    pub aims: Vec<Aim>,
    pub text: Words,
}

/// One of the things the vision wants: a good place to *bo*, *leve*, *arbejde*, *drive virksomhed*.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aim {
    pub key: Key,
    pub name: Words,
    pub text: Words,
}

/// The readable part of the LSG, from `lsg.md`; its expectations stand in [`Direction`].
#[derive(Clone, Debug)]
pub struct Foundation {
    pub title: Words,
    pub lead: Words,
    pub text: Words,
}

/// Ends lie from left to right, means from below upwards.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axes {
    pub ends: Axis,
    pub means: Axis,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    pub name: Words,
    /// What lies at -1.
    pub low: Words,
    /// What lies at 1.
    pub high: Words,
}

/// One of the fields of the New Synthesis of Public Governance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub key: Key,
    pub name: Words,
    pub short: Words,
    pub text: Words,
    /// To ask of a task when looking at it from this field.
    pub question: Words,
    position: Position,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Position {
    ends: Spanned<f64>,
    means: Spanned<f64>,
}

impl Field {
    /// From -1 to 1 on the axis of ends and on that of means. Drawings differ in this, so it is
    /// configuration.
    #[must_use]
    pub fn position(&self) -> (f64, f64) {
        (
            *self.position.ends.get_ref(),
            *self.position.means.get_ref(),
        )
    }
}

/// *Pejlemærke*.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidepost {
    pub key: Key,
    /// Whether it is made up and must be marked *eksempel* wherever it is shown.
    #[serde(default)]
    pub example: bool,
    pub name: Words,
    pub text: Words,
    pub question: Words,
    #[serde(default)]
    pub fields: Vec<Key>,
}

/// What is expected of a leader who balances *styring* and *ledelse*.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    pub key: Key,
    pub name: Words,
    pub text: Words,
    pub steering: Words,
    pub leadership: Words,
    /// Never empty: everything can be traced up to the vision.
    pub aims: Vec<Key>,
    #[serde(default)]
    pub fields: Vec<Key>,
    #[serde(default)]
    pub guideposts: Vec<Key>,
}

/// *Ledelseskompetence*.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    pub key: Key,
    pub name: Words,
    pub text: Words,
    #[serde(default)]
    pub fields: Vec<Key>,
    #[serde(default)]
    pub guideposts: Vec<Key>,
    /// Which parts of the LSG it is taken from.
    #[serde(default)]
    pub expectations: Vec<Key>,
}

/// The commission's themes with the entries this organisation has taken in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commission {
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    #[serde(rename = "theme")]
    pub themes: Vec<Theme>,
    #[serde(rename = "recommendation", default)]
    pub recommendations: Vec<Recommendation>,
}

/// Where an entry's meaning comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub key: Key,
    pub title: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub key: Key,
    pub name: Words,
}

/// One entry of the commission's catalogue, in the organisation's own words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    pub key: Key,
    pub theme: Key,
    /// Its number in the source; only an entry that was held against the source may have one.
    #[serde(default)]
    number: Option<Spanned<u8>>,
    pub name: Words,
    pub text: Words,
    pub source: Key,
    /// Whether somebody has held it against the source.
    pub verified: bool,
    #[serde(default)]
    pub expectations: Vec<Key>,
}

impl Recommendation {
    /// Its number in the source, which only a verified entry has.
    #[must_use]
    pub fn number(&self) -> Option<u8> {
        self.number.as_ref().map(|number| *number.get_ref())
    }
}

/// A word of *Fælles sprog*.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub key: Key,
    pub name: Words,
    #[serde(default)]
    pub forms: Forms,
    pub text: Words,
    #[serde(default)]
    pub see: Vec<Key>,
    /// Whether the name itself is linked in texts; its forms always are.
    #[serde(default = "yes")]
    pub linked: bool,
}

const fn yes() -> bool {
    true
}

/// The inflections by which a word is known again in a text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    #[serde(default)]
    da: Vec<Spanned<String>>,
    #[serde(default)]
    en: Vec<Spanned<String>>,
}

impl Direction {
    #[must_use]
    pub fn aim(&self, key: &str) -> Option<&Aim> {
        self.vision.aims.iter().find(|aim| aim.key == *key)
    }

    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == *key)
    }

    #[must_use]
    pub fn guidepost(&self, key: &str) -> Option<&Guidepost> {
        self.guideposts.iter().find(|post| post.key == *key)
    }

    #[must_use]
    pub fn expectation(&self, key: &str) -> Option<&Expectation> {
        let mut all = self.expectations.iter();
        all.find(|expectation| expectation.key == *key)
    }

    #[must_use]
    pub fn source(&self, key: &str) -> Option<&Source> {
        let mut all = self.commission.sources.iter();
        all.find(|source| source.key == *key)
    }

    #[must_use]
    pub fn term(&self, key: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.key == *key)
    }
}

impl fmt::Display for Kind {
    /// The word in addresses and forms.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
