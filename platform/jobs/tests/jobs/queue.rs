use base::{Actor, Id};
use chrono::TimeDelta;
use db::Audit;
use jobs::{Ask, Hours, Job, JobState, Kind, Worker, enqueue};
use serde::{Deserialize, Serialize};
use testkit::{Store, TestClock, both};

use crate::{ask, ctx, migrated, note, row, said, say, speaker};

#[derive(Serialize, Deserialize)]
struct Office(String);

impl Job for Office {
    const KIND: &'static str = "test.office";
    const HOURS: Hours = Hours::Working;
}

both! {
    async fn a_job_runs_if_its_transaction_is_kept_and_only_then(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let tx = store.db.write(&ctx(&clock)).await.unwrap();
        enqueue(&tx, &say("never"), &Ask::now()).await.unwrap();
        drop(tx);
        let id = ask(&store.db, &clock, &say("once"), Ask::now()).await;
        assert_eq!(speaker(&clock).drain(&store.db).await.unwrap(), 1);
        assert_eq!(said(&store.db, &clock).await, ["once"]);
        assert_eq!(row(&store.db, &clock, id).await.state, JobState::Done);
    }

    async fn once_is_once_for_good_and_one_at_a_time_is_while_it_lasts(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let (first, second) = (say("first"), say("second"));
        let once = ask(&store.db, &clock, &first, Ask::once("mail:1")).await;
        assert_eq!(ask(&store.db, &clock, &second, Ask::once("mail:1")).await, once);
        let plan = ask(&store.db, &clock, &first, Ask::one_at_a_time("plan")).await;
        assert_eq!(ask(&store.db, &clock, &second, Ask::one_at_a_time("plan")).await, plan);
        speaker(&clock).drain(&store.db).await.unwrap();
        assert_eq!(ask(&store.db, &clock, &second, Ask::once("mail:1")).await, once);
        assert_ne!(ask(&store.db, &clock, &second, Ask::one_at_a_time("plan")).await, plan);
        speaker(&clock).drain(&store.db).await.unwrap();
        assert_eq!(said(&store.db, &clock).await, ["first", "first", "second"]);
    }

    async fn a_job_says_who_asked_for_it_and_forgets_what_it_was_asked(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let account = Id::new();
        let mut member = ctx(&clock);
        member.actor = Actor::Member { account, person: None, roles: [].into() };
        let tx = store.db.write(&member).await.unwrap();
        let id = enqueue(&tx, &say("a secret"), &Ask::now()).await.unwrap();
        tx.commit(Audit::of("test.ask")).await.unwrap();
        assert_eq!(row(&store.db, &clock, id).await.queued_by, Some(account));
        speaker(&clock).drain(&store.db).await.unwrap();
        use sea_orm::{ConnectionTrait, Statement};
        let tx = store.db.read(&member).await.unwrap();
        let left = Statement::from_string(
            tx.conn().get_database_backend(),
            "SELECT COUNT(*) AS n FROM job WHERE payload IS NOT NULL",
        );
        let left: i64 = tx.conn().query_one_raw(left).await.unwrap().unwrap().try_get("", "n").unwrap();
        assert_eq!(left, 0);
    }

    async fn many_workers_run_each_job_once(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let mut expected: Vec<String> = (0..40).map(|n| n.to_string()).collect();
        for word in &expected {
            ask(&store.db, &clock, &say(word), Ask::now()).await;
        }
        let mut workers = Vec::new();
        for _ in 0..4 {
            let (node, clock) = (store.another_node().await, clock.clone());
            workers.push(tokio::spawn(async move { speaker(&clock).drain(&node).await.unwrap() }));
        }
        let mut ran = 0;
        for worker in workers {
            ran += worker.await.unwrap();
        }
        let mut said = said(&store.db, &clock).await;
        said.sort();
        expected.sort();
        assert_eq!((ran, said), (40, expected));
    }

    async fn a_job_waits_for_its_hour(store: Store) {
        migrated(&store).await;
        let clock = TestClock::at("2026-11-06T19:00:00Z"); // Friday evening
        let worker = Worker::new(clock.clone()).kinds([Kind::new(async |job: jobs::JobContext, word: Office| {
            Ok(note(job.db(), &job.ctx(), &word.0).await?)
        })]);
        ask(&store.db, &clock, &Office("notice".into()), Ask::now()).await;
        for (hours, expected) in [(0, 0), (24, 0), (24, 0), (10, 0), (1, 1)] { // the last is Monday 7:00
            clock.advance(TimeDelta::hours(hours));
            assert_eq!(worker.drain(&store.db).await.unwrap(), expected, "{clock:?}");
        }
    }

    async fn not_before_is_not_before(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let later = ctx(&clock).now + TimeDelta::hours(1);
        ask(&store.db, &clock, &say("later"), Ask::now().not_before(later)).await;
        clock.advance(TimeDelta::minutes(59));
        assert_eq!(speaker(&clock).drain(&store.db).await.unwrap(), 0);
        clock.advance(TimeDelta::minutes(1));
        assert_eq!(speaker(&clock).drain(&store.db).await.unwrap(), 1);
    }

    async fn what_no_worker_knows_waits(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("x"), Ask::now()).await;
        assert_eq!(Worker::new(clock.clone()).drain(&store.db).await.unwrap(), 0);
        assert_eq!(row(&store.db, &clock, id).await.state, JobState::Waiting);
    }

    async fn what_is_long_over_is_tidied_away_save_what_must_never_run_again(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let worker = speaker(&clock);
        ask(&store.db, &clock, &say("plain"), Ask::now()).await;
        let once = ask(&store.db, &clock, &say("once"), Ask::once("mail:1")).await;
        worker.drain(&store.db).await.unwrap();
        clock.advance(TimeDelta::days(91));
        let waiting = ask(&store.db, &clock, &say("waiting"), Ask::now()).await;
        worker.tidy(&store.db).await.unwrap();
        let tx = store.db.read(&ctx(&clock)).await.unwrap();
        let left = jobs::jobs(&tx, None, None, 0, 10).await.unwrap();
        assert_eq!(left.items.iter().map(|row| row.id).collect::<Vec<_>>(), [waiting, once]);
    }
}
