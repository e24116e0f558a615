use super::*;

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in_and_back() {
    let mut browser = Browser::new().await;
    let answer = browser.get("/own?month=3&x=å%20b").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(
        answer
            .header("location")
            .starts_with("/sign-in?next=%2Fown%3Fmonth%3D3%26x%3D"),
        "{}",
        answer.header("location")
    );
    browser.sign_in();
    let answer = browser.get("/own").await;
    assert_eq!(
        (answer.status, answer.text.as_str()),
        (StatusCode::OK, "Ida Holm")
    );
}

#[tokio::test]
async fn a_session_that_nobody_gave_opens_nothing() {
    let mut browser = Browser::new().await;
    browser.cookies.push(("pejl".to_owned(), "0".repeat(64)));
    assert_eq!(browser.get("/own").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_menu_shows_only_where_one_may_go() {
    let mut browser = Browser::new().await;
    assert!(!browser.get("/was").await.text.contains("/own"));
    browser.sign_in();
    let page = browser.get("/was").await.text;
    assert!(page.contains("href=\"/own\""));
    assert!(!page.contains("/office-only"));
    assert!(page.contains("Kalundborg Kommune") && page.contains("Ida Holm"));
}

#[tokio::test]
async fn nothing_inline_may_run_and_nobody_may_frame_us() {
    let mut browser = Browser::new().await;
    for path in ["/was", "/nowhere", "/assets/nothing.css", "/own"] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
    let page = browser.get("/was").await;
    assert_eq!(page.header("cache-control"), "no-store");
    for inline in ["style=", "<style", "onclick", "<script>"] {
        assert!(!page.text.contains(inline), "{inline}");
    }
}

#[tokio::test]
async fn over_https_cookies_and_browsers_stay_there() {
    let mut browser = Browser::at("https://pejl.example", false).await;
    let answer = browser.get("/was").await;
    assert!(
        answer
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-pejl-visit=") && cookie.contains("; Secure"),
        "{cookie}"
    );
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );
    // A session over the unprefixed name is not taken there.
    browser.sign_in();
    assert_eq!(browser.get("/own").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn refusals_are_pages_in_the_readers_language() {
    let mut browser = Browser::new().await;
    let cases = [
        ("/nowhere", StatusCode::NOT_FOUND, "Siden findes ikke"),
        (
            "/forbidden",
            StatusCode::FORBIDDEN,
            "Det har du ikke adgang til",
        ),
        ("/conflict", StatusCode::CONFLICT, "Først"),
        (
            "/broken",
            StatusCode::INTERNAL_SERVER_ERROR,
            "Noget gik galt hos os",
        ),
        (
            "/panic",
            StatusCode::INTERNAL_SERVER_ERROR,
            "Noget gik galt hos os",
        ),
        (
            "/echo",
            StatusCode::METHOD_NOT_ALLOWED,
            "Det kan siden ikke",
        ),
    ];
    for (path, status, told) in cases {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(
            answer.text.contains(told) && answer.text.contains("<html lang=\"da\">"),
            "{path}"
        );
        assert!(
            answer.text.contains(answer.header("x-request-id")),
            "{path}"
        );
        // What went wrong inside is for the log.
        assert!(
            !answer.text.contains("disk is full") && !answer.text.contains("on purpose"),
            "{path}"
        );
    }
    let request = Request::get("/nowhere").header("accept-language", "en-GB,en;q=0.9");
    let answer = browser.send(request, Body::empty()).await;
    assert!(
        answer.text.contains("The page does not exist")
            && answer.text.contains("<html lang=\"en\">")
    );
}

#[tokio::test]
async fn htmx_gets_a_fragment_and_is_sent_on_by_its_own_header() {
    let mut browser = Browser::new().await;
    let fragment = || {
        Request::get("/forbidden")
            .header("hx-request", "true")
            .header("hx-request-type", "partial")
    };
    let answer = browser.send(fragment(), Body::empty()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.text.contains("<html") && answer.text.contains("alert-error"));
    let own = Request::get("/own")
        .header("hx-request", "true")
        .header("hx-request-type", "partial");
    let answer = browser.send(own, Body::empty()).await;
    assert_eq!(
        (answer.status, answer.header("hx-redirect")),
        (StatusCode::OK, "/sign-in?next=%2F")
    );
    assert_eq!(answer.header("location"), "");
}

#[tokio::test]
async fn the_language_changes_and_the_page_stays() {
    let mut browser = Browser::new().await;
    let page = browser.get("/was?a=1").await;
    assert!(page.text.contains("<html lang=\"da\">"));
    let form = format!("_csrf={}&lang=en&next=%2Fwas%3Fa%3D1", page.token());
    let answer = browser.post("/language", &form).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/was?a=1")
    );
    assert!(
        browser
            .get("/was")
            .await
            .text
            .contains("<html lang=\"en\">")
    );
    let form = format!("_csrf={}&lang=en&next=%2F%2Fevil.example", page.token());
    assert_eq!(
        browser.post("/language", &form).await.header("location"),
        "/"
    );
    // The account remembers it for its other browsers.
    browser.sign_in();
    let page = browser.get("/was").await;
    assert!(
        page.text.contains("<html lang=\"da\">"),
        "the account's own language counts"
    );
    let form = format!("_csrf={}&lang=en&next=%2Fwas", page.token());
    browser.post("/language", &form).await;
    browser.cookies.retain(|(name, _)| name == "pejl");
    assert!(
        browser
            .get("/was")
            .await
            .text
            .contains("<html lang=\"en\">")
    );
}

#[tokio::test]
async fn an_organisation_that_cannot_be_opened_traps_nobody() {
    let mut browser = Browser::new().await;
    let database = browser._folder.path().join("kalundborg.sqlite");
    std::fs::write(&database, "no database").unwrap();
    for log in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{log}", database.display()));
    }
    browser.sign_in();
    // What needs the organisation's content says so, with the way out on the page.
    let page = browser.get("/own").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.text.contains("action=\"/sign-out\""), "{}", page.text);
    // What is about the account alone is answered.
    assert_eq!(browser.get("/account-only").await.text, "Ida Holm");
    assert_eq!(browser.get("/was").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_for_everybody_is_kept_by_browsers_and_knows_no_session() {
    let mut browser = Browser::new().await;
    browser.sign_in();
    let file = browser.get("/test.css").await;
    assert_eq!(file.text, "p{}");
    assert_eq!(file.header("cache-control"), "public");
    assert!(
        !file.header("vary").contains("cookie"),
        "{}",
        file.header("vary")
    );
    assert_eq!(file.header("set-cookie"), "");
    assert!(
        file.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
}
