use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use chrono::TimeDelta;
use db::Audit;
use jobs::{Ask, Fault, Job, JobContext, JobState, Kind, Retry, Worker};
use serde::{Deserialize, Serialize};
use testkit::{Store, TestClock, both};
use tokio::sync::oneshot;

use crate::{Say, ask, ctx, migrated, note, row, said, say};

#[derive(Serialize, Deserialize)]
struct Fragile;

impl Job for Fragile {
    const KIND: &'static str = "test.fragile";
    const RETRY: Retry = Retry {
        tries: 3,
        first: TimeDelta::seconds(10),
        longest: TimeDelta::hours(1),
    };
}

/// Fails as told at each try, in turn, then succeeds.
fn fragile(clock: &TestClock, faults: &'static [fn() -> Result<(), Fault>]) -> Worker {
    let tries = Arc::new(AtomicU32::new(0));
    Worker::new(clock.clone()).kinds([Kind::new(move |_: JobContext, _: Fragile| {
        let fault = faults.get(tries.fetch_add(1, Ordering::SeqCst) as usize);
        async move { fault.map_or(Ok(()), |fault| fault()) }
    })])
}

async fn state(store: &Store, clock: &TestClock) -> (JobState, u32, Option<String>) {
    let tx = store.db.read(&ctx(clock)).await.unwrap();
    let row = jobs::jobs(&tx, None, None, 0, 1)
        .await
        .unwrap()
        .items
        .remove(0);
    (row.state, row.tries, row.fault)
}

async fn cancel(store: &Store, clock: &TestClock, id: base::Id<jobs::JobTag>) -> bool {
    let tx = store.db.write(&ctx(clock)).await.unwrap();
    let cancelled = jobs::cancel(&tx, id).await.unwrap();
    tx.commit(Audit::of("test.cancel")).await.unwrap();
    cancelled
}

