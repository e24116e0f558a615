//! The pages.

mod edit;
mod files;
mod outcome;
mod phone;
mod run;
mod session;
mod sheets;
mod shown;
mod stream;
mod view;

use access::{action, permit, within};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use base::Context;
use identity::Organisations;
use kit::{Menu, Place, Routes, Slice, Thing, get, post};

use crate::{Text, hub::Hub};

/// What `app` mounts.
#[must_use]
pub fn slice(organisations: &Organisations) -> Slice {
    let hub = Hub::default();
    let routes = Routes::new()
        .route("/rooms", get(sheets::list))
        .route("/rooms/sheets", post(sheets::begin))
        .route("/rooms/sheets/{key}", get(sheets::page))
        .route(
            "/rooms/sheets/{key}/about",
            get(edit::about).post(edit::save_about),
        )
        .route(
            "/rooms/sheets/{key}/beats/{number}",
            get(edit::beat).post(edit::save_beat),
        )
        .route(
            "/rooms/sheets/{key}/insert/{number}",
            get(edit::blank).post(edit::insert),
        )
        .route("/rooms/files", get(files::page).post(files::upload))
        .route("/rooms/files.zip", get(files::download))
        .route("/rooms/{id}/sheet", get(session::page))
        .merge(running(organisations, &hub))
        .merge(phones(organisations, &hub));
    Slice::new("room")
        .routes(routes)
        .files(
            Routes::new()
                .route(STYLE, get(style))
                .route("/rooms/worker.js", get(worker)),
        )
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .beside(Thing::Session, |visit, id| {
            Box::pin(outcome::told(visit, base::Id::from_uuid(id)))
        })
        .place(Place {
            order: 22,
            href: "/rooms",
            label: |lang| Text::new(lang).nav(),
            open: may_view,
            menu: Menu::Main,
        })
}

/// For those who run a day, and those who look back on it. The key is the session's.
fn running(organisations: &Organisations, hub: &Hub) -> Routes {
    let all = || (hub.clone(), organisations.clone());
    let (open, renew, close) = (organisations.clone(), all(), all());
    let (press, hide, told) = (hub.clone(), hub.clone(), hub.clone());
    Routes::new()
        .route(
            "/rooms/{id}/open",
            post(move |visit, may, id, form| run::open(open.clone(), visit, may, id, form)),
        )
        .route(
            "/rooms/{id}/run",
            get(run::page)
                .post(move |visit, may, id, form| run::press(press.clone(), visit, may, id, form)),
        )
        .route(
            "/rooms/{id}/code",
            post(move |visit, may, id, form| {
                let (hub, organisations) = renew.clone();
                run::renew(hub, organisations, visit, may, id, form)
            }),
        )
        .route(
            "/rooms/{id}/close",
            post(move |visit, may, id, form| {
                let (hub, organisations) = close.clone();
                run::close(hub, organisations, visit, may, id, form)
            }),
        )
        .route(
            "/rooms/{id}/notes",
            post(move |visit, may, id, form| run::hide(hide.clone(), visit, may, id, form)),
        )
        .route("/rooms/{id}/screen", get(run::wall))
        .route(
            "/rooms/{id}/stream",
            get(move |site, visit, id| stream::run(told.clone(), site, visit, id)),
        )
        .route("/rooms/{id}/outcome", get(outcome::page))
        .route("/rooms/{id}/photos", post(outcome::put))
        .route("/rooms/{id}/photos/{photo}", get(outcome::photo))
        .route("/rooms/{id}/photos/{photo}/remove", post(outcome::remove))
}

/// For phones: nobody is signed in, and the code of the wall is the key.
fn phones(organisations: &Organisations, hub: &Hub) -> Routes {
    let all = || (hub.clone(), organisations.clone());
    let (typed, door, page) = (
        organisations.clone(),
        organisations.clone(),
        organisations.clone(),
    );
    let (come_in, sit, say, told) = (all(), all(), all(), all());
    Routes::new()
        .route(
            "/join",
            get(phone::ask)
                .post(move |visit, origin, form| phone::typed(typed.clone(), visit, origin, form)),
        )
        .route(
            "/join/{code}",
            get(move |visit, origin, code| phone::door(door.clone(), visit, origin, code)).post(
                move |visit, origin, code, form| {
                    let (hub, organisations) = come_in.clone();
                    phone::come_in(hub, organisations, visit, origin, code, form)
                },
            ),
        )
        .route(
            "/room/{organisation}/{room}",
            get(move |visit, key| phone::page(page.clone(), visit, key)),
        )
        .route(
            "/room/{organisation}/{room}/desk",
            post(move |visit, key, form| {
                let (hub, organisations) = sit.clone();
                phone::sit(hub, organisations, visit, key, form)
            }),
        )
        .route(
            "/room/{organisation}/{room}/say",
            post(move |visit, key, form| {
                let (hub, organisations) = say.clone();
                phone::say(hub, organisations, visit, key, form)
            }),
        )
        .route(
            "/room/{organisation}/{room}/stream",
            get(move |site, visit, key| {
                let (hub, organisations) = told.clone();
                stream::phone(hub, organisations, site, visit, key)
            }),
        )
}

fn may_view(ctx: &Context) -> bool {
    permit::<action::ViewRunSheet>(ctx).is_ok()
}

fn may_edit(ctx: &Context) -> bool {
    within::<action::EditRunSheet>(ctx).is_ok()
}

/// Of these pages alone. The number goes up with every change, because browsers keep the file.
const STYLE: &str = "/rooms/style-3.css";

async fn style() -> Response {
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    (headers, include_str!("style.css")).into_response()
}

/// Answers the drejebog where there is no network. Its scope is `/rooms/`, and it is asked for anew each
/// time, so that a new one is not kept away by an old one.
async fn worker() -> Response {
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    let fresh = HeaderValue::from_static("no-cache");
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, fresh)];
    (headers, include_str!("worker.js")).into_response()
}
