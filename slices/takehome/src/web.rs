//! The pages.

use access::{action, permit};
use askama::Template;
use axum::{
    extract::{Path, Query},
    http::header,
    response::{IntoResponse as _, Response},
};
use base::{Context, Problem};
use db::ReadTx;
use identity::{Door, Organisations};
use kit::{
    Board, Card, Failure, Form, Link, May, Menu, Onward, Place, PublicVisit, Routes, Shell, Site,
    Slice, Visit, get, page as shown, post,
};
use serde::Deserialize;

use crate::{
    Text, command,
    domain::{Area, Package},
    paper, query, slide,
};

/// What `app` mounts.
#[must_use]
pub fn slice(organisations: &Organisations) -> Slice {
    let (page, file) = (organisations.clone(), organisations.clone());
    let routes = Routes::new()
        .route("/take-home", get(list))
        .route("/take-home/link", post(renew))
        .route(
            "/take-home/{door}/{key}",
            get(move |visit, path, asked| package(page.clone(), visit, path, asked)),
        )
        .route(
            "/take-home/{door}/{key}/{file}",
            get(move |visit, path, asked| download(file.clone(), visit, path, asked)),
        );
    Slice::new("takehome")
        .routes(routes)
        .migrations(crate::MIGRATIONS)
        .export(crate::export::EXPORT)
        .place(Place {
            order: 25,
            href: "/take-home",
            label: |lang| Text::new(lang).nav(),
            open: |ctx| permit::<action::ViewTakeHome>(ctx).is_ok(),
            menu: Menu::Main,
        })
        .card(Card {
            board: Board::Mine,
            order: 17,
            show: |visit| Box::pin(card(visit)),
        })
}

struct Row {
    href: String,
    title: String,
    purpose: String,
    question: String,
}

#[derive(Template)]
#[template(path = "takehome/list.html")]
struct ListPage {
    shell: Shell,
    t: Text,
    rows: Vec<Row>,
    may_edit: bool,
}

async fn address(tx: &ReadTx, visit: &Visit) -> Result<String, Problem> {
    let address = query::address(tx, visit.organisation).await?;
    Ok(address.unwrap_or_default())
}

async fn list(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let address = address(&tx, &visit).await?;
    let rows = query::packages(&tx)
        .await?
        .into_iter()
        .map(|package| Row {
            href: format!("{address}/{}", package.key),
            title: package.title.pick(lang).to_owned(),
            purpose: package.purpose.pick(lang).to_owned(),
            question: package.question.pick(lang).to_owned(),
        })
        .collect();
    shown(&ListPage {
        rows,
        may_edit: permit::<action::EditTakeHome>(&visit.ctx).is_ok(),
        shell: visit.shell,
        t,
    })
}

async fn renew(visit: Visit, _: May<action::EditTakeHome>, _: Form) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::renew(&visit.ctx, &visit.db, visit.organisation).await?;
    Ok(Onward::to("/take-home").saying(t.renewed()).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    area: String,
    paper: String,
}

fn area_name(t: &Text, area: Area) -> String {
    match area {
        Area::Daycare => t.daycare(),
        Area::Eldercare => t.eldercare(),
        Area::Administration => t.administration(),
        Area::Operations => t.operations(),
    }
}

#[derive(Template)]
#[template(path = "takehome/package.html")]
struct PackagePage {
    shell: Shell,
    t: Text,
    title: String,
    purpose: String,
    question: String,
    areas: Vec<Link>,
    area: String,
    area_word: &'static str,
    example: String,
    asked: String,
    steps: Vec<(String, String)>,
    wall_heading: String,
    wall_text: String,
    note: Vec<String>,
    here: String,
    link: String,
}

/// What a link opens.
async fn opened(
    organisations: &Organisations,
    visit: &PublicVisit,
    word: &str,
    key: &str,
) -> Result<Package, Failure> {
    let door = Door::read(word).ok_or_else(Failure::not_found)?;
    let mut ctx = Context::system("take-home", visit.ctx.now);
    ctx.lang = visit.ctx.lang;
    let db = organisations
        .database(&ctx, door.organisation)
        .await
        .map_err(|_| Failure::not_found())?;
    let tx = db.read(&ctx).await.map_err(Problem::from)?;
    Ok(query::opened(&tx, &door, key).await?)
}

