//! `/sign-in`, `/sign-out`, `/sign-in/forgotten`

use axum::http::{StatusCode, header};
use base::Role;
use testkit::Store;

use crate::browser::{GOOD, House, OTHER, link_in};

testkit::both! {
    async fn the_page_is_whole_in_both_languages(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.browser();
        browser.get("/sign-in").await.is(StatusCode::OK).says("<h1>Log ind</h1>").says("Glemt adgangskode?");
        browser.lang = "en";
        browser.get("/sign-in").await.says("<h1>Sign in</h1>").says("Forgotten password?");
    }

    async fn signing_in_sets_a_cookie_that_only_this_host_reads_and_goes_on(store: Store) {
        let house = House::new(store).await;
        house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let mut browser = house.browser();
        browser.get("/account").await.is(StatusCode::SEE_OTHER);
        let entered = browser.send("/sign-in", &[("email", "Birgit@kommune.dk"), ("password", GOOD), ("next", "/account")]).await;
        entered.is(StatusCode::SEE_OTHER);
        assert_eq!(entered.goes_to(), "/account");
        let cookies: Vec<_> = entered.headers.get_all(header::SET_COOKIE).iter().map(|one| one.to_str().unwrap()).collect();
        let cookie = cookies.iter().find(|one| one.starts_with("__Host-pejl=")).unwrap();
        for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        browser.get("/account").await.is(StatusCode::OK).says("birgit@kommune.dk");
    }

    async fn a_wrong_password_and_an_unknown_address_get_the_same_page(store: Store) {
        let house = House::new(store).await;
        house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let mut pages = Vec::new();
        for email in ["birgit@kommune.dk", "ukendt@kommune.dk"] {
            let answer = house.browser().send("/sign-in", &[("email", email), ("password", OTHER)]).await;
            answer.is(StatusCode::UNPROCESSABLE_ENTITY).says("passer ikke sammen").says(email);
            assert!(!answer.text.contains(OTHER), "a password is never sent back");
            pages.push(without_tokens(&answer.text.replace(email, "-")));
        }
        assert_eq!(pages[0], pages[1]);
    }

    async fn too_many_tries_are_told_to_wait(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.browser();
        for _ in 0..6 {
            browser.send("/sign-in", &[("email", "a@kommune.dk"), ("password", OTHER)]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
        }
        browser.send("/sign-in", &[("email", "a@kommune.dk"), ("password", OTHER)]).await
            .is(StatusCode::TOO_MANY_REQUESTS).says("Vent 3 sekunder").says("a@kommune.dk");
    }

    async fn nobody_is_led_to_another_site(store: Store) {
        let house = House::new(store).await;
        house.member("birgit@kommune.dk", &[Role::Leader]).await;
        for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"] {
            let mut browser = house.browser();
            let entered = browser.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD), ("next", next)]).await;
            assert_eq!(entered.goes_to(), "/", "{next:?}");
            let shown = browser.get(&format!("/sign-in?next={next}").replace(['\t', '\\'], "")).await;
            assert!(!shown.text.contains("value=\"https://evil") && !shown.text.contains("value=\"//evil"), "{}", shown.text);
        }
    }

    async fn where_one_was_going_survives_the_choice_of_organisation(store: Store) {
        let house = House::new(store).await;
        let mut first = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let other = house.another_organisation("odense", "Odense Kommune").await;
        house.invite(other, "birgit@kommune.dk", &[Role::Leader]).await;
        let letters = house.post().await;
        first.send(&link_in(letters.last().unwrap()), &[]).await.is(StatusCode::SEE_OTHER);
        let mut browser = house.browser();
        let next = "/account?a=1&b=2";
        let entered = browser.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD), ("next", next)]).await;
        assert_eq!(entered.goes_to(), "/organisation/choose?next=%2Faccount%3Fa%3D1%26b%3D2");
        browser.get(entered.goes_to()).await.says("name=\"next\" value=\"/account?a=1&#38;b=2\"");
        let chosen = browser.send("/organisation/choose", &[("organisation", &other.to_string()), ("next", next)]).await;
        assert_eq!(chosen.goes_to(), next);
        let evil = browser.send("/organisation/choose", &[("organisation", &other.to_string()), ("next", "//evil.example")]).await;
        assert_eq!(evil.goes_to(), "/");
    }

    async fn an_organisation_that_lags_lets_its_people_in_out_and_over_to_another(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Administrator]).await;
        let other = house.another_organisation("odense", "Odense Kommune").await;
        house.invite(other, "birgit@kommune.dk", &[Role::Leader]).await;
        let letters = house.post().await;
        browser.send(&link_in(letters.last().unwrap()), &[]).await.is(StatusCode::SEE_OTHER);
        let mut browser = house.lagging();
        browser.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await.is(StatusCode::SEE_OTHER);
        for path in ["/account", "/account/members", "/organisation/choose"] {
            browser.get(path).await.is(StatusCode::OK);
        }
        browser.send("/organisation/choose", &[("organisation", &other.to_string())]).await.is(StatusCode::SEE_OTHER);
        browser.send("/sign-out", &[]).await.is(StatusCode::SEE_OTHER);
        assert_eq!(browser.session(), None);
    }

    async fn a_form_without_our_token_signs_nobody_in(store: Store) {
        let house = House::new(store).await;
        house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let mut attacker = house.browser();
        let stolen = attacker.token().await;
        let mut browser = house.browser();
        browser.get("/sign-in").await;
        let fields = [("email", "birgit@kommune.dk"), ("password", GOOD)];
        for token in ["", stolen.as_str()] {
            let mut all = vec![("_csrf", token)];
            all.extend(fields);
            browser.send_raw("/sign-in", &all).await.is(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(browser.session(), None);
        }
    }

    async fn signing_in_changes_the_secret_and_signing_out_ends_it(store: Store) {
        let house = House::new(store).await;
        let mut browser = house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let before = browser.session().unwrap().clone();
        browser.send("/sign-in", &[("email", "birgit@kommune.dk"), ("password", GOOD)]).await.is(StatusCode::SEE_OTHER);
        let after = browser.session().unwrap().clone();
        assert_ne!(before, after);
        let mut old = house.browser();
        old.cookies.insert("__Host-pejl".to_owned(), before);
        assert!(old.get("/account").await.goes_to().starts_with("/sign-in"));

        browser.send("/sign-out", &[]).await.is(StatusCode::SEE_OTHER);
        assert_eq!(browser.session(), None);
        old.cookies.insert("__Host-pejl".to_owned(), after);
        assert!(old.get("/account").await.goes_to().starts_with("/sign-in"), "not only forgotten by the browser");
    }

    async fn asking_for_a_new_password_answers_the_same_for_everybody(store: Store) {
        let house = House::new(store).await;
        house.member("birgit@kommune.dk", &[Role::Leader]).await;
        let mut pages = Vec::new();
        for email in ["birgit@kommune.dk", "ukendt@kommune.dk", "slet ingen adresse"] {
            let answer = house.browser().send("/sign-in/forgotten", &[("email", email)]).await;
            pages.push(without_tokens(answer.is(StatusCode::OK).says("Tjek din indbakke").text.as_str()));
        }
        assert!(pages[0] == pages[1] && pages[1] == pages[2]);
        let letters = house.post().await;
        assert_eq!(letters.len(), 1);
        let mut browser = house.browser();
        let link = link_in(&letters[0]);
        browser.get(&link).await.is(StatusCode::OK).says("Vælg en ny adgangskode");
        browser.send(&link, &[("password", OTHER), ("again", OTHER)]).await.is(StatusCode::SEE_OTHER);
        browser.get("/account").await.is(StatusCode::OK).says("Din nye adgangskode er gemt");
        browser.get("/sign-in/forgotten").await.is(StatusCode::OK);
        browser.send("/sign-in/forgotten", &[("email", "")]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

/// Tokens have a new mask in every page.
fn without_tokens(page: &str) -> String {
    let mut parts = page.split("name=\"_csrf\" value=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    out
}
