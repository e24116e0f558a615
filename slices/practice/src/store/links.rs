//! Addresses in mails that settle one step. The address is the decision; only its hash is kept.

use access::{Permit, action};
use base::{Id, Problem, SecretHash};
use chrono::{DateTime, Utc};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::rows::link;
use crate::domain::Step;

/// Keeps a new one, and forgets those that are over.
pub async fn insert(
    tx: &WriteTx,
    permit: &Permit<action::KeepSteps>,
    step: &Step,
    hash: SecretHash,
    until: DateTime<Utc>,
) -> Result<(), Problem> {
    permit.covers(step.person)?;
    link::Entity::delete_many()
        .filter(link::Column::Until.lt(tx.ctx().now))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    link::Entity::insert(link::ActiveModel {
        id: Set(Id::<Step>::new().uuid()),
        step: Set(step.id.uuid()),
        hash: Set(hash),
        until: Set(until),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// The step that an address opens now.
pub(crate) async fn opened(tx: &ReadTx, hash: &str) -> Result<Option<Id<Step>>, Error> {
    let row = link::Entity::find()
        .filter(link::Column::Hash.eq(hash))
        .filter(link::Column::Until.gte(tx.ctx().now))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| Id::from_uuid(row.step)))
}
