//! A phone in the room: in by the code of the wall, without an account and without a name.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse as _, Response},
};
use base::{Context, Id, Lang, OrganisationTag, PersonTag, Problem, ProblemKind, Secret};
use chrono::{Days, NaiveDate};
use db::Database;
use identity::Organisations;
use kit::{
    Choice, Failure, Form, Onward, Origin, PublicVisit, Shell, Typed, page as show, refused,
};
use practice::query::StepTold;
use programme::query::{Participant, local_day};

use super::{
    run::{Now, now},
    shown,
};
use crate::{
    Text,
    command::{self, NotTaken, Sending},
    domain::{
        live::{LONGEST_NOTE, LONGEST_WORD, Live, SCALE},
        sheet::Screen,
    },
    hub::Hub,
    query::{self, Guest},
};

/// No room has more tables than a phone can say.
const MOST_DESKS: i32 = 60;
/// A step is due after so many days, until its leader says another date.
const STEP_DAYS: u64 = 14;
/// As much of a step as the leader's own pages take.
const LONGEST_STEP: usize = 300;

type Key = (Id<OrganisationTag>, Id<Live>);

/// A browser that is in the room.
pub(super) struct Entered {
    pub ctx: Context,
    pub db: Database,
    pub live: Live,
    pub guest: Guest,
    mark: String,
}

async fn database(
    organisations: &Organisations,
    visit: &PublicVisit,
    organisation: Id<OrganisationTag>,
) -> Result<(Context, Database), Failure> {
    let mut ctx = Context::system("room", visit.ctx.now);
    ctx.lang = visit.ctx.lang;
    ctx.request = visit.ctx.request;
    let db = organisations
        .database(&ctx, organisation)
        .await
        .map_err(|_| Failure::not_found())?;
    Ok((ctx, db))
}

pub(super) async fn enter(
    organisations: &Organisations,
    visit: &PublicVisit,
    organisation: Id<OrganisationTag>,
    room: Id<Live>,
) -> Result<Entered, Failure> {
    let (ctx, db) = database(organisations, visit, organisation).await?;
    let mark = visit.mark(room.uuid());
    let tx = db.read(&ctx).await.map_err(Problem::from)?;
    let (live, guest) = query::guest(&tx, room, &mark).await?;
    drop(tx);
    Ok(Entered {
        ctx,
        db,
        live,
        guest,
        mark,
    })
}

#[derive(Template)]
#[template(path = "room/join.html")]
struct JoinPage {
    shell: Shell,
    t: Text,
    typed: Typed,
}

pub(super) async fn ask(visit: PublicVisit) -> Result<Response, Failure> {
    show(&JoinPage {
        t: Text::new(visit.shell.lang),
        shell: visit.shell,
        typed: Typed::new(),
    })
}

/// What a code opens; what to say where it opens nothing.
async fn opened(
    organisations: &Organisations,
    visit: &PublicVisit,
    origin: &Origin,
    code: &str,
) -> Result<Result<Key, String>, Failure> {
    let t = Text::new(visit.shell.lang);
    let found = organisations
        .control()
        .code(&visit.ctx, code, &origin.network)
        .await;
    match found {
        Ok(Some((organisation, room))) => Ok(Ok((organisation, Id::from_uuid(room)))),
        Ok(None) => Ok(Err(t.code_unknown())),
        Err(identity::Error::Wait(wait)) => {
            let wait = identity::wait_text(visit.shell.lang, wait);
            Ok(Err(t.code_wait(wait)))
        }
        Err(error) => Err(Problem::from(error).into()),
    }
}

fn not_in(visit: PublicVisit, code: &str, said: String) -> Result<Response, Failure> {
    let t = Text::new(visit.shell.lang);
    let mut typed = Typed::filled([("code", code)]);
    typed.call("code", t.code_label());
    typed.refuse("code", said);
    refused(&JoinPage {
        t,
        shell: visit.shell,
        typed,
    })
}

