use base::Lang;
use blueprint::{Folder, Key, Sheet};
use toml::{Table, Value as Toml};

use crate::Text;

/// What kinds of thing the direction is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Vision,
    Aim,
    Foundation,
    Expectation,
    Axis,
    Field,
    Guidepost,
    Competence,
    Source,
    Theme,
    Recommendation,
    Term,
}

/// The parts that things have. Their words are the names in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Title,
    Name,
    Lead,
    Short,
    Text,
    Question,
    Steering,
    Leadership,
    Low,
    High,
    Ends,
    Means,
    Aims,
    Fields,
    Guideposts,
    Expectations,
    Theme,
    Source,
    Number,
    Verified,
    Example,
    Forms,
    See,
    Linked,
}

/// How a part is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line in each language.
    Line,
    /// Some sentences in each language.
    Block,
    /// The Markdown below the particulars.
    Body,
    /// Any number of things of this kind.
    Keys(Kind),
    /// One thing of this kind.
    OneKey(Kind),
    /// Yes or no, and what holds when the file says nothing; without that it always says it.
    Flag(Option<bool>),
    /// A whole number that may be left out.
    Whole,
    /// A number from -1 to 1.
    Decimal,
    /// A list of words in each language.
    Lists,
}

use Input::{Block, Body, Decimal, Flag, Keys, Line, Lists, OneKey, Whole};

impl Kind {
    pub const ALL: [Self; 12] = [
        Self::Vision,
        Self::Aim,
        Self::Foundation,
        Self::Expectation,
        Self::Axis,
        Self::Field,
        Self::Guidepost,
        Self::Competence,
        Self::Source,
        Self::Theme,
        Self::Recommendation,
        Self::Term,
    ];

    /// The word in addresses, and the list's name in the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Vision => "vision",
            Self::Aim => "aim",
            Self::Foundation => "foundation",
            Self::Expectation => "expectation",
            Self::Axis => "axis",
            Self::Field => "field",
            Self::Guidepost => "guidepost",
            Self::Competence => "competence",
            Self::Source => "source",
            Self::Theme => "theme",
            Self::Recommendation => "recommendation",
            Self::Term => "term",
        }
    }

    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The file it stands in.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Vision | Self::Aim => "direction/vision.md",
            Self::Foundation => "direction/lsg.md",
            Self::Expectation => "direction/expectations.toml",
            Self::Axis | Self::Field => "direction/fields.toml",
            Self::Guidepost => "direction/guideposts.toml",
            Self::Competence => "direction/competences.toml",
            Self::Source | Self::Theme | Self::Recommendation => "direction/commission.toml",
            Self::Term => "direction/terms.toml",
        }
    }

    /// The file of the English text below the particulars, where the kind has one.
    #[must_use]
    pub(crate) const fn english_file(self) -> Option<&'static str> {
        match self {
            Self::Vision => Some("direction/vision.en.md"),
            Self::Foundation => Some("direction/lsg.en.md"),
            _ => None,
        }
    }

    /// Whether there can be any number of it.
    #[must_use]
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::Vision | Self::Foundation | Self::Axis)
    }

    /// Its parts, in the order of a form.
    #[must_use]
    pub const fn parts(self) -> &'static [(Part, Input)] {
        match self {
            Self::Vision | Self::Foundation => {
                &[(Part::Title, Line), (Part::Lead, Line), (Part::Text, Body)]
            }
            Self::Aim => &[(Part::Name, Line), (Part::Text, Block)],
            Self::Axis => &[(Part::Name, Line), (Part::Low, Line), (Part::High, Line)],
            Self::Field => &[
                (Part::Name, Line),
                (Part::Short, Line),
                (Part::Text, Block),
                (Part::Question, Line),
                (Part::Ends, Decimal),
                (Part::Means, Decimal),
            ],
            Self::Guidepost => &[
                (Part::Name, Line),
                (Part::Example, Flag(Some(false))),
                (Part::Text, Block),
                (Part::Question, Line),
                (Part::Fields, Keys(Self::Field)),
            ],
            Self::Expectation => &[
                (Part::Name, Line),
                (Part::Text, Block),
                (Part::Steering, Block),
                (Part::Leadership, Block),
                (Part::Aims, Keys(Self::Aim)),
                (Part::Fields, Keys(Self::Field)),
                (Part::Guideposts, Keys(Self::Guidepost)),
            ],
            Self::Competence => &[
                (Part::Name, Line),
                (Part::Text, Block),
                (Part::Fields, Keys(Self::Field)),
                (Part::Guideposts, Keys(Self::Guidepost)),
                (Part::Expectations, Keys(Self::Expectation)),
            ],
            Self::Source => &[(Part::Title, Line)],
            Self::Theme => &[(Part::Name, Line)],
            Self::Recommendation => &[
                (Part::Theme, OneKey(Self::Theme)),
                (Part::Name, Line),
                (Part::Text, Block),
                (Part::Source, OneKey(Self::Source)),
                (Part::Verified, Flag(None)),
                (Part::Number, Whole),
                (Part::Expectations, Keys(Self::Expectation)),
            ],
            Self::Term => &[
                (Part::Name, Line),
                (Part::Forms, Lists),
                (Part::Text, Block),
                (Part::See, Keys(Self::Term)),
                (Part::Linked, Flag(Some(true))),
            ],
        }
    }

    /// What it is called, in small letters.
    #[must_use]
    pub fn noun(self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::Vision => text.kind_vision(),
            Self::Aim => text.kind_aim(),
            Self::Foundation => text.kind_foundation(),
            Self::Expectation => text.kind_expectation(),
            Self::Axis => text.kind_axis(),
            Self::Field => text.kind_field(),
            Self::Guidepost => text.kind_guidepost(),
            Self::Competence => text.kind_competence(),
            Self::Source => text.kind_source(),
            Self::Theme => text.kind_theme(),
            Self::Recommendation => text.kind_recommendation(),
            Self::Term => text.kind_term(),
        }
    }
}

