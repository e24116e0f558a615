//! Another cohort instead of one's own: asking, the line, the offer, the answer, and the next plan.

use base::{Id, PersonTag, Role};
use programme::{command, query};
use testkit::{Client, Store, TestApp};

use crate::town::{app, published};

/// Two sessions of the first module, of two cohorts, and a leader of the first who can come to the
/// second.
struct Pair {
    own: query::Session,
    other: query::Session,
    person: Id<PersonTag>,
    mates: Vec<Id<PersonTag>>,
}

async fn pair(app: &TestApp) -> Pair {
    let tx = app.db.read(&app.ctx()).await.unwrap();
    let sessions = query::sessions(&tx).await.unwrap();
    let cohorts = query::cohorts(&tx).await.unwrap();
    drop(tx);
    let first: Vec<&query::Session> = sessions
        .iter()
        .filter(|each| each.module.as_deref() == Some("faelles-retning"))
        .collect();
    let (own, other) = (first[0].clone(), first[1].clone());
    let members = &cohorts
        .iter()
        .find(|cohort| Some(cohort.number) == own.cohort)
        .unwrap()
        .members;
    // Those whose unit has another leader in the other cohort cannot come there.
    let mut able = Vec::new();
    for person in members {
        let mut client = app.client_of(&[Role::Leader], *person).await;
        let page = client.get(&path(&own)).await;
        if page
            .is(200)
            .text
            .contains(&format!("{}/waiting", path(&other)))
        {
            able.push(*person);
        }
        if able.len() == 2 {
            break;
        }
    }
    Pair {
        own,
        other,
        person: able[0],
        mates: able[1..].to_vec(),
    }
}

fn path(session: &query::Session) -> String {
    format!("/programme/sessions/{}", session.id)
}

async fn asks(client: &mut Client, pair: &Pair, person: Id<PersonTag>, waits: &str) -> u16 {
    let (person, from) = (person.to_string(), pair.own.id.to_string());
    let fields = [
        ("person", person.as_str()),
        ("from", &from),
        ("waits", waits),
    ];
    client
        .post(&format!("{}/waiting", path(&pair.other)), &fields)
        .await
        .status
        .as_u16()
}

async fn seats(app: &TestApp, session: &query::Session) -> usize {
    let mut office = app.client(&[Role::Office]).await;
    office
        .get(&path(session))
        .await
        .is(200)
        .text
        .matches("name=\"listed\"")
        .count()
}

