//! Versions on both databases: what is loaded comes out as it was, drafts are changed and
//! published, and everything done leaves its row in the audit.

use std::collections::BTreeSet;

use base::{Actor, Context, Id, Lang, ProblemKind, Role};
use db::{AuditFilter, audit_rows, events_after};
use direction::{
    command::{self, Edit, Refusal},
    domain::{self, Kind, Part, Record, Value},
    query::{self, Which},
};
use testkit::Store;

use crate::kalundborg;

fn as_role(role: Role, store: &Store) -> Context {
    let actor = Actor::Member {
        account: Id::seeded("test", "account"),
        person: None,
        roles: BTreeSet::from([role]),
    };
    Context {
        actor,
        ..store.ctx()
    }
}

async fn loaded(store: &Store) -> Context {
    store.db.migrate(direction::MIGRATIONS).await.unwrap();
    let ctx = as_role(Role::Office, store);
    command::load(&ctx, &store.db, &kalundborg(), "Ida", Some("Første udgave"))
        .await
        .unwrap();
    ctx
}

async fn record(ctx: &Context, store: &Store, which: Which, kind: Kind, key: &str) -> Record {
    let reading = query::version(ctx, &store.db, which)
        .await
        .unwrap()
        .unwrap();
    let mut all = domain::records(&reading.files).into_iter();
    all.find(|each| each.kind == kind && each.key == key)
        .unwrap()
}

fn renamed(record: &Record, name: &str) -> Edit {
    let seen = command::mark(record);
    let mut record = record.clone();
    let at = record
        .kind
        .parts()
        .iter()
        .position(|(part, _)| *part == Part::Name)
        .unwrap();
    record.values[at] = Value::Words {
        da: name.to_owned(),
        en: "New".to_owned(),
    };
    Edit::Set { record, seen }
}

async fn actions(ctx: &Context, store: &Store) -> Vec<String> {
    let tx = store.db.read(ctx).await.unwrap();
    let rows = audit_rows(&tx, &AuditFilter::default(), 0, 50)
        .await
        .unwrap();
    let mut actions: Vec<String> = rows.items.into_iter().map(|row| row.action).collect();
    actions.sort();
    actions
}

