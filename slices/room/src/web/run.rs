//! The remote: what the one who leads the day holds in the hand.

use access::action::RunRoom;
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse as _, Response},
};
use base::{Id, Problem, ProblemKind};
use chrono::{DateTime, TimeDelta, Utc};
use identity::Organisations;
use kit::{Failure, Form, May, Onward, Shell, Site, Visit, page as show};
use programme::query::{Session, SessionSheet};

use super::{
    shown::{self, Place, Shown, shown},
    view::{BeatView, DayView, beat_view, days},
};
use crate::{
    Text,
    command::{self, Pressed},
    domain::{
        day::{self, Slot, State as Stand},
        live::{Act, Live},
    },
    hub::Hub,
    query,
};

/// The room of a session with what belongs around it.
pub(super) struct Room {
    pub about: SessionSheet,
    pub live: Option<Live>,
}

pub(super) async fn room(visit: &Visit, id: Id<Session>) -> Result<Room, Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let live = query::room(&tx, id).await?;
    let about = programme::query::session(&tx, id).await?;
    Ok(Room { about, live })
}

#[derive(Template)]
#[template(path = "room/run.html")]
struct RunPage {
    shell: Shell,
    t: Text,
    title: String,
    when: String,
    action: String,
    /// Whether it is open, so that the page stays right by itself.
    is_open: bool,
    /// Whether it was open once, and there is something to see.
    was_open: bool,
    part: String,
}

#[derive(Template)]
#[template(path = "room/run_part.html")]
struct RunPart {
    shell: Shell,
    t: Text,
    action: String,
    flash: Option<String>,
    turn: i32,
    code: String,
    guests: String,
    acted: String,
    now: Option<Now>,
    behind: String,
    gift: Option<(String, String)>,
    days: Vec<DayView>,
    shown: Shown,
    /// What the button that goes on is called.
    next: String,
    has_next: bool,
    has_previous: bool,
}

/// The beat that is on.
pub(super) struct Now {
    pub beat: BeatView,
    /// When it is over: for the eye, and for the script's clock.
    pub until: String,
    pub until_ms: i64,
    pub now_ms: i64,
    pub is_question: bool,
    pub asks: bool,
}

pub(super) fn now(t: &Text, live: &Live, at: DateTime<Utc>) -> Option<Now> {
    let stretch = live.now()?;
    let place = live.at? + 1;
    let until = stretch.began.unwrap_or(at) + TimeDelta::minutes(stretch.minutes.into());
    Some(Now {
        beat: beat_view(t, place, &stretch.beat, stretch.minutes),
        until: language::time(t.lang(), day::local(until).time()),
        until_ms: until.timestamp_millis(),
        now_ms: at.timestamp_millis(),
        is_question: stretch.beat.screen.asks(),
        asks: live.asks,
    })
}

/// A code as it is read aloud: KPT MRZ.
pub(super) fn spaced(code: &str) -> String {
    let (one, other) = code.split_at_checked(3).unwrap_or((code, ""));
    format!("{one} {other}")
}

fn slots(session: &Session, live: &Live, at: DateTime<Utc>) -> Vec<Slot> {
    let starts: Vec<_> = session
        .dates()
        .map(|day| day.and_time(session.begins))
        .collect();
    day::slots(&live.day, &starts, live.at, day::local(at))
}

