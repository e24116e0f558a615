//! What happens around a session: attendance, substitutes, the waiting list, material; and the
//! secret address of a person's calendar.

use std::collections::BTreeMap;

use access::{Permit, action};
use base::{Id, PersonTag, Problem, Secret};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};

use super::{
    rows::{attendance, calendar, material, substitute, waiting},
    sessions::Session,
};

/// Who was there; only those who have been ticked.
pub async fn attendance(
    tx: &ReadTx,
    permit: &Permit<action::ViewAttendance>,
    session: Id<Session>,
) -> Result<BTreeMap<Id<PersonTag>, bool>, Problem> {
    permit.covers(session)?;
    let rows = attendance::Entity::find()
        .filter(attendance::Column::Session.eq(session.uuid()))
        .all(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(rows
        .into_iter()
        .map(|row| (Id::from_uuid(row.person), row.present))
        .collect())
}

/// Ticks a whole list anew.
pub async fn tick(
    tx: &WriteTx,
    permit: &Permit<action::TickAttendance>,
    session: Id<Session>,
    present: &BTreeMap<Id<PersonTag>, bool>,
) -> Result<(), Problem> {
    permit.covers(session)?;
    attendance::Entity::delete_many()
        .filter(attendance::Column::Session.eq(session.uuid()))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    let rows = present
        .iter()
        .map(|(person, present)| attendance::ActiveModel {
            id: Set(Id::<Session>::new().uuid()),
            session: Set(session.uuid()),
            person: Set(person.uuid()),
            present: Set(*present),
            at: Set(tx.ctx().now),
        });
    if !present.is_empty() {
        attendance::Entity::insert_many(rows)
            .exec_without_returning(tx.conn())
            .await
            .map_err(Error::from)?;
    }
    Ok(())
}

/// Present and expected over all sessions that have been ticked.
pub async fn attended(
    tx: &ReadTx,
    _: &Permit<action::ViewAttendance>,
) -> Result<(usize, usize), Error> {
    let rows = attendance::Entity::find().all(tx.conn()).await?;
    Ok((rows.iter().filter(|row| row.present).count(), rows.len()))
}

/// The sessions that have been ticked.
pub async fn ticked(
    tx: &ReadTx,
    _: &Permit<action::ViewAttendance>,
) -> Result<Vec<Id<Session>>, Error> {
    let mut ids: Vec<_> = attendance::Entity::find()
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| row.session)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids.into_iter().map(Id::from_uuid).collect())
}

/// Who comes in whose place.
pub(crate) async fn substitutes(
    tx: &ReadTx,
    session: Id<Session>,
) -> Result<BTreeMap<Id<PersonTag>, String>, Error> {
    let rows = substitute::Entity::find()
        .filter(substitute::Column::Session.eq(session.uuid()))
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (Id::from_uuid(row.person), row.name))
        .collect())
}

/// Names a substitute, or takes it back when the name is empty.
pub async fn substitute(
    tx: &WriteTx,
    _: &Permit<action::ArrangeSubstitute>,
    session: Id<Session>,
    person: Id<PersonTag>,
    name: &str,
) -> Result<(), Error> {
    substitute::Entity::delete_many()
        .filter(substitute::Column::Session.eq(session.uuid()))
        .filter(substitute::Column::Person.eq(person.uuid()))
        .exec(tx.conn())
        .await?;
    if !name.is_empty() {
        substitute::Entity::insert(substitute::ActiveModel {
            id: Set(Id::<Session>::new().uuid()),
            session: Set(session.uuid()),
            person: Set(person.uuid()),
            name: Set(name.to_owned()),
            at: Set(tx.ctx().now),
        })
        .exec_without_returning(tx.conn())
        .await?;
    }
    Ok(())
}

/// Puts somebody on the waiting list, or takes them off it.
pub async fn wait(
    tx: &WriteTx,
    _: &Permit<action::ArrangeSubstitute>,
    session: Id<Session>,
    person: Id<PersonTag>,
    waits: bool,
) -> Result<(), Error> {
    waiting::Entity::delete_many()
        .filter(waiting::Column::Session.eq(session.uuid()))
        .filter(waiting::Column::Person.eq(person.uuid()))
        .filter(waiting::Column::TakenAt.is_null())
        .exec(tx.conn())
        .await?;
    if waits {
        waiting::Entity::insert(waiting::ActiveModel {
            id: Set(Id::<Session>::new().uuid()),
            session: Set(session.uuid()),
            person: Set(person.uuid()),
            at: Set(tx.ctx().now),
            offered_at: Set(None),
            taken_at: Set(None),
        })
        .exec_without_returning(tx.conn())
        .await?;
    }
    Ok(())
}

/// Name and link of a session's own material.
pub(crate) async fn material(
    tx: &ReadTx,
    session: Id<Session>,
) -> Result<Vec<(String, String)>, Error> {
    let rows = material::Entity::find()
        .filter(material::Column::Session.eq(session.uuid()))
        .order_by_asc(material::Column::At)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (row.name, row.link)).collect())
}

pub async fn add_material(
    tx: &WriteTx,
    permit: &Permit<action::EditSession>,
    session: Id<Session>,
    name: &str,
    link: &str,
) -> Result<(), Problem> {
    permit.covers(session)?;
    material::Entity::insert(material::ActiveModel {
        id: Set(Id::<Session>::new().uuid()),
        session: Set(session.uuid()),
        name: Set(name.to_owned()),
        link: Set(link.to_owned()),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

fn hash(secret: &Secret) -> String {
    Sha256::digest(secret.expose().as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Gives the person's calendar this secret; the one before opens nothing any more.
pub async fn renew_calendar(
    tx: &WriteTx,
    permit: &Permit<action::OwnCalendar>,
    person: Id<PersonTag>,
    secret: &Secret,
) -> Result<(), Problem> {
    permit.covers(person)?;
    calendar::Entity::delete_by_id(person.uuid())
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    calendar::Entity::insert(calendar::ActiveModel {
        person: Set(person.uuid()),
        hash: Set(hash(secret)),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// Whether the person's calendar has an address, and since when.
pub async fn calendar_since(
    tx: &ReadTx,
    permit: &Permit<action::OwnCalendar>,
    person: Id<PersonTag>,
) -> Result<Option<chrono::DateTime<chrono::Utc>>, Problem> {
    permit.covers(person)?;
    let row = calendar::Entity::find_by_id(person.uuid())
        .one(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(row.map(|row| row.at))
}

/// Whose calendar a secret opens. The secret is the decision.
pub(crate) async fn calendar_of(
    tx: &ReadTx,
    secret: &Secret,
) -> Result<Option<Id<PersonTag>>, Error> {
    let row = calendar::Entity::find()
        .filter(calendar::Column::Hash.eq(hash(secret)))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| Id::from_uuid(row.person)))
}
