use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use db::{Audit, Event};
use jobs::{EventContext, Fault, Subscriber, Worker};
use serde::{Deserialize, Serialize};
use testkit::{Store, TestClock, both};

use crate::{ctx, migrated, note, said};

#[derive(Debug, Serialize, Deserialize)]
struct Arrived(String);

impl Event for Arrived {
    const NAME: &'static str = "test.arrived";
}

#[derive(Debug, Serialize, Deserialize)]
struct Left(String);

impl Event for Left {
    const NAME: &'static str = "test.left";
}

async fn publish(store: &Store, clock: &TestClock, event: &impl Event) {
    let tx = store.db.write(&ctx(clock)).await.unwrap();
    tx.publish(event).await.unwrap();
    tx.commit(Audit::of("test.publish")).await.unwrap();
}

fn greeter() -> Subscriber {
    Subscriber::new(
        "test.greet",
        async |told: EventContext, arrived: Arrived| {
            Ok(note(&told.db, &told.ctx, &format!("hello {}", arrived.0)).await?)
        },
    )
}

both! {
    async fn each_subscriber_hears_its_events_in_order_and_once(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let farewell = Subscriber::new("test.farewell", async |told: EventContext, left: Left| {
            Ok(note(&told.db, &told.ctx, &format!("bye {}", left.0)).await?)
        });
        let worker = Worker::new(clock.clone()).subscribers([greeter(), farewell]);
        for name in ["ane", "bo"] {
            publish(&store, &clock, &Arrived(name.into())).await;
            publish(&store, &clock, &Left(name.into())).await;
            clock.advance(TimeDelta::seconds(1));
        }
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 4);
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 0);
        let mut said = said(&store.db, &clock).await;
        assert!(said.iter().position(|w| w == "hello ane") < said.iter().position(|w| w == "hello bo"));
        said.sort();
        assert_eq!(said, ["bye ane", "bye bo", "hello ane", "hello bo"]);
    }

    async fn one_that_fails_holds_back_the_later_ones_for_itself_only(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let down = Arc::new(Mutex::new(true));
        let is_down = down.clone();
        let fragile = Subscriber::new("test.fragile", move |told: EventContext, arrived: Arrived| {
            let down = *is_down.lock().unwrap();
            async move {
                if down && arrived.0 == "bo" {
                    return Err(Fault::again("down"));
                }
                Ok(note(&told.db, &told.ctx, &format!("note {}", arrived.0)).await?)
            }
        });
        let worker = Worker::new(clock.clone()).subscribers([fragile, greeter()]);
        for name in ["ane", "bo", "cille"] {
            publish(&store, &clock, &Arrived(name.into())).await;
        }
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 4);
        let notes = async || {
            let mut all = said(&store.db, &clock).await;
            all.retain(|word| word.starts_with("note"));
            all
        };
        assert_eq!(notes().await, ["note ane"]);
        *down.lock().unwrap() = false;
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 0);
        clock.advance(TimeDelta::minutes(1));
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 2);
        assert_eq!(notes().await, ["note ane", "note bo", "note cille"]);
    }

    async fn many_nodes_tell_each_event_once(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        for n in 0..30 {
            publish(&store, &clock, &Arrived(format!("{n:02}"))).await;
        }
        let mut nodes = Vec::new();
        for _ in 0..4 {
            let (node, clock) = (store.another_node().await, clock.clone());
            let worker = Worker::new(clock).subscribers([greeter()]);
            nodes.push(tokio::spawn(async move { worker.drain(&node).await.unwrap() }));
        }
        for node in nodes {
            node.await.unwrap();
        }
        let mut said = said(&store.db, &clock).await;
        said.sort();
        assert_eq!(said, (0..30).map(|n| format!("hello {n:02}")).collect::<Vec<_>>());
    }

    async fn a_node_that_dies_while_telling_is_followed_by_another(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        for name in ["ane", "bo"] {
            publish(&store, &clock, &Arrived(name.into())).await;
        }
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let begun = Mutex::new(Some(begun));
        let stuck = Subscriber::new("test.greet", move |_: EventContext, _: Arrived| {
            if let Some(begun) = begun.lock().unwrap().take() {
                begun.send(()).unwrap();
            }
            std::future::pending::<Result<(), Fault>>()
        });
        let (node, dying) = (store.another_node().await, Worker::new(clock.clone()).subscribers([stuck]));
        let dying = tokio::spawn(async move { dying.deliver(&node).await });
        has_begun.await.unwrap();
        dying.abort();
        let next = Worker::new(clock.clone()).subscribers([greeter()]);
        assert_eq!(next.deliver(&store.db).await.unwrap(), 0);
        clock.advance(TimeDelta::seconds(61));
        assert_eq!(next.deliver(&store.db).await.unwrap(), 2);
    }

    async fn events_that_all_have_heard_are_forgotten_after_a_month(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let worker = Worker::new(clock.clone()).subscribers([greeter()]);
        publish(&store, &clock, &Arrived("ane".into())).await;
        clock.advance(TimeDelta::days(31));
        worker.tidy(&store.db).await.unwrap();
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 1);
        worker.tidy(&store.db).await.unwrap();
        let tx = store.db.read(&ctx(&clock)).await.unwrap();
        assert_eq!(db::events_after(&tx, 0, 10).await.unwrap(), []);
    }

    async fn a_poisoned_event_is_put_aside_and_the_rest_flows(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let down = Arc::new(Mutex::new(true));
        let is_down = down.clone();
        let fragile = Subscriber::new("test.fragile", move |told: EventContext, arrived: Arrived| {
            let down = *is_down.lock().unwrap();
            async move {
                if down && arrived.0 == "bo" {
                    return Err(Fault::again("bo is too much"));
                }
                Ok(note(&told.db, &told.ctx, &format!("note {}", arrived.0)).await?)
            }
        });
        let worker = Worker::new(clock.clone()).subscribers([fragile]);
        for name in ["ane", "bo", "cille"] {
            publish(&store, &clock, &Arrived(name.into())).await;
        }
        let aside = async || {
            let tx = store.db.read(&ctx(&clock)).await.unwrap();
            jobs::put_aside(&tx).await.unwrap()
        };
        for _ in 0..7 {
            worker.deliver(&store.db).await.unwrap();
            assert_eq!(aside().await, []);
            clock.advance(TimeDelta::hours(4));
        }
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 2);
        let mut notes = said(&store.db, &clock).await;
        notes.sort();
        assert_eq!(notes, ["note ane", "note cille"]);
        let lying = aside().await;
        assert_eq!(lying.len(), 1);
        assert_eq!((lying[0].event.as_str(), lying[0].tries), ("test.arrived", 8));
        assert_eq!(lying[0].fault, "bo is too much");

        // Asked for again while it is still broken, it stays with its new fault; then it is taken.
        for (is_down, left) in [(true, 1), (false, 0)] {
            *down.lock().unwrap() = is_down;
            let tx = store.db.write(&ctx(&clock)).await.unwrap();
            assert!(jobs::tell_again(&tx, lying[0].id).await.unwrap().is_some());
            tx.commit(Audit::of("event.told_again")).await.unwrap();
            assert_eq!(worker.deliver(&store.db).await.unwrap(), 1);
            assert_eq!(worker.deliver(&store.db).await.unwrap(), 0);
            assert_eq!(aside().await.len(), left);
        }
        assert!(said(&store.db, &clock).await.contains(&"note bo".to_owned()));
    }

    async fn an_event_that_can_never_be_taken_is_put_aside_at_once_and_can_be_given_up(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let never = Subscriber::new("test.never", async |_: EventContext, _: Arrived| {
            Err::<(), _>(Fault::never("no such person"))
        });
        let worker = Worker::new(clock.clone()).subscribers([never]);
        publish(&store, &clock, &Arrived("ane".into())).await;
        worker.deliver(&store.db).await.unwrap();
        let tx = store.db.write(&ctx(&clock)).await.unwrap();
        let lying = jobs::put_aside(&tx).await.unwrap();
        assert_eq!(jobs::skip(&tx, lying[0].id).await.unwrap().as_ref(), lying.first());
        assert_eq!(jobs::skip(&tx, lying[0].id).await.unwrap(), None);
        tx.commit(Audit::of("event.skipped")).await.unwrap();
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 0);
    }

    async fn a_restored_database_does_nothing_of_the_past(store: Store) {
        migrated(&store).await;
        let clock = TestClock::default();
        let worker = Worker::new(clock.clone()).subscribers([greeter()]);
        publish(&store, &clock, &Arrived("ane".into())).await;
        worker.deliver(&store.db).await.unwrap();
        publish(&store, &clock, &Arrived("bo".into())).await;
        let tx = store.db.write(&ctx(&clock)).await.unwrap();
        jobs::enqueue(&tx, &Noted, &jobs::Ask::once("yesterday")).await.unwrap();
        jobs::enqueue(&tx, &Noted, &jobs::Ask::now()).await.unwrap();
        tx.commit(Audit::of("test.ask")).await.unwrap();

        let tx = store.db.write(&ctx(&clock)).await.unwrap();
        let stopped = jobs::stop_restored(&tx).await.unwrap();
        assert_eq!(stopped, jobs::Stopped { jobs: 2, events: 1 });
        // The name stays used: asking again is asking for the one that was cancelled.
        jobs::enqueue(&tx, &Noted, &jobs::Ask::once("yesterday")).await.unwrap();
        tx.commit(Audit::of("organisation.restored")).await.unwrap();
        let worker = worker.kinds([jobs::Kind::new(async |job: jobs::JobContext, _: Noted| {
            Ok(note(job.db(), &job.ctx(), "noted").await?)
        })]);
        assert_eq!(worker.drain(&store.db).await.unwrap(), 0);
        assert_eq!(said(&store.db, &clock).await, ["hello ane"]);
        publish(&store, &clock, &Arrived("cille".into())).await;
        assert_eq!(worker.deliver(&store.db).await.unwrap(), 1);
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Noted;

impl jobs::Job for Noted {
    const KIND: &'static str = "test.noted";
}
