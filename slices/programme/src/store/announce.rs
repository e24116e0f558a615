//! Puts a plan in the place of the one in force.

use std::collections::{BTreeMap, BTreeSet};

use access::{Permit, action};
use base::Id;
use chrono::NaiveDate;
use db::{Error, WriteTx, insert_all};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    rows::{cohort, learner, learning, member, seat, session, teacher},
    sessions::{Cohort, Learning, Session, Wanted},
};

/// What a plan says, whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    pub cohorts: Vec<Cohort>,
    pub learning: Vec<Learning>,
    pub sessions: Vec<Wanted>,
}

/// Puts cohorts, learning groups, sessions and seats in the place of those in force. A session keeps
/// its row by its code; one whose time or room changes counts one move more. Sessions from before
/// `today` have been held: neither they nor who sat and taught there are touched.
pub async fn replace(
    tx: &WriteTx,
    _: &Permit<action::PublishPlan>,
    wanted: &Announcement,
    zone: &str,
    today: NaiveDate,
) -> Result<(), Error> {
    let numbers = replace_cohorts(tx, &wanted.cohorts).await?;
    replace_learning(tx, &wanted.learning).await?;
    let rows = session::Entity::find().all(tx.conn()).await?;
    let (held, known): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.day < today);
    let held: BTreeSet<String> = held.into_iter().map(|row| row.code).collect();
    let known: BTreeMap<String, session::Model> = known
        .into_iter()
        .map(|row| (row.code.clone(), row))
        .collect();
    let ahead = || {
        wanted
            .sessions
            .iter()
            .filter(|each| !held.contains(&each.code))
    };
    let codes: BTreeSet<&str> = ahead().map(|each| each.code.as_str()).collect();
    let (stay, gone): (Vec<_>, Vec<_>) = known
        .values()
        .partition(|row| codes.contains(row.code.as_str()));
    session::Entity::delete_many()
        .filter(session::Column::Id.is_in(gone.iter().map(|row| row.id)))
        .exec(tx.conn())
        .await?;
    let stay: Vec<_> = stay.iter().map(|row| row.id).collect();
    for ids in stay.chunks(500) {
        teacher::Entity::delete_many()
            .filter(teacher::Column::Session.is_in(ids.iter().copied()))
            .exec(tx.conn())
            .await?;
        seat::Entity::delete_many()
            .filter(seat::Column::Session.is_in(ids.iter().copied()))
            .exec(tx.conn())
            .await?;
    }
    let (mut teachers, mut seats) = (Vec::new(), Vec::new());
    for each in ahead() {
        let id = write_session(tx, each, known.get(&each.code), &numbers, zone).await?;
        teachers.extend(each.teachers.iter().map(|key| teacher::ActiveModel {
            id: Set(Id::<Session>::new().uuid()),
            session: Set(id),
            teacher: Set(key.clone()),
        }));
        for (place, table) in (1_i32..).zip(&each.tables) {
            seats.extend(table.iter().map(|person| seat::ActiveModel {
                id: Set(Id::<Session>::new().uuid()),
                session: Set(id),
                person: Set(person.uuid()),
                place: Set(place),
            }));
        }
    }
    insert_all(tx, teachers).await?;
    insert_all(tx, seats).await?;
    super::exchange::seat_again(tx, today).await
}

async fn write_session(
    tx: &WriteTx,
    wanted: &Wanted,
    known: Option<&session::Model>,
    cohorts: &BTreeMap<i32, uuid::Uuid>,
    zone: &str,
) -> Result<uuid::Uuid, Error> {
    let id = known.map_or_else(|| Id::<Session>::new().uuid(), |row| row.id);
    let moved = known.is_some_and(|row| {
        let days = u32::try_from(row.days).unwrap_or(1);
        (row.day, days, row.begins, row.ends, &row.room)
            != (
                wanted.day,
                wanted.days,
                wanted.begins,
                wanted.ends,
                &wanted.room,
            )
    });
    let row = session::ActiveModel {
        id: Set(id),
        code: Set(wanted.code.clone()),
        cohort: Set(wanted
            .cohort
            .and_then(|number| cohorts.get(&number).copied())),
        module: Set(wanted.module.clone()),
        day: Set(wanted.day),
        days: Set(i32::try_from(wanted.days).unwrap_or(1)),
        begins: Set(wanted.begins),
        ends: Set(wanted.ends),
        zone: Set(zone.to_owned()),
        room: Set(wanted.room.clone()),
        sequence: Set(known.map_or(0, |row| row.sequence) + i32::from(moved)),
        changed_at: Set(match known {
            Some(row) if !moved => row.changed_at,
            _ => tx.ctx().now,
        }),
    };
    if known.is_some() {
        session::Entity::update(row).exec(tx.conn()).await?;
    } else {
        session::Entity::insert(row)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(id)
}

/// Cohorts keep their rows by number.
async fn replace_cohorts(
    tx: &WriteTx,
    cohorts: &[Cohort],
) -> Result<BTreeMap<i32, uuid::Uuid>, Error> {
    let known: BTreeMap<i32, uuid::Uuid> = cohort::Entity::find()
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.number, row.id))
        .collect();
    member::Entity::delete_many().exec(tx.conn()).await?;
    let mut numbers = BTreeMap::new();
    let mut members = Vec::new();
    for each in cohorts {
        let id = known
            .get(&each.number)
            .copied()
            .unwrap_or_else(|| Id::<Cohort>::new().uuid());
        numbers.insert(each.number, id);
        let row = cohort::ActiveModel {
            id: Set(id),
            number: Set(each.number),
            tranche: Set(each.tranche.clone()),
            site: Set(each.site.clone()),
        };
        if known.contains_key(&each.number) {
            cohort::Entity::update(row).exec(tx.conn()).await?;
        } else {
            cohort::Entity::insert(row)
                .exec_without_returning(tx.conn())
                .await?;
        }
        members.extend(each.members.iter().map(|person| member::ActiveModel {
            id: Set(Id::<Cohort>::new().uuid()),
            cohort: Set(id),
            person: Set(person.uuid()),
        }));
    }
    insert_all(tx, members).await?;
    Ok(numbers)
}

async fn replace_learning(tx: &WriteTx, groups: &[Learning]) -> Result<(), Error> {
    learning::Entity::delete_many().exec(tx.conn()).await?;
    let (mut rows, mut members) = (Vec::new(), Vec::new());
    for group in groups {
        let id = Id::<Learning>::new().uuid();
        rows.push(learning::ActiveModel {
            id: Set(id),
            tranche: Set(group.tranche.clone()),
            year: Set(group.year),
            since: Set(group.since),
            number: Set(group.number),
        });
        members.extend(group.members.iter().map(|person| learner::ActiveModel {
            id: Set(Id::<Learning>::new().uuid()),
            learning_group: Set(id),
            person: Set(person.uuid()),
        }));
    }
    insert_all(tx, rows).await?;
    insert_all(tx, members).await
}
