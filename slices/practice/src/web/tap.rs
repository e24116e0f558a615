//! `/tap/{door}`: one step, settled by the link in its leader's mail. Looking changes nothing: mail
//! filters look at every link they carry.

use askama::Template;
use axum::{
    extract::{Path, RawQuery},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::{Context, Problem};
use db::Database;
use identity::{Door, Organisations};
use kit::{Failure, Form, Onward, PublicVisit, Shell, Typed, page as shown, refused};
use programme::query::local_day;

use super::{
    list::{Line, line},
    settled,
};
use crate::{
    Text, command,
    query::{State, Step},
};

#[derive(Template)]
#[template(path = "practice/tap.html")]
struct TapPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    line: Line,
    door: String,
    /// What was tapped in the mail, while it can still be done: its value and its name.
    tapped: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "practice/tap_spent.html")]
struct SpentPage {
    shell: Shell,
    t: Text,
}

/// What a door has opened.
struct Opened {
    ctx: Context,
    db: Database,
    door: Door,
    step: Step,
}

async fn open(
    organisations: &Organisations,
    visit: &PublicVisit,
    word: &str,
) -> Result<Option<Opened>, Problem> {
    let Some(door) = Door::read(word) else {
        return Ok(None);
    };
    let mut ctx = Context::system("step-link", visit.ctx.now);
    ctx.lang = visit.ctx.lang;
    let Ok(db) = organisations.database(&ctx, door.organisation).await else {
        return Ok(None);
    };
    let step = {
        let tx = db.read(&ctx).await?;
        command::opened(&tx, &door).await?
    };
    Ok(step.map(|step| Opened {
        ctx,
        db,
        door,
        step,
    }))
}

/// A link that opens nothing, whatever the reason, with what to do now.
fn spent(shell: Shell) -> Result<Response, Failure> {
    let t = Text::new(shell.lang);
    let mut response = shown(&SpentPage { shell, t })?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

impl TapPage {
    fn new(shell: Shell, opened: &Opened, asked: &str, mut typed: Typed) -> Self {
        let t = Text::new(shell.lang);
        let line = line(
            &t,
            &opened.step,
            local_day(&opened.ctx),
            &Default::default(),
        );
        let tapped = match asked {
            "did=done" => Some(("done", t.act_done())),
            "did=moved" => Some(("moved", t.act_moved())),
            "did=dropped" => Some(("dropped", t.act_dropped())),
            _ => None,
        };
        if typed.get("outcome").is_empty() {
            typed.set("outcome", line.outcome.clone());
        }
        Self {
            tapped: tapped.filter(|_| line.state == State::Open && !typed.is_refused()),
            door: opened.door.word(),
            typed,
            line,
            shell,
            t,
        }
    }
}

pub(super) async fn page(
    organisations: Organisations,
    visit: PublicVisit,
    Path(word): Path<String>,
    RawQuery(asked): RawQuery,
) -> Result<Response, Failure> {
    let Some(opened) = open(&organisations, &visit, &word).await? else {
        return spent(visit.shell);
    };
    let asked = asked.unwrap_or_default();
    shown(&TapPage::new(visit.shell, &opened, &asked, Typed::new()))
}

pub(super) async fn settle(
    organisations: Organisations,
    visit: PublicVisit,
    Path(word): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let Some(opened) = open(&organisations, &visit, &word).await? else {
        return spent(visit.shell);
    };
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    let Some((done, said)) = settled(&mut typed, &opened.step, local_day(&opened.ctx), &t) else {
        return refused(&TapPage::new(visit.shell, &opened, "", typed));
    };
    command::settle_by(&opened.ctx, &opened.db, &opened.door, done).await?;
    Ok(Onward::to(format!("/tap/{word}"))
        .saying(said)
        .into_response())
}
