//! This slice's tables. Every function that reads for a person takes the permit for it; those marked
//! `pub(crate)` without one are asked by queries that have decided already.

use std::collections::HashMap;

use access::{Permit, action};
use base::{Id, Problem};
use db::{
    Error, Migration, ReadTx, WriteTx,
    schema::{id, instant, integer, key, nullable, table, text, unique},
};
use people::query::UnitTag;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::domain::{Arrangement, Rates};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "cover_0001",
    up: || {
        vec![
            table(
                "cover_unit",
                [
                    key("id"),
                    id("unit"),
                    text("deputy"),
                    nullable(integer("minutes")),
                    instant("changed_at"),
                ],
            )
            .into(),
            unique("uq_cover_unit_unit", "cover_unit", ["unit"]).into(),
            table(
                "cover_rates",
                [
                    key("id"),
                    integer("leader"),
                    integer("cover"),
                    instant("changed_at"),
                ],
            )
            .into(),
        ]
    },
}];

mod unit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cover_unit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub unit: Uuid,
        pub deputy: String,
        pub minutes: Option<i32>,
        pub changed_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod rates {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cover_rates")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub leader: i32,
        pub cover: i32,
        pub changed_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

fn read(row: unit::Model) -> Arrangement {
    Arrangement {
        deputy: row.deputy,
        minutes: row.minutes.and_then(|minutes| u32::try_from(minutes).ok()),
    }
}

/// What each unit has said, by unit.
pub(crate) async fn arrangements(tx: &ReadTx) -> Result<HashMap<Id<UnitTag>, Arrangement>, Error> {
    let rows = unit::Entity::find().all(tx.conn()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (Id::from_uuid(row.unit), read(row)))
        .collect())
}

/// What one unit has said; an empty arrangement before it has.
pub async fn arrangement(
    tx: &ReadTx,
    permit: &Permit<action::ArrangeCover>,
    of: Id<UnitTag>,
) -> Result<Arrangement, Problem> {
    permit.covers(of)?;
    let row = unit::Entity::find()
        .filter(unit::Column::Unit.eq(of.uuid()))
        .one(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(row.map(read).unwrap_or_default())
}

/// Puts what a unit says in the place of what it said.
pub async fn arrange(
    tx: &WriteTx,
    permit: &Permit<action::ArrangeCover>,
    of: Id<UnitTag>,
    said: &Arrangement,
) -> Result<(), Problem> {
    permit.covers(of)?;
    unit::Entity::delete_many()
        .filter(unit::Column::Unit.eq(of.uuid()))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    unit::Entity::insert(unit::ActiveModel {
        id: Set(Id::<Arrangement>::new().uuid()),
        unit: Set(of.uuid()),
        deputy: Set(said.deputy.clone()),
        minutes: Set(said.minutes.and_then(|minutes| i32::try_from(minutes).ok())),
        changed_at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// The hourly rates; nothing before the office has set them.
pub async fn rates(tx: &ReadTx, _: &Permit<action::ViewCover>) -> Result<Option<Rates>, Error> {
    let row = rates::Entity::find().one(tx.conn()).await?;
    Ok(row.and_then(|row| {
        Some(Rates {
            leader: u32::try_from(row.leader).ok()?,
            cover: u32::try_from(row.cover).ok()?,
        })
    }))
}

/// Puts these rates in the place of those before.
pub async fn set_rates(
    tx: &WriteTx,
    _: &Permit<action::SetCoverRates>,
    set: Rates,
) -> Result<(), Error> {
    rates::Entity::delete_many().exec(tx.conn()).await?;
    let whole = |kroner: u32| i32::try_from(kroner).unwrap_or(i32::MAX);
    rates::Entity::insert(rates::ActiveModel {
        id: Set(Id::<Rates>::new().uuid()),
        leader: Set(whole(set.leader)),
        cover: Set(whole(set.cover)),
        changed_at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}
