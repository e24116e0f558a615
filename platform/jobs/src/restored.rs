//! What a restored database must not do a second time.

use chrono::TimeDelta;
use db::{Error, WriteTx, events_after, prune_events};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    JobState,
    row::{cursor, job},
    view::end,
};

/// How much was waiting in a database that was put back from a backup, and is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// Mails among them.
    pub jobs: usize,
    /// Events that some subscriber had not heard.
    pub events: usize,
}

/// Cancels every job that waited or ran when the backup was taken, and forgets the events that were
/// not told yet: all of that was done after the backup, and nobody gets yesterday's mail twice. What
/// is asked for under a name that is used once for good stays used.
///
/// # Errors
/// When the database fails.
pub async fn stop_restored(tx: &WriteTx) -> Result<Stopped, Error> {
    let open = [JobState::Waiting.word(), JobState::Running.word()];
    let jobs = job::Entity::find()
        .filter(job::Column::State.is_in(open))
        .all(tx.conn())
        .await?;
    for row in &jobs {
        let change = job::ActiveModel {
            id: Set(row.id),
            fault: Set(Some("waiting when the backup was taken".to_owned())),
            ..Default::default()
        };
        end(tx, change, JobState::Cancelled).await?;
    }
    let last = cursor::Entity::find()
        .order_by_asc(cursor::Column::Seq)
        .one(tx.conn())
        .await?;
    let told = last.map_or(0, |row| row.seq);
    let events = events_after(tx, told, u64::from(u32::MAX)).await?.len();
    prune_events(tx, i64::MAX, tx.ctx().now + TimeDelta::days(1)).await?;
    Ok(Stopped {
        jobs: jobs.len(),
        events,
    })
}
