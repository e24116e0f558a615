use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse as _, Response},
};
use base::{Problem, ProblemKind};
use kit::{Choice, Failure, Form, Onward, Pages, Shell, Typed, Visit, page, refused};
use serde::Deserialize;

use super::{
    Frame, author, local, may_edit, shell,
    told::{Told, tell},
};
use crate::{
    Text, command,
    command::Refusal,
    domain::{self, Kind, Record},
    query::{self, Reading, Which},
};

const PER_PAGE: u64 = 25;

#[derive(Debug, Deserialize)]
pub(crate) struct Sheet {
    page: Option<u64>,
}

#[derive(Template)]
#[template(path = "direction/versions.html")]
struct Versions {
    shell: Shell,
    f: Frame,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    number: i32,
    day: String,
    author: String,
    note: String,
}

pub(crate) async fn versions(visit: Visit, Query(at): Query<Sheet>) -> Result<Response, Failure> {
    let lang = visit.ctx.lang;
    let first = at
        .page
        .unwrap_or(1)
        .saturating_sub(1)
        .saturating_mul(PER_PAGE);
    let history = query::history(&visit.ctx, &visit.db, first, PER_PAGE).await?;
    let pages = Pages::of(&history, "/direction/versions");
    let rows = history.items.into_iter().map(|version| Row {
        number: version.number,
        day: language::date(lang, local(version.at)),
        author: version.author,
        note: version.note,
    });
    page(&Versions {
        rows: rows.collect(),
        pages,
        f: Frame::new(&visit, "/direction/versions", None, Which::Published),
        shell: shell(&visit),
    })
}

#[derive(Debug, Deserialize)]
pub(crate) struct From {
    from: Option<i32>,
}

#[derive(Template)]
#[template(path = "direction/version.html")]
struct VersionPage {
    shell: Shell,
    f: Frame,
    number: i32,
    day: String,
    author: String,
    note: String,
    /// The version it is compared with; 0 when there is none before it.
    from: i32,
    others: Vec<Choice>,
    typed: Typed,
    changes: Vec<Told>,
}

pub(crate) async fn version(
    visit: Visit,
    Path(number): Path<i32>,
    Query(at): Query<From>,
) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let after = must(&visit, number).await?;
    let from = at.from.unwrap_or(number - 1);
    let before = if from > 0 {
        Some(must(&visit, from).await?)
    } else {
        None
    };
    let earlier = before
        .as_ref()
        .map(|reading| domain::records(&reading.files));
    let others = query::history(&visit.ctx, &visit.db, 0, 200).await?.items;
    let others = others.into_iter().filter(|other| other.number != number);
    let others = others.map(|other| Choice::new(other.number, t.version_number(other.number)));
    page(&VersionPage {
        number,
        day: language::date(lang, local(after.version.at)),
        author: after.version.author.clone(),
        note: after.version.note.clone(),
        from,
        others: others.collect(),
        typed: Typed::filled([("from", from.to_string())]),
        changes: earlier
            .map(|earlier| tell(&earlier, &domain::records(&after.files), lang))
            .unwrap_or_default(),
        f: Frame::new(&visit, "/direction/versions", None, Which::Published),
        shell: shell(&visit).crumb("/direction/versions", t.tab_versions()),
    })
}

async fn must(visit: &Visit, number: i32) -> Result<Reading, Failure> {
    let reading = query::version(&visit.ctx, &visit.db, Which::Number(number)).await?;
    reading.ok_or_else(Failure::not_found)
}

#[derive(Template)]
#[template(path = "direction/draft.html")]
struct Draft {
    shell: Shell,
    f: Frame,
    /// The draft's revision; 0 when there is none.
    revision: i32,
    author: String,
    day: String,
    changes: Vec<Told>,
    /// Whether nothing has been published yet, so that all of the draft is new.
    first: bool,
    kinds: Vec<KindRow>,
    typed: Typed,
}

struct KindRow {
    word: &'static str,
    heading: String,
    listed: bool,
    add: String,
    things: Vec<(String, String)>,
}

pub(crate) async fn draft(visit: Visit) -> Result<Response, Failure> {
    page(&draft_view(&visit, Typed::new()).await?)
}

async fn draft_view(visit: &Visit, typed: Typed) -> Result<Draft, Failure> {
    if !may_edit(&visit.ctx) {
        return Err(Problem::forbidden().into());
    }
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let published = query::published(&visit.ctx, &visit.db).await?;
    let draft = query::version(&visit.ctx, &visit.db, Which::Draft).await?;
    let old = published
        .as_ref()
        .map(|reading| domain::records(&reading.files));
    let new = draft
        .as_ref()
        .map(|reading| domain::records(&reading.files));
    let changes = match (&old, &new) {
        (Some(old), Some(new)) => tell(old, new, lang),
        _ => Vec::new(),
    };
    let shown = new.or(old).unwrap_or_default();
    let draft = draft.map(|reading| reading.version);
    Ok(Draft {
        shell: shell(visit),
        f: Frame::new(visit, "/direction/draft", None, Which::Published),
        revision: draft.as_ref().map_or(0, |draft| draft.revision),
        day: draft
            .as_ref()
            .map(|draft| language::date(lang, local(draft.at)))
            .unwrap_or_default(),
        author: draft.map(|draft| draft.author).unwrap_or_default(),
        changes,
        first: published.is_none(),
        kinds: kinds(&shown, t),
        typed,
    })
}

fn kinds(shown: &[Record], t: Text) -> Vec<KindRow> {
    let lang = t.lang();
    let row = |kind: Kind| KindRow {
        word: kind.word(),
        heading: t.kind_heading(kind.word()),
        listed: kind.is_listed(),
        add: t.add_kind(kind.word()),
        things: shown
            .iter()
            .filter(|record| record.kind == kind)
            .map(|record| (record.key.clone(), record.name(lang).to_owned()))
            .collect(),
    };
    if shown.is_empty() {
        return Vec::new();
    }
    Kind::ALL.into_iter().map(row).collect()
}

pub(crate) async fn publish(visit: Visit, form: Form) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    let revision = typed.get("revision").parse().unwrap_or_default();
    let note = typed.get("note").to_owned();
    let done = command::publish(&visit.ctx, &visit.db, revision, &note, &author(&visit)).await;
    match done {
        Ok(version) => {
            let said = t.published(version.number);
            Ok(Onward::to("/direction").saying(said).into_response())
        }
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(Refusal::Nothing) => {
            typed.refuse("", t.refused_nothing());
            refused(&draft_view(&visit, typed).await?)
        }
        Err(_) => {
            typed.refuse("", t.refused_draft_moved());
            refused(&draft_view(&visit, typed).await?)
        }
    }
}

pub(crate) async fn discard(visit: Visit, form: Form) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let revision = form.typed.get("revision").parse().unwrap_or_default();
    match command::discard(&visit.ctx, &visit.db, revision).await {
        Ok(()) => Ok(Onward::to("/direction/draft")
            .saying(t.discarded())
            .into_response()),
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(_) => Err(Problem::new(ProblemKind::Conflict, |lang| {
            Text::new(lang).refused_draft_moved()
        })
        .into()),
    }
}
