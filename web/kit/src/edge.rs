//! What every request passes before it meets a slice, and every answer after: who asks, in which
//! language, whether our own page sent it; refusals to pages, headers, cookies, one line in the log.

use std::{error::Error, sync::Arc};

use askama::Template;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use base::{Actor, Context, Id, Lang, Problem, ProblemKind, Secret};
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::{
    Failure, Link, Menu, Place, Shell, Site, Text,
    cookie::Cookie,
    csrf::{Token, from_our_pages},
    failure::{self, Refusal},
    headers,
    reply::{Entry, Flash},
    visit::Entered,
};

const HX_REQUEST: HeaderName = HeaderName::from_static("hx-request");
const HX_REQUEST_TYPE: HeaderName = HeaderName::from_static("hx-request-type");
const HX_REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Who asks: found out once, and left in the request for the extractors.
#[derive(Debug)]
pub(crate) struct Caller {
    pub ctx: Context,
    pub shell: Shell,
    pub entered: Option<Entered>,
    pub presented: Option<Secret>,
    /// Whether htmx asks at all, and whether for a part of the page.
    htmx: bool,
    pub fragment: bool,
}

/// The edge's own state: the site, and the places that the slices registered.
#[derive(Clone)]
pub(crate) struct Edge {
    pub site: Site,
    pub places: Arc<[Place]>,
}

/// What is known of a request before anything is done for it.
struct Arrival {
    caller: Caller,
    /// A secret for a browser that has none, so that the sign-in form has a token too.
    fresh: Option<Secret>,
    refused: Option<Problem>,
}

pub(crate) async fn edge(State(edge): State<Edge>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (mut parts, body) = request.into_parts();
    let method = parts.method.clone();
    let Arrival {
        caller,
        fresh,
        refused,
    } = edge.arrival(&parts).await;
    let caller = Arc::new(caller);
    // The route, not the address: an address can carry a secret (an invitation, a calendar).
    let route = parts.extensions.get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let span = tracing::info_span!("request", id = %caller.ctx.request, %method, route);
    parts.extensions.insert(Arc::clone(&caller));
    let request = Request::from_parts(parts, body);
    let answer = async {
        let response = match refused {
            Some(problem) => Failure::from(problem).into_response(),
            None => next.run(request).await,
        };
        let mut response = edge.finish(&caller, &method, response);
        if let Some(fresh) = fresh {
            Cookie::Visit.write(response.headers_mut(), edge.site.is_https(), fresh.expose());
        }
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds = begun.elapsed().as_secs_f64() * 1000.0,
            "answered"
        );
        response
    };
    answer.instrument(span).await
}

impl Edge {
    async fn arrival(&self, parts: &Parts) -> Arrival {
        let (headers, https) = (&parts.headers, self.site.is_https());
        let mut ctx = Context {
            actor: Actor::Anonymous,
            organisation: None,
            lang: Cookie::Lang
                .read(headers, https)
                .and_then(|tag| tag.parse().ok())
                .unwrap_or_else(|| preferred(headers)),
            now: self.site.clock().now(),
            request: Id::new(),
        };
        let presented = Cookie::Session.read(headers, https).map(Secret::presented);
        let (entered, mut refused) = match self.entered(&ctx, presented.as_ref()).await {
            Ok(entered) => (entered, None),
            Err(problem) => (None, Some(problem)),
        };
        if let Some(Entered { visitor, .. }) = &entered {
            ctx.actor = visitor.actor();
            ctx.organisation = Some(visitor.belonging().organisation.id);
            ctx.lang = visitor.lang();
        }
        let session = presented.clone().filter(|_| entered.is_some());
        let known = session.or_else(|| Cookie::Visit.read(headers, https).map(Secret::presented));
        let fresh = if known.is_none() {
            Secret::new().ok()
        } else {
            None
        };
        let secret = known.or_else(|| fresh.clone()).unwrap_or_else(|| {
            // Without random bytes no form can be made safe; say so rather than go on.
            let cause = std::io::Error::other("the operating system gives no random bytes");
            refused = Some(Problem::internal(cause));
            Secret::presented("")
        });
        if refused.is_none() && !from_our_pages(&parts.method, headers) {
            refused = Some(Problem::new(ProblemKind::Forbidden, |lang| {
                Text::new(lang).form_elsewhere()
            }));
        }
        let has =
            |name: &HeaderName, value: &str| headers.get(name).is_some_and(|found| found == value);
        let htmx = has(&HX_REQUEST, "true");
        let caller = Caller {
            shell: self.shell(parts, &ctx, entered.as_ref(), Token::of(&secret)),
            ctx,
            entered,
            presented,
            htmx,
            fragment: htmx && !has(&HX_REQUEST_TYPE, "full"),
        };
        Arrival {
            caller,
            fresh,
            refused,
        }
    }

