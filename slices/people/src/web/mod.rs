//! The pages: people, units, and the import in its steps.

mod import;
mod people;
mod preview;
mod settings;
mod units;

use access::{action, permit};
use base::{Context, Lang};
use chrono::NaiveDate;
use kit::{Menu, Place, Routes, Slice, Typed, get, post};

use crate::{Text, command::today};

/// Everything of this slice that `app` mounts.
#[must_use]
pub fn slice() -> Slice {
    let routes = Routes::new()
        .route("/people", get(people::list))
        .route("/people/{id}", get(people::one))
        .route("/people/units", get(units::tree))
        .route("/people/units/{id}", get(units::one))
        .route("/people/units/{id}/rename", post(units::rename))
        .route("/people/units/{id}/merge", post(units::merge))
        .route("/people/units/{id}/split", post(units::split))
        .route("/people/settings", get(settings::show).post(settings::save))
        .route("/people/settings.toml", get(settings::download))
        .route("/people/settings/file", post(settings::upload))
        .route("/people/import", get(import::start).post(import::upload))
        .route(
            "/people/import/{id}/columns",
            get(import::columns).post(import::correct),
        )
        .route("/people/import/{id}/preview", get(preview::show))
        .route("/people/import/{id}/faults.csv", get(preview::faults))
        .route("/people/import/{id}/accept", post(preview::accept))
        .route("/people/import/{id}/discard", post(preview::discard))
        .route("/people/import/{id}/receipt", get(preview::receipt));
    Slice::new("people")
        .routes(routes)
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .place(Place {
            order: 30,
            href: "/people",
            label: |lang| Text::new(lang).nav_people(),
            open: |ctx| permit::<action::ViewPeople>(ctx).is_ok(),
            menu: Menu::Main,
        })
}

/// The day that a page is asked for: `?day=2027-03-01`; today when it is not said or not a day.
fn asked_day(ctx: &Context, day: &str) -> NaiveDate {
    documents::date::parse(day).unwrap_or_else(|_| today(ctx))
}

/// A form for choosing the day.
fn typed_day(day: NaiveDate) -> Typed {
    Typed::filled([("day", day.to_string())])
}

fn date(lang: Lang, day: NaiveDate) -> String {
    language::date_short(lang, day)
}

/// `from` until `to`, where `to` is the first day no longer.
fn span(text: Text, from: NaiveDate, to: Option<NaiveDate>) -> String {
    let lang = text.lang();
    match to.and_then(|day| day.pred_opt()) {
        Some(last) => text.from_to(date(lang, from), date(lang, last)),
        None => text.from_on(date(lang, from)),
    }
}

fn number(lang: Lang, count: usize) -> String {
    language::integer(lang, i64::try_from(count).unwrap_or(i64::MAX))
}
