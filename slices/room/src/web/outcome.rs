//! What came out of a day: for those who were there, who ran it, and the office.

use access::action::RunRoom;
use askama::Template;
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse as _, Response},
};
use base::{Id, Problem};
use files::{Attached, Kind};
use kit::{Failure, Form, May, Onward, Shell, Typed, Visit, page as show, refused};
use programme::query::Session;

use super::shown::{self, Place, Shown, shown};
use crate::{Text, command, query};

#[derive(Template)]
#[template(path = "room/outcome.html")]
struct OutcomePage {
    shell: Shell,
    t: Text,
    typed: Typed,
    title: String,
    when: String,
    action: String,
    is_open: bool,
    may_run: bool,
    parts: Vec<(String, String, Shown)>,
    steps: String,
    photos: Vec<Photo>,
    accept: String,
}

struct Photo {
    href: String,
    title: String,
}

async fn view(visit: Visit, id: Id<Session>, typed: Typed) -> Result<OutcomePage, Failure> {
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let (live, said, photos) = query::outcome(&tx, id).await?;
    let may_run = programme::query::admit::<RunRoom>(&tx, id).await.is_ok();
    let about = programme::query::session(&tx, id).await?;
    let fields = shown::fields(&tx, lang).await?;
    let last = about.session.dates().last().unwrap_or(about.session.day);
    let parts = live
        .day
        .iter()
        .filter(|stretch| stretch.beat.screen.asks() && stretch.began.is_some())
        .map(|stretch| {
            let beat = &stretch.beat;
            let question = beat
                .question
                .as_ref()
                .map(|words| words.pick(lang).to_owned());
            let what = (beat.screen, stretch.number);
            (
                beat.name.pick(lang).to_owned(),
                question.unwrap_or_default(),
                shown(&t, Place::Page, what, &said, &fields, &[]),
            )
        })
        .collect();
    Ok(OutcomePage {
        when: programme::query::days(lang, about.session.day, last),
        action: format!("/rooms/{id}"),
        is_open: live.is_open,
        may_run,
        parts,
        steps: t.steps_written(said.steps),
        photos: photos
            .into_iter()
            .map(|photo| Photo {
                href: format!("/rooms/{id}/photos/{}", photo.id),
                title: photo.title,
            })
            .collect(),
        accept: Kind::accept(&Kind::PICTURES),
        shell: visit
            .shell
            .crumb(format!("/programme/sessions/{id}"), about.title.clone()),
        title: about.title,
        typed,
        t,
    })
}

pub(super) async fn page(visit: Visit, Path(id): Path<Id<Session>>) -> Result<Response, Failure> {
    show(&view(visit, id, Typed::new()).await?)
}

pub(super) async fn put(
    visit: Visit,
    _: May<RunRoom>,
    Path(id): Path<Id<Session>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let file = form.file("photo").cloned();
    let mut typed = form.typed;
    typed.call("photo", t.photo_label());
    let title: String = typed.get("title").trim().chars().take(120).collect();
    let title = if title.is_empty() {
        t.photo_untitled()
    } else {
        title
    };
    let Some(file) = file else {
        typed.refuse("photo", t.photo_missing());
        return refused(&view(visit, id, typed).await?);
    };
    let kind = match Kind::of(&file.name, &file.bytes, &Kind::PICTURES) {
        Ok(kind) => kind,
        Err(why) => {
            typed.refuse("photo", why.text(lang));
            return refused(&view(visit, id, typed).await?);
        }
    };
    command::photos::put(
        &visit.ctx, &visit.db, id, &title, &file.name, kind, file.bytes,
    )
    .await?;
    Ok(Onward::to(format!("/rooms/{id}/outcome"))
        .saying(t.photo_kept())
        .into_response())
}

pub(super) async fn remove(
    visit: Visit,
    _: May<RunRoom>,
    Path((id, photo)): Path<(Id<Session>, Id<Attached>)>,
    _: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::photos::remove(&visit.ctx, &visit.db, id, photo).await?;
    Ok(Onward::to(format!("/rooms/{id}/outcome"))
        .saying(t.photo_gone())
        .into_response())
}

pub(super) async fn photo(
    visit: Visit,
    Path((id, photo)): Path<(Id<Session>, Id<Attached>)>,
) -> Result<Response, Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let (about, bytes) = query::photo(&tx, id, photo).await?;
    let headers = [
        (header::CONTENT_TYPE, about.kind.clone()),
        (header::CONTENT_DISPOSITION, files::disposition(&about.name)),
    ];
    Ok((headers, bytes).into_response())
}

#[derive(Template)]
#[template(path = "room/told.html")]
struct Told {
    t: Text,
    href: String,
    may_run: bool,
    is_open: bool,
    was_open: bool,
}

/// Beside a session: the way into its room, and what came out of it.
pub(super) async fn told(visit: Visit, id: Id<Session>) -> Result<Option<String>, Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let may_run = programme::query::admit::<RunRoom>(&tx, id).await.is_ok();
    let live = query::outcome(&tx, id).await.ok().map(|(live, ..)| live);
    if !may_run && live.is_none() {
        return Ok(None);
    }
    let told = Told {
        t: Text::new(visit.ctx.lang),
        href: format!("/rooms/{id}"),
        may_run,
        is_open: live.as_ref().is_some_and(|live| live.is_open),
        was_open: live.is_some(),
    };
    Ok(Some(told.render()?))
}
