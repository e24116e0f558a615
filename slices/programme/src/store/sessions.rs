//! Cohorts, learning groups, sessions and seats of the plan in force.

use std::collections::BTreeMap;

use access::{Permit, action};
use base::{Id, PersonTag};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use db::{Error, ReadTx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::rows::{cohort, learner, learning, member, seat, session, teacher};

/// A session or a gathering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: Id<Session>,
    /// The same in every plan.
    pub code: String,
    /// From 1; none for a gathering.
    pub cohort: Option<i32>,
    pub module: Option<String>,
    pub day: NaiveDate,
    pub days: u32,
    pub begins: NaiveTime,
    pub ends: NaiveTime,
    pub room: String,
    pub teachers: Vec<String>,
    /// How often it has moved since it was announced.
    pub sequence: u32,
    pub changed_at: DateTime<Utc>,
}

impl Session {
    /// The dates it takes.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        (0..self.days).filter_map(|ahead| self.day.checked_add_days(Days::new(ahead.into())))
    }

    /// Its last day's end, local.
    #[must_use]
    pub fn ends_at(&self) -> NaiveDateTime {
        self.dates().last().unwrap_or(self.day).and_time(self.ends)
    }
}

/// What a plan says of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub code: String,
    pub cohort: Option<i32>,
    pub module: Option<String>,
    pub day: NaiveDate,
    pub days: u32,
    pub begins: NaiveTime,
    pub ends: NaiveTime,
    pub room: String,
    pub teachers: Vec<String>,
    pub tables: Vec<Vec<Id<PersonTag>>>,
}

/// A learning group with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learning {
    pub tranche: String,
    pub year: i32,
    pub since: NaiveDate,
    /// From 1 within tranche and year.
    pub number: i32,
    pub members: Vec<Id<PersonTag>>,
}

/// A cohort with its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    pub number: i32,
    pub tranche: String,
    pub site: String,
    pub members: Vec<Id<PersonTag>>,
}

/// All sessions, by day.
pub async fn all(tx: &ReadTx, _: &Permit<action::ViewPlan>) -> Result<Vec<Session>, Error> {
    let rows = session::Entity::find()
        .order_by_asc(session::Column::Day)
        .all(tx.conn())
        .await?;
    with_teachers(tx, rows).await
}

/// One session with nothing decided yet: the caller looks up its ties and then asks for a permit.
pub(crate) async fn unguarded(tx: &ReadTx, id: Id<Session>) -> Result<Option<Session>, Error> {
    let row = session::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?;
    Ok(with_teachers(tx, row.into_iter().collect()).await?.pop())
}

/// The sessions that a person has a seat in, by day.
pub(crate) async fn of_person(tx: &ReadTx, person: Id<PersonTag>) -> Result<Vec<Session>, Error> {
    let seats = seat::Entity::find()
        .filter(seat::Column::Person.eq(person.uuid()))
        .all(tx.conn())
        .await?;
    let rows = session::Entity::find()
        .filter(session::Column::Id.is_in(seats.iter().map(|seat| seat.session)))
        .order_by_asc(session::Column::Day)
        .all(tx.conn())
        .await?;
    with_teachers(tx, rows).await
}

/// The sessions that a teacher of the schedule teaches, by day.
pub(crate) async fn taught_by(tx: &ReadTx, key: &str) -> Result<Vec<Session>, Error> {
    let taught = teacher::Entity::find()
        .filter(teacher::Column::Teacher.eq(key))
        .all(tx.conn())
        .await?;
    let rows = session::Entity::find()
        .filter(session::Column::Id.is_in(taught.iter().map(|row| row.session)))
        .order_by_asc(session::Column::Day)
        .all(tx.conn())
        .await?;
    with_teachers(tx, rows).await
}

async fn with_teachers(tx: &ReadTx, rows: Vec<session::Model>) -> Result<Vec<Session>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut find = teacher::Entity::find();
    if rows.len() < 100 {
        find = find.filter(teacher::Column::Session.is_in(rows.iter().map(|row| row.id)));
    }
    let mut teachers: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for row in find
        .order_by_asc(teacher::Column::Teacher)
        .all(tx.conn())
        .await?
    {
        teachers.entry(row.session).or_default().push(row.teacher);
    }
    let cohorts: BTreeMap<_, i32> = cohort::Entity::find()
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.id, row.number))
        .collect();
    Ok(rows
        .into_iter()
        .map(|row| Session {
            id: Id::from_uuid(row.id),
            code: row.code,
            cohort: row.cohort.and_then(|id| cohorts.get(&id).copied()),
            module: row.module,
            day: row.day,
            days: u32::try_from(row.days).unwrap_or(1),
            begins: row.begins,
            ends: row.ends,
            room: row.room,
            teachers: teachers.remove(&row.id).unwrap_or_default(),
            sequence: u32::try_from(row.sequence).unwrap_or(0),
            changed_at: row.changed_at,
        })
        .collect())
}