impl Part {
    /// Its name in the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Name => "name",
            Self::Lead => "lead",
            Self::Short => "short",
            Self::Text => "text",
            Self::Question => "question",
            Self::Steering => "steering",
            Self::Leadership => "leadership",
            Self::Low => "low",
            Self::High => "high",
            Self::Ends => "ends",
            Self::Means => "means",
            Self::Aims => "aims",
            Self::Fields => "fields",
            Self::Guideposts => "guideposts",
            Self::Expectations => "expectations",
            Self::Theme => "theme",
            Self::Source => "source",
            Self::Number => "number",
            Self::Verified => "verified",
            Self::Example => "example",
            Self::Forms => "forms",
            Self::See => "see",
            Self::Linked => "linked",
        }
    }

    /// What the part is called on a form.
    #[must_use]
    pub fn label(self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::Title => text.part_title(),
            Self::Name => text.part_name(),
            Self::Lead => text.part_lead(),
            Self::Short => text.part_short(),
            Self::Text => text.part_text(),
            Self::Question => text.part_question(),
            Self::Steering => text.part_steering(),
            Self::Leadership => text.part_leadership(),
            Self::Low => text.part_low(),
            Self::High => text.part_high(),
            Self::Ends => text.part_ends(),
            Self::Means => text.part_means(),
            Self::Aims => text.part_aims(),
            Self::Fields => text.part_fields(),
            Self::Guideposts => text.part_guideposts(),
            Self::Expectations => text.part_expectations(),
            Self::Theme => text.part_theme(),
            Self::Source => text.part_source(),
            Self::Number => text.part_number(),
            Self::Verified => text.part_verified(),
            Self::Example => text.part_example(),
            Self::Forms => text.part_forms(),
            Self::See => text.part_see(),
            Self::Linked => text.part_linked(),
        }
    }
}

/// The value of a part as it is typed and compared; an empty text is one that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    Words {
        da: String,
        en: String,
    },
    Keys(Vec<String>),
    Flag(bool),
    /// As it is written with a decimal point; empty when it is not there.
    Number(String),
    Lists {
        da: Vec<String>,
        en: Vec<String>,
    },
}