async fn package(
    organisations: Organisations,
    visit: PublicVisit,
    Path((word, key)): Path<(String, String)>,
    (site, Query(asked)): (axum::extract::State<Site>, Query<Asked>),
) -> Result<Response, Failure> {
    let t = Text::new(visit.shell.lang);
    let lang = t.lang();
    let package = opened(&organisations, &visit, &word, &key).await?;
    let area = Area::of(&asked.area).unwrap_or(Area::Daycare);
    let here = format!("/take-home/{word}/{key}");
    let variant = package.variants.of(area);
    shown(&PackagePage {
        title: package.title.pick(lang).to_owned(),
        purpose: package.purpose.pick(lang).to_owned(),
        question: package.question.pick(lang).to_owned(),
        areas: Area::ALL
            .into_iter()
            .map(|one| {
                Link::new(format!("{here}?area={}", one.word()), area_name(&t, one))
                    .current(one == area)
            })
            .collect(),
        area: area_name(&t, area),
        area_word: area.word(),
        example: variant.example.pick(lang).to_owned(),
        asked: variant.question.pick(lang).to_owned(),
        steps: package
            .steps
            .iter()
            .map(|step| (t.minutes(step.minutes), step.text.pick(lang).to_owned()))
            .collect(),
        wall_heading: package.wall.heading.pick(lang).to_owned(),
        wall_text: package.wall.text.pick(lang).to_owned(),
        note: package
            .note
            .pick(lang)
            .split("\n\n")
            .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|part| !part.is_empty())
            .collect(),
        link: format!("{}{here}?area={}", site.address(), area.word()),
        here,
        shell: visit.shell,
        t,
    })
}

const PDF: &str = "application/pdf";
const PPTX: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

async fn download(
    organisations: Organisations,
    visit: PublicVisit,
    Path((word, key, file)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.shell.lang);
    let lang = t.lang();
    let package = opened(&organisations, &visit, &word, &key).await?;
    let area = Area::of(&asked.area).unwrap_or(Area::Daycare);
    let is_a3 = asked.paper != "a4";
    let (kind, name) = match file.as_str() {
        "guide.pdf" => (PDF, format!("{key}-{}.pdf", area.word())),
        "wall.pdf" => (
            PDF,
            format!("{key}-{}.pdf", if is_a3 { "a3" } else { "a4" }),
        ),
        "slide.pptx" => (PPTX, format!("{key}.pptx")),
        _ => return Err(Failure::not_found()),
    };
    // Setting a page takes a core for a moment.
    let made = tokio::task::spawn_blocking(move || match file.as_str() {
        "guide.pdf" => {
            let name = area_name(&t, area);
            paper::guide(&package, area, &name, |minutes| t.minutes(minutes), lang)
                .map_err(Problem::internal)
        }
        "wall.pdf" => paper::wall(&package, is_a3, lang).map_err(Problem::internal),
        _ => slide::pptx(&package, lang).map_err(Problem::internal),
    })
    .await
    .map_err(Problem::internal)??;
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, made).into_response())
}

#[derive(Template)]
#[template(path = "takehome/card.html")]
struct ReadyCard {
    t: Text,
    row: Row,
}

/// *Min side*: what is ready for the next staff meeting, for two weeks after a module.
async fn card(visit: Visit) -> Result<Option<String>, Failure> {
    let Some(person) = visit.ctx.actor.person() else {
        return Ok(None);
    };
    if permit::<action::ViewTakeHome>(&visit.ctx).is_err() {
        return Ok(None);
    }
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let Some(package) = query::ready_for(&tx, person).await? else {
        return Ok(None);
    };
    let address = address(&tx, &visit).await?;
    let row = Row {
        href: format!("{address}/{}", package.key),
        title: package.title.pick(lang).to_owned(),
        purpose: package.purpose.pick(lang).to_owned(),
        question: package.question.pick(lang).to_owned(),
    };
    Ok(Some(ReadyCard { t, row }.render()?))
}
