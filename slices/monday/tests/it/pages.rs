//! The page of one's own letter, the choices on it, and the link that stops it.

use std::sync::Arc;

use base::{Id, Role};
use chrono::DateTime;
use identity::Door;
use testkit::{ADDRESS, Store};

use crate::town::{circle, leader, town, writes};

testkit::both! {
    async fn a_leader_sees_the_own_letter_and_chooses(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        writes(&mut me, &[("field", "resilience")]).await;
        me.get("/monday").await.is(200).says("tavlemøde").says("Send mig mandagsmailen");
        // A colleague is named when both have said yes, and not before.
        let mut mate = leader(&app, circle.mate).await;
        writes(&mut mate, &[("field", "resilience"), ("when", "noget privat sker")]).await;
        mate.post("/monday/choice", &[("wanted", "yes"), ("named", "yes")]).await.is(303);
        assert!(!me.get("/monday").await.text.contains("Ring til"));
        me.post("/monday/choice", &[("wanted", "yes"), ("named", "yes")]).await.is(303);
        let page = me.get("/monday").await;
        page.says("Ring til").says("Resiliens");
        assert!(!page.text.contains("noget privat"), "the step itself is not told");
        mate.post("/monday/choice", &[("wanted", "yes")]).await.is(303);
        assert!(!me.get("/monday").await.text.contains("Ring til"));
    }

    async fn the_office_sets_the_hour_and_nobody_else(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        let mut office = app.client(&[Role::Office]).await;
        office.get("/monday").await.is(200).says("For hele forløbet");
        for wrong in ["", "6", "17", "syv", "999999999999"] {
            office.post("/monday/settings", &[("on", "yes"), ("hour", wrong)]).await.is(422);
        }
        office.post("/monday/settings", &[("on", "yes"), ("hour", "10")]).await.is(303);
        office.get("/monday").await.says("kl. 10");
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        me.post("/monday/settings", &[("hour", "8")]).await.is(403);
        assert!(!me.get("/monday").await.text.contains("For hele forløbet"));
        office.post("/monday/settings", &[("hour", "10")]).await.is(303);
        me.get("/monday").await.says("slået mandagsmailen fra");
        app.clock.set(DateTime::parse_from_rfc3339("2026-11-09T10:00:00Z").unwrap().to_utc());
        assert!(!monday::command::due(&app.ctx(), &app.db, app.home, ADDRESS).await.unwrap());
        let mut teacher = app.client(&[Role::Teacher]).await;
        teacher.get("/monday").await.is(403);
        teacher.post("/monday/choice", &[]).await.is(403);
    }

    async fn the_link_in_a_letter_stops_it_without_a_sign_in(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        app.clock.set(DateTime::parse_from_rfc3339("2026-11-09T06:00:00Z").unwrap().to_utc());
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        writes(&mut me, &[]).await;
        monday::command::due(&app.ctx(), &app.db, app.home, ADDRESS).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mailer = Arc::new(mail::Mailer::folder(folder.path(), "pejl@kommune.example").unwrap());
        jobs::Worker::new(Arc::new(app.clock.clone()))
            .kinds(monday::slice(&app.organisations).jobs)
            .kinds(jobs::mail_kinds(Arc::clone(&mailer)))
            .drain(&app.db)
            .await
            .unwrap();
        let letters = mailer.mailbox().unwrap().list().await.unwrap();
        let mine = letters.iter().find(|letter| letter.message.text.contains("tavlemøde")).unwrap();
        let stop = mine.message.unsubscribe.as_deref().unwrap().strip_prefix(ADDRESS).unwrap();
        let mut phone = app.anonymous();
        // A filter that looks stops nothing.
        phone.get(stop).await.is(200).says("Ja, stop den");
        me.get("/monday").await.says("name=\"wanted\" value=\"yes\" checked");
        // A mail program's own button sends no token of ours.
        phone.post_without_token(stop, &[("List-Unsubscribe", "One-Click")]).await.is(200).says("stoppet");
        assert!(!me.get("/monday").await.text.contains("name=\"wanted\" value=\"yes\" checked"));
        for wrong in [format!("/monday/stop/{}", Door::new(app.home).unwrap().word()), format!("/monday/stop/{}", Door::new(Id::new()).unwrap().word()), "/monday/stop/abc".to_owned()] {
            phone.get(&wrong).await.is(404).says("Linket gælder ikke");
            phone.post(&wrong, &[]).await.is(404);
        }
    }
}