/// Who sits where in a session: persons by table, from 1.
pub(crate) async fn seats(
    tx: &ReadTx,
    id: Id<Session>,
) -> Result<Vec<(Id<PersonTag>, i32)>, Error> {
    let rows = seat::Entity::find()
        .filter(seat::Column::Session.eq(id.uuid()))
        .order_by_asc(seat::Column::Place)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (Id::from_uuid(row.person), row.place))
        .collect())
}

/// Who has a place in each session.
pub(crate) async fn all_seats(
    tx: &ReadTx,
) -> Result<BTreeMap<Id<Session>, Vec<Id<PersonTag>>>, Error> {
    let mut seated: BTreeMap<_, Vec<Id<PersonTag>>> = BTreeMap::new();
    for row in seat::Entity::find().all(tx.conn()).await? {
        seated
            .entry(Id::from_uuid(row.session))
            .or_default()
            .push(Id::from_uuid(row.person));
    }
    Ok(seated)
}

pub async fn cohorts(tx: &ReadTx, _: &Permit<action::ViewPlan>) -> Result<Vec<Cohort>, Error> {
    let rows = cohort::Entity::find()
        .order_by_asc(cohort::Column::Number)
        .all(tx.conn())
        .await?;
    let mut members: BTreeMap<_, Vec<Id<PersonTag>>> = BTreeMap::new();
    for row in member::Entity::find().all(tx.conn()).await? {
        members
            .entry(row.cohort)
            .or_default()
            .push(Id::from_uuid(row.person));
    }
    Ok(rows
        .into_iter()
        .map(|row| Cohort {
            number: row.number,
            tranche: row.tranche,
            site: row.site,
            members: members.remove(&row.id).unwrap_or_default(),
        })
        .collect())
}

/// The number of the person's cohort.
pub(crate) async fn cohort_of(tx: &ReadTx, person: Id<PersonTag>) -> Result<Option<i32>, Error> {
    let Some(row) = member::Entity::find()
        .filter(member::Column::Person.eq(person.uuid()))
        .one(tx.conn())
        .await?
    else {
        return Ok(None);
    };
    Ok(cohort::Entity::find_by_id(row.cohort)
        .one(tx.conn())
        .await?
        .map(|row| row.number))
}

pub async fn learning(tx: &ReadTx, _: &Permit<action::ViewPlan>) -> Result<Vec<Learning>, Error> {
    groups(tx, learning::Entity::find().all(tx.conn()).await?).await
}

/// The person's learning groups of all years.
pub(crate) async fn learning_of(
    tx: &ReadTx,
    person: Id<PersonTag>,
) -> Result<Vec<Learning>, Error> {
    let mine = learner::Entity::find()
        .filter(learner::Column::Person.eq(person.uuid()))
        .all(tx.conn())
        .await?;
    let rows = learning::Entity::find()
        .filter(learning::Column::Id.is_in(mine.iter().map(|row| row.learning_group)))
        .all(tx.conn())
        .await?;
    groups(tx, rows).await
}

async fn groups(tx: &ReadTx, rows: Vec<learning::Model>) -> Result<Vec<Learning>, Error> {
    let mut find = learner::Entity::find();
    if rows.len() < 20 {
        find = find.filter(learner::Column::LearningGroup.is_in(rows.iter().map(|row| row.id)));
    }
    let mut members: BTreeMap<_, Vec<Id<PersonTag>>> = BTreeMap::new();
    for row in find.all(tx.conn()).await? {
        members
            .entry(row.learning_group)
            .or_default()
            .push(Id::from_uuid(row.person));
    }
    let mut groups: Vec<Learning> = rows
        .into_iter()
        .map(|row| Learning {
            tranche: row.tranche,
            year: row.year,
            since: row.since,
            number: row.number,
            members: members.remove(&row.id).unwrap_or_default(),
        })
        .collect();
    groups.sort_by(|a, b| (&a.tranche, a.year, a.number).cmp(&(&b.tranche, b.year, b.number)));
    Ok(groups)
}