testkit::both! {
    async fn a_leader_asks_and_the_office_offers_and_the_place_is_taken(store: Store) {
        let app = app(store).await;
        published(&app, 1).await;
        let pair = pair(&app).await;
        let mut leader = app.client_of(&[Role::Leader], pair.person).await;
        let mut second = app.client_of(&[Role::Leader], pair.mates[0]).await;
        let mut office = app.client(&[Role::Office]).await;
        leader.get(&path(&pair.own)).await.is(200).says("Et andet hold").says("Skriv mig op").says("ledige pladser");
        leader.get(&path(&pair.other)).await.is(404);
        assert_eq!(asks(&mut leader, &pair, pair.person, "yes").await, 303);
        assert_eq!(asks(&mut second, &pair, pair.mates[0], "yes").await, 303);
        assert_eq!(asks(&mut leader, &pair, pair.person, "yes").await, 303, "twice is once");
        leader.get(&path(&pair.own)).await.says("Du er nr. 1 på ventelisten");
        second.get(&path(&pair.own)).await.says("Du er nr. 2 på ventelisten");
        assert_eq!(asks(&mut leader, &pair, pair.mates[0], "no").await, 404, "not another's");
        assert_eq!(asks(&mut second, &pair, pair.mates[0], "no").await, 303);
        second.get(&path(&pair.own)).await.says("Skriv mig op");

        // Nothing is offered yet, so nothing can be taken.
        let (person, from) = (pair.person.to_string(), pair.own.id.to_string());
        let yes = [("person", person.as_str()), ("from", &from), ("takes", "yes")];
        leader.post(&format!("{}/answer", path(&pair.other)), &yes).await.is(409).says("ikke tilbudt længere");
        office.get(&path(&pair.other)).await.is(200).says("Venteliste").says("Tilbyd pladsen");
        office.post(&format!("{}/offer", path(&pair.other)), &[("person", &person)]).await.is(303);
        office.get(&path(&pair.other)).await.says("pladsen er tilbudt");
        leader.get(&path(&pair.own)).await.says("Ja tak, jeg tager pladsen");
        let tx = app.db.read(&base::Context { actor: app.ctx().actor, ..app.ctx() }).await.unwrap();
        let mine = query::my_programme(&tx, pair.person).await.unwrap().unwrap();
        drop(tx);
        assert_eq!(mine.offers.len(), 1);

        let (before, there) = (seats(&app, &pair.own).await, seats(&app, &pair.other).await);
        leader.post(&format!("{}/answer", path(&pair.other)), &yes).await.is(303);
        assert_eq!((seats(&app, &pair.own).await, seats(&app, &pair.other).await), (before - 1, there + 1));
        leader.get(&path(&pair.other)).await.is(200);
        leader.get(&path(&pair.own)).await.is(404);
        leader.post(&format!("{}/answer", path(&pair.other)), &yes).await.is(409);

        // The next plan keeps the place.
        published(&app, 2).await;
        assert_eq!((seats(&app, &pair.own).await, seats(&app, &pair.other).await), (before - 1, there + 1));
        leader.get(&path(&pair.other)).await.is(200);
    }

    async fn no_is_an_answer_and_a_full_room_offers_nothing(store: Store) {
        let app = app(store).await;
        published(&app, 1).await;
        let pair = pair(&app).await;
        let ctx = app.ctx();
        command::wait(&ctx, &app.db, pair.other.id, pair.person, true).await.unwrap();
        command::offer(&ctx, &app.db, app.home, pair.other.id, pair.person, testkit::ADDRESS).await.unwrap();
        command::answer(&ctx, &app.db, pair.other.id, pair.person, false).await.unwrap();
        assert!(command::answer(&ctx, &app.db, pair.other.id, pair.person, true).await.is_err());
        let nobody = command::offer(&ctx, &app.db, app.home, pair.other.id, pair.person, testkit::ADDRESS).await.unwrap_err();
        assert_eq!(nobody.kind(), base::ProblemKind::NotFound);

        // Everybody of the first cohort is offered a place until the room is full.
        let tx = app.db.read(&ctx).await.unwrap();
        let cohorts = query::cohorts(&tx).await.unwrap();
        drop(tx);
        let members = &cohorts.iter().find(|cohort| Some(cohort.number) == pair.own.cohort).unwrap().members;
        let mut full = None;
        for person in members {
            command::wait(&ctx, &app.db, pair.other.id, *person, true).await.unwrap();
            if let Err(problem) = command::offer(&ctx, &app.db, app.home, pair.other.id, *person, testkit::ADDRESS).await {
                full = Some(problem.kind());
                break;
            }
        }
        assert_eq!(full, Some(base::ProblemKind::Conflict));
    }

    async fn every_route_of_a_session_as_everybody(store: Store) {
        let app = app(store).await;
        published(&app, 1).await;
        let pair = pair(&app).await;
        let person = pair.person.to_string();
        let routes = ["attendance", "material", "substitute", "waiting", "offer", "answer"];
        for (role, mut client) in app.everybody().await {
            for route in routes {
                let to = format!("{}/{route}", path(&pair.own));
                let fields = [("person", person.as_str()), ("listed", &person), ("name", "Ark"), ("waits", "yes"), ("takes", "yes"), ("substitute", "Bo Lind")];
                let status = match role {
                    None => client.post_without_token(&to, &fields).await.status.as_u16(),
                    Some(_) => client.post(&to, &fields).await.status.as_u16(),
                };
                let expected: &[u16] = match (role, route) {
                    (None, _) => &[303, 403, 422],
                    // Nobody waits yet when the office is asked first; the order of roles decides.
                    (Some(Role::Office), "offer") => &[303, 404],
                    (Some(Role::Office), "answer") => &[409, 303],
                    (Some(Role::Office), _) => &[303],
                    // Scoped roles are told nothing of what is not theirs.
                    (Some(Role::Leader), "substitute" | "waiting" | "answer") => &[404],
                    (Some(Role::Teacher), "attendance" | "material") => &[404],
                    _ => &[403],
                };
                assert!(expected.contains(&status), "{role:?} {route}: {status}");
            }
        }
        // Nobody but the office wrote anything.
        let tx = app.db.read(&app.ctx()).await.unwrap();
        for action in ["session.tick", "session.material", "session.substitute", "session.wait"] {
            let filter = db::AuditFilter { action: Some(action.to_owned()), ..db::AuditFilter::default() };
            assert_eq!(db::audit_rows(&tx, &filter, 0, 9).await.unwrap().items.len(), 1, "{action}");
        }
    }

    async fn files_are_taken_from_the_office_alone(store: Store) {
        let app = crate::town::empty_town(store).await;
        let zip = crate::example().to_zip().unwrap();
        for (role, mut client) in app.everybody().await {
            let Some(role) = role else { continue };
            let status = client.upload("/programme/files", &[], ("file", "b.zip", &zip)).await.status.as_u16();
            assert_eq!(status, if role == Role::Office { 303 } else { 403 }, "{role:?}");
            let status = client.get("/programme/files.zip").await.status.as_u16();
            assert_eq!(status, if role == Role::Office { 200 } else { 403 }, "{role:?}");
        }
        let mut office = app.client(&[Role::Office]).await;
        office.upload("/programme/files", &[], ("file", "b.zip", b"no zip")).await.is(422).says("ikke en zip-fil");
    }
}
