use db::{Database, Error, Migration, Placement, Step, schema};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use testkit::{Store, both};

use crate::schema::TABLES;

const GOOD: Migration = Migration {
    name: "later_0001",
    up: || vec![schema::table("later", [schema::key("id")]).into()],
};

/// Its first statement is good and its second is not.
const BROKEN: Migration = Migration {
    name: "later_0002",
    up: || {
        vec![
            schema::table("half", [schema::key("id")]).into(),
            Step::sql("INSERT INTO nowhere (id) VALUES (1)"),
        ]
    },
};

const MENDED: Migration = Migration {
    name: "later_0002",
    up: || vec![schema::table("half", [schema::key("id")]).into()],
};

async fn tables(store: &Store) -> Vec<String> {
    let tx = store.db.read(&store.ctx()).await.unwrap();
    let sql = match tx.conn().get_database_backend() {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        _ => {
            "SELECT table_name::text AS name FROM information_schema.tables \
              WHERE table_schema = current_schema() ORDER BY table_name"
        }
    };
    let rows = tx.conn().query_all_raw(Statement::from_string(
        tx.conn().get_database_backend(),
        sql,
    ));
    rows.await
        .unwrap()
        .iter()
        .map(|row| row.try_get("", "name").unwrap())
        .collect()
}

both! {
    async fn an_empty_database_lags_by_all_and_a_migrated_one_by_none(store: Store) {
        assert_eq!(store.db.lagging(&TABLES).await.unwrap(), ["db_0001", "test_0001"]);
        assert_eq!(store.db.migrate(&TABLES).await.unwrap(), ["db_0001", "test_0001"]);
        assert!(store.db.lagging(&TABLES).await.unwrap().is_empty());
        assert!(store.db.migrate(&TABLES).await.unwrap().is_empty());
        let more = [TABLES[0], GOOD];
        assert_eq!(store.db.lagging(&more).await.unwrap(), ["later_0001"]);
    }

    async fn a_broken_migration_leaves_nothing_and_can_be_resumed(store: Store) {
        let err = store.db.migrate(&[GOOD, BROKEN]).await.unwrap_err();
        assert!(matches!(err, Error::Migration { name: "later_0002", .. }), "{err:?}");
        let after = tables(&store).await;
        assert!(after.contains(&"later".to_owned()) && !after.contains(&"half".to_owned()), "{after:?}");
        assert_eq!(store.db.lagging(&[GOOD, MENDED]).await.unwrap(), ["later_0002"]);
        assert_eq!(store.db.migrate(&[GOOD, MENDED]).await.unwrap(), ["later_0002"]);
        assert!(tables(&store).await.contains(&"half".to_owned()));
    }

    async fn nodes_that_start_together_migrate_once(store: Store) {
        let mut tasks = Vec::new();
        for _ in 0..6 {
            let db = store.another_node().await;
            tasks.push(tokio::spawn(async move { db.migrate(&[TABLES[0], GOOD]).await }));
        }
        let mut applied = Vec::new();
        for task in tasks {
            applied.extend(task.await.unwrap().unwrap());
        }
        applied.sort_unstable();
        assert_eq!(applied, ["db_0001", "later_0001", "test_0001"]);
    }

    async fn a_database_that_a_newer_program_has_had_is_refused(store: Store) {
        store.db.migrate(&[TABLES[0], GOOD]).await.unwrap();
        let told = store.db.lagging(&TABLES).await.unwrap_err();
        assert!(matches!(&told, Error::Newer(names) if names == &["later_0001"]), "{told:?}");
        assert!(told.to_string().contains("newer version of Pejl"), "{told}");
    }
}

#[test]
fn a_schema_that_is_there_needs_no_right_to_make_schemas() {
    testkit::on_postgres(|store| async move {
        store.db.migrate(&[]).await.unwrap();
        let Placement::Postgres { url, schema } = store.db.placement() else {
            unreachable!("a test on PostgreSQL")
        };
        let role = format!("limited_{schema}");
        let pool = store.db.raw_pool_for_tests();
        for sql in [
            format!("CREATE ROLE {role} LOGIN"),
            format!("GRANT USAGE, CREATE ON SCHEMA {schema} TO {role}"),
            format!("GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO {role}"),
        ] {
            pool.execute_unprepared(&sql).await.unwrap();
        }
        let placement = Placement::Postgres {
            url: url.replace("//pejl@", &format!("//{role}@")),
            schema: schema.clone(),
        };
        let limited = Database::open(placement).await.unwrap();
        assert_eq!(limited.migrate(&[GOOD]).await.unwrap(), ["later_0001"]);
        for sql in [format!("DROP OWNED BY {role}"), format!("DROP ROLE {role}")] {
            pool.execute_unprepared(&sql).await.unwrap();
        }
    });
}
