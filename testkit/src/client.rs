use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header, request::Builder},
};
use base::Secret;
use tower::ServiceExt as _;

/// A browser at the app under test: it keeps cookies, and sends forms with the token that the
/// pages gave it.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: Vec<(String, String)>,
    token: Option<String>,
}

/// What the app answered.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    /// A header as text; empty when there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where a redirect leads.
    #[must_use]
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// Fails with the whole page when a text is not in it.
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.text.contains(text),
            "`{text}` is not in {}:\n{}",
            self.status,
            self.text
        );
        self
    }

    /// Fails with the whole page when the status is another.
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }
}

impl Client {
    pub(crate) fn new(router: Router, session: Option<Secret>) -> Self {
        let cookies = session
            .map(|secret| ("__Host-pejl".to_owned(), secret.expose().to_owned()))
            .into_iter()
            .collect();
        Self {
            router,
            cookies,
            token: None,
        }
    }

    /// A whole page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// The part of a page that htmx asks for.
    pub async fn fragment(&mut self, path: &str) -> Page {
        let request = Request::get(path)
            .header("hx-request", "true")
            .header("hx-request-type", "partial");
        self.send(request, Body::empty()).await
    }

    /// A form, as a browser without JavaScript sends it.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.token().await;
        let mut body = format!("_csrf={}", encoded(&token));
        for (name, value) in fields {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        self.form(path, body).await
    }

    /// A form that some other site made this browser send: it knows no token.
    pub async fn post_without_token(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let pairs: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        self.form(path, pairs.join("&")).await
    }

    /// A form with a file.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Page {
        const EDGE: &str = "----pejl-testkit-edge";
        let token = self.token().await;
        let mut body = Vec::new();
        for (name, value) in fields.iter().copied().chain([("_csrf", token.as_str())]) {
            body.extend_from_slice(
                format!(
                    "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        let (field, name, content) = file;
        body.extend_from_slice(
            format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(
                "content-type",
                format!("multipart/form-data; boundary={EDGE}"),
            );
        self.send(request, Body::from(body)).await
    }

    /// A file, with its bytes as they came.
    pub async fn fetch(&mut self, path: &str) -> (Page, Vec<u8>) {
        self.sent(Request::get(path), Body::empty()).await
    }

    /// Any request, with this browser's cookies.
    pub async fn send(&mut self, request: Builder, body: Body) -> Page {
        self.sent(request, body).await.0
    }

    async fn sent(&mut self, request: Builder, body: Body) -> (Page, Vec<u8>) {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = request.header("host", "pejl.example");
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let request = request.body(body).expect("a request");
        let response = match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(line.to_str().expect("a cookie in ASCII"));
        }
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(token) = token_in(&text) {
            self.token = Some(token.to_owned());
        }
        let page = Page {
            status: parts.status,
            headers: parts.headers,
            text,
        };
        (page, bytes.to_vec())
    }

    async fn form(&mut self, path: &str, body: String) -> Page {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// The token of the last page; a page that everybody may see has one too.
    async fn token(&mut self) -> String {
        if self.token.is_none() {
            self.get("/was").await;
        }
        self.token.clone().expect("a page with a form")
    }

    fn keep(&mut self, line: &str) {
        let Some((pair, rest)) = line.split_once(';') else {
            return;
        };
        let Some((name, value)) = pair.split_once('=') else {
            return;
        };
        self.cookies.retain(|(known, _)| known != name);
        if rest.contains("Max-Age=0") {
            return;
        }
        self.cookies.push((name.to_owned(), value.to_owned()));
    }
}

fn token_in(page: &str) -> Option<&str> {
    let after = page.split("name=\"_csrf\" value=\"").nth(1)?;
    after.split('"').next()
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
