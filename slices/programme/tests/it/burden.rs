//! *Tidsforbrug*: minutes by quarter, counted here a second time, and the page that shows them.

use base::Role;
use chrono::NaiveDate;
use kit::{Ask, Asks, Often, Whom};
use programme::{
    burden::{self, Quarter, REQUIRED_AT_MOST},
    content,
    domain::Design,
    plan::{CohortPlan, Figures, GatheringPlan, ProposedPlan, SessionPlan},
};
use testkit::{Store, TestApp};

use crate::{
    example, known,
    town::{people_in, published},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const fn ask(whom: Whom, minutes: u32, often: Often, required: bool) -> Ask {
    Ask {
        whom,
        what: |_| String::new(),
        minutes,
        often,
        required,
    }
}

/// Two cohorts, the second with two modules in one quarter.
fn plan() -> ProposedPlan {
    let session = |cohort, module: &str, days: &[&str]| SessionPlan {
        cohort,
        module: module.to_owned(),
        days: days.iter().map(|each| day(each)).collect(),
        room: String::new(),
        teachers: Vec::new(),
        tables: Vec::new(),
    };
    let cohort = CohortPlan {
        tranche: 0,
        site: 0,
        members: Vec::new(),
    };
    ProposedPlan {
        seed: 1,
        engine: String::new(),
        leaders: Vec::new(),
        cohorts: vec![cohort.clone(), cohort],
        learning: Vec::new(),
        sessions: vec![
            session(0, "faelles-retning", &["2027-03-30", "2027-03-31"]),
            session(1, "faelles-retning", &["2027-05-11", "2027-05-12"]),
            session(1, "lederteamet", &["2027-06-22"]),
            session(1, "svaere-samtaler", &["2028-02-01", "2028-02-02"]),
        ],
        gatherings: vec![GatheringPlan {
            day: day("2027-11-04"),
            room: String::new(),
            tables: Vec::new(),
        }],
        unavoidable: Vec::new(),
        figures: Figures::default(),
        kept_before: None,
    }
}

fn design() -> Design {
    content::read(&example(), &known()).unwrap()
}

#[test]
fn a_quarter_is_what_the_cohort_that_is_asked_most_is_asked() {
    let (design, plan) = (design(), plan());
    let asks = Asks::new(vec![
        ask(Whom::Leader, 2, Often::Module, true),
        ask(Whom::Leader, 3, Often::Year, true),
        ask(Whom::Leader, 1, Often::Week, false),
        ask(Whom::OwnLeader, 4, Often::Module, false),
        ask(Whom::Employee, 20, Often::Module, false),
    ]);
    let quarters = burden::of(&design, &plan, &asks);
    let at = |year, number| quarters[&Quarter { year, number }];
    assert_eq!(
        quarters.len(),
        5,
        "from the first session to the last, empty ones too"
    );
    // Hours of the example: 9:00 to 15:30 in the room, 9:00 to 13:00 at a gathering.
    assert_eq!(
        [
            at(2027, 1).room,
            at(2027, 2).room,
            at(2027, 3).room,
            at(2027, 4).room
        ],
        [780, 780 + 390, 0, 240]
    );
    // What comes once a year falls where most is asked already.
    assert_eq!(
        at(2027, 1).required,
        2 + 3,
        "the first cohort has nothing fuller that year"
    );
    assert_eq!(at(2027, 2).required, 2 * 2 + 3);
    assert_eq!(at(2027, 4).required, 0);
    assert_eq!(at(2028, 1).required, 2 + 3);
    assert_eq!(at(2027, 3).free, 13);
    let module = |key: &str| design.programme.module(key).unwrap();
    let activities = |key: &str| {
        let after = design
            .programme
            .activities
            .iter()
            .filter(|each| each.after == key);
        after.map(|each| each.minutes).sum::<u32>()
    };
    let around = |key: &str| module(key).minutes() + activities(key);
    assert_eq!(at(2027, 1).learning, around("faelles-retning"));
    assert_eq!(
        at(2027, 2).learning,
        around("faelles-retning") + around("lederteamet")
    );
    assert!(at(2027, 1).own_leader >= 4 && at(2027, 1).employee >= 20);
    assert_eq!(burden::most_required(&quarters), 7);
}

#[test]
fn nothing_asked_is_nothing_required() {
    let quarters = burden::of(&design(), &plan(), &Asks::default());
    assert_eq!(burden::most_required(&quarters), 0);
    let none = ProposedPlan {
        cohorts: Vec::new(),
        ..plan()
    };
    assert!(burden::of(&design(), &none, &Asks::default()).is_empty());
}

/// The town, where one slice more asks so much of every leader.
async fn asking(store: Store, minutes: u32) -> TestApp {
    let app = TestApp::new(store, move |organisations| {
        let mut more = kit::Slice::new("more");
        more.asks.push(Ask {
            what: |_| "Et langt skema".to_owned(),
            ..ask(Whom::Leader, minutes, Often::Year, true)
        });
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
            more,
        ]
    })
    .await;
    people_in(&app).await;
    app
}

testkit::both! {
    async fn the_minutes_are_shown_before_publishing_and_after(store: Store) {
        let app = asking(store, REQUIRED_AT_MOST + 1).await;
        let mut office = app.client(&[Role::Office]).await;
        office.get("/programme/time").await.is(200).says("Der er ingen plan endnu");
        crate::town::proposed(&app, 1).await;
        office.get("/programme/time").await.is(200).says("som ikke er udgivet").says("op til 16 minutter").says("Et langt skema");
        office.get("/programme/plan/publish").await.is(200).says("op til 16 minutter");
        let mut leader = app.client(&[Role::Leader]).await;
        assert!(!leader.get("/programme/time").await.is(200).text.contains("16 minutter"), "a proposal is the office's alone");
        published(&app, 1).await;
        leader.get("/programme/time").await.is(200).says("planen i kraft").says("op til 16 minutter");
        assert!(app.client(&[Role::Consultancy]).await.get("/programme/time").await.status != 200);
    }
}
