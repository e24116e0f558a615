//! *Foreslå plan*: start the search, follow it, stop it; see the proposal and what it moves; publish.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Id, Lang, Problem};
use jobs::{JobState, JobTag};
use kit::{Failure, Form, Link, Onward, Shell, Typed, Visit, page as shown, refused};

use super::tabs;
use crate::{
    Text,
    command::{self, Propose, Report},
    plan::Stage,
    query::{self, Plan, Reading},
};

/// What the page says of the search.
enum Search {
    None,
    Running {
        job: String,
        stage: String,
        percent: u32,
    },
    Cancelled,
    Failed,
    Impossible(Vec<String>),
}

/// A plan in figures and sentences.
struct Summary {
    number: i32,
    facts: Vec<(String, String)>,
    unavoidable: Vec<String>,
}

#[derive(Template)]
#[template(path = "programme/plan.html", blocks = ["state"])]
struct PlanPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    typed: Typed,
    search: Search,
    proposal: Option<Summary>,
    published: Option<Summary>,
    warning: bool,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    let mut typed = Typed::new();
    typed.set("seed", "1");
    typed.set("seconds", "20");
    let fragment = visit.fragment;
    let view = view(visit, typed).await?;
    if fragment {
        shown(&view.as_state())
    } else {
        shown(&view)
    }
}

async fn view(visit: Visit, typed: Typed) -> Result<PlanPage, Failure> {
    let t = Text::new(visit.ctx.lang);
    access::permit::<access::action::ProposePlan>(&visit.ctx)?;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let reading = query::design(&tx).await?.ok_or_else(Failure::not_found)?;
    let proposal = match query::proposal(&tx).await? {
        Some(plan) => Some(summary(&visit, &tx, &plan).await?),
        None => None,
    };
    let published = match query::published(&tx).await? {
        Some(plan) => Some(summary(&visit, &tx, &plan).await?),
        None => None,
    };
    let jobs = jobs::jobs(&tx, Some(<Propose as jobs::Job>::KIND), None, 0, 1)
        .await
        .map_err(Problem::from)?;
    let search = jobs
        .items
        .first()
        .map_or(Search::None, |job| state(job, &t));
    Ok(PlanPage {
        tabs: tabs(&visit, "/programme/plan"),
        typed,
        search,
        proposal,
        published,
        warning: reading.design.programme.tranches.len() < 2,
        shell: visit.shell,
        t,
    })
}

fn state(job: &jobs::JobRow, t: &Text) -> Search {
    let report = job
        .progress
        .clone()
        .and_then(|said| serde_json::from_value::<Report>(said).ok());
    match (job.state, report) {
        (JobState::Waiting | JobState::Running, report) => {
            let (stage, done) = match report {
                Some(Report::Searching { stage, done }) => (stage, done),
                _ => (Stage::Cohorts, 0.0),
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share from 0 to 1"
            )]
            let percent = (done.clamp(0.0, 1.0) * 100.0) as u32;
            Search::Running {
                job: job.id.to_string(),
                stage: stage_name(t, stage),
                percent,
            }
        }
        (JobState::Done, Some(Report::Impossible { da, en })) => {
            Search::Impossible(match t.lang() {
                Lang::Da => da,
                Lang::En => en,
            })
        }
        (JobState::Done, _) => Search::None,
        (JobState::Cancelled, _) => Search::Cancelled,
        (JobState::Failed, _) => Search::Failed,
    }
}

fn stage_name(t: &Text, stage: Stage) -> String {
    match stage {
        Stage::Cohorts => t.stage_cohorts(),
        Stage::Dates => t.stage_dates(),
        Stage::Learning => t.stage_learning(),
        Stage::Tables => t.stage_tables(),
        Stage::Gatherings => t.stage_gatherings(),
    }
}

async fn summary(visit: &Visit, tx: &db::ReadTx, plan: &Plan) -> Result<Summary, Failure> {
    let t = Text::new(visit.ctx.lang);
    let Reading { design, .. } = query::design_of(tx, plan.version).await?;
    let content = &plan.content;
    let persons: Vec<_> = (0..content.leaders.len())
        .filter_map(|leader| plan.person(leader))
        .collect();
    let known = query::names(tx, &persons).await?;
    let name = |leader: usize| {
        plan.person(leader)
            .and_then(|person| known.get(&person).cloned())
            .unwrap_or_else(|| t.somebody())
    };
    let percent = |share: f64| language::percent(t.lang(), share, 1);
    let figures = &content.figures;
    let mut facts = vec![
        (t.book_leaders(), content.leaders.len().to_string()),
        (t.book_cohorts(), content.cohorts.len().to_string()),
        (t.book_sessions(), content.sessions.len().to_string()),
        (t.book_gatherings(), content.gatherings.len().to_string()),
        (t.book_rules(), t.book_rules_kept()),
        (t.book_met(), percent(figures.met_share())),
        (t.fact_diversity(), percent(figures.diversity_share())),
        (
            t.book_seed(),
            format!(
                "{} · {} · {}",
                content.seed,
                content.engine,
                plan.inputs.get(..12).unwrap_or_default()
            ),
        ),
    ];
    if content.kept_before.is_some() {
        facts.push((
            t.fact_moved(),
            t.fact_moved_text(figures.regrouped, figures.timetable.moved),
        ));
    }
    Ok(Summary {
        number: plan.number,
        facts,
        unavoidable: content
            .unavoidable
            .iter()
            .map(|each| each.sentence(&design, name, t.lang()))
            .collect(),
    })
}

pub(super) async fn propose(visit: Visit, form: Form) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    let seed = typed.whole::<u64>("seed", visit.ctx.lang);
    let seconds = typed.whole::<u32>("seconds", visit.ctx.lang);
    if seconds.is_some_and(|seconds| !(1..=600).contains(&seconds)) {
        typed.refuse("seconds", t.seconds_wrong());
    }
    let (Some(seed), Some(seconds), false) = (seed, seconds, typed.is_refused()) else {
        let fragment = visit.fragment;
        let view = view(visit, typed).await?;
        return if fragment {
            refused(&view.as_state())
        } else {
            refused(&view)
        };
    };
    command::propose(&visit.ctx, &visit.db, seed, f64::from(seconds), None).await?;
    Ok(Onward::to("/programme/plan").into_response())
}

pub(super) async fn cancel(
    visit: Visit,
    Path(job): Path<Id<JobTag>>,
    _: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::cancel(&visit.ctx, &visit.db, job).await?;
    Ok(Onward::to("/programme/plan")
        .saying(t.search_stopping())
        .into_response())
}
