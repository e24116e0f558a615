//! A person's calendar as a secret address that a phone subscribes to.

use access::{action, permit_own};
use askama::Template;
use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base::{Context, Lang, Problem};
use identity::{Door, Organisations};
use kit::{Failure, Form, Shell, Site, Visit, page};
use sha2::{Digest, Sha256};

use crate::{Text, command, query, store};

#[derive(Template)]
#[template(path = "programme/my_calendar.html")]
struct MyCalendar {
    shell: Shell,
    t: Text,
    /// The address, shown once: only its hash is kept.
    address: String,
    since: String,
}

pub(super) async fn mine(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let person = visit.ctx.actor.person().ok_or_else(Problem::forbidden)?;
    let permit = permit_own::<action::OwnCalendar>(&visit.ctx, person)?;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let since = store::room::calendar_since(&tx, &permit, person).await?;
    page(&MyCalendar {
        address: String::new(),
        since: since.map_or_else(String::new, |at| {
            language::date(
                t.lang(),
                at.with_timezone(&chrono_tz::Europe::Copenhagen)
                    .date_naive(),
            )
        }),
        shell: visit.shell,
        t,
    })
}

pub(super) async fn renew(
    visit: Visit,
    State(site): State<Site>,
    _: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let person = visit.ctx.actor.person().ok_or_else(Problem::forbidden)?;
    let door = command::renew_calendar(&visit.ctx, &visit.db, visit.organisation, person).await?;
    let lang = visit.ctx.lang.tag();
    page(&MyCalendar {
        address: format!(
            "{}/calendar/{}.ics?lang={lang}",
            site.address(),
            door.word()
        ),
        since: String::new(),
        shell: visit.shell,
        t,
    })
}

/// `GET /calendar/{organisation and secret}.ics`. An address that opens nothing is "not found",
/// whatever is wrong with it.
pub(super) async fn serve(
    organisations: Organisations,
    State(site): State<Site>,
    Path(file): Path<String>,
    RawQuery(asked): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let door = file
        .strip_suffix(".ics")
        .and_then(Door::read)
        .ok_or_else(Failure::not_found)?;
    // The language of the page on which the address was made.
    let lang = match asked.as_deref() {
        Some("lang=en") => Lang::En,
        _ => Lang::Da,
    };
    let now = site.clock().now();
    let ctx = Context::system("calendar", now);
    let db = organisations
        .database(&ctx, door.organisation)
        .await
        .map_err(|_| Failure::not_found())?;
    let calendar = query::calendar(&db, now, &door.secret, lang)
        .await?
        .ok_or_else(Failure::not_found)?;
    let text = calendar.to_text();
    let tag: String = Sha256::digest(text.as_bytes())
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = HeaderValue::from_str(&format!("\"{tag}\"")).map_err(Problem::internal)?;
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| {
        known.to_str().is_ok_and(|known| {
            known
                .split(',')
                .any(|each| each.trim().trim_start_matches("W/").as_bytes() == tag.as_bytes())
        })
    });
    let private = HeaderValue::from_static("private, max-age=900");
    if known {
        return Ok((
            StatusCode::NOT_MODIFIED,
            [(header::ETAG, tag), (header::CACHE_CONTROL, private)],
        )
            .into_response());
    }
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::ETAG, tag),
            (header::CACHE_CONTROL, private),
        ],
        text,
    )
        .into_response())
}
