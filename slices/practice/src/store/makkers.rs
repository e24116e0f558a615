//! Who has been asked to be whose *makker*, once, and what they said.

use access::{Permit, action};
use base::{Id, PersonTag, Problem};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::rows::makker;

/// What a colleague has said to being somebody's makker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Asked, and has not answered.
    Waits,
    Yes,
    No,
}

/// A pair of makkers, or what may become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Who asked.
    pub person: Id<PersonTag>,
    pub colleague: Id<PersonTag>,
    pub answer: Answer,
}

fn read(row: &makker::Model) -> Pair {
    Pair {
        person: Id::from_uuid(row.person),
        colleague: Id::from_uuid(row.colleague),
        answer: match row.accepted {
            None => Answer::Waits,
            Some(true) => Answer::Yes,
            Some(false) => Answer::No,
        },
    }
}

/// What the colleague has said to this person, if they were ever asked.
pub(crate) async fn answer(
    tx: &ReadTx,
    person: Id<PersonTag>,
    colleague: Id<PersonTag>,
) -> Result<Option<Answer>, Error> {
    let row = makker::Entity::find()
        .filter(makker::Column::Person.eq(person.uuid()))
        .filter(makker::Column::Colleague.eq(colleague.uuid()))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| read(&row).answer))
}

/// Everybody whom the person has asked.
pub async fn asked_by(
    tx: &ReadTx,
    permit: &Permit<action::KeepSteps>,
    person: Id<PersonTag>,
) -> Result<Vec<Pair>, Problem> {
    permit.covers(person)?;
    of(tx, makker::Column::Person, person).await
}

/// Everybody who has asked the person.
pub async fn who_asked(
    tx: &ReadTx,
    permit: &Permit<action::KeepSteps>,
    person: Id<PersonTag>,
) -> Result<Vec<Pair>, Problem> {
    permit.covers(person)?;
    of(tx, makker::Column::Colleague, person).await
}

async fn of(
    tx: &ReadTx,
    side: makker::Column,
    person: Id<PersonTag>,
) -> Result<Vec<Pair>, Problem> {
    let rows = makker::Entity::find()
        .filter(side.eq(person.uuid()))
        .order_by_asc(makker::Column::AskedAt)
        .order_by_asc(makker::Column::Id)
        .all(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(rows.iter().map(read).collect())
}

/// Asks the colleague, who is asked once only.
pub async fn ask(
    tx: &WriteTx,
    permit: &Permit<action::KeepSteps>,
    person: Id<PersonTag>,
    colleague: Id<PersonTag>,
) -> Result<(), Problem> {
    permit.covers(person)?;
    if answer(tx, person, colleague).await?.is_some() {
        return Ok(());
    }
    makker::Entity::insert(makker::ActiveModel {
        id: Set(Id::<Pair>::new().uuid()),
        person: Set(person.uuid()),
        colleague: Set(colleague.uuid()),
        asked_at: Set(tx.ctx().now),
        accepted: Set(None),
        answered_at: Set(None),
    })
    .exec_without_returning(tx.conn())
    .await
    .map_err(Error::from)?;
    Ok(())
}

/// The colleague's own yes or no; gives whether there was a question.
pub async fn reply(
    tx: &WriteTx,
    permit: &Permit<action::KeepSteps>,
    pair: (Id<PersonTag>, Id<PersonTag>),
    yes: bool,
) -> Result<bool, Problem> {
    let (person, colleague) = pair;
    permit.covers(colleague)?;
    let changed = makker::Entity::update_many()
        .set(makker::ActiveModel {
            accepted: Set(Some(yes)),
            answered_at: Set(Some(tx.ctx().now)),
            ..Default::default()
        })
        .filter(makker::Column::Person.eq(person.uuid()))
        .filter(makker::Column::Colleague.eq(colleague.uuid()))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(changed.rows_affected > 0)
}
