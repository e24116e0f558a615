use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use base::{Clock, Context, Id};
use db::{Audit, Database, Error, prune_events};
use tokio::{
    sync::{Semaphore, watch},
    task::{JoinHandle, JoinSet},
    time::{Instant, MissedTickBehavior, interval, sleep_until, timeout},
};

use crate::{
    Fault, JobState, JobTag, Kind, Subscriber,
    claim::{self, Claimed, Standing, claim, conclude, give_back},
    context::JobContext,
    events, job,
};

/// How often a running job's progress is written and its cancelling seen.
const TICK: Duration = Duration::from_millis(500);
/// How often a worker without work looks for some.
const POLL: Duration = Duration::from_millis(500);
/// How long a stopping node waits for the jobs it runs.
const GRACE: Duration = Duration::from_secs(5);

/// The organisations whose jobs a node takes.
#[async_trait]
pub trait Databases: Send + Sync {
    /// All of them, opened; asked again at every round, so that a new one is found.
    async fn databases(&self) -> Vec<Database>;
}

#[async_trait]
impl Databases for Vec<Database> {
    async fn databases(&self) -> Vec<Database> {
        self.clone()
    }
}

/// Takes jobs and delivers events. Any number of them may work on the same databases.
#[derive(Clone)]
pub struct Worker {
    clock: Arc<dyn Clock>,
    kinds: Vec<Kind>,
    subscribers: Vec<Subscriber>,
    tick: Duration,
    at_once: usize,
}

impl Worker {
    #[must_use]
    pub fn new(clock: impl Clock + 'static) -> Self {
        Self {
            clock: Arc::new(clock),
            kinds: Vec::new(),
            subscribers: Vec::new(),
            tick: TICK,
            at_once: 2,
        }
    }

