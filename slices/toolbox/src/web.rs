//! The pages.

use access::{action, permit, within};
use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse as _, Response},
};
use base::{Context, Id, Lang, PersonTag, Problem};
use chrono::NaiveDate;
use direction::query::{Direction, Glossary, rich};
use kit::{
    Choice, Failure, Form, May, Menu, Onward, Place, Routes, Shell, Slice, Typed, Visit, get,
    page as shown, post,
};
use serde::Deserialize;

use crate::{
    Text, command,
    domain::{Copying, Tool},
    query::{Fitting, Narrowed},
    shelf::Shelf,
    store,
};

/// So many answers are enough to choose from.
const MOST: usize = 12;
/// Longer questions are cut: nobody says a situation in more.
const LONGEST: usize = 300;

/// What `app` mounts.
#[must_use]
pub fn slice() -> Slice {
    let shelf = Shelf::default();
    let (list, one, save) = (shelf.clone(), shelf.clone(), shelf);
    let routes = Routes::new()
        .route(
            "/tools",
            get(move |visit, asked| search(list.clone(), visit, asked)),
        )
        .route(
            "/tools/{key}",
            get(move |visit, key| page(one.clone(), visit, key)),
        )
        .route(
            "/tools/{key}/save",
            post(move |visit, may, key, form| keep(save.clone(), visit, may, key, form)),
        );
    Slice::new("toolbox")
        .routes(routes)
        .migrations(store::MIGRATIONS)
        .export(crate::export::EXPORT)
        .place(Place {
            order: 24,
            href: "/tools",
            label: |lang| Text::new(lang).nav(),
            open: |ctx| permit::<action::ViewTool>(ctx).is_ok(),
            menu: Menu::Main,
        })
}

/// Who saves tools for themselves.
fn saver(ctx: &Context) -> Option<Id<PersonTag>> {
    let person = ctx.actor.person()?;
    within::<action::SaveTool>(ctx).ok().map(|_| person)
}

/// Whether a tool may be used on a day; the office sees those whose time is over too.
fn is_open(ctx: &Context, tool: &Tool, today: NaiveDate) -> bool {
    permit::<action::EditTool>(ctx).is_ok() || !is_over(tool, today)
}

fn is_over(tool: &Tool, today: NaiveDate) -> bool {
    tool.rights.expires.is_some_and(|last| last < today)
}

fn today(ctx: &Context) -> NaiveDate {
    ctx.now
        .with_timezone(&chrono_tz::Europe::Copenhagen)
        .date_naive()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    words: String,
    field: String,
    guidepost: String,
    minutes: String,
    people: String,
}

struct Found {
    href: String,
    name: String,
    fields: Vec<String>,
    summary: String,
    why: String,
    size: String,
    note: String,
}

#[derive(Template)]
#[template(path = "tools/list.html")]
struct ListPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    heading: String,
    found: Vec<Found>,
    saved: Vec<Found>,
    fields: Vec<Choice>,
    guideposts: Vec<Choice>,
    is_narrowed: bool,
    is_empty: bool,
}

fn field_name(direction: &Direction, key: &str, lang: Lang) -> Option<String> {
    let field = direction
        .fields
        .iter()
        .find(|field| field.key.as_str() == key)?;
    Some(field.name.pick(lang).to_owned())
}

fn guidepost_name(direction: &Direction, key: &str, lang: Lang) -> Option<String> {
    let mut all = direction.guideposts.iter();
    let found = all.find(|one| one.key.as_str() == key)?;
    Some(found.name.pick(lang).to_owned())
}

fn fields(direction: &Direction, tool: &Tool, lang: Lang) -> Vec<String> {
    let keys = tool.fields.iter();
    keys.filter_map(|key| field_name(direction, key, lang))
        .collect()
}

fn size(t: &Text, tool: &Tool) -> String {
    let (minutes, people) = (tool.minutes, tool.people);
    t.minutes_people(minutes.least, minutes.most, people.least, people.most)
}

