//! The guide for the meeting and the page for the wall, as PDF.

use base::Lang;
use press::{PressError, Template};
use serde_json::json;

use crate::domain::{Area, Package};

const GUIDE: Template = Template {
    name: "take-home guide",
    source: r#"#import "/house.typ": *
#show: sheet.with(title: data.title, margin: 1.7cm, size: 10pt)
= #data.title
#text(fill: quiet)[#data.purpose]
#block(fill: pale, inset: 10pt, width: 100%, breakable: false)[#text(size: 13pt, fill: deep, weight: "semibold")[#data.question]]
== #data.area
#data.example

#strong(data.asked)
== #pick("20 minutter", "20 minutes")
#for step in data.steps [
#block(breakable: false)[#grid(columns: (2.2cm, 1fr), gutter: 6pt, strong(step.minutes), step.text)]
]
"#,
};

const WALL: Template = Template {
    name: "take-home wall page",
    source: r#"#import "/house.typ": *
#show: sheet.with(title: data.heading, paper: data.paper, margin: data.margin * 1cm, size: data.size * 1pt)
#show heading.where(level: 1): set text(size: 1.3em)
#set par(leading: 0.55em)
#v(1fr)
= #data.heading
#v(0.6em)
#data.text
#v(2fr)
#line(length: 100%, stroke: 2pt + deep)
#text(size: 0.35em, fill: quiet)[#data.title]
"#,
};

/// How the meeting is held, on A4.
pub(crate) fn guide(
    package: &Package,
    area: Area,
    area_name: &str,
    minutes: impl Fn(u32) -> String,
    lang: Lang,
) -> Result<Vec<u8>, PressError> {
    let variant = package.variants.of(area);
    let steps: Vec<_> = package
        .steps
        .iter()
        .map(|step| json!({ "minutes": minutes(step.minutes), "text": step.text.pick(lang) }))
        .collect();
    let data = json!({
        "title": package.title.pick(lang),
        "purpose": package.purpose.pick(lang),
        "question": package.question.pick(lang),
        "area": area_name,
        "example": variant.example.pick(lang),
        "asked": variant.question.pick(lang),
        "steps": steps,
    });
    press::pdf(&GUIDE, &data, lang)
}

/// What hangs on the wall, on A3 or A4.
pub(crate) fn wall(package: &Package, is_a3: bool, lang: Lang) -> Result<Vec<u8>, PressError> {
    let data = json!({
        "title": package.title.pick(lang),
        "heading": package.wall.heading.pick(lang),
        "text": package.wall.text.pick(lang),
        "paper": if is_a3 { "a3" } else { "a4" },
        "margin": if is_a3 { 3.0 } else { 2.0 },
        "size": if is_a3 { 44 } else { 30 },
    });
    press::pdf(&WALL, &data, lang)
}