pub(super) async fn typed(
    organisations: Organisations,
    visit: PublicVisit,
    origin: Origin,
    form: Form,
) -> Result<Response, Failure> {
    let code = form.typed.get("code").to_owned();
    match opened(&organisations, &visit, &origin, &code).await? {
        Ok(_) => {
            let plain: String = code.chars().filter(char::is_ascii_alphabetic).collect();
            Ok(Onward::to(format!("/join/{}", plain.to_ascii_uppercase())).into_response())
        }
        Err(said) => not_in(visit, &code, said),
    }
}

#[derive(Template)]
#[template(path = "room/enter.html")]
struct EnterPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    title: String,
    code: String,
    desks: Vec<Choice>,
}

/// The tables that a session has; those of a long room where the plan says nothing.
async fn seats(ctx: &Context, db: &Database, live: &Live) -> Result<Vec<Participant>, Failure> {
    let tx = db.read(ctx).await.map_err(Problem::from)?;
    Ok(programme::query::session(&tx, live.session)
        .await?
        .participants)
}

fn desks(t: &Text, seats: &[Participant]) -> Vec<Choice> {
    let last = seats.iter().map(|seat| seat.table).max().unwrap_or(8);
    (1..=last.clamp(1, MOST_DESKS))
        .map(|desk| Choice::new(desk, t.desk(desk)))
        .collect()
}

fn desk(typed: &Typed) -> Option<i32> {
    let desk = typed.get("desk").parse().ok()?;
    (1..=MOST_DESKS).contains(&desk).then_some(desk)
}

pub(super) async fn door(
    organisations: Organisations,
    visit: PublicVisit,
    origin: Origin,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    let (organisation, room) = match opened(&organisations, &visit, &origin, &code).await? {
        Ok(key) => key,
        Err(said) => return not_in(visit, &code, said),
    };
    let (ctx, db) = database(&organisations, &visit, organisation).await?;
    let live = {
        let tx = db.read(&ctx).await.map_err(Problem::from)?;
        query::door(&tx, room).await?
    };
    // Scanned again by a phone that is in already.
    if enter(&organisations, &visit, organisation, room)
        .await
        .is_ok()
    {
        return Ok(Onward::to(format!("/room/{organisation}/{room}")).into_response());
    }
    let t = Text::new(visit.shell.lang);
    show(&EnterPage {
        title: live.title(t.lang()).to_owned(),
        desks: desks(&t, &seats(&ctx, &db, &live).await?),
        typed: Typed::new(),
        code,
        shell: visit.shell,
        t,
    })
}

pub(super) async fn come_in(
    hub: Hub,
    organisations: Organisations,
    visit: PublicVisit,
    origin: Origin,
    Path(code): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (organisation, room) = match opened(&organisations, &visit, &origin, &code).await? {
        Ok(key) => key,
        Err(said) => return not_in(visit, &code, said),
    };
    let (ctx, db) = database(&organisations, &visit, organisation).await?;
    let mark = visit.mark(room.uuid());
    let pulse = command::come_in(&ctx, &db, room, &mark, desk(&form.typed))
        .await
        .map_err(outside)?;
    hub.tell(room, pulse);
    Ok(Onward::to(format!("/room/{organisation}/{room}")).into_response())
}

fn outside(refused: NotTaken) -> Failure {
    match refused {
        NotTaken::Problem(problem) => problem.into(),
        NotTaken::Outside => Failure::not_found(),
        NotTaken::Full => {
            Problem::new(ProblemKind::TooMany, |lang| Text::new(lang).room_full()).into()
        }
        NotTaken::Closed => Problem::new(ProblemKind::Conflict, |lang| {
            Text::new(lang).question_closed()
        })
        .into(),
    }
}

#[derive(Template)]
#[template(path = "room/phone.html")]
struct PhonePage {
    shell: Shell,
    t: Text,
    title: String,
    href: String,
    part: String,
}

