//! A session's drejebog, with its clock.

use access::action;
use askama::Template;
use axum::{extract::Path, response::Response};
use base::{Id, Problem};
use kit::{Failure, Shell, Visit, page as show};
use programme::query::Session;

use super::view::{self, DayView, kinds, paragraphs, tag};
use crate::{Text, domain::day, query};

#[derive(Template)]
#[template(path = "room/session.html")]
struct SessionPage {
    shell: Shell,
    t: Text,
    title: String,
    when: String,
    text: Vec<String>,
    text_lang: &'static str,
    days: Vec<DayView>,
    kinds: Vec<(&'static str, String)>,
    /// The drejebog itself, where the reader may change it.
    edit: String,
}

pub(super) async fn page(visit: Visit, Path(id): Path<Id<Session>>) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let (_, _) = programme::query::admit::<action::RunRoom>(&tx, id).await?;
    let about = programme::query::session(&tx, id).await?;
    let session = &about.session;
    let sheets = query::sheets(&tx).await?;
    let sheet = sheets.of_session(session).ok_or_else(Failure::not_found)?;
    let stretches = day::of(sheet, session.days);
    let starts: Vec<_> = session
        .dates()
        .map(|day| day.and_time(session.begins))
        .collect();
    let slots = day::slots(
        &stretches,
        &starts,
        None,
        starts.first().copied().unwrap_or_default(),
    );
    let last = session.dates().last().unwrap_or(session.day);
    show(&SessionPage {
        title: about.title.clone(),
        when: programme::query::days(lang, session.day, last),
        text: paragraphs(sheet.text.pick(lang)),
        text_lang: tag(sheet.text.lang(lang)),
        kinds: kinds(&t, stretches.iter().map(|one| (one.beat.kind, one.minutes))),
        days: view::days(&t, &stretches, &slots),
        edit: if super::may_edit(&visit.ctx) {
            format!("/rooms/sheets/{}", sheet.key)
        } else {
            String::new()
        },
        shell: visit
            .shell
            .crumb(format!("/programme/sessions/{id}"), about.title.clone()),
        t,
    })
}
