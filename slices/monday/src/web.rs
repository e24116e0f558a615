//! The pages.

use access::{action, permit, within};
use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use base::{Context, Id, PersonTag, Problem};
use db::Database;
use identity::{Door, Organisations};
use jobs::Kind;
use kit::{
    Ask, Board, Card, Failure, Form, May, Menu, Often, Onward, Place, PublicVisit, Routes, Shell,
    Slice, Typed, Visit, Whom, get, page as shown, post, refused,
};

use crate::{
    Text, command,
    domain::{Choice, HOURS, Settings, next},
    letter::{Fields, Part, Writing, Written},
    query,
};

/// What `app` mounts. The organisations are for the letters' readers, and for the link that stops them.
#[must_use]
pub fn slice(organisations: &Organisations) -> Slice {
    let control = organisations.control().clone();
    let (asked, done) = (organisations.clone(), organisations.clone());
    let routes = Routes::new()
        .route("/monday", get(page))
        .route("/monday/choice", post(choose))
        .route("/monday/settings", post(set))
        .route(
            "/monday/stop/{door}",
            get(move |visit, door| stop_page(asked.clone(), visit, door))
                .post(move |visit, door| stop(done.clone(), visit, door)),
        );
    Slice::new("monday")
        .routes(routes)
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .job(Kind::new(move |job, asked| {
            command::compose(job, asked, control.clone())
        }))
        .asks(Ask {
            whom: Whom::Leader,
            what: |lang| Text::new(lang).ask(),
            minutes: 1,
            often: Often::Week,
            required: false,
        })
        .place(Place {
            order: 30,
            href: "/monday",
            label: |lang| Text::new(lang).nav(),
            open: may_open,
            menu: Menu::Personal,
        })
        .card(Card {
            board: Board::Mine,
            order: 16,
            show: |visit| Box::pin(card(visit)),
        })
}

fn may_open(ctx: &Context) -> bool {
    reader(ctx).is_some() || permit::<action::SetMonday>(ctx).is_ok()
}

/// Whose letter it is.
fn reader(ctx: &Context) -> Option<Id<PersonTag>> {
    let person = ctx.actor.person()?;
    within::<action::OwnMonday>(ctx).ok().map(|_| person)
}

#[derive(Template)]
#[template(path = "monday/page.html")]
struct Page {
    shell: Shell,
    t: Text,
    typed: Typed,
    lead: String,
    /// The reader's own letter, as it would go now.
    written: Option<Written>,
    may_set: bool,
    hours: Vec<kit::Choice>,
}

/// The own letter, with whom to ring.
async fn own(visit: &Visit, person: Id<PersonTag>) -> Result<Option<Written>, Failure> {
    let t = Text::new(visit.ctx.lang);
    let Some((sources, letter)) =
        query::own_letter(&visit.ctx, &visit.db, visit.organisation, person).await?
    else {
        return Ok(None);
    };
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let called = match &letter.ring {
        Some(ring) => programme::query::names(&tx, &[ring.person])
            .await?
            .remove(&ring.person),
        None => None,
    };
    let writing = Writing {
        fields: &Fields::read(&tx).await?,
        sources: &sources,
        address: "",
        called,
        taps: std::collections::HashMap::new(),
        t,
    };
    Ok(Some(writing.write(visit.visitor.name(), &letter)))
}

impl Page {
    async fn of(visit: Visit, mut typed: Typed) -> Result<Self, Failure> {
        let t = Text::new(visit.ctx.lang);
        let lang = t.lang();
        if !may_open(&visit.ctx) {
            return Err(Problem::forbidden().into());
        }
        let person = reader(&visit.ctx);
        let (settings, choice) = {
            let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
            let choice = match person {
                Some(person) => query::choice(&tx, person).await?,
                None => Choice::default(),
            };
            (query::settings(&tx).await?, choice)
        };
        if !typed.is_refused() {
            let mut tick = |name: &str, is: bool| {
                if is {
                    typed.set(name, "yes");
                }
            };
            tick("wanted", choice.wanted);
            tick("named", choice.named);
            tick("on", settings.is_on);
            typed.set("hour", settings.hour.to_string());
        }
        let written = match person {
            Some(person) => own(&visit, person).await?,
            None => None,
        };
        Ok(Self {
            lead: if settings.is_on {
                let day = next(query::local(&visit.ctx), settings);
                t.lead(
                    language::date_with_weekday(lang, day),
                    settings.hour.to_string(),
                )
            } else {
                t.lead_off()
            },
            written,
            may_set: permit::<action::SetMonday>(&visit.ctx).is_ok(),
            hours: HOURS
                .map(|hour| kit::Choice::new(hour.to_string(), t.at_hour(hour.to_string())))
                .collect(),
            typed,
            shell: visit.shell,
            t,
        })
    }
}