#[derive(Template)]
#[template(path = "room/phone_part.html")]
struct PhonePart {
    shell: Shell,
    t: Text,
    typed: Typed,
    flash: Option<String>,
    title: String,
    href: String,
    /// The table that the phone sits at, in words.
    desk: String,
    desks: Vec<Choice>,
    now: Option<Now>,
    number: u32,
    ask: Asking,
    send: String,
    /// What was typed for a question that is closed.
    kept: String,
    promise: String,
    /// Whether the table must be said before anything can be sent.
    desk_first: bool,
    /// What this browser has answered, and what its table has brought.
    answer: String,
    brought: Vec<String>,
    /// The word under which what is sent next is kept once.
    key: String,
    is_open: bool,
}

/// What the phone is asked.
enum Asking {
    Nothing,
    Closed,
    Word,
    Scale(Vec<Choice>),
    Note(Vec<Choice>),
    Brought,
    /// Who one is, and whom one tells it.
    Step(Vec<Choice>),
}

async fn part(
    visit: &PublicVisit,
    entered: &Entered,
    organisation: Id<OrganisationTag>,
    typed: Typed,
) -> Result<String, Failure> {
    let t = Text::new(visit.shell.lang);
    let Entered {
        ctx,
        db,
        live,
        guest,
        ..
    } = entered;
    let at = ctx.now;
    let number = live.now().map_or(0, |now| now.number);
    let seats = seats(ctx, db, live).await?;
    let tx = db.read(ctx).await.map_err(Problem::from)?;
    let (answer, brought) = query::own(&tx, guest, number).await?;
    let ask = match live.screen() {
        _ if live.now().is_none() => Asking::Nothing,
        screen if screen.asks() && !live.asks => Asking::Closed,
        Screen::Checkin | Screen::PollWord => Asking::Word,
        Screen::PollScale => Asking::Scale(
            (1..=SCALE)
                .map(|value| match value {
                    1 => Choice::new(value, t.scale_low(value)),
                    SCALE => Choice::new(value, t.scale_high(value)),
                    _ => Choice::new(value, value.to_string()),
                })
                .collect(),
        ),
        Screen::Notes => Asking::Note(
            shown::fields(&tx, t.lang())
                .await?
                .into_iter()
                .map(|(key, name)| Choice::new(key, name))
                .collect(),
        ),
        Screen::Outputs => Asking::Brought,
        Screen::Step => Asking::Step(
            seats
                .iter()
                .map(|seat| Choice::new(seat.person, seat.name.clone()))
                .collect(),
        ),
        Screen::Text | Screen::Tables | Screen::Timer => Asking::Nothing,
    };
    drop(tx);
    let mut typed = typed;
    if matches!(ask, Asking::Step(_)) && typed.get("by").is_empty() {
        typed.set("by", due(local_day(ctx)).to_string());
    }
    let part = PhonePart {
        flash: visit.shell.flash.clone().filter(|_| visit.fragment),
        title: live.title(t.lang()).to_owned(),
        href: format!("/room/{organisation}/{}", live.id),
        desk: guest
            .desk
            .map_or_else(|| t.desk_none(), |desk| t.desk(desk)),
        desks: desks(&t, &seats),
        now: now(&t, live, at),
        number,
        kept: ["note", "word"]
            .map(|field| typed.get(field))
            .join(" ")
            .trim()
            .to_owned(),
        send: match answer {
            Some(_) => t.phone_change(),
            None => t.phone_send(),
        },
        promise: match ask {
            Asking::Step(_) => t.step_promise(),
            _ => t.phone_promise(),
        },
        desk_first: matches!(ask, Asking::Brought) && guest.desk.is_none(),
        ask,
        answer: answer.unwrap_or_default(),
        brought: brought.into_iter().map(|note| note.text).collect(),
        key: word()?,
        is_open: live.is_open,
        typed,
        shell: visit.shell.clone(),
        t,
    };
    Ok(part.render()?)
}

