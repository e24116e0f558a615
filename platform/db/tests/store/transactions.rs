use std::time::Duration;

use base::Id;
use chrono::TimeDelta;
use db::{Audit, Backend, Database, Error};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, Set, Statement};
use testkit::{Store, both};

use crate::schema::{ActiveModel, Entity, Model, TABLES};

async fn with_one_person(store: &Store) -> sea_orm::prelude::Uuid {
    store.db.migrate(&TABLES).await.unwrap();
    let id = Id::<()>::new().uuid();
    let tx = store.db.write(&store.ctx()).await.unwrap();
    insert(&tx, id, "ane").await.unwrap();
    tx.commit(Audit::of("test.insert")).await.unwrap();
    id
}

async fn insert(tx: &db::WriteTx, id: sea_orm::prelude::Uuid, name: &str) -> Result<(), Error> {
    let row = Model {
        id,
        name_key: name.to_owned(),
        count: 0,
        unit: None,
    };
    Entity::insert(row.into_active_model())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

async fn people(db: &Database, store: &Store) -> Vec<Model> {
    Entity::find()
        .all(db.read(&store.ctx()).await.unwrap().conn())
        .await
        .unwrap()
}

both! {
    async fn what_is_committed_is_read(store: Store) {
        let id = with_one_person(&store).await;
        assert_eq!(people(&store.db, &store).await.iter().map(|p| p.id).collect::<Vec<_>>(), [id]);
    }

    async fn what_is_dropped_is_gone_and_leaves_the_writer_free(store: Store) {
        with_one_person(&store).await;
        for _ in 0..20 {
            let tx = store.db.write(&store.ctx()).await.unwrap();
            insert(&tx, Id::<()>::new().uuid(), "bo").await.unwrap();
        }
        assert_eq!(people(&store.db, &store).await.len(), 1);
    }

    async fn a_read_transaction_cannot_write(store: Store) {
        with_one_person(&store).await;
        let tx = store.db.read(&store.ctx()).await.unwrap();
        let refused = tx.conn().execute_unprepared("DELETE FROM person").await;
        assert!(refused.is_err());
        drop(tx);
        assert_eq!(people(&store.db, &store).await.len(), 1);
    }

    async fn a_read_transaction_sees_one_state(store: Store) {
        with_one_person(&store).await;
        let reading = store.db.read(&store.ctx()).await.unwrap();
        assert_eq!(Entity::find().all(reading.conn()).await.unwrap().len(), 1);
        let tx = store.db.write(&store.ctx()).await.unwrap();
        insert(&tx, Id::<()>::new().uuid(), "bo").await.unwrap();
        tx.commit(Audit::of("test.insert")).await.unwrap();
        assert_eq!(Entity::find().all(reading.conn()).await.unwrap().len(), 1);
        assert_eq!(people(&store.db, &store).await.len(), 2);
    }

    async fn many_read_modify_writes_at_once_lose_nothing(store: Store) {
        let id = with_one_person(&store).await;
        let nodes = [store.db.clone(), store.another_node().await];
        let mut tasks = Vec::new();
        for n in 0..400 {
            let (db, ctx) = (nodes[n % 2].clone(), store.ctx());
            tasks.push(tokio::spawn(async move {
                let tx = db.write(&ctx).await?;
                let person = Entity::find_by_id(id).one(tx.conn()).await?.unwrap();
                tokio::task::yield_now().await;
                let changed = ActiveModel {
                    id: Set(id),
                    count: Set(person.count + 1),
                    ..Default::default()
                };
                Entity::update(changed).exec(tx.conn()).await?;
                tx.commit(Audit::of("test.count")).await
            }));
        }
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        assert_eq!(people(&store.db, &store).await[0].count, 400);
    }

    async fn a_failed_statement_ends_the_transaction(store: Store) {
        let id = with_one_person(&store).await;
        let tx = store.db.write(&store.ctx()).await.unwrap();
        insert(&tx, Id::<()>::new().uuid(), "bo").await.unwrap();
        assert!(insert(&tx, id, "cille").await.is_err());
        assert!(insert(&tx, Id::<()>::new().uuid(), "dan").await.is_err());
        assert!(tx.commit(Audit::of("test.insert")).await.is_err());
        assert_eq!(people(&store.db, &store).await.len(), 1);
    }

    async fn a_request_given_up_anywhere_leaves_every_connection_usable(store: Store) {
        let id = with_one_person(&store).await;
        for micros in 0..200_u64 {
            let (db, ctx) = (store.db.clone(), store.ctx());
            let work = async move {
                let tx = db.write(&ctx).await?;
                let person = Entity::find_by_id(id).one(tx.conn()).await?.unwrap();
                let changed = ActiveModel {
                    id: Set(id),
                    count: Set(person.count + 1),
                    ..Default::default()
                };
                Entity::update(changed).exec(tx.conn()).await?;
                tx.commit(Audit::of("test.count")).await
            };
            // Given up at another point each time; the audit below tells whether it was kept.
            let _ = tokio::time::timeout(Duration::from_micros(micros * 20), work).await;
        }
        let tx = store.db.write(&store.ctx()).await.unwrap();
        let kept = db::audit_rows(&tx, &db::AuditFilter { action: Some("test.count".into()), ..Default::default() }, 0, 1).await.unwrap().total;
        let count = Entity::find_by_id(id).one(tx.conn()).await.unwrap().unwrap().count;
        assert_eq!(u64::try_from(count).unwrap(), kept);
    }

    async fn instants_keep_their_microseconds_and_their_order(store: Store) {
        store.db.migrate(&TABLES).await.unwrap();
        let steps = [0, 1, 999, 1_000, 100_000, 999_999, 1_000_000];
        for step in steps {
            let ctx = store.later(TimeDelta::microseconds(step));
            store.db.write(&ctx).await.unwrap().commit(Audit::of("test.tick")).await.unwrap();
        }
        let tx = store.db.read(&store.ctx()).await.unwrap();
        let filter = db::AuditFilter { action: Some("test.tick".into()), ..Default::default() };
        let rows = db::audit_rows(&tx, &filter, 0, 100).await.unwrap().items;
        let back: Vec<i64> = rows.iter().rev().map(|row| (row.at - store.ctx().now).num_microseconds().unwrap()).collect();
        assert_eq!(back, steps);
    }

    async fn two_organisations_see_nothing_of_each_other(store: Store) {
        with_one_person(&store).await;
        let other = store.another().await;
        other.migrate(&TABLES).await.unwrap();
        assert_eq!(people(&other, &store).await, []);
        assert_eq!(people(&store.db, &store).await.len(), 1);
    }
}

#[test]
fn a_reused_connection_has_no_path_to_any_organisation() {
    testkit::on_postgres(|store| async move {
        with_one_person(&store).await;
        // One connection only, so that each look is at the one just used.
        let servers = db::Servers::new(1);
        let db = servers.open(store.db.placement().clone()).await.unwrap();
        assert_eq!(db.backend(), Backend::Postgres);
        for how in ["read", "commit", "drop", "failure"] {
            let ctx = store.ctx();
            match how {
                "read" => drop(
                    Entity::find()
                        .all(db.read(&ctx).await.unwrap().conn())
                        .await
                        .unwrap(),
                ),
                "commit" => db
                    .write(&ctx)
                    .await
                    .unwrap()
                    .commit(Audit::of("test.x"))
                    .await
                    .unwrap(),
                "drop" => drop(db.write(&ctx).await.unwrap()),
                _ => {
                    let tx = db.write(&ctx).await.unwrap();
                    assert!(tx.conn().execute_unprepared("nonsense").await.is_err());
                }
            }
            let pool = db.raw_pool_for_tests();
            let backend = pool.get_database_backend();
            let path = Statement::from_string(backend, "SHOW search_path");
            let path: String = pool
                .query_one_raw(path)
                .await
                .unwrap()
                .unwrap()
                .try_get_by_index(0)
                .unwrap();
            assert_eq!(path, "pg_catalog", "after {how}");
            let person = Statement::from_string(backend, "SELECT 1 FROM person");
            assert!(pool.query_one_raw(person).await.is_err(), "after {how}");
        }
    });
}

#[test]
fn one_organisations_waiting_writers_leave_the_server_to_the_others() {
    testkit::on_postgres(|store| async move {
        with_one_person(&store).await;
        let servers = db::Servers::new(2);
        let busy = servers.open(store.db.placement().clone()).await.unwrap();
        let other = servers
            .open(store.another().await.placement().clone())
            .await
            .unwrap();
        other.migrate(&TABLES).await.unwrap();
        let writing = busy.write(&store.ctx()).await.unwrap();
        let mut waiting = Vec::new();
        for _ in 0..10 {
            let (db, ctx) = (busy.clone(), store.ctx());
            waiting.push(tokio::spawn(async move {
                db.write(&ctx).await?.commit(Audit::upkeep()).await
            }));
            tokio::task::yield_now().await;
        }
        let neighbours = tokio::time::timeout(Duration::from_secs(5), people(&other, &store)).await;
        assert_eq!(neighbours.expect("the neighbour is not kept waiting"), []);
        writing.commit(Audit::upkeep()).await.unwrap();
        for writer in waiting {
            writer.await.unwrap().unwrap();
        }
    });
}

#[test]
fn sqlite_keeps_its_settings() {
    testkit::on_sqlite(|store| async move {
        store.db.migrate(&TABLES).await.unwrap();
        let ctx = store.ctx();
        let write = store.db.write(&ctx).await.unwrap();
        let read = store.db.read(&ctx).await.unwrap();
        for (tx, expected) in [
            (
                &*write,
                [
                    ("journal_mode", "wal"),
                    ("synchronous", "2"),
                    ("foreign_keys", "1"),
                    ("query_only", "0"),
                ],
            ),
            (
                &read,
                [
                    ("journal_mode", "wal"),
                    ("synchronous", "2"),
                    ("foreign_keys", "1"),
                    ("query_only", "1"),
                ],
            ),
        ] {
            for (pragma, value) in expected {
                let ask = Statement::from_string(
                    sea_orm::DbBackend::Sqlite,
                    format!("SELECT CAST({pragma} AS TEXT) AS v FROM pragma_{pragma}"),
                );
                let row = tx.conn().query_one_raw(ask).await.unwrap().unwrap();
                assert_eq!(row.try_get::<String>("", "v").unwrap(), value, "{pragma}");
            }
        }
    });
}
