//! What there is to edit: the kinds, and the things of one kind.

use askama::Template;
use axum::{extract::Path, response::Response};
use base::Lang;
use kit::{Failure, Link, Shell, Visit, page};

use super::{HERE, Working, crumbs, form::said, listed, tabs, working};
use crate::{
    Text,
    record::{Kind, Record, Value},
};

#[derive(Template)]
#[template(path = "programme/edit_home.html")]
struct Home {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    kinds: Vec<KindLine>,
}

struct KindLine {
    href: String,
    name: String,
    /// What it is for, and how many there are.
    text: String,
}

pub(in crate::web) async fn home(visit: Visit) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let working = working(&visit).await?;
    let count = |kind: Kind| {
        working
            .records
            .iter()
            .filter(|each| each.kind == kind)
            .count()
    };
    page(&Home {
        kinds: Kind::ALL
            .into_iter()
            .map(|kind| KindLine {
                href: if kind.is_listed() {
                    format!("/programme/list/{kind}")
                } else {
                    format!("/programme/edit/{kind}/{kind}")
                },
                name: if kind.is_listed() {
                    t.edit_counted(count(kind), kind.many(lang))
                } else {
                    kind.many(lang)
                },
                text: t.edit_about(kind.word()),
            })
            .collect(),
        tabs: tabs(&visit, HERE),
        shell: visit.shell.crumb("/programme", t.nav_programme()),
        t,
    })
}

#[derive(Template)]
#[template(path = "programme/edit_list.html")]
struct ListPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    heading: String,
    about: String,
    add: String,
    add_href: String,
    columns: Vec<String>,
    lines: Vec<Line>,
}

struct Line {
    href: String,
    name: String,
    cells: Vec<String>,
}

/// The parts that stand in a list beside the name.
const fn shown(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Module => &["place", "block", "days", "fields"],
        Kind::Activity => &["after", "with", "minutes"],
        Kind::Teacher => &["kind", "modules", "off"],
        Kind::Room => &["site", "seats", "off"],
        Kind::Closed => &["from", "to", "kind"],
        Kind::Tranche => &["cohorts", "earliest", "latest"],
        Kind::Block => &["summary"],
        Kind::Site => &["workplaces"],
        Kind::Settings | Kind::Gatherings => &[],
    }
}

pub(in crate::web) async fn list(
    visit: Visit,
    Path(word): Path<String>,
) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let kind = listed(&word)?;
    let working = working(&visit).await?;
    let mut records: Vec<&Record> = working
        .records
        .iter()
        .filter(|each| each.kind == kind)
        .collect();
    if kind == Kind::Closed {
        records.sort_by(|a, b| a.key.cmp(&b.key));
    }
    let parts: Vec<_> = shown(kind)
        .iter()
        .filter_map(|name| kind.parts().iter().find(|part| part.name == *name))
        .collect();
    page(&ListPage {
        columns: parts.iter().map(|part| (part.label)(&t)).collect(),
        lines: records
            .into_iter()
            .map(|record| Line {
                href: format!("/programme/edit/{kind}/{}", record.key),
                name: record.name(lang).to_owned(),
                cells: parts
                    .iter()
                    .map(|part| cell(record, part.name, &working, lang))
                    .collect(),
            })
            .collect(),
        heading: kind.many(lang),
        about: t.edit_about(kind.word()),
        add: t.edit_add(kind.word()),
        add_href: format!("/programme/new/{kind}"),
        tabs: tabs(&visit, HERE),
        shell: crumbs(&visit, kind),
        t,
    })
}

/// One value as a list shows it: in the reader's language, and periods as days.
fn cell(record: &Record, name: &str, working: &Working, lang: Lang) -> String {
    let Some((part, value)) = record.iter().find(|(part, _)| part.name == name) else {
        return String::new();
    };
    match value {
        Value::Words { da, en } if en.is_empty() => da.clone(),
        Value::Words { da, en } => lang.pick(da, en).clone(),
        Value::Rows(rows) => {
            let day = |text: &String| {
                text.parse()
                    .map_or_else(|_| text.clone(), |day| language::date(lang, day))
            };
            let periods: Vec<String> = rows
                .iter()
                .map(|row| match row.as_slice() {
                    [from, to] if from == to => day(from),
                    [from, to] => Text::new(lang).days_between(day(from), day(to)),
                    _ => row.join(" "),
                })
                .collect();
            periods.join("; ")
        }
        _ => said(part, value, working, lang),
    }
}
