//! A package, and how it is read from `take-home/*.md` of a blueprint.

use std::ops::Range;

use base::Lang;
use blueprint::{Faults, Folder, Reader, Said, Spanned, Words};
use serde::Deserialize;

use crate::Text;

/// The folder of a blueprint in which the packages lie.
pub const FOLDER: &str = "take-home";
/// A package takes so many minutes of a meeting.
pub const MINUTES: u32 = 20;
/// What can be read from three metres.
const WALL_HEADING_WORDS: usize = 8;
const WALL_WORDS: usize = 40;
const POINTS: usize = 3;
const STEPS: std::ops::RangeInclusive<usize> = 4..=6;

/// What a leader takes home from a module.
#[derive(Clone, Debug)]
pub struct Package {
    /// The module's.
    pub key: String,
    pub title: Words,
    pub purpose: Words,
    pub question: Words,
    pub wall: Wall,
    pub slide: Slide,
    pub steps: Vec<Step>,
    pub variants: Variants,
    /// To the leader: what to prepare and to watch; Markdown.
    pub note: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wall {
    pub heading: Words,
    pub text: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slide {
    pub heading: Words,
    pub points: Points,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    pub da: Vec<String>,
    pub en: Vec<String>,
}

impl Points {
    #[must_use]
    pub fn pick(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Da => &self.da,
            Lang::En => &self.en,
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub minutes: u32,
    pub text: Words,
}

/// An everyday scene of one area, and the question in its words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub example: Words,
    pub question: Words,
}

/// Where the staff works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Daycare,
    Eldercare,
    Administration,
    Operations,
}

impl Area {
    pub const ALL: [Self; 4] = [
        Self::Daycare,
        Self::Eldercare,
        Self::Administration,
        Self::Operations,
    ];

    /// As it stands in files and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Daycare => "daycare",
            Self::Eldercare => "eldercare",
            Self::Administration => "administration",
            Self::Operations => "operations",
        }
    }

    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.word() == word)
    }
}

/// One for each area.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variants {
    daycare: Variant,
    eldercare: Variant,
    administration: Variant,
    operations: Variant,
}

impl Variants {
    #[must_use]
    pub const fn of(&self, area: Area) -> &Variant {
        match area {
            Area::Daycare => &self.daycare,
            Area::Eldercare => &self.eldercare,
            Area::Administration => &self.administration,
            Area::Operations => &self.operations,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: Words,
    purpose: Words,
    question: Words,
    wall: Spanned<Wall>,
    slide: Spanned<Slide>,
    step: Spanned<Vec<Step>>,
    variant: Variants,
}

/// The packages of a blueprint, by key.
///
/// # Errors
/// Every fault of their files.
pub fn read(folder: &Folder) -> Result<Vec<Package>, Faults> {
    let mut reader = Reader::new(folder);
    let mut packages = Vec::new();
    for path in reader.markdown_in(FOLDER) {
        let Some(page) = reader.read_markdown::<Front>(&path) else {
            continue;
        };
        check(&mut reader, &path, &page.front);
        let name = path.rsplit('/').next().unwrap_or(&path);
        let front = page.front;
        packages.push(Package {
            key: name.strip_suffix(".md").unwrap_or(name).to_owned(),
            title: front.title,
            purpose: front.purpose,
            question: front.question,
            wall: front.wall.into_inner(),
            slide: front.slide.into_inner(),
            steps: front.step.into_inner(),
            variants: front.variant,
            note: page.text,
        });
    }
    reader.refuse_unread(FOLDER, &[]);
    reader.finish(Some(packages))
}

fn check(reader: &mut Reader<'_>, path: &str, front: &Front) {
    let steps = front.step.get_ref();
    let sum: u32 = steps.iter().map(|step| step.minutes).sum();
    if sum != MINUTES {
        let said = move |lang| Text::new(lang).sum(sum);
        let remedy = |lang| Text::new(lang).sum_remedy(MINUTES);
        fault(reader, path, front.step.span(), said, remedy);
    }
    if !STEPS.contains(&steps.len()) {
        let there = steps.len();
        let said = move |lang| Text::new(lang).steps_count(there);
        let remedy = |lang| Text::new(lang).steps_count_remedy();
        fault(reader, path, front.step.span(), said, remedy);
    }
    let wall = front.wall.get_ref();
    let words = |text: &Words, lang| text.pick(lang).split_whitespace().count();
    for lang in [Lang::Da, Lang::En] {
        for (text, most) in [
            (&wall.heading, WALL_HEADING_WORDS),
            (&wall.text, WALL_WORDS),
        ] {
            let there = words(text, lang);
            if there > most {
                let said = move |lang| Text::new(lang).wall_long(there);
                let remedy = move |lang| Text::new(lang).wall_long_remedy(most);
                fault(reader, path, front.wall.span(), said, remedy);
            }
        }
    }
    let points = &front.slide.get_ref().points;
    if points.da.len() != points.en.len() || !(1..=POINTS).contains(&points.da.len()) {
        let said = |lang| Text::new(lang).points_wrong();
        let remedy = |lang| Text::new(lang).points_wrong_remedy(POINTS);
        fault(reader, path, front.slide.span(), said, remedy);
    }
}

fn fault(
    reader: &mut Reader<'_>,
    path: &str,
    span: Range<usize>,
    said: impl Fn(Lang) -> String + Send + Sync + 'static,
    remedy: impl Fn(Lang) -> String + Send + Sync + 'static,
) {
    reader.fault(path, span, Said::new(said), Said::new(remedy));
}
