//! The pages.

mod cards;
mod form;
mod list;
mod step;
mod tap;

use access::{action, within};
use base::{Context, Id, PersonTag, Problem};
use chrono::NaiveDate;
use identity::Organisations;
use jobs::{Kind, Subscriber};
use kit::{Ask, Board, Card, Menu, Often, Place, Routes, Slice, Typed, Visit, Whom, get, post};

use crate::{
    Text, command,
    domain::{LONGEST_WORD, Settled, Step},
};

/// Written in under a minute, and settled in one tap and a sentence.
const MINUTES_TO_WRITE: u32 = 1;
const MINUTES_TO_SETTLE: u32 = 1;

/// One step for each module, and what came of it, is all that is required of a leader.
fn of_a_leader(what: fn(base::Lang) -> String, minutes: u32) -> Ask {
    Ask {
        whom: Whom::Leader,
        what,
        minutes,
        often: Often::Module,
        required: true,
    }
}

/// What `app` mounts. The organisations are for the links in mails, where nobody is signed in.
#[must_use]
pub fn slice(organisations: &Organisations) -> Slice {
    let (looked, tapped) = (organisations.clone(), organisations.clone());
    let routes = Routes::new()
        .route("/steps", get(list::page))
        .route("/steps/new", get(form::blank).post(form::write))
        .route("/steps/shared", get(list::shared))
        .route("/steps/makker", post(list::reply))
        .route("/steps/{id}", get(step::page))
        .route("/steps/{id}/edit", get(form::filled).post(form::edit))
        .route("/steps/{id}/settle", post(step::settle))
        .route("/steps/{id}/told", post(step::told))
        .route("/steps/{id}/cheer", post(step::cheer))
        .route(
            "/tap/{door}",
            get(move |visit, door, asked| tap::page(looked.clone(), visit, door, asked))
                .post(move |visit, door, form| tap::settle(tapped.clone(), visit, door, form)),
        );
    Slice::new("practice")
        .routes(routes)
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .job(Kind::new(command::forget))
        .asks(of_a_leader(
            |lang| Text::new(lang).ask_step(),
            MINUTES_TO_WRITE,
        ))
        .asks(of_a_leader(
            |lang| Text::new(lang).ask_outcome(),
            MINUTES_TO_SETTLE,
        ))
        .subscriber(Subscriber::new("practice.step_told", command::hear))
        .place(Place {
            order: 10,
            href: "/steps",
            label: |lang| Text::new(lang).nav_steps(),
            open: keeps_steps,
            menu: Menu::Main,
        })
        .card(Card {
            board: Board::Mine,
            order: 5,
            show: |visit| Box::pin(cards::mine(visit)),
        })
        .card(Card {
            board: Board::Office,
            order: 30,
            show: |visit| Box::pin(cards::office(visit)),
        })
}

fn keeps_steps(ctx: &Context) -> bool {
    ctx.actor.person().is_some() && within::<action::KeepSteps>(ctx).is_ok()
}

/// Whose pages these are.
fn person(visit: &Visit) -> Result<Id<PersonTag>, Problem> {
    within::<action::KeepSteps>(&visit.ctx)?;
    visit.ctx.actor.person().ok_or_else(Problem::not_found)
}

/// What a form says has become of a step, and what the next page says; nothing when it is refused.
fn settled(
    typed: &mut Typed,
    step: &Step,
    today: NaiveDate,
    t: &Text,
) -> Option<(Settled, String)> {
    let lang = t.lang();
    for field in ["outcome", "word"] {
        let letters = typed.get(field).chars().count();
        if letters > LONGEST_WORD {
            typed.refuse(field, t.form_long(letters, LONGEST_WORD));
        }
    }
    let said = |field: &str| Some(typed.get(field).to_owned()).filter(|said| !said.is_empty());
    let (outcome, word) = (said("outcome"), said("word"));
    let settled = match typed.get("did") {
        "done" => (Settled::Done(outcome), t.settled_done()),
        "moved" => {
            let to = match typed.get("by") {
                "" => step.a_week_on(today),
                _ => typed.date("by", lang)?,
            };
            if to < today {
                typed.refuse("by", t.settle_past());
            }
            let day = language::date_with_weekday(lang, to);
            (Settled::Moved(to), t.settled_moved(day))
        }
        "dropped" => (Settled::Dropped(word), t.settled_dropped()),
        "undone" => (Settled::Undone, t.settled_undone()),
        _ => {
            typed.refuse("", t.settle_unknown());
            return None;
        }
    };
    (!typed.is_refused()).then_some(settled)
}
