//! A step from the form to its outcome, and who may see what of it.

use base::Role;
use practice::query;
use testkit::Store;

use crate::town::{app, circle, leader, writes};

testkit::both! {
    async fn a_step_is_written_shared_and_done(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        // Three weeks ahead, and tied to the module that comes first.
        me.get("/steps/new").await.is(200).says("2026-11-23").says("under et minut").says("Mit næste skridt");
        let path = writes(&mut me, &[("group", "yes"), ("field", "compliance"), ("module", "faelles-retning")]).await;
        me.get(&path).await.is(200).says("Når vi holder tavlemøde mandag, så vil jeg spørge, hvad vi kan lade ligge").says("Compliance").says("din læringsgruppe");

        let mut mate = leader(&app, circle.mate).await;
        mate.get("/steps/shared").await.is(200).says("tavlemøde");
        assert!(!mate.get(&path).await.is(200).text.contains("/settle"), "only its own leader settles it");
        mate.post(&format!("{path}/settle"), &[("did", "done")]).await.is(404);
        mate.get(&format!("{path}/edit")).await.is(404);

        me.post(&format!("{path}/settle"), &[("did", "done"), ("outcome", "Vi lod to rapporter ligge.")]).await.is(303);
        mate.get(&path).await.says("Vi lod to rapporter ligge.");
        me.get(&path).await.says("Fortryd").says("skrevet").says("gjort");
        me.post(&format!("{path}/settle"), &[("did", "undone")]).await.is(303);
        let page = me.get(&path).await;
        assert!(!page.says("Senest").text.contains("to rapporter"));

        // Moved and taken back: the date is the old one again.
        me.post(&format!("{path}/settle"), &[("did", "moved"), ("by", "2026-12-01")]).await.is(303);
        me.get(&path).await.says("1. december 2026");
        me.post(&format!("{path}/settle"), &[("did", "undone")]).await.is(303);
        me.get(&path).await.says("23. november 2026");
        me.post(&format!("{path}/settle"), &[("did", "moved")]).await.is(303);
        me.get(&path).await.says("30. november 2026");
        me.post(&format!("{path}/settle"), &[("did", "moved"), ("by", "2026-10-01")]).await.is(422).says("ikke er passeret");
        me.post(&format!("{path}/settle"), &[("did", "dropped"), ("word", "Andet kom i vejen")]).await.is(303);
        me.get(&path).await.says("droppet (&#34;Andet kom i vejen&#34;)").says("Droppet");
        assert!(!mate.get(&path).await.text.contains("Andet kom i vejen"), "the word is the leader's own");
        // What is taken out of sharing is gone for the group.
        me.post(&format!("{path}/edit"), &[("when", "a"), ("then", "b"), ("by", "2026-12-01")]).await.is(303);
        mate.get(&path).await.is(404);
    }

    async fn nobody_sees_what_is_not_shared_with_them(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        let path = writes(&mut me, &[]).await;
        let mut others = [leader(&app, circle.mate).await, leader(&app, circle.stranger).await, leader(&app, circle.own_leader).await];
        for other in &mut others {
            other.get(&path).await.is(404);
            assert!(!other.get("/steps/shared").await.is(200).text.contains("tavlemøde"));
        }
        // With the own leader alone.
        let upwards = writes(&mut me, &[("leader", "yes")]).await;
        let [mate, stranger, above] = &mut others;
        above.get(&upwards).await.is(200).says("tavlemøde");
        above.post(&format!("{upwards}/settle"), &[("did", "done")]).await.is(404);
        mate.get(&upwards).await.is(404);
        stranger.get(&upwards).await.is(404);

        // Everybody, at every route, with a step shared as widely as can be.
        let wide = writes(&mut me, &[("leader", "yes"), ("group", "yes")]).await;
        let posts = [
            ("/steps/new".to_owned(), vec![("when", "a"), ("then", "b"), ("by", "2026-12-01")]),
            ("/steps/makker".to_owned(), vec![("person", "x"), ("answer", "yes")]),
            (format!("{wide}/edit"), vec![("when", "a"), ("then", "b"), ("by", "2026-12-01")]),
            (format!("{wide}/settle"), vec![("did", "done")]),
            (format!("{wide}/told"), vec![("mine", "no")]),
            (format!("{wide}/cheer"), vec![("line", "Hep")]),
        ];
        for (role, mut client) in app.everybody().await {
            for page in ["/steps", "/steps/new", "/steps/shared", &wide, &format!("{wide}/edit")] {
                let status = client.get(page).await.status.as_u16();
                let expected = match role {
                    None => 303,
                    Some(Role::Leader | Role::TopManagement) if page.contains(wide.as_str()) => 404,
                    Some(Role::Leader | Role::TopManagement) => 200,
                    Some(_) => 403,
                };
                assert_eq!(status, expected, "{role:?} {page}");
            }
            for (to, fields) in &posts {
                let status = match role {
                    None => client.post_without_token(to, fields).await.status.as_u16(),
                    Some(_) => client.post(to, fields).await.status.as_u16(),
                };
                let expected: &[u16] = match (role, to.as_str()) {
                    (None, _) => &[303, 422],
                    (Some(Role::Leader | Role::TopManagement), "/steps/new") => &[303],
                    (Some(Role::Leader | Role::TopManagement), _) => &[404],
                    _ => &[403],
                };
                assert!(expected.contains(&status), "{role:?} {to}: {status}");
            }
        }
        me.get(&wide).await.is(200).says("tavlemøde");
    }

    async fn a_makker_is_asked_once_and_may_say_no(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        let mut makker = leader(&app, circle.makker).await;
        let (person, named) = (circle.me.to_string(), circle.makker.to_string());
        let path = writes(&mut me, &[("makker", &named)]).await;
        me.get(&path).await.says("har ikke svaret endnu");
        makker.get(&path).await.is(404);
        makker.get("/steps").await.says("spørger, om du vil være makker");
        makker.post(&format!("{path}/cheer"), &[("line", "Hep")]).await.is(404);
        makker.post("/steps/makker", &[("person", &person), ("answer", "yes")]).await.is(303);
        makker.get("/steps/shared").await.says("tavlemøde");
        makker.post(&format!("{path}/cheer"), &[("line", "")]).await.is(422);
        makker.post(&format!("{path}/cheer"), &[("line", "Godt tænkt <b>af</b> dig")]).await.is(303);
        me.get(&path).await.says("Godt tænkt &#60;b&#62;af&#60;/b&#62; dig");

        // The next step with the same makker asks nobody again.
        let next = writes(&mut me, &[("makker", &named)]).await;
        makker.get(&next).await.is(200);
        assert!(!makker.get("/steps").await.text.contains("spørger, om du vil"));
        // Another thing of the same leader's is not the makker's.
        let own = writes(&mut me, &[]).await;
        makker.get(&own).await.is(404);

        makker.post("/steps/makker", &[("person", &person), ("answer", "no")]).await.is(303);
        makker.get(&next).await.is(404);
        me.get(&next).await.says("har sagt nej tak");
        assert!(!me.get("/steps/new").await.text.contains(&format!("value=\"{named}\"")), "who said no is not suggested");
        // Nobody answers what was never asked, and nobody is makker who is no leader of the programme.
        makker.post("/steps/makker", &[("person", &circle.stranger.to_string()), ("answer", "yes")]).await.is(404);
        let unknown = base::Id::<base::PersonTag>::new().to_string();
        me.post("/steps/new", &[("when", "a"), ("then", "b"), ("by", "2026-12-01"), ("makker", &unknown)]).await.is(422).says("fra listen");
    }

    async fn what_cannot_be_taken_is_refused_with_what_was_typed(store: Store) {
        let app = app(store).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        me.post("/steps/new", &[("when", "vi mødes"), ("then", ""), ("by", "i morgen")]).await.is(422).says("vi mødes").says("i morgen");
        let long = "ø".repeat(10_000);
        me.post("/steps/new", &[("when", &long), ("then", "b"), ("by", "2026-12-01")]).await.is(422).says("10.000 tegn").says(&long);
        let path = writes(&mut me, &[("when", "<script>alert(1)</script>")]).await;
        assert!(!me.get(&path).await.text.contains("<script>alert"));
        me.post(&format!("{path}/settle"), &[("did", "done"), ("outcome", &long)]).await.is(422).says(&long);
        me.post(&format!("{path}/settle"), &[("did", "eaten")]).await.is(422);
        me.post(&format!("{path}/told"), &[("mine", "yes")]).await.is(404);
        me.get("/steps").await.says("Senest");
    }

    async fn the_office_sees_counts_and_none_under_five(store: Store) {
        let app = app(store).await;
        let ctx = app.ctx();
        let tx = app.db.read(&ctx).await.unwrap();
        let leaders: Vec<_> = programme::query::cohorts(&tx).await.unwrap().into_iter().flat_map(|cohort| cohort.members).take(10).collect();
        drop(tx);
        let counts = async || query::counts(&app.db.read(&ctx).await.unwrap()).await.unwrap();
        let mut paths = Vec::new();
        for (number, person) in leaders.iter().enumerate() {
            let mut client = leader(&app, *person).await;
            let path = writes(&mut client, &[]).await;
            let written = counts().await.written;
            assert_eq!(written, (number + 1 >= 5).then_some(number + 1));
            paths.push((client, path));
        }
        for (number, (client, path)) in paths.iter_mut().enumerate() {
            client.post(&format!("{path}/settle"), &[("did", "done")]).await.is(303);
            let done = counts().await.done;
            // Nine of ten would tell of the tenth.
            assert_eq!(done, [5, 10].contains(&(number + 1)).then_some(number + 1));
        }
        let mut office = app.client(&[Role::Office]).await;
        office.get("/steps").await.is(403);
        assert_eq!(query::counts(&app.db.read(&ctx).await.unwrap()).await.unwrap().written, Some(10));
    }
}
