//! A plan that changes what has been announced: what the office is shown, and what people are told.

use std::{collections::BTreeMap, sync::Arc};

use base::{Id, Lang, PersonTag, Role};
use chrono::TimeDelta;
use jobs::{JobState, mail_kinds};
use mail::{Folder, Letter, Mailer};
use programme::{command, query, record};
use testkit::{Store, TestApp};

use crate::town::{delivered, people_in, published, somebody};

/// A town whose mails lie in a folder.
async fn town(store: Store) -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mailer = Arc::new(Mailer::folder(folder.path(), "Pejl <pejl@example.dk>").unwrap());
    let app = TestApp::new(store, |organisations| {
        let post = mail_kinds(mailer.clone())
            .into_iter()
            .fold(kit::Slice::new("post"), kit::Slice::job);
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
            post,
        ]
    })
    .await;
    people_in(&app).await;
    (app, folder)
}

async fn letters(folder: &tempfile::TempDir) -> Vec<Letter> {
    match Mailer::folder(folder.path(), "Pejl <pejl@example.dk>").unwrap() {
        Mailer::Folder(folder) => Folder::list(&folder).await.unwrap(),
        Mailer::Smtp(_) => Vec::new(),
    }
}

/// Changes one text of a record as the office does.
async fn edit(app: &TestApp, kind: record::Kind, key: &str, part: &str, value: &str) {
    let files = command::export(&app.ctx(), &app.db).await.unwrap();
    let records = record::records(&files);
    let was = record::find(&records, kind, key).unwrap();
    let mut now = was.clone();
    now.put(part, record::Value::Text(value.to_owned()));
    let edit = command::Edit::Set {
        record: now,
        seen: was.mark(),
    };
    command::edit(&app.ctx(), &app.db, &edit, "Ida Holm")
        .await
        .unwrap();
}

async fn proposed(app: &TestApp) -> query::Plan {
    command::propose(&app.ctx(), &app.db, 3, 5.0, Some(100_000))
        .await
        .unwrap();
    app.work().await;
    let tx = app.db.read(&app.ctx()).await.unwrap();
    query::proposal(&tx).await.unwrap().unwrap()
}

async fn sessions(app: &TestApp) -> BTreeMap<String, query::Session> {
    let tx = app.db.read(&app.ctx()).await.unwrap();
    let sessions = query::sessions(&tx).await.unwrap();
    sessions
        .into_iter()
        .map(|session| (session.code.clone(), session))
        .collect()
}

