//! Writing a drejebog in the browser, a beat at a time.

use access::action;
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::Lang;
use blueprint::Words;
use kit::{Choice, Failure, Form, May, Onward, Shell, Typed, Visit, page as show, refused};

use super::{sheets::found, view};
use crate::{
    Text,
    command::{self, Refusal},
    domain::sheet::{Beat, Change, Kind, Lead, MOST_BEATS, RunSheet, Screen},
};

type Writer = May<action::EditRunSheet>;

/// More than a page of A4 in one field is refused; what was typed is kept.
const LONGEST_TEXT: usize = 4_000;

#[derive(Template)]
#[template(path = "room/beat.html")]
struct BeatForm {
    shell: Shell,
    t: Text,
    heading: String,
    action: String,
    back: String,
    /// From 1; nought for one that is not there yet.
    place: usize,
    insert: String,
    leads: Vec<Choice>,
    kinds: Vec<Choice>,
    screens: Vec<Choice>,
    typed: Typed,
}

#[derive(Template)]
#[template(path = "room/about.html")]
struct AboutForm {
    shell: Shell,
    t: Text,
    action: String,
    back: String,
    typed: Typed,
}

pub(super) fn author(visit: &Visit) -> String {
    visit.visitor.name().to_owned()
}

fn choices<T: Copy>(
    all: &[T],
    word: fn(T) -> &'static str,
    name: impl Fn(T) -> String,
) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice::new(word(*one), name(*one)))
        .collect()
}

fn beat_form(
    visit: Visit,
    sheet: &RunSheet,
    place: usize,
    action: String,
    typed: Typed,
) -> BeatForm {
    let t = Text::new(visit.ctx.lang);
    let back = format!("/rooms/sheets/{}", sheet.key);
    let name = sheet.name.pick(t.lang());
    BeatForm {
        heading: if place == 0 {
            t.beat_new()
        } else {
            t.beat_edit(place)
        },
        insert: if place == 0 {
            String::new()
        } else {
            format!("{back}/insert/{place}")
        },
        leads: choices(Lead::ALL, Lead::word, |one| view::lead_name(&t, one)),
        kinds: choices(Kind::ALL, Kind::word, |one| view::kind_name(&t, one)),
        screens: choices(Screen::ALL, Screen::word, |one| view::screen_name(&t, one)),
        shell: visit
            .shell
            .crumb("/rooms", t.nav())
            .crumb(back.clone(), name),
        action,
        back,
        place,
        typed,
        t,
    }
}

fn filled(beat: &Beat, mark: String) -> Typed {
    let words = |name: &str, words: Option<&Words>| {
        let da = words.map_or_else(String::new, |words| words.da.clone());
        let en = words.and_then(|words| words.en.clone()).unwrap_or_default();
        [(format!("{name}_da"), da), (format!("{name}_en"), en)]
    };
    let mut pairs = vec![
        ("seen".to_owned(), mark),
        ("day".to_owned(), beat.day.to_string()),
        ("minutes".to_owned(), beat.minutes.to_string()),
        ("lead".to_owned(), beat.lead.word().to_owned()),
        ("kind".to_owned(), beat.kind.word().to_owned()),
        ("screen".to_owned(), beat.screen.word().to_owned()),
    ];
    pairs.extend(words("name", Some(&beat.name)));
    pairs.extend(words("purpose", Some(&beat.purpose)));
    pairs.extend(words("how", Some(&beat.how)));
    pairs.extend(words("material", beat.material.as_ref()));
    pairs.extend(words("question", beat.question.as_ref()));
    Typed::filled(pairs)
}

pub(super) async fn beat(
    visit: Visit,
    _: Writer,
    Path((key, place)): Path<(String, usize)>,
) -> Result<Response, Failure> {
    let (sheet, sheets) = found(&visit, &key).await?;
    let beat = place.checked_sub(1).and_then(|at| sheet.beats.get(at));
    let typed = filled(beat.ok_or_else(Failure::not_found)?, sheets.mark(&key));
    let action = format!("/rooms/sheets/{key}/beats/{place}");
    show(&beat_form(visit, &sheet, place, action, typed))
}

