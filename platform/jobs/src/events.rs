use std::{fmt, future::Future, sync::Arc, time::Duration};

use base::{Clock, Context, Id};
use chrono::TimeDelta;
use db::{Audit, Database, Error, Event, Published, ReadTx, WriteTx, events_after};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use crate::{
    Fault, Retry, aside,
    kind::Running,
    row::cursor::{ActiveModel, Column, Entity, Model},
};

/// How many events are read at a time.
const BATCH: u64 = 100;
/// How long a subscriber may take over one event; longer work is a job that it asks for.
const LIMIT: Duration = Duration::from_secs(30);
/// How often an event is tried before it is put aside: with the waits of [`Retry::PATIENT`], over
/// two hours.
const TRIES: i32 = 8;
/// How long the subscriber's place belongs to a node that says nothing more.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// What a subscriber is told with the event.
#[derive(Clone, Debug)]
pub struct EventContext {
    /// The organisation's database.
    pub db: Database,
    /// The system's context, under the subscriber's name.
    pub ctx: Context,
    /// The same at every delivery: for doing things once.
    pub id: Id<Published>,
    pub seq: i64,
}

type Tell = dyn Fn(EventContext, &Published) -> Result<Option<Running>, Error> + Send + Sync;

/// Who wants to know of one kind of event. A new one hears first what is still kept of the past.
#[derive(Clone)]
pub struct Subscriber {
    name: &'static str,
    tell: Arc<Tell>,
}

impl Subscriber {
    /// `name` is `slice.what_it_does`, and never changes: the place in the order hangs on it. The
    /// handler must bear being told twice, and is short: longer work is a job.
    pub fn new<E, F, R>(name: &'static str, handler: F) -> Self
    where
        E: Event + 'static,
        F: Fn(EventContext, E) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), Fault>> + Send + 'static,
    {
        Self {
            name,
            tell: Arc::new(move |context, published| {
                let event = published.as_event::<E>()?;
                Ok(event.map(|event| -> Running { Box::pin(handler(context, event)) }))
            }),
        }
    }
}

impl fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Subscriber({})", self.name)
    }
}

/// Tells one subscriber what it has not heard yet, in order, until it fails or all is told. What it
/// cannot take is put aside, and told again when somebody asks for it.
pub async fn deliver(
    db: &Database,
    clock: &Arc<dyn Clock>,
    subscriber: &Subscriber,
) -> Result<usize, Error> {
    let ctx = || Context::system(subscriber.name, clock.now());
    {
        let tx = db.read(&ctx()).await?;
        let seq = place(&tx, subscriber).await?.map_or(0, |row| row.seq);
        let again = aside::asked_again(&tx, subscriber.name).await?;
        if again.is_empty() && events_after(&tx, seq, 1).await?.is_empty() {
            return Ok(0);
        }
    }
    let Some((mut seq, lease, tries)) = take(db, &ctx(), subscriber).await? else {
        return Ok(0);
    };
    let mut told = tell_asked(db, &ctx, subscriber).await?;
    let mut tries_of_first = tries;
    loop {
        let events = events_after(&db.read(&ctx()).await?, seq, BATCH).await?;
        if events.is_empty() {
            leave(db, &ctx(), subscriber, lease, seq, None).await?;
            return Ok(told);
        }
        let mut passed = seq;
        for event in events {
            let context = EventContext {
                db: db.clone(),
                ctx: ctx(),
                id: event.id,
                seq: event.seq,
            };
            let known_tries = if passed == seq { tries_of_first } else { 0 };
            match tell(subscriber, context, &event).await {
                Ok(false) => passed = event.seq,
                Ok(true) => {
                    passed = event.seq;
                    told += 1;
                    if !advance(db, &ctx(), subscriber, lease, passed).await? {
                        return Ok(told);
                    }
                }
                Err(fault) if is_hopeless(&fault, known_tries + 1) => {
                    let tries = known_tries + 1;
                    tracing::error!(?subscriber, seq = event.seq, %fault, tries, "an event was put aside");
                    let put = Put {
                        event: &event,
                        fault,
                        tries,
                    };
                    if !pass(db, &ctx(), subscriber, lease, event.seq, Some(put)).await? {
                        return Ok(told);
                    }
                    passed = event.seq;
                    told += 1;
                }
                Err(fault) => {
                    let tries = known_tries + 1;
                    tracing::warn!(?subscriber, seq = event.seq, %fault, tries, "an event was not taken");
                    leave(db, &ctx(), subscriber, lease, passed, Some((fault, tries))).await?;
                    return Ok(told);
                }
            }
        }
        if !advance(db, &ctx(), subscriber, lease, passed).await? {
            return Ok(told);
        }
        seq = passed;
        tries_of_first = 0;
    }
}

/// Whether waiting longer would only hold the rest up.
fn is_hopeless(fault: &Fault, tries: i32) -> bool {
    matches!(fault, Fault::Never(_)) || tries >= TRIES
}

/// Tells what was put aside and is wanted again; gives how much of it was tried.
async fn tell_asked(
    db: &Database,
    ctx: &impl Fn() -> Context,
    subscriber: &Subscriber,
) -> Result<usize, Error> {
    let asked = aside::asked_again(&db.read(&ctx()).await?, subscriber.name).await?;
    let count = asked.len();
    for (id, event) in asked {
        let context = EventContext {
            db: db.clone(),
            ctx: ctx(),
            id: event.id,
            seq: event.seq,
        };
        let fault = tell(subscriber, context, &event).await.err();
        let tx = db.write(&ctx()).await?;
        aside::tried(&tx, id, fault.map(|fault| fault.to_string())).await?;
        tx.commit(Audit::upkeep()).await?;
    }
    Ok(count)
}

