//! Persons and units as they were on any day.
//!
//! A person and a unit are one row for ever; what is true of them is in versions with the days they
//! are valid (`valid_to` is the first day no longer). A version that is put right on the day it
//! begins is not overwritten but marked as superseded, so that what was believed when can be read.

pub(crate) mod rows;
pub(crate) mod some;
pub(crate) mod state;
pub(crate) mod upload;
pub(crate) mod write;

use std::collections::HashMap;

use base::{Id, PersonTag};
use chrono::NaiveDate;
use db::{Error, Migration, ReadTx};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

pub use some::Counts;

use crate::domain::{Person, Unit};
use rows::{link, person, person_version, unit_version};

use rows::{MIGRATION_1, MIGRATION_2, MIGRATION_3};

/// The tables of this slice, in the order they were made.
pub const MIGRATIONS: &[Migration] = &[MIGRATION_1, MIGRATION_2, MIGRATION_3];

/// Tag of a unit's key.
#[derive(Debug)]
pub enum UnitTag {}

/// A person as known on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    pub id: Id<PersonTag>,
    pub unit: Id<UnitTag>,
    pub leader: Option<Id<PersonTag>>,
    /// The day from which this is so.
    pub since: NaiveDate,
    pub facts: Person,
}

/// A unit as known on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUnit {
    pub id: Id<UnitTag>,
    pub parent: Option<Id<UnitTag>>,
    pub since: NaiveDate,
    pub facts: Unit,
}

/// Everybody and every unit on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    pub people: Vec<KnownPerson>,
    pub units: Vec<KnownUnit>,
}

/// One version of a person or a unit, with the days it was valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<T> {
    pub facts: T,
    pub from: NaiveDate,
    /// The first day no longer; nothing where it is still so.
    pub to: Option<NaiveDate>,
    /// Of a person, the leader at the time.
    pub leader: Option<Id<PersonTag>>,
}

/// How one unit came of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// The first went into the second.
    Merged,
    /// The second was split off the first.
    Split,
}

/// A merger or a split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitLink {
    pub from: Id<UnitTag>,
    pub to: Id<UnitTag>,
    pub kind: Succession,
    pub day: NaiveDate,
}

macro_rules! valid_on {
    ($columns:path, $day:expr) => {{
        use $columns as Column;
        Condition::all()
            .add(Column::SupersededAt.is_null())
            .add(Column::ValidFrom.lte($day))
            .add(
                Condition::any()
                    .add(Column::ValidTo.is_null())
                    .add(Column::ValidTo.gt($day)),
            )
    }};
}

pub(crate) use valid_on;

/// Units and people on the day. References are given both as keys and as names and numbers.
pub(crate) async fn organisation(tx: &ReadTx, day: NaiveDate) -> Result<Organisation, Error> {
    let units = unit_version::Entity::find()
        .filter(valid_on!(unit_version::Column, day))
        .order_by_asc(unit_version::Column::NameKey)
        .all(tx.conn())
        .await?;
    let names: HashMap<_, _> = units
        .iter()
        .map(|row| (row.unit, row.name.clone()))
        .collect();
    let people = person_version::Entity::find()
        .find_also_related(person::Entity)
        .filter(valid_on!(person_version::Column, day))
        .order_by_asc(person_version::Column::NameKey)
        .order_by_asc(person_version::Column::Person)
        .all(tx.conn())
        .await?;
    let numbers: HashMap<_, _> = people
        .iter()
        .filter_map(|(row, person)| Some((row.person, person.as_ref()?.number.clone())))
        .collect();
    Ok(Organisation {
        people: people
            .into_iter()
            .filter_map(|(row, person)| Some(known_person(row, person?.number, &names, &numbers)))
            .collect(),
        units: units
            .into_iter()
            .map(|row| known_unit(row, &names))
            .collect(),
    })
}

type Names = HashMap<sea_orm::prelude::Uuid, String>;

fn known_person(
    row: person_version::Model,
    number: String,
    units: &Names,
    numbers: &Names,
) -> KnownPerson {
    KnownPerson {
        id: Id::from_uuid(row.person),
        unit: Id::from_uuid(row.unit),
        leader: row.leader.map(Id::from_uuid),
        since: row.valid_from,
        facts: facts(row, number, units, numbers),
    }
}

