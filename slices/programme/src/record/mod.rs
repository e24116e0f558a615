//! The programme's files as things with parts, for forms: what can be edited, where each part
//! stands, and how it is written. Pure.

mod parts;
mod read;
mod write;

use std::{
    fmt,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use base::Lang;

pub use parts::{At, Column, Input, Part, Pick, Source};
pub use read::records;
pub use write::{Refused, add, remove, set, users};

use crate::Text;

/// What kinds of thing the programme's files are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Settings,
    Gatherings,
    Tranche,
    Block,
    Module,
    Activity,
    Teacher,
    Room,
    Site,
    Closed,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::Settings,
        Self::Module,
        Self::Activity,
        Self::Teacher,
        Self::Room,
        Self::Closed,
        Self::Tranche,
        Self::Block,
        Self::Gatherings,
        Self::Site,
    ];

    /// The word in addresses; of a list in a file, its name there.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Gatherings => "gatherings",
            Self::Tranche => "tranche",
            Self::Block => "block",
            Self::Module => "module",
            Self::Activity => "activity",
            Self::Teacher => "teacher",
            Self::Room => "room",
            Self::Site => "site",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether there can be any number of it.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Settings | Self::Gatherings)
    }

    /// What several of it are called.
    #[must_use]
    pub fn many(self, lang: Lang) -> String {
        Text::new(lang).kind_many(self.word())
    }

    /// What one of it is called, in small letters.
    #[must_use]
    pub fn noun(self, lang: Lang) -> String {
        Text::new(lang).kind_one(self.word())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The value of a part as it is typed; an empty text is one that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    Words {
        da: String,
        en: String,
    },
    /// A name, a key, a number, a day as 2027-03-01, a time as 09:00.
    Text(String),
    Keys(Vec<String>),
    Flag(bool),
    /// Rows of what their columns say.
    Rows(Vec<Vec<String>>),
}

/// One thing of the programme with its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    pub kind: Kind,
    /// For a kind of which there is one only, the kind's word; for a closed period, its first day.
    pub key: String,
    /// One for each of [`Kind::parts`], in that order.
    pub values: Vec<Value>,
}

impl Record {
    /// A thing with nothing filled in yet.
    #[must_use]
    pub fn empty(kind: Kind) -> Self {
        Self {
            kind,
            key: String::new(),
            values: kind
                .parts()
                .iter()
                .map(|part| part.input.nothing())
                .collect(),
        }
    }

    /// Parts with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static Part, &Value)> {
        self.kind.parts().iter().zip(&self.values)
    }

    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter()
            .find(|(part, _)| part.name == name)
            .map(|(_, value)| value)
    }

    /// The part as a text; empty where it has another kind of value.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// Puts one part in place.
    pub fn put(&mut self, name: &str, value: Value) {
        let place = self.kind.parts().iter().position(|part| part.name == name);
        if let Some(slot) = place.and_then(|place| self.values.get_mut(place)) {
            *slot = value;
        }
    }

    /// What it is called in this language.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match self.get("name") {
            Some(Value::Words { da, en }) if en.is_empty() => da,
            Some(Value::Words { da, en }) => lang.pick(da, en),
            Some(Value::Text(name)) => name,
            _ => &self.key,
        }
    }

    /// A key for a new thing, from its Danish name, that none of `taken` has.
    #[must_use]
    pub fn proposed_key(&self, taken: &[Self]) -> String {
        let base = match self.kind {
            Kind::Closed => self.text("from").to_owned(),
            _ => blueprint::Key::proposed(self.name(Lang::Da)),
        };
        let free = |key: &String| {
            let mut others = taken.iter();
            !others.any(|other| other.kind == self.kind && other.key == *key)
        };
        let more = (2..).map(|number: u32| format!("{base}-{number}"));
        std::iter::once(base.clone())
            .chain(more)
            .find(free)
            .unwrap_or(base)
    }

    /// A short mark by which a thing is known to be unchanged since its form was opened.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}

/// The thing of this kind and key.
#[must_use]
pub fn find<'r>(records: &'r [Record], kind: Kind, key: &str) -> Option<&'r Record> {
    records
        .iter()
        .find(|each| each.kind == kind && each.key == key)
}
