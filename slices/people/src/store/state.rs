//! The one row that says how often the organisation was changed, until when, and how its files
//! are read.

use chrono::NaiveDate;
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, EntityTrait, prelude::Uuid, sea_query::OnConflict};

use super::rows::state;
use crate::{import::Remembered, settings::Settings};

/// How the organisation stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Grows with every change; a preview made before the last change is stale.
    pub revision: i32,
    /// The day of the latest change. Nothing may be changed before it.
    pub latest: Option<NaiveDate>,
    pub remembered: Remembered,
    /// The organisation's `people.toml`.
    pub settings: Option<String>,
}

impl State {
    /// The organisation's settings, the usual ones where it has none.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.settings
            .as_deref()
            .and_then(|source| Settings::parse(source).ok())
            .unwrap_or_default()
    }
}

pub(crate) async fn read(tx: &ReadTx) -> Result<State, Error> {
    let row = state::Entity::find_by_id(Uuid::nil())
        .one(tx.conn())
        .await?;
    Ok(match row {
        None => State::default(),
        Some(row) => State {
            revision: row.revision,
            latest: row.latest,
            remembered: serde_json::from_value(row.mapping)?,
            settings: row.settings,
        },
    })
}

/// Writes the row; the caller has read it in the same transaction, which is alone.
pub(crate) async fn write(tx: &WriteTx, state: &State) -> Result<(), Error> {
    let row = state::ActiveModel {
        id: Set(Uuid::nil()),
        revision: Set(state.revision),
        latest: Set(state.latest),
        mapping: Set(serde_json::to_value(&state.remembered)?),
        settings: Set(state.settings.clone()),
    };
    let columns = [
        state::Column::Revision,
        state::Column::Latest,
        state::Column::Mapping,
        state::Column::Settings,
    ];
    state::Entity::insert(row)
        .on_conflict(
            OnConflict::column(state::Column::Id)
                .update_columns(columns)
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