pub(super) async fn blank(
    visit: Visit,
    _: Writer,
    Path((key, place)): Path<(String, usize)>,
) -> Result<Response, Failure> {
    let (sheet, sheets) = found(&visit, &key).await?;
    let after = place.checked_sub(1).and_then(|at| sheet.beats.get(at));
    let day = after.ok_or_else(Failure::not_found)?.day.to_string();
    let typed = Typed::filled([
        ("seen", sheets.mark(&key)),
        ("day", day),
        ("screen", "text".to_owned()),
    ]);
    let action = format!("/rooms/sheets/{key}/insert/{place}");
    show(&beat_form(visit, &sheet, 0, action, typed))
}

pub(super) async fn save_beat(
    visit: Visit,
    _: Writer,
    Path((key, place)): Path<(String, usize)>,
    form: Form,
) -> Result<Response, Failure> {
    let at = place.checked_sub(1).ok_or_else(Failure::not_found)?;
    let mut typed = form.typed;
    let change = match typed.get("act") {
        "remove" => Some(Change::Remove(at)),
        "up" => Some(Change::Up(at)),
        _ => read(&mut typed, visit.ctx.lang).map(|beat| Change::Put(at, beat)),
    };
    let action = format!("/rooms/sheets/{key}/beats/{place}");
    keep(visit, &key, place, action, change, typed).await
}

pub(super) async fn insert(
    visit: Visit,
    _: Writer,
    Path((key, place)): Path<(String, usize)>,
    form: Form,
) -> Result<Response, Failure> {
    let at = place.checked_sub(1).ok_or_else(Failure::not_found)?;
    let mut typed = form.typed;
    let change = read(&mut typed, visit.ctx.lang).map(|beat| Change::Insert(at, beat));
    let action = format!("/rooms/sheets/{key}/insert/{place}");
    keep(visit, &key, 0, action, change, typed).await
}

async fn keep(
    visit: Visit,
    key: &str,
    place: usize,
    action: String,
    change: Option<Change>,
    mut typed: Typed,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let (sheet, _) = found(&visit, key).await?;
    let Some(change) = change else {
        return refused(&beat_form(visit, &sheet, place, action, typed));
    };
    if sheet.beats.len() >= MOST_BEATS && matches!(change, Change::Insert(..)) {
        typed.refuse("", t.beat_too_many(MOST_BEATS));
        return refused(&beat_form(visit, &sheet, place, action, typed));
    }
    let seen = typed.get("seen").to_owned();
    let done =
        command::change_sheet(&visit.ctx, &visit.db, key, &seen, &change, &author(&visit)).await;
    match told(done, &mut typed, &t)? {
        true => Ok(Onward::to(format!("/rooms/sheets/{key}"))
            .saying(t.saved_flash())
            .into_response()),
        false => refused(&beat_form(visit, &sheet, place, action, typed)),
    }
}

/// Whether it was done; what was refused is said in the form.
fn told(done: Result<(), Refusal>, typed: &mut Typed, t: &Text) -> Result<bool, Failure> {
    match done {
        Ok(()) => return Ok(true),
        Err(Refusal::Changed) => typed.refuse("", t.beat_changed()),
        Err(Refusal::Faults(faults)) => {
            for fault in faults {
                let (message, remedy) = (fault.message.text(t.lang()), fault.remedy.text(t.lang()));
                typed.refuse("", t.fault(message, remedy));
            }
        }
        Err(Refusal::Problem(problem)) => return Err(problem.into()),
        Err(Refusal::Gone | Refusal::Faulty(_)) => return Err(Failure::not_found()),
    }
    Ok(false)
}