fn found(t: &Text, direction: &Direction, tool: &Tool, why: String, today: NaiveDate) -> Found {
    let lang = t.lang();
    Found {
        href: format!("/tools/{}", tool.key),
        name: tool.name.pick(lang).to_owned(),
        fields: fields(direction, tool, lang),
        summary: tool.summary.pick(lang).to_owned(),
        why,
        size: size(t, tool),
        note: if is_over(tool, today) {
            t.over()
        } else {
            String::new()
        },
    }
}

async fn search(
    shelf: Shelf,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let (lang, today) = (t.lang(), today(&visit.ctx));
    let shelved = shelf.of(&visit.ctx, &visit.db, visit.organisation).await?;
    let words: String = asked.words.trim().chars().take(LONGEST).collect();
    let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut typed = Typed::filled([
        ("words", words.clone()),
        ("field", asked.field.clone()),
        ("guidepost", asked.guidepost.clone()),
        ("minutes", asked.minutes.clone()),
        ("people", asked.people.clone()),
    ]);
    typed.call("minutes", t.ask_minutes());
    typed.call("people", t.ask_people());
    let mut number = |field: &str| {
        if typed.get(field).is_empty() {
            None
        } else {
            typed.whole::<u32>(field, lang)
        }
    };
    let narrowed = Narrowed {
        field: chosen(&asked.field),
        guidepost: chosen(&asked.guidepost),
        minutes: number("minutes"),
        people: number("people"),
    };
    let is_narrowed = narrowed != Narrowed::default() || typed.is_refused();
    let is_asked = !words.is_empty() || is_narrowed;
    let Some(shelved) = shelved else {
        return shown(&ListPage {
            heading: t.all(0),
            found: Vec::new(),
            saved: Vec::new(),
            fields: Vec::new(),
            guideposts: Vec::new(),
            is_narrowed,
            is_empty: true,
            typed,
            shell: visit.shell,
            t,
        });
    };
    let (toolbox, direction) = (&shelved.toolbox, &shelved.direction);
    let most = if words.is_empty() { usize::MAX } else { MOST };
    let fitting: Vec<Fitting<'_>> = toolbox
        .ask(&words, &narrowed, most)
        .map_err(Problem::internal)?
        .into_iter()
        .filter(|one| is_open(&visit.ctx, one.tool, today))
        .collect();
    let saved = match saver(&visit.ctx) {
        Some(person) if !is_asked => {
            let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
            let may = access::permit_own::<action::SaveTool>(&visit.ctx, person)?;
            store::saved(&tx, &may, person).await?
        }
        _ => Vec::new(),
    };
    shown(&ListPage {
        heading: if is_asked {
            t.fitting(fitting.len())
        } else {
            t.all(fitting.len())
        },
        saved: saved
            .iter()
            .filter_map(|key| toolbox.tool(key))
            .filter(|tool| is_open(&visit.ctx, tool, today))
            .map(|tool| found(&t, direction, tool, String::new(), today))
            .collect(),
        found: fitting
            .into_iter()
            .map(|one| {
                let why = if words.is_empty() {
                    String::new()
                } else {
                    one.why
                };
                found(&t, direction, one.tool, why, today)
            })
            .collect(),
        fields: direction
            .fields
            .iter()
            .map(|one| Choice::new(one.key.as_str(), one.name.pick(lang)))
            .collect(),
        guideposts: direction
            .guideposts
            .iter()
            .map(|one| Choice::new(one.key.as_str(), one.name.pick(lang)))
            .collect(),
        is_narrowed,
        is_empty: toolbox.is_empty(),
        typed,
        shell: visit.shell,
        t,
    })
}

#[derive(Template)]
#[template(path = "tools/tool.html")]
struct ToolPage {
    shell: Shell,
    t: Text,
    name: String,
    summary: String,
    facts: Vec<(String, String)>,
    steps: Vec<(u32, String)>,
    pitfalls: Vec<String>,
    situations: Vec<String>,
    text: String,
    source: String,
    rights: String,
    over: String,
    /// *Må kun vises*: it is not printed.
    show_only: bool,
    action: String,
    /// Whether the reader has saved it; nothing for who saves none.
    saved: Option<bool>,
    /// Of the texts.
    spoken: &'static str,
}

