//! `/account`, `/account/password`, `/account/language`, `/account/sessions/…`

use axum::http::StatusCode;
use base::Role;
use testkit::Store;

use crate::browser::{GOOD, House, OTHER};

testkit::both! {
    async fn ones_own_account_says_who_and_where(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Leader, Role::Teacher]).await;
        browser.get("/account").await.is(StatusCode::OK)
            .says("Leder, Underviser, facilitator").says("Firefox, Windows").says("Denne browser").says("2. november 2026 kl. 8.00");
    }

    async fn the_language_is_kept_on_the_account(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        browser.send("/account/language", &[("lang", "en")]).await.is(StatusCode::SEE_OTHER);
        browser.get("/account").await.says("Your account").says("The language is saved.");
        let mut elsewhere = house.browser();
        elsewhere.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await;
        elsewhere.get("/account").await.says("Your account");
        browser.send("/account/language", &[("lang", "tlh")]).await.is(StatusCode::NOT_FOUND);
    }

    async fn a_lost_telephone_is_signed_out(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let mut phone = house.browser();
        phone.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await;
        let page = browser.get("/account").await.text;
        let (_, rest) = page.split_once("/account/sessions/").unwrap();
        let id = rest.split('/').next().unwrap();
        browser.send(&format!("/account/sessions/{id}/end"), &[]).await.is(StatusCode::SEE_OTHER);
        assert!(phone.get("/account").await.goes_to().starts_with("/sign-in"));
        browser.get("/account").await.is(StatusCode::OK).says("Browseren er logget ud.");
        phone.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await;
        browser.send("/account/sessions/end-others", &[]).await.is(StatusCode::SEE_OTHER);
        browser.get("/account").await.says("En anden browser er logget ud.");
        assert!(phone.get("/account").await.goes_to().starts_with("/sign-in"));
    }

    async fn the_password_is_changed_with_the_present_one_only(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        browser.get("/account/password").await.is(StatusCode::OK).says("Skift adgangskode");
        let new = [("password", OTHER), ("again", OTHER)];
        let wrong = browser.send("/account/password", &[("present", "noget helt andet her"), new[0], new[1]]).await;
        wrong.is(StatusCode::UNPROCESSABLE_ENTITY).says("er ikke rigtig");
        assert!(!wrong.text.contains(OTHER));
        browser.send("/account/password", &[("present", GOOD), ("password", OTHER), ("again", GOOD)]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("ikke ens");
        browser.send("/account/password", &[("present", GOOD), ("password", "Sommer2026!!"), ("again", "Sommer2026!!")]).await
            .is(StatusCode::UNPROCESSABLE_ENTITY).says("gættet først");
        browser.send("/account/password", &[("present", GOOD), new[0], new[1]]).await.is(StatusCode::SEE_OTHER);
        browser.get("/account").await.is(StatusCode::OK).says("Din adgangskode er skiftet");
        assert!(house.post().await[0].subject.contains("ændret"));
    }
}