fn due(today: NaiveDate) -> NaiveDate {
    today
        .checked_add_days(Days::new(STEP_DAYS))
        .unwrap_or(today)
}

/// A word that nobody has had before.
fn word() -> Result<String, Problem> {
    let secret = Secret::new()
        .map_err(|error| Problem::internal(std::io::Error::other(error.to_string())))?;
    Ok(secret.expose().chars().take(32).collect())
}

fn whole(visit: PublicVisit, entered: &Entered, href: String, part: String) -> PhonePage {
    let t = Text::new(visit.shell.lang);
    PhonePage {
        title: entered.live.title(t.lang()).to_owned(),
        href,
        part,
        shell: visit.shell,
        t,
    }
}

pub(super) async fn page(
    organisations: Organisations,
    visit: PublicVisit,
    Path((organisation, room)): Path<Key>,
) -> Result<Response, Failure> {
    let entered = enter(&organisations, &visit, organisation, room).await?;
    let part = part(&visit, &entered, organisation, Typed::new()).await?;
    if visit.fragment {
        return Ok(Html(part).into_response());
    }
    let href = format!("/room/{organisation}/{room}");
    show(&whole(visit, &entered, href, part))
}

/// The same page with what was typed, and why it was not taken.
async fn again(
    visit: PublicVisit,
    entered: &Entered,
    organisation: Id<OrganisationTag>,
    typed: Typed,
) -> Result<Response, Failure> {
    let part = part(&visit, entered, organisation, typed).await?;
    if visit.fragment {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(part)).into_response());
    }
    let href = format!("/room/{organisation}/{}", entered.live.id);
    refused(&whole(visit, entered, href, part))
}

pub(super) async fn sit(
    hub: Hub,
    organisations: Organisations,
    visit: PublicVisit,
    Path((organisation, room)): Path<Key>,
    form: Form,
) -> Result<Response, Failure> {
    let entered = enter(&organisations, &visit, organisation, room).await?;
    let Entered { ctx, db, mark, .. } = &entered;
    let pulse = command::come_in(ctx, db, room, mark, desk(&form.typed))
        .await
        .map_err(outside)?;
    hub.tell(room, pulse);
    Ok(Onward::to(format!("/room/{organisation}/{room}")).into_response())
}

/// A text of a form, no longer than this.
fn text(
    typed: &mut Typed,
    field: &str,
    label: String,
    longest: usize,
    lang: Lang,
) -> Option<String> {
    typed.call(field, label);
    let text = typed.required(field, lang)?;
    if text.chars().count() > longest {
        typed.refuse(field, Text::new(lang).too_long(longest));
        return None;
    }
    Some(text)
}

fn number(typed: &Typed) -> u32 {
    typed.get("beat").parse().unwrap_or(u32::MAX)
}

