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
}