fn facts(row: person_version::Model, number: String, units: &Names, numbers: &Names) -> Person {
    Person {
        number,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        gender: row.gender,
        job_title: row.job_title,
        level: row.level,
        unit: units.get(&row.unit).cloned().unwrap_or_default(),
        area: row.area,
        site: row.site,
        leader: row.leader.and_then(|leader| numbers.get(&leader).cloned()),
        hired: row.hired,
    }
}

fn known_unit(row: unit_version::Model, names: &Names) -> KnownUnit {
    KnownUnit {
        id: Id::from_uuid(row.unit),
        parent: row.parent.map(Id::from_uuid),
        since: row.valid_from,
        facts: Unit {
            parent: row.parent.and_then(|parent| names.get(&parent).cloned()),
            name: row.name,
            area: row.area,
            site: row.site,
        },
    }
}

/// Every version of a person that stands, the oldest first. Units and leaders are named as they
/// are called at the end of the version.
pub(crate) async fn person_history(
    tx: &ReadTx,
    id: Id<PersonTag>,
) -> Result<Vec<Version<Person>>, Error> {
    let Some(who) = person::Entity::find_by_id(id.uuid()).one(tx.conn()).await? else {
        return Ok(Vec::new());
    };
    let rows = person_version::Entity::find()
        .filter(person_version::Column::Person.eq(id.uuid()))
        .filter(person_version::Column::SupersededAt.is_null())
        .order_by_asc(person_version::Column::ValidFrom)
        .all(tx.conn())
        .await?;
    let units = unit_version::Entity::find()
        .filter(unit_version::Column::Unit.is_in(rows.iter().map(|row| row.unit)))
        .filter(unit_version::Column::SupersededAt.is_null())
        .order_by_asc(unit_version::Column::ValidFrom)
        .all(tx.conn())
        .await?;
    let leaders: Vec<_> = rows.iter().filter_map(|row| row.leader).collect();
    let numbers: Names = person::Entity::find()
        .filter(person::Column::Id.is_in(leaders))
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row.number))
        .collect();
    let called = |row: &person_version::Model| -> Names {
        units
            .iter()
            .filter(|unit| row.valid_to.is_none_or(|end| unit.valid_from < end))
            .map(|unit| (unit.unit, unit.name.clone()))
            .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| Version {
            from: row.valid_from,
            to: row.valid_to,
            leader: row.leader.map(Id::from_uuid),
            facts: {
                let names = called(&row);
                facts(row, who.number.clone(), &names, &numbers)
            },
        })
        .collect())
}

/// Every version of a unit that stands, the oldest first.
pub(crate) async fn unit_history(
    tx: &ReadTx,
    id: Id<UnitTag>,
) -> Result<Vec<Version<Unit>>, Error> {
    let rows = unit_version::Entity::find()
        .filter(unit_version::Column::Unit.eq(id.uuid()))
        .filter(unit_version::Column::SupersededAt.is_null())
        .order_by_asc(unit_version::Column::ValidFrom)
        .all(tx.conn())
        .await?;
    let parents: Names = unit_version::Entity::find()
        .filter(unit_version::Column::Unit.is_in(rows.iter().filter_map(|row| row.parent)))
        .filter(unit_version::Column::SupersededAt.is_null())
        .order_by_asc(unit_version::Column::ValidFrom)
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.unit, row.name))
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| Version {
            from: row.valid_from,
            to: row.valid_to,
            leader: None,
            facts: known_unit(row, &parents).facts,
        })
        .collect())
}

/// Mergers and splits that a unit took part in, the oldest first.
pub(crate) async fn unit_links(tx: &ReadTx, id: Id<UnitTag>) -> Result<Vec<UnitLink>, Error> {
    let rows = link::Entity::find()
        .filter(
            Condition::any()
                .add(link::Column::FromUnit.eq(id.uuid()))
                .add(link::Column::ToUnit.eq(id.uuid())),
        )
        .order_by_asc(link::Column::Day)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| UnitLink {
            from: Id::from_uuid(row.from_unit),
            to: Id::from_uuid(row.to_unit),
            kind: if row.kind == "split" {
                Succession::Split
            } else {
                Succession::Merged
            },
            day: row.day,
        })
        .collect())
}
