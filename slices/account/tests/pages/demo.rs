//! `/demo/…`: in the demo, and nowhere else.

use axum::http::StatusCode;
use base::Role;
use chrono::{DateTime, Utc};
use identity::DemoDoor;
use mail::{Address, Mailer, Message};
use testkit::Store;

use crate::browser::{ADDRESS, House, invitee};

testkit::both! {
    async fn the_examples_roles_are_entered_without_a_password(store: Store) {
        let house = House::demo(store).await;
        house.browser().get("/demo").await.is(StatusCode::OK).says("ingen brugere endnu");
        let people = [
            invitee("Ida Holm (opdigtet)", "ida@kommune.example", &[Role::Office]),
            invitee("Bo Lund (opdigtet)", "bo@kommune.example", &[Role::Leader]),
        ];
        let control = house.accounts.control();
        control.admit_demo(&house.store.ctx(), &DemoDoor::open(), house.home, &people).await.unwrap();
        let mut browser = house.browser();
        let page = browser.get("/demo").await;
        page.is(StatusCode::OK).says("Ida Holm").says("Forløbsledelse").says("Bo Lund").says("demo");
        let (_, rest) = page.text.split_once("name=\"account\" value=\"").unwrap();
        let account = rest.split('"').next().unwrap();
        browser.send("/demo/enter", &[("account", account)]).await.is(StatusCode::SEE_OTHER);
        browser.get("/account").await.is(StatusCode::OK).says("ida@kommune.example");
        let mut english = house.browser();
        english.lang = "en";
        english.send("/demo/enter", &[("account", account)]).await.is(StatusCode::SEE_OTHER);
        english.get("/account").await.is(StatusCode::OK).says("<html lang=\"en\">");
        assert!(house.post().await.is_empty(), "the example's people get no invitations");
        for wrong in ["", "x", "00000000-0000-0000-0000-000000000000"] {
            house.browser().send("/demo/enter", &[("account", wrong)]).await.is(StatusCode::NOT_FOUND);
        }
    }

    async fn the_mailbox_shows_letters_with_links_that_open(store: Store) {
        let house = House::demo(store).await;
        let mut browser = house.browser();
        browser.get("/demo/mail").await.is(StatusCode::OK).says("Ingen mails endnu");
        let mailer = Mailer::folder(house.store.folder().join("mail"), "Pejl <pejl@pejl.example>").unwrap();
        let message = Message::new(
            Address::new("Bo Lund", "bo@kommune.example"),
            "Du er inviteret",
            format!("Hej <b>Bo</b>\n\n{ADDRESS}/invitation/abc\nhttps://evil.example/\n"),
        );
        let at: DateTime<Utc> = house.store.ctx().now;
        mailer.send(&message, "en-noegle", at).await.unwrap();
        browser.get("/demo/mail").await.says("Du er inviteret").says("/demo/mail/en-noegle").says("bo@kommune.example");
        let letter = browser.get("/demo/mail/en-noegle").await;
        letter.is(StatusCode::OK).says("href=\"/invitation/abc\"").says("&#60;b&#62;");
        assert!(!letter.text.contains("href=\"https://evil"), "only our own links open");
        for path in ["/demo/mail/..%2f..%2fcontrol", "/demo/mail/ukendt"] {
            browser.get(path).await.is(StatusCode::NOT_FOUND);
        }
    }

    async fn outside_the_demo_there_is_no_such_door(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        for path in ["/demo", "/demo/mail", "/demo/mail/x"] {
            browser.get(path).await.is(StatusCode::NOT_FOUND);
        }
        browser.send("/demo/enter", &[("account", "x")]).await.is(StatusCode::NOT_FOUND);
    }
}
