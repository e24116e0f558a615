use base::Id;
use db::{Audit, Error};
use sea_orm::ConnectionTrait;
use testkit::{Store, both};

use crate::schema::TABLES;

/// Runs the statements in one transaction and gives the refusal of the last.
async fn refusal(store: &Store, statements: &[String]) -> Error {
    store.db.migrate(&TABLES).await.unwrap();
    let tx = store.db.write(&store.ctx()).await.unwrap();
    let (last, before) = statements.split_last().unwrap();
    for statement in before {
        tx.conn().execute_unprepared(statement).await.unwrap();
    }
    Error::from(tx.conn().execute_unprepared(last).await.unwrap_err())
}

fn key() -> String {
    key_of(&Id::<()>::new().to_string())
}

fn key_of(uuid: &str) -> String {
    format!("'{uuid}'")
}

fn person(key: &str, unit: &str, name: &str, count: i32) -> String {
    format!(
        "INSERT INTO person (id, unit, name_key, count) VALUES ({key}, {unit}, '{name}', {count})"
    )
}

both! {
    async fn a_unique_index_refuses_by_its_name(store: Store) {
        let unit = key();
        let err = refusal(&store, &[
            format!("INSERT INTO unit (id, name) VALUES ({unit}, 'Havnen')"),
            person(&key(), &unit, "ane", 0),
            person(&key(), &unit, "ane", 0),
        ]).await;
        assert!(err.violates("uq_person_name"), "{err:?}");
        assert!(matches!(err, Error::Unique(_)));
    }

    async fn a_primary_key_refuses_by_its_name(store: Store) {
        let one = key();
        let err = refusal(&store, &[person(&one, "NULL", "ane", 0), person(&one, "NULL", "bo", 0)]).await;
        assert!(err.violates("person_pkey"), "{err:?}");
    }

    async fn a_check_refuses_by_its_name(store: Store) {
        let err = refusal(&store, &[person(&key(), "NULL", "ane", -1)]).await;
        assert!(matches!(&err, Error::Check(name) if name == "ck_person_count"), "{err:?}");
    }

    async fn a_reference_to_nothing_is_refused(store: Store) {
        let err = refusal(&store, &[person(&key(), &key(), "ane", 0)]).await;
        assert!(matches!(err, Error::ForeignKey), "{err:?}");
    }

    async fn what_is_pointed_at_stays_and_what_belongs_goes(store: Store) {
        let (unit, ane) = (key(), key());
        let err = refusal(&store, &[
            format!("INSERT INTO unit (id, name) VALUES ({unit}, 'Havnen')"),
            person(&ane, &unit, "ane", 0),
            format!("INSERT INTO note (id, person) VALUES ({}, {ane})", key()),
            format!("DELETE FROM unit WHERE id = {unit}"),
        ]).await;
        assert!(matches!(err, Error::ForeignKey), "{err:?}");
        let tx = store.db.write(&store.ctx()).await.unwrap();
        for statement in [
            person(&ane, "NULL", "ane", 0),
            format!("INSERT INTO note (id, person) VALUES ({}, {ane})", key()),
            format!("DELETE FROM person WHERE id = {ane}"),
        ] {
            tx.conn().execute_unprepared(&statement).await.unwrap();
        }
        tx.commit(Audit::of("test.delete")).await.unwrap();
    }
}
