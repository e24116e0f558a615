//! Events that a subscriber could not take: put aside, so that those behind them flow.

use base::Id;
use chrono::{DateTime, Utc};
use db::{Error, Published, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::row::aside;

/// Tag of the key of an event that was put aside.
#[derive(Debug)]
pub enum AsideTag {}

/// An event that one subscriber could not take, without what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutAside {
    pub id: Id<AsideTag>,
    /// Who could not take it.
    pub subscriber: String,
    /// What happened, as `slice.what_happened`.
    pub event: String,
    pub happened_at: DateTime<Utc>,
    pub put_at: DateTime<Utc>,
    pub tries: u32,
    /// Why the last try failed.
    pub fault: String,
    /// Somebody has asked for another try, which has not been made yet.
    pub again: bool,
}

/// The events put aside, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn put_aside(tx: &ReadTx) -> Result<Vec<PutAside>, Error> {
    Ok(aside::Entity::find()
        .order_by_asc(aside::Column::PutAt)
        .order_by_asc(aside::Column::Seq)
        .all(tx.conn())
        .await?
        .into_iter()
        .map(PutAside::from)
        .collect())
}

/// Asks for one more try of an event put aside; gives the event, none when it is no longer there.
///
/// # Errors
/// When the database fails.
pub async fn tell_again(tx: &WriteTx, id: Id<AsideTag>) -> Result<Option<PutAside>, Error> {
    let row = aside::Entity::find_by_id(id.uuid()).one(tx.conn()).await?;
    if row.is_some() {
        aside::Entity::update(aside::ActiveModel {
            id: Set(id.uuid()),
            again: Set(true),
            ..Default::default()
        })
        .exec(tx.conn())
        .await?;
    }
    Ok(row.map(PutAside::from))
}

/// Gives an event put aside up for good; gives the event, none when it is no longer there. The
/// caller's audit row is what remains of it.
///
/// # Errors
/// When the database fails.
pub async fn skip(tx: &WriteTx, id: Id<AsideTag>) -> Result<Option<PutAside>, Error> {
    let row = aside::Entity::find_by_id(id.uuid()).one(tx.conn()).await?;
    aside::Entity::delete_by_id(id.uuid())
        .exec(tx.conn())
        .await?;
    Ok(row.map(PutAside::from))
}

pub(crate) async fn put(
    tx: &WriteTx,
    subscriber: &str,
    event: &Published,
    fault: String,
    tries: i32,
) -> Result<(), Error> {
    aside::Entity::insert(aside::ActiveModel {
        id: Set(Id::<AsideTag>::new().uuid()),
        subscriber: Set(subscriber.to_owned()),
        seq: Set(event.seq),
        event: Set(event.id.uuid()),
        name: Set(event.name.clone()),
        payload: Set(event.payload.clone()),
        happened_at: Set(event.at),
        put_at: Set(tx.ctx().now),
        tries: Set(tries),
        fault: Set(fault),
        again: Set(false),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// Those of the subscriber that somebody wants tried again, in their order.
pub(crate) async fn asked_again(
    tx: &ReadTx,
    subscriber: &str,
) -> Result<Vec<(Id<AsideTag>, Published)>, Error> {
    let rows = aside::Entity::find()
        .filter(aside::Column::Subscriber.eq(subscriber))
        .filter(aside::Column::Again.eq(true))
        .order_by_asc(aside::Column::Seq)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let event = Published {
                seq: row.seq,
                id: Id::from_uuid(row.event),
                at: row.happened_at,
                name: row.name,
                payload: row.payload,
            };
            (Id::from_uuid(row.id), event)
        })
        .collect())
}

/// How the further try ended: without a fault the event is taken and forgotten.
pub(crate) async fn tried(
    tx: &WriteTx,
    id: Id<AsideTag>,
    fault: Option<String>,
) -> Result<(), Error> {
    let Some(fault) = fault else {
        return skip(tx, id).await.map(|_| ());
    };
    let Some(row) = aside::Entity::find_by_id(id.uuid()).one(tx.conn()).await? else {
        return Ok(());
    };
    aside::Entity::update(aside::ActiveModel {
        id: Set(row.id),
        tries: Set(row.tries + 1),
        fault: Set(fault),
        again: Set(false),
        ..Default::default()
    })
    .exec(tx.conn())
    .await?;
    Ok(())
}

impl From<aside::Model> for PutAside {
    fn from(row: aside::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            subscriber: row.subscriber,
            event: row.name,
            happened_at: row.happened_at,
            put_at: row.put_at,
            tries: row.tries.unsigned_abs(),
            fault: row.fault,
            again: row.again,
        }
    }
}