async fn page(visit: Visit) -> Result<Response, Failure> {
    shown(&Page::of(visit, Typed::new()).await?)
}

async fn choose(visit: Visit, _: May<action::OwnMonday>, form: Form) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let person = reader(&visit.ctx).ok_or_else(Problem::not_found)?;
    let choice = Choice {
        wanted: form.typed.has("wanted", "yes"),
        named: form.typed.has("named", "yes"),
    };
    command::choose(&visit.ctx, &visit.db, person, choice).await?;
    Ok(Onward::to("/monday").saying(t.saved()).into_response())
}

async fn set(visit: Visit, _: May<action::SetMonday>, form: Form) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    typed.call("hour", t.hour());
    let hour = typed.whole::<u32>("hour", visit.ctx.lang);
    let Some(hour) = hour.filter(|hour| HOURS.contains(hour)) else {
        if !typed.is_refused() {
            typed.refuse("hour", t.hour_wrong());
        }
        return refused(&Page::of(visit, typed).await?);
    };
    let settings = Settings {
        is_on: typed.has("on", "yes"),
        hour,
    };
    command::set(&visit.ctx, &visit.db, settings).await?;
    Ok(Onward::to("/monday").saying(t.saved()).into_response())
}

#[derive(Template)]
#[template(path = "monday/stop.html")]
struct StopPage {
    shell: Shell,
    t: Text,
    heading: String,
    said: String,
    /// What to press the button with; empty where there is nothing to press.
    door: String,
}

fn spent(shell: Shell) -> Result<Response, Failure> {
    let t = Text::new(shell.lang);
    let mut response = shown(&StopPage {
        heading: t.stop_spent(),
        said: t.stop_spent_text(),
        door: String::new(),
        shell,
        t,
    })?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

/// What an address opens: the system's own context, the organisation's database and the door.
async fn opened(
    organisations: &Organisations,
    visit: &PublicVisit,
    word: &str,
) -> Option<(Context, Database, Door)> {
    let door = Door::read(word)?;
    let ctx = Context::system("monday-stop", visit.ctx.now);
    let db = organisations.database(&ctx, door.organisation).await.ok()?;
    Some((ctx, db, door))
}

/// Looking stops nothing: mail filters look at every link they carry.
async fn stop_page(
    organisations: Organisations,
    visit: PublicVisit,
    Path(word): Path<String>,
) -> Result<Response, Failure> {
    let Some((ctx, db, door)) = opened(&organisations, &visit, &word).await else {
        return spent(visit.shell);
    };
    if !command::stops(&ctx, &db, &door).await? {
        return spent(visit.shell);
    }
    let t = Text::new(visit.shell.lang);
    shown(&StopPage {
        heading: t.stop(),
        said: t.stop_text(),
        door: word,
        shell: visit.shell,
        t,
    })
}

/// By our own page's button, or by a mail program's (RFC 8058), which sends no token of ours: the
/// address is the key, and the worst it does is that a letter stays away until it is wanted again.
async fn stop(
    organisations: Organisations,
    visit: PublicVisit,
    Path(word): Path<String>,
) -> Result<Response, Failure> {
    let Some((ctx, db, door)) = opened(&organisations, &visit, &word).await else {
        return spent(visit.shell);
    };
    if !command::stop(&ctx, &db, &door).await? {
        return spent(visit.shell);
    }
    let t = Text::new(visit.shell.lang);
    shown(&StopPage {
        heading: t.stopped(),
        said: t.stopped_text(),
        door: String::new(),
        shell: visit.shell,
        t,
    })
}

#[derive(Template)]
#[template(path = "monday/card.html")]
struct RingCard {
    t: Text,
    ring: Part,
}

/// *Min side*: the colleague of this week's letter; the rest of it has cards of its own there.
async fn card(visit: Visit) -> Result<Option<String>, Failure> {
    let Some(person) = reader(&visit.ctx) else {
        return Ok(None);
    };
    let named = {
        let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
        query::choice(&tx, person).await?.named
    };
    if !named {
        return Ok(None);
    }
    let t = Text::new(visit.ctx.lang);
    let written = own(&visit, person).await?;
    let ring = written.and_then(|written| written.parts.into_iter().find(|part| part.is_ring));
    match ring {
        Some(ring) => Ok(Some(RingCard { t, ring }.render()?)),
        None => Ok(None),
    }
}
