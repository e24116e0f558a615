//! The pages.

mod calendar;
mod cards;
mod cohorts;
mod contributions;
mod edit;
mod feed;
mod files;
mod module;
mod overview;
mod plan;
mod publish;
mod session;
mod standing;
mod time;

use access::{action, permit, within};
use base::Context;
use identity::Organisations;
use kit::{Board, Card, Link, Menu, Place, Routes, Slice, Visit, get, post};

use crate::Text;

/// What `app` mounts. The organisations are for the calendar feed, where nobody is signed in.
#[must_use]
pub fn slice(organisations: &Organisations) -> Slice {
    let feeds = organisations.clone();
    let routes = Routes::new()
        .route("/programme", get(overview::programme))
        .route("/programme/modules/{key}", get(module::page))
        .route("/programme/files", get(files::page).post(files::upload))
        .route("/programme/files.zip", get(files::download))
        .route("/programme/edit", get(edit::home))
        .route("/programme/list/{kind}", get(edit::list))
        .route("/programme/new/{kind}", get(edit::blank).post(edit::add))
        .route(
            "/programme/edit/{kind}/{key}",
            get(edit::form).post(edit::save),
        )
        .route(
            "/programme/remove/{kind}/{key}",
            get(edit::ask).post(edit::remove),
        )
        .route("/programme/cohorts", get(cohorts::page))
        .route("/programme/calendar", get(calendar::page))
        .route("/programme/time", get(time::page))
        .route("/programme/plan", get(plan::page))
        .route("/programme/plan/propose", post(plan::propose))
        .route("/programme/plan/{job}/cancel", post(plan::cancel))
        .route(
            "/programme/plan/publish",
            get(publish::preview).post(publish::publish),
        )
        .route("/programme/sessions/{id}", get(session::page))
        .route("/programme/sessions/{id}/attendance", post(session::tick))
        .route("/programme/sessions/{id}/material", post(session::material))
        .route(
            "/programme/sessions/{id}/substitute",
            post(session::substitute),
        )
        .route("/programme/sessions/{id}/waiting", post(session::wait))
        .route("/programme/sessions/{id}/offer", post(session::offer))
        .route("/programme/sessions/{id}/answer", post(session::answer))
        .route("/programme/my-calendar", get(feed::mine).post(feed::renew))
        .route(
            "/calendar/{file}",
            get(move |state, path, asked, headers| {
                feed::serve(feeds.clone(), state, path, asked, headers)
            }),
        );
    let slice = crate::kinds(organisations)
        .into_iter()
        .fold(Slice::new("programme"), Slice::job);
    slice
        .routes(routes)
        .contributes(|visit| Box::pin(contributions::of(visit)))
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .place(Place {
            order: 20,
            href: "/programme",
            label: |lang| Text::new(lang).nav_programme(),
            open: may_view,
            menu: Menu::Main,
        })
        .place(Place {
            order: 25,
            href: "/programme/plan",
            label: |lang| Text::new(lang).nav_plan(),
            open: may_plan,
            menu: Menu::Main,
        })
        .place(Place {
            order: 20,
            href: "/programme/my-calendar",
            label: |lang| Text::new(lang).nav_calendar(),
            open: has_calendar,
            menu: Menu::Personal,
        })
        .card(Card {
            board: Board::Mine,
            order: 10,
            show: |visit| Box::pin(cards::mine(visit)),
        })
        .card(Card {
            board: Board::Mine,
            order: 12,
            show: |visit| Box::pin(cards::teaching(visit)),
        })
        .card(Card {
            board: Board::Office,
            order: 10,
            show: |visit| Box::pin(cards::office(visit)),
        })
        .card(Card {
            board: Board::Office,
            order: 20,
            show: |visit| Box::pin(standing::card(visit)),
        })
}

fn may_view(ctx: &Context) -> bool {
    permit::<action::ViewProgramme>(ctx).is_ok()
}

fn may_plan(ctx: &Context) -> bool {
    permit::<action::ProposePlan>(ctx).is_ok()
}

fn may_see_plan(ctx: &Context) -> bool {
    permit::<action::ViewPlan>(ctx).is_ok()
}

fn has_calendar(ctx: &Context) -> bool {
    ctx.actor.person().is_some() && within::<action::OwnCalendar>(ctx).is_ok()
}

/// The pages of the programme side by side, as far as the person may open them.
fn tabs(visit: &Visit, here: &str) -> Vec<Link> {
    let text = Text::new(visit.ctx.lang);
    let tab = |href: &str, label: String| Link::new(href, label).current(href == here);
    let mut tabs = vec![tab("/programme", text.tab_programme())];
    if may_plan(&visit.ctx) {
        tabs.push(tab("/programme/edit", text.tab_edit()));
        tabs.push(tab("/programme/plan", text.tab_plan()));
        tabs.push(tab("/programme/files", text.tab_files()));
    }
    if may_see_plan(&visit.ctx) {
        tabs.push(tab("/programme/cohorts", text.tab_cohorts()));
        tabs.push(tab("/programme/calendar", text.tab_calendar()));
    }
    if may_view(&visit.ctx) {
        tabs.push(tab("/programme/time", text.tab_time()));
    }
    tabs
}
