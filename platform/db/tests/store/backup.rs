use base::Id;
use db::{Audit, Backend, Database, Migration, Placement, backup, destroy, restore};
use sea_orm::{EntityTrait, IntoActiveModel};
use testkit::{Store, both};

use crate::schema::{Entity, Model, TABLES};

async fn add(store: &Store, db: &Database, name: &str) {
    let tx = db.write(&store.ctx()).await.unwrap();
    let row = Model {
        id: Id::<()>::new().uuid(),
        name_key: name.to_owned(),
        count: 0,
        unit: None,
    };
    Entity::insert(row.into_active_model())
        .exec_without_returning(tx.conn())
        .await
        .unwrap();
    tx.commit(Audit::of("test.insert")).await.unwrap();
}

async fn names(store: &Store, db: &Database) -> Vec<String> {
    let tx = db.read(&store.ctx()).await.unwrap();
    let mut names: Vec<String> = Entity::find()
        .all(tx.conn())
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.name_key)
        .collect();
    names.sort();
    names
}

both! {
    async fn a_backup_is_taken_while_others_write_and_is_put_back_whole(store: Store) {
        store.db.migrate(&TABLES).await.unwrap();
        add(&store, &store.db, "ane").await;
        let file = store.folder().join("one.backup");
        {
            let writing = store.db.write(&store.ctx()).await.unwrap();
            backup(&store.db, &file).await.unwrap();
            drop(writing);
        }
        add(&store, &store.db, "after").await;
        store.db.close().await.unwrap();
        restore(store.db.placement(), &file, &TABLES).await.unwrap();
        let again = store.another_node().await;
        assert_eq!(names(&store, &again).await, ["ane"]);
        assert!(again.lagging(&TABLES).await.unwrap().is_empty());
        // It is a database like any other.
        add(&store, &again, "bo").await;
        assert_eq!(names(&store, &again).await, ["ane", "bo"]);
    }

    async fn nothing_is_overwritten_and_no_half_file_stays(store: Store) {
        store.db.migrate(&TABLES).await.unwrap();
        let file = store.folder().join("mine");
        std::fs::write(&file, "precious").unwrap();
        assert!(backup(&store.db, &file).await.is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "precious");
        assert!(backup(&store.db, &store.folder().join("no/such/folder")).await.is_err());
        let left: Vec<_> = std::fs::read_dir(store.folder()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(!left.iter().any(|name| name.to_string_lossy().contains("part")), "{left:?}");
    }

    async fn what_is_no_backup_is_refused_and_what_is_there_stays(store: Store) {
        store.db.migrate(&TABLES).await.unwrap();
        add(&store, &store.db, "ane").await;
        let (good, bad) = (store.folder().join("good"), store.folder().join("bad"));
        backup(&store.db, &good).await.unwrap();
        store.db.close().await.unwrap();
        let whole = std::fs::read(&good).unwrap();
        for content in [&b"hello"[..], b"", &whole[..whole.len() / 2]] {
            std::fs::write(&bad, content).unwrap();
            restore(store.db.placement(), &bad, &TABLES).await.unwrap_err();
        }
        assert_eq!(names(&store, &store.another_node().await).await, ["ane"]);
    }

    async fn a_backup_of_a_newer_program_is_refused_and_what_is_there_stays(store: Store) {
        let newer = Migration { name: "test_0002", up: || Vec::new() };
        let later = store.another().await;
        later.migrate(&[TABLES[0], newer]).await.unwrap();
        store.db.migrate(&TABLES).await.unwrap();
        add(&store, &store.db, "ane").await;
        let file = store.folder().join("newer.backup");
        backup(&later, &file).await.unwrap();
        store.db.close().await.unwrap();
        let told = restore(store.db.placement(), &file, &TABLES).await.unwrap_err().to_string();
        assert!(told.contains("does not know test_0002") && told.contains("newer version"), "{told}");
        assert_eq!(names(&store, &store.another_node().await).await, ["ane"]);
    }

    async fn a_deleted_organisation_is_gone_and_its_neighbour_is_not(store: Store) {
        let neighbour = store.another().await;
        for db in [&store.db, &neighbour] {
            db.migrate(&TABLES).await.unwrap();
            add(&store, db, "ane").await;
        }
        destroy(&store.db).await.unwrap();
        assert_eq!(names(&store, &neighbour).await, ["ane"]);
        if let Placement::Sqlite(path) = store.db.placement() {
            assert!(!path.exists());
        }
        let again = store.another_node().await;
        assert_eq!(again.lagging(&TABLES).await.unwrap().len(), 2);
        assert!(matches!(again.backend(), Backend::Sqlite | Backend::Postgres));
    }
}

#[test]
fn a_sqlite_file_in_use_is_not_replaced_under_its_users() {
    testkit::on_sqlite(|store| async move {
        store.db.migrate(&TABLES).await.unwrap();
        let file = store.folder().join("one.backup");
        backup(&store.db, &file).await.unwrap();
        add(&store, &store.db, "after").await;
        let told = restore(store.db.placement(), &file, &TABLES)
            .await
            .unwrap_err()
            .to_string();
        assert!(told.contains("open elsewhere"), "{told}");
        assert_eq!(names(&store, &store.db).await, ["after"]);
    });
}

#[test]
fn a_schema_is_restored_under_another_name_beside_the_one_it_was() {
    testkit::on_postgres(|store| async move {
        store.db.migrate(&TABLES).await.unwrap();
        add(&store, &store.db, "ane").await;
        let file = store.folder().join("one.backup");
        backup(&store.db, &file).await.unwrap();
        add(&store, &store.db, "after").await;
        let neighbour = store.another().await;
        restore(neighbour.placement(), &file, &TABLES)
            .await
            .unwrap();
        assert_eq!(names(&store, &neighbour).await, ["ane"]);
        assert_eq!(names(&store, &store.db).await, ["after", "ane"]);
        // A database like any other: its own names and constraints hold.
        add(&store, &neighbour, "bo").await;
        assert_eq!(names(&store, &neighbour).await, ["ane", "bo"]);
    });
}