both! {
    async fn a_failed_try_waits_longer_each_time_and_the_last_is_told(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        ask(&store.db, &clock, &Fragile, Ask::now()).await;
        let worker = fragile(&clock, &[
            || Err(Fault::again("no network")),
            || panic!("a bug"),
            || Err(Fault::again("still no network")),
        ]);
        assert_eq!(worker.drain(&store.db).await.unwrap(), 1);
        assert_eq!(state(&store, &clock).await, (JobState::Waiting, 1, Some("no network".into())));
        clock.advance(TimeDelta::seconds(9));
        assert_eq!(worker.drain(&store.db).await.unwrap(), 0);
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(worker.drain(&store.db).await.unwrap(), 1);
        let (waiting, tries, fault) = state(&store, &clock).await;
        assert_eq!((waiting, tries), (JobState::Waiting, 2));
        assert!(fault.unwrap().contains("panicked"));
        clock.advance(TimeDelta::seconds(20));
        worker.drain(&store.db).await.unwrap();
        assert_eq!(state(&store, &clock).await, (JobState::Failed, 3, Some("still no network".into())));
        clock.advance(TimeDelta::days(1));
        assert_eq!(worker.drain(&store.db).await.unwrap(), 0);
    }

    async fn a_failure_for_good_is_not_tried_again_until_somebody_says_so(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &Fragile, Ask::now()).await;
        let worker = fragile(&clock, &[|| Err(Fault::never("no such mailbox"))]);
        assert_eq!(worker.drain(&store.db).await.unwrap(), 1);
        assert_eq!(state(&store, &clock).await, (JobState::Failed, 1, Some("no such mailbox".into())));
        let tx = store.db.write(&ctx(&clock)).await.unwrap();
        assert!(jobs::retry(&tx, id).await.unwrap());
        tx.commit(Audit::of("test.retry")).await.unwrap();
        assert_eq!(worker.drain(&store.db).await.unwrap(), 1);
        assert_eq!(state(&store, &clock).await, (JobState::Done, 1, None));
    }

    async fn progress_is_seen_and_a_cancel_is_heard_on_a_blocking_thread(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("x"), Ask::now()).await;
        let worker = Worker::new(clock.clone()).tick(Duration::from_millis(2)).kinds([Kind::new(
            async |job: JobContext, _: Say| {
                let searching = job.clone();
                let rounds = tokio::task::spawn_blocking(move || {
                    let mut rounds = 0_u64;
                    while !searching.is_cancelled() {
                        rounds += 1;
                        searching.progress(&rounds);
                        std::thread::yield_now();
                    }
                    rounds
                });
                rounds.await.map_err(Fault::again)?;
                Err(Fault::Cancelled)
            },
        )]);
        let db = store.db.clone();
        let working = tokio::spawn(async move { worker.run_one(&db).await.unwrap().unwrap() });
        let mut seen = 0;
        while seen < 2 {
            let before = row(&store.db, &clock, id).await.progress;
            tokio::task::yield_now().await;
            let after = row(&store.db, &clock, id).await.progress;
            seen += u32::from(after.is_some() && before != after);
        }
        assert!(cancel(&store, &clock, id).await);
        assert_eq!(working.await.unwrap(), (id, JobState::Cancelled));
        assert!(!cancel(&store, &clock, id).await);
    }

    async fn one_that_waits_is_cancelled_at_once(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("x"), Ask::one_at_a_time("plan")).await;
        assert!(cancel(&store, &clock, id).await);
        assert_eq!(row(&store.db, &clock, id).await.state, JobState::Cancelled);
        assert_ne!(ask(&store.db, &clock, &say("x"), Ask::one_at_a_time("plan")).await, id);
    }

    async fn a_lease_is_renewed_while_the_job_runs_and_the_late_one_cannot_end_it(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("long"), Ask::now()).await;
        let (begun, has_begun) = oneshot::channel();
        let (go, may_go) = oneshot::channel::<()>();
        let doors = Arc::new(std::sync::Mutex::new(Some((begun, may_go))));
        let slow = Worker::new(clock.clone()).tick(Duration::from_millis(2)).kinds([Kind::new(
            move |job: JobContext, word: Say| {
                let doors = doors.lock().unwrap().take();
                async move {
                    if let Some((begun, may_go)) = doors {
                        begun.send(()).unwrap();
                        may_go.await.unwrap();
                    }
                    Ok(note(job.db(), &job.ctx(), &word.0).await?)
                }
            },
        )]);
        let (node, worker) = (store.another_node().await, slow.clone());
        let working = tokio::spawn(async move { worker.run_one(&node).await });
        has_begun.await.unwrap();
        for _ in 0..5 {
            // Half a lease later it has been renewed; the other node finds nothing to take.
            clock.advance(TimeDelta::seconds(30));
            let renewed = ctx(&clock).now + TimeDelta::seconds(60);
            while lease_until(&store, &clock, id).await != Some(renewed) {
                tokio::task::yield_now().await;
            }
            assert_eq!(slow.run_one(&store.db).await.unwrap(), None);
        }
        go.send(()).unwrap();
        assert_eq!(working.await.unwrap().unwrap(), Some((id, JobState::Done)));
        assert_eq!(said(&store.db, &clock).await, ["long"]);
    }

    async fn a_handler_that_panics_before_it_waits_has_failed_like_any(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        ask(&store.db, &clock, &Fragile, Ask::now()).await;
        let rash = |_: JobContext, _: Fragile| -> std::future::Ready<Result<(), Fault>> {
            panic!("a bug")
        };
        let worker = Worker::new(clock.clone()).kinds([Kind::new(rash)]);
        worker.run_one(&store.db).await.unwrap();
        let (state, tries, fault) = state(&store, &clock).await;
        assert_eq!((state, tries), (JobState::Waiting, 1));
        assert!(fault.unwrap().contains("panicked"));
    }

    async fn a_stopping_node_gives_its_job_back_for_another(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("x"), Ask::now()).await;
        let (begun, has_begun) = oneshot::channel();
        let begun = Arc::new(std::sync::Mutex::new(Some(begun)));
        let worker = Worker::new(clock.clone()).kinds([Kind::new(move |job: JobContext, _: Say| {
            let begun = begun.lock().unwrap().take().unwrap();
            async move {
                begun.send(()).unwrap();
                while !job.is_cancelled() {
                    tokio::task::yield_now().await;
                }
                Err(Fault::Cancelled)
            }
        })]);
        worker.run(&vec![store.db.clone()], async { has_begun.await.unwrap() }).await;
        let left = row(&store.db, &clock, id).await;
        assert_eq!((left.state, left.tries), (JobState::Waiting, 0));
    }
}

async fn lease_until(
    store: &Store,
    clock: &TestClock,
    id: base::Id<jobs::JobTag>,
) -> Option<chrono::DateTime<chrono::Utc>> {
    use sea_orm::{ConnectionTrait, Statement};
    let tx = store.db.read(&ctx(clock)).await.unwrap();
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        sea_orm::DbBackend::Sqlite => "SELECT lease_until FROM job WHERE id = ?",
        _ => "SELECT lease_until FROM job WHERE id = $1",
    };
    let ask = Statement::from_sql_and_values(backend, sql, [id.uuid().into()]);
    tx.conn()
        .query_one_raw(ask)
        .await
        .unwrap()
        .unwrap()
        .try_get("", "lease_until")
        .unwrap()
}
