//! A day in the room: the wall's code, phones without accounts, the remote, and what comes out of it.

use base::{Id, PersonTag, Role};
use programme::query::Session;
use room::{
    command,
    domain::{
        live::{Act, Live},
        sheet::Screen,
    },
};
use testkit::{Client, Page, Store, TestApp};

use crate::town;

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9";

async fn app(store: Store) -> TestApp {
    let app = town::town(store, |organisations| vec![room::slice(organisations)]).await;
    room::command::load(&app.ctx(), &app.db, &crate::example(), "Ida Holm")
        .await
        .unwrap();
    app
}

/// A session with a drejebog that asks in every way, and somebody who has a place in it.
async fn session(app: &TestApp) -> (Session, Vec<Id<PersonTag>>) {
    let tx = app.db.read(&app.ctx()).await.unwrap();
    let all = programme::query::seats(&tx).await.unwrap();
    let wanted = Some("faelles-retning");
    all.into_iter()
        .find(|(session, seats)| session.module.as_deref() == wanted && seats.len() > 5)
        .unwrap()
}

async fn live(app: &TestApp, session: &Session) -> Live {
    let tx = app.db.read(&app.ctx()).await.unwrap();
    room::query::room(&tx, session.id).await.unwrap().unwrap()
}

/// A phone that comes in by the wall's code and sits down at a table; gives the room's address.
async fn phone(app: &TestApp, session: &Session, desk: &str) -> (Client, String) {
    let code = live(app, session).await.code.unwrap();
    let mut phone = app.anonymous();
    phone.get("/join").await.is(200).says("Seks bogstaver");
    let onward = phone.post("/join", &[("code", &code.to_lowercase())]).await;
    onward.is(303);
    let door = onward.location().to_owned();
    phone
        .get(&door)
        .await
        .is(200)
        .says("Du skal ikke logge ind");
    let onward = phone.post(&door, &[("desk", desk)]).await;
    onward.is(303);
    let room = onward.location().to_owned();
    phone.get(&room).await.is(200).says("gemmes uden dit navn");
    (phone, room)
}

/// Presses until the room asks in this way.
async fn until(app: &TestApp, office: &mut Client, session: &Session, screen: Screen) -> u32 {
    loop {
        let live = live(app, session).await;
        if let Some(now) = live.now().filter(|_| live.screen() == screen) {
            return now.number;
        }
        assert!(
            live.at.is_none_or(|at| at + 1 < live.day.len()),
            "the day has no {screen:?} left"
        );
        press(app, office, session, "next").await.is(303);
    }
}

async fn press(app: &TestApp, who: &mut Client, session: &Session, act: &str) -> Page {
    let seen = live(app, session).await.pulse.turn.to_string();
    let path = format!("/rooms/{}/run", session.id);
    who.post(&path, &[("seen", &seen), ("act", act)]).await
}

async fn says(phone: &mut Client, room: &str, fields: &[(&str, &str)]) -> Page {
    phone.post(&format!("{room}/say"), fields).await
}