testkit::both! {
    async fn those_moved_are_shown_and_told_once(store: Store) {
        let (app, folder) = town(store).await;
        published(&app, 1).await;
        assert_eq!(letters(&folder).await.len(), 0, "the first plan invites and moves nothing");
        let before = sessions(&app).await;
        let (person, first) = somebody(&app).await;
        // One who reads English, and a teacher with an account.
        let teacher = query::teacher_person(&first.teachers[0]);
        let _reader = app.member(&[Role::Leader], Some(person), Lang::En).await;
        let _teaches = app.member(&[Role::Teacher], Some(teacher), Lang::Da).await;
        edit(&app, record::Kind::Settings, "settings", "ends", "16:00").await;
        let plan = proposed(&app).await;

        let mut office = app.client(&[Role::Office]).await;
        let page = office.get("/programme/plan/publish").await;
        page.is(200).says("Hold 1: Fælles retning").says("9.00 til 15.30").says("9.00 til 16.00").says("får én mail hver");
        office.get("/programme/plan").await.is(200).says("Flytter sig fra det, der er meldt ud").says("0 sessioner, 0 ledere");
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let moves = command::preview(&tx, plan.id).await.unwrap();
        drop(tx);
        assert_eq!(moves.len(), before.values().filter(|session| session.cohort.is_some()).count(), "every session ends later; no gathering does");
        let (id, seen) = (plan.id.to_string(), moves.len().to_string());
        office.post("/programme/plan/publish", &[("plan", &id), ("seen", "0")]).await.is(409);
        office.post("/programme/plan/publish", &[("plan", &id), ("seen", &seen)]).await.is(303);
        app.work().await;
        delivered(&app).await;

        let told = letters(&folder).await;
        let to = |email: &str| told.iter().filter(|letter| letter.message.to.email == email).count();
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let placed: usize = query::cohorts(&tx).await.unwrap().iter().map(|cohort| cohort.members.len()).sum();
        drop(tx);
        let teachers = told.iter().filter(|letter| letter.message.text.contains("Ida Holm")).count();
        assert_eq!(teachers, 1, "the teacher with an account");
        let leaders = told.len() - teachers;
        assert!(leaders <= placed && leaders * 10 > placed * 8, "{leaders} of {placed}: some have no address");
        assert!(told.iter().all(|letter| to(&letter.message.to.email) == 1), "one letter each");
        let english: Vec<&Letter> = told.iter().filter(|letter| letter.message.subject.starts_with("Changes")).collect();
        assert_eq!(english.len(), 1);
        let text = &english[0].message.text;
        assert!(text.contains("Cohort 1: Shared direction") && text.contains("9:00 to 16:00"), "{text}");
        assert!(text.contains("https://pejl.example/me"), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("- ")).count(), 12, "{text}");

        // The job runs at least once; the letters go once.
        let tx = app.db.write(&app.ctx()).await.unwrap();
        let row = jobs::jobs(&tx, Some("programme.tell"), None, 0, 9).await.unwrap();
        assert_eq!(row.items.len(), 1);
        assert_eq!(row.items[0].state, JobState::Done);
        drop(tx);
        office.post("/programme/plan/publish", &[("plan", &id), ("seen", &seen)]).await.is(409);
        app.work().await;
        assert_eq!(letters(&folder).await.len(), told.len());

        let after = sessions(&app).await;
        for (code, session) in &after {
            let was = &before[code];
            let moved = u32::from(session.cohort.is_some());
            assert_eq!((session.id, session.sequence), (was.id, was.sequence + moved), "{code}");
        }
    }

    async fn what_has_been_held_stays_in_the_next_plan(store: Store) {
        let (app, _folder) = town(store).await;
        published(&app, 1).await;
        let before = sessions(&app).await;
        let (_, first) = somebody(&app).await;
        app.clock.advance(TimeDelta::days((first.day - query::local_day(&app.ctx())).num_days() + 40));
        let mut office = app.client(&[Role::Office]).await;
        let page = format!("/programme/sessions/{}", first.id);
        let table = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.contains("for=\"present-")).map(|line| line.trim().to_owned()).collect()
        };
        let seats = table(&office.get(&page).await.is(200).text);
        assert!(!seats.is_empty());
        edit(&app, record::Kind::Settings, "settings", "ends", "15:00").await;
        published(&app, 2).await;
        let after = sessions(&app).await;
        let today = query::local_day(&app.ctx());
        let (held, ahead): (Vec<_>, Vec<_>) = before.values().partition(|session| session.day < today);
        assert!(!held.is_empty() && !ahead.is_empty());
        for was in held {
            assert_eq!(Some(was), after.get(&was.code), "as it was");
        }
        for was in ahead {
            let now = &after[&was.code];
            assert_eq!(now.sequence > was.sequence, was.cohort.is_some(), "{}", was.code);
        }
        assert_eq!(table(&office.get(&page).await.is(200).text), seats, "who sat where");
    }

    async fn a_plan_that_was_overtaken_by_the_days_is_refused(store: Store) {
        let (app, _folder) = town(store).await;
        published(&app, 1).await;
        let (_, first) = somebody(&app).await;
        let mut closed = record::Record::empty(record::Kind::Closed);
        closed.put("name", record::Value::Words { da: "Kommunalvalg".into(), en: String::new() });
        for (part, value) in [("from", first.day.to_string()), ("to", first.day.to_string()), ("kind", "other".into())] {
            closed.put(part, record::Value::Text(value));
        }
        closed.key = closed.proposed_key(&[]);
        command::edit(&app.ctx(), &app.db, &command::Edit::Add(closed), "Ida Holm").await.unwrap();
        let plan = proposed(&app).await;
        app.clock.advance(TimeDelta::days((first.day - query::local_day(&app.ctx())).num_days() + 1));
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let seen = command::preview(&tx, plan.id).await.unwrap().len();
        drop(tx);
        let refused = command::publish(&app.ctx(), &app.db, app.home, plan.id, seen, testkit::ADDRESS).await.unwrap_err();
        assert_eq!(refused.kind(), base::ProblemKind::Conflict);
        let now = sessions(&app).await;
        assert_eq!(now[&first.code], first, "nothing has been changed");
    }
}

#[test]
fn a_teacher_who_is_replaced_is_told_and_the_leaders_are_not() {
    testkit::on_sqlite(|store| async move {
        let (app, folder) = town(store).await;
        published(&app, 1).await;
        let (_, first) = somebody(&app).await;
        let teacher = first.teachers[0].clone();
        let person: Id<PersonTag> = query::teacher_person(&teacher);
        let _teaches = app.member(&[Role::Teacher], Some(person), Lang::Da).await;
        // Away on that very day: others have to take it.
        let files = command::export(&app.ctx(), &app.db).await.unwrap();
        let records = record::records(&files);
        let was = record::find(&records, record::Kind::Teacher, &teacher).unwrap();
        let mut now = was.clone();
        let last = first.dates().last().unwrap();
        now.put(
            "off",
            record::Value::Rows(vec![vec![first.day.to_string(), last.to_string()]]),
        );
        let edit = command::Edit::Set {
            record: now,
            seen: was.mark(),
        };
        command::edit(&app.ctx(), &app.db, &edit, "Ida Holm")
            .await
            .unwrap();
        let plan = proposed(&app).await;
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let moves = command::preview(&tx, plan.id).await.unwrap();
        drop(tx);
        let here = moves
            .iter()
            .find(|each| matches!(each, command::Move::Session { code, .. } if *code == first.code))
            .unwrap();
        let command::Move::Session { from, to, .. } = here else {
            return;
        };
        assert!(
            from.teachers.contains(&teacher)
                && (!to.teachers.contains(&teacher) || from.day != to.day)
        );
        command::publish(
            &app.ctx(),
            &app.db,
            app.home,
            plan.id,
            moves.len(),
            testkit::ADDRESS,
        )
        .await
        .unwrap();
        app.work().await;
        let letters = letters(&folder).await;
        let mine = letters
            .iter()
            .find(|letter| letter.message.to.name.as_deref() == Some("Ida Holm"))
            .unwrap();
        assert!(
            mine.message.text.contains("Hold 1"),
            "{}",
            mine.message.text
        );
        if from.day == to.day && moves.len() == 1 {
            assert!(
                mine.message.text.contains("Du underviser ikke længere"),
                "{}",
                mine.message.text
            );
            assert_eq!(letters.len(), 1);
        }
    });
}