pub(super) async fn about(
    visit: Visit,
    _: Writer,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    let (sheet, sheets) = found(&visit, &key).await?;
    let typed = Typed::filled([
        ("seen", sheets.mark(&key)),
        ("name_da", sheet.name.da.clone()),
        ("name_en", sheet.name.en.clone().unwrap_or_default()),
        ("text", sheet.text.da.clone()),
    ]);
    show(&about_form(visit, &sheet, typed))
}

fn about_form(visit: Visit, sheet: &RunSheet, typed: Typed) -> AboutForm {
    let t = Text::new(visit.ctx.lang);
    let back = format!("/rooms/sheets/{}", sheet.key);
    AboutForm {
        action: format!("{back}/about"),
        shell: visit
            .shell
            .crumb("/rooms", t.nav())
            .crumb(back.clone(), sheet.name.pick(t.lang())),
        back,
        typed,
        t,
    }
}

pub(super) async fn save_about(
    visit: Visit,
    _: Writer,
    Path(key): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (t, lang) = (Text::new(visit.ctx.lang), visit.ctx.lang);
    let (sheet, _) = found(&visit, &key).await?;
    let mut typed = form.typed;
    let name = words(&mut typed, "name", true, lang);
    let text = long(&mut typed, "text", true, lang);
    let (Some(name), Some(text), false) = (name, text, typed.is_refused()) else {
        return refused(&about_form(visit, &sheet, typed));
    };
    let seen = typed.get("seen").to_owned();
    let change = Change::About { name, text };
    let done =
        command::change_sheet(&visit.ctx, &visit.db, &key, &seen, &change, &author(&visit)).await;
    match told(done, &mut typed, &t)? {
        true => Ok(Onward::to(format!("/rooms/sheets/{key}"))
            .saying(t.saved_flash())
            .into_response()),
        false => refused(&about_form(visit, &sheet, typed)),
    }
}

fn long(typed: &mut Typed, field: &str, required: bool, lang: Lang) -> Option<String> {
    let text = if required {
        typed.required(field, lang)?
    } else {
        typed.get(field).to_owned()
    };
    if text.chars().count() > LONGEST_TEXT {
        typed.refuse(field, Text::new(lang).too_long(LONGEST_TEXT));
        return None;
    }
    (!text.is_empty()).then_some(text)
}

fn words(typed: &mut Typed, name: &str, required: bool, lang: Lang) -> Option<Words> {
    let da = long(typed, &format!("{name}_da"), required, lang);
    let en = long(typed, &format!("{name}_en"), false, lang);
    Some(Words { da: da?, en })
}

fn read(typed: &mut Typed, lang: Lang) -> Option<Beat> {
    let t = Text::new(lang);
    for (field, label) in [
        ("name_da", t.beat_name_da()),
        ("purpose_da", t.beat_purpose_da()),
        ("how_da", t.beat_how_da()),
        ("minutes", t.beat_minutes()),
        ("lead", t.beat_lead()),
        ("kind", t.beat_kind()),
    ] {
        typed.call(field, label);
        typed.required(field, lang);
    }
    let chosen = |typed: &Typed, field: &str| typed.get(field).to_owned();
    let (lead, kind) = (
        Lead::of(&chosen(typed, "lead")),
        Kind::of(&chosen(typed, "kind")),
    );
    let screen = Screen::of(typed.get("screen")).unwrap_or_default();
    let day: Option<u32> = typed.whole("day", lang);
    let minutes: Option<u32> = typed.whole("minutes", lang);
    let name = words(typed, "name", false, lang);
    let purpose = words(typed, "purpose", false, lang);
    let how = words(typed, "how", false, lang);
    let material = words(typed, "material", false, lang);
    let question = words(typed, "question", false, lang);
    if typed.is_refused() {
        return None;
    }
    Some(Beat {
        day: day.unwrap_or(1),
        minutes: minutes?,
        name: name?,
        purpose: purpose?,
        lead: lead?,
        kind: kind?,
        how: how?,
        material,
        screen,
        question,
    })
}
