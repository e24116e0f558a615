//! Taking a job, keeping it, giving it back. Each in a short transaction of its own.

use base::{Context, Id};
use chrono::TimeDelta;
use db::{Audit, Database, Error, ReadTx, WriteTx};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, sea_query::Condition,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Fault, JobState, JobTag, Kind,
    row::job::{ActiveModel, Column, Entity, Model},
    view::end,
};

/// How long a job belongs to a node that says nothing more.
pub const LEASE: TimeDelta = TimeDelta::seconds(60);

/// A job taken by this node.
#[derive(Clone, Debug)]
pub struct Claimed {
    pub id: Id<JobTag>,
    pub lease: Uuid,
    pub tries: u32,
    pub kind: Kind,
    pub payload: Value,
    pub queued_by: Option<Uuid>,
}

/// What the row says of a job that this node runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Mine {
        cancel: bool,
    },
    /// Another node took it over.
    Lost,
}

/// Takes the job that has waited longest among those that may run now, if there is one.
pub async fn claim(db: &Database, ctx: &Context, kinds: &[Kind]) -> Result<Option<Claimed>, Error> {
    // A look first: an idle worker must not keep the organisation's writers waiting.
    if next(&db.read(ctx).await?, kinds).await?.is_none() {
        return Ok(None);
    }
    let tx = db.write(ctx).await?;
    let Some((row, kind)) = next(&tx, kinds).await? else {
        return Ok(None);
    };
    let id = row.id;
    let tries = row.tries.unsigned_abs();
    let mut change = ActiveModel {
        id: Set(id),
        ..Default::default()
    };
    let over = if row.cancel {
        Some(JobState::Cancelled)
    } else if tries >= kind.retry.tries {
        // It was running, and its node is gone: it may be the job itself that kills nodes.
        change.fault = Set(Some("the node that ran it went away".to_owned()));
        Some(JobState::Failed)
    } else {
        None
    };
    if let Some(over) = over {
        end(&tx, change, over).await?;
        tx.commit(Audit::upkeep()).await?;
        return Ok(None);
    }
    let lease = Id::<Claimed>::new().uuid();
    change.state = Set(JobState::Running.word().to_owned());
    change.lease = Set(Some(lease));
    change.lease_until = Set(Some(ctx.now + LEASE));
    change.started_at = Set(Some(ctx.now));
    change.tries = Set(row.tries + 1);
    Entity::update(change).exec(tx.conn()).await?;
    tx.commit(Audit::upkeep()).await?;
    Ok(Some(Claimed {
        id: Id::from_uuid(id),
        lease,
        tries: tries + 1,
        kind: kind.clone(),
        payload: row.payload.unwrap_or_default(),
        queued_by: row.queued_by,
    }))
}

async fn next<'k>(tx: &ReadTx, kinds: &'k [Kind]) -> Result<Option<(Model, &'k Kind)>, Error> {
    let now = tx.ctx().now;
    let open: Vec<&Kind> = kinds.iter().filter(|kind| kind.hours.allow(now)).collect();
    let due = Condition::any()
        .add(
            Condition::all()
                .add(Column::State.eq(JobState::Waiting.word()))
                .add(Column::RunAt.lte(now)),
        )
        .add(
            Condition::all()
                .add(Column::State.eq(JobState::Running.word()))
                .add(Column::LeaseUntil.lt(now)),
        );
    let row = Entity::find()
        .filter(due)
        .filter(Column::Kind.is_in(open.iter().map(|kind| kind.name)))
        .order_by_asc(Column::RunAt)
        .order_by_asc(Column::Id)
        .limit(1)
        .one(tx.conn())
        .await?;
    Ok(row.and_then(|row| {
        let kind = open.into_iter().find(|kind| kind.name == row.kind)?;
        Some((row, kind))
    }))
}

/// Whether the job is still this node's, and whether somebody wants it stopped.
pub async fn standing(tx: &ReadTx, claimed: &Claimed) -> Result<Standing, Error> {
    let row = Entity::find_by_id(claimed.id.uuid()).one(tx.conn()).await?;
    Ok(match row {
        Some(row) if row.lease == Some(claimed.lease) => Standing::Mine { cancel: row.cancel },
        _ => Standing::Lost,
    })
}

