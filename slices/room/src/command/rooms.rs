//! Opening a room, running its day, closing it.

use base::{Context, Id, OrganisationTag, Problem};
use chrono::TimeDelta;
use db::{Audit, Database};
use identity::Control;
use programme::query::Session;

use crate::{
    domain::{
        day,
        live::{Act, Live, Pulse},
    },
    query::Sheets,
    store,
};

/// A code opens for so many hours, a long day's length.
const CODE_HOURS: i64 = 14;
/// So long after a room has closed, a phone that had no network may still deliver.
pub(crate) const LATE_HOURS: i64 = 24;

/// What came of a press.
#[derive(Debug)]
pub enum Pressed {
    Done(Pulse),
    /// Somebody else pressed first; nothing was done.
    Late(Box<Live>),
}

/// Opens the room of a session, with its drejebog as the day's own; again, if it was closed.
///
/// # Errors
/// When the reader may not run it, or it has no drejebog.
pub async fn open(
    ctx: &Context,
    db: &Database,
    control: &Control,
    organisation: Id<OrganisationTag>,
    session: Id<Session>,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let (about, run) = programme::query::admit::<access::action::RunRoom>(&tx, session).await?;
    let known = store::rooms::of_session(&tx, session).await?;
    if known.as_ref().is_some_and(|live| live.is_open) {
        return Ok(());
    }
    let is_new = known.is_none();
    let mut live = match known {
        Some(live) => live,
        None => new_room(&tx, &about).await?,
    };
    // Under the organisation's pen: of two who open it at once, the second finds it open.
    let until = ctx.now + TimeDelta::hours(CODE_HOURS);
    let code = control
        .open_code(ctx, organisation, live.id.uuid(), until)
        .await?;
    live.is_open = true;
    live.closed = None;
    live.code = Some(code);
    stirred(&mut live);
    store::rooms::keep(&tx, &run, &live, is_new).await?;
    store::rooms::forget_guests(&tx, ctx.now - TimeDelta::hours(LATE_HOURS)).await?;
    Ok(tx
        .commit(Audit::of("room.open").on("session", session))
        .await?)
}

/// A room with the session's drejebog as the day's own.
async fn new_room(tx: &db::ReadTx, about: &Session) -> Result<Live, Problem> {
    let sheets = Sheets::unguarded(tx).await?;
    let sheet = sheets.of_session(about).ok_or_else(Problem::not_found)?;
    Ok(Live {
        id: Id::new(),
        session: about.id,
        title: title(tx, about).await?,
        is_open: true,
        day: day::of(sheet, about.days),
        at: None,
        asks: false,
        pulse: Pulse::default(),
        acted_by: None,
        code: None,
        opened: tx.ctx().now,
        closed: None,
    })
}

/// What a session is called, in both languages.
async fn title(tx: &db::ReadTx, session: &Session) -> Result<blueprint::Words, Problem> {
    use base::Lang;
    let reading = programme::query::design_for_all(tx)
        .await?
        .ok_or_else(Problem::not_found)?;
    let name = |lang| programme::query::title(&reading.design, session, lang);
    Ok(blueprint::Words {
        da: name(Lang::Da),
        en: Some(name(Lang::En)),
    })
}

fn stirred(live: &mut Live) {
    live.pulse.turn += 1;
    live.pulse.revision += 1;
}

/// Does one thing to the day; `seen` is the turn that the page showed which was pressed.
///
/// # Errors
/// When the reader may not run it, or no room is open.
pub async fn press(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    seen: i32,
    act: Act,
    by: &str,
) -> Result<Pressed, Problem> {
    let tx = db.write(ctx).await?;
    let (_, run) = programme::query::admit::<access::action::RunRoom>(&tx, session).await?;
    let mut live = open_room(&tx, session).await?;
    if live.pulse.turn != seen {
        return Ok(Pressed::Late(Box::new(live)));
    }
    if !live.act(act, ctx.now) {
        return Ok(Pressed::Done(live.pulse));
    }
    live.acted_by = Some(by.to_owned());
    stirred(&mut live);
    store::rooms::keep(&tx, &run, &live, false).await?;
    tx.commit(Audit::of("room.run").on("session", session))
        .await?;
    Ok(Pressed::Done(live.pulse))
}

async fn open_room(tx: &db::ReadTx, session: Id<Session>) -> Result<Live, Problem> {
    store::rooms::of_session(tx, session)
        .await?
        .filter(|live| live.is_open)
        .ok_or_else(Problem::not_found)
}

/// Gives an open room another code; those who are in stay in.
///
/// # Errors
/// When the reader may not run it, or no room is open.
pub async fn renew_code(
    ctx: &Context,
    db: &Database,
    control: &Control,
    organisation: Id<OrganisationTag>,
    session: Id<Session>,
) -> Result<Pulse, Problem> {
    let tx = db.write(ctx).await?;
    let (_, run) = programme::query::admit::<access::action::RunRoom>(&tx, session).await?;
    let mut live = open_room(&tx, session).await?;
    let until = ctx.now + TimeDelta::hours(CODE_HOURS);
    live.code = Some(
        control
            .open_code(ctx, organisation, live.id.uuid(), until)
            .await?,
    );
    live.pulse.revision += 1;
    store::rooms::keep(&tx, &run, &live, false).await?;
    tx.commit(Audit::of("room.code").on("session", session))
        .await?;
    Ok(live.pulse)
}

/// Closes a room: nobody comes in any longer, and no answer can be told from another by its browser.
///
/// # Errors
/// When the reader may not run it, or no room is open.
pub async fn close(
    ctx: &Context,
    db: &Database,
    control: &Control,
    session: Id<Session>,
) -> Result<Pulse, Problem> {
    let tx = db.write(ctx).await?;
    let (_, run) = programme::query::admit::<access::action::RunRoom>(&tx, session).await?;
    let mut live = open_room(&tx, session).await?;
    control.close_code(ctx, live.id.uuid()).await?;
    live.is_open = false;
    live.code = None;
    live.closed = Some(ctx.now);
    stirred(&mut live);
    store::rooms::keep(&tx, &run, &live, false).await?;
    store::rooms::unmark(&tx, live.id).await?;
    tx.commit(Audit::of("room.close").on("session", session))
        .await?;
    Ok(live.pulse)
}

/// Takes a note off the wall, or puts it back.
///
/// # Errors
/// When the reader may not run it, or there is no such note.
pub async fn hide(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    note: Id<store::said::Note>,
    hidden: bool,
) -> Result<(Id<Live>, Pulse), Problem> {
    let tx = db.write(ctx).await?;
    let (_, run) = programme::query::admit::<access::action::RunRoom>(&tx, session).await?;
    let live = store::rooms::of_session(&tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    if !store::said::hide(&tx, &run, live.id, note, hidden).await? {
        return Err(Problem::not_found());
    }
    let pulse = store::rooms::stir(&tx, &live).await?;
    tx.commit(Audit::of("room.hide").on("note", note)).await?;
    Ok((live.id, pulse))
}
