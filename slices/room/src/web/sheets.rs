//! The drejebøger: the list, and one of them.

use access::{action, permit};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::Problem;
use kit::{Choice, Failure, Form, May, Onward, Shell, Typed, Visit, page as show, refused};

use super::{
    edit::author,
    may_edit,
    view::{DayView, beat_view, kinds, paragraphs, tag},
};
use crate::{
    Text,
    command::{self, Refusal},
    domain::sheet::{DEFAULT, GATHERING, RunSheet},
    query::{self, Sheets},
};

#[derive(Template)]
#[template(path = "room/list.html")]
struct List {
    shell: Shell,
    t: Text,
    sheets: Vec<SheetRow>,
    /// Modules that have none of their own, for who may give them one.
    without: Vec<Choice>,
    typed: Typed,
    may_edit: bool,
}

struct SheetRow {
    href: String,
    name: String,
    about: String,
}

async fn view(visit: Visit, typed: Typed) -> Result<List, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let sheets = query::sheets(&tx).await?;
    let design = programme::query::design(&tx).await?;
    let lang = t.lang();
    let modules: Vec<(String, String)> = design
        .iter()
        .flat_map(|reading| {
            reading
                .design
                .programme
                .modules
                .iter()
                .map(|module| (module.key.clone(), module.name.pick(lang).to_owned()))
        })
        .collect();
    let order = |sheet: &&RunSheet| {
        modules
            .iter()
            .position(|(key, _)| *key == sheet.key)
            .unwrap_or(modules.len())
    };
    let mut all: Vec<&RunSheet> = sheets.all().iter().collect();
    all.sort_by_key(order);
    let may_edit = may_edit(&visit.ctx);
    Ok(List {
        sheets: all.into_iter().map(|sheet| row(&t, sheet)).collect(),
        without: modules
            .iter()
            .filter(|(key, _)| {
                may_edit && sheets.get(DEFAULT).is_some() && sheets.get(key).is_none()
            })
            .map(|(key, name)| Choice::new(key, name))
            .collect(),
        typed,
        may_edit,
        shell: visit.shell,
        t,
    })
}

fn row(t: &Text, sheet: &RunSheet) -> SheetRow {
    let beats = sheet.beats.len();
    let days = sheet.days();
    SheetRow {
        href: format!("/rooms/sheets/{}", sheet.key),
        name: sheet.name.pick(t.lang()).to_owned(),
        about: match sheet.key.as_str() {
            DEFAULT => t.sheet_is_default(beats, days),
            GATHERING => t.sheet_is_gathering(beats, days),
            _ => t.sheet_is_module(beats, days),
        },
    }
}

pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    show(&view(visit, Typed::new()).await?)
}

pub(super) async fn begin(
    visit: Visit,
    _: May<action::EditRunSheet>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    let key = typed.get("module").to_owned();
    let design = {
        let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
        programme::query::design(&tx).await?
    };
    let module = design.and_then(|reading| reading.design.programme.module(&key).cloned());
    let Some(name) = module.map(|module| module.name) else {
        typed.refuse("module", t.begin_no_module());
        return refused(&view(visit, typed).await?);
    };
    match command::begin_sheet(&visit.ctx, &visit.db, &key, &name, &author(&visit)).await {
        // Somebody else has begun it: theirs is shown.
        Ok(()) | Err(Refusal::Changed) => Ok(Onward::to(format!("/rooms/sheets/{key}"))
            .saying(t.begun_flash())
            .into_response()),
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(_) => Err(Failure::not_found()),
    }
}

#[derive(Template)]
#[template(path = "room/sheet.html")]
struct SheetPage {
    shell: Shell,
    t: Text,
    name: String,
    text: Vec<String>,
    text_lang: &'static str,
    days: Vec<DayView>,
    kinds: Vec<(&'static str, String)>,
    /// Where it is changed; empty for who may not.
    edit: String,
}

pub(super) async fn page(visit: Visit, Path(key): Path<String>) -> Result<Response, Failure> {
    permit::<action::ViewRunSheet>(&visit.ctx)?;
    let t = Text::new(visit.ctx.lang);
    let sheet = found(&visit, &key).await?.0;
    let lang = t.lang();
    let mut days: Vec<DayView> = Vec::new();
    for (place, beat) in sheet.beats.iter().enumerate() {
        let mut shown = beat_view(&t, place + 1, beat, beat.minutes);
        let number = beat.day;
        let day = match days.last_mut() {
            Some(day) if day.number == number => day,
            _ => {
                days.push(DayView {
                    number,
                    beats: Vec::new(),
                    ends: String::new(),
                });
                match days.last_mut() {
                    Some(day) => day,
                    None => continue,
                }
            }
        };
        // Without a session there is no clock: minutes from the beginning of the day.
        let passed: u32 = day.beats.iter().map(|beat| beat.minutes).sum();
        shown.time = format!("{}:{:02}", passed / 60, passed % 60);
        let ends = passed + beat.minutes;
        day.ends = format!("{}:{:02}", ends / 60, ends % 60);
        day.beats.push(shown);
    }
    show(&SheetPage {
        name: sheet.name.pick(lang).to_owned(),
        text: paragraphs(sheet.text.pick(lang)),
        text_lang: tag(sheet.text.lang(lang)),
        kinds: kinds(&t, sheet.beats.iter().map(|beat| (beat.kind, beat.minutes))),
        days,
        edit: if may_edit(&visit.ctx) {
            format!("/rooms/sheets/{key}")
        } else {
            String::new()
        },
        shell: visit.shell.crumb("/rooms", t.nav()),
        t,
    })
}

pub(super) async fn found(visit: &Visit, key: &str) -> Result<(RunSheet, Sheets), Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let sheets = query::sheets(&tx).await?;
    let sheet = sheets.get(key).cloned().ok_or_else(Failure::not_found)?;
    Ok((sheet, sheets))
}
