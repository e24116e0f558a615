//! The pages.

mod edit;
mod files;
mod session;
mod sheets;
mod view;

use access::{action, permit, within};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use base::Context;
use identity::Organisations;
use kit::{Menu, Place, Routes, Slice, get, post};

use crate::Text;

/// What `app` mounts.
#[must_use]
pub fn slice(_: &Organisations) -> Slice {
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
        .route("/rooms/{id}/sheet", get(session::page));
    Slice::new("room")
        .routes(routes)
        .files(Routes::new().route(STYLE, get(style)))
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .place(Place {
            order: 22,
            href: "/rooms",
            label: |lang| Text::new(lang).nav(),
            open: may_view,
            menu: Menu::Main,
        })
}

fn may_view(ctx: &Context) -> bool {
    permit::<action::ViewRunSheet>(ctx).is_ok()
}

fn may_edit(ctx: &Context) -> bool {
    within::<action::EditRunSheet>(ctx).is_ok()
}

/// Of these pages alone. The number goes up with every change, because browsers keep the file.
const STYLE: &str = "/rooms/style-1.css";

async fn style() -> Response {
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    (headers, include_str!("style.css")).into_response()
}
