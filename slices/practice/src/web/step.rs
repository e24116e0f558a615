//! One step: to its own leader with all that can be said of it, to others as far as it is shared.

use access::action;
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Id, Problem};
use kit::{Failure, Form, May, Onward, Shell, Typed, Visit, page as shown, refused};
use programme::query::{local_day, names};

use super::{
    list::{Line, line},
    person, settled,
};
use crate::{
    Text, command,
    domain::LONGEST_WORD,
    query::{self, Answer, Kind, State, Step, StepSheet},
};

#[derive(Template)]
#[template(path = "practice/step.html")]
struct StepPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    line: Line,
    is_own: bool,
    may_cheer: bool,
    /// What was said last can be taken back.
    may_undo: bool,
    facts: Vec<(String, String)>,
    history: Vec<String>,
    cheers: Vec<(String, String)>,
    /// What the makker has said, when that is worth a line.
    makker: String,
}

impl StepPage {
    async fn of(visit: &Visit, id: Id<Step>, typed: Typed) -> Result<Self, Failure> {
        let t = Text::new(visit.ctx.lang);
        let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
        let sheet = query::step(&tx, id).await?;
        let mut persons = vec![sheet.step.person];
        persons.extend(sheet.step.wording.makker);
        persons.extend(sheet.cheers.iter().map(|(who, _)| *who));
        let known = names(&tx, &persons).await?;
        let name = |id| known.get(id).cloned().unwrap_or_default();
        let mut line = line(&t, &sheet.step, local_day(&visit.ctx), &known);
        if sheet.is_own {
            line.who = String::new();
        }
        let makker = sheet.step.wording.makker.as_ref().map(name);
        let makker = makker.filter(|name| !name.is_empty());
        let mut typed = typed;
        if typed.get("by").is_empty() {
            let suggested = sheet.step.a_week_on(local_day(&visit.ctx));
            typed.set("by", suggested.to_string());
        }
        if typed.get("outcome").is_empty() {
            typed.set("outcome", line.outcome.clone());
        }
        Ok(Self {
            typed,
            facts: facts(&t, &tx, &sheet, makker.as_deref()).await?,
            history: sheet
                .history
                .iter()
                .map(|each| happened(&t, each))
                .collect(),
            cheers: sheet
                .cheers
                .iter()
                .map(|(who, line)| (name(who), line.clone()))
                .collect(),
            makker: match (sheet.answer, makker) {
                (Some(Answer::Waits), Some(name)) => t.makker_waits(name),
                (Some(Answer::No), Some(name)) => t.makker_said_no(name),
                _ => String::new(),
            },
            is_own: sheet.is_own,
            may_cheer: sheet.may_cheer,
            may_undo: sheet.is_own
                && sheet.history.last().is_some_and(|last| {
                    matches!(last.kind, Kind::Done | Kind::Moved | Kind::Dropped)
                }),
            line,
            shell: visit.shell.clone().crumb("/steps", t.nav_steps()),
            t,
        })
    }
}

async fn facts(
    t: &Text,
    tx: &db::ReadTx,
    sheet: &StepSheet,
    makker: Option<&str>,
) -> Result<Vec<(String, String)>, Problem> {
    let lang = t.lang();
    let wording = &sheet.step.wording;
    let mut facts = Vec::new();
    let mut fact = |label: String, what: Option<String>| {
        facts.extend(
            what.filter(|what| !what.is_empty())
                .map(|what| (label, what)),
        );
    };
    fact(
        t.form_by(),
        Some(language::date_with_weekday(lang, wording.by)),
    );
    fact(t.form_seen(), wording.seen.clone());
    if !sheet.is_own {
        return Ok(facts);
    }
    fact(t.form_makker(), makker.map(str::to_owned));
    let mut with = Vec::new();
    if wording.shared.group {
        with.push(t.shared_group());
    }
    if wording.shared.leader {
        with.push(t.shared_leader());
    }
    if with.is_empty() {
        with.push(t.shared_nobody());
    }
    fact(t.shared_with(), Some(with.join(", ")));
    let tied = &wording.tied;
    if let Some(reading) = programme::query::design_for_all(tx).await? {
        let module = tied.module.as_deref();
        let module = module.and_then(|key| reading.design.programme.module(key));
        fact(
            t.form_module(),
            module.map(|module| module.name.pick(lang).to_owned()),
        );
    }
    let direction = direction::query::version_in(tx, direction::query::Which::Published).await?;
    if let Some(direction) = direction.map(|reading| reading.direction) {
        let is = |key: &str, wanted: &Option<String>| wanted.as_deref() == Some(key);
        let field = direction
            .fields
            .iter()
            .find(|each| is(each.key.as_ref(), &tied.field));
        fact(
            t.form_field(),
            field.map(|each| each.name.pick(lang).to_owned()),
        );
        let aims = &direction.vision.aims;
        let aim = aims.iter().find(|each| is(each.key.as_ref(), &tied.aim));
        fact(
            t.form_aim(),
            aim.map(|each| each.name.pick(lang).to_owned()),
        );
    }
    Ok(facts)
}

