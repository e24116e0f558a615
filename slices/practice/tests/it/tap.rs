//! One tap from the mail, without a sign-in.

use base::Id;
use chrono::TimeDelta;
use db::Audit;
use identity::Door;
use practice::{command, query};
use testkit::{Store, TestApp};

use crate::town::{app, circle, leader, writes};

/// The step of a path, and an address for it as a mail carries it.
async fn tap(app: &TestApp, path: &str) -> String {
    let id: Id<query::Step> = path.rsplit('/').next().unwrap().parse().unwrap();
    let ctx = app.ctx();
    let tx = app.db.write(&ctx).await.unwrap();
    let all = query::everybodys(&tx).await.unwrap();
    let step = all.iter().find(|step| step.id == id).unwrap();
    let door = command::link(&tx, app.home, step).await.unwrap();
    tx.commit(Audit::of("test.link")).await.unwrap();
    format!("/tap/{}", door.word())
}

testkit::both! {
    async fn a_tap_settles_its_own_step_and_can_be_taken_back(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        let path = writes(&mut me, &[]).await;
        let other = writes(&mut me, &[("when", "noget helt andet"), ("then", "lade det ligge")]).await;
        let tap = tap(&app, &path).await;
        let mut phone = app.anonymous();
        // A filter that looks changes nothing, whatever the link says was tapped.
        phone.get(&format!("{tap}?did=done")).await.is(200).says("tavlemøde").says("data-send=\"done\"");
        me.get(&path).await.says("Senest");
        assert!(!phone.get(&tap).await.is(200).text.contains("data-send"));
        assert!(!phone.get(&format!("{tap}?did=undone")).await.is(200).text.contains("data-send"));

        phone.post(&tap, &[("did", "done")]).await.is(303);
        phone.get(&format!("{tap}?did=done")).await.says("Gjort").says("Hvad kom der ud af det?").says("Fortryd");
        phone.post(&tap, &[("did", "done"), ("outcome", "Vi lod <i>to</i> ligge")]).await.is(303);
        me.get(&path).await.says("Vi lod &#60;i&#62;to&#60;/i&#62; ligge");
        phone.post(&tap, &[("did", "undone")]).await.is(303);
        phone.post(&tap, &[("did", "moved")]).await.is(303);
        me.get(&path).await.says("30. november 2026");
        phone.post(&tap, &[("did", "dropped")]).await.is(303);
        me.get(&path).await.says("Droppet");
        phone.post(&tap, &[("did", "blown up")]).await.is(422);
        phone.post(&tap, &[("did", "done"), ("outcome", &"x".repeat(10_000))]).await.is(422);
        // It opens nothing else.
        assert!(!phone.get(&tap).await.text.contains("noget helt andet"));
        me.get(&other).await.says("Senest");
        phone.get(&path).await.is(303);
    }

    async fn what_opens_nothing_says_what_to_do(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        let path = writes(&mut me, &[]).await;
        let tap = tap(&app, &path).await;
        let mut phone = app.anonymous();
        let guessed = format!("/tap/{}", Door::new(app.home).unwrap().word());
        let elsewhere = format!("/tap/{}", Door::new(Id::new()).unwrap().word());
        for wrong in [guessed.as_str(), &elsewhere, "/tap/abc", &tap[..tap.len() - 1]] {
            phone.get(wrong).await.is(404).says("Linket gælder ikke mere");
            phone.post(wrong, &[("did", "done")]).await.is(404);
        }
        phone.post_without_token(&tap, &[("did", "done")]).await.is(422);
        app.clock.advance(TimeDelta::days(command::LINK_DAYS));
        phone.get(&tap).await.is(200);
        app.clock.advance(TimeDelta::seconds(1));
        phone.get(&tap).await.is(404);
        phone.post(&tap, &[("did", "done")]).await.is(404);
        // Taken away, the step takes its addresses along.
        let tap = self::tap(&app, &path).await;
        let may = app.ctx();
        let id: Id<query::Step> = path.rsplit('/').next().unwrap().parse().unwrap();
        command::delete(&may, &app.db, id).await.unwrap();
        phone.get(&tap).await.is(404);
    }
}
