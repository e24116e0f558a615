//! Writing, changing and settling a step: by its own leader, or by the link in the leader's mail.

use access::{action, permit_own};
use base::{Context, Id, PersonTag, Problem};
use db::{Audit, Database, WriteTx};

use super::{ask_makker, happened, own};
use crate::{
    domain::{Happening, Kind, Settled, State, Step, Wording},
    store,
};

/// Writes a step of the person's.
///
/// # Errors
/// Unless it is the person's own, or the database fails.
pub async fn write(
    ctx: &Context,
    db: &Database,
    person: Id<PersonTag>,
    wording: Wording,
) -> Result<Id<Step>, Problem> {
    let may = permit_own::<action::KeepSteps>(ctx, person)?;
    let tx = db.write(ctx).await?;
    let step = Step {
        id: Id::new(),
        person,
        wording,
        session: None,
        state: State::Open,
        outcome: None,
        made: ctx.now,
        changed: ctx.now,
    };
    store::steps::insert(&tx, &may, &step).await?;
    ask_makker(&tx, &may, person, step.wording.makker).await?;
    tx.commit(Audit::of(happened(Kind::Made)).on("step", step.id))
        .await?;
    Ok(step.id)
}

/// Says a step anew. One that was told in the room is the leader's own from then on.
///
/// # Errors
/// "Not found" to everybody but its own leader.
pub async fn edit(
    ctx: &Context,
    db: &Database,
    id: Id<Step>,
    wording: Wording,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let (mut step, may) = own(&tx, id).await?;
    let kind = match step.state {
        State::Told => Kind::Confirmed,
        _ => Kind::Edited,
    };
    if step.state == State::Told {
        step.state = State::Open;
    }
    ask_makker(&tx, &may, step.person, wording.makker).await?;
    step.wording = wording;
    keep(tx, &may, step, Happening::of(kind)).await
}

/// "Yes, that is mine": a step told in the room becomes the leader's own.
///
/// # Errors
/// "Not found" to everybody but its own leader, and where it was confirmed before.
pub async fn confirm(ctx: &Context, db: &Database, id: Id<Step>) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let (mut step, may) = own(&tx, id).await?;
    if step.state != State::Told {
        return Err(Problem::not_found());
    }
    step.state = State::Open;
    ask_makker(&tx, &may, step.person, step.wording.makker).await?;
    keep(tx, &may, step, Happening::of(Kind::Confirmed)).await
}

/// Takes a step away, with its history: "that is not mine", or a mistake.
///
/// # Errors
/// "Not found" to everybody but its own leader.
pub async fn delete(ctx: &Context, db: &Database, id: Id<Step>) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let (step, may) = own(&tx, id).await?;
    store::steps::delete(&tx, &may, &step).await?;
    Ok(tx.commit(Audit::of("step.delete").on("step", id)).await?)
}

/// Says what has become of a step: done, moved, dropped; or takes back what was said last. Saying
/// the same again changes nothing but the words with it.
///
/// # Errors
/// "Not found" to everybody but its own leader, and for one that is not confirmed.
pub async fn settle(
    ctx: &Context,
    db: &Database,
    id: Id<Step>,
    settled: Settled,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let (step, may) = own(&tx, id).await?;
    settle_in(tx, &may, step, settled).await
}

/// The same for a step that the caller has opened, by a session or by a link.
pub(crate) async fn settle_in(
    tx: WriteTx,
    may: &access::Permit<action::KeepSteps>,
    mut step: Step,
    settled: Settled,
) -> Result<(), Problem> {
    if step.state == State::Told {
        return Err(Problem::not_found());
    }
    let line = match settled {
        Settled::Done(outcome) => {
            step.state = State::Done;
            step.outcome = outcome.or(step.outcome);
            Happening::of(Kind::Done)
        }
        Settled::Moved(to) => {
            let from = step.wording.by;
            step.state = State::Open;
            step.wording.by = to;
            Happening {
                before: Some(from),
                after: Some(to),
                ..Happening::of(Kind::Moved)
            }
        }
        Settled::Dropped(word) => {
            step.state = State::Dropped;
            Happening {
                word,
                ..Happening::of(Kind::Dropped)
            }
        }
        Settled::Undone => {
            let Some(last) = last_settled(&tx, step.id).await? else {
                return Ok(());
            };
            step.state = State::Open;
            step.outcome = None;
            step.wording.by = last.before.unwrap_or(step.wording.by);
            Happening::of(Kind::Undone)
        }
    };
    keep(tx, may, step, line).await
}

/// What was said last of what has become of it, and not taken back.
async fn last_settled(tx: &WriteTx, id: Id<Step>) -> Result<Option<Happening>, Problem> {
    let mut standing: Vec<Happening> = Vec::new();
    for line in store::steps::history(tx, id).await? {
        match line.kind {
            Kind::Done | Kind::Moved | Kind::Dropped => standing.push(line),
            Kind::Undone => {
                standing.pop();
            }
            Kind::Made | Kind::Confirmed | Kind::Edited => {}
        }
    }
    Ok(standing.pop())
}

async fn keep(
    tx: WriteTx,
    may: &access::Permit<action::KeepSteps>,
    mut step: Step,
    line: Happening,
) -> Result<(), Problem> {
    step.changed = tx.ctx().now;
    store::steps::update(&tx, may, &step, &line).await?;
    Ok(tx
        .commit(Audit::of(happened(line.kind)).on("step", step.id))
        .await?)
}
