//! What is sent in a room: notes, answers, and that a next step was written. Only a [`Guest`] sends.

use access::{Permit, action};
use base::Id;
use chrono::{DateTime, Utc};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder,
};

use super::{
    rooms::Guest,
    rows::{answer, note, step},
};
use crate::domain::live::Live;

/// A note: one person's in a field, or what a table brings. Says nothing of who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: Id<Note>,
    /// The beat's number within the day.
    pub beat: u32,
    pub field: Option<String>,
    pub desk: Option<i32>,
    pub text: String,
    pub hidden: bool,
    pub at: DateTime<Utc>,
}

/// Keeps a note under a key of the sender's making: once however often it is sent.
pub(crate) async fn note(
    tx: &WriteTx,
    guest: &Guest,
    key: &str,
    note: &Note,
) -> Result<bool, Error> {
    let id = sent(guest, key);
    if note::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?
        .is_some()
    {
        return Ok(false);
    }
    note::Entity::insert(note::ActiveModel {
        id: Set(id.uuid()),
        room: Set(guest.room.uuid()),
        beat: Set(i32::try_from(note.beat).unwrap_or(i32::MAX)),
        field: Set(note.field.clone()),
        desk: Set(note.desk),
        body: Set(note.text.clone()),
        hidden: Set(false),
        at: Set(note.at),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(true)
}

/// The key of what a phone sends, by the word that the phone made for it. The word is random and is
/// kept nowhere, so the key leads back to nobody.
pub(crate) fn sent(guest: &Guest, key: &str) -> Id<Note> {
    Id::seeded("room.sent", &format!("{}{key}", guest.room))
}

/// All notes of a room, the newest first.
pub(crate) async fn notes(tx: &ReadTx, room: Id<Live>) -> Result<Vec<Note>, Error> {
    let rows = note::Entity::find()
        .filter(note::Column::Room.eq(room.uuid()))
        .order_by_desc(note::Column::At)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(Note::from).collect())
}

/// The notes of one beat, the newest first.
pub(crate) async fn notes_of(tx: &ReadTx, room: Id<Live>, beat: u32) -> Result<Vec<Note>, Error> {
    let rows = note::Entity::find()
        .filter(note::Column::Room.eq(room.uuid()))
        .filter(note::Column::Beat.eq(i32::try_from(beat).unwrap_or(i32::MAX)))
        .order_by_desc(note::Column::At)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(Note::from).collect())
}

impl From<note::Model> for Note {
    fn from(row: note::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            beat: u32::try_from(row.beat).unwrap_or_default(),
            field: row.field,
            desk: row.desk,
            text: row.body,
            hidden: row.hidden,
            at: row.at,
        }
    }
}

/// Takes a note off the wall, or puts it back.
pub async fn hide(
    tx: &WriteTx,
    _: &Permit<action::RunRoom>,
    room: Id<Live>,
    note: Id<Note>,
    hidden: bool,
) -> Result<bool, Error> {
    let changed = note::Entity::update_many()
        .col_expr(note::Column::Hidden, hidden.into())
        .filter(note::Column::Id.eq(note.uuid()))
        .filter(note::Column::Room.eq(room.uuid()))
        .exec(tx.conn())
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Keeps an answer; a browser's last one counts.
pub(crate) async fn answer(
    tx: &WriteTx,
    guest: &Guest,
    beat: u32,
    word: &str,
) -> Result<(), Error> {
    let beat = i32::try_from(beat).unwrap_or(i32::MAX);
    answer::Entity::delete_many()
        .filter(answer::Column::Room.eq(guest.room.uuid()))
        .filter(answer::Column::Beat.eq(beat))
        .filter(answer::Column::Mark.eq(guest.mark.as_str()))
        .exec(tx.conn())
        .await?;
    answer::Entity::insert(answer::ActiveModel {
        id: Set(Id::<Note>::new().uuid()),
        room: Set(guest.room.uuid()),
        beat: Set(beat),
        mark: Set(guest.mark.clone()),
        word: Set(word.to_owned()),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// What a browser has answered itself.
pub(crate) async fn own_answer(
    tx: &ReadTx,
    guest: &Guest,
    beat: u32,
) -> Result<Option<String>, Error> {
    let found = answer::Entity::find()
        .filter(answer::Column::Room.eq(guest.room.uuid()))
        .filter(answer::Column::Beat.eq(i32::try_from(beat).unwrap_or(i32::MAX)))
        .filter(answer::Column::Mark.eq(guest.mark.as_str()))
        .one(tx.conn())
        .await?;
    Ok(found.map(|row| row.word))
}

/// All answers of a room: the beat's number and the word.
pub(crate) async fn answers(tx: &ReadTx, room: Id<Live>) -> Result<Vec<(u32, String)>, Error> {
    let rows = answer::Entity::find()
        .filter(answer::Column::Room.eq(room.uuid()))
        .order_by_asc(answer::Column::At)
        .order_by_asc(answer::Column::Id)
        .all(tx.conn())
        .await?;
    let beat = |row: &answer::Model| u32::try_from(row.beat).unwrap_or_default();
    Ok(rows.into_iter().map(|row| (beat(&row), row.word)).collect())
}

/// Counts a next step that was written; says nothing of whose it is.
pub(crate) async fn step(tx: &WriteTx, guest: &Guest, key: &str) -> Result<bool, Error> {
    let id = sent(guest, key).uuid();
    if step::Entity::find_by_id(id).one(tx.conn()).await?.is_some() {
        return Ok(false);
    }
    step::Entity::insert(step::ActiveModel {
        id: Set(id),
        room: Set(guest.room.uuid()),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(true)
}

pub(crate) async fn steps(tx: &ReadTx, room: Id<Live>) -> Result<u64, Error> {
    Ok(step::Entity::find()
        .filter(step::Column::Room.eq(room.uuid()))
        .count(tx.conn())
        .await?)
}