    /// Also does jobs of these kinds. What no worker knows waits.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds.extend(kinds);
        self
    }

    /// Also tells these of events.
    #[must_use]
    pub fn subscribers(mut self, subscribers: impl IntoIterator<Item = Subscriber>) -> Self {
        self.subscribers.extend(subscribers);
        self
    }

    /// Runs at most so many jobs at a time.
    #[must_use]
    pub const fn at_once(mut self, jobs: usize) -> Self {
        self.at_once = jobs;
        self
    }

    /// Looks after running jobs this often.
    #[must_use]
    pub const fn tick(mut self, tick: Duration) -> Self {
        self.tick = tick;
        self
    }

    /// Works until `stop` comes. Then takes nothing more, asks what runs to stop, and after a few
    /// seconds gives it back for another node.
    pub async fn run(&self, databases: &dyn Databases, stop: impl Future<Output = ()> + Send) {
        let (stopping, stopped) = watch::channel(false);
        tokio::join!(
            async {
                stop.await;
                stopping.send_replace(true);
            },
            self.jobs(databases, stopped.clone()),
            self.events(databases, stopped),
        );
    }

    /// Runs one job that is due, if there is one, and tells how it stands afterwards.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_one(&self, db: &Database) -> Result<Option<(Id<JobTag>, JobState)>, Error> {
        let Some(claimed) = claim(db, &self.ctx(), &self.kinds).await? else {
            return Ok(None);
        };
        let id = claimed.id;
        let (_stopping, stopped) = watch::channel(false);
        self.execute(db, claimed, stopped).await?;
        let tx = db.read(&self.ctx()).await?;
        Ok(job(&tx, id).await?.map(|row| (id, row.state)))
    }

    /// Runs and delivers until nothing is due; gives how many jobs it ran. For tests, the demo and
    /// the command line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drain(&self, db: &Database) -> Result<usize, Error> {
        let mut ran = 0;
        loop {
            let delivered = self.deliver(db).await?;
            let job = self.run_one(db).await?;
            ran += usize::from(job.is_some());
            if delivered == 0 && job.is_none() {
                return Ok(ran);
            }
        }
    }

    /// Delivers what the subscribers have not had yet; gives how many deliveries succeeded.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliver(&self, db: &Database) -> Result<usize, Error> {
        let mut delivered = 0;
        for subscriber in &self.subscribers {
            delivered += events::deliver(db, &self.clock, subscriber).await?;
        }
        Ok(delivered)
    }

    /// Forgets what is long over: jobs after 90 days, events that everybody has had after 30.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tidy(&self, db: &Database) -> Result<(), Error> {
        let ctx = self.ctx();
        let tx = db.write(&ctx).await?;
        claim::tidy(&tx).await?;
        let told = events::told_to_all(&tx, &self.subscribers).await?;
        prune_events(&tx, told, ctx.now - chrono::TimeDelta::days(30)).await?;
        tx.commit(Audit::upkeep()).await
    }

    fn ctx(&self) -> Context {
        Context::system("worker", self.clock.now())
    }

    async fn jobs(&self, databases: &dyn Databases, mut stopped: watch::Receiver<bool>) {
        let free = Arc::new(Semaphore::new(self.at_once));
        let mut running = JoinSet::new();
        while !*stopped.borrow() {
            let mut found = false;
            for db in databases.databases().await {
                let Ok(permit) = free.clone().acquire_owned().await else {
                    return;
                };
                if *stopped.borrow() {
                    break;
                }
                match claim(&db, &self.ctx(), &self.kinds).await {
                    // Stopped while it was being taken: another node's, with no try spent.
                    Ok(Some(claimed)) if *stopped.borrow() => {
                        if let Err(err) = give_back(&db, &self.ctx(), &claimed).await {
                            tracing::error!(?db, %err, "a job could not be given back");
                        }
                    }
                    Ok(Some(claimed)) => {
                        found = true;
                        let (worker, stopped) = (self.clone(), stopped.clone());
                        running.spawn(async move {
                            let name = claimed.kind.name;
                            if let Err(err) = worker.execute(&db, claimed, stopped).await {
                                tracing::error!(job = name, %err, "a job's end could not be written");
                            }
                            drop(permit);
                        });
                    }
                    Ok(None) => {}
                    Err(err) => tracing::error!(?db, %err, "no job could be taken"),
                }
            }
            while running.try_join_next().is_some() {}
            if !found {
                let _ = timeout(POLL, stop(&mut stopped)).await;
            }
        }
        while running.join_next().await.is_some() {}
    }

    async fn events(&self, databases: &dyn Databases, mut stopped: watch::Receiver<bool>) {
        let mut tidied: Option<Instant> = None;
        while !*stopped.borrow() {
            let tidy = tidied.is_none_or(|last| last.elapsed() > Duration::from_secs(3600));
            let mut delivered = 0;
            for db in databases.databases().await {
                match self.deliver(&db).await {
                    Ok(some) => delivered += some,
                    Err(err) => tracing::error!(?db, %err, "events could not be delivered"),
                }
                if tidy && let Err(err) = self.tidy(&db).await {
                    tracing::error!(?db, %err, "old jobs could not be tidied away");
                }
            }
            if tidy {
                tidied = Some(Instant::now());
            }
            if delivered == 0 {
                let _ = timeout(POLL, stop(&mut stopped)).await;
            }
        }
    }

    async fn execute(
        &self,
        db: &Database,
        claimed: Claimed,
        mut stopped: watch::Receiver<bool>,
    ) -> Result<(), Error> {
        let run = claimed.kind.run.clone();
        let payload = claimed.payload.clone();
        let job = JobContext::new(db.clone(), self.clock.clone(), claimed);
        // Called inside the task, so that a handler that panics before its first await fails as any.
        let handled = job.clone();
        let mut running = Aborted(tokio::spawn(async move { run(handled, payload).await }));
        let mut ticks = interval(self.tick);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut deadline = None;
        let result = loop {
            tokio::select! {
                joined = &mut running.0 => break joined.unwrap_or_else(|err| Err(Fault::again(err))),
                _ = ticks.tick() => match job.tick().await {
                    Ok(Standing::Lost) if !running.0.is_finished() => return Ok(()),
                    Ok(_) => {}
                    Err(err) => tracing::warn!(?job, %err, "a lease could not be renewed"),
                },
                () = stop(&mut stopped), if deadline.is_none() => {
                    job.leave();
                    deadline = Some(Instant::now() + GRACE);
                }
                () = until(deadline) => return give_back(db, &self.ctx(), job.claimed()).await,
            }
        };
        if matches!(result, Err(Fault::Cancelled)) && !job.was_cancelled() {
            return give_back(db, &self.ctx(), job.claimed()).await;
        }
        if let Err(fault @ (Fault::Again(_) | Fault::Never(_))) = &result {
            tracing::warn!(?job, %fault, tries = job.tries(), "a job failed");
        }
        conclude(db, &self.ctx(), job.claimed(), result, job.unwritten()).await?;
        Ok(())
    }
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Worker({:?})", self.kinds)
    }
}

/// A handler that does not outlive the worker that runs it.
struct Aborted(JoinHandle<Result<(), Fault>>);

impl Drop for Aborted {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn stop(stopped: &mut watch::Receiver<bool>) {
    if stopped.wait_for(|stopped| *stopped).await.is_err() {
        std::future::pending().await
    }
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