/// One thing of the direction with its parts, for forms and comparisons.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    pub kind: Kind,
    /// For a kind of which there is one only, the kind's word.
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
                .map(|(_, input)| match input {
                    Line | Block | Body => Value::Words {
                        da: String::new(),
                        en: String::new(),
                    },
                    Keys(_) | OneKey(_) => Value::Keys(Vec::new()),
                    Flag(default) => Value::Flag(default.unwrap_or(false)),
                    Whole | Decimal => Value::Number(String::new()),
                    Lists => Value::Lists {
                        da: Vec::new(),
                        en: Vec::new(),
                    },
                })
                .collect(),
        }
    }

    /// Parts with their values.
    pub fn iter(&self) -> impl Iterator<Item = (Part, Input, &Value)> {
        let parts = self.kind.parts().iter().zip(&self.values);
        parts.map(|((part, input), value)| (*part, *input, value))
    }

    #[must_use]
    pub fn get(&self, wanted: Part) -> Option<&Value> {
        self.iter()
            .find(|(part, ..)| *part == wanted)
            .map(|(.., value)| value)
    }

    /// What it is called in this language: its name or its title.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        match self.get(Part::Name).or_else(|| self.get(Part::Title)) {
            Some(Value::Words { da, en }) if en.is_empty() => da,
            Some(Value::Words { da, en }) => lang.pick(da, en),
            _ => &self.key,
        }
    }

    /// A key for a new thing, from its Danish name, that none of `taken` has.
    #[must_use]
    pub fn proposed_key(&self, taken: &[Self]) -> String {
        let base = Key::proposed(self.name(Lang::Da));
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
}

/// Everything in the files, in their order. A file that cannot be read gives nothing, so ask
/// [`super::read`] first.
#[must_use]
pub fn records(folder: &Folder) -> Vec<Record> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| of_kind(folder, kind))
        .collect()
}

fn of_kind(folder: &Folder, kind: Kind) -> Vec<Record> {
    let Some((table, body)) = contents(folder, kind.file()) else {
        return Vec::new();
    };
    let english = kind.english_file().and_then(|file| folder.get(file));
    let bodies = (body, english.unwrap_or_default().trim().to_owned());
    match kind {
        Kind::Vision | Kind::Foundation => {
            vec![record(kind, kind.word().to_owned(), &table, &bodies)]
        }
        Kind::Axis => ["ends", "means"]
            .into_iter()
            .filter_map(|key| {
                let axis = table.get("axis")?.get(key)?.as_table()?;
                Some(record(kind, key.to_owned(), axis, &bodies))
            })
            .collect(),
        _ => table
            .get(kind.word())
            .and_then(Toml::as_array)
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let entry = entry.as_table()?;
                let key = entry.get("key")?.as_str()?.to_owned();
                Some(record(kind, key, entry, &bodies))
            })
            .collect(),
    }
}

/// The values of a file, and the text below them.
fn contents(folder: &Folder, path: &str) -> Option<(Table, String)> {
    let text = folder.get(path)?;
    if path.ends_with(".md") {
        let sheet = Sheet::markdown(text).ok()?;
        Some((sheet.values().parse().ok()?, sheet.body().trim().to_owned()))
    } else {
        Some((text.parse().ok()?, String::new()))
    }
}

fn record(kind: Kind, key: String, table: &Table, body: &(String, String)) -> Record {
    let values = kind
        .parts()
        .iter()
        .map(|(part, input)| match input {
            Body => Value::Words {
                da: plain(&body.0),
                en: plain(&body.1),
            },
            Decimal => Value::Number(number(
                table.get("position").and_then(|at| at.get(part.word())),
            )),
            _ => value(*input, table.get(part.word())),
        })
        .collect();
    Record { kind, key, values }
}

fn value(input: Input, toml: Option<&Toml>) -> Value {
    match input {
        Line | Block | Body => Value::Words {
            da: words(toml, "da"),
            en: words(toml, "en"),
        },
        Keys(_) => Value::Keys(list(toml)),
        OneKey(_) => Value::Keys(
            toml.and_then(Toml::as_str)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        ),
        Flag(default) => Value::Flag(toml.and_then(Toml::as_bool).or(default).unwrap_or(false)),
        Whole | Decimal => Value::Number(number(toml)),
        Lists => Value::Lists {
            da: list(toml.and_then(|forms| forms.get("da"))),
            en: list(toml.and_then(|forms| forms.get("en"))),
        },
    }
}

fn words(toml: Option<&Toml>, lang: &str) -> String {
    let text = toml
        .and_then(|words| words.get(lang))
        .and_then(Toml::as_str);
    plain(text.unwrap_or_default())
}

/// As a browser shows and sends it: breaks are LF, none at the ends.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn list(toml: Option<&Toml>) -> Vec<String> {
    let items = toml.and_then(Toml::as_array).into_iter().flatten();
    items.filter_map(Toml::as_str).map(str::to_owned).collect()
}

fn number(toml: Option<&Toml>) -> String {
    match toml {
        Some(Toml::Integer(whole)) => whole.to_string(),
        Some(Toml::Float(decimal)) => decimal.to_string(),
        _ => String::new(),
    }
}
