//! A node is killed in the middle of a job: a process of its own, with SIGKILL.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use chrono::TimeDelta;
use db::{Audit, Database, Placement};
use jobs::{Ask, JobContext, JobState, Kind, Worker};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{Store, TestClock, both};

use crate::{Say, ask, ctx, migrated, row, said, say, speaker};

const PLACE: &str = "PEJL_JOBS_CRASH_PLACE";

both! {
    async fn a_job_whose_node_is_killed_is_taken_over_and_its_effect_is_there_once(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("x"), Ask::now()).await;
        let place = match store.db.placement() {
            Placement::Sqlite(path) => path.display().to_string(),
            Placement::Postgres { url, schema } => format!("{url}#{schema}"),
        };
        kill_in_the_middle(place).await;

        // It looks as if it ran, and nothing of its half-done transaction is there.
        assert_eq!(row(&store.db, &clock, id).await.state, JobState::Running);
        assert_eq!(said(&store.db, &clock).await, [] as [&str; 0]);
        assert_eq!(speaker(&clock).drain(&store.db).await.unwrap(), 0);
        clock.advance(TimeDelta::seconds(61));
        assert_eq!(speaker(&clock).drain(&store.db).await.unwrap(), 1);
        let after = row(&store.db, &clock, id).await;
        assert_eq!((after.state, after.tries), (JobState::Done, 2));
        assert_eq!(said(&store.db, &clock).await, ["x"]);
    }

    async fn a_job_that_kills_every_node_is_given_up(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let id = ask(&store.db, &clock, &say("x"), Ask::now()).await;
        let deadly = Worker::new(clock.clone()).kinds([Kind::new(async |_: JobContext, _: Say| {
            std::future::pending().await
        })]);
        for _ in 0..5 {
            let (worker, db) = (deadly.clone(), store.db.clone());
            let node = tokio::spawn(async move { worker.run_one(&db).await });
            while row(&store.db, &clock, id).await.tries == 0 || lease_is_out(&store, &clock).await {
                tokio::task::yield_now().await;
            }
            node.abort();
            clock.advance(TimeDelta::seconds(61));
        }
        assert_eq!(deadly.run_one(&store.db).await.unwrap(), None);
        let given_up = row(&store.db, &clock, id).await;
        assert_eq!((given_up.state, given_up.tries), (JobState::Failed, 5));
        assert_eq!(given_up.fault.as_deref(), Some("the node that ran it went away"));
    }
}

async fn lease_is_out(store: &Store, clock: &TestClock) -> bool {
    let tx = store.db.read(&ctx(clock)).await.unwrap();
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        sea_orm::DbBackend::Sqlite => "SELECT 1 FROM job WHERE lease_until < ?",
        _ => "SELECT 1 FROM job WHERE lease_until < $1",
    };
    let ask = Statement::from_sql_and_values(backend, sql, [ctx(clock).now.into()]);
    tx.conn().query_one_raw(ask).await.unwrap().is_some()
}

/// Starts this test program again as a node, waits until it is inside the job with a write begun,
/// and kills it.
async fn kill_in_the_middle(place: String) {
    tokio::task::spawn_blocking(move || {
        let mut node = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "crash::the_node_that_is_killed",
                "--ignored",
                "--nocapture",
            ])
            .env(PLACE, place)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(node.stdout.take().unwrap());
        let inside = out
            .lines()
            .map_while(Result::ok)
            .any(|line| line.contains("in the middle"));
        node.kill().unwrap();
        node.wait().unwrap();
        assert!(inside, "the node ended before it was in the middle");
    })
    .await
    .unwrap();
}

#[tokio::test]
#[ignore = "a node for the tests above, which start it as a process of its own"]
async fn the_node_that_is_killed() {
    let place = std::env::var(PLACE).expect("started by a test above");
    let placement = match place.rsplit_once('#') {
        Some((url, schema)) => Placement::Postgres {
            url: url.to_owned(),
            schema: schema.to_owned(),
        },
        None => Placement::Sqlite(place.into()),
    };
    let db = Database::open(placement).await.unwrap();
    let clock = TestClock::default();
    let worker = Worker::new(clock).kinds([Kind::new(async |job: JobContext, word: Say| {
        let tx = job.db().write(&job.ctx()).await?;
        let row = Statement::from_string(tx.conn().get_database_backend(), "DELETE FROM audit");
        tx.conn().execute_raw(row).await.map_err(db::Error::from)?;
        println!("in the middle of {}", word.0);
        std::future::pending::<()>().await;
        tx.commit(Audit::of("test.said").with("word", word.0))
            .await?;
        Ok(())
    })]);
    worker.run_one(&db).await.unwrap();
}
