//! What phones send. Each thing carries a word that the phone made up, so that a thing sent twice,
//! because the network failed on the way back, is kept once.

use base::{Context, Id, Problem};
use chrono::TimeDelta;
use db::{Audit, Database, WriteTx};
use practice::query::StepTold;

use super::rooms::LATE_HOURS;
use crate::{
    domain::live::{Live, Pulse},
    store::{self, rooms::Guest, said::Note},
};

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The browser has not come in by the code, or the room is long over.
    #[error("not in the room")]
    Outside,
    /// So many browsers are in that no more are let in: somebody plays.
    #[error("the room is full")]
    Full,
    /// The question is closed, or not asked yet.
    #[error("the question takes no answers now")]
    Closed,
    #[error("{0:?}")]
    Problem(Problem),
}

impl From<Problem> for NotTaken {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<db::Error> for NotTaken {
    fn from(error: db::Error) -> Self {
        Self::Problem(error.into())
    }
}

/// Three times the largest meeting: a phone that forgets who it was comes in again as another.
pub const MOST_GUESTS: u64 = 600;

/// Lets a browser in, at this table. The caller has seen the code, or that it is in already.
///
/// # Errors
/// When the room is not open.
pub async fn come_in(
    ctx: &Context,
    db: &Database,
    room: Id<Live>,
    mark: &str,
    desk: Option<i32>,
) -> Result<Pulse, NotTaken> {
    let tx = db.write(ctx).await?;
    let live = store::rooms::unguarded(&tx, room)
        .await?
        .filter(|live| live.is_open)
        .ok_or(NotTaken::Outside)?;
    let guest = Guest {
        room,
        mark: mark.to_owned(),
        desk,
    };
    let is_in = store::rooms::guest(&tx, room, mark).await?.is_some();
    if !is_in && store::rooms::guests(&tx, room).await? >= MOST_GUESTS {
        return Err(NotTaken::Full);
    }
    store::rooms::seat(&tx, &guest).await?;
    let pulse = store::rooms::stir(&tx, &live).await?;
    tx.commit(Audit::of("room.join").on("room", room)).await?;
    Ok(pulse)
}

/// The guest and the room, where both may still send.
async fn sender(tx: &WriteTx, room: Id<Live>, mark: &str) -> Result<(Live, Guest), NotTaken> {
    let guest = store::rooms::guest(tx, room, mark)
        .await?
        .ok_or(NotTaken::Outside)?;
    let live = store::rooms::unguarded(tx, room)
        .await?
        .ok_or(NotTaken::Outside)?;
    let late = |closed| tx.ctx().now - closed < TimeDelta::hours(LATE_HOURS);
    if live.is_open || live.closed.is_some_and(late) {
        Ok((live, guest))
    } else {
        Err(NotTaken::Outside)
    }
}

/// A person's note, or what a table brings.
#[derive(Clone, Debug)]
pub struct Sending {
    /// The word that the phone made for it.
    pub key: String,
    pub beat: u32,
    pub field: Option<String>,
    /// Whether it is the table's and not the person's.
    pub of_desk: bool,
    pub text: String,
}

/// Keeps a note.
///
/// # Errors
/// [`NotTaken`].
pub async fn note(
    ctx: &Context,
    db: &Database,
    room: Id<Live>,
    mark: &str,
    sending: &Sending,
) -> Result<Pulse, NotTaken> {
    let tx = db.write(ctx).await?;
    let (live, guest) = sender(&tx, room, mark).await?;
    if !live.takes(sending.beat) {
        return Err(NotTaken::Closed);
    }
    let note = Note {
        id: Id::new(),
        beat: sending.beat,
        field: sending.field.clone(),
        desk: guest.desk.filter(|_| sending.of_desk),
        text: sending.text.clone(),
        hidden: false,
        at: ctx.now,
    };
    if !store::said::note(&tx, &guest, &sending.key, &note).await? {
        return Ok(live.pulse);
    }
    let pulse = store::rooms::stir(&tx, &live).await?;
    tx.commit(Audit::of("room.note").on("room", room)).await?;
    Ok(pulse)
}

/// Keeps an answer; the browser's last one counts.
///
/// # Errors
/// [`NotTaken`]; a closed room has no marks left by which a second answer could be told from a first.
pub async fn answer(
    ctx: &Context,
    db: &Database,
    room: Id<Live>,
    mark: &str,
    beat: u32,
    word: &str,
) -> Result<Pulse, NotTaken> {
    let tx = db.write(ctx).await?;
    let (live, guest) = sender(&tx, room, mark).await?;
    if !live.is_open || !live.takes(beat) {
        return Err(NotTaken::Closed);
    }
    store::said::answer(&tx, &guest, beat, word).await?;
    let pulse = store::rooms::stir(&tx, &live).await?;
    tx.commit(Audit::of("room.answer").on("room", room)).await?;
    Ok(pulse)
}

/// Hands a next step in, in the name of somebody who has a place in the session; it is theirs when they
/// say so. The room keeps that one was written, and nothing else of it.
///
/// # Errors
/// [`NotTaken`].
pub async fn step(
    ctx: &Context,
    db: &Database,
    room: Id<Live>,
    mark: &str,
    key: &str,
    told: &StepTold,
) -> Result<Pulse, NotTaken> {
    let tx = db.write(ctx).await?;
    let (live, guest) = sender(&tx, room, mark).await?;
    if !store::said::step(&tx, &guest, key).await? {
        return Ok(live.pulse);
    }
    tx.publish(told).await?;
    let pulse = store::rooms::stir(&tx, &live).await?;
    tx.commit(Audit::of("room.step").on("room", room)).await?;
    Ok(pulse)
}
