//! The letter in words.

use std::{collections::HashMap, fmt::Write as _};

use askama::Template;
use base::{Id, Lang, Problem};
use chrono::NaiveDate;
use db::ReadTx;
use direction::query::{Field, Which};
use practice::query::Step;

use crate::{
    Text,
    domain::{Letter, Next, Ring, Sources, Why},
};

/// The four fields, for their names.
pub struct Fields(Vec<Field>);

impl Fields {
    pub async fn read(tx: &ReadTx) -> Result<Self, Problem> {
        let published = direction::query::version_in(tx, Which::Published).await?;
        Ok(Self(published.map_or_else(Vec::new, |reading| {
            reading.direction.fields.to_vec()
        })))
    }

    fn name(&self, lang: Lang, key: &str) -> Option<&str> {
        let field = self.0.iter().find(|field| field.key.as_ref() == key)?;
        Some(field.name.pick(lang))
    }
}

/// What one letter is written with.
pub struct Writing<'a> {
    pub t: Text,
    pub sources: &'a Sources,
    pub fields: &'a Fields,
    /// Where the pages are; nothing on a page of their own.
    pub address: &'a str,
    /// The name of whom to ring.
    pub called: Option<String>,
    /// Where each step is settled in one tap; without one, its own page does.
    pub taps: HashMap<Id<Step>, String>,
}

/// A letter, or what stands on the page of the same name.
pub struct Written {
    pub t: Text,
    pub subject: String,
    pub hello: String,
    pub parts: Vec<Part>,
    pub page: Link,
}

/// A heading with what is under it.
pub struct Part {
    /// Whether it names a colleague.
    pub is_ring: bool,
    pub heading: String,
    pub lines: Vec<String>,
    pub links: Vec<Link>,
}

pub struct Link {
    pub label: String,
    pub href: String,
}

impl Link {
    fn new(label: String, href: impl Into<String>) -> Self {
        Self {
            label,
            href: href.into(),
        }
    }
}

impl Writing<'_> {
    /// The whole letter to somebody of this name.
    pub fn write(&self, name: &str, letter: &Letter) -> Written {
        let t = self.t;
        let mut parts: Vec<Part> = Vec::new();
        for (number, step) in letter.steps.iter().enumerate() {
            parts.push(self.step(step, number == 0));
        }
        parts.extend(letter.ready.as_deref().and_then(|key| self.ready(key)));
        parts.extend(self.ring(letter.ring.as_ref()));
        parts.extend(letter.next.as_ref().map(|next| self.next(next)));
        let subject = match (letter.steps.first(), &letter.next) {
            (Some(_), Some(next)) => t.subject_both(language::date(t.lang(), next.session.day)),
            (Some(_), None) => t.subject_step(),
            (None, Some(next)) => {
                t.subject_next(language::date(t.lang(), next.session.day), self.title(next))
            }
            (None, None) if letter.ready.is_some() => t.ready(),
            (None, None) => t.subject_none(),
        };
        Written {
            subject,
            hello: t.hello(name.split(' ').next().unwrap_or(name)),
            parts,
            page: Link::new(t.own_page(), format!("{}/me", self.address)),
            t,
        }
    }

    fn step(&self, step: &Step, first: bool) -> Part {
        let t = &self.t;
        let day = language::date_with_weekday(t.lang(), step.wording.by);
        let mut lines = vec![
            practice::query::sentence(t.lang(), &step.wording),
            t.step_by(day),
        ];
        if step.wording.by < self.sources.now.date() {
            lines.push(t.step_late());
        }
        let links = match self.taps.get(&step.id) {
            Some(tap) => vec![
                Link::new(t.step_done(), format!("{tap}?did=done")),
                Link::new(t.step_moved(), format!("{tap}?did=moved")),
                Link::new(t.step_dropped(), format!("{tap}?did=dropped")),
            ],
            None => vec![Link::new(
                t.step_open(),
                format!("{}/steps/{}", self.address, step.id),
            )],
        };
        Part {
            is_ring: false,
            heading: if first { t.step() } else { t.step_more() },
            lines,
            links,
        }
    }

    fn ready(&self, key: &str) -> Option<Part> {
        let t = &self.t;
        let mut packages = self.sources.packages.iter();
        let package = packages.find(|package| package.key == key)?;
        Some(Part {
            is_ring: false,
            heading: t.ready(),
            lines: vec![
                t.ready_question(package.question.pick(t.lang())),
                t.ready_minutes(takehome::domain::MINUTES),
            ],
            links: vec![Link::new(
                t.ready_open(),
                format!("{}{}/{key}", self.address, self.sources.packages_at),
            )],
        })
    }

    fn ring(&self, ring: Option<&Ring>) -> Option<Part> {
        let t = &self.t;
        let (ring, name) = (ring?, self.called.clone()?);
        let why = match &ring.why {
            Why::Field(key) => t.ring_field(self.fields.name(t.lang(), key)?),
            Why::Been(key) => {
                let module = self.sources.design.programme.module(key)?;
                t.ring_been(module.name.pick(t.lang()))
            }
        };
        Some(Part {
            is_ring: true,
            heading: t.ring(name),
            lines: vec![why],
            links: Vec::new(),
        })
    }

    fn title(&self, next: &Next) -> String {
        programme::query::title(&self.sources.design, &next.session, self.t.lang())
    }

    fn next(&self, next: &Next) -> Part {
        let t = &self.t;
        let lang = t.lang();
        let session = &next.session;
        let last: NaiveDate = session.dates().last().unwrap_or(session.day);
        let mut lines = vec![t.next_when(
            language::time(lang, session.begins),
            programme::query::days(lang, session.day, last),
            language::time(lang, session.ends),
        )];
        lines.extend(programme::query::place(&self.sources.design, session, lang));
        if next.minutes() > 0 {
            lines.push(t.next_prepare(next.minutes()));
            for each in &next.preparation {
                lines.push(t.next_preparation(each.minutes, each.text.pick(lang)));
            }
        }
        let mut links = vec![Link::new(
            t.next_open(),
            format!("{}/programme/sessions/{}", self.address, session.id),
        )];
        match &next.deputy {
            Some(deputy) => lines.push(t.next_deputy(deputy.as_str())),
            None => {
                lines.push(t.next_no_deputy());
                links.push(Link::new(t.next_cover(), format!("{}/me", self.address)));
            }
        }
        Part {
            is_ring: false,
            heading: t.next(self.title(next)),
            lines,
            links,
        }
    }
}

#[derive(Template)]
#[template(path = "monday/mail.html")]
struct Html<'a> {
    t: &'a Text,
    written: &'a Written,
    stop: &'a str,
}

impl Written {
    /// As plain text, with every address on a line of its own.
    pub fn text(&self, stop: &str) -> String {
        let mut text = format!("{}\n", self.hello);
        for part in &self.parts {
            let _ = write!(text, "\n{}\n", part.heading.to_uppercase());
            for line in &part.lines {
                let _ = writeln!(text, "{line}");
            }
            for link in &part.links {
                let _ = writeln!(text, "\n{}:\n{}", link.label, link.href);
            }
        }
        let t = &self.t;
        let _ = write!(
            text,
            "\n{}:\n{}\n\n-- \n{}\n{}:\n{stop}\n",
            self.page.label,
            self.page.href,
            t.why_you(),
            t.stop_link()
        );
        text
    }

    /// As HTML that says no more than the text: one column, no images, in the reader's own colours.
    pub fn html(&self, stop: &str) -> Result<String, askama::Error> {
        Html {
            t: &self.t,
            written: self,
            stop,
        }
        .render()
    }
}
