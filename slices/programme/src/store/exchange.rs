//! Another cohort's session instead of one's own (*et andet hold*): asked for, offered, taken.

use std::collections::BTreeMap;

use access::{Permit, action};
use base::{Id, PersonTag, Problem};
use chrono::{DateTime, Utc};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    rows::{seat, session, waiting},
    sessions::Session,
};

/// Somebody on a session's waiting list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub session: Id<Session>,
    pub person: Id<PersonTag>,
    /// From 1, first come first; those who have taken a place are out of the line.
    pub position: usize,
    pub offered: Option<DateTime<Utc>>,
    pub taken: Option<DateTime<Utc>>,
}

/// Everybody on a session's list who has not taken a place, first come first.
pub(crate) async fn line(tx: &ReadTx, id: Id<Session>) -> Result<Vec<Waiting>, Error> {
    let rows = waiting::Entity::find()
        .filter(waiting::Column::Session.eq(id.uuid()))
        .filter(waiting::Column::TakenAt.is_null())
        .order_by_asc(waiting::Column::At)
        .order_by_asc(waiting::Column::Id)
        .all(tx.conn())
        .await?;
    Ok((1..)
        .zip(rows)
        .map(|(position, row)| of(position, row))
        .collect())
}

fn of(position: usize, row: waiting::Model) -> Waiting {
    Waiting {
        session: Id::from_uuid(row.session),
        person: Id::from_uuid(row.person),
        position,
        offered: row.offered_at,
        taken: row.taken_at,
    }
}

/// The person's own places in lines, and the places they have taken.
pub(crate) async fn of_person(tx: &ReadTx, person: Id<PersonTag>) -> Result<Vec<Waiting>, Error> {
    let rows = waiting::Entity::find()
        .filter(waiting::Column::Person.eq(person.uuid()))
        .all(tx.conn())
        .await?;
    let mut mine = Vec::new();
    for row in rows {
        if row.taken_at.is_some() {
            mine.push(of(0, row));
            continue;
        }
        let line = line(tx, Id::from_uuid(row.session)).await?;
        mine.extend(line.into_iter().find(|each| each.person == person));
    }
    Ok(mine)
}

/// How many free places are open to no one yet: seats of the room less those who sit there and those
/// who have been offered a place.
pub(crate) async fn free(tx: &ReadTx, id: Id<Session>, seats: usize) -> Result<usize, Error> {
    let seated = super::sessions::seats(tx, id).await?.len();
    let offered = line(tx, id)
        .await?
        .iter()
        .filter(|each| each.offered.is_some())
        .count();
    Ok(seats.saturating_sub(seated + offered))
}

/// The sessions where somebody waits and has been offered nothing, and how many do.
pub(crate) async fn unanswered(tx: &ReadTx) -> Result<BTreeMap<Id<Session>, usize>, Error> {
    let rows = waiting::Entity::find()
        .filter(waiting::Column::TakenAt.is_null())
        .filter(waiting::Column::OfferedAt.is_null())
        .all(tx.conn())
        .await?;
    let mut sessions = BTreeMap::new();
    for row in rows {
        *sessions.entry(Id::from_uuid(row.session)).or_insert(0) += 1;
    }
    Ok(sessions)
}

/// Offers the place to somebody on the list.
pub async fn offer(
    tx: &WriteTx,
    _: &Permit<action::ArrangeSubstitute>,
    id: Id<Session>,
    person: Id<PersonTag>,
) -> Result<(), Error> {
    change(tx, id, person, |row| {
        row.offered_at = Set(Some(tx.ctx().now))
    })
    .await
}

/// Takes the offered place: the seat at the other cohort's session instead of one's own.
pub async fn take(
    tx: &WriteTx,
    permit: &Permit<action::ArrangeSubstitute>,
    id: Id<Session>,
    person: Id<PersonTag>,
) -> Result<(), Problem> {
    permit.covers(person)?;
    change(tx, id, person, |row| row.taken_at = Set(Some(tx.ctx().now))).await?;
    Ok(seat_anew(tx, id, person).await?)
}

async fn change(
    tx: &WriteTx,
    id: Id<Session>,
    person: Id<PersonTag>,
    set: impl FnOnce(&mut waiting::ActiveModel),
) -> Result<(), Error> {
    let mut row = waiting::ActiveModel::default();
    set(&mut row);
    waiting::Entity::update_many()
        .set(row)
        .filter(waiting::Column::Session.eq(id.uuid()))
        .filter(waiting::Column::Person.eq(person.uuid()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// After a plan has been published: who has taken a place elsewhere keeps it.
pub(super) async fn seat_again(tx: &WriteTx, today: chrono::NaiveDate) -> Result<(), Error> {
    let taken = waiting::Entity::find()
        .filter(waiting::Column::TakenAt.is_not_null())
        .all(tx.conn())
        .await?;
    for row in taken {
        let session = session::Entity::find_by_id(row.session)
            .one(tx.conn())
            .await?;
        if session.is_some_and(|session| session.day >= today) {
            seat_anew(tx, Id::from_uuid(row.session), Id::from_uuid(row.person)).await?;
        }
    }
    Ok(())
}

/// Out of the own cohort's session of the same module, and to the smallest table of this one.
async fn seat_anew(tx: &WriteTx, id: Id<Session>, person: Id<PersonTag>) -> Result<(), Error> {
    let Some(to) = session::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?
    else {
        return Ok(());
    };
    let same = session::Entity::find()
        .filter(session::Column::Module.eq(to.module))
        .all(tx.conn())
        .await?;
    seat::Entity::delete_many()
        .filter(seat::Column::Person.eq(person.uuid()))
        .filter(seat::Column::Session.is_in(same.iter().map(|session| session.id)))
        .exec(tx.conn())
        .await?;
    let seats = super::sessions::seats(tx, id).await?;
    let tables = seats.iter().map(|(_, table)| *table).max().unwrap_or(1);
    let smallest = (1..=tables)
        .min_by_key(|table| seats.iter().filter(|(_, other)| other == table).count())
        .unwrap_or(1);
    seat::Entity::insert(seat::ActiveModel {
        id: Set(Id::<Session>::new().uuid()),
        session: Set(id.uuid()),
        person: Set(person.uuid()),
        place: Set(smallest),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}