/// Where a phone sends what it has to say.
pub(super) async fn say(
    hub: Hub,
    organisations: Organisations,
    visit: PublicVisit,
    Path((organisation, room)): Path<Key>,
    form: Form,
) -> Result<Response, Failure> {
    let entered = enter(&organisations, &visit, organisation, room).await?;
    let t = Text::new(visit.shell.lang);
    let lang = t.lang();
    let Entered {
        ctx,
        db,
        live,
        guest,
        mark,
    } = &entered;
    let mut typed = form.typed;
    let beat = number(&typed);
    let screen = live.stretch(beat).map(|stretch| stretch.beat.screen);
    let key = typed.get("key").chars().take(64).collect::<String>();
    let (done, said) = match screen {
        Some(Screen::Checkin | Screen::PollWord) => {
            let word = text(&mut typed, "word", t.word_label(), LONGEST_WORD, lang);
            let Some(word) = word else {
                return again(visit, &entered, organisation, typed).await;
            };
            (
                command::answer(ctx, db, room, mark, beat, &word).await,
                t.answered(),
            )
        }
        Some(Screen::PollScale) => {
            typed.call("value", t.scale_label());
            let value = typed.whole::<u8>("value", lang);
            let Some(value) = value.filter(|value| (1..=SCALE).contains(value)) else {
                if !typed.is_refused() {
                    typed.refuse("value", t.scale_wrong(SCALE));
                }
                return again(visit, &entered, organisation, typed).await;
            };
            let value = value.to_string();
            (
                command::answer(ctx, db, room, mark, beat, &value).await,
                t.answered(),
            )
        }
        Some(Screen::Notes | Screen::Outputs) => {
            let of_desk = screen == Some(Screen::Outputs);
            let label = if of_desk {
                t.brought_label()
            } else {
                t.note_label()
            };
            let note = text(&mut typed, "note", label, LONGEST_NOTE, lang);
            if of_desk && guest.desk.is_none() {
                typed.refuse("note", t.desk_first());
            }
            let field = typed.get("field").to_owned();
            let known = {
                let tx = db.read(ctx).await.map_err(Problem::from)?;
                shown::fields(&tx, lang).await?
            };
            let field = known
                .into_iter()
                .map(|(key, _)| key)
                .find(|key| *key == field);
            if !of_desk && field.is_none() {
                typed.call("field", t.note_field());
                typed.refuse("field", t.note_field_choose());
            }
            let (Some(note), false) = (note, typed.is_refused()) else {
                return again(visit, &entered, organisation, typed).await;
            };
            let sending = Sending {
                key,
                beat,
                field: field.filter(|_| !of_desk),
                of_desk,
                text: note,
            };
            (
                command::note(ctx, db, room, mark, &sending).await,
                t.note_kept(),
            )
        }
        Some(Screen::Step) => {
            let Some(told) = step(&entered, &mut typed, lang).await? else {
                return again(visit, &entered, organisation, typed).await;
            };
            (
                command::step(ctx, db, room, mark, &key, &told).await,
                t.step_kept(),
            )
        }
        _ => return Err(Failure::not_found()),
    };
    match done {
        Ok(pulse) => {
            hub.tell(room, pulse);
            Ok(Onward::to(format!("/room/{organisation}/{room}"))
                .saying(said)
                .into_response())
        }
        Err(NotTaken::Closed) => {
            typed.refuse("", t.question_closed());
            again(visit, &entered, organisation, typed).await
        }
        Err(other) => Err(outside(other)),
    }
}

/// A next step as it was written, where it is whole.
async fn step(
    entered: &Entered,
    typed: &mut Typed,
    lang: Lang,
) -> Result<Option<StepTold>, Failure> {
    let t = Text::new(lang);
    let seats = seats(&entered.ctx, &entered.db, &entered.live).await?;
    let when = text(typed, "when", t.step_when(), LONGEST_STEP, lang);
    let then = text(typed, "then", t.step_then(), LONGEST_STEP, lang);
    typed.call("by", t.step_by());
    let by = typed.date("by", lang);
    if by.is_some_and(|by| by < local_day(&entered.ctx)) {
        typed.refuse("by", t.step_by_past());
    }
    let seated = |typed: &Typed, field: &str| -> Option<Id<PersonTag>> {
        let id = typed.get(field).parse().ok()?;
        seats.iter().any(|seat| seat.person == id).then_some(id)
    };
    let person = seated(typed, "person");
    if person.is_none() {
        typed.call("person", t.step_person());
        typed.refuse("person", t.step_person_choose());
    }
    let makker = seated(typed, "makker").filter(|makker| Some(*makker) != person);
    let (Some(when), Some(then), Some(by), Some(person), false) =
        (when, then, by, person, typed.is_refused())
    else {
        return Ok(None);
    };
    let tx = entered.db.read(&entered.ctx).await.map_err(Problem::from)?;
    let about = programme::query::session(&tx, entered.live.session).await?;
    Ok(Some(StepTold {
        person,
        when,
        then,
        by,
        makker,
        module: about.session.module,
        session: Some(entered.live.session),
    }))
}