async fn part(
    visit: &Visit,
    about: &SessionSheet,
    live: &Live,
    action: &str,
) -> Result<RunPart, Failure> {
    let t = Text::new(visit.ctx.lang);
    let at = visit.ctx.now;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let said = query::said(&tx, live).await?;
    let fields = shown::fields(&tx, t.lang()).await?;
    let slots = slots(&about.session, live, at);
    let behind = day::behind(&live.day, &slots, live.at);
    let gift = day::gift(&live.day, live.at, behind).and_then(|gift| {
        let name = live.stretch(gift.number)?.beat.name.pick(t.lang());
        let press = format!("take {} {}", gift.number, gift.minutes);
        Some((t.run_gift(gift.minutes, name), press))
    });
    let what = live
        .now()
        .map_or((live.screen(), 0), |now| (now.beat.screen, now.number));
    let ahead: Vec<_> = live
        .day
        .iter()
        .zip(&slots)
        .filter(|(_, slot)| matches!(slot.state, Stand::Ahead | Stand::Skipped))
        .map(|(stretch, slot)| (stretch.clone(), *slot))
        .collect();
    let (stretches, ahead): (Vec<_>, Vec<_>) = ahead.into_iter().unzip();
    Ok(RunPart {
        action: action.to_owned(),
        flash: visit.fragment.then(|| visit.shell.flash.clone()).flatten(),
        turn: live.pulse.turn,
        code: live.code.as_deref().map(spaced).unwrap_or_default(),
        guests: t.guests(said.guests),
        acted: live
            .acted_by
            .as_deref()
            .map(|by| t.run_acted(by))
            .unwrap_or_default(),
        now: now(&t, live, at),
        behind: match behind {
            _ if live.at.is_none() => String::new(),
            1.. => t.run_behind(behind),
            0 => t.run_on_time(),
            _ => t.run_ahead(-behind),
        },
        gift,
        days: numbered(&stretches, days(&t, &stretches, &ahead)),
        shown: shown(&t, Place::Remote, what, &said, &fields, &about.participants),
        next: if live.at.is_some() {
            t.run_next()
        } else {
            t.run_begin()
        },
        has_next: day::next(&live.day, live.at).is_some(),
        has_previous: day::previous(&live.day, live.at).is_some(),
        shell: visit.shell.clone(),
        t,
    })
}

/// Beats under the numbers that they keep for the day.
fn numbered(stretches: &[day::Stretch], mut days: Vec<DayView>) -> Vec<DayView> {
    let shown = days.iter_mut().flat_map(|day| day.beats.iter_mut());
    for (view, stretch) in shown.zip(stretches) {
        view.place = usize::try_from(stretch.number).unwrap_or_default();
    }
    days
}

pub(super) async fn page(visit: Visit, Path(id): Path<Id<Session>>) -> Result<Response, Failure> {
    let Room { about, live } = room(&visit, id).await?;
    let action = format!("/rooms/{id}");
    let open = live.as_ref().filter(|live| live.is_open);
    let part = match open {
        Some(live) => part(&visit, &about, live, &action).await?.render()?,
        None => String::new(),
    };
    if visit.fragment {
        // What was followed is no longer open: the page says so itself.
        return match open {
            Some(_) => Ok(Html(part).into_response()),
            None => Err(Failure::not_found()),
        };
    }
    let t = Text::new(visit.ctx.lang);
    let last = about.session.dates().last().unwrap_or(about.session.day);
    show(&RunPage {
        when: programme::query::days(t.lang(), about.session.day, last),
        is_open: open.is_some(),
        was_open: live.is_some(),
        part,
        action,
        shell: visit
            .shell
            .crumb(format!("/programme/sessions/{id}"), about.title.clone()),
        title: about.title,
        t,
    })
}

type Runner = May<RunRoom>;

pub(super) async fn open(
    organisations: Organisations,
    visit: Visit,
    _: Runner,
    Path(id): Path<Id<Session>>,
    _: Form,
) -> Result<Response, Failure> {
    let control = organisations.control();
    command::open(&visit.ctx, &visit.db, control, visit.organisation, id).await?;
    Ok(Onward::to(format!("/rooms/{id}/run")).into_response())
}

pub(super) async fn press(
    hub: Hub,
    visit: Visit,
    _: Runner,
    Path(id): Path<Id<Session>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let room = room(&visit, id)
        .await?
        .live
        .ok_or_else(Failure::not_found)?
        .id;
    let typed = form.typed;
    let back = Onward::to(format!("/rooms/{id}/run"));
    let seen = typed.get("seen").parse::<i32>().ok();
    let (Some(act), Some(seen)) = (Act::of(typed.get("act")), seen) else {
        return Err(
            Problem::new(ProblemKind::Invalid, |lang| Text::new(lang).run_unknown()).into(),
        );
    };
    let by = visit.visitor.name().to_owned();
    match command::press(&visit.ctx, &visit.db, id, seen, act, &by).await? {
        Pressed::Done(pulse) => {
            hub.tell(room, pulse);
            Ok(back.into_response())
        }
        Pressed::Late(live) => {
            let by = live.acted_by.unwrap_or_default();
            Ok(back.saying(t.run_late(by)).into_response())
        }
    }
}

