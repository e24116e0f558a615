//! Rooms, and which browsers are in them.

use access::{Permit, action};
use base::{Id, Problem};
use db::{Error, ReadTx, WriteTx};
use programme::query::Session;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::rows::{answer, guest, room};
use crate::domain::live::{Live, Pulse};

const OPEN: &str = "open";
const CLOSED: &str = "closed";

fn live(row: room::Model) -> Result<Live, Problem> {
    Ok(Live {
        id: Id::from_uuid(row.id),
        session: Id::from_uuid(row.session),
        title: serde_json::from_value(row.title).map_err(Problem::internal)?,
        is_open: row.state == OPEN,
        day: serde_json::from_value(row.day).map_err(Problem::internal)?,
        at: row.at.and_then(|at| usize::try_from(at).ok()),
        asks: row.asks,
        pulse: Pulse {
            turn: row.turn,
            revision: row.revision,
        },
        acted_by: row.acted_by,
        code: row.code,
        opened: row.opened_at,
        closed: row.closed_at,
    })
}

fn row(live: &Live) -> Result<room::ActiveModel, Problem> {
    Ok(room::ActiveModel {
        id: Set(live.id.uuid()),
        session: Set(live.session.uuid()),
        title: Set(serde_json::to_value(&live.title).map_err(Problem::internal)?),
        state: Set(if live.is_open { OPEN } else { CLOSED }.to_owned()),
        day: Set(serde_json::to_value(&live.day).map_err(Problem::internal)?),
        at: Set(live.at.and_then(|at| i32::try_from(at).ok())),
        asks: Set(live.asks),
        turn: Set(live.pulse.turn),
        revision: Set(live.pulse.revision),
        acted_by: Set(live.acted_by.clone()),
        code: Set(live.code.clone()),
        opened_at: Set(live.opened),
        closed_at: Set(live.closed),
    })
}

/// The room of a session; the caller has asked whether the reader may see it.
pub(crate) async fn of_session(tx: &ReadTx, session: Id<Session>) -> Result<Option<Live>, Problem> {
    let found = room::Entity::find()
        .filter(room::Column::Session.eq(session.uuid()))
        .one(tx.conn())
        .await
        .map_err(Error::from)?;
    found.map(live).transpose()
}

/// A room by its key, for who has been let in.
pub(crate) async fn unguarded(tx: &ReadTx, id: Id<Live>) -> Result<Option<Live>, Problem> {
    let found = room::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await
        .map_err(Error::from)?;
    found.map(live).transpose()
}

/// How far a room has come.
pub(crate) async fn pulse(tx: &ReadTx, id: Id<Live>) -> Result<Option<Pulse>, Error> {
    let found = room::Entity::find_by_id(id.uuid()).one(tx.conn()).await?;
    Ok(found.map(|row| Pulse {
        turn: row.turn,
        revision: row.revision,
    }))
}

/// Keeps a room as it is now.
pub async fn keep(
    tx: &WriteTx,
    _: &Permit<action::RunRoom>,
    live: &Live,
    is_new: bool,
) -> Result<(), Problem> {
    let row = row(live)?;
    if is_new {
        room::Entity::insert(row)
            .exec_without_returning(tx.conn())
            .await
            .map_err(Error::from)?;
    } else {
        room::Entity::update(row)
            .exec(tx.conn())
            .await
            .map_err(Error::from)?;
    }
    Ok(())
}

/// Something in the room can be seen anew; gives how far it has come.
pub(crate) async fn stir(tx: &WriteTx, live: &Live) -> Result<Pulse, Error> {
    let pulse = Pulse {
        revision: live.pulse.revision + 1,
        ..live.pulse
    };
    room::Entity::update_many()
        .col_expr(room::Column::Revision, pulse.revision.into())
        .filter(room::Column::Id.eq(live.id.uuid()))
        .exec(tx.conn())
        .await?;
    Ok(pulse)
}

/// A browser that has come in by the code: at which table, if it has said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub(crate) room: Id<Live>,
    pub(crate) mark: String,
    pub desk: Option<i32>,
}

pub(crate) async fn guest(tx: &ReadTx, room: Id<Live>, mark: &str) -> Result<Option<Guest>, Error> {
    let found = guest::Entity::find()
        .filter(guest::Column::Room.eq(room.uuid()))
        .filter(guest::Column::Mark.eq(mark))
        .one(tx.conn())
        .await?;
    Ok(found.map(|row| Guest {
        room,
        mark: row.mark,
        desk: row.desk,
    }))
}

/// How many have come in.
pub(crate) async fn guests(tx: &ReadTx, room: Id<Live>) -> Result<u64, Error> {
    use sea_orm::PaginatorTrait as _;
    Ok(guest::Entity::find()
        .filter(guest::Column::Room.eq(room.uuid()))
        .count(tx.conn())
        .await?)
}

/// Lets a browser in, once however often it comes; the table it says last is the one it sits at.
pub(crate) async fn seat(tx: &WriteTx, seated: &Guest) -> Result<(), Error> {
    if guest(tx, seated.room, &seated.mark).await?.is_some() {
        guest::Entity::update_many()
            .col_expr(guest::Column::Desk, seated.desk.into())
            .filter(guest::Column::Room.eq(seated.room.uuid()))
            .filter(guest::Column::Mark.eq(seated.mark.as_str()))
            .exec(tx.conn())
            .await?;
        return Ok(());
    }
    guest::Entity::insert(guest::ActiveModel {
        id: Set(Id::<Guest>::new().uuid()),
        room: Set(seated.room.uuid()),
        mark: Set(seated.mark.clone()),
        desk: Set(seated.desk),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

/// Takes the marks off a room's answers: afterwards nothing says which of them came from one browser.
pub(crate) async fn unmark(tx: &WriteTx, room: Id<Live>) -> Result<(), Error> {
    let rows = answer::Entity::find()
        .filter(answer::Column::Room.eq(room.uuid()))
        .all(tx.conn())
        .await?;
    for row in rows {
        answer::Entity::update_many()
            .col_expr(answer::Column::Mark, row.id.to_string().into())
            .filter(answer::Column::Id.eq(row.id))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// Forgets which browsers were in rooms that closed before this.
pub(crate) async fn forget_guests(
    tx: &WriteTx,
    before: chrono::DateTime<chrono::Utc>,
) -> Result<(), Error> {
    let over = room::Entity::find()
        .filter(room::Column::ClosedAt.lt(before))
        .all(tx.conn())
        .await?;
    guest::Entity::delete_many()
        .filter(guest::Column::Room.is_in(over.iter().map(|row| row.id)))
        .exec(tx.conn())
        .await?;
    Ok(())
}
