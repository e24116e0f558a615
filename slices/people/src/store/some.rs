//! Reading some of the people and not the whole organisation: a page of the list, one person, the
//! people of a leader, a handful of names.

use std::collections::{BTreeSet, HashMap, HashSet};

use base::{Id, PersonTag};
use chrono::NaiveDate;
use db::{Error, ReadTx};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, DbBackend, EntityTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    prelude::Uuid,
    sea_query::{Expr, SimpleExpr},
};

use super::{KnownPerson, Names, known_person, person, person_version, unit_version, valid_on};
use crate::likeness::{dictionary, plain};

/// Ids per statement: both databases limit the values of one.
const AT_ONCE: usize = 500;

/// How a person is found: plain words of name, number and address, each parted by a space.
pub(crate) fn words(name: &str, number: &str, email: Option<&str>) -> String {
    let all = name.split_whitespace().chain([number]).chain(email);
    let plain: Vec<String> = all.map(plain).collect();
    plain.join(" ")
}

/// What a person stands under in the dictionary.
pub(crate) fn sort_key(first_name: &str, last_name: &str) -> String {
    dictionary(&format!("{last_name} {first_name}"))
}

/// The dictionary's order is the order of the keys' bytes, whatever the server's own language.
fn in_order(tx: &ReadTx) -> SimpleExpr {
    match tx.conn().get_database_backend() {
        DbBackend::Postgres => Expr::cust("people_person_version.sort_key COLLATE \"C\""),
        _ => Expr::cust("people_person_version.sort_key"),
    }
}

/// What a list of people is narrowed to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Narrow<'a> {
    /// Words as typed; each must be found in a name, a number, an address, or a unit's name.
    pub words: &'a str,
    pub area: Option<&'a str>,
    pub leaders_only: bool,
}

/// One part of the people on the day who match, in the dictionary's order, and how many there are
/// in all; `page` counts from 1, and one past the last is the last. Gives the place of the first.
pub(crate) async fn page(
    tx: &ReadTx,
    day: NaiveDate,
    narrow: Narrow<'_>,
    page: u64,
    size: u64,
) -> Result<(Vec<KnownPerson>, u64, u64), Error> {
    use person_version::Column as Found;
    let mut wanted = valid_on!(person_version::Column, day);
    if narrow.leaders_only {
        wanted = wanted.add(Found::Level.is_not_null());
    }
    if let Some(area) = narrow.area {
        wanted = wanted.add(Found::Area.eq(area));
    }
    let words: Vec<String> = narrow.words.split_whitespace().map(plain).collect();
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.is_empty())
        .collect();
    if !words.is_empty() {
        // There are some hundred units, and their names change without their people's.
        let units = unit_names(tx, day).await?;
        for word in words {
            let named = units.iter().filter(|(_, name)| plain(name).contains(word));
            wanted = wanted.add(
                Condition::any()
                    .add(Found::Words.contains(word))
                    .add(Found::Unit.is_in(named.map(|(unit, _)| *unit))),
            );
        }
    }
    let matching = person_version::Entity::find().filter(wanted);
    let all = matching.clone().count(tx.conn()).await?;
    let last = Ord::max(all.div_ceil(size), 1);
    let first = (Ord::clamp(page, 1, last) - 1) * size;
    let rows = matching
        .find_also_related(person::Entity)
        .order_by(in_order(tx), Order::Asc)
        .order_by_asc(Found::Person)
        .offset(first)
        .limit(size)
        .all(tx.conn())
        .await?;
    Ok((known(tx, day, rows).await?, first, all))
}

/// How many people, leaders and units there are on the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub people: u64,
    pub leaders: u64,
    pub units: u64,
}

pub(crate) async fn counts(tx: &ReadTx, day: NaiveDate) -> Result<Counts, Error> {
    let people = person_version::Entity::find().filter(valid_on!(person_version::Column, day));
    let leaders = people
        .clone()
        .filter(person_version::Column::Level.is_not_null());
    let units = unit_version::Entity::find().filter(valid_on!(unit_version::Column, day));
    Ok(Counts {
        people: people.count(tx.conn()).await?,
        leaders: leaders.count(tx.conn()).await?,
        units: units.count(tx.conn()).await?,
    })
}

