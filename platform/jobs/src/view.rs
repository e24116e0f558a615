use base::{Account, Id, Page};
use chrono::{DateTime, Utc};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};
use serde_json::Value;

use crate::{JobTag, row::job};

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobState {
    /// For its time, or for another try.
    Waiting,
    Running,
    Done,
    /// Given up; the fault says why.
    Failed,
    Cancelled,
}

impl JobState {
    const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Running,
        Self::Done,
        Self::Failed,
        Self::Cancelled,
    ];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more will happen to it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        !matches!(self, Self::Waiting | Self::Running)
    }
}

/// A job as a page shows it, without its payload.
#[derive(Clone, Debug, PartialEq)]
pub struct JobRow {
    pub id: Id<JobTag>,
    pub kind: String,
    pub state: JobState,
    pub queued_at: DateTime<Utc>,
    /// Who asked for it; nobody when the system did.
    pub queued_by: Option<Id<Account>>,
    /// When it may begin, or be tried again.
    pub run_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    pub tries: u32,
    /// Asked to stop; it may not have seen it yet.
    pub cancelling: bool,
    /// What the job last said of itself.
    pub progress: Option<Value>,
    /// Why the last try failed.
    pub fault: Option<String>,
}

/// One job, if there is such a one.
///
/// # Errors
/// When the database fails.
pub async fn job(tx: &ReadTx, id: Id<JobTag>) -> Result<Option<JobRow>, Error> {
    Ok(job::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?
        .map(JobRow::from))
}

/// Jobs, newest first; of one kind and in one state where given.
///
/// # Errors
/// When the database fails.
pub async fn jobs(
    tx: &ReadTx,
    kind: Option<&str>,
    state: Option<JobState>,
    first: u64,
    size: u64,
) -> Result<Page<JobRow>, Error> {
    let mut found = job::Entity::find();
    if let Some(kind) = kind {
        found = found.filter(job::Column::Kind.eq(kind));
    }
    if let Some(state) = state {
        found = found.filter(job::Column::State.eq(state.word()));
    }
    let total = found.clone().count(tx.conn()).await?;
    let items = found
        .order_by_desc(job::Column::QueuedAt)
        .order_by_desc(job::Column::Id)
        .offset(first)
        .limit(size)
        .all(tx.conn())
        .await?;
    Ok(Page {
        items: items.into_iter().map(JobRow::from).collect(),
        first,
        size,
        total,
    })
}

/// Asks a job to stop. One that waits is cancelled at once, one that runs when it looks; gives
/// whether there was anything to stop.
///
/// # Errors
/// When the database fails.
pub async fn cancel(tx: &WriteTx, id: Id<JobTag>) -> Result<bool, Error> {
    let Some(row) = job::Entity::find_by_id(id.uuid()).one(tx.conn()).await? else {
        return Ok(false);
    };
    let change = job::ActiveModel {
        id: Set(row.id),
        cancel: Set(true),
        ..Default::default()
    };
    match JobRow::from(row).state {
        JobState::Waiting => end(tx, change, JobState::Cancelled).await?,
        JobState::Running => {
            job::Entity::update(change).exec(tx.conn()).await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Gives a failed job a fresh row of tries, where its payload is still known.
///
/// # Errors
/// When the database fails.
pub async fn retry(tx: &WriteTx, id: Id<JobTag>) -> Result<bool, Error> {
    let changed = job::Entity::update_many()
        .set(job::ActiveModel {
            state: Set(JobState::Waiting.word().to_owned()),
            run_at: Set(tx.ctx().now),
            tries: Set(0),
            cancel: Set(false),
            ended_at: Set(None),
            ..Default::default()
        })
        .filter(job::Column::Id.eq(id.uuid()))
        .filter(job::Column::State.eq(JobState::Failed.word()))
        .filter(job::Column::Payload.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Ends a job. What it was asked may hold a secret link or a name: a job that is over keeps nothing
/// of it, save that a failed one keeps it for another try until it is tidied away. A job asked for
/// "one at a time" lets the next one in.
pub(crate) async fn end(
    tx: &WriteTx,
    mut change: job::ActiveModel,
    state: JobState,
) -> Result<(), Error> {
    change.state = Set(state.word().to_owned());
    change.ended_at = Set(Some(tx.ctx().now));
    change.lease = Set(None);
    change.lease_until = Set(None);
    if state != JobState::Failed {
        change.payload = Set(None);
    }
    if state == JobState::Done {
        change.fault = Set(None);
    }
    let row = job::Entity::update(change).exec(tx.conn()).await?;
    if row.once.is_some() && !row.once_for_good {
        let unnamed = job::ActiveModel {
            id: Set(row.id),
            once: Set(None),
            ..Default::default()
        };
        job::Entity::update(unnamed).exec(tx.conn()).await?;
    }
    Ok(())
}

impl From<job::Model> for JobRow {
    fn from(row: job::Model) -> Self {
        let state = JobState::ALL
            .into_iter()
            .find(|state| state.word() == row.state);
        Self {
            id: Id::from_uuid(row.id),
            kind: row.kind,
            // A word of a newer release is nothing this one should touch.
            state: state.unwrap_or(JobState::Done),
            queued_at: row.queued_at,
            queued_by: row.queued_by.map(Id::from_uuid),
            run_at: row.run_at,
            started_at: row.started_at,
            ended_at: row.ended_at,
            tries: row.tries.unsigned_abs(),
            cancelling: row.cancel,
            progress: row.progress,
            fault: row.fault,
        }
    }
}
