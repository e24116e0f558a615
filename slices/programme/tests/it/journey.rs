//! From files and people to a plan in force, on both databases: the office's pages, a leader's card
//! and calendar, a teacher's list, and everybody who has no business there.

use base::{Id, PersonTag, Role};
use icalendar::{Calendar, Component as _};
use programme::{command, query};
use testkit::Store;

use crate::{
    example,
    town::{app, published, somebody},
};

testkit::both! {
    async fn the_office_plans_and_publishes_and_a_leader_sees_it(store: Store) {
        let app = app(store).await;
        let mut office = app.client(&[Role::Office]).await;
        office.get("/programme").await.is(200).says("Fælles retning: lederudvikling").says("Retning og rolle").says("eksempel");
        office.get("/programme/modules/samarbejde").await.is(200).says("Ring til én leder i en anden enhed").says("FIKS");
        office.get("/programme/plan").await.is(200).says("Foreslå plan");
        office.post("/programme/plan/propose", &[("seed", "x"), ("seconds", "9000")]).await.is(422).says("9000").says("Skriv et tal fra 1 til 600");
        office.get("/programme/plan/publish").await.is(404);
        published(&app, 1).await;
        office.get("/programme/plan").await.is(200).says("Planen, der gælder: forslag 1");
        office.get("/programme/cohorts").await.is(200).says("Hold 1").says("Læringsgruppe 1");
        office.get("/programme/calendar").await.is(200).says("Fælles ledertræf").says("<svg");

        let (person, first) = somebody(&app).await;
        let mut leader = app.client_of(&[Role::Leader], person).await;
        leader.get(&format!("/programme/sessions/{}", first.id)).await.is(200).says("Fælles retning");
        let renewed = leader.post("/programme/my-calendar", &[]).await;
        let page = renewed.is(200);
        let at = page.text.find("/calendar/").unwrap();
        let address = page.text[at..].split(['<', '?']).next().unwrap().to_owned();
        let feed = app.anonymous().get(&address).await;
        feed.is(200);
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
        let calendar: Calendar = feed.text.parse().unwrap();
        let mut uids: Vec<String> = calendar.events().map(|event| event.get_uid().unwrap().to_owned()).collect();
        // Twelve modules of one or two days, and the gatherings.
        assert_eq!(uids.len(), 10 * 2 + 2 + 4);
        let again = app.anonymous().send(
            axum::http::Request::get(&address).header("if-none-match", feed.header("etag")),
            axum::body::Body::empty(),
        ).await;
        again.is(304);

        // Another plan moves days, never what a session is.
        published(&app, 2).await;
        let moved: Calendar = app.anonymous().get(&address).await.text.parse().unwrap();
        let mut after: Vec<String> = moved.events().map(|event| event.get_uid().unwrap().to_owned()).collect();
        uids.sort();
        after.sort();
        assert_eq!(uids, after);

        leader.post("/programme/my-calendar", &[]).await.is(200);
        app.anonymous().get(&address).await.is(404);
    }

    async fn attendance_is_ticked_by_the_teacher_alone(store: Store) {
        let app = app(store).await;
        published(&app, 1).await;
        let (person, first) = somebody(&app).await;
        let path = format!("/programme/sessions/{}", first.id);
        let teacher = query::teacher_person(&first.teachers[0]);
        let mut teacher = app.client_of(&[Role::Teacher], teacher).await;
        teacher.get(&path).await.is(200).says("Sæt kryds ved dem, der er her");
        let key = person.to_string();
        teacher.post(&format!("{path}/attendance"), &[("listed", &key), ("present", &key)]).await.is(303);
        teacher.get(&path).await.says("checked");
        teacher.post(&format!("{path}/material"), &[("name", "Ark"), ("link", "javascript:alert(1)")]).await.is(422);
        teacher.post(&format!("{path}/material"), &[("name", "Ark"), ("link", "https://example.dk/ark")]).await.is(303);
        teacher.get(&path).await.says("https://example.dk/ark");

        let mut leader = app.client_of(&[Role::Leader], person).await;
        let page = leader.get(&path).await;
        page.is(200).says("Hvis du ikke kan komme");
        assert!(!page.text.contains("Sæt kryds"), "a leader sees no list");
        leader.post(&format!("{path}/substitute"), &[("person", &key), ("substitute", "Bo Lind")]).await.is(303);
        teacher.get(&path).await.says("afløser: Bo Lind");
        let other = Id::<PersonTag>::new().to_string();
        leader.post(&format!("{path}/substitute"), &[("person", &other), ("substitute", "Bo")]).await.is(404);
        leader.post(&format!("{path}/attendance"), &[("listed", &key), ("present", &key)]).await.is(403);
        let mut stranger = app.client_of(&[Role::Teacher], Id::new()).await;
        stranger.get(&path).await.is(404);
        stranger.post(&format!("{path}/attendance"), &[("listed", &key)]).await.is(404);
    }

    async fn nobody_gets_in_where_they_have_no_business(store: Store) {
        let app = app(store).await;
        published(&app, 1).await;
        let (_, first) = somebody(&app).await;
        let session = format!("/programme/sessions/{}", first.id);
        let job = format!("/programme/plan/{}/cancel", Id::<PersonTag>::new());
        for (role, mut client) in app.everybody().await {
            let allowed = |roles: &[Role]| role.is_some_and(|role| roles.contains(&role));
            let views = allowed(&[Role::Administrator, Role::Guest, Role::Consultancy]);
            for (path, open) in [
                ("/programme", role.is_some() && !views),
                ("/programme/modules/samarbejde", role.is_some() && !views),
                ("/programme/plan", allowed(&[Role::Office])),
                ("/programme/plan/publish", false),
                ("/programme/files", allowed(&[Role::Office])),
                ("/programme/files.zip", allowed(&[Role::Office])),
                ("/programme/cohorts", allowed(&[Role::Office, Role::Consultant, Role::TopManagement])),
                ("/programme/calendar", allowed(&[Role::Office, Role::Consultant, Role::TopManagement])),
                (session.as_str(), allowed(&[Role::Office, Role::Consultant, Role::TopManagement])),
                ("/programme/my-calendar", role.is_some() && !allowed(&[Role::Administrator, Role::SparringPartner, Role::Guest, Role::Consultancy])),
            ] {
                let status = client.get(path).await.status.as_u16();
                assert_eq!(status == 200, open, "{role:?} {path}: {status}");
                assert!(status != 500, "{role:?} {path}");
            }
            if role.is_none() {
                continue;
            }
            for path in ["/programme/plan/propose", job.as_str(), "/programme/plan/publish"] {
                let fields = [("seed", "1"), ("seconds", "5"), ("plan", job.get(16..52).unwrap_or_default()), ("seen", "0")];
                let status = client.post(path, &fields).await.status.as_u16();
                let refused = matches!(status, 403 | 404);
                assert!(refused || role == Some(Role::Office), "{role:?} {path}: {status}");
            }
        }
        let mut anonymous = app.anonymous();
        anonymous.get("/calendar/x.ics").await.is(404);
        anonymous.get(&format!("/calendar/{}{}.ics", app.home.uuid().simple(), "0".repeat(64))).await.is(404);
        anonymous.get(&format!("/calendar/{}{}.ics", Id::<PersonTag>::new().uuid().simple(), "0".repeat(64))).await.is(404);
    }

    async fn a_faulty_programme_is_refused_whole(store: Store) {
        let app = app(store).await;
        let ctx = app.ctx();
        let mut folder = example();
        let text = folder.get("modules/samarbejde.md").unwrap().replace("days = 2", "days = 9");
        folder.insert("modules/samarbejde.md", text);
        let refused = command::load(&ctx, &app.db, &folder, "Ida Holm").await.unwrap_err().to_string();
        assert!(refused.contains("modules/samarbejde.md:11:8"), "{refused}");
        let kept = command::export(&ctx, &app.db).await.unwrap();
        assert_eq!(kept.get("modules/samarbejde.md"), example().get("modules/samarbejde.md"));
        assert_eq!(kept.get("schedule.toml"), example().get("schedule.toml"), "byte for byte");
    }
}
