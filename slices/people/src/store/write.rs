//! Ending versions and beginning new ones. Nothing here deletes.

use std::collections::{HashMap, HashSet};

use base::{Id, PersonTag};
use chrono::NaiveDate;
use db::{Error, WriteTx};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, prelude::Uuid,
    sea_query::Expr,
};

use super::{
    Organisation, Succession, UnitTag,
    rows::{key, link, person, person_version, unit, unit_version},
    some,
};
use crate::{
    domain::{Person, Unit},
    event::PeopleChanged,
};

/// Rows per statement: both databases limit the values of one.
const BATCH: usize = 400;

/// New keys for persons whose number was never seen, and the known ones of all others, also of
/// those who had left.
pub(crate) async fn person_keys(
    tx: &WriteTx,
    people: &[Person],
) -> Result<HashMap<String, Id<PersonTag>>, Error> {
    let mut keys: HashMap<String, Id<PersonTag>> = person::Entity::find()
        .all(tx.conn())
        .await?
        .into_iter()
        .map(|row| (row.number, Id::from_uuid(row.id)))
        .collect();
    let fresh: Vec<person::ActiveModel> = people
        .iter()
        .filter(|person| !keys.contains_key(&person.number))
        .map(|person| person::ActiveModel {
            id: Set(Id::<PersonTag>::new().uuid()),
            number: Set(person.number.clone()),
        })
        .collect();
    for row in &fresh {
        if let (Set(number), Set(id)) = (&row.number, &row.id) {
            keys.insert(number.clone(), Id::from_uuid(*id));
        }
    }
    for batch in fresh.chunks(BATCH) {
        person::Entity::insert_many(batch.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(keys)
}

/// Begins a version of each person on the day. A person or unit without a key is an error: nobody
/// is left out.
pub(crate) async fn begin_people(
    tx: &WriteTx,
    people: &[&Person],
    keys: &HashMap<String, Id<PersonTag>>,
    units: &HashMap<String, Id<UnitTag>>,
    day: NaiveDate,
) -> Result<(), Error> {
    let rows: Vec<person_version::ActiveModel> = people
        .iter()
        .map(|person| {
            Ok(person_version::ActiveModel {
                id: Set(Id::<PersonTag>::new().uuid()),
                person: Set(keys.get(&person.number).ok_or(Error::ForeignKey)?.uuid()),
                first_name: Set(person.first_name.clone()),
                last_name: Set(person.last_name.clone()),
                name_key: Set(key(&person.name())),
                words: Set(Some(some::words(
                    &person.name(),
                    &person.number,
                    person.email.as_deref(),
                ))),
                sort_key: Set(Some(some::sort_key(&person.first_name, &person.last_name))),
                email: Set(person.email.clone()),
                gender: Set(person.gender.clone()),
                job_title: Set(person.job_title.clone()),
                level: Set(person.level.clone()),
                unit: Set(units.get(&person.unit).ok_or(Error::ForeignKey)?.uuid()),
                area: Set(person.area.clone()),
                site: Set(person.site.clone()),
                leader: Set(person
                    .leader
                    .as_ref()
                    .and_then(|number| keys.get(number))
                    .map(|id| id.uuid())),
                hired: Set(person.hired),
                valid_from: Set(day),
                valid_to: Set(None),
                recorded_at: Set(tx.ctx().now),
                superseded_at: Set(None),
            })
        })
        .collect::<Result<_, Error>>()?;
    for batch in rows.chunks(BATCH) {
        person_version::Entity::insert_many(batch.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Ends the versions of one table that stand open: with the day, or, where one began on that very
/// day, as put right. A macro, because persons and units are tables of their own.
macro_rules! end_versions {
    ($tx:expr, $version:ident::$whose:ident, $ids:expr, $day:expr) => {{
        use $version::{Column, Entity};
        for batch in $ids.chunks(BATCH) {
            let open = || {
                Column::$whose
                    .is_in(batch.iter().map(|id| id.uuid()))
                    .and(Column::SupersededAt.is_null())
                    .and(Column::ValidTo.is_null())
            };
            Entity::update_many()
                .col_expr(Column::SupersededAt, Expr::value($tx.ctx().now))
                .filter(open())
                .filter(Column::ValidFrom.eq($day))
                .exec($tx.conn())
                .await?;
            Entity::update_many()
                .col_expr(Column::ValidTo, Expr::value($day))
                .filter(open())
                .filter(Column::ValidFrom.lt($day))
                .exec($tx.conn())
                .await?;
        }
        Ok(())
    }};
}

/// Ends the version of each person that is valid on the day.
pub(crate) async fn end_people(
    tx: &WriteTx,
    ids: &[Id<PersonTag>],
    day: NaiveDate,
) -> Result<(), Error> {
    end_versions!(tx, person_version::Person, ids, day)
}

/// Ends the version of each unit that is valid on the day.
pub(crate) async fn end_units(
    tx: &WriteTx,
    ids: &[Id<UnitTag>],
    day: NaiveDate,
) -> Result<(), Error> {
    end_versions!(tx, unit_version::Unit, ids, day)
}

/// A new unit, without a version yet.
pub(crate) async fn new_units(tx: &WriteTx, count: usize) -> Result<Vec<Id<UnitTag>>, Error> {
    let ids: Vec<Id<UnitTag>> = (0..count).map(|_| Id::new()).collect();
    for batch in ids.chunks(BATCH) {
        let rows = batch
            .iter()
            .map(|id| unit::ActiveModel { id: Set(id.uuid()) });
        unit::Entity::insert_many(rows)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(ids)
}

/// A unit with its key and the key of the one above it.
pub(crate) type UnitRow = (Id<UnitTag>, Unit, Option<Id<UnitTag>>);

/// Begins a version of each unit on the day.
pub(crate) async fn begin_units(
    tx: &WriteTx,
    units: &[UnitRow],
    day: NaiveDate,
) -> Result<(), Error> {
    for batch in units.chunks(BATCH) {
        let rows = batch
            .iter()
            .map(|(id, unit, parent)| unit_version::ActiveModel {
                id: Set(Id::<UnitTag>::new().uuid()),
                unit: Set(id.uuid()),
                name: Set(unit.name.clone()),
                name_key: Set(key(&unit.name)),
                area: Set(unit.area.clone()),
                parent: Set(parent.map(Id::uuid)),
                site: Set(unit.site.clone()),
                valid_from: Set(day),
                valid_to: Set(None),
                recorded_at: Set(tx.ctx().now),
                superseded_at: Set(None),
            });
        unit_version::Entity::insert_many(rows)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

/// Remembers that one unit came of another.
pub(crate) async fn connect(
    tx: &WriteTx,
    from: Id<UnitTag>,
    to: Id<UnitTag>,
    kind: Succession,
    day: NaiveDate,
) -> Result<(), Error> {
    let kind = match kind {
        Succession::Merged => "merged",
        Succession::Split => "split",
    };
    link::Entity::insert(link::ActiveModel {
        id: Set(Uuid::from(Id::<UnitTag>::new())),
        from_unit: Set(from.uuid()),
        to_unit: Set(to.uuid()),
        kind: Set(kind.to_owned()),
        day: Set(day),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// What [`become_so`] did.
pub(crate) struct Became {
    /// Versions of people and of units that were begun or ended.
    pub people: usize,
    pub units: usize,
    pub event: PeopleChanged,
}

/// Makes one state of the organisation into another from the day on: people are who they are by
/// number, units by name.
pub(crate) async fn become_so(
    tx: &WriteTx,
    now: &Organisation,
    people: &[Person],
    units: &[Unit],
    day: NaiveDate,
) -> Result<Became, Error> {
    let (unit_keys, changed_units) = units_become(tx, now, units, day).await?;
    let known: HashMap<&str, &super::KnownPerson> = now
        .people
        .iter()
        .map(|known| (known.facts.number.as_str(), known))
        .collect();
    let stay: HashSet<&str> = people.iter().map(|person| person.number.as_str()).collect();
    let begun: Vec<&Person> = people
        .iter()
        .filter(|person| {
            known
                .get(person.number.as_str())
                .is_none_or(|known| known.facts != **person)
        })
        .collect();
    let keys = person_keys(tx, people).await?;
    let event = PeopleChanged {
        units: changed_units,
        ..PeopleChanged::on(day)
    }
    .people(&now.people, &begun, &stay, &keys);
    let changed = begun
        .iter()
        .filter_map(|person| Some(known.get(person.number.as_str())?.id));
    let ended: Vec<Id<PersonTag>> = changed.chain(event.left.iter().copied()).collect();
    end_people(tx, &ended, day).await?;
    begin_people(tx, &begun, &keys, &unit_keys, day).await?;
    Ok(Became {
        people: ended.len() + event.joined.len(),
        units: event.units.len(),
        event,
    })
}

/// Gives the key of every unit by its name, and those that were begun or ended.
async fn units_become(
    tx: &WriteTx,
    now: &Organisation,
    units: &[Unit],
    day: NaiveDate,
) -> Result<(HashMap<String, Id<UnitTag>>, Vec<Id<UnitTag>>), Error> {
    let known: HashMap<&str, &super::KnownUnit> = now
        .units
        .iter()
        .map(|known| (known.facts.name.as_str(), known))
        .collect();
    let fresh: Vec<&Unit> = units
        .iter()
        .filter(|unit| !known.contains_key(unit.name.as_str()))
        .collect();
    let ids = new_units(tx, fresh.len()).await?;
    let mut changed = ids.clone();
    let mut keys: HashMap<String, Id<UnitTag>> = known
        .iter()
        .map(|(name, known)| ((*name).to_owned(), known.id))
        .collect();
    keys.extend(fresh.iter().map(|unit| unit.name.clone()).zip(ids));
    let begun: Vec<&Unit> = units
        .iter()
        .filter(|unit| {
            known
                .get(unit.name.as_str())
                .is_none_or(|known| known.facts != **unit)
        })
        .collect();
    let kept: HashSet<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let gone = now
        .units
        .iter()
        .filter(|known| !kept.contains(known.facts.name.as_str()));
    let altered = begun
        .iter()
        .filter_map(|unit| known.get(unit.name.as_str()))
        .copied();
    let ended: Vec<Id<UnitTag>> = altered.chain(gone).map(|known| known.id).collect();
    end_units(tx, &ended, day).await?;
    let rows: Vec<UnitRow> = begun
        .iter()
        .map(|unit| {
            let parent = unit
                .parent
                .as_ref()
                .map(|parent| keys.get(parent).copied().ok_or(Error::ForeignKey))
                .transpose()?;
            let key = keys.get(&unit.name).copied().ok_or(Error::ForeignKey)?;
            Ok((key, (*unit).clone(), parent))
        })
        .collect::<Result<_, Error>>()?;
    begin_units(tx, &rows, day).await?;
    changed.extend(ended);
    Ok((keys, changed))
}
