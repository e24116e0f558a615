//! The pages.

mod told;
mod totals;
mod unit;

use access::{action, permit};
use base::Lang;
use kit::{Board, Card, Menu, Place, Routes, Slice, Thing, get, post};

use crate::Text;

/// What `app` mounts.
#[must_use]
pub fn slice() -> Slice {
    let routes = Routes::new()
        .route("/cover", get(totals::page))
        .route("/cover/rates", post(totals::set_rates))
        .route("/cover/units/{id}", get(unit::page).post(unit::save));
    Slice::new("cover")
        .routes(routes)
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .beside(Thing::Session, |visit, id| {
            Box::pin(told::session(visit, base::Id::from_uuid(id)))
        })
        .place(Place {
            order: 27,
            href: "/cover",
            label: |lang| Text::new(lang).nav(),
            open: |ctx| permit::<action::ViewCover>(ctx).is_ok(),
            menu: Menu::Main,
        })
        .card(Card {
            board: Board::Mine,
            order: 14,
            show: |visit| Box::pin(told::mine(visit)),
        })
        .card(Card {
            board: Board::Office,
            order: 30,
            show: |visit| Box::pin(told::office(visit)),
        })
}

/// Minutes as hours, with a decimal where they are not whole.
fn hours(lang: Lang, minutes: u64) -> String {
    let tenths = (minutes + 3) / 6;
    #[expect(clippy::cast_precision_loss, reason = "hours far below 2^53")]
    let hours = tenths as f64 / 10.0;
    let hours = if tenths.is_multiple_of(10) {
        whole(lang, tenths / 10)
    } else {
        language::decimal(lang, hours, 1)
    };
    Text::new(lang).hours(hours)
}

fn whole(lang: Lang, number: u64) -> String {
    language::integer(lang, i64::try_from(number).unwrap_or(i64::MAX))
}
