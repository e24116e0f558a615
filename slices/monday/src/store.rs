//! This slice's tables.

use std::collections::{BTreeMap, BTreeSet};

use access::{Permit, action};
use base::{Id, PersonTag, Problem, SecretHash};
use chrono::NaiveDate;
use db::{
    Error, Migration, ReadTx, WriteTx,
    schema::{boolean, date, id, instant, integer, key, nullable, table, text, unique},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::domain::{Choice, DEFAULT_HOUR, Letter, Settings};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "monday_0001",
    up: || {
        vec![
            table(
                "monday_settings",
                [
                    key("id"),
                    boolean("is_on"),
                    integer("hour"),
                    instant("changed_at"),
                ],
            )
            .into(),
            table(
                "monday_choice",
                [
                    key("id"),
                    id("person"),
                    boolean("wanted"),
                    boolean("named"),
                    instant("changed_at"),
                ],
            )
            .into(),
            unique("uq_monday_choice_person", "monday_choice", ["person"]).into(),
            table("monday_run", [key("id"), date("week"), instant("at")]).into(),
            unique("uq_monday_run_week", "monday_run", ["week"]).into(),
            table(
                "monday_letter",
                [
                    key("id"),
                    id("person"),
                    date("week"),
                    nullable(id("rung")),
                    text("hash"),
                    instant("at"),
                ],
            )
            .into(),
            unique("uq_monday_letter_week", "monday_letter", ["person", "week"]).into(),
            unique("uq_monday_letter_hash", "monday_letter", ["hash"]).into(),
        ]
    },
}];

mod setting {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "monday_settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub is_on: bool,
        pub hour: i32,
        pub changed_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod choices_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "monday_choice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: Uuid,
        pub wanted: bool,
        pub named: bool,
        pub changed_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod run_row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "monday_run")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub week: Date,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod letter {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "monday_letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: Uuid,
        pub week: Date,
        pub rung: Option<Uuid>,
        pub hash: String,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the office has chosen; everybody may know when a mail comes.
pub(crate) async fn settings(tx: &ReadTx) -> Result<Settings, Error> {
    let row = setting::Entity::find().one(tx.conn()).await?;
    Ok(row.map_or_else(Settings::default, |row| Settings {
        is_on: row.is_on,
        hour: u32::try_from(row.hour).unwrap_or(DEFAULT_HOUR),
    }))
}

pub async fn set(
    tx: &WriteTx,
    _: &Permit<action::SetMonday>,
    settings: Settings,
) -> Result<(), Error> {
    setting::Entity::delete_many().exec(tx.conn()).await?;
    setting::Entity::insert(setting::ActiveModel {
        id: Set(Id::<Settings>::new().uuid()),
        is_on: Set(settings.is_on),
        hour: Set(i32::try_from(settings.hour).unwrap_or_default()),
        changed_at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

const fn read(row: &choices_row::Model) -> Choice {
    Choice {
        wanted: row.wanted,
        named: row.named,
    }
}

/// One leader's choice.
pub async fn choice(
    tx: &ReadTx,
    permit: &Permit<action::OwnMonday>,
    person: Id<PersonTag>,
) -> Result<Choice, Problem> {
    permit.covers(person)?;
    let row = choices_row::Entity::find()
        .filter(choices_row::Column::Person.eq(person.uuid()))
        .one(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(row.as_ref().map(read).unwrap_or_default())
}

/// Everybody's choice who has made one.
pub async fn choices(
    tx: &ReadTx,
    _: &Permit<action::OwnMonday>,
) -> Result<BTreeMap<Id<PersonTag>, Choice>, Error> {
    let rows = choices_row::Entity::find().all(tx.conn()).await?;
    Ok(rows
        .iter()
        .map(|row| (Id::from_uuid(row.person), read(row)))
        .collect())
}

/// Those who may be named.
pub async fn named(
    tx: &ReadTx,
    permit: &Permit<action::OwnMonday>,
) -> Result<BTreeSet<Id<PersonTag>>, Error> {
    let all = choices(tx, permit).await?;
    let named = all.into_iter().filter(|(_, choice)| choice.named);
    Ok(named.map(|(person, _)| person).collect())
}

pub async fn choose(
    tx: &WriteTx,
    permit: &Permit<action::OwnMonday>,
    person: Id<PersonTag>,
    choice: Choice,
) -> Result<(), Problem> {
    permit.covers(person)?;
    choices_row::Entity::delete_many()
        .filter(choices_row::Column::Person.eq(person.uuid()))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    choices_row::Entity::insert(choices_row::ActiveModel {
        id: Set(Id::<Choice>::new().uuid()),
        person: Set(person.uuid()),
        wanted: Set(choice.wanted),
        named: Set(choice.named),
        changed_at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// Whether a week's letters have been asked for.
pub async fn has_run(
    tx: &ReadTx,
    _: &Permit<action::OwnMonday>,
    week: NaiveDate,
) -> Result<bool, Error> {
    let row = run_row::Entity::find()
        .filter(run_row::Column::Week.eq(week))
        .one(tx.conn())
        .await?;
    Ok(row.is_some())
}

pub async fn run(
    tx: &WriteTx,
    _: &Permit<action::OwnMonday>,
    week: NaiveDate,
) -> Result<(), Error> {
    run_row::Entity::insert(run_row::ActiveModel {
        id: Set(Id::<Letter>::new().uuid()),
        week: Set(week),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// Who has this week's letter.
pub async fn written(
    tx: &ReadTx,
    _: &Permit<action::OwnMonday>,
    week: NaiveDate,
) -> Result<BTreeSet<Id<PersonTag>>, Error> {
    let rows = letter::Entity::find()
        .filter(letter::Column::Week.eq(week))
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Id::from_uuid(row.person))
        .collect())
}

/// Whom each was to ring in the letter before this week's.
pub async fn rung(
    tx: &ReadTx,
    _: &Permit<action::OwnMonday>,
    week: NaiveDate,
) -> Result<BTreeMap<Id<PersonTag>, Id<PersonTag>>, Error> {
    use sea_orm::QueryOrder as _;
    let rows = letter::Entity::find()
        .filter(letter::Column::Week.lt(week))
        .filter(letter::Column::Rung.is_not_null())
        .order_by_asc(letter::Column::Week)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((Id::from_uuid(row.person), Id::from_uuid(row.rung?))))
        .collect())
}

/// Keeps that a leader has this week's letter, and what stops further ones.
pub async fn keep(
    tx: &WriteTx,
    permit: &Permit<action::OwnMonday>,
    person: Id<PersonTag>,
    week: NaiveDate,
    rung: Option<Id<PersonTag>>,
    hash: SecretHash,
) -> Result<(), Problem> {
    permit.covers(person)?;
    letter::Entity::insert(letter::ActiveModel {
        id: Set(Id::<Letter>::new().uuid()),
        person: Set(person.uuid()),
        week: Set(week),
        rung: Set(rung.map(Id::uuid)),
        hash: Set(hash),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// Whose letter an address stops. The address is the decision.
pub(crate) async fn reader_of(tx: &ReadTx, hash: &str) -> Result<Option<Id<PersonTag>>, Error> {
    let row = letter::Entity::find()
        .filter(letter::Column::Hash.eq(hash))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| Id::from_uuid(row.person)))
}
