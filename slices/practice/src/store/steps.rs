//! Steps and what has happened to them.

use std::collections::BTreeSet;

use access::{Permit, action};
use base::{Id, PersonTag, Problem};
use chrono::NaiveDate;
use db::{Error, ReadTx, WriteTx};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder,
};

use super::rows::{cheer, happening, step};
use crate::domain::{Happening, Kind, Shared, State, Step, Tied, Wording};

/// The person's own steps of every state, the newest first.
pub async fn of_person(
    tx: &ReadTx,
    permit: &Permit<action::KeepSteps>,
    person: Id<PersonTag>,
) -> Result<Vec<Step>, Problem> {
    permit.covers(person)?;
    let rows = step::Entity::find()
        .filter(step::Column::Person.eq(person.uuid()))
        .order_by_desc(step::Column::MadeAt)
        .order_by_desc(step::Column::Id)
        .all(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(rows.into_iter().map(read).collect())
}

/// Everybody's that their leaders have said are theirs, by date.
pub async fn everybodys(tx: &ReadTx, _: &Permit<action::KeepSteps>) -> Result<Vec<Step>, Error> {
    let rows = step::Entity::find()
        .filter(step::Column::State.ne(State::Told.key()))
        .order_by_asc(step::Column::Due)
        .order_by_asc(step::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// One step with nothing decided yet: the caller looks up its ties and then asks for a permit.
pub(crate) async fn unguarded(tx: &ReadTx, id: Id<Step>) -> Result<Option<Step>, Error> {
    let row = step::Entity::find_by_id(id.uuid()).one(tx.conn()).await?;
    Ok(row.map(read))
}

/// What these persons share with their learning group, with nothing decided yet.
pub(crate) async fn shared_by(tx: &ReadTx, persons: &[Id<PersonTag>]) -> Result<Vec<Step>, Error> {
    let rows = step::Entity::find()
        .filter(step::Column::Person.is_in(persons.iter().map(|person| person.uuid())))
        .filter(step::Column::ToGroup.eq(true))
        .filter(step::Column::State.ne(State::Told.key()))
        .order_by_desc(step::Column::ChangedAt)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The steps that name this person as makker, with nothing decided yet.
pub(crate) async fn naming(tx: &ReadTx, makker: Id<PersonTag>) -> Result<Vec<Step>, Error> {
    let rows = step::Entity::find()
        .filter(step::Column::Makker.eq(makker.uuid()))
        .filter(step::Column::State.ne(State::Told.key()))
        .order_by_desc(step::Column::ChangedAt)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(read).collect())
}

/// How many leaders have written a step, and how many have done one.
pub async fn counts(tx: &ReadTx, _: &Permit<action::CountSteps>) -> Result<(usize, usize), Error> {
    let rows = step::Entity::find()
        .filter(step::Column::State.ne(State::Told.key()))
        .all(tx.conn())
        .await?;
    let who = |done: bool| {
        let rows = rows.iter();
        rows.filter(|row| !done || row.state == State::Done.key())
            .map(|row| row.person)
            .collect::<BTreeSet<_>>()
            .len()
    };
    Ok((who(false), who(true)))
}

fn read(row: step::Model) -> Step {
    Step {
        id: Id::from_uuid(row.id),
        person: Id::from_uuid(row.person),
        wording: Wording {
            when: row.occasion,
            then: row.act,
            by: row.due,
            seen: row.seen,
            makker: row.makker.map(Id::from_uuid),
            tied: Tied {
                module: row.module,
                field: row.field,
                guidepost: row.guidepost,
                tool: row.tool,
                aim: row.aim,
            },
            shared: Shared {
                group: row.to_group,
                leader: row.to_leader,
            },
        },
        session: row.session.map(Id::from_uuid),
        state: State::read(&row.state),
        outcome: row.outcome,
        made: row.made_at,
        changed: row.changed_at,
    }
}

/// The whole row, all of it set.
fn written(step: &Step) -> step::ActiveModel {
    let Wording {
        when,
        then,
        by,
        seen,
        makker,
        tied,
        shared,
    } = step.wording.clone();
    step::Model {
        id: step.id.uuid(),
        person: step.person.uuid(),
        occasion: when,
        act: then,
        due: by,
        seen,
        makker: makker.map(Id::uuid),
        module: tied.module,
        field: tied.field,
        guidepost: tied.guidepost,
        tool: tied.tool,
        aim: tied.aim,
        to_group: shared.group,
        to_leader: shared.leader,
        session: step.session.map(Id::uuid),
        state: step.state.key().to_owned(),
        outcome: step.outcome.clone(),
        made_at: step.made,
        changed_at: step.changed,
    }
    .into_active_model()
    .reset_all()
}

/// Writes a new step.
pub async fn insert(
    tx: &WriteTx,
    permit: &Permit<action::KeepSteps>,
    step: &Step,
) -> Result<(), Problem> {
    permit.covers(step.person)?;
    step::Entity::insert(written(step))
        .exec_without_returning(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(happened(tx, step.id, Kind::Made, None, None, None).await?)
}

/// Writes what has become of a step, with the line of its history.
pub async fn update(
    tx: &WriteTx,
    permit: &Permit<action::KeepSteps>,
    step: &Step,
    line: &Happening,
) -> Result<(), Problem> {
    permit.covers(step.person)?;
    step::Entity::update(written(step))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    let Happening {
        kind,
        word,
        before,
        after,
        ..
    } = line;
    Ok(happened(tx, step.id, *kind, word.clone(), *before, *after).await?)
}

/// Takes a step away with all its history.
pub async fn delete(
    tx: &WriteTx,
    permit: &Permit<action::KeepSteps>,
    step: &Step,
) -> Result<(), Problem> {
    permit.covers(step.person)?;
    step::Entity::delete_by_id(step.id.uuid())
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(())
}

async fn happened(
    tx: &WriteTx,
    id: Id<Step>,
    kind: Kind,
    word: Option<String>,
    before: Option<NaiveDate>,
    after: Option<NaiveDate>,
) -> Result<(), Error> {
    happening::Entity::insert(happening::ActiveModel {
        id: Set(Id::<Happening>::new().uuid()),
        step: Set(id.uuid()),
        kind: Set(kind.key().to_owned()),
        word: Set(word),
        before: Set(before),
        after: Set(after),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// What has happened to a step, the oldest first. The caller has been admitted to the step.
pub(crate) async fn history(tx: &ReadTx, id: Id<Step>) -> Result<Vec<Happening>, Error> {
    let rows = happening::Entity::find()
        .filter(happening::Column::Step.eq(id.uuid()))
        .order_by_asc(happening::Column::At)
        .order_by_asc(happening::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Happening {
                kind: Kind::ALL.into_iter().find(|kind| kind.key() == row.kind)?,
                at: row.at,
                word: row.word,
                before: row.before,
                after: row.after,
            })
        })
        .collect())
}

/// The makker's line of encouragement; a new one takes the place of the one before.
pub async fn cheer(
    tx: &WriteTx,
    permit: &Permit<action::CheerStep>,
    id: Id<Step>,
    person: Id<PersonTag>,
    line: &str,
) -> Result<(), Problem> {
    permit.covers(id)?;
    cheer::Entity::delete_many()
        .filter(cheer::Column::Step.eq(id.uuid()))
        .filter(cheer::Column::Person.eq(person.uuid()))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    cheer::Entity::insert(cheer::ActiveModel {
        id: Set(Id::<Step>::new().uuid()),
        step: Set(id.uuid()),
        person: Set(person.uuid()),
        line: Set(line.to_owned()),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// Who said what to encourage. The caller has been admitted to the step.
pub(crate) async fn cheers(
    tx: &ReadTx,
    id: Id<Step>,
) -> Result<Vec<(Id<PersonTag>, String)>, Error> {
    let rows = cheer::Entity::find()
        .filter(cheer::Column::Step.eq(id.uuid()))
        .order_by_asc(cheer::Column::At)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (Id::from_uuid(row.person), row.line))
        .collect())
}
