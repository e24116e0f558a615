//! The page, and what is done from it.

use access::{action, permit};
use askama::Template;
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse as _, Response},
};
use base::{Id, Lang, Problem};
use chrono::{DateTime, Utc};
use jobs::{Job as _, JobState};
use kit::{Failure, Form, Onward, Routes, Shell, Visit, get, page, post};

use crate::{
    Text,
    command::{self, MakeExport, Settle},
    store,
};

/// Failed jobs that are shown; the newest say what is wrong.
const SHOWN: u64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/operations", get(show))
        .route("/operations/export", post(ask))
        .route("/operations/export/{id}", get(fetch))
        .route("/operations/events/{id}/again", post(tell_again))
        .route("/operations/events/{id}/skip", post(skip))
        .route("/operations/jobs/{id}/again", post(retry))
}

#[derive(Template)]
#[template(path = "operations/operations.html")]
struct Operations {
    shell: Shell,
    t: Text,
    may_export: bool,
    /// An export is on its way.
    making: bool,
    exports: Vec<ExportRow>,
    events: Vec<EventRow>,
    failed: Vec<FailedRow>,
    failed_in_all: u64,
}

struct ExportRow {
    id: String,
    made: String,
    expires: String,
    size: String,
    sha256: String,
}

struct EventRow {
    id: String,
    event: String,
    subscriber: String,
    happened: String,
    tries: u32,
    fault: String,
    again: bool,
}

struct FailedRow {
    id: String,
    kind: String,
    asked: String,
    tries: u32,
    fault: String,
}

/// `GET /operations`
async fn show(visit: Visit) -> Result<Response, Failure> {
    permit::<action::SeeJobs>(&visit.ctx)?;
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let zone = visit.visitor.belonging().organisation.zone.clone();
    let at = |when| moment(lang, when, &zone);
    let may_export = permit::<action::ExportEverything>(&visit.ctx).is_ok();
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let exports = if may_export {
        store::living(&tx).await.map_err(Problem::from)?
    } else {
        Vec::new()
    };
    let mut making = false;
    for state in [JobState::Waiting, JobState::Running] {
        let found = jobs::jobs(&tx, Some(MakeExport::KIND), Some(state), 0, 1)
            .await
            .map_err(Problem::from)?;
        making |= found.total > 0;
    }
    let events = jobs::put_aside(&tx).await.map_err(Problem::from)?;
    let failed = jobs::jobs(&tx, None, Some(JobState::Failed), 0, SHOWN)
        .await
        .map_err(Problem::from)?;
    page(&Operations {
        may_export,
        making,
        exports: exports
            .into_iter()
            .map(|kept| ExportRow {
                id: kept.id.to_string(),
                made: at(kept.made),
                expires: at(kept.expires),
                size: t.megabytes(tenths_of_megabytes(lang, kept.size)),
                sha256: kept.sha256,
            })
            .collect(),
        events: events
            .into_iter()
            .map(|event| EventRow {
                id: event.id.to_string(),
                event: event.event,
                subscriber: event.subscriber,
                happened: at(event.happened_at),
                tries: event.tries,
                fault: event.fault,
                again: event.again,
            })
            .collect(),
        failed_in_all: failed.total,
        failed: failed
            .items
            .into_iter()
            .map(|job| FailedRow {
                id: job.id.to_string(),
                kind: job.kind,
                asked: at(job.queued_at),
                tries: job.tries,
                fault: job.fault.unwrap_or_default(),
            })
            .collect(),
        shell: visit.shell,
        t,
    })
}

/// `POST /operations/export`
async fn ask(visit: Visit, _: Form) -> Result<Response, Failure> {
    command::ask(&visit.ctx, &visit.db).await?;
    let said = Text::new(visit.ctx.lang).export_asked();
    Ok(Onward::to("/operations").saying(said).into_response())
}

/// `GET /operations/export/{id}`
async fn fetch(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    permit::<action::ExportEverything>(&visit.ctx)?;
    let id = id.parse().map_err(|_| Failure::not_found())?;
    let (kept, content) = command::fetch(&visit.ctx, &visit.db, id).await?;
    let slug = &visit.visitor.belonging().organisation.slug;
    let name = format!("pejl-{slug}-{}.zip", kept.made.date_naive());
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, content).into_response())
}

/// `POST /operations/events/{id}/again`
async fn tell_again(visit: Visit, path: Path<String>, _: Form) -> Result<Response, Failure> {
    settle(visit, path, Settle::Again).await
}

/// `POST /operations/events/{id}/skip`
async fn skip(visit: Visit, path: Path<String>, _: Form) -> Result<Response, Failure> {
    settle(visit, path, Settle::Skip).await
}

async fn settle(visit: Visit, Path(id): Path<String>, how: Settle) -> Result<Response, Failure> {
    permit::<action::MendJobs>(&visit.ctx)?;
    let id = parsed(&id)?;
    command::settle(&visit.ctx, &visit.db, id, how).await?;
    let t = Text::new(visit.ctx.lang);
    let said = match how {
        Settle::Again => t.event_again_asked(),
        Settle::Skip => t.event_skipped(),
    };
    Ok(Onward::to("/operations").saying(said).into_response())
}

/// `POST /operations/jobs/{id}/again`
async fn retry(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, Failure> {
    permit::<action::MendJobs>(&visit.ctx)?;
    command::retry(&visit.ctx, &visit.db, parsed(&id)?).await?;
    let said = Text::new(visit.ctx.lang).job_again_asked();
    Ok(Onward::to("/operations").saying(said).into_response())
}

fn parsed<T>(id: &str) -> Result<Id<T>, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

fn moment(lang: Lang, at: DateTime<Utc>, zone: &str) -> String {
    let zone = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let local = at.with_timezone(&zone).naive_local();
    Text::new(lang).moment(
        language::date(lang, local.date()),
        language::time(lang, local.time()),
    )
}

/// At least a tenth, so that nothing weighs nothing.
fn tenths_of_megabytes(lang: Lang, bytes: i64) -> String {
    let tenths = (bytes / 100_000).max(1);
    let comma = lang.pick(",", ".");
    format!("{}{comma}{}", tenths / 10, tenths % 10)
}
