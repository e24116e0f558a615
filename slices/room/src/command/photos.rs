//! Paper that was photographed: put on the session's room, by whoever runs it.

use access::action::RunRoom;
use base::{Context, Id, Problem};
use db::{Audit, Database};
use files::{Attached, Attachment, Kind};
use programme::query::{Session, admit};

use crate::{query::photos_of, store};

/// Puts a photograph on the room of a session.
///
/// # Errors
/// When the reader may not run it, or it was never opened.
pub async fn put(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    title: &str,
    name: &str,
    kind: Kind,
    bytes: Vec<u8>,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    admit::<RunRoom>(&tx, session).await?;
    let live = store::rooms::of_session(&tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    let file = files::put(&tx, name, kind.content_type(), &kind.without_traces(bytes)).await?;
    let of = photos_of(live.id);
    let id = files::attach(&tx, &of, title, Attachment::File(file)).await?;
    Ok(tx.commit(Audit::of("room.photo").on("photo", id)).await?)
}

/// Takes a photograph off again.
///
/// # Errors
/// When the reader may not run it, or it is not there.
pub async fn remove(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    photo: Id<Attached>,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    admit::<RunRoom>(&tx, session).await?;
    let live = store::rooms::of_session(&tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    if !files::detach(&tx, &photos_of(live.id), photo).await? {
        return Err(Problem::not_found());
    }
    Ok(tx
        .commit(Audit::of("room.photo_removed").on("photo", photo))
        .await?)
}
