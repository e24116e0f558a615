//! Proposals and the plan in force.

use access::{Permit, action};
use base::{Id, PersonTag};
use chrono::{DateTime, Utc};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{design::Version, rows::plan};
use crate::plan::ProposedPlan;

/// What became of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Proposed,
    /// In force.
    Published,
    /// Was in force.
    Replaced,
}

impl State {
    const fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Published => "published",
            Self::Replaced => "replaced",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "published" => Self::Published,
            "replaced" => Self::Replaced,
            _ => Self::Proposed,
        }
    }
}

/// A plan as it was proposed. The leaders' keys in its content are persons' ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub id: Id<Plan>,
    pub number: i32,
    pub state: State,
    pub version: Id<Version>,
    /// SHA-256 of everything the search was given.
    pub inputs: String,
    pub content: ProposedPlan,
    pub made_at: DateTime<Utc>,
    pub published_at: Option<DateTime<Utc>>,
}

impl Plan {
    /// The person behind a leader's number.
    #[must_use]
    pub fn person(&self, leader: usize) -> Option<Id<PersonTag>> {
        self.content.leaders.get(leader)?.parse().ok()
    }
}

fn read(row: plan::Model) -> Result<Plan, Error> {
    Ok(Plan {
        id: Id::from_uuid(row.id),
        number: row.number,
        state: State::of(&row.state),
        version: Id::from_uuid(row.version),
        inputs: row.inputs,
        content: serde_json::from_value(row.content)?,
        made_at: row.made_at,
        published_at: row.published_at,
    })
}

/// Keeps a proposal as the newest.
pub async fn propose(
    tx: &WriteTx,
    _: &Permit<action::ProposePlan>,
    version: Id<Version>,
    inputs: String,
    content: &ProposedPlan,
) -> Result<Id<Plan>, Error> {
    let last = plan::Entity::find()
        .order_by_desc(plan::Column::Number)
        .one(tx.conn())
        .await?;
    let id = Id::<Plan>::new();
    plan::Entity::insert(plan::ActiveModel {
        id: Set(id.uuid()),
        number: Set(last.map_or(0, |last| last.number) + 1),
        state: Set(State::Proposed.word().to_owned()),
        version: Set(version.uuid()),
        seed: Set(i64::from_le_bytes(content.seed.to_le_bytes())),
        engine: Set(content.engine.clone()),
        inputs: Set(inputs),
        content: Set(serde_json::to_value(content)?),
        made_at: Set(tx.ctx().now),
        published_at: Set(None),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(id)
}

/// The newest proposal that is newer than the plan in force.
pub async fn newest(tx: &ReadTx, _: &Permit<action::ProposePlan>) -> Result<Option<Plan>, Error> {
    let row = plan::Entity::find()
        .order_by_desc(plan::Column::Number)
        .one(tx.conn())
        .await?;
    row.filter(|row| row.state == State::Proposed.word())
        .map(read)
        .transpose()
}

pub async fn by_id(
    tx: &ReadTx,
    _: &Permit<action::ProposePlan>,
    id: Id<Plan>,
) -> Result<Option<Plan>, Error> {
    plan::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?
        .map(read)
        .transpose()
}

/// The plan in force.
pub async fn published(tx: &ReadTx, _: &Permit<action::ViewPlan>) -> Result<Option<Plan>, Error> {
    let row = plan::Entity::find()
        .filter(plan::Column::State.eq(State::Published.word()))
        .one(tx.conn())
        .await?;
    row.map(read).transpose()
}

/// The version of the programme's files that the plan in force was made from; the plan itself is
/// large and not read.
pub(crate) async fn version_in_force(tx: &ReadTx) -> Result<Option<Id<Version>>, Error> {
    let version: Option<uuid::Uuid> = plan::Entity::find()
        .select_only()
        .column(plan::Column::Version)
        .filter(plan::Column::State.eq(State::Published.word()))
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(version.map(Id::from_uuid))
}

/// Whether a plan is in force.
pub async fn is_published(tx: &ReadTx) -> Result<bool, Error> {
    Ok(plan::Entity::find()
        .filter(plan::Column::State.eq(State::Published.word()))
        .count(tx.conn())
        .await?
        > 0)
}

/// Brings a proposal into force, in place of the one before.
pub async fn put_in_force(
    tx: &WriteTx,
    _: &Permit<action::PublishPlan>,
    id: Id<Plan>,
) -> Result<(), Error> {
    plan::Entity::update_many()
        .set(plan::ActiveModel {
            state: Set(State::Replaced.word().to_owned()),
            ..Default::default()
        })
        .filter(plan::Column::State.eq(State::Published.word()))
        .exec(tx.conn())
        .await?;
    plan::Entity::update(plan::ActiveModel {
        id: Set(id.uuid()),
        state: Set(State::Published.word().to_owned()),
        published_at: Set(Some(tx.ctx().now)),
        ..Default::default()
    })
    .exec(tx.conn())
    .await?;
    Ok(())
}
