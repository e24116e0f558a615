use base::Id;
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
    sea_query::{Alias, Expr, Query},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{Error, ReadTx, Step, WriteTx, schema};

/// Something that happened in one slice and that others may want to know.
///
/// The name is `slice.what_happened`; the fields are keys and dates, not copies of rows.
pub trait Event: Serialize + DeserializeOwned + Send + Sync {
    const NAME: &'static str;
}

/// An event as it lies in the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The order in which the organisation's events were committed, from 1, without holes.
    pub seq: i64,
    pub id: Id<Published>,
    pub at: DateTime<Utc>,
    pub name: String,
    pub payload: Value,
}

impl Published {
    /// The event itself, when it is of this kind.
    ///
    /// # Errors
    /// When it is of this kind and cannot be read.
    pub fn as_event<E: Event>(&self) -> Result<Option<E>, Error> {
        if self.name != E::NAME {
            return Ok(None);
        }
        Ok(Some(serde_json::from_value(self.payload.clone())?))
    }
}

/// At most `limit` events after the given place, in order.
///
/// # Errors
/// When the database fails.
pub async fn events_after(tx: &ReadTx, seq: i64, limit: u64) -> Result<Vec<Published>, Error> {
    let rows = row::Entity::find()
        .filter(row::Column::Seq.gt(seq))
        .order_by_asc(row::Column::Seq)
        .limit(limit)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Published {
            seq: row.seq,
            id: Id::from_uuid(row.id),
            at: row.at,
            name: row.name,
            payload: row.payload,
        })
        .collect())
}

/// Forgets events up to `seq` that are older than `before`; the numbering goes on.
///
/// # Errors
/// When the database fails.
pub async fn prune_events(tx: &WriteTx, seq: i64, before: DateTime<Utc>) -> Result<u64, Error> {
    let deleted = row::Entity::delete_many()
        .filter(row::Column::Seq.lte(seq))
        .filter(row::Column::At.lt(before))
        .exec(tx.conn())
        .await?;
    Ok(deleted.rows_affected)
}

pub(crate) async fn publish<E: Event>(tx: &WriteTx, event: &E) -> Result<(), Error> {
    row::Entity::insert(row::ActiveModel {
        seq: Set(next(tx).await?),
        id: Set(Id::<Published>::new().uuid()),
        at: Set(tx.ctx().now),
        name: Set(E::NAME.to_owned()),
        payload: Set(serde_json::to_value(event)?),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// Writers stand in line, so the counter has no holes and its order is the order of commits.
async fn next(tx: &WriteTx) -> Result<i64, Error> {
    let count = Query::update()
        .table(Alias::new("outbox_counter"))
        .value(Alias::new("seq"), Expr::col(Alias::new("seq")).add(1))
        .to_owned();
    tx.conn().execute(&count).await?;
    let read = Query::select()
        .column(Alias::new("seq"))
        .from(Alias::new("outbox_counter"))
        .to_owned();
    let row = tx.conn().query_one(&read).await?;
    let row = row.ok_or_else(|| sea_orm::DbErr::RecordNotFound("outbox_counter".to_owned()))?;
    Ok(row.try_get("", "seq")?)
}

pub(crate) fn tables() -> Vec<Step> {
    use schema::{id, instant, json, long, table, text};
    let mut seq = long("seq");
    seq.primary_key();
    vec![
        table(
            "outbox",
            [seq, id("id"), instant("at"), text("name"), json("payload")],
        )
        .into(),
        table("outbox_counter", [long("seq")]).into(),
        Step::sql("INSERT INTO outbox_counter (seq) VALUES (0)"),
    ]
}

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub seq: i64,
        pub id: Uuid,
        pub at: DateTimeUtc,
        pub name: String,
        pub payload: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
