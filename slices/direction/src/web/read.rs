use askama::Template;
use axum::{extract::Query, response::Response};
use base::Lang;
use kit::{Failure, Shell, Visit, page};

use super::{At, Frame, Pen, Prose, compass::Compass, reading, shell};
use crate::{
    domain::{Direction, Guidepost, Key, Words},
    query::Reading,
};

/// Before anything is published.
#[derive(Template)]
#[template(path = "direction/empty.html")]
struct Empty {
    shell: Shell,
    f: Frame,
}

#[derive(Template)]
#[template(path = "direction/poster.html")]
struct Poster {
    shell: Shell,
    f: Frame,
    title: String,
    lead: String,
    text: Prose,
    aims: Vec<Told>,
    organisation: String,
}

/// A thing with a name and a text.
pub(crate) struct Told {
    pub key: String,
    pub name: String,
    pub text: Prose,
}

/// A link to a thing, marked when it is an example.
pub(crate) struct Tie {
    pub href: String,
    pub name: String,
    pub example: bool,
}

pub(super) async fn opened(
    visit: &Visit,
    at: &At,
    here: &str,
) -> Result<(Frame, Option<Reading>), Failure> {
    let which = at.which()?;
    let reading = reading(visit, which).await?;
    let frame = Frame::new(visit, here, reading.as_ref(), which);
    Ok((frame, reading))
}

pub(super) fn empty(visit: &Visit, f: Frame) -> Result<Response, Failure> {
    let shell = visit.shell.clone();
    page(&Empty { shell, f })
}

pub(crate) async fn poster(visit: Visit, Query(at): Query<At>) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction").await?;
    let Some(reading) = reading else {
        return empty(&visit, f);
    };
    let (d, lang) = (&reading.direction, visit.ctx.lang);
    let pen = Pen::new(d, lang);
    let aims = d.vision.aims.iter().map(|aim| Told {
        key: aim.key.to_string(),
        name: aim.name.pick(lang).to_owned(),
        text: pen.write(&aim.text),
    });
    page(&Poster {
        organisation: visit.shell.organisation.clone(),
        shell: visit.shell,
        f,
        title: d.vision.title.pick(lang).to_owned(),
        lead: d.vision.lead.pick(lang).to_owned(),
        text: pen.write(&d.vision.text),
        aims: aims.collect(),
    })
}

#[derive(Template)]
#[template(path = "direction/foundation.html")]
struct Foundation {
    shell: Shell,
    f: Frame,
    title: String,
    lead: String,
    text: Prose,
    compass: Compass,
    fields: Vec<Field>,
    guideposts: Vec<Post>,
    expectations: Vec<Expected>,
    examples: bool,
}

struct Field {
    key: String,
    name: String,
    short: String,
    text: Prose,
    question: String,
}

struct Post {
    key: String,
    name: String,
    example: bool,
    text: Prose,
    question: String,
    fields: Vec<Tie>,
}

struct Expected {
    key: String,
    name: String,
    text: String,
    fields: Vec<Tie>,
}

pub(crate) async fn foundation(visit: Visit, Query(at): Query<At>) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction/foundation").await?;
    let Some(reading) = reading else {
        return empty(&visit, f);
    };
    let (d, lang) = (reading.direction.as_ref(), visit.ctx.lang);
    let pen = Pen::new(d, lang);
    let fields = d.fields.iter().map(|field| Field {
        key: field.key.to_string(),
        name: field.name.pick(lang).to_owned(),
        short: field.short.pick(lang).to_owned(),
        text: pen.write(&field.text),
        question: field.question.pick(lang).to_owned(),
    });
    let guideposts = d.guideposts.iter().map(|post| Post {
        key: post.key.to_string(),
        name: post.name.pick(lang).to_owned(),
        example: post.example,
        text: pen.write(&post.text),
        question: post.question.pick(lang).to_owned(),
        fields: fields_of(d, &post.fields, lang, &f.query),
    });
    let expectations = d.expectations.iter().map(|each| Expected {
        key: each.key.to_string(),
        name: each.name.pick(lang).to_owned(),
        text: each.text.pick(lang).to_owned(),
        fields: fields_of(d, &each.fields, lang, &f.query),
    });
    page(&Foundation {
        shell: shell(&visit),
        title: d.foundation.title.pick(lang).to_owned(),
        lead: d.foundation.lead.pick(lang).to_owned(),
        text: pen.write(&d.foundation.text),
        compass: Compass::new(d, lang),
        fields: fields.collect(),
        guideposts: guideposts.collect(),
        expectations: expectations.collect(),
        examples: d.guideposts.iter().any(|post| post.example),
        f,
    })
}

pub(super) fn fields_of(d: &Direction, keys: &[Key], lang: Lang, query: &str) -> Vec<Tie> {
    ties(keys, query, lang, |key| {
        let field = d.field(key)?;
        Some((
            format!("/direction/foundation{{}}#field-{key}"),
            &field.name,
            false,
        ))
    })
}

pub(super) fn guideposts_of(d: &Direction, keys: &[Key], lang: Lang, query: &str) -> Vec<Tie> {
    ties(keys, query, lang, |key| {
        let post: &Guidepost = d.guidepost(key)?;
        let href = format!("/direction/foundation{{}}#guidepost-{key}");
        Some((href, &post.name, post.example))
    })
}

