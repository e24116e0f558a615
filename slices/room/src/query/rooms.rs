//! A room as those who run it, those in it and those who come after see it.

use access::action::{RunRoom, SeeOutcome};
use base::{Id, Problem};
use db::ReadTx;
use files::Attached;
use programme::query::{Session, admit};

pub use crate::store::{rooms::Guest, said::Note};
use crate::{
    domain::live::{Live, Pulse},
    store,
};

/// What has been sent in a room.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The newest first.
    pub notes: Vec<Note>,
    /// The beat's number, and the word.
    pub answers: Vec<(u32, String)>,
    /// How many have written their next step.
    pub steps: u64,
    /// How many phones have come in.
    pub guests: u64,
}

/// The room of a session for those who run it; none before it is opened.
///
/// # Errors
/// "Not found" for everybody else.
pub async fn room(tx: &ReadTx, session: Id<Session>) -> Result<Option<Live>, Problem> {
    admit::<RunRoom>(tx, session).await?;
    store::rooms::of_session(tx, session).await
}

/// What has been sent, for those who run the room.
///
/// # Errors
/// "Not found" for everybody else.
pub async fn said(tx: &ReadTx, live: &Live) -> Result<Said, Problem> {
    admit::<RunRoom>(tx, live.session).await?;
    everything(tx, live.id).await
}

/// How a session's room came out, for those who were there, who ran it, and the office.
///
/// # Errors
/// "Not found" for everybody else, and where no room was opened.
pub async fn outcome(
    tx: &ReadTx,
    session: Id<Session>,
) -> Result<(Live, Said, Vec<Attached>), Problem> {
    admit::<SeeOutcome>(tx, session).await?;
    let live = store::rooms::of_session(tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    let said = everything(tx, live.id).await?;
    let photos = files::attached(tx, &photos_of(live.id)).await?;
    Ok((live, said, photos))
}

/// One photograph of a session's room, with its bytes.
///
/// # Errors
/// "Not found" for those who may not see it, and when it is not there.
pub async fn photo(
    tx: &ReadTx,
    session: Id<Session>,
    photo: Id<Attached>,
) -> Result<(files::About, Vec<u8>), Problem> {
    admit::<SeeOutcome>(tx, session).await?;
    let live = store::rooms::of_session(tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    let found = files::one(tx, &photos_of(live.id), photo).await?;
    let Some(files::What::File(about)) = found.map(|found| found.what) else {
        return Err(Problem::not_found());
    };
    files::read(tx, about.id)
        .await?
        .ok_or_else(Problem::not_found)
}

/// What the photographs of a room lie on.
pub(crate) fn photos_of(room: Id<Live>) -> String {
    format!("room:{room}")
}

async fn everything(tx: &ReadTx, room: Id<Live>) -> Result<Said, Problem> {
    Ok(Said {
        notes: store::said::notes(tx, room).await?,
        answers: store::said::answers(tx, room).await?,
        steps: store::said::steps(tx, room).await?,
        guests: store::rooms::guests(tx, room).await?,
    })
}

/// The room that a browser is in by the code, and its seat there.
///
/// # Errors
/// "Not found" for a browser that is in no such room.
pub async fn guest(tx: &ReadTx, room: Id<Live>, mark: &str) -> Result<(Live, Guest), Problem> {
    let guest = store::rooms::guest(tx, room, mark)
        .await?
        .ok_or_else(Problem::not_found)?;
    let live = store::rooms::unguarded(tx, room)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok((live, guest))
}

/// The room that a code has opened: looked at before coming in.
///
/// # Errors
/// "Not found" when it is not open.
pub(crate) async fn door(tx: &ReadTx, room: Id<Live>) -> Result<Live, Problem> {
    store::rooms::unguarded(tx, room)
        .await?
        .filter(|live| live.is_open)
        .ok_or_else(Problem::not_found)
}

/// What this browser has answered in this beat, and what its table has brought.
///
/// # Errors
/// When the database fails.
pub(crate) async fn own(
    tx: &ReadTx,
    guest: &Guest,
    beat: u32,
) -> Result<(Option<String>, Vec<Note>), Problem> {
    let answer = store::said::own_answer(tx, guest, beat).await?;
    let mut brought = store::said::notes_of(tx, guest.room, beat).await?;
    brought.retain(|note| guest.desk.is_some() && note.desk == guest.desk && !note.hidden);
    Ok((answer, brought))
}

/// How far a room has come, for a stream that was allowed when it began.
///
/// # Errors
/// When the database fails.
pub(crate) async fn pulse(tx: &ReadTx, room: Id<Live>) -> Result<Option<Pulse>, Problem> {
    Ok(store::rooms::pulse(tx, room).await?)
}
