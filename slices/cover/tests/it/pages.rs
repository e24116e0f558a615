//! A unit says who leads meanwhile; the sums; who may see and change what.

use base::Role;
use testkit::Store;

use crate::town::{app, leader, pair};

testkit::both! {
    async fn a_unit_names_its_deputy_and_what_cover_it_needs(store: Store) {
        let app = app(store).await;
        let pair = pair(&app).await;
        let path = format!("/cover/units/{}", pair.unit);
        let mut me = leader(&app, pair.me).await;
        me.get(&path).await.is(200).says("Når lederen er væk").says("Dage, hvor du er væk");
        me.post(&path, &[("deputy", "Signe <b>Bak</b>"), ("hours", "2,5")]).await.is(303);
        me.get(&path).await.is(200).says("Signe &#60;b&#62;Bak&#60;/b&#62;").says("2,5");
        // What is wrong is said at its field, and nothing typed is lost.
        let long = "x".repeat(10_000);
        me.post(&path, &[("deputy", &long), ("hours", "tre")]).await.is(422).says("Skriv højst 120 tegn").says("Skriv et antal timer").says("value=\"tre\"");
        me.get(&path).await.says("Signe");
        // Emptied again.
        me.post(&path, &[("deputy", ""), ("hours", "")]).await.is(303);
        assert!(!me.get(&path).await.text.contains("Signe"));

        let mut other = leader(&app, pair.other).await;
        other.get(&path).await.is(404);
        other.post(&path, &[("deputy", "Jeg")]).await.is(404);
        let mut office = app.client(&[Role::Office]).await;
        office.post(&path, &[("deputy", "Bo Lind"), ("hours", "0")]).await.is(303);
        me.get(&path).await.says("Bo Lind");
        let none = base::Id::<people::query::UnitTag>::new();
        office.get(&format!("/cover/units/{none}")).await.is(404);
    }

    async fn the_cards_say_what_is_spent_and_what_is_next(store: Store) {
        let app = app(store).await;
        let pair = pair(&app).await;
        // Nothing is held yet.
        let mut office = app.client(&[Role::Office]).await;
        office.get("/boards").await.is(200).says("har været væk fra driften i 0 timer.");
        let mut me = leader(&app, pair.me).await;
        let page = me.get("/boards").await;
        let at = |text: &str| page.text.find(text).unwrap_or_else(|| panic!("no {text} in {}", page.text));
        assert!(at("Næste gang er ") < at(" den ") && at(" den ") < at("Du er væk fra driften i "));
        assert!(page.text.split("Du er væk fra driften i ").nth(1).unwrap().split('.').next().unwrap().ends_with("timer"), "{}", page.text);
    }

    async fn the_sums_follow_what_units_say(store: Store) {
        let app = app(store).await;
        let pair = pair(&app).await;
        let totals = async || {
            let tx = app.db.read(&app.ctx()).await.unwrap();
            cover::query::totals(&tx).await.unwrap()
        };
        let before = totals().await;
        // Counted here a second time: everybody's days, from the sessions themselves.
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let seats = programme::query::seats(&tx).await.unwrap();
        let away: u64 = seats
            .iter()
            .map(|(session, persons)| {
                let day = (session.ends - session.begins).num_minutes();
                u64::try_from(day).unwrap() * u64::from(session.days) * persons.len() as u64
            })
            .sum();
        drop(tx);
        assert_eq!(before.sums.all.away, away);
        assert!(away > 0 && before.sums.all.cover == 0);
        assert_eq!(before.sums.all.unsaid, before.sums.all.absences);
        assert_eq!(before.without_deputy.len(), before.units);
        assert!(before.rates.is_none());

        let mut me = leader(&app, pair.me).await;
        me.post(&format!("/cover/units/{}", pair.unit), &[("deputy", "Bo"), ("hours", "3")]).await.is(303);
        let after = totals().await;
        // A unit may have more leaders than one.
        let days: u64 = seats
            .iter()
            .map(|(session, persons)| {
                let ours = persons.iter().filter(|one| pair.leaders.contains(one)).count();
                u64::from(session.days) * ours as u64
            })
            .sum();
        assert_eq!(after.sums.all.cover, days * 180);
        assert_eq!(after.without_deputy.len() + 1, before.without_deputy.len());
        assert!(after.sums.all.unsaid < before.sums.all.unsaid);

        let mut office = app.client(&[Role::Office]).await;
        let page = office.get("/cover").await;
        page.is(200).says("Timepriser").says("ikke navngivet en stedfortræder");
        assert!(!page.text.contains(" kr."), "nobody has said what an hour costs");
        office.post("/cover/rates", &[("leader", "400"), ("cover", "99999")]).await.is(422).says("0 til 10.000");
        office.post("/cover/rates", &[("leader", "400"), ("cover", "200")]).await.is(303);
        office.get("/cover").await.says(" kr.");
        app.client(&[Role::TopManagement]).await.get("/cover").await.is(200).says(" kr.");
        app.client(&[Role::TopManagement]).await.post("/cover/rates", &[("leader", "1"), ("cover", "1")]).await.is(403);
        me.get("/cover").await.is(403);
    }

    async fn a_session_says_what_it_takes(store: Store) {
        let app = app(store).await;
        let pair = pair(&app).await;
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let seats = programme::query::seats(&tx).await.unwrap();
        drop(tx);
        let (session, _) = seats.iter().find(|(_, persons)| persons.contains(&pair.me)).unwrap();
        let path = format!("/programme/sessions/{}", session.id);
        let mut me = leader(&app, pair.me).await;
        let page = me.get(&path).await;
        page.is(200).says("Drift først").says("13 timer over 2 dage").says("ikke sagt, hvem der leder");
        assert!(!page.text.contains("Vikarbehov"), "sums are for those who teach and those who plan");
        me.post(&format!("/cover/units/{}", pair.unit), &[("deputy", "Bo Lind"), ("hours", "3")]).await.is(303);
        me.get(&path).await.says("Bo Lind leder enheden imens");
        app.client(&[Role::Office]).await.get(&path).await.is(200).says("Vikarbehov").says("har sagt, om den skal bruge vikar");
    }
}
