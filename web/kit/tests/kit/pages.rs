use super::*;

#[tokio::test]
async fn the_accessibility_statement_is_linked_from_every_page() {
    let mut browser = Browser::new().await;
    for path in ["/was", "/nowhere", "/kit"] {
        assert!(
            browser.get(path).await.text.contains("href=\"/was\""),
            "{path}"
        );
    }
    let page = browser.get("/was").await.text;
    for must in ["WCAG 2.1", "digst.dk", "Kalundborg Kommune"] {
        // Before sign-in the site does not say whose it is.
        assert_eq!(page.contains(must), must != "Kalundborg Kommune", "{must}");
    }
}

#[tokio::test]
async fn the_demo_says_on_every_page_that_its_people_are_fictional() {
    let mut demo = Browser::new().await;
    let mut real = Browser::at("http://pejl.example", false).await;
    for path in ["/was", "/nowhere"] {
        assert!(demo.get(path).await.text.contains("opdigtede"), "{path}");
        assert!(!real.get(path).await.text.contains("opdigtede"), "{path}");
    }
}

#[tokio::test]
async fn the_page_of_components_stands_in_both_languages() {
    let mut browser = Browser::new().await;
    let danish = browser.get("/kit").await.text;
    assert!(danish.contains("Byggesten") && danish.contains("<svg"));
    let request = Request::get("/kit").header("accept-language", "en");
    let english = browser.send(request, Body::empty()).await.text;
    assert!(english.contains("Components") && !english.contains("Byggesten"));
    assert!(!danish.contains(" style=") && !english.contains(" style="));
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_come_packed() {
    let mut browser = Browser::new().await;
    let page = browser.get("/was").await.text;
    let mark = "rel=\"stylesheet\" href=\"";
    let begin = page.find(mark).unwrap() + mark.len();
    let path = page[begin..].split('"').next().unwrap().to_owned();
    let answer = browser.get(&path).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "text/css; charset=utf-8")
    );
    if page.contains("notice-stub") {
        assert_eq!(answer.header("cache-control"), "no-cache");
        // A clone without npm builds and tests; the whole round of tests has built the assets.
        assert!(std::env::var_os("PEJL_ASSETS_BUILT").is_none());
        return;
    }
    assert_eq!(
        answer.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let request = Request::get(&path).header("accept-encoding", "gzip, br");
    let packed = browser.send(request, Body::empty()).await;
    assert_eq!(packed.header("content-encoding"), "br");
    let request = Request::get(&path).header("if-none-match", packed.header("etag"));
    assert_eq!(
        browser.send(request, Body::empty()).await.status,
        StatusCode::NOT_MODIFIED
    );
}

/// Every component as the page of components shows it, in what a browser is sent. A change of a
/// component shows in review as what it is.
#[tokio::test]
async fn the_components_are_as_they_were_looked_at() {
    let mut browser = Browser::new().await;
    let page = browser.get("/kit").await;
    let (main, _) = page.text.split_once("</main>").unwrap();
    let (_, main) = main.split_once("<main").unwrap();
    let (components, _figures) = main.split_once("<figure").unwrap();
    let mut shown = components.to_owned();
    // Each form has a mask of its own; names of assets change with what is in them.
    while let Some(begin) = unmasked(&shown) {
        shown.replace_range(begin..begin + 128, "TOKEN");
    }
    let icons = shown
        .find("/assets/")
        .map(|at| shown[at..].split('#').next().unwrap_or_default().to_owned());
    let shown = icons.map_or(shown.clone(), |icons| shown.replace(&icons, "ICONS"));
    insta::assert_snapshot!(shown.replace("<use href=\"#", "<use href=\"ICONS#"));
}

/// Where a token stands that has not been replaced yet.
fn unmasked(page: &str) -> Option<usize> {
    let mark = "name=\"_csrf\" value=\"";
    page.match_indices(mark)
        .map(|(at, _)| at + mark.len())
        .find(|at| !page[*at..].starts_with("TOKEN"))
}
