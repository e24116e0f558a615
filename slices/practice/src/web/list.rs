//! One's own steps, and those that others have shared.

use std::collections::HashMap;

use access::action;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use base::{Id, PersonTag, Problem};
use db::ReadTx;
use kit::{Failure, Form, May, Onward, Shell, Visit, page as shown};
use programme::query::names;

use super::person;
use crate::{
    Text, command,
    query::{self, Mine, State, Step},
};

/// A step in a list.
pub(super) struct Line {
    pub id: String,
    pub sentence: String,
    /// By when, or what has become of it.
    pub standing: String,
    pub state: State,
    pub outcome: String,
    /// Whose it is, where it is not the reader's own.
    pub who: String,
    /// Where it was told.
    pub late: bool,
}

type Names = HashMap<Id<PersonTag>, String>;

pub(super) fn line(t: &Text, step: &Step, today: chrono::NaiveDate, names: &Names) -> Line {
    let day = language::date_with_weekday(t.lang(), step.wording.by);
    let changed = language::date(
        t.lang(),
        step.changed
            .with_timezone(&chrono_tz::Europe::Copenhagen)
            .date_naive(),
    );
    Line {
        id: step.id.to_string(),
        sentence: query::sentence(t.lang(), &step.wording),
        standing: match step.state {
            State::Told | State::Open => t.by_day(day),
            State::Done => t.done_on(changed),
            State::Dropped => t.dropped_on(changed),
        },
        state: step.state,
        outcome: step.outcome.clone().unwrap_or_default(),
        who: names.get(&step.person).cloned().unwrap_or_default(),
        late: step.is_open() && step.wording.by < today,
    }
}

/// What a person's own page and the card on it show of the steps.
pub(super) struct MineView {
    pub told: Vec<Line>,
    pub open: Vec<Line>,
    pub over: Vec<Line>,
    /// Key and name of who asks the reader to be makker.
    pub asked: Vec<(String, String)>,
}

pub(super) async fn view(
    tx: &ReadTx,
    t: &Text,
    person: Id<PersonTag>,
) -> Result<MineView, Problem> {
    let Mine {
        told,
        open,
        over,
        asked,
        ..
    } = query::mine(tx, person).await?;
    let known = names(tx, &asked).await?;
    let today = programme::query::local_day(tx.ctx());
    let lines = |steps: &[Step]| -> Vec<Line> {
        steps
            .iter()
            .map(|step| line(t, step, today, &Names::new()))
            .collect()
    };
    Ok(MineView {
        told: lines(&told),
        open: lines(&open),
        over: lines(&over),
        asked: asked
            .iter()
            .filter_map(|one| Some((one.to_string(), known.get(one)?.clone())))
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "practice/list.html")]
struct ListPage {
    shell: Shell,
    t: Text,
    mine: MineView,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    let person = person(&visit)?;
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    shown(&ListPage {
        mine: view(&tx, &t, person).await?,
        shell: visit.shell,
        t,
    })
}

#[derive(Template)]
#[template(path = "practice/shared.html")]
struct SharedPage {
    shell: Shell,
    t: Text,
    group: Vec<Line>,
    makker: Vec<Line>,
}

pub(super) async fn shared(visit: Visit) -> Result<Response, Failure> {
    let person = person(&visit)?;
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let found = query::shared(&tx, person).await?;
    let both = found.group.iter().chain(&found.makker);
    let owners: Vec<Id<PersonTag>> = both.map(|step| step.person).collect();
    let known = names(&tx, &owners).await?;
    let today = programme::query::local_day(&visit.ctx);
    let lines = |steps: &[Step]| -> Vec<Line> {
        steps
            .iter()
            .map(|step| line(&t, step, today, &known))
            .collect()
    };
    shown(&SharedPage {
        group: lines(&found.group),
        makker: lines(&found.makker),
        shell: visit.shell.crumb("/steps", t.nav_steps()),
        t,
    })
}

/// Yes or no to being a colleague's makker.
pub(super) async fn reply(
    visit: Visit,
    _: May<action::KeepSteps>,
    form: Form,
) -> Result<Response, Failure> {
    let me = person(&visit)?;
    let asked: Id<PersonTag> = form
        .typed
        .get("person")
        .parse()
        .map_err(|_| Failure::not_found())?;
    let yes = form.typed.get("answer") == "yes";
    command::reply(&visit.ctx, &visit.db, asked, me, yes).await?;
    let t = Text::new(visit.ctx.lang);
    let (to, said) = if yes {
        ("/steps/shared", t.makker_yes_said())
    } else {
        ("/steps", t.makker_no_said())
    };
    Ok(Onward::to(to).saying(said).into_response())
}