fn happened(t: &Text, each: &query::Happening) -> String {
    let local = each.at.with_timezone(&chrono_tz::Europe::Copenhagen);
    let on = language::date(t.lang(), local.date_naive());
    let day = |day: Option<chrono::NaiveDate>| {
        day.map_or_else(String::new, |day| language::date(t.lang(), day))
    };
    match each.kind {
        Kind::Made => t.history_made(on),
        Kind::Confirmed => t.history_confirmed(on),
        Kind::Edited => t.history_edited(on),
        Kind::Done => t.history_done(on),
        Kind::Moved => t.history_moved(on, day(each.after)),
        Kind::Dropped => match &each.word {
            Some(word) => t.history_dropped_word(on, word.as_str()),
            None => t.history_dropped(on),
        },
        Kind::Undone => t.history_undone(on),
    }
}

pub(super) async fn page(visit: Visit, Path(id): Path<Id<Step>>) -> Result<Response, Failure> {
    shown(&StepPage::of(&visit, id, Typed::new()).await?)
}

/// Done, moved, dropped, or taken back.
pub(super) async fn settle(
    visit: Visit,
    _: May<action::KeepSteps>,
    Path(id): Path<Id<Step>>,
    form: Form,
) -> Result<Response, Failure> {
    let me = person(&visit)?;
    let t = Text::new(visit.ctx.lang);
    let step = {
        let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
        query::step(&tx, id).await?.step
    };
    if step.person != me {
        return Err(Failure::not_found());
    }
    let mut typed = form.typed;
    let Some((done, said)) = settled(&mut typed, &step, local_day(&visit.ctx), &t) else {
        return refused(&StepPage::of(&visit, id, typed).await?);
    };
    command::settle(&visit.ctx, &visit.db, id, done).await?;
    Ok(Onward::to(format!("/steps/{id}"))
        .saying(said)
        .into_response())
}

/// "Er det dit?" of a step that was told in the room: keep it, or take it away.
pub(super) async fn told(
    visit: Visit,
    _: May<action::KeepSteps>,
    Path(id): Path<Id<Step>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    if form.typed.get("mine") == "yes" {
        command::confirm(&visit.ctx, &visit.db, id).await?;
        return Ok(Onward::to(format!("/steps/{id}"))
            .saying(t.told_kept())
            .into_response());
    }
    command::delete(&visit.ctx, &visit.db, id).await?;
    Ok(Onward::to("/steps").saying(t.told_gone()).into_response())
}

pub(super) async fn cheer(
    visit: Visit,
    _: May<action::CheerStep>,
    Path(id): Path<Id<Step>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    typed.call("line", t.cheer_label());
    let line = typed.required("line", visit.ctx.lang);
    let letters = typed.get("line").chars().count();
    if letters > LONGEST_WORD {
        typed.refuse("line", t.form_long(letters, LONGEST_WORD));
    }
    let (Some(line), false) = (line, typed.is_refused()) else {
        return refused(&StepPage::of(&visit, id, typed).await?);
    };
    command::cheer(&visit.ctx, &visit.db, id, &line).await?;
    Ok(Onward::to(format!("/steps/{id}"))
        .saying(t.cheer_said())
        .into_response())
}