async fn page(shelf: Shelf, visit: Visit, Path(key): Path<String>) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let (lang, today) = (t.lang(), today(&visit.ctx));
    let shelved = shelf
        .of(&visit.ctx, &visit.db, visit.organisation)
        .await?
        .ok_or_else(Failure::not_found)?;
    let direction = &shelved.direction;
    let tool = shelved
        .toolbox
        .tool(&key)
        .filter(|tool| is_open(&visit.ctx, tool, today))
        .ok_or_else(Failure::not_found)?;
    let saved = match saver(&visit.ctx) {
        Some(person) => {
            let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
            let may = access::permit_own::<action::SaveTool>(&visit.ctx, person)?;
            Some(store::saved(&tx, &may, person).await?.contains(&key))
        }
        None => None,
    };
    let glossary = Glossary::new(&direction.terms, lang);
    let html = |text: &str| rich(text, &glossary, None);
    let guideposts: Vec<String> = tool
        .guideposts
        .iter()
        .filter_map(|key| guidepost_name(direction, key, lang))
        .collect();
    let mut facts = vec![
        (t.fact_size(), size(&t, tool)),
        (t.fact_field(), fields(direction, tool, lang).join(", ")),
    ];
    if !guideposts.is_empty() {
        facts.push((t.fact_guidepost(), guideposts.join(", ")));
    }
    if let Some(material) = &tool.material {
        facts.push((t.fact_material(), material.pick(lang).to_owned()));
    }
    let rights = &tool.rights;
    let copying = match rights.copying {
        Copying::Free => t.may_copy(),
        Copying::Show => t.may_show(),
    };
    let expires = rights
        .expires
        .map_or_else(String::new, |last| t.until(language::date(lang, last)));
    shown(&ToolPage {
        summary: tool.summary.pick(lang).to_owned(),
        facts,
        steps: tool
            .steps
            .iter()
            .map(|step| (step.minutes, html(step.text.pick(lang))))
            .collect(),
        pitfalls: tool
            .pitfalls
            .iter()
            .map(|pitfall| pitfall.text.pick(lang).to_owned())
            .collect(),
        situations: match lang {
            Lang::Da => tool.situations.da.clone(),
            Lang::En => tool.situations.en.clone(),
        },
        text: html(tool.text.pick(lang)),
        source: tool.source.pick(lang).to_owned(),
        rights: [
            t.rights(rights.licence.as_str(), rights.owner.as_str()),
            copying,
            expires,
        ]
        .join(" ")
        .trim()
        .to_owned(),
        over: if is_over(tool, today) {
            t.over()
        } else {
            String::new()
        },
        show_only: rights.copying == Copying::Show,
        action: format!("/tools/{key}/save"),
        saved,
        spoken: tool.name.lang(lang).tag(),
        shell: visit.shell.crumb("/tools", t.nav()),
        name: tool.name.pick(lang).to_owned(),
        t,
    })
}

async fn keep(
    shelf: Shelf,
    visit: Visit,
    _: May<action::SaveTool>,
    Path(key): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let person = saver(&visit.ctx).ok_or_else(Failure::not_found)?;
    let shelved = shelf
        .of(&visit.ctx, &visit.db, visit.organisation)
        .await?
        .ok_or_else(Failure::not_found)?;
    let tool = shelved.toolbox.tool(&key).ok_or_else(Failure::not_found)?;
    let is_saved = form.typed.get("saved") == "yes";
    command::save(&visit.ctx, &visit.db, person, tool, is_saved).await?;
    let said = if is_saved {
        t.saved_flash()
    } else {
        t.dropped_flash()
    };
    Ok(Onward::to(format!("/tools/{key}"))
        .saying(said)
        .into_response())
}
