//! The queue's promises, each on both databases.

#![cfg(test)]

mod crash;
mod events;
mod letters;
mod queue;
mod running;

use base::{Clock, Context, Id};
use db::{Audit, Database};
use jobs::{Ask, Job, JobRow, JobTag, Worker, enqueue};
use serde::{Deserialize, Serialize};
use testkit::{Store, TestClock};

/// Notes its word in the audit.
#[derive(Debug, Serialize, Deserialize)]
struct Say(String);

impl Job for Say {
    const KIND: &'static str = "test.say";
}

fn say(word: &str) -> Say {
    Say(word.to_owned())
}

async fn migrated(store: &Store) {
    store.db.migrate(jobs::MIGRATIONS).await.unwrap();
}

fn ctx(clock: &TestClock) -> Context {
    Context::system("test", clock.now())
}

async fn ask(db: &Database, clock: &TestClock, job: &impl Job, ask: Ask) -> Id<JobTag> {
    let tx = db.write(&ctx(clock)).await.unwrap();
    let id = enqueue(&tx, job, &ask).await.unwrap();
    tx.commit(Audit::of("test.ask")).await.unwrap();
    id
}

async fn row(db: &Database, clock: &TestClock, id: Id<JobTag>) -> JobRow {
    let tx = db.read(&ctx(clock)).await.unwrap();
    jobs::job(&tx, id).await.unwrap().unwrap()
}

/// The words that jobs have said, in order.
async fn said(db: &Database, clock: &TestClock) -> Vec<String> {
    let tx = db.read(&ctx(clock)).await.unwrap();
    let filter = db::AuditFilter {
        action: Some("test.said".into()),
        ..Default::default()
    };
    let rows = db::audit_rows(&tx, &filter, 0, 1000).await.unwrap().items;
    rows.iter()
        .rev()
        .map(|row| row.details["word"].as_str().unwrap().to_owned())
        .collect()
}

async fn note(db: &Database, ctx: &Context, word: &str) -> Result<(), db::Error> {
    db.write(ctx)
        .await?
        .commit(Audit::of("test.said").with("word", word))
        .await
}

/// A worker that says what it is asked to.
fn speaker(clock: &TestClock) -> Worker {
    Worker::new(clock.clone()).kinds([jobs::Kind::new(async |job: jobs::JobContext, say: Say| {
        let tx = job.db().write(&job.ctx()).await?;
        job.done(&tx).await?;
        tx.commit(Audit::of("test.said").with("word", say.0))
            .await?;
        Ok(())
    })])
}
