//! A step told in the room: nobody's until its leader says so.

use chrono::TimeDelta;
use db::Audit;
use practice::query::StepTold;
use testkit::{Store, TestApp};

use crate::town::{Circle, app, circle, leader};

async fn tells(app: &TestApp, circle: &Circle) {
    let told = StepTold {
        person: circle.me,
        when: "nogen kommer for sent".to_owned(),
        then: "spørge, før jeg dømmer".to_owned(),
        by: "2026-11-23".parse().unwrap(),
        makker: Some(circle.makker),
        module: Some("faelles-retning".to_owned()),
        session: None,
    };
    let tx = app.db.write(&app.ctx()).await.unwrap();
    tx.publish(&told).await.unwrap();
    tx.commit(Audit::of("test.told")).await.unwrap();
    app.work().await;
}

/// The path of the one step on the leader's page.
fn path(page: &testkit::Page) -> String {
    let at = page.text.split("action=\"/steps/").skip(1);
    let mut told = at.filter_map(|rest| rest.split_once("/told\"").map(|(id, _)| id));
    format!("/steps/{}", told.next().unwrap())
}

testkit::both! {
    async fn it_is_the_leaders_own_when_they_say_so(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        tells(&app, &circle).await;
        let mut me = leader(&app, circle.me).await;
        let page = me.get("/steps").await;
        page.says("Er det dit?").says("spørge, før jeg dømmer");
        let path = path(&page);
        // The makker is not asked before it is confirmed, and nothing can be said of it.
        let mut makker = leader(&app, circle.makker).await;
        assert!(!makker.get("/steps").await.text.contains("spørger, om du vil"));
        makker.get(&path).await.is(404);
        makker.post(&format!("{path}/told"), &[("mine", "yes")]).await.is(404);
        me.post(&format!("{path}/settle"), &[("did", "done")]).await.is(404);
        me.post(&format!("{path}/told"), &[("mine", "yes")]).await.is(303);
        me.get(&path).await.says("bekræftet efter dagen").says("Fælles retning").says("har ikke svaret endnu");
        makker.get("/steps").await.says("spørger, om du vil");
        // It is not forgotten any more.
        app.clock.advance(TimeDelta::days(61));
        app.work().await;
        leader(&app, circle.me).await.get(&path).await.is(200);
    }

    async fn not_mine_takes_it_away_and_nobody_keeps_it_for_long(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        tells(&app, &circle).await;
        let mut me = leader(&app, circle.me).await;
        let first = path(&me.get("/steps").await);
        me.post(&format!("{first}/told"), &[("mine", "no")]).await.is(303);
        me.get(&first).await.is(404);
        tells(&app, &circle).await;
        let second = path(&me.get("/steps").await);
        app.clock.advance(TimeDelta::days(59));
        app.work().await;
        let mut me = leader(&app, circle.me).await;
        me.get(&second).await.is(200);
        app.clock.advance(TimeDelta::days(2));
        app.work().await;
        leader(&app, circle.me).await.get(&second).await.is(404);
    }

    async fn a_correction_makes_it_ones_own(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        tells(&app, &circle).await;
        let mut me = leader(&app, circle.me).await;
        let path = path(&me.get("/steps").await);
        me.get(&format!("{path}/edit")).await.is(200).says("nogen kommer for sent");
        me.post(&format!("{path}/edit"), &[("when", "nogen kommer for sent"), ("then", "spørge"), ("by", "2026-12-01")]).await.is(303);
        let page = me.get("/steps").await;
        assert!(!page.says("så vil jeg spørge").text.contains("Er det dit?"));
    }
}
