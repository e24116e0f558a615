//! What needs a decision today, and the cards on the pages that are made of cards.

use base::{Lang, Role};
use chrono::TimeDelta;
use kit::Board;
use programme::{command, query, record};
use testkit::{Store, TestApp};

use crate::town::{app, empty_town, published, somebody};

async fn today(app: &TestApp) -> query::Today {
    let ctx = app.ctx();
    let fields = vec![("compliance".to_owned(), "Compliance".to_owned())];
    let tx = app.db.read(&ctx).await.unwrap();
    query::today(&tx, &fields).await.unwrap()
}

async fn change(app: &TestApp, edit: command::Edit) {
    command::edit(&app.ctx(), &app.db, &edit, "Ida Holm")
        .await
        .unwrap();
}

async fn records(app: &TestApp) -> Vec<record::Record> {
    record::records(&command::export(&app.ctx(), &app.db).await.unwrap())
}

testkit::both! {
    async fn the_office_is_told_what_waits_for_it(store: Store) {
        let app = app(store).await;
        let before = today(&app).await;
        assert!(before.no_plan && before.not_placed.is_empty() && !before.edited);
        published(&app, 1).await;
        let planned = today(&app).await;
        assert!(!planned.no_plan && planned.not_placed.is_empty() && planned.departed.is_empty());
        assert!(planned.unstaffed.is_empty() && planned.waiting.is_empty() && !planned.edited);

        // A teacher who is taken out leaves sessions without one, and the plan is older than the files.
        let (person, first) = somebody(&app).await;
        let gone = records(&app).await.into_iter().find(|each| each.kind == record::Kind::Teacher && each.key == first.teachers[0]).unwrap();
        change(&app, command::Edit::Remove(record::Kind::Teacher, gone.key.clone())).await;
        let edited = today(&app).await;
        assert!(edited.edited && !edited.stale);
        assert!(edited.unstaffed.iter().any(|(session, _)| session.id == first.id));

        // A proposal that is older than the files.
        command::propose(&app.ctx(), &app.db, 4, 5.0, Some(50_000)).await.unwrap();
        app.work().await;
        assert_eq!(today(&app).await.proposal, Some(2));
        assert!(!today(&app).await.stale);
        change(&app, command::Edit::Remove(record::Kind::Closed, "2027-05-17".to_owned())).await;
        assert!(today(&app).await.stale);

        // Somebody waits where a place is free.
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let sessions = query::sessions(&tx).await.unwrap();
        drop(tx);
        let other = sessions.iter().find(|each| each.module == first.module && each.cohort == Some(2)).unwrap();
        command::wait(&app.ctx(), &app.db, other.id, person, true).await.unwrap();
        let waiting = today(&app).await.waiting;
        assert_eq!(waiting.iter().map(|(session, _, count)| (session.id, *count)).collect::<Vec<_>>(), [(other.id, 1)]);

        // After the first session the attendance is missing.
        app.clock.advance(TimeDelta::days((first.day - query::local_day(&app.ctx())).num_days() + 7));
        assert!(today(&app).await.unticked.iter().any(|(session, _)| session.id == first.id));
    }

    async fn who_has_left_and_who_is_new_are_named(store: Store) {
        let app = app(store).await;
        published(&app, 1).await;
        let (leaves, joins) = crate::town::people_change(&app).await;
        let today = today(&app).await;
        assert_eq!(today.departed.len(), leaves, "{:?}", today.departed);
        assert_eq!(today.not_placed.len(), joins, "{:?}", today.not_placed);
    }
}

#[test]
fn cards_are_shown_to_whom_they_concern() {
    testkit::on_sqlite(|store| async move {
        let app = app(store).await;
        published(&app, 1).await;
        let (person, first) = somebody(&app).await;
        let slice = programme::slice(&app.organisations);
        let boards: Vec<Board> = slice.cards.iter().map(|card| card.board).collect();
        assert!(boards.contains(&Board::Mine) && boards.contains(&Board::Office));
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let mine = query::my_programme(&tx, person).await.unwrap().unwrap();
        assert_eq!(mine.next.unwrap().session.id, first.id);
        assert!((4..=7).contains(&mine.group.len()), "{:?}", mine.group);
        assert!(mine.offers.is_empty() && mine.path.len() > 12);
        assert!(
            query::my_programme(&tx, base::Id::new())
                .await
                .unwrap()
                .is_none()
        );
    });
}

#[test]
fn the_cohorts_are_folded_by_year_and_speak_english() {
    testkit::on_sqlite(|store| async move {
        let app = app(store).await;
        published(&app, 1).await;
        let mut office = app.member(&[Role::Office], None, Lang::En).await;
        let page = office.get("/programme/cohorts").await;
        page.is(200)
            .says("<h3>Year 1</h3>")
            .says("<h3>Year 3</h3>")
            .says("First tranche, from")
            .says("Learning group 1");
        assert!(page.text.matches("<details class=\"fold\"").count() > 4);
    });
}

#[test]
fn an_empty_town_says_what_to_do_first() {
    testkit::on_sqlite(|store| async move {
        let app = empty_town(store).await;
        let today = today(&app).await;
        assert!(!today.no_programme && today.no_plan && !today.edited && today.departed.is_empty());
    });
}