testkit::both! {
    async fn what_is_loaded_comes_out_byte_for_byte(store: Store) {
        let ctx = loaded(&store).await;
        let out = command::export(&ctx, &store.db, Which::Published).await.unwrap();
        assert_eq!(out, kalundborg().part("direction"));
        let reading = query::published(&ctx, &store.db).await.unwrap().unwrap();
        assert_eq!((reading.version.number, reading.version.note.as_str()), (1, "Første udgave"));
        assert_eq!(reading.direction.guideposts.len(), 4);
        assert_eq!(actions(&ctx, &store).await, ["direction.load"]);
        let tx = store.db.read(&ctx).await.unwrap();
        let events = events_after(&tx, 0, 9).await.unwrap();
        assert_eq!(events.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["direction.published"]);
    }

    async fn one_edit_changes_one_line_and_waits_for_publishing(store: Store) {
        let ctx = loaded(&store).await;
        let trust = record(&ctx, &store, Which::Published, Kind::Guidepost, "trust").await;
        command::edit(&ctx, &store.db, &renamed(&trust, "Tillid først"), "Bo").await.unwrap();
        let public = query::published(&ctx, &store.db).await.unwrap().unwrap();
        assert_eq!(public.direction.guidepost("trust").unwrap().name.pick(Lang::Da), "Tillid med klare aftaler");
        let draft = query::version(&ctx, &store.db, Which::Draft).await.unwrap().unwrap();
        assert_eq!(draft.direction.guidepost("trust").unwrap().name.pick(Lang::Da), "Tillid først");
        let changed: Vec<(&str, &str)> = public.files.iter()
            .flat_map(|(path, text)| text.lines().zip(draft.files.get(path).unwrap().lines()))
            .filter(|(a, b)| a != b)
            .collect();
        assert_eq!(changed, [
            ("name.da = \"Tillid med klare aftaler\"", "name.da = \"Tillid først\""),
            ("name.en = \"Trust with clear agreements\"", "name.en = \"New\""),
        ]);
        let version = command::publish(&ctx, &store.db, draft.version.revision, "Kortere navn", "Bo").await.unwrap();
        assert_eq!(version.number, 2);
        let public = query::published(&ctx, &store.db).await.unwrap().unwrap();
        assert_eq!(public.direction.guidepost("trust").unwrap().name.pick(Lang::Da), "Tillid først");
        assert_eq!((public.version.number, public.version.author.as_str()), (2, "Bo"));
        assert!(query::version(&ctx, &store.db, Which::Draft).await.unwrap().is_none());
        let history = query::history(&ctx, &store.db, 0, 10).await.unwrap();
        assert_eq!(history.items.iter().map(|v| v.number).collect::<Vec<_>>(), [2, 1]);
        let first = query::version(&ctx, &store.db, Which::Number(1)).await.unwrap().unwrap();
        assert_eq!(*first.files, kalundborg().part("direction"));
        assert_eq!(actions(&ctx, &store).await, ["direction.edit", "direction.load", "direction.publish"]);
    }

    async fn two_who_edit_the_same_thing_do_not_overwrite_each_other(store: Store) {
        let ctx = loaded(&store).await;
        let trust = record(&ctx, &store, Which::Published, Kind::Guidepost, "trust").await;
        let whole = record(&ctx, &store, Which::Published, Kind::Guidepost, "whole").await;
        command::edit(&ctx, &store.db, &renamed(&trust, "Min"), "Ida").await.unwrap();
        command::edit(&ctx, &store.db, &renamed(&whole, "Din"), "Bo").await.unwrap();
        let late = command::edit(&ctx, &store.db, &renamed(&trust, "Din"), "Bo").await;
        let Err(Refusal::Changed(now)) = late else { panic!("{late:?}") };
        assert_eq!(now.name(Lang::Da), "Min");
    }

    async fn what_would_be_faulty_is_refused_whole(store: Store) {
        let ctx = loaded(&store).await;
        let gone = command::edit(&ctx, &store.db, &Edit::Remove(Kind::Field, "resilience".into()), "Ida").await;
        let Err(Refusal::Faults(faults)) = gone else { panic!("{gone:?}") };
        assert!(faults.iter().all(|fault| fault.line > 1) && faults.len() > 5, "{faults}");
        assert!(query::version(&ctx, &store.db, Which::Draft).await.unwrap().is_none());

        let mut folder = kalundborg();
        folder.insert("direction/fields.toml", "[[field]]\n");
        let refused = command::load(&ctx, &store.db, &folder, "Ida", Some("x")).await;
        assert!(matches!(refused, Err(Refusal::Faults(_))));
        let public = query::published(&ctx, &store.db).await.unwrap().unwrap();
        assert_eq!(public.version.number, 1);
        assert_eq!(actions(&ctx, &store).await, ["direction.load"]);
    }

    async fn a_draft_that_says_nothing_new_is_not_published_and_can_be_dropped(store: Store) {
        let ctx = loaded(&store).await;
        let draft = command::load(&ctx, &store.db, &kalundborg(), "Ida", None).await.unwrap();
        let same = command::publish(&ctx, &store.db, draft.revision, "", "Ida").await;
        assert!(matches!(same, Err(Refusal::Nothing)));
        assert!(matches!(command::discard(&ctx, &store.db, draft.revision + 1).await, Err(Refusal::Gone)));
        command::discard(&ctx, &store.db, draft.revision).await.unwrap();
        assert!(matches!(command::discard(&ctx, &store.db, draft.revision).await, Err(Refusal::Gone)));
        let out = command::export(&ctx, &store.db, Which::Published).await.unwrap();
        assert_eq!(out, kalundborg().part("direction"));
    }

    async fn only_the_office_edits_and_nobody_else_sees_the_draft(store: Store) {
        let office = loaded(&store).await;
        command::load(&office, &store.db, &kalundborg(), "Ida", None).await.unwrap();
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Office) {
            let ctx = as_role(role, &store);
            let refused = command::load(&ctx, &store.db, &kalundborg(), "X", None).await;
            let Err(Refusal::Problem(problem)) = refused else { panic!("{role:?}") };
            assert_eq!(problem.kind(), ProblemKind::Forbidden);
            assert!(query::version(&ctx, &store.db, Which::Draft).await.is_err());
            assert_eq!(query::published(&ctx, &store.db).await.is_ok(), role != Role::Guest, "{role:?}");
        }
    }

    async fn before_the_first_there_is_nothing(store: Store) {
        store.db.migrate(direction::MIGRATIONS).await.unwrap();
        let ctx = as_role(Role::Office, &store);
        assert!(query::published(&ctx, &store.db).await.unwrap().is_none());
        assert!(command::export(&ctx, &store.db, Which::Published).await.is_err());
        let nothing = command::edit(&ctx, &store.db, &Edit::Remove(Kind::Term, "x".into()), "Ida").await;
        assert!(matches!(nothing, Err(Refusal::Gone)));
    }
}
