use std::sync::Arc;

use chrono::TimeDelta;
use db::Audit;
use jobs::{Hours, JobState, Worker, mail_kinds, send_mail};
use mail::{Address, Mailer, Message};
use testkit::{Answer, SmtpServer, Store, TestClock, both};

use crate::{ctx, migrated};

fn invitation() -> Message {
    Message::new(
        Address::new("Ane", "ane@example.dk"),
        "Velkommen",
        "Kære Ane\n",
    )
}

async fn post(store: &Store, clock: &TestClock, hours: Hours, once: &str) {
    let tx = store.db.write(&ctx(clock)).await.unwrap();
    send_mail(&tx, invitation(), hours, once).await.unwrap();
    tx.commit(Audit::of("test.post")).await.unwrap();
}

async fn states(store: &Store, clock: &TestClock) -> Vec<JobState> {
    let tx = store.db.read(&ctx(clock)).await.unwrap();
    let rows = jobs::jobs(&tx, None, None, 0, 10).await.unwrap().items;
    rows.iter().map(|row| row.state).collect()
}

async fn postman(clock: &TestClock) -> (SmtpServer, Worker) {
    let server = SmtpServer::start().await;
    let mailer = Mailer::smtp(&server.address(), "Pejl <pejl@example.dk>").unwrap();
    (
        server,
        Worker::new(clock.clone()).kinds(mail_kinds(Arc::new(mailer))),
    )
}

both! {
    async fn a_mail_goes_once_under_its_name(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let (server, worker) = postman(&clock).await;
        for _ in 0..3 {
            post(&store, &clock, Hours::Any, "invitation:1").await;
            worker.drain(&store.db).await.unwrap();
        }
        assert_eq!(server.received().len(), 1);
        assert_eq!(states(&store, &clock).await, [JobState::Done]);
    }

    async fn greylisting_is_waited_out_and_an_unknown_mailbox_is_told(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let (server, worker) = postman(&clock).await;
        server.answer(Answer::NotNow);
        post(&store, &clock, Hours::Any, "invitation:1").await;
        worker.drain(&store.db).await.unwrap();
        assert_eq!(states(&store, &clock).await, [JobState::Waiting]);
        server.answer(Answer::Take);
        clock.advance(TimeDelta::minutes(1));
        worker.drain(&store.db).await.unwrap();
        assert_eq!(server.received().len(), 1);
        server.answer(Answer::UnknownMailbox);
        post(&store, &clock, Hours::Any, "invitation:2").await;
        worker.drain(&store.db).await.unwrap();
        assert_eq!(states(&store, &clock).await, [JobState::Failed, JobState::Done]);
    }

    async fn a_mail_that_comes_of_itself_waits_for_the_morning(store: Store) {
        migrated(&store).await;
        let clock = TestClock::at("2026-11-02T20:00:00Z");
        let (server, worker) = postman(&clock).await;
        post(&store, &clock, Hours::Working, "monday:1").await;
        post(&store, &clock, Hours::Any, "invitation:1").await;
        worker.drain(&store.db).await.unwrap();
        assert_eq!(server.received().len(), 1);
        clock.advance(TimeDelta::hours(10));
        worker.drain(&store.db).await.unwrap();
        assert_eq!(server.received().len(), 2);
    }
}