    /// Whose session the secret opens. The organisation's database is opened by who asks for it: one
    /// that cannot be opened must not keep anybody from signing out or going to another.
    async fn entered(
        &self,
        ctx: &Context,
        secret: Option<&Secret>,
    ) -> Result<Option<Entered>, Problem> {
        let Some(secret) = secret else {
            return Ok(None);
        };
        let Some(visitor) = self.site.control().visit(ctx, secret).await? else {
            return Ok(None);
        };
        Ok(Some(Entered {
            visitor,
            organisations: self.site.organisations().clone(),
        }))
    }

    fn shell(
        &self,
        parts: &Parts,
        ctx: &Context,
        entered: Option<&Entered>,
        token: Token,
    ) -> Shell {
        let path = parts
            .uri
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned();
        let flash = (parts.method == Method::GET)
            .then(|| Cookie::Flash.read(&parts.headers, self.site.is_https()))
            .flatten();
        Shell {
            lang: ctx.lang,
            organisation: entered
                .map(|entered| entered.visitor.belonging().organisation.name.clone())
                .unwrap_or_default(),
            person: entered.map(|entered| entered.visitor.name().to_owned()),
            navigation: self.links(ctx, &path, Menu::Main),
            personal: self.links(ctx, &path, Menu::Personal),
            crumbs: Vec::new(),
            path,
            demo: self.site.is_demo(),
            flash: flash.and_then(flash_text),
            token,
        }
    }

    /// The places of one menu that this person may go to.
    fn links(&self, ctx: &Context, path: &str, menu: Menu) -> Vec<Link> {
        let page = path.split('?').next().unwrap_or_default();
        let above = |href: &str| {
            page.strip_prefix(href)
                .is_some_and(|rest| rest.is_empty() || (href != "/" && rest.starts_with('/')))
        };
        let open: Vec<&Place> = self
            .places
            .iter()
            .filter(|place| place.menu == menu && (place.open)(ctx))
            .collect();
        // Of a place and a place within it, the inner one is where the person is.
        let here = open
            .iter()
            .filter(|place| above(place.href))
            .max_by_key(|place| place.href.len())
            .map(|place| place.href);
        open.iter()
            .map(|place| {
                let current = Some(place.href) == here;
                Link::new(place.href, (place.label)(ctx.lang)).current(current)
            })
            .collect()
    }

    /// The answer as the browser gets it.
    fn finish(&self, caller: &Caller, method: &Method, response: Response) -> Response {
        let https = self.site.is_https();
        let mut response = match response.extensions().get::<Refusal>().cloned() {
            Some(Refusal(problem)) => tell(caller, method, &problem, response.status()),
            None => response,
        };
        if caller.htmx && response.status().is_redirection() {
            // fetch would follow the 303 itself and put a whole page into the fragment's place.
            if let Some(to) = response.headers_mut().remove(header::LOCATION) {
                *response.status_mut() = StatusCode::OK;
                response.headers_mut().insert(HX_REDIRECT, to);
            }
        }
        let flash = response.extensions_mut().remove::<Flash>();
        let entry = response.extensions_mut().remove::<Entry>();
        let lang = response.extensions_mut().remove::<Lang>();
        let is_page = response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let out = response.headers_mut();
        match flash {
            Some(Flash(text)) => Cookie::Flash.write(out, https, &encoded(&text)),
            None if caller.shell.flash.is_some() && is_page => Cookie::Flash.clear(out, https),
            None => {}
        }
        if let Some(lang) = lang {
            Cookie::Lang.write(out, https, lang.tag());
        }
        match entry {
            Some(Entry::Into(secret)) => {
                Cookie::Session.write(out, https, secret.expose());
                Cookie::Visit.clear(out, https);
            }
            Some(Entry::Out) => {
                Cookie::Session.clear(out, https);
                // What a page has taken along for when there is no network stays with nobody else.
                let all = HeaderValue::from_static("\"storage\"");
                out.insert(HeaderName::from_static("clear-site-data"), all);
            }
            None => {}
        }
        // Pages are about persons: no shared cache, and no copy behind the back button after
        // sign-out. A handler that answers with something else may say otherwise.
        out.entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        out.append(
            header::VARY,
            HeaderValue::from_static("hx-request, cookie, accept-language"),
        );
        if let Ok(id) = HeaderValue::from_str(&caller.ctx.request.to_string()) {
            out.insert(REQUEST_ID, id);
        }
        headers::secure(out, https);
        response
    }
}