pub(super) async fn renew(
    hub: Hub,
    organisations: Organisations,
    visit: Visit,
    _: Runner,
    Path(id): Path<Id<Session>>,
    _: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let control = organisations.control();
    let pulse = command::renew_code(&visit.ctx, &visit.db, control, visit.organisation, id).await?;
    if let Some(live) = room(&visit, id).await?.live {
        hub.tell(live.id, pulse);
    }
    Ok(Onward::to(format!("/rooms/{id}/run"))
        .saying(t.code_renewed())
        .into_response())
}

pub(super) async fn close(
    hub: Hub,
    organisations: Organisations,
    visit: Visit,
    _: Runner,
    Path(id): Path<Id<Session>>,
    _: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let pulse = command::close(&visit.ctx, &visit.db, organisations.control(), id).await?;
    if let Some(live) = room(&visit, id).await?.live {
        hub.tell(live.id, pulse);
    }
    Ok(Onward::to(format!("/rooms/{id}/outcome"))
        .saying(t.closed_flash())
        .into_response())
}

pub(super) async fn hide(
    hub: Hub,
    visit: Visit,
    _: Runner,
    Path(id): Path<Id<Session>>,
    form: Form,
) -> Result<Response, Failure> {
    let hidden = form.typed.get("shown") != "yes";
    let note = form
        .typed
        .get("note")
        .parse()
        .map_err(|_| Failure::not_found())?;
    let (room, pulse) = command::hide(&visit.ctx, &visit.db, id, note, hidden).await?;
    hub.tell(room, pulse);
    Ok(Onward::to(format!("/rooms/{id}/run")).into_response())
}

#[derive(Template)]
#[template(path = "room/wall.html")]
struct Wall {
    shell: Shell,
    t: Text,
    title: String,
    href: String,
    part: String,
}

#[derive(Template)]
#[template(path = "room/wall_part.html")]
struct WallPart {
    t: Text,
    title: String,
    code: String,
    address: String,
    /// The squares of the QR code, as a path, and how many there are on a side.
    squares: String,
    side: usize,
    guests: String,
    clock: String,
    now: Option<Now>,
    shown: Shown,
    /// Whether the beat gathers nothing, so that its purpose has the room.
    is_bare: bool,
    /// Whether there are more tables than can be set large.
    is_crowded: bool,
    is_timer: bool,
}

/// The wall: the beat that is on, for a whole room to read.
pub(super) async fn wall(
    State(site): State<Site>,
    visit: Visit,
    Path(id): Path<Id<Session>>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let Room { about, live } = room(&visit, id).await?;
    let Some(live) = live.filter(|live| live.is_open) else {
        return if visit.fragment {
            Err(Failure::not_found())
        } else {
            Ok(Onward::to(format!("/rooms/{id}/run")).into_response())
        };
    };
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let said = query::said(&tx, &live).await?;
    let fields = shown::fields(&tx, t.lang()).await?;
    drop(tx);
    let code = live.code.clone().unwrap_or_default();
    let (squares, side) = squares(&format!("{}/join/{code}", site.address()))?;
    let what = live
        .now()
        .map_or((live.screen(), 0), |now| (now.beat.screen, now.number));
    let shown = shown(&t, Place::Wall, what, &said, &fields, &about.participants);
    let address = site.address();
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let part = WallPart {
        title: live.title(t.lang()).to_owned(),
        code: spaced(&code),
        address: format!("{address}/join"),
        squares,
        side,
        guests: t.guests(said.guests),
        clock: language::time(t.lang(), day::local(visit.ctx.now).time()),
        now: now(&t, &live, visit.ctx.now),
        is_bare: matches!(shown, Shown::Nothing),
        is_crowded: matches!(&shown, Shown::Tables(tables) if tables.len() > 8),
        shown,
        is_timer: what.0 == crate::domain::sheet::Screen::Timer,
        t: Text::new(visit.ctx.lang),
    }
    .render()?;
    if visit.fragment {
        return Ok(Html(part).into_response());
    }
    show(&Wall {
        title: live.title(t.lang()).to_owned(),
        href: format!("/rooms/{id}"),
        part,
        shell: visit.shell,
        t,
    })
}

/// The dark squares of a QR code as one path, with a quiet edge of four.
fn squares(text: &str) -> Result<(String, usize), Problem> {
    use std::fmt::Write as _;
    const EDGE: usize = 4;
    let code = qrcode::QrCode::new(text).map_err(Problem::internal)?;
    let width = code.width();
    let mut path = String::new();
    for (place, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = (place % width + EDGE, place / width + EDGE);
            // Writing to a String cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok((path, width + 2 * EDGE))
}
