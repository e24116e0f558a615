//! One session: when and where, and for its teacher, on the phone, who is there.

use std::collections::BTreeMap;

use access::action;
use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use base::{Id, PersonTag, Problem};
use kit::{
    Beside, Choice, Failure, Form, May, Onward, Shell, Site, Thing, Typed, Visit, page as shown,
};

use crate::{
    Text, command,
    query::{self, Other, Session, SessionSheet},
};

#[derive(Template)]
#[template(path = "programme/session.html")]
struct SessionPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    sheet: SessionSheet,
    action: String,
    facts: Vec<(String, String)>,
    /// Oneself, where one has a place here.
    me: Option<String>,
    people: Vec<Choice>,
    others: Vec<OtherView>,
    preparation: Vec<(u32, String)>,
    /// What other slices say of it.
    beside: Vec<String>,
}

pub(super) async fn page(
    visit: Visit,
    Extension(beside): Extension<Beside>,
    Path(id): Path<Id<Session>>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let sheet = query::session(&tx, id).await?;
    drop(tx);
    let beside = beside.of(&visit, Thing::Session, id.uuid()).await?;
    let lang = t.lang();
    let session = &sheet.session;
    let last = session.dates().last().unwrap_or(session.day);
    let facts = vec![
        (t.session_when(), query::days(lang, session.day, last)),
        (
            t.session_hours(),
            t.hours(
                language::time(lang, session.begins),
                language::time(lang, session.ends),
            ),
        ),
        (t.book_room(), sheet.place.clone()),
        (t.book_teachers(), sheet.teachers.join(", ")),
    ];
    let arranges = access::within::<action::ArrangeSubstitute>(&visit.ctx).is_ok();
    let me = visit
        .ctx
        .actor
        .person()
        .filter(|_| arranges && !sheet.may_arrange)
        .map(|person| person.to_string());
    shown(&SessionPage {
        action: format!("/programme/sessions/{id}"),
        beside,
        facts,
        me,
        people: sheet
            .participants
            .iter()
            .map(|each| Choice::new(each.person, each.name.clone()))
            .collect(),
        others: sheet
            .others
            .iter()
            .map(|other| other_view(other, &t))
            .collect(),
        preparation: sheet
            .preparation
            .iter()
            .map(|each| (each.minutes, each.text.pick(lang).to_owned()))
            .collect(),
        typed: Typed::new(),
        sheet,
        shell: visit.shell.crumb("/programme", t.nav_programme()),
        t,
    })
}

/// Another cohort's session, and how the reader stands to it.
struct OtherView {
    action: String,
    name: String,
    when: String,
    state: String,
    waits: bool,
    offered: bool,
}

fn other_view(other: &Other, t: &Text) -> OtherView {
    let session = &other.session;
    let last = session.dates().last().unwrap_or(session.day);
    let days = query::days(t.lang(), session.day, last);
    let offered = other
        .waiting
        .as_ref()
        .is_some_and(|each| each.offered.is_some());
    OtherView {
        action: format!("/programme/sessions/{}", session.id),
        name: session
            .cohort
            .map_or_else(String::new, |number| t.cohort_name(number)),
        when: format!("{days}, {}", other.place),
        state: match &other.waiting {
            Some(_) if offered => t.exchange_offered(),
            Some(waiting) => t.exchange_position(waiting.position),
            None => t.exchange_free(other.free),
        },
        waits: other.waiting.is_some(),
        offered,
    }
}

/// The list names everybody on it; those ticked are there. So an empty list is nobody, and not
/// "not told yet".
pub(super) async fn tick(
    visit: Visit,
    Path(id): Path<Id<Session>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut present: BTreeMap<Id<PersonTag>, bool> = BTreeMap::new();
    for person in form.typed.all("listed").filter_map(|key| key.parse().ok()) {
        present.insert(person, false);
    }
    for person in form.typed.all("present").filter_map(|key| key.parse().ok()) {
        present.insert(person, true);
    }
    command::tick(&visit.ctx, &visit.db, id, &present).await?;
    Ok(back(id).saying(t.ticked_flash()).into_response())
}

pub(super) async fn material(
    visit: Visit,
    _: May<action::EditSession>,
    Path(id): Path<Id<Session>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::add_material(
        &visit.ctx,
        &visit.db,
        id,
        form.typed.get("name"),
        form.typed.get("link"),
    )
    .await?;
    Ok(back(id).saying(t.saved_flash()).into_response())
}

#[derive(serde::Deserialize)]
pub(super) struct Whose {
    person: Id<PersonTag>,
    /// The reader's own session, whose page this comes from.
    #[serde(default)]
    from: Option<Id<Session>>,
}

pub(super) async fn substitute(
    visit: Visit,
    _: May<action::ArrangeSubstitute>,
    Path(id): Path<Id<Session>>,
    form: Form<Whose>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::substitute(
        &visit.ctx,
        &visit.db,
        id,
        form.value.person,
        form.typed.get("substitute"),
    )
    .await?;
    Ok(back(id).saying(t.saved_flash()).into_response())
}

pub(super) async fn wait(
    visit: Visit,
    _: May<action::ArrangeSubstitute>,
    Path(id): Path<Id<Session>>,
    form: Form<Whose>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let waits = form.typed.get("waits") != "no";
    command::wait(&visit.ctx, &visit.db, id, form.value.person, waits).await?;
    Ok(back(form.value.from.unwrap_or(id))
        .saying(t.saved_flash())
        .into_response())
}

pub(super) async fn offer(
    visit: Visit,
    _: May<action::ArrangeSubstitute>,
    State(site): State<Site>,
    Path(id): Path<Id<Session>>,
    form: Form<Whose>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::offer(
        &visit.ctx,
        &visit.db,
        visit.organisation,
        id,
        form.value.person,
        site.address(),
    )
    .await?;
    Ok(back(id).saying(t.offered_flash()).into_response())
}

pub(super) async fn answer(
    visit: Visit,
    _: May<action::ArrangeSubstitute>,
    Path(id): Path<Id<Session>>,
    form: Form<Whose>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let takes = form.typed.get("takes") == "yes";
    command::answer(&visit.ctx, &visit.db, id, form.value.person, takes).await?;
    // The place that was taken is the reader's own from now on, and the one before is not.
    let to = if takes {
        id
    } else {
        form.value.from.unwrap_or(id)
    };
    Ok(back(to).saying(t.saved_flash()).into_response())
}

fn back(id: Id<Session>) -> Onward {
    Onward::to(format!("/programme/sessions/{id}"))
}
