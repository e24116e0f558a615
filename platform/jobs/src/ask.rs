use base::{Actor, Id};
use chrono::{DateTime, Utc};
use db::{Error, WriteTx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use crate::{Job, JobState, JobTag, row::job};

/// How a job is asked for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    once: Option<String>,
    for_good: bool,
    not_before: Option<DateTime<Utc>>,
}

impl Ask {
    /// As soon as a worker is free, as often as it is asked for.
    #[must_use]
    pub fn now() -> Self {
        Self::default()
    }

    /// Never twice under this name, not even when the first is long done: a mail that tells of one
    /// event.
    #[must_use]
    pub fn once(name: impl Into<String>) -> Self {
        Self {
            once: Some(name.into()),
            for_good: true,
            ..Self::default()
        }
    }

    /// Not while one of this name waits or runs: the search for one plan.
    #[must_use]
    pub fn one_at_a_time(name: impl Into<String>) -> Self {
        Self {
            once: Some(name.into()),
            for_good: false,
            ..Self::default()
        }
    }

    #[must_use]
    pub const fn not_before(mut self, at: DateTime<Utc>) -> Self {
        self.not_before = Some(at);
        self
    }
}

/// Asks for a job in the caller's transaction: it will run if the transaction is committed. Gives
/// the key of the job there already is when [`Ask`] allows only one.
///
/// # Errors
/// When the database fails or the payload is no JSON.
pub async fn enqueue<J: Job>(tx: &WriteTx, payload: &J, ask: &Ask) -> Result<Id<JobTag>, Error> {
    if let Some(once) = &ask.once {
        // Writers stand in line, so nothing can come between this look and the insert.
        let before = job::Entity::find()
            .filter(job::Column::Kind.eq(J::KIND))
            .filter(job::Column::Once.eq(once))
            .one(tx.conn())
            .await?;
        if let Some(before) = before {
            return Ok(Id::from_uuid(before.id));
        }
    }
    let ctx = tx.ctx();
    let id = Id::new();
    job::Entity::insert(job::ActiveModel {
        id: Set(id.uuid()),
        kind: Set(J::KIND.to_owned()),
        payload: Set(Some(serde_json::to_value(payload)?)),
        once: Set(ask.once.clone()),
        once_for_good: Set(ask.for_good),
        state: Set(JobState::Waiting.word().to_owned()),
        queued_at: Set(ctx.now),
        queued_by: Set(match &ctx.actor {
            Actor::Member { account, .. } => Some(account.uuid()),
            _ => None,
        }),
        run_at: Set(ask.not_before.unwrap_or(ctx.now)),
        started_at: Set(None),
        ended_at: Set(None),
        tries: Set(0),
        lease: Set(None),
        lease_until: Set(None),
        cancel: Set(false),
        progress: Set(None),
        fault: Set(None),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(id)
}
