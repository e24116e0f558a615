//! A week's letters: who gets one, what is in it, and never twice.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use jobs::{Worker, mail_kinds};
use mail::{Letter, Mailer};
use testkit::{ADDRESS, Store, TestApp};

use crate::town::{circle, leader, town, writes};

const FROM: &str = "Pejl <pejl@kommune.example>";

/// A worker that writes the letters, and carries mail where there is a server.
fn worker(app: &TestApp, mailer: Option<&Arc<Mailer>>) -> Worker {
    let worker =
        Worker::new(Arc::new(app.clock.clone())).kinds(monday::slice(&app.organisations).jobs);
    match mailer {
        Some(mailer) => worker.kinds(mail_kinds(Arc::clone(mailer))),
        None => worker,
    }
}

struct Post {
    _folder: tempfile::TempDir,
    mailer: Arc<Mailer>,
}

impl Post {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mailer = Arc::new(Mailer::folder(folder.path(), FROM).unwrap());
        Self {
            _folder: folder,
            mailer,
        }
    }

    async fn letters(&self) -> Vec<Letter> {
        self.mailer.mailbox().unwrap().list().await.unwrap()
    }
}

async fn due(app: &TestApp) -> bool {
    monday::command::due(&app.ctx(), &app.db, app.home, ADDRESS)
        .await
        .unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// The link of a line in the text of a letter.
fn link<'a>(letter: &'a Letter, after: &str) -> &'a str {
    let mut lines = letter
        .message
        .text
        .lines()
        .skip_while(|line| *line != format!("{after}:"));
    lines.next().unwrap();
    lines.next().unwrap().strip_prefix(ADDRESS).unwrap()
}

