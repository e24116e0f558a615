use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use base::{Account, Clock, Context, Id};
use chrono::{DateTime, Utc};
use db::{Database, Error, WriteTx};
use serde::Serialize;
use serde_json::Value;

use crate::{
    Fault, JobTag,
    claim::{self, Claimed, LEASE, Standing},
};

/// What a running job knows and can say. Cheap to clone; may be moved to a blocking thread.
#[derive(Clone)]
pub struct JobContext(Arc<Inner>);

struct Inner {
    db: Database,
    clock: Arc<dyn Clock>,
    claimed: Claimed,
    /// What was said last and is not written yet.
    said: Mutex<Option<Value>>,
    renewed: Mutex<DateTime<Utc>>,
    /// Somebody wants it stopped.
    cancel: AtomicBool,
    /// The node stops, or has lost the job.
    leave: AtomicBool,
}

impl JobContext {
    pub(crate) fn new(db: Database, clock: Arc<dyn Clock>, claimed: Claimed) -> Self {
        let renewed = Mutex::new(clock.now());
        Self(Arc::new(Inner {
            db,
            clock,
            claimed,
            said: Mutex::default(),
            renewed,
            cancel: AtomicBool::new(false),
            leave: AtomicBool::new(false),
        }))
    }

    /// The organisation's database.
    #[must_use]
    pub fn db(&self) -> &Database {
        &self.0.db
    }

    /// The system's context at this moment, under the kind's name.
    #[must_use]
    pub fn ctx(&self) -> Context {
        Context::system(self.0.claimed.kind.name, self.0.clock.now())
    }

    #[must_use]
    pub fn id(&self) -> Id<JobTag> {
        self.0.claimed.id
    }

    /// Which try this is, from 1.
    #[must_use]
    pub fn tries(&self) -> u32 {
        self.0.claimed.tries
    }

    /// Who asked for it; nobody when the system did.
    #[must_use]
    pub fn queued_by(&self) -> Option<Id<Account>> {
        self.0.claimed.queued_by.map(Id::from_uuid)
    }

    /// Says how far the job is, for the page that follows it. Say it as often as you like: it is
    /// written at most twice a second.
    pub fn progress(&self, progress: &impl Serialize) {
        if let Ok(value) = serde_json::to_value(progress) {
            *locked(&self.0.said) = Some(value);
        }
    }

    /// Whether to stop: somebody cancelled it, or the node must let it go. Costs nothing; look in
    /// every round of a long search, and return [`Fault::Cancelled`].
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancel.load(Ordering::Relaxed) || self.0.leave.load(Ordering::Relaxed)
    }

    /// Ends the job in this transaction. With its last writes in the same one they are kept once,
    /// however often the job is begun.
    ///
    /// # Errors
    /// When another node has taken the job over: give the transaction up.
    pub async fn done(&self, tx: &WriteTx) -> Result<(), Fault> {
        claim::done(tx, &self.0.claimed, self.unwritten()).await
    }

    /// Makes sure that no other node has taken the job over, just before an effect that cannot be
    /// taken back.
    ///
    /// # Errors
    /// When one has.
    pub async fn still_mine(&self) -> Result<(), Fault> {
        match self.renew().await? {
            Standing::Mine { cancel: false } => Ok(()),
            Standing::Mine { cancel: true } => Err(Fault::Cancelled),
            Standing::Lost => Err(Fault::again("another node has taken the job over")),
        }
    }

    pub(crate) fn claimed(&self) -> &Claimed {
        &self.0.claimed
    }

    pub(crate) fn unwritten(&self) -> Option<Value> {
        locked(&self.0.said).take()
    }

    /// Whether it was somebody's wish that it stops, and not the node's.
    pub(crate) fn was_cancelled(&self) -> bool {
        self.0.cancel.load(Ordering::Relaxed)
    }

    pub(crate) fn leave(&self) {
        self.0.leave.store(true, Ordering::Relaxed);
    }

    /// Every half second: writes what was said, renews the lease when a third of it is gone, sees
    /// whether somebody cancelled.
    pub(crate) async fn tick(&self) -> Result<Standing, Error> {
        let due = *locked(&self.0.renewed) + LEASE / 3 <= self.0.clock.now();
        if due || locked(&self.0.said).is_some() {
            return self.renew().await;
        }
        let tx = self.0.db.read(&self.ctx()).await?;
        Ok(self.noted(claim::standing(&tx, &self.0.claimed).await?))
    }

    async fn renew(&self) -> Result<Standing, Error> {
        let (ctx, said) = (self.ctx(), self.unwritten());
        let standing = claim::renew(&self.0.db, &ctx, &self.0.claimed, said).await?;
        *locked(&self.0.renewed) = ctx.now;
        Ok(self.noted(standing))
    }

    fn noted(&self, standing: Standing) -> Standing {
        match standing {
            Standing::Mine { cancel: true } => self.0.cancel.store(true, Ordering::Relaxed),
            Standing::Mine { cancel: false } => {}
            Standing::Lost => self.leave(),
        }
        standing
    }
}

impl fmt::Debug for JobContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "JobContext({} {})",
            self.0.claimed.kind.name, self.0.claimed.id
        )
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