pub(super) fn expectations_of(d: &Direction, keys: &[Key], lang: Lang, query: &str) -> Vec<Tie> {
    ties(keys, query, lang, |key| {
        let each = d.expectation(key)?;
        Some((
            format!("/direction/expectations/{key}{{}}"),
            &each.name,
            false,
        ))
    })
}

/// `{}` in an address is where the state's query goes.
pub(super) fn ties<'d>(
    keys: &[Key],
    query: &str,
    lang: Lang,
    find: impl Fn(&str) -> Option<(String, &'d Words, bool)>,
) -> Vec<Tie> {
    keys.iter()
        .filter_map(|key| find(key.as_str()))
        .map(|(href, name, example)| Tie {
            href: href.replace("{}", query),
            name: name.pick(lang).to_owned(),
            example,
        })
        .collect()
}

#[derive(Template)]
#[template(path = "direction/competences.html")]
struct Competences {
    shell: Shell,
    f: Frame,
    competences: Vec<Competence>,
}

struct Competence {
    key: String,
    name: String,
    text: Prose,
    fields: Vec<Tie>,
    guideposts: Vec<Tie>,
    expectations: Vec<Tie>,
}

pub(crate) async fn competences(visit: Visit, Query(at): Query<At>) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction/competences").await?;
    let Some(reading) = reading else {
        return empty(&visit, f);
    };
    let (d, lang) = (reading.direction.as_ref(), visit.ctx.lang);
    let pen = Pen::new(d, lang);
    let competences = d.competences.iter().map(|each| Competence {
        key: each.key.to_string(),
        name: each.name.pick(lang).to_owned(),
        text: pen.write(&each.text),
        fields: fields_of(d, &each.fields, lang, &f.query),
        guideposts: guideposts_of(d, &each.guideposts, lang, &f.query),
        expectations: expectations_of(d, &each.expectations, lang, &f.query),
    });
    page(&Competences {
        competences: competences.collect(),
        shell: shell(&visit),
        f,
    })
}

#[derive(Template)]
#[template(path = "direction/commission.html")]
struct CommissionPage {
    shell: Shell,
    f: Frame,
    themes: Vec<Theme>,
}

struct Theme {
    key: String,
    name: String,
    entries: Vec<Entry>,
}

struct Entry {
    key: String,
    name: String,
    text: Prose,
    source: String,
    verified: bool,
    number: Option<u8>,
    expectations: Vec<Tie>,
}

pub(crate) async fn commission(visit: Visit, Query(at): Query<At>) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction/commission").await?;
    let Some(reading) = reading else {
        return empty(&visit, f);
    };
    let (d, lang) = (reading.direction.as_ref(), visit.ctx.lang);
    let pen = Pen::new(d, lang);
    let entries = |theme: &Key| -> Vec<Entry> {
        let all = d.commission.recommendations.iter();
        all.filter(|each| each.theme == *theme)
            .map(|each| Entry {
                key: each.key.to_string(),
                name: each.name.pick(lang).to_owned(),
                text: pen.write(&each.text),
                source: d
                    .source(each.source.as_str())
                    .map(|source| source.title.pick(lang).to_owned())
                    .unwrap_or_default(),
                verified: each.verified,
                number: each.number(),
                expectations: expectations_of(d, &each.expectations, lang, &f.query),
            })
            .collect()
    };
    let themes = d.commission.themes.iter().map(|theme| Theme {
        key: theme.key.to_string(),
        name: theme.name.pick(lang).to_owned(),
        entries: entries(&theme.key),
    });
    page(&CommissionPage {
        themes: themes.collect(),
        shell: shell(&visit),
        f,
    })
}

#[derive(Template)]
#[template(path = "direction/terms.html")]
struct Terms {
    shell: Shell,
    f: Frame,
    terms: Vec<Term>,
    /// The language of the words in brackets.
    other_lang: &'static str,
}

struct Term {
    key: String,
    name: String,
    /// The word in the other language.
    other: Option<String>,
    text: Prose,
    see: Vec<Tie>,
}

pub(crate) async fn terms(visit: Visit, Query(at): Query<At>) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction/terms").await?;
    let Some(reading) = reading else {
        return empty(&visit, f);
    };
    let (d, lang) = (reading.direction.as_ref(), visit.ctx.lang);
    let pen = Pen::new(d, lang);
    let mut terms: Vec<Term> = d
        .terms
        .iter()
        .map(|term| Term {
            key: term.key.to_string(),
            name: term.name.pick(lang).to_owned(),
            other: match lang {
                Lang::Da => term.name.en.clone(),
                Lang::En => Some(term.name.da.clone()),
            }
            .filter(|other| other != term.name.pick(lang)),
            text: pen.explain(&term.text, Some(term.key.as_str())),
            see: ties(&term.see, &f.query, lang, |key| {
                let term = d.term(key)?;
                Some((format!("#{key}"), &term.name, false))
            }),
        })
        .collect();
    language::sort_by_name(lang, &mut terms, |term| &term.name);
    page(&Terms {
        terms,
        other_lang: lang.pick(Lang::En, Lang::Da).tag(),
        shell: shell(&visit),
        f,
    })
}
