//! A town to try things in: the example's files, a small organisation, a plan in force.

use base::{Id, PersonTag};
use people::{
    command::File,
    sample::{self, Size, municipality},
};
use programme::{command, query};
use testkit::{Store, TestApp};

use crate::example;

/// The example's direction and programme, with nobody in the organisation.
pub async fn empty_town(store: Store) -> TestApp {
    let app = TestApp::new(store, |organisations| {
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
        ]
    })
    .await;
    files_in(&app).await;
    app
}

async fn files_in(app: &TestApp) {
    let ctx = app.ctx();
    direction::command::load(&ctx, &app.db, &example(), "Ida Holm", Some("Første"))
        .await
        .unwrap();
    command::load(&ctx, &app.db, &example(), "Ida Holm")
        .await
        .unwrap();
}

/// The same with 700 people.
pub async fn app(store: Store) -> TestApp {
    let app = TestApp::new(store, |organisations| {
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
        ]
    })
    .await;
    people_in(&app).await;
    app
}

/// The example's files and 700 people.
pub async fn people_in(app: &TestApp) {
    files_in(app).await;
    import(app, &municipality(3, Size::of(700)), "2026-09-01").await;
}

async fn import(app: &TestApp, made: &sample::Municipality, day: &str) {
    let ctx = app.ctx();
    let bytes = sample::workbook(made).unwrap();
    let day = day.parse().unwrap();
    let file = File {
        name: "hr.xlsx".into(),
        bytes,
    };
    let upload = people::command::upload(&ctx, &app.db, vec![file], day)
        .await
        .unwrap();
    let preview = people::command::preview(&ctx, &app.db, upload)
        .await
        .unwrap();
    people::command::accept(&ctx, &app.db, upload, &preview.fingerprint)
        .await
        .unwrap();
}

/// Searches for a plan.
pub async fn proposed(app: &TestApp, seed: u64) {
    command::propose(&app.ctx(), &app.db, seed, 5.0, Some(200_000))
        .await
        .unwrap();
    assert!(app.work().await >= 1);
}

/// Searches for a plan and publishes it.
pub async fn published(app: &TestApp, seed: u64) -> Id<query::Plan> {
    let ctx = app.ctx();
    proposed(app, seed).await;
    let tx = app.db.read(&ctx).await.unwrap();
    let plan = query::proposal(&tx).await.unwrap().unwrap();
    let moves = command::preview(&tx, plan.id).await.unwrap();
    drop(tx);
    command::publish(
        &ctx,
        &app.db,
        app.home,
        plan.id,
        moves.len(),
        testkit::ADDRESS,
    )
    .await
    .unwrap();
    app.work().await;
    delivered(app).await;
    plan.id
}

/// Takes the invitations' letters, so that those of the test's own clients come next.
struct Postbox;

#[async_trait::async_trait]
impl identity::Carrier for Postbox {
    async fn carry(&self, _: &identity::Letter) -> Result<(), identity::NotCarried> {
        Ok(())
    }
}

/// Empties the queue of letters; gives how many there were.
pub async fn delivered(app: &TestApp) -> usize {
    let mut all = 0;
    loop {
        let control = app.organisations.control();
        let carried = control
            .carry_letters(&app.ctx(), testkit::ADDRESS, &Postbox)
            .await
            .unwrap();
        all += carried.sent;
        if carried.sent == 0 {
            return all;
        }
    }
}

/// A leader with a seat, and the id of their first session.
pub async fn somebody(app: &TestApp) -> (Id<PersonTag>, query::Session) {
    let tx = app.db.read(&app.ctx()).await.unwrap();
    let person = query::cohorts(&tx).await.unwrap()[0].members[0];
    let sessions = query::sessions(&tx).await.unwrap();
    let first = sessions
        .into_iter()
        .find(|session| session.cohort == Some(1))
        .unwrap();
    (person, first)
}

/// Two leaders of staff leave, and two employees come to lead in their place. Says how many left and came.
pub async fn people_change(app: &TestApp) -> (usize, usize) {
    let mut made = municipality(3, Size::of(700));
    let leaders: Vec<usize> = (0..made.people.len())
        .filter(|place| made.people[*place].is_leader())
        .collect();
    let gone: Vec<usize> = leaders.iter().rev().take(2).copied().collect();
    for (number, leader) in gone.iter().enumerate() {
        let place = (0..made.people.len())
            .filter(|place| !made.people[*place].is_leader())
            .find(|place| made.people[*place].unit == made.people[*leader].unit)
            .unwrap_or(number);
        let (old, level) = (
            made.people[*leader].number.clone(),
            made.people[*leader].level.clone(),
        );
        let (new, above) = (
            made.people[place].number.clone(),
            made.people[*leader].leader.clone(),
        );
        made.people[place].level = level;
        made.people[place].leader = above;
        for person in &mut made.people {
            if person.leader.as_ref() == Some(&old) {
                person.leader = Some(new.clone());
            }
        }
    }
    for leader in &gone {
        made.people.remove(*leader);
    }
    import(app, &made, "2026-11-01").await;
    (gone.len(), gone.len())
}
