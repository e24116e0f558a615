//! The list of people, and one person.

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::Response,
};
use base::{Id, PersonTag};
use kit::{Choice, Failure, Pages, Shell, Typed, Visit, page};
use serde::Deserialize;

use super::{asked_day, date, number, span, today};
use crate::{
    Text,
    domain::Column,
    import::column_name,
    query::{self, KnownPerson, Listed},
    settings::Settings,
};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    area: String,
    leaders: String,
    day: String,
    page: u64,
}

/// A person as a line of a list.
pub(super) struct Line {
    pub href: String,
    pub name: String,
    pub unit: String,
    pub area: String,
    pub title: String,
    pub level: String,
    pub leader: String,
}

impl Line {
    pub(super) fn of(
        known: &KnownPerson,
        leader: Option<&str>,
        settings: &Settings,
        shell: &Shell,
    ) -> Self {
        Self {
            href: format!("/people/{}", known.id),
            name: known.facts.name(),
            unit: known.facts.unit.clone(),
            area: known.facts.area.clone().unwrap_or_default(),
            title: known.facts.job_title.clone().unwrap_or_default(),
            level: level(known.facts.level.as_deref(), settings, shell),
            leader: leader.unwrap_or_default().to_owned(),
        }
    }
}

fn level(level: Option<&str>, settings: &Settings, shell: &Shell) -> String {
    level
        .map(|name| {
            settings
                .level(name)
                .map_or(name, |(_, level)| level.name(shell.lang))
        })
        .unwrap_or_default()
        .to_owned()
}

#[derive(Template)]
#[template(path = "people/list.html", blocks = ["found"])]
struct List {
    shell: Shell,
    t: Text,
    typed: Typed,
    areas: Vec<Choice>,
    lines: Vec<Line>,
    pages: Pages,
    counts: String,
    found: String,
    day: String,
    is_empty: bool,
    is_past: bool,
}

/// Who: the office.
pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let Visit {
        ctx,
        db,
        shell,
        fragment,
        ..
    } = visit;
    let t = Text::new(ctx.lang);
    let day = asked_day(&ctx, &asked.day);
    let search = query::Search {
        words: asked.q.clone(),
        area: Some(asked.area.clone()).filter(|area| !area.is_empty()),
        leaders_only: asked.leaders == "yes",
        page: asked.page.max(1),
    };
    let Listed {
        page: found,
        leaders,
        counts,
        areas,
        settings,
    } = query::people(&ctx, &db, day, &search).await?;
    let mut kept = form_urlencoded::Serializer::new(String::new());
    kept.append_pair("q", &asked.q)
        .append_pair("area", &asked.area);
    kept.append_pair("leaders", &asked.leaders)
        .append_pair("day", &day.to_string());
    let path = format!("/people?{}", kept.finish());
    let count = |all: u64| number(ctx.lang, usize::try_from(all).unwrap_or(usize::MAX));
    let view = List {
        t,
        typed: Typed::filled([
            ("q", asked.q),
            ("area", asked.area),
            ("leaders", asked.leaders),
            ("day", day.to_string()),
        ]),
        areas: areas
            .into_iter()
            .map(|area| Choice::new(&area, area.clone()))
            .collect(),
        lines: found
            .items
            .iter()
            .map(|known| {
                let leader = known.leader.and_then(|leader| leaders.get(&leader));
                Line::of(known, leader.map(String::as_str), &settings, &shell)
            })
            .collect(),
        pages: Pages::of(&found, path),
        counts: t.people_counts(
            count(counts.leaders),
            count(counts.people),
            count(counts.units),
        ),
        found: t.people_found(found.total),
        day: date(ctx.lang, day),
        is_empty: counts.people == 0,
        is_past: day != today(&ctx),
        shell,
    };
    if fragment {
        page(&view.as_found())
    } else {
        page(&view)
    }
}

struct Row {
    when: String,
    what: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct Person {
    shell: Shell,
    t: Text,
    name: String,
    facts: Vec<(String, String)>,
    leader: Option<(String, String)>,
    reports: Vec<Line>,
    history: Vec<Row>,
    is_there: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct AskedDay {
    pub day: String,
}

/// Who: the office, the person, the person's own leader.
pub(super) async fn one(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<AskedDay>,
) -> Result<Response, Failure> {
    let id: Id<PersonTag> = id.parse().map_err(|_| Failure::not_found())?;
    let Visit { ctx, db, shell, .. } = visit;
    let t = Text::new(ctx.lang);
    let found = query::person(&ctx, &db, asked_day(&ctx, &asked.day), id).await?;
    let settings = &found.settings;
    let is_office = access::permit::<access::action::ViewPeople>(&ctx).is_ok();
    let pairs = |person: &crate::domain::Person| -> Vec<(String, String)> {
        let level = level(person.level.as_deref(), settings, &shell);
        [
            (Column::JobTitle, person.job_title.clone()),
            (Column::Level, Some(level)),
            (Column::Unit, Some(person.unit.clone())),
            (Column::Area, person.area.clone()),
            (Column::Site, person.site.clone()),
            (Column::Email, person.email.clone()),
            (Column::Number, is_office.then(|| person.number.clone())),
        ]
        .into_iter()
        .filter(|(column, _)| is_office || !settings.never_shown.contains(column))
        .filter_map(|(column, what)| {
            let what = what.filter(|what| !what.is_empty())?;
            Some((column_name(column, t.lang()), what))
        })
        .collect()
    };
    let mut history: Vec<Row> = Vec::new();
    let mut before: Vec<(String, String)> = Vec::new();
    for version in &found.history {
        let mut now = pairs(&version.facts);
        now.insert(0, (t.name_label(), version.facts.name()));
        // A version says what became different; the first says everything.
        let what = now
            .iter()
            .filter(|pair| !before.contains(pair))
            .cloned()
            .collect();
        history.push(Row {
            when: span(t, version.from, version.to),
            what,
        });
        before = now;
    }
    history.reverse();
    let view = Person {
        t,
        name: found.facts.name(),
        facts: pairs(&found.facts),
        leader: found
            .leader
            .as_ref()
            .map(|leader| (format!("/people/{}", leader.id), leader.facts.name())),
        reports: found
            .reports
            .iter()
            .map(|known| Line::of(known, None, settings, &shell))
            .collect(),
        history,
        is_there: found.is_there,
        shell: if is_office {
            shell.crumb("/people", t.nav_people())
        } else {
            shell
        },
    };
    page(&view)
}