#[derive(Template)]
#[template(path = "kit/problem.html")]
struct ProblemPage<'a> {
    shell: &'a Shell,
    heading: String,
    said: String,
    request: String,
}

#[derive(Template)]
#[template(path = "kit/problem_fragment.html")]
struct ProblemFragment<'a> {
    shell: &'a Shell,
    heading: String,
    said: String,
}

/// A refusal as a page or a fragment in the reader's language, and its line in the log.
fn tell(caller: &Caller, method: &Method, problem: &Problem, status: StatusCode) -> Response {
    match problem.cause() {
        Some(cause) => tracing::error!(cause = chain(cause), "refused"),
        None => tracing::info!(kind = ?problem.kind(), "refused"),
    }
    if problem.kind() == ProblemKind::SignInFirst {
        // What was being sent is gone by the time they are back, so only a page is returned to.
        let next = if *method == Method::GET && !caller.htmx {
            caller.shell.path.as_str()
        } else {
            "/"
        };
        return (
            StatusCode::SEE_OTHER,
            [(header::LOCATION, format!("/sign-in?next={}", encoded(next)))],
        )
            .into_response();
    }
    let shell = &caller.shell;
    let (heading, said) = (
        failure::heading(shell.text(), status),
        problem.text(shell.lang),
    );
    let html = if caller.fragment {
        ProblemFragment {
            shell,
            heading,
            said,
        }
        .render()
    } else {
        let request = caller.ctx.request.to_string();
        ProblemPage {
            shell,
            heading,
            said,
            request,
        }
        .render()
    };
    (
        status,
        Html(html.unwrap_or_else(|_| problem.text(shell.lang))),
    )
        .into_response()
}

/// The error and what caused it, down to the first.
fn chain(error: &(dyn Error + Send + Sync)) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        told.push_str(": ");
        told.push_str(&error.to_string());
        cause = error.source();
    }
    told
}

/// Text as it may stand in a cookie or a query.
fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn flash_text(cookie: &str) -> Option<String> {
    let pair = format!("t={cookie}");
    let text = form_urlencoded::parse(pair.as_bytes())
        .next()?
        .1
        .into_owned();
    (!text.is_empty()).then_some(text)
}

/// The first language of the browser's list that we speak; Danish when there is none.
fn preferred(headers: &HeaderMap) -> Lang {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .split(',')
        .filter_map(|part| {
            let tag = part.split(';').next()?.trim();
            tag.split('-').next()?.to_ascii_lowercase().parse().ok()
        })
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_language_counts_when_we_speak_it() {
        let check = |list: &str, expected| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, list.parse().unwrap());
            assert_eq!(preferred(&headers), expected, "{list}");
        };
        check("da-DK,da;q=0.9,en;q=0.5", Lang::Da);
        check("en-GB,en;q=0.9,da;q=0.5", Lang::En);
        check("de,en;q=0.5", Lang::En);
        check("de", Lang::Da);
        check("", Lang::Da);
    }

    #[test]
    fn a_flash_text_survives_its_cookie() {
        let text = "Gemt; æøå, 100 % & mere";
        assert!(!encoded(text).contains([';', ',', ' ']));
        assert_eq!(flash_text(&encoded(text)).as_deref(), Some(text));
        assert_eq!(flash_text(""), None);
    }
}
