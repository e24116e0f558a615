//! The pages that belong to no slice: the front door, and the two that are made of cards.

mod boards;
mod front;

use base::{Context, Lang};
use kit::{Card, Menu, Place, Slice};

use crate::Text;

/// The app's own pages; `cards` are those of all the slices.
pub fn slice(cards: Vec<Card>) -> Slice {
    Slice::new("app")
        .routes(front::routes().merge(boards::routes(cards)))
        .place(Place {
            order: 0,
            href: "/overview",
            label: |lang: Lang| Text::new(lang).overview_nav(),
            open: may_see_overview,
            menu: Menu::Main,
        })
        .place(Place {
            order: 1,
            href: "/me",
            label: |lang: Lang| Text::new(lang).me_nav(),
            open: may_see_own_page,
            menu: Menu::Main,
        })
}

fn may_see_overview(ctx: &Context) -> bool {
    access::permit::<access::action::SeeOfficeOverview>(ctx).is_ok()
}

/// Somebody in the organisation's register, with a role that has a page of its own.
fn may_see_own_page(ctx: &Context) -> bool {
    ctx.actor
        .person()
        .is_some_and(|person| access::permit_own::<access::action::SeeOwnPage>(ctx, person).is_ok())
}