testkit::both! {
    async fn after_a_module_the_next_staff_meeting_is_ready_without_signing_in(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../blueprints/kalundborg");
        let files = blueprint::Folder::read_from(root.as_ref()).unwrap();
        takehome::command::load(&app.ctx(), &app.db, app.home, &files, "Ida Holm").await.unwrap();
        let (session, person) = {
            let tx = app.db.read(&app.ctx()).await.unwrap();
            let packages = takehome::query::packages(&tx).await.unwrap();
            let all = programme::query::seats(&tx).await.unwrap();
            let has = |module: &str| packages.iter().any(|package| package.key == module);
            let (session, seats) = all
                .into_iter()
                .find(|(session, seats)| session.module.as_deref().is_some_and(has) && !seats.is_empty())
                .unwrap();
            (session, seats[0])
        };
        // The Monday after, at nine.
        let mut monday = session.ends_at().date() + TimeDelta::days(1);
        while chrono::Datelike::weekday(&monday) != chrono::Weekday::Mon {
            monday += TimeDelta::days(1);
        }
        app.clock.set(at(&format!("{monday}T08:00:00Z")));
        assert!(due(&app).await);
        let post = Post::new();
        worker(&app, Some(&post.mailer)).drain(&app.db).await.unwrap();
        let letters = post.letters().await;
        let letter = letters
            .iter()
            .find(|letter| letter.message.text.contains("KLAR TIL JERES NÆSTE PERSONALEMØDE"))
            .unwrap();
        let link = link(letter, "Åbn pakken, uden at logge ind");
        app.anonymous().get(link).await.is(200).says("20 minutter, skridt for skridt");
        let mut reader = leader(&app, person).await;
        reader.get("/monday").await.says("Klar til jeres næste personalemøde");
        // A month later it is no longer news.
        app.clock.set(at(&format!("{}T08:00:00Z", monday + TimeDelta::days(28))));
        let mut reader = leader(&app, person).await;
        let page = reader.get("/monday").await;
        assert!(!page.text.contains(link.rsplit('/').next().unwrap()), "it is still there");
    }

    async fn each_leader_with_something_to_read_gets_one_letter_a_week(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        writes(&mut me, &[("when", "vi holder <b>tavlemøde</b>"), ("field", "resilience")]).await;
        // Monday 9 November 2026, 6:59 and 7:00 in Denmark.
        app.clock.set(at("2026-11-09T05:59:00Z"));
        assert!(!due(&app).await);
        app.clock.set(at("2026-11-09T06:00:00Z"));
        assert!(due(&app).await);
        assert!(!due(&app).await, "asked again, and again a minute later");
        let post = Post::new();
        worker(&app, Some(&post.mailer)).drain(&app.db).await.unwrap();
        let letters = post.letters().await;
        let mut readers: Vec<&str> = letters.iter().map(|letter| letter.message.to.email.as_str()).collect();
        readers.sort_unstable();
        let all = readers.len();
        readers.dedup();
        assert_eq!(readers.len(), all, "one letter each");
        let mine: Vec<&Letter> = letters.iter().filter(|letter| letter.message.text.contains("tavlemøde")).collect();
        assert_eq!(mine.len(), 1, "of {all}");
        let mine = mine[0];
        assert!(mine.message.text.contains("Når vi holder <b>tavlemøde</b>, så vil jeg"), "{}", mine.message.text);
        let html = mine.message.html.as_deref().unwrap();
        assert!(html.contains("&#60;b&#62;tavlemøde") && html.contains("<html lang=\"da\">"));
        let stop = mine.message.unsubscribe.as_deref().unwrap();
        assert!(mine.message.text.contains(stop) && html.contains(stop));

        // Every minute, on Tuesday, and after a kill that lost nothing but the answer.
        for now in ["2026-11-09T06:01:00Z", "2026-11-10T08:00:00Z", "2026-11-12T08:00:00Z"] {
            app.clock.set(at(now));
            assert!(!due(&app).await);
            worker(&app, Some(&post.mailer)).drain(&app.db).await.unwrap();
        }
        assert_eq!(post.letters().await.len(), all);
        // The week after there is another, and its tap is good.
        app.clock.set(at("2026-11-16T06:00:00Z"));
        assert!(due(&app).await);
        worker(&app, Some(&post.mailer)).drain(&app.db).await.unwrap();
        let letters = post.letters().await;
        let last = letters.iter().filter(|letter| letter.message.text.contains("tavlemøde")).max_by_key(|letter| letter.at).unwrap();
        let tap = link(last, "Gjort");
        let mut phone = app.anonymous();
        phone.get(tap).await.is(200).says("data-send=\"done\"");
        phone.post(tap.split('?').next().unwrap(), &[("did", "done"), ("outcome", "Det gik.")]).await.is(303);
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let steps = practice::query::everybodys(&tx).await.unwrap();
        drop(tx);
        assert_eq!(steps[0].outcome.as_deref(), Some("Det gik."));
        // Done, it is in no further letter.
        app.clock.set(at("2026-11-23T06:00:00Z"));
        assert!(due(&app).await);
        worker(&app, Some(&post.mailer)).drain(&app.db).await.unwrap();
        let newest = post.letters().await.into_iter().filter(|letter| letter.at >= at("2026-11-23T00:00:00Z"));
        assert!(newest.into_iter().all(|letter| !letter.message.text.contains("tavlemøde")));
    }

    async fn a_server_that_is_down_for_a_day_gets_each_letter_once(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        writes(&mut me, &[]).await;
        app.clock.set(at("2026-11-09T06:00:00Z"));
        assert!(due(&app).await);
        let smtp = testkit::SmtpServer::start().await;
        smtp.answer(testkit::Answer::NotNow);
        let mailer = Arc::new(Mailer::smtp(&smtp.address(), FROM).unwrap());
        for _ in 0..12 {
            worker(&app, Some(&mailer)).drain(&app.db).await.unwrap();
            app.clock.advance(TimeDelta::hours(2));
        }
        assert!(smtp.received().is_empty());
        smtp.answer(testkit::Answer::Take);
        app.clock.set(at("2026-11-10T12:00:00Z"));
        for _ in 0..4 {
            worker(&app, Some(&mailer)).drain(&app.db).await.unwrap();
            app.clock.advance(TimeDelta::hours(1));
        }
        let received = smtp.received();
        let mine: Vec<_> = received.iter().filter(|mail| mail.content.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")).collect();
        assert_eq!(mine.len(), received.len());
        let mut readers: Vec<String> = received.iter().flat_map(|mail| mail.to.clone()).collect();
        let all = readers.len();
        assert!(all > 0);
        readers.sort();
        readers.dedup();
        assert_eq!(readers.len(), all, "one each");
    }

    async fn a_job_that_comes_a_week_late_writes_nothing(store: Store) {
        let app = town(store, |organisations| vec![cover::slice(), takehome::slice(organisations), monday::slice(organisations)]).await;
        let circle = circle(&app).await;
        let mut me = leader(&app, circle.me).await;
        writes(&mut me, &[]).await;
        app.clock.set(at("2026-11-09T06:00:00Z"));
        assert!(due(&app).await);
        app.clock.set(at("2026-11-16T05:00:00Z"));
        let post = Post::new();
        worker(&app, Some(&post.mailer)).drain(&app.db).await.unwrap();
        assert!(post.letters().await.is_empty());
    }
}
