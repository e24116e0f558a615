//! A tool, and how it is read from `tools/*.md` of a blueprint.

use std::ops::Range;

use blueprint::{Faults, Folder, Key, Reader, Said, Spanned, Words};
use chrono::NaiveDate;
use direction::query::Direction;
use serde::Deserialize;

use crate::Text;

/// The folder of a blueprint in which the tools lie.
pub const FOLDER: &str = "tools";
/// Fewer situations than this are too few to be found by, in each language.
const LEAST_SITUATIONS: usize = 15;

/// Something a leader can do with a group in a situation.
#[derive(Clone, Debug)]
pub struct Tool {
    pub key: String,
    pub name: Words,
    /// What one gets, in a sentence.
    pub summary: Words,
    /// The first is where it is at home.
    pub fields: Vec<String>,
    pub guideposts: Vec<String>,
    pub minutes: Span,
    pub people: Span,
    pub material: Option<Words>,
    /// Where the method comes from.
    pub source: Words,
    pub rights: Rights,
    pub steps: Vec<Step>,
    pub pitfalls: Vec<Pitfall>,
    pub situations: Situations,
    /// What it is and why it works; Markdown.
    pub text: Words,
}

/// From the least to the most, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub least: u32,
    pub most: u32,
}

impl Span {
    #[must_use]
    pub const fn holds(self, number: u32) -> bool {
        self.least <= number && number <= self.most
    }
}

/// Whose it is, and what others may do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    pub copying: Copying,
    pub owner: String,
    /// An SPDX expression, or words.
    pub licence: String,
    /// The client it is kept for.
    pub client: Option<String>,
    /// The last day on which it may be used.
    pub expires: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Copying {
    /// *Må kopieres.*
    Free,
    /// *Må kun vises.*
    Show,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub minutes: u32,
    pub text: Words,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pitfall {
    pub text: Words,
}

/// Situations in which the tool helps, in the words of those who stand in them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situations {
    pub da: Vec<String>,
    pub en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    name: Words,
    summary: Words,
    fields: Spanned<Vec<Key>>,
    #[serde(default)]
    guideposts: Vec<Key>,
    minutes: Spanned<Span>,
    people: Spanned<Span>,
    material: Option<Words>,
    source: Words,
    copying: Copying,
    owner: String,
    licence: String,
    client: Option<String>,
    #[serde(default, deserialize_with = "blueprint::when::date_if_there")]
    expires: Option<NaiveDate>,
    step: Vec<Step>,
    #[serde(default)]
    pitfall: Vec<Pitfall>,
    situations: Spanned<Situations>,
}

/// The tools of a blueprint, by key.
///
/// # Errors
/// Every fault of their files.
pub fn read(folder: &Folder, direction: &Direction) -> Result<Vec<Tool>, Faults> {
    let mut reader = Reader::new(folder);
    let mut tools = Vec::new();
    for path in reader.markdown_in(FOLDER) {
        let Some(page) = reader.read_markdown::<Front>(&path) else {
            continue;
        };
        check(&mut reader, &path, &page.front, direction);
        tools.push(tool(&path, page.front, page.text));
    }
    reader.refuse_unread(FOLDER, &[]);
    reader.finish(Some(tools))
}

fn tool(path: &str, front: Front, text: Words) -> Tool {
    let named = |keys: &[Key]| keys.iter().map(Key::to_string).collect();
    let name = path.rsplit('/').next().unwrap_or(path);
    Tool {
        key: name.strip_suffix(".md").unwrap_or(name).to_owned(),
        name: front.name,
        summary: front.summary,
        fields: named(front.fields.get_ref()),
        guideposts: named(&front.guideposts),
        minutes: *front.minutes.get_ref(),
        people: *front.people.get_ref(),
        material: front.material,
        source: front.source,
        rights: Rights {
            copying: front.copying,
            owner: front.owner,
            licence: front.licence,
            client: front.client,
            expires: front.expires,
        },
        steps: front.step,
        pitfalls: front.pitfall,
        situations: front.situations.into_inner(),
        text,
    }
}

fn check(reader: &mut Reader<'_>, path: &str, front: &Front, direction: &Direction) {
    let fields: Vec<&str> = direction
        .fields
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    let field = Said::new(|lang| Text::new(lang).noun_field());
    for key in front.fields.get_ref() {
        reader.refer(path, key, &field, fields.iter().copied());
    }
    if front.fields.get_ref().is_empty() {
        let at = front.fields.span();
        fault(reader, path, at, Text::no_field, Text::no_field_remedy);
    }
    let guideposts = direction.guideposts.iter().map(|one| one.key.as_str());
    let guideposts: Vec<&str> = guideposts.collect();
    let guidepost = Said::new(|lang| Text::new(lang).noun_guidepost());
    for key in &front.guideposts {
        reader.refer(path, key, &guidepost, guideposts.iter().copied());
    }
    for span in [&front.minutes, &front.people] {
        let Span { least, most } = *span.get_ref();
        if least == 0 || least > most {
            fault(reader, path, span.span(), Text::span, Text::span_remedy);
        }
    }
    let sum = front
        .step
        .iter()
        .fold(0_u32, |sum, step| sum.saturating_add(step.minutes));
    let minutes = front.minutes.get_ref();
    if !minutes.holds(sum) {
        let Span { least, most } = *minutes;
        fault(
            reader,
            path,
            front.minutes.span(),
            |text| text.minutes_apart(least, most, sum),
            Text::minutes_apart_remedy,
        );
    }
    let situations = front.situations.get_ref();
    for (there, missing) in [
        (
            situations.da.len(),
            Text::few_da as fn(&Text, usize) -> String,
        ),
        (situations.en.len(), Text::few_en),
    ] {
        if there < LEAST_SITUATIONS {
            let at = front.situations.span();
            fault(
                reader,
                path,
                at,
                |text| missing(text, there),
                |text| text.few_remedy(LEAST_SITUATIONS),
            );
        }
    }
}

fn fault(
    reader: &mut Reader<'_>,
    path: &str,
    span: Range<usize>,
    message: impl Fn(&Text) -> String,
    remedy: impl Fn(&Text) -> String,
) {
    reader.fault(
        path,
        span,
        Said::new(|lang| message(&Text::new(lang))),
        Said::new(|lang| remedy(&Text::new(lang))),
    );
}