testkit::both! {
    async fn a_day_is_run_from_the_wall_with_phones_that_have_no_account(store: Store) {
        let app = app(store).await;
        let (session, seats) = session(&app).await;
        let mut office = app.client(&[Role::Office]).await;
        let rooms = format!("/rooms/{}", session.id);
        office.get(&format!("/programme/sessions/{}", session.id)).await.says("Åbn rummet");
        office.get(&format!("{rooms}/run")).await.is(200).says("Åbn rummet");
        office.get(&format!("{rooms}/outcome")).await.is(404);
        office.post(&format!("{rooms}/open"), &[]).await.is(303);
        // Opened again it is the same room.
        office.post(&format!("{rooms}/open"), &[]).await.is(303);
        let (mut one, room) = phone(&app, &session, "1").await;
        let (mut other, _) = phone(&app, &session, "2").await;
        one.get(&room).await.says("Du er med").says("Bord 1");
        office.get(&format!("{rooms}/screen")).await.is(200).says("2 telefoner er med").says("Velkommen til Fælles retning");

        // One word each; the last one counts.
        let beat = until(&app, &mut office, &session, Screen::Checkin).await.to_string();
        one.get(&room).await.says("Ét ord");
        says(&mut one, &room, &[("beat", &beat), ("word", "Træt")]).await.is(303);
        says(&mut one, &room, &[("beat", &beat), ("word", "Håb")]).await.is(303);
        says(&mut other, &room, &[("beat", &beat), ("word", "håb")]).await.is(303);
        let wall = office.get(&format!("{rooms}/screen")).await;
        wall.says("Håb <span class=\"wall-count\">2</span>").says("2 svar.");
        assert!(!wall.text.contains("Træt"));
        one.get(&room).await.says("Dit svar: Håb");
        let long = "x".repeat(41);
        says(&mut one, &room, &[("beat", &beat), ("word", &long)]).await.is(422).says(&long);

        // Whose turn it is: of two who press at once, the second is told.
        let seen = live(&app, &session).await.pulse.turn.to_string();
        let mut colleague = app.client(&[Role::Office]).await;
        let run = format!("{rooms}/run");
        office.post(&run, &[("seen", &seen), ("act", "next")]).await.is(303);
        colleague.post(&run, &[("seen", &seen), ("act", "next")]).await.is(303);
        colleague.get(&run).await.says("trykkede et øjeblik før");
        colleague.post(&run, &[("seen", &seen), ("act", "<b>")]).await.is(422);

        // Notes: once however often they are sent, as text whatever they are, and no longer than they may be.
        let beat = until(&app, &mut office, &session, Screen::Notes).await.to_string();
        one.get(&room).await.says("Din seddel").says("Compliance");
        let note = [("beat", beat.as_str()), ("key", "k1"), ("field", "resilience"), ("note", "<script>alert(1)</script>")];
        says(&mut one, &room, &note).await.is(303);
        says(&mut one, &room, &note).await.is(303);
        let huge = "æ".repeat(10_000);
        let refused = says(&mut one, &room, &[("beat", &beat), ("key", "k2"), ("field", "resilience"), ("note", &huge)]).await;
        refused.is(422).says(&huge);
        says(&mut one, &room, &[("beat", &beat), ("key", "k3"), ("field", "nowhere"), ("note", "Hej")]).await.is(422).says("Vælg det felt");
        let wall = office.get(&format!("{rooms}/screen")).await;
        wall.says("&#60;script&#62;alert(1)");
        assert_eq!(wall.text.matches("alert(1)").count(), 1);
        // Taken down, it is gone from the wall and can be put up again.
        let remote = office.get(&run).await;
        let id = remote.text.split("name=\"note\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        office.post(&format!("{rooms}/notes"), &[("note", &id), ("shown", "no")]).await.is(303);
        assert!(!office.get(&format!("{rooms}/screen")).await.text.contains("alert(1)"));
        office.get(&run).await.says("Sæt op igen");

        // A closed question takes nothing; one that is over takes what comes late.
        press(&app, &mut office, &session, "stop").await.is(303);
        says(&mut one, &room, &[("beat", &beat), ("key", "k4"), ("field", "resilience"), ("note", "For sent")]).await.is(422).says("lukket for svar").says("For sent");
        let earlier = beat;
        let beat = until(&app, &mut office, &session, Screen::PollScale).await.to_string();
        says(&mut one, &room, &[("beat", &beat), ("value", "4")]).await.is(303);
        says(&mut one, &room, &[("beat", &beat), ("value", "6")]).await.is(422).says("fra 1 til 5");
        let beat = until(&app, &mut office, &session, Screen::Outputs).await.to_string();
        says(&mut one, &room, &[("beat", &earlier), ("key", "k5"), ("field", "resilience"), ("note", "Uden net")]).await.is(303);
        says(&mut one, &room, &[("beat", &beat), ("key", "k6"), ("note", "Vi holder tavlemøde hver mandag")]).await.is(303);
        office.get(&format!("{rooms}/screen")).await.says("Bord 1").says("Vi holder tavlemøde hver mandag");
        one.get(&room).await.says("Fra jeres bord").says("Vi holder tavlemøde hver mandag");

        // The next step goes to its leader, and the wall shows how many.
        let beat = until(&app, &mut office, &session, Screen::Step).await.to_string();
        let (me, makker) = (seats[0].to_string(), seats[1].to_string());
        let by = (programme::query::local_day(&app.ctx()) + chrono::TimeDelta::days(9)).to_string();
        let mut step = vec![
            ("beat", beat.as_str()), ("key", "s1"), ("when", "vi mødes mandag"), ("then", "spørge først"),
            ("by", by.as_str()), ("person", me.as_str()), ("makker", makker.as_str()),
        ];
        says(&mut one, &room, &step).await.is(303);
        says(&mut one, &room, &step).await.is(303);
        step[5].1 = "nobody";
        says(&mut one, &room, &step).await.is(422).says("Vælg dit navn").says("spørge først");
        app.work().await;
        office.get(&format!("{rooms}/screen")).await.says("Én har skrevet sit næste skridt").says("Sig det højt");
        let mut leader = town::leader(&app, seats[0]).await;
        leader.get("/steps").await.says("Er det dit?").says("spørge først");

        // Closed: nobody comes in, nothing tells one phone's answers from another's, the outcome stays.
        let code = live(&app, &session).await.code.unwrap();
        office.post(&format!("{rooms}/close"), &[]).await.is(303);
        app.anonymous().get(&format!("/join/{code}")).await.is(422).says("åbner ikke noget rum");
        says(&mut one, &room, &[("beat", &earlier), ("key", "k7"), ("field", "resilience"), ("note", "Først nu på nettet")]).await.is(303);
        for path in ["outcome"] {
            let page = leader.get(&format!("{rooms}/{path}")).await;
            page.is(200).says("Håb (2)").says("Uden net").says("Først nu på nettet").says("Vi holder tavlemøde hver mandag");
            assert!(!page.text.contains("alert(1)"), "what was taken down");
        }
        app.clock.advance(chrono::TimeDelta::hours(25));
        says(&mut one, &room, &[("beat", &earlier), ("key", "k8"), ("field", "resilience"), ("note", "Dagen efter")]).await.is(404);
    }

    async fn paper_is_photographed_and_put_on_the_day(store: Store) {
        let app = app(store).await;
        let (session, seats) = session(&app).await;
        let mut office = app.client(&[Role::Office]).await;
        let rooms = format!("/rooms/{}", session.id);
        office.post(&format!("{rooms}/open"), &[]).await.is(303);
        let photos = format!("{rooms}/photos");
        office.upload(&photos, &[("title", "Bord 3")], ("photo", "tavle.jpg", JPEG)).await.is(303);
        office.upload(&photos, &[("title", "Bord 3")], ("photo", "tavle.jpg", b"MZ\x90\0")).await.is(422);
        office.upload(&photos, &[("title", "Bord 3")], ("photo", "tavle.exe", JPEG)).await.is(422);
        let large = vec![0xff; 21 * 1024 * 1024];
        let refused = office.upload(&photos, &[("title", "Bord 3")], ("photo", "tavle.jpg", &large)).await;
        assert!([413, 422].contains(&refused.status.as_u16()), "{}", refused.status);
        let page = office.get(&format!("{rooms}/outcome")).await;
        assert_eq!(page.text.matches("alt=\"Bord 3\"").count(), 1);
        let href = page.text.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut there = town::leader(&app, seats[0]).await;
        let (answer, bytes) = there.fetch(&href).await;
        answer.is(200);
        assert_eq!(answer.header("content-type"), "image/jpeg");
        assert!(bytes.starts_with(b"\xff\xd8\xff"));
        there.post(&format!("{href}/remove"), &[]).await.is(403);
        office.post(&format!("{href}/remove"), &[]).await.is(303);
        there.get(&href).await.is(404);
    }
}

#[test]
fn only_those_of_the_day_see_it() {
    testkit::on_sqlite(|store| async move {
        let app = app(store).await;
        let (session, seats) = session(&app).await;
        let mut office = app.client(&[Role::Office]).await;
        let rooms = format!("/rooms/{}", session.id);
        office.post(&format!("{rooms}/open"), &[]).await.is(303);
        let circle = town::circle(&app).await;
        let outsider = [
            circle.me,
            circle.mate,
            circle.makker,
            circle.stranger,
            circle.own_leader,
        ]
        .into_iter()
        .find(|one| !seats.contains(one));
        if let Some(outsider) = outsider {
            let mut outsider = town::leader(&app, outsider).await;
            outsider.get(&format!("{rooms}/outcome")).await.is(404);
        }
        for (role, mut who) in app.everybody().await {
            let runs = role == Some(Role::Office);
            for path in ["run", "screen", "outcome"] {
                let status = who.get(&format!("{rooms}/{path}")).await.status.as_u16();
                assert_eq!(status == 200, runs, "{role:?} {path} {status}");
            }
            for path in ["open", "run", "code", "notes", "photos"] {
                let status = who
                    .post(&format!("{rooms}/{path}"), &[])
                    .await
                    .status
                    .as_u16();
                let refused = if role.is_none() {
                    status == 303
                } else {
                    status == 403 || status == 404
                };
                assert!(runs || refused, "{role:?} {path} {status}");
            }
        }
        // A browser that has not come in by the code has no page, whatever it knows.
        let room = live(&app, &session).await.id;
        let path = format!("/room/{}/{room}", app.home);
        let mut stranger = app.anonymous();
        stranger.get(&path).await.is(404);
        stranger.get(&format!("{path}/stream")).await.is(404);
        stranger
            .post(&format!("{path}/say"), &[("beat", "0"), ("word", "Hej")])
            .await
            .is(404);
        stranger
            .post(&format!("{path}/desk"), &[("desk", "1")])
            .await
            .is(404);
    });
}

#[test]
fn guessing_codes_and_coming_in_a_thousand_times_lead_nowhere() {
    testkit::on_sqlite(|store| async move {
        let app = app(store).await;
        let (session, _) = session(&app).await;
        let mut office = app.client(&[Role::Office]).await;
        let rooms = format!("/rooms/{}", session.id);
        office.post(&format!("{rooms}/open"), &[]).await.is(303);
        // One phone that comes in again and again is one phone.
        let (mut phone, room) = phone(&app, &session, "1").await;
        let code = live(&app, &session).await.code.unwrap();
        for _ in 0..1_000 {
            phone
                .post(&format!("/join/{code}"), &[("desk", "2")])
                .await
                .is(303);
        }
        phone.get(&room).await.says("Bord 2");
        office
            .get(&format!("{rooms}/run"))
            .await
            .says("Én telefon er med");
        // One that forgets each time who it was comes in as another, until the room is full; who is in stays.
        let room_id = live(&app, &session).await.id;
        let ctx = app.ctx();
        for number in 1..command::MOST_GUESTS {
            let mark = number.to_string();
            command::come_in(&ctx, &app.db, room_id, &mark, None)
                .await
                .unwrap();
        }
        let mut late = app.anonymous();
        late.get(&format!("/join/{code}")).await.is(200);
        late.post(&format!("/join/{code}"), &[])
            .await
            .is(429)
            .says("flere telefoner i rummet");
        phone.get(&room).await.is(200);
        // Who guesses is made to wait, and is told; a right code is not heard meanwhile.
        let mut guesser = app.anonymous();
        let mut braked = false;
        for guess in 0..60 {
            let page = guesser
                .post("/join", &[("code", &format!("XXXX{guess:02}"))])
                .await;
            page.is(422);
            braked |= page.text.contains("for mange forkerte koder");
        }
        assert!(braked);
        guesser
            .get(&format!("/join/{code}"))
            .await
            .is(422)
            .says("for mange forkerte koder");
        app.clock.advance(chrono::TimeDelta::minutes(10));
        guesser.get(&format!("/join/{code}")).await.is(200);
        // A new code: the old one opens nothing, and those who are in stay in.
        office.post(&format!("{rooms}/code"), &[]).await.is(303);
        guesser.get(&format!("/join/{code}")).await.is(422);
        phone.get(&room).await.is(200);
    });
}

#[test]
fn the_day_is_changed_as_it_goes() {
    testkit::on_sqlite(|store| async move {
        let app = app(store).await;
        let (session, _) = session(&app).await;
        let ctx = app.ctx();
        let control = app.organisations.control();
        room::command::open(&ctx, &app.db, control, app.home, session.id)
            .await
            .unwrap();
        let mut live = live(&app, &session).await;
        let last = live.day.len() - 1;
        let (first, second) = (live.day[1].number, live.day[2].number);
        assert!(live.act(Act::Next, ctx.now));
        assert_eq!(live.at, Some(0));
        let minutes = live.day[0].minutes;
        assert!(live.act(Act::Longer, ctx.now));
        assert_eq!(live.day[0].minutes, minutes + 5);
        assert!(live.act(Act::Later(first), ctx.now));
        assert_eq!((live.day[1].number, live.day[2].number), (second, first));
        assert!(live.act(Act::Skip(second), ctx.now));
        assert!(live.act(Act::Next, ctx.now));
        assert_eq!(live.now().unwrap().number, first);
        // What has been is not moved, and my next step is neither skipped nor moved away from the end.
        assert!(!live.act(Act::Skip(0), ctx.now));
        let step = live.day[last].number;
        assert!(!live.act(Act::Skip(step), ctx.now));
        assert!(!live.act(Act::Later(step), ctx.now));
        assert!(live.act(Act::Previous, ctx.now));
        assert_eq!(live.at, Some(0));
        assert!(live.day[2].began.is_none());
        assert_eq!(Act::of("take 3 10"), Some(Act::Take(3, 10)));
        for wrong in ["", "take 3", "skip x", "skip", "dance"] {
            assert_eq!(Act::of(wrong), None, "{wrong}");
        }
    });
}
