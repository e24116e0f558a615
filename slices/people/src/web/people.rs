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
    query::{self, KnownPerson, Organisation},
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
        among: &Organisation,
        settings: &Settings,
        shell: &Shell,
    ) -> Self {
        let leader = known.leader.and_then(|leader| among.person(leader));
        Self {
            href: format!("/people/{}", known.id),
            name: known.facts.name(),
            unit: known.facts.unit.clone(),
            area: known.facts.area.clone().unwrap_or_default(),
            title: known.facts.job_title.clone().unwrap_or_default(),
            level: level(known.facts.level.as_deref(), settings, shell),
            leader: leader.map(|leader| leader.facts.name()).unwrap_or_default(),
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
    let (organisation, found) = query::people(&ctx, &db, day, &search).await?;
    let settings = {
        let tx = db.read(&ctx).await.map_err(base::Problem::from)?;
        query::settings(&tx).await.map_err(base::Problem::from)?
    };
    let mut kept = form_urlencoded::Serializer::new(String::new());
    kept.append_pair("q", &asked.q)
        .append_pair("area", &asked.area);
    kept.append_pair("leaders", &asked.leaders)
        .append_pair("day", &day.to_string());
    let path = format!("/people?{}", kept.finish());
    let count = |all: usize| number(ctx.lang, all);
    let view = List {
        t,
        typed: Typed::filled([
            ("q", asked.q),
            ("area", asked.area),
            ("leaders", asked.leaders),
            ("day", day.to_string()),
        ]),
        areas: organisation
            .areas(ctx.lang)
            .into_iter()
            .map(|area| Choice::new(&area, area.clone()))
            .collect(),
        lines: found
            .items
            .iter()
            .map(|known| Line::of(known, &organisation, &settings, &shell))
            .collect(),
        pages: Pages::of(&found, path),
        counts: t.people_counts(
            count(organisation.leaders().count()),
            count(organisation.people.len()),
            count(organisation.units.len()),
        ),
        found: t.people_found(found.total),
        day: date(ctx.lang, day),
        is_empty: organisation.people.is_empty(),
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
    let settings = {
        let tx = db.read(&ctx).await.map_err(base::Problem::from)?;
        query::settings(&tx).await.map_err(base::Problem::from)?
    };
    let is_office = access::permit::<access::action::ViewPeople>(&ctx).is_ok();
    let pairs = |person: &crate::domain::Person| -> Vec<(String, String)> {
        let level = level(person.level.as_deref(), &settings, &shell);
        [
            (t.column_job_title(), person.job_title.clone()),
            (t.column_level(), Some(level)),
            (t.column_unit(), Some(person.unit.clone())),
            (t.column_area(), person.area.clone()),
            (t.column_site(), person.site.clone()),
            (t.column_email(), person.email.clone()),
            (t.column_number(), is_office.then(|| person.number.clone())),
        ]
        .into_iter()
        .filter_map(|(term, what)| Some((term, what.filter(|what| !what.is_empty())?)))
        .collect()
    };
    let mut history: Vec<Row> = Vec::new();
    let mut before: Vec<(String, String)> = Vec::new();
    for version in &found.history {
        let mut now = pairs(&version.facts);
        now.insert(0, (t.column_name(), version.facts.name()));
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
    let organisation = Organisation::default();
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
            .map(|known| Line::of(known, &organisation, &settings, &shell))
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
