use super::*;

#[tokio::test]
async fn a_form_without_this_browsers_token_is_refused() {
    let mut browser = Browser::new().await;
    let token = browser.get("/kit").await.token();
    for form in ["text=a", "text=a&_csrf=", "text=a&_csrf=00"] {
        let answer = browser.post("/echo", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.text.contains("Intet er gemt"), "{form}");
    }
    let answer = browser
        .post("/echo", &format!("text=a&_csrf={token}"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);

    let mut other = Browser::new().await;
    other.get("/kit").await;
    let answer = other.post("/echo", &format!("text=a&_csrf={token}")).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "another browser's token"
    );
    // Signing in makes a new token; the page from before is told to load again.
    browser.sign_in();
    let answer = browser
        .post("/echo", &format!("text=a&_csrf={token}"))
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the token from before sign-in"
    );
}

#[tokio::test]
async fn a_form_from_another_site_never_meets_the_handler() {
    let mut browser = Browser::new().await;
    let token = browser.get("/kit").await.token();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let request = Request::post("/echo")
            .header("content-type", "application/x-www-form-urlencoded")
            .header(name, value);
        let answer = browser
            .send(request, Body::from(format!("text=a&_csrf={token}")))
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
}

#[tokio::test]
async fn what_was_done_is_said_once() {
    let mut browser = Browser::new().await;
    let token = browser.get("/kit").await.token();
    browser
        .post(
            "/echo",
            &format!("text=Gemt%3B%20%C3%A6%3Cb%3E&_csrf={token}"),
        )
        .await;
    let page = browser.get("/kit").await.text;
    assert!(
        page.contains("Gemt; æ&#60;b&#62;"),
        "escaped, and with its letters"
    );
    assert!(!browser.get("/kit").await.text.contains("Gemt; æ"));
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_points_at_what_is_wrong() {
    let mut browser = Browser::new().await;
    let token = browser.get("/kit").await.token();
    let form = format!(
        "_csrf={token}&name=Modul+%22to%22&start=31%2F2+2027&fields=resiliens&secret=hemmelig"
    );
    let answer = browser.post("/kit", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text;
    assert!(
        page.contains("value=\"Modul &#34;to&#34;\"") && page.contains("value=\"31/2 2027\""),
        "{page}"
    );
    assert!(page.contains("value=\"resiliens\" checked"));
    assert!(
        page.contains("href=\"#field-start\"")
            && page.contains("aria-describedby=\"field-start-fault\" aria-invalid=\"true\"")
    );
    let empty = browser.post("/kit", &format!("_csrf={token}")).await.text;
    assert!(
        empty.contains("Modulets navn: Feltet skal udfyldes."),
        "the list says which field it means"
    );
    assert!(!page.contains("hemmelig"), "a password is never sent back");
    let request = Request::post("/kit")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("hx-request", "true")
        .header("hx-request-type", "partial");
    let answer = browser.send(request, Body::from(form)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.text.contains("<html") && answer.text.trim_start().starts_with("<form"));
}

fn multipart(token: &str, file: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--X\r\ncontent-disposition: form-data; name=\"_csrf\"\r\n\r\n{token}\r\n\
         --X\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nRørvig\r\n\
         --X\r\ncontent-disposition: form-data; name=\"file\"; filename=\"plan.csv\"\r\n\
         content-type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--X--\r\n");
    body
}

#[tokio::test]
async fn files_come_with_the_form_and_a_large_one_is_refused_kindly() {
    let mut browser = Browser::new().await;
    let token = browser.get("/kit").await.token();
    let request =
        || Request::post("/upload").header("content-type", "multipart/form-data; boundary=X");
    let answer = browser
        .send(request(), Body::from(multipart(&token, b"a;b")))
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nobody who is not signed in sends files"
    );
    browser.sign_in();
    let token = browser.get("/kit").await.token();
    let answer = browser
        .send(request(), Body::from(multipart(&token, b"a;b")))
        .await;
    assert_eq!(answer.text, "Rørvig plan.csv: 3 bytes");
    let answer = browser
        .send(request(), Body::from(multipart("00", b"a;b")))
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the token is asked for here too"
    );
    let large = vec![b'x'; kit::LARGEST_FILE_MB * 1024 * 1024 + 1];
    let answer = browser
        .send(request(), Body::from(multipart(&token, &large)))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("20 MB"), "{}", answer.text);
    let answer = browser.send(request(), Body::from("--X\r\nnonsense")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}
