use std::collections::BTreeMap;

use base::{Actor, Context, Id};
use db::{Audit, Error, Migration, applied, schema, table_text, tables};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Alias, Query},
};
use testkit::{Store, both};

const ALL_KINDS: [Migration; 1] = [Migration {
    name: "kinds_0001",
    up: || {
        vec![
            schema::table(
                "kinds",
                [
                    schema::text("a_text"),
                    schema::key("id"),
                    schema::nullable(schema::integer("count")),
                    schema::long("seq"),
                    schema::real("share"),
                    schema::boolean("open"),
                    schema::instant("at"),
                    schema::date("day"),
                    schema::time("begins"),
                    schema::json("content"),
                    schema::bytes("file"),
                ],
            )
            .into(),
        ]
    },
}];

both! {
    async fn every_kind_of_column_reads_the_same_on_both_databases(store: Store) {
        store.db.migrate(&ALL_KINDS).await.unwrap();
        let tx = store.db.write(&store.ctx()).await.unwrap();
        let key = Id::<()>::seeded("test", "one");
        let day = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
        let columns = ["a_text", "id", "count", "seq", "share", "open", "at", "day", "begins", "content", "file"];
        for (text, count) in [("b; \"c\"", Some(7)), ("a", None::<i32>)] {
            let key = if text == "a" { Id::new() } else { key };
            let insert = Query::insert()
                .into_table(Alias::new("kinds"))
                .columns(columns.map(Alias::new))
                .values_panic([
                    text.into(),
                    key.uuid().into(),
                    count.into(),
                    5_000_000_000_i64.into(),
                    0.5_f64.into(),
                    true.into(),
                    store.ctx().now.into(),
                    day.into(),
                    chrono::NaiveTime::from_hms_opt(9, 30, 0).unwrap().into(),
                    serde_json::json!({"æ": 1}).into(),
                    vec![0_u8, 255].into(),
                ])
                .to_owned();
            tx.conn().execute(&insert).await.unwrap();
        }
        tx.commit(Audit::of("test.insert")).await.unwrap();
        let tx = store.db.read(&store.ctx()).await.unwrap();
        let table = table_text(&tx, "kinds", &["file"]).await.unwrap();
        assert_eq!(table.columns, columns[..10]);
        assert_eq!(table.rows[0][2], None);
        let second: Vec<&str> = table.rows[1].iter().map(|cell| cell.as_deref().unwrap()).collect();
        let id = key.to_string();
        assert_eq!(
            second,
            ["b; \"c\"", &id, "7", "5000000000", "0.5", "true", "2026-11-02T07:00:00.000000Z",
             "2027-03-01", "09:30:00", "{\"æ\":1}"],
        );
        let with_file = table_text(&tx, "kinds", &[]).await.unwrap();
        assert_eq!(with_file.rows[0][10].as_deref(), Some("00ff"));
        assert!(matches!(table_text(&tx, "nothing", &[]).await, Err(Error::Table(_))));
        assert_eq!(
            tables(&tx).await.unwrap(),
            ["audit", "kinds", "outbox", "outbox_counter", "schema_migration"],
        );
        assert_eq!(applied(&tx).await.unwrap(), ["db_0001", "kinds_0001"]);
    }

    async fn an_organisations_database_opens_to_its_own_members_only(store: Store) {
        store.db.migrate(&[]).await.unwrap();
        let (home, other) = (Id::new(), Id::new());
        let db = store.db.clone().of(home);
        let member = |organisation| Context {
            actor: Actor::Member { account: Id::new(), person: None, roles: [].into() },
            organisation,
            ..store.ctx()
        };
        let opened: BTreeMap<_, _> = [
            ("home", db.write(&member(Some(home))).await.is_ok()),
            ("home reads", db.read(&member(Some(home))).await.is_ok()),
            ("the system", db.read(&store.ctx()).await.is_ok()),
        ]
        .into();
        assert!(opened.values().all(|open| *open), "{opened:?}");
        for elsewhere in [Some(other), None] {
            assert!(matches!(db.read(&member(elsewhere)).await, Err(Error::Elsewhere)));
            assert!(matches!(db.write(&member(elsewhere)).await, Err(Error::Elsewhere)));
        }
    }
}