/// Renews the lease and writes how far the job is.
pub async fn renew(
    db: &Database,
    ctx: &Context,
    claimed: &Claimed,
    progress: Option<Value>,
) -> Result<Standing, Error> {
    let tx = db.write(ctx).await?;
    let standing = standing(&tx, claimed).await?;
    if standing != Standing::Lost {
        let mut change = ActiveModel {
            id: Set(claimed.id.uuid()),
            lease_until: Set(Some(ctx.now + LEASE)),
            ..Default::default()
        };
        if progress.is_some() {
            change.progress = Set(progress);
        }
        Entity::update(change).exec(tx.conn()).await?;
        tx.commit(Audit::upkeep()).await?;
    }
    Ok(standing)
}

/// Ends the job within the given transaction.
///
/// # Errors
/// [`Fault::Again`] when it is no longer this node's; then the transaction must not be committed.
pub async fn done(tx: &WriteTx, claimed: &Claimed, progress: Option<Value>) -> Result<(), Fault> {
    if standing(tx, claimed).await? == Standing::Lost {
        return Err(Fault::again("another node has taken the job over"));
    }
    let mut change = ActiveModel {
        id: Set(claimed.id.uuid()),
        ..Default::default()
    };
    if progress.is_some() {
        change.progress = Set(progress);
    }
    Ok(end(tx, change, JobState::Done).await?)
}

/// Writes down how a try ended. Gives the state it left the job in; none when the job was no longer
/// this node's, or ended itself.
pub async fn conclude(
    db: &Database,
    ctx: &Context,
    claimed: &Claimed,
    result: Result<(), Fault>,
    progress: Option<Value>,
) -> Result<Option<JobState>, Error> {
    let tx = db.write(ctx).await?;
    if standing(&tx, claimed).await? == Standing::Lost {
        return Ok(None);
    }
    let mut change = ActiveModel {
        id: Set(claimed.id.uuid()),
        ..Default::default()
    };
    if progress.is_some() {
        change.progress = Set(progress);
    }
    let state = match result {
        Ok(()) => JobState::Done,
        Err(Fault::Cancelled) => JobState::Cancelled,
        Err(Fault::Again(fault)) if claimed.tries < claimed.kind.retry.tries => {
            change.fault = Set(Some(fault));
            JobState::Waiting
        }
        Err(Fault::Again(fault) | Fault::Never(fault)) => {
            change.fault = Set(Some(fault));
            JobState::Failed
        }
    };
    if state == JobState::Waiting {
        change.state = Set(state.word().to_owned());
        change.run_at = Set(ctx.now + claimed.kind.retry.wait(claimed.tries));
        change.lease = Set(None);
        change.lease_until = Set(None);
        Entity::update(change).exec(tx.conn()).await?;
    } else {
        end(&tx, change, state).await?;
    }
    tx.commit(Audit::upkeep()).await?;
    Ok(Some(state))
}

/// Gives a job back untouched: the node is stopping, and another should take it at once.
pub async fn give_back(db: &Database, ctx: &Context, claimed: &Claimed) -> Result<(), Error> {
    let tx = db.write(ctx).await?;
    if standing(&tx, claimed).await? == Standing::Lost {
        return Ok(());
    }
    Entity::update(ActiveModel {
        id: Set(claimed.id.uuid()),
        state: Set(JobState::Waiting.word().to_owned()),
        tries: Set(i32::try_from(claimed.tries).unwrap_or(i32::MAX) - 1),
        lease: Set(None),
        lease_until: Set(None),
        ..Default::default()
    })
    .exec(tx.conn())
    .await?;
    tx.commit(Audit::upkeep()).await
}

/// Forgets what is long over: jobs after 90 days, save those that must never run again.
pub async fn tidy(tx: &WriteTx) -> Result<(), Error> {
    let before = tx.ctx().now - TimeDelta::days(90);
    Entity::delete_many()
        .filter(Column::EndedAt.lt(before))
        .filter(
            Condition::any()
                .add(Column::Once.is_null())
                .add(Column::OnceForGood.eq(false)),
        )
        .exec(tx.conn())
        .await?;
    Entity::update_many()
        .set(ActiveModel {
            payload: Set(None),
            ..Default::default()
        })
        .filter(Column::EndedAt.lt(before))
        .exec(tx.conn())
        .await?;
    Ok(())
}
