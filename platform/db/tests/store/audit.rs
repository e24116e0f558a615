use base::{Actor, Context, Id, Role};
use chrono::TimeDelta;
use db::{Audit, AuditActor, AuditFilter, Error, Event, audit_rows, events_after};
use serde::{Deserialize, Serialize};
use testkit::{Store, both};

fn member(ctx: Context) -> Context {
    Context {
        actor: Actor::Member {
            account: Id::new(),
            person: None,
            roles: [Role::Office].into(),
        },
        ..ctx
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Arrived {
    name: String,
}

impl Event for Arrived {
    const NAME: &'static str = "test.arrived";
}

async fn commit(store: &Store, ctx: &Context, audit: Audit) {
    store
        .db
        .write(ctx)
        .await
        .unwrap()
        .commit(audit)
        .await
        .unwrap();
}

both! {
    async fn a_row_says_who_when_what_to_which_and_within_which_request(store: Store) {
        store.db.migrate(&[]).await.unwrap();
        let ctx = member(store.ctx());
        let unit = Id::<()>::new();
        commit(&store, &ctx, Audit::of("unit.rename").on("unit", unit).with("from", "Havnen").with("people", 12)).await;
        let tx = store.db.read(&ctx).await.unwrap();
        let row = audit_rows(&tx, &AuditFilter::default(), 0, 10).await.unwrap().items.remove(0);
        let Actor::Member { account, .. } = ctx.actor else { unreachable!() };
        assert_eq!(row.actor, AuditActor::Account(account));
        assert_eq!((row.at, row.request), (ctx.now, ctx.request));
        assert_eq!(row.action, "unit.rename");
        assert_eq!(row.subject, Some(format!("unit:{unit}")));
        assert_eq!(row.details["people"], 12);
    }

    async fn it_is_read_newest_first_by_page_and_by_filter(store: Store) {
        store.db.migrate(&[]).await.unwrap();
        for minute in 0..5 {
            let ctx = store.later(TimeDelta::minutes(minute));
            let action = if minute % 2 == 0 { "plan.publish" } else { "plan_b.publish" };
            commit(&store, &ctx, Audit::of(action).with("minute", minute)).await;
        }
        commit(&store, &member(store.later(TimeDelta::hours(1))), Audit::of("plan")).await;
        let tx = store.db.read(&store.ctx()).await.unwrap();
        let minutes = async |filter: AuditFilter, first| {
            let page = audit_rows(&tx, &filter, first, 2).await.unwrap();
            (page.total, page.items.iter().map(|row| row.details["minute"].as_i64()).collect::<Vec<_>>())
        };
        assert_eq!(minutes(AuditFilter::default(), 0).await, (6, vec![None, Some(4)]));
        assert_eq!(minutes(AuditFilter::default(), 4).await, (6, vec![Some(1), Some(0)]));
        let below_plan = AuditFilter { action: Some("plan".into()), ..Default::default() };
        assert_eq!(minutes(below_plan, 2).await, (4, vec![Some(2), Some(0)]));
        let plan_b = AuditFilter { action: Some("plan_b".into()), ..Default::default() };
        assert_eq!(minutes(plan_b, 0).await, (2, vec![Some(3), Some(1)]));
        let window = AuditFilter {
            from: Some(store.ctx().now + TimeDelta::minutes(1)),
            before: Some(store.ctx().now + TimeDelta::minutes(3)),
            ..Default::default()
        };
        assert_eq!(minutes(window, 0).await, (2, vec![Some(2), Some(1)]));
    }

    async fn only_the_system_commits_without_a_row(store: Store) {
        store.db.migrate(&[]).await.unwrap();
        commit(&store, &store.ctx(), Audit::upkeep()).await;
        let refused = store.db.write(&member(store.ctx())).await.unwrap().commit(Audit::upkeep()).await;
        assert!(matches!(refused, Err(Error::Unaudited)));
        let tx = store.db.read(&store.ctx()).await.unwrap();
        assert_eq!(audit_rows(&tx, &AuditFilter::default(), 0, 1).await.unwrap().total, 0);
    }

    async fn events_are_numbered_by_commit_and_a_dropped_one_never_was(store: Store) {
        store.db.migrate(&[]).await.unwrap();
        let arrived = |name: &str| Arrived { name: name.to_owned() };
        for (name, keep) in [("ane", true), ("bo", false), ("cille", true)] {
            let tx = store.db.write(&store.ctx()).await.unwrap();
            tx.publish(&arrived(name)).await.unwrap();
            if keep {
                tx.commit(Audit::of("test.arrive")).await.unwrap();
            }
        }
        let tx = store.db.read(&store.ctx()).await.unwrap();
        let events = events_after(&tx, 0, 10).await.unwrap();
        assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(events[1].as_event::<Arrived>().unwrap(), Some(arrived("cille")));
        assert_eq!(events_after(&tx, 1, 10).await.unwrap().len(), 1);
    }

    async fn pruned_events_leave_the_numbering(store: Store) {
        store.db.migrate(&[]).await.unwrap();
        for name in ["ane", "bo"] {
            let tx = store.db.write(&store.ctx()).await.unwrap();
            tx.publish(&Arrived { name: name.to_owned() }).await.unwrap();
            tx.commit(Audit::of("test.arrive")).await.unwrap();
        }
        let tomorrow = store.later(TimeDelta::days(1));
        let tx = store.db.write(&tomorrow).await.unwrap();
        assert_eq!(db::prune_events(&tx, 2, tomorrow.now).await.unwrap(), 2);
        tx.publish(&Arrived { name: "cille".to_owned() }).await.unwrap();
        tx.commit(Audit::of("test.prune")).await.unwrap();
        let tx = store.db.read(&tomorrow).await.unwrap();
        assert_eq!(events_after(&tx, 0, 10).await.unwrap()[0].seq, 3);
    }
}
