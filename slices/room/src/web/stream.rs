//! News of a room as server-sent events: how far it has come, and nothing else. The page asks for its
//! own part again, so a phone that has slept for an hour is right at once.

use std::{convert::Infallible, pin::Pin, time::Duration};

use access::action::RunRoom;
use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use base::{Context, Id, OrganisationTag, Problem};
use db::Database;
use futures_util::{Stream, StreamExt as _, stream::unfold};
use identity::Organisations;
use kit::{Failure, PublicVisit, Site, Visit};
use programme::query::Session;
use tokio::sync::watch;

use crate::{
    domain::live::{Live, Pulse},
    hub::Hub,
    query,
};

/// However much happens, a page is told so often at most.
const BREATH: Duration = Duration::from_millis(100);
/// Then the browser asks again, and is asked again whether it may.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Of the remote and the wall: whatever can be seen anew.
pub(super) async fn run(
    hub: Hub,
    State(site): State<Site>,
    visit: Visit,
    Path(session): Path<Id<Session>>,
) -> Result<Response, Failure> {
    let live = {
        let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
        programme::query::admit::<RunRoom>(&tx, session).await?;
        query::room(&tx, session).await?
    };
    let live = live
        .filter(|live| live.is_open)
        .ok_or_else(Failure::not_found)?;
    Ok(told(&hub, site, &visit.ctx, &visit.db, &live, |pulse| {
        pulse.revision
    }))
}

/// Of a phone: when the course of the day changes.
pub(super) async fn phone(
    hub: Hub,
    organisations: Organisations,
    State(site): State<Site>,
    visit: PublicVisit,
    Path((organisation, room)): Path<(Id<OrganisationTag>, Id<Live>)>,
) -> Result<Response, Failure> {
    let guest = super::phone::enter(&organisations, &visit, organisation, room).await?;
    let (ctx, db) = (&guest.ctx, &guest.db);
    Ok(told(&hub, site, ctx, db, &guest.live, |pulse| pulse.turn))
}

fn told(
    hub: &Hub,
    site: Site,
    ctx: &Context,
    db: &Database,
    live: &Live,
    seen: fn(&Pulse) -> i32,
) -> Response {
    // Nobody's name and right stay with it: what it looks at later is a number.
    let ctx = Context::system("room-stream", ctx.now);
    let news = hub.listen(&ctx, db, live.id, live.pulse);
    let stream = events(news, seen)
        .take_until(Box::pin(site.stopped()))
        .take_until(Box::pin(tokio::time::sleep(LONGEST)));
    let mut response = Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response();
    // A proxy in front hands each one on when it comes.
    response.headers_mut().insert(
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    response
}

type Events = Pin<Box<dyn Stream<Item = Result<Event, Infallible>> + Send>>;

fn events(news: watch::Receiver<Pulse>, seen: fn(&Pulse) -> i32) -> Events {
    Box::pin(unfold(
        (news, None::<i32>),
        move |(mut news, last)| async move {
            loop {
                if last.is_some() {
                    news.changed().await.ok()?;
                    tokio::time::sleep(BREATH).await;
                }
                let pulse = *news.borrow_and_update();
                let now = seen(&pulse);
                if last != Some(now) {
                    let event = Event::default().event("room").data(now.to_string());
                    return Some((Ok(event), (news, Some(now))));
                }
            }
        },
    ))
}
