//! `/invitation/{secret}`

use axum::http::StatusCode;
use base::Role;
use testkit::Store;

use crate::browser::{GOOD, House, OTHER, link_in};

testkit::both! {
    async fn an_invited_leader_chooses_a_password_and_is_in(store: Store) {
        let house = House::new(store).await;
        house.invite(house.home, "birgit@kommune.dk", &[Role::Leader]).await;
        let link = link_in(&house.post().await[0]);
        let mut browser = house.browser();
        browser.get(&link).await.is(StatusCode::OK)
            .says("Velkommen til Pejl i Kalundborg Kommune").says("birgit@kommune.dk").says("Mindst 12 tegn");
        browser.send(&link, &[("password", "kort"), ("again", "kort")]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("for kort");
        browser.send(&link, &[("password", "Kalundborg2026"), ("again", "Kalundborg2026")]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("bygger på dit navn");
        browser.send(&link, &[("password", GOOD), ("again", OTHER)]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("ikke ens");
        assert_eq!(browser.session(), None);
        let done = browser.send(&link, &[("password", GOOD), ("again", GOOD)]).await;
        assert_eq!(done.goes_to(), "/");
        browser.get("/account").await.is(StatusCode::OK).says("Birgit Ågaard");
        // Used: for whoever finds it later it opens nothing.
        let mut other = house.browser();
        other.get(&link).await.is(StatusCode::NOT_FOUND).says("virker ikke længere");
        other.send(&link, &[("password", OTHER), ("again", OTHER)]).await.is(StatusCode::NOT_FOUND);
        assert_eq!(other.session(), None);
    }

    async fn a_link_that_never_was_looks_like_a_spent_one(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.browser();
        browser.lang = "en";
        for path in ["/invitation/0", "/invitation/%27%20OR%201=1", "/sign-in/forgotten/abc"] {
            browser.get(path).await.is(StatusCode::NOT_FOUND).says("no longer works");
            browser.send(path, &[("password", GOOD), ("again", GOOD)]).await.is(StatusCode::NOT_FOUND);
        }
    }

    async fn who_has_an_account_says_yes_to_a_further_organisation_and_chooses(store: Store) {
        let house = House::new(store).await;
        house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let other = house.another_organisation("odense", "Odense Kommune").await;
        house.invite(other, "birgit@kommune.dk", &[Role::Teacher]).await;
        let link = link_in(&house.post().await[0]);
        let mut browser = house.browser();
        browser.get(&link).await.is(StatusCode::OK).says("Odense Kommune inviterer dig").says("Ja tak");
        let joined = browser.send(&link, &[]).await;
        assert_eq!(joined.goes_to(), "/sign-in");
        assert_eq!(browser.session(), None, "the link alone signs nobody in");
        let entered = browser.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await;
        assert_eq!(entered.goes_to(), "/organisation/choose");
        let before = browser.session().unwrap().clone();
        browser.get("/organisation/choose").await.is(StatusCode::OK).says("Gå til Odense Kommune").says("Fortsæt i Kalundborg Kommune");
        let chosen = browser.send("/organisation/choose", &[("organisation", &other.to_string())]).await;
        assert_eq!(chosen.goes_to(), "/");
        assert_ne!(browser.session().unwrap(), &before);
        browser.get("/account").await.says("Odense Kommune").says("Underviser");
    }
}
