//! One session: when and where, and for its teacher, on the phone, who is there.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Id, PersonTag, Problem};
use kit::{Choice, Failure, Form, Onward, Shell, Typed, Visit, page as shown};

use crate::{
    Text, command,
    query::{self, Session, SessionSheet},
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
    waiting: Vec<(String, String)>,
    preparation: Vec<(u32, String)>,
}

pub(super) async fn page(visit: Visit, Path(id): Path<Id<Session>>) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let sheet = query::session(&tx, id).await?;
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
    let arranges = access::within::<access::action::ArrangeSubstitute>(&visit.ctx).is_ok();
    let me = visit
        .ctx
        .actor
        .person()
        .filter(|_| arranges && !sheet.may_arrange)
        .map(|person| person.to_string());
    shown(&SessionPage {
        action: format!("/programme/sessions/{id}"),
        facts,
        me,
        people: sheet
            .participants
            .iter()
            .map(|each| Choice::new(each.person, each.name.clone()))
            .collect(),
        waiting: sheet
            .waiting
            .iter()
            .map(|(person, name)| (person.to_string(), name.clone()))
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
}

pub(super) async fn substitute(
    visit: Visit,
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
    Path(id): Path<Id<Session>>,
    form: Form<Whose>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let waits = form.typed.get("waits") != "no";
    command::wait(&visit.ctx, &visit.db, id, form.value.person, waits).await?;
    let to = if super::may_view(&visit.ctx) && !super::may_plan(&visit.ctx) {
        "/programme".to_owned()
    } else {
        format!("/programme/sessions/{id}")
    };
    Ok(Onward::to(to).saying(t.saved_flash()).into_response())
}

fn back(id: Id<Session>) -> Onward {
    Onward::to(format!("/programme/sessions/{id}"))
}
