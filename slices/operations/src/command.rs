//! Asking for an export, making it, fetching it; settling what the machine could not do.

use std::sync::Arc;

use access::{action, permit};
use base::{Context, Id, Problem};
use chrono::TimeDelta;
use db::{Audit, Database};
use identity::Organisations;
use jobs::{AsideTag, Ask, Fault, Job, JobContext, JobTag, Retry, enqueue};
use kit::Export;
use serde::{Deserialize, Serialize};

use crate::{
    archive::{self, Material},
    store::{self, Kept},
};

/// How long an export can be fetched.
const KEPT: TimeDelta = TimeDelta::days(1);

/// The job that makes an export.
#[derive(Debug, Serialize, Deserialize)]
pub struct MakeExport {}

impl Job for MakeExport {
    const KIND: &'static str = "operations.export";
    const RETRY: Retry = Retry::SOON;
}

/// The job that deletes exports whose day is over.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetExports {}

impl Job for ForgetExports {
    const KIND: &'static str = "operations.forget_exports";
}

/// What making an export needs beside the job's own database.
#[derive(Clone)]
pub struct Making(Arc<(Organisations, Vec<(&'static str, Export)>)>);

impl Making {
    pub fn new(organisations: Organisations, exports: Vec<(&'static str, Export)>) -> Self {
        Self(Arc::new((organisations, exports)))
    }
}

/// Asks for an export; one that is being made already is the answer to both.
///
/// # Errors
/// When the actor may not, or the database fails.
pub async fn ask(ctx: &Context, db: &Database) -> Result<(), Problem> {
    permit::<action::ExportEverything>(ctx)?;
    let tx = db.write(ctx).await?;
    let job = enqueue(&tx, &MakeExport {}, &Ask::one_at_a_time("everything")).await?;
    Ok(tx.commit(Audit::of("export.asked").on("job", job)).await?)
}

pub async fn make(job: JobContext, _: MakeExport, making: Making) -> Result<(), Fault> {
    let (organisations, exports) = &*making.0;
    let ctx = job.ctx();
    let home = job
        .db()
        .organisation()
        .ok_or_else(|| Fault::never("a database that is no organisation's"))?;
    let control = organisations.control();
    let organisation = control
        .organisation(&ctx, home)
        .await
        .map_err(Fault::again)?;
    let members = control
        .members(&ctx, &permit::<action::ManageAccounts>(&ctx)?, home)
        .await
        .map_err(Fault::again)?;
    let may = permit::<action::ExportEverything>(&ctx)?;
    let made = {
        let tx = job.db().read(&ctx).await?;
        let material = Material {
            organisation: &organisation,
            members: &members,
            exports,
            version: env!("CARGO_PKG_VERSION"),
        };
        archive::make(&tx, &may, material)
            .await
            .map_err(Fault::again)?
    };
    let ctx = job.ctx();
    let kept = Kept {
        id: Id::new(),
        account: job.queued_by(),
        made: ctx.now,
        expires: ctx.now + KEPT,
        size: i64::try_from(made.bytes.len()).unwrap_or(i64::MAX),
        files: i32::try_from(made.files).unwrap_or(i32::MAX),
        sha256: made.sha256,
    };
    let tx = job.db().write(&ctx).await?;
    store::delete_expired(&tx).await?;
    store::insert(&tx, &kept, &made.bytes).await?;
    enqueue(&tx, &ForgetExports {}, &Ask::now().not_before(kept.expires)).await?;
    job.done(&tx).await?;
    let audit = Audit::of("export.made")
        .on("export", kept.id)
        .with("bytes", kept.size)
        .with("rows", made.rows)
        .with("sha256", kept.sha256);
    Ok(tx.commit(audit).await?)
}

pub async fn forget(job: JobContext, _: ForgetExports) -> Result<(), Fault> {
    let tx = job.db().write(&job.ctx()).await?;
    let gone = store::delete_expired(&tx).await?;
    job.done(&tx).await?;
    let audit = match gone {
        0 => Audit::upkeep(),
        gone => Audit::of("export.expired").with("exports", gone),
    };
    Ok(tx.commit(audit).await?)
}

/// Fetches an export, which the audit remembers.
///
/// # Errors
/// "Not found" when its day is over.
pub async fn fetch(ctx: &Context, db: &Database, id: Id<Kept>) -> Result<(Kept, Vec<u8>), Problem> {
    permit::<action::ExportEverything>(ctx)?;
    let tx = db.write(ctx).await?;
    let found = store::content(&tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    tx.commit(Audit::of("export.fetched").on("export", id))
        .await?;
    Ok(found)
}

/// What is done with an event that was put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    Again,
    Skip,
}

/// Tells an event once more, or gives it up.
///
/// # Errors
/// "Not found" when somebody else has settled it.
pub async fn settle(
    ctx: &Context,
    db: &Database,
    id: Id<AsideTag>,
    how: Settle,
) -> Result<(), Problem> {
    permit::<action::MendJobs>(ctx)?;
    let tx = db.write(ctx).await?;
    let (event, audit) = match how {
        Settle::Again => (jobs::tell_again(&tx, id).await?, "event.told_again"),
        Settle::Skip => (jobs::skip(&tx, id).await?, "event.skipped"),
    };
    let event = event.ok_or_else(Problem::not_found)?;
    let audit = Audit::of(audit)
        .on("event_aside", id)
        .with("subscriber", event.subscriber)
        .with("event", event.event)
        .with("fault", event.fault);
    Ok(tx.commit(audit).await?)
}

/// Gives a failed job a fresh row of tries.
///
/// # Errors
/// "Not found" when it has not failed or what it was asked is forgotten.
pub async fn retry(ctx: &Context, db: &Database, id: Id<JobTag>) -> Result<(), Problem> {
    permit::<action::MendJobs>(ctx)?;
    let tx = db.write(ctx).await?;
    if !jobs::retry(&tx, id).await? {
        return Err(Problem::not_found());
    }
    Ok(tx.commit(Audit::of("job.retried").on("job", id)).await?)
}