/// The areas that people are in on the day, each once.
pub(crate) async fn areas(tx: &ReadTx, day: NaiveDate) -> Result<Vec<String>, Error> {
    Ok(person_version::Entity::find()
        .select_only()
        .column(person_version::Column::Area)
        .distinct()
        .filter(valid_on!(person_version::Column, day))
        .filter(person_version::Column::Area.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?)
}

/// These persons as they are on the day; who is not there then is left out.
pub(crate) async fn people(
    tx: &ReadTx,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<Vec<KnownPerson>, Error> {
    let mut found = Vec::new();
    for batch in ids.chunks(AT_ONCE) {
        let these = person_version::Column::Person.is_in(batch.iter().map(|id| id.uuid()));
        found.extend(where_so(tx, day, these).await?);
    }
    Ok(found)
}

/// Those whose own leader the person is on the day, in the dictionary's order.
pub(crate) async fn reports(
    tx: &ReadTx,
    day: NaiveDate,
    leader: Id<PersonTag>,
) -> Result<Vec<KnownPerson>, Error> {
    where_so(tx, day, person_version::Column::Leader.eq(leader.uuid())).await
}

/// Those with this address on the day, which is in lower case in the store.
pub(crate) async fn with_address(
    tx: &ReadTx,
    day: NaiveDate,
    address: &str,
) -> Result<Vec<KnownPerson>, Error> {
    where_so(tx, day, person_version::Column::Email.eq(address)).await
}

async fn where_so(tx: &ReadTx, day: NaiveDate, so: SimpleExpr) -> Result<Vec<KnownPerson>, Error> {
    let rows = person_version::Entity::find()
        .find_also_related(person::Entity)
        .filter(valid_on!(person_version::Column, day))
        .filter(so)
        .order_by(in_order(tx), Order::Asc)
        .order_by_asc(person_version::Column::Person)
        .all(tx.conn())
        .await?;
    known(tx, day, rows).await
}

/// Rows with the names of their units and the numbers of their leaders, as on the day.
async fn known(
    tx: &ReadTx,
    day: NaiveDate,
    rows: Vec<(person_version::Model, Option<person::Model>)>,
) -> Result<Vec<KnownPerson>, Error> {
    let units = called(tx, day, rows.iter().map(|(row, _)| row.unit)).await?;
    let numbers = numbers(tx, day, rows.iter().filter_map(|(row, _)| row.leader)).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, person)| Some(known_person(row, person?.number, &units, &numbers)))
        .collect())
}

/// What units are called on the day.
async fn called(
    tx: &ReadTx,
    day: NaiveDate,
    units: impl Iterator<Item = Uuid>,
) -> Result<Names, Error> {
    let units: Vec<Uuid> = units.collect::<BTreeSet<_>>().into_iter().collect();
    let mut names = Names::new();
    for batch in units.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, String)> = unit_version::Entity::find()
            .select_only()
            .column(unit_version::Column::Unit)
            .column(unit_version::Column::Name)
            .filter(valid_on!(unit_version::Column, day))
            .filter(unit_version::Column::Unit.is_in(batch.iter().copied()))
            .into_tuple()
            .all(tx.conn())
            .await?;
        names.extend(rows);
    }
    Ok(names)
}

async fn unit_names(tx: &ReadTx, day: NaiveDate) -> Result<Vec<(Uuid, String)>, Error> {
    Ok(unit_version::Entity::find()
        .select_only()
        .column(unit_version::Column::Unit)
        .column(unit_version::Column::Name)
        .filter(valid_on!(unit_version::Column, day))
        .into_tuple()
        .all(tx.conn())
        .await?)
}

/// The employee numbers of those who are there on the day.
async fn numbers(
    tx: &ReadTx,
    day: NaiveDate,
    people: impl Iterator<Item = Uuid>,
) -> Result<Names, Error> {
    let people: Vec<Uuid> = people.collect::<BTreeSet<_>>().into_iter().collect();
    let mut numbers = Names::new();
    for batch in people.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, String)> = person::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .column(person::Column::Number)
            .filter(person::Column::Id.is_in(batch.iter().copied()))
            .into_tuple()
            .all(tx.conn())
            .await?;
        let ids: Vec<Id<PersonTag>> = batch.iter().map(|id| Id::from_uuid(*id)).collect();
        let here = present(tx, day, &ids).await?;
        numbers.extend(
            rows.into_iter()
                .filter(|(id, _)| here.contains(&Id::from_uuid(*id))),
        );
    }
    Ok(numbers)
}

/// Those of the persons who are here on the day.
pub(crate) async fn present(
    tx: &ReadTx,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<HashSet<Id<PersonTag>>, Error> {
    let mut present = HashSet::new();
    for batch in ids.chunks(AT_ONCE) {
        let rows: Vec<Uuid> = person_version::Entity::find()
            .select_only()
            .column(person_version::Column::Person)
            .filter(valid_on!(person_version::Column, day))
            .filter(person_version::Column::Person.is_in(batch.iter().map(|id| id.uuid())))
            .into_tuple()
            .all(tx.conn())
            .await?;
        present.extend(rows.into_iter().map(Id::from_uuid));
    }
    Ok(present)
}

/// The names of these persons on the day; who is not there then is left out.
pub(crate) async fn names(
    tx: &ReadTx,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<HashMap<Id<PersonTag>, String>, Error> {
    use person_version::Column as Found;
    let mut names = HashMap::new();
    for batch in ids.chunks(AT_ONCE) {
        let rows: Vec<(Uuid, String, String)> = person_version::Entity::find()
            .select_only()
            .columns([Found::Person, Found::FirstName, Found::LastName])
            .filter(valid_on!(person_version::Column, day))
            .filter(Found::Person.is_in(batch.iter().map(|id| id.uuid())))
            .into_tuple()
            .all(tx.conn())
            .await?;
        names.extend(rows.into_iter().map(|(id, first, last)| {
            (
                Id::from_uuid(id),
                format!("{first} {last}").trim().to_owned(),
            )
        }));
    }
    Ok(names)
}
