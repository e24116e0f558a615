//! Every route of the slice as somebody who may not: not signed in, and signed in without the role.

use axum::http::StatusCode;
use base::Role;
use testkit::Store;

use crate::browser::House;

const ID: &str = "00000000-0000-0000-0000-000000000000";

/// Own pages and administration; the pages before sign-in are for everybody.
const SIGNED_IN_ONLY: [(&str, &str); 14] = [
    ("POST", "/sign-out"),
    ("GET", "/organisation/choose"),
    ("POST", "/organisation/choose"),
    ("GET", "/account"),
    ("POST", "/account/language"),
    ("GET", "/account/password"),
    ("POST", "/account/password"),
    ("POST", "/account/sessions/end-others"),
    (
        "POST",
        "/account/sessions/00000000-0000-0000-0000-000000000000/end",
    ),
    ("GET", "/account/members"),
    ("GET", "/account/members/invite"),
    ("POST", "/account/members/invite"),
    (
        "GET",
        "/account/members/00000000-0000-0000-0000-000000000000",
    ),
    (
        "POST",
        "/account/members/00000000-0000-0000-0000-000000000000/end",
    ),
];

testkit::both! {
    async fn strangers_are_sent_to_sign_in(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.browser();
        let more = ["again", "roles", "restore"].map(|what| ("POST", format!("/account/members/{ID}/{what}")));
        let all = SIGNED_IN_ONLY.map(|(method, path)| (method, path.to_owned()));
        for (method, path) in all.into_iter().chain(more) {
            let answer = match method {
                "GET" => browser.get(&path).await,
                _ => browser.send(&path, &[("organisation", ID), ("lang", "en")]).await,
            };
            assert!(answer.goes_to().starts_with("/sign-in?next="), "{method} {path}: {}", answer.status);
        }
    }

    async fn a_leader_manages_no_accounts(store: Store) {
        let house = House::new(store).await;
        let all: Vec<Role> = Role::ALL.into_iter().filter(|one| !matches!(one, Role::Administrator | Role::Office)).collect();
        let mut browser = house.member("birgit@kommune.dk", &all).await;
        for path in ["/account/members".to_owned(), "/account/members/invite".to_owned(), format!("/account/members/{ID}")] {
            browser.get(&path).await.is(StatusCode::FORBIDDEN);
        }
        browser.send("/account/members/invite", &[("email", "a@b.dk"), ("role", "leader")]).await.is(StatusCode::FORBIDDEN);
        for what in ["roles", "again", "end", "restore"] {
            browser.send(&format!("/account/members/{ID}/{what}"), &[("role", "leader")]).await.is(StatusCode::FORBIDDEN);
        }
        assert!(!browser.get("/account").await.text.contains("/account/members"), "nor does the menu offer it");
    }

    async fn nobody_reaches_anothers_session_organisation_or_members(store: Store) {
        let house = House::new(store).await;
        let mut admin = house.member("admin@kommune.dk", &[Role::Administrator]).await;
        let other = house.another_organisation("odense", "Odense Kommune").await;
        house.invite(other, "carsten@odense.dk", &[Role::Leader]).await;
        let control = house.accounts.control();
        let ctx = house.store.ctx();
        let permit = access::permit::<access::action::ManageAccounts>(&ctx).unwrap();
        let theirs = control.members(&ctx, &permit, other).await.unwrap()[0].id;
        admin.get(&format!("/account/members/{theirs}")).await.is(StatusCode::NOT_FOUND);
        for what in ["roles", "again", "end", "restore"] {
            admin.send(&format!("/account/members/{theirs}/{what}"), &[("role", "leader")]).await.is(StatusCode::NOT_FOUND);
        }
        assert!(!admin.get("/account/members").await.text.contains("carsten"));
        admin.send("/organisation/choose", &[("organisation", &other.to_string())]).await.is(StatusCode::NOT_FOUND);
        admin.send(&format!("/account/sessions/{ID}/end"), &[]).await.is(StatusCode::NOT_FOUND);
    }
}