/// Whether the event was one for this subscriber.
async fn tell(
    subscriber: &Subscriber,
    context: EventContext,
    event: &Published,
) -> Result<bool, Fault> {
    // One that cannot be read today cannot be read tomorrow.
    let told = (subscriber.tell)(context, event).map_err(Fault::never)?;
    let Some(handling) = told else {
        return Ok(false);
    };
    // On a task of its own, so that a panic is this event's failure and not the worker's.
    let mut task = tokio::spawn(handling);
    match tokio::time::timeout(LIMIT, &mut task).await {
        Ok(joined) => joined
            .unwrap_or_else(|err| Err(Fault::again(err)))
            .map(|()| true),
        Err(_) => {
            task.abort();
            Err(Fault::again("it took too long; let it ask for a job"))
        }
    }
}

async fn place(tx: &ReadTx, subscriber: &Subscriber) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(subscriber.name.to_owned())
        .one(tx.conn())
        .await?)
}

/// Makes this node the one that tells the subscriber, if no other is and it is time.
async fn take(
    db: &Database,
    ctx: &Context,
    subscriber: &Subscriber,
) -> Result<Option<(i64, Uuid, i32)>, Error> {
    let tx = db.write(ctx).await?;
    let lease = Id::<Subscriber>::new().uuid();
    let until = ctx.now + LEASE;
    let taken = match place(&tx, subscriber).await? {
        None => {
            Entity::insert(ActiveModel {
                subscriber: Set(subscriber.name.to_owned()),
                seq: Set(0),
                tries: Set(0),
                run_at: Set(ctx.now),
                lease: Set(Some(lease)),
                lease_until: Set(Some(until)),
                fault: Set(None),
            })
            .exec_without_returning(tx.conn())
            .await?;
            (0, lease, 0)
        }
        Some(row) => {
            let held = row.lease_until.is_some_and(|until| until >= ctx.now);
            if held || row.run_at > ctx.now {
                return Ok(None);
            }
            change(&tx, subscriber, |change| {
                change.lease = Set(Some(lease));
                change.lease_until = Set(Some(until));
            })
            .await?;
            (row.seq, lease, row.tries)
        }
    };
    tx.commit(Audit::upkeep()).await?;
    Ok(Some(taken))
}

/// Notes that all up to `seq` was told. Gives whether this node is still the one that tells.
async fn advance(
    db: &Database,
    ctx: &Context,
    subscriber: &Subscriber,
    lease: Uuid,
    seq: i64,
) -> Result<bool, Error> {
    pass(db, ctx, subscriber, lease, seq, None).await
}

/// An event to put aside on the way.
struct Put<'a> {
    event: &'a Published,
    fault: Fault,
    tries: i32,
}

async fn pass(
    db: &Database,
    ctx: &Context,
    subscriber: &Subscriber,
    lease: Uuid,
    seq: i64,
    put: Option<Put<'_>>,
) -> Result<bool, Error> {
    let tx = db.write(ctx).await?;
    if place(&tx, subscriber).await?.and_then(|row| row.lease) != Some(lease) {
        return Ok(false);
    }
    if let Some(Put {
        event,
        fault,
        tries,
    }) = put
    {
        aside::put(&tx, subscriber.name, event, fault.to_string(), tries).await?;
    }
    change(&tx, subscriber, |change| {
        change.seq = Set(seq);
        change.tries = Set(0);
        change.fault = Set(None);
        change.lease_until = Set(Some(ctx.now + LEASE));
    })
    .await?;
    tx.commit(Audit::upkeep()).await?;
    Ok(true)
}

/// Lets go of the subscriber, for a while when it failed.
async fn leave(
    db: &Database,
    ctx: &Context,
    subscriber: &Subscriber,
    lease: Uuid,
    seq: i64,
    failed: Option<(Fault, i32)>,
) -> Result<(), Error> {
    let tx = db.write(ctx).await?;
    if place(&tx, subscriber).await?.and_then(|row| row.lease) != Some(lease) {
        return Ok(());
    }
    change(&tx, subscriber, |change| {
        change.seq = Set(seq);
        change.lease = Set(None);
        change.lease_until = Set(None);
        if let Some((fault, tries)) = failed {
            change.run_at = Set(ctx.now + Retry::PATIENT.wait(tries.unsigned_abs()));
            change.tries = Set(tries);
            change.fault = Set(Some(fault.to_string()));
        }
    })
    .await?;
    tx.commit(Audit::upkeep()).await
}

async fn change(
    tx: &WriteTx,
    subscriber: &Subscriber,
    set: impl FnOnce(&mut ActiveModel),
) -> Result<(), Error> {
    let mut change = ActiveModel {
        subscriber: Set(subscriber.name.to_owned()),
        ..Default::default()
    };
    set(&mut change);
    Entity::update(change).exec(tx.conn()).await?;
    Ok(())
}

/// The last event that every one of these subscribers has passed.
pub async fn told_to_all(tx: &ReadTx, subscribers: &[Subscriber]) -> Result<i64, Error> {
    let names: Vec<&str> = subscribers
        .iter()
        .map(|subscriber| subscriber.name)
        .collect();
    let rows = Entity::find()
        .filter(Column::Subscriber.is_in(names))
        .all(tx.conn())
        .await?;
    if rows.len() < subscribers.len() {
        return Ok(0);
    }
    Ok(rows
        .into_iter()
        .map(|row| row.seq)
        .min()
        .unwrap_or(i64::MAX))
}
