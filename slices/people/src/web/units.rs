//! The units as a tree on any day, and one unit with its forms.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query},
    response::{IntoResponse as _, Response},
};
use base::{Context, Id, Problem, ProblemKind};
use db::Database;
use kit::{Choice, Failure, Form, Onward, Shell, Typed, Visit, page, refused};
use language::sort_by_name;

use super::{
    asked_day, date, number,
    people::{AskedDay, Line},
    span, today, typed_day,
};
use crate::{
    Text, command,
    query::{self, Organisation, Succession, UnitTag},
};

/// A unit in the tree, as deep as it stands.
struct Branch {
    href: String,
    name: String,
    people: String,
    leaders: String,
    below: Vec<Branch>,
}

impl Branch {
    fn html(&self) -> Result<String, askama::Error> {
        #[derive(Template)]
        #[template(path = "people/branch.html")]
        struct View<'a> {
            branch: &'a Branch,
        }
        View { branch: self }.render()
    }
}

#[derive(Template)]
#[template(path = "people/units.html")]
struct Tree {
    shell: Shell,
    t: Text,
    typed: Typed,
    day: String,
    roots: Vec<Branch>,
}

/// Who: the office.
pub(super) async fn tree(visit: Visit, Query(asked): Query<AskedDay>) -> Result<Response, Failure> {
    let Visit { ctx, db, shell, .. } = visit;
    let t = Text::new(ctx.lang);
    let day = asked_day(&ctx, &asked.day);
    let permit = access::permit::<access::action::ViewPeople>(&ctx)?;
    let tx = db.read(&ctx).await.map_err(Problem::from)?;
    let organisation = query::organisation(&tx, &permit, day)
        .await
        .map_err(Problem::from)?;
    page(&Tree {
        t,
        typed: typed_day(day),
        day: date(ctx.lang, day),
        roots: branches(&ctx, &organisation, day.to_string().as_str()),
        shell: shell.crumb("/people", t.nav_people()),
    })
}

fn branches(ctx: &Context, organisation: &Organisation, day: &str) -> Vec<Branch> {
    let t = Text::new(ctx.lang);
    let mut counts: HashMap<Id<UnitTag>, (usize, usize)> = HashMap::new();
    for known in &organisation.people {
        let count = counts.entry(known.unit).or_default();
        count.0 += 1;
        count.1 += usize::from(known.facts.is_leader());
    }
    let mut units: Vec<_> = organisation.units.iter().collect();
    sort_by_name(ctx.lang, &mut units, |unit| &unit.facts.name);
    let mut below: HashMap<Option<Id<UnitTag>>, Vec<_>> = HashMap::new();
    for unit in units {
        // A unit whose upper one has ended hangs at the top, so that it is seen.
        let parent = unit
            .parent
            .filter(|parent| organisation.unit(*parent).is_some());
        below.entry(parent).or_default().push(unit);
    }
    fn grow(
        parent: Option<Id<UnitTag>>,
        below: &mut HashMap<Option<Id<UnitTag>>, Vec<&query::KnownUnit>>,
        each: &impl Fn(&query::KnownUnit) -> Branch,
    ) -> Vec<Branch> {
        let units = below.remove(&parent).unwrap_or_default();
        units
            .into_iter()
            .map(|unit| Branch {
                below: grow(Some(unit.id), below, each),
                ..each(unit)
            })
            .collect()
    }
    grow(None, &mut below, &|unit| {
        let (people, leaders) = counts.get(&unit.id).copied().unwrap_or_default();
        Branch {
            href: format!("/people/units/{}?day={day}", unit.id),
            name: unit.facts.name.clone(),
            people: t.unit_people(people),
            leaders: t.unit_leaders(leaders),
            below: Vec::new(),
        }
    })
}

#[derive(Template)]
#[template(path = "people/unit.html")]
struct One {
    shell: Shell,
    t: Text,
    id: String,
    name: String,
    facts: Vec<(String, String)>,
    people: Vec<Line>,
    below: Vec<(String, String)>,
    history: Vec<(String, String)>,
    is_there: bool,
    may_edit: bool,
    rename: Typed,
    merge: Typed,
    split: Typed,
    others: Vec<Choice>,
    members: Vec<Choice>,
}

/// Who: the office.
pub(super) async fn one(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<AskedDay>,
) -> Result<Response, Failure> {
    let id = key(&id)?;
    let Visit { ctx, db, shell, .. } = visit;
    let day = asked_day(&ctx, &asked.day);
    page(&view(&ctx, &db, shell, id, day).await?)
}

fn key(id: &str) -> Result<Id<UnitTag>, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

async fn view(
    ctx: &Context,
    db: &Database,
    shell: Shell,
    id: Id<UnitTag>,
    day: chrono::NaiveDate,
) -> Result<One, Failure> {
    let t = Text::new(ctx.lang);
    let found = query::unit(ctx, db, day, id).await?;
    let permit = access::permit::<access::action::ViewPeople>(ctx)?;
    let tx = db.read(ctx).await.map_err(Problem::from)?;
    let organisation = query::organisation(&tx, &permit, day)
        .await
        .map_err(Problem::from)?;
    let settings = query::settings(&tx, &permit).await.map_err(Problem::from)?;
    let last = found
        .history
        .last()
        .map(|version| version.facts.clone())
        .unwrap_or_default();
    let facts = found.known.as_ref().map_or(&last, |known| &known.facts);
    let pairs = [
        (t.column_area(), facts.area.clone()),
        (t.column_parent(), facts.parent.clone()),
        (t.column_site(), facts.site.clone()),
        (
            t.unit_people_label(),
            Some(number(ctx.lang, found.people.len())),
        ),
    ];
    let mut history: Vec<(chrono::NaiveDate, String, String)> = found
        .history
        .iter()
        .map(|version| {
            (
                version.from,
                span(t, version.from, version.to),
                version.facts.name.clone(),
            )
        })
        .collect();
    history.extend(found.links.iter().map(|(link, other)| {
        let what = match (link.kind, link.from == id) {
            (Succession::Merged, true) => t.unit_merged_into(other),
            (Succession::Merged, false) => t.unit_took_in(other),
            (Succession::Split, true) => t.unit_split_off(other),
            (Succession::Split, false) => t.unit_came_of(other),
        };
        (link.day, date(ctx.lang, link.day), what)
    }));
    history.sort_by_key(|(day, ..)| std::cmp::Reverse(*day));
    let mut others: Vec<_> = organisation
        .units
        .iter()
        .filter(|unit| unit.id != id)
        .collect();
    sort_by_name(ctx.lang, &mut others, |unit| &unit.facts.name);
    let form = |values: &[(&'static str, String)]| {
        let mut typed = Typed::filled(values.iter().map(|(name, value)| (*name, value.clone())));
        typed.set("day", today(ctx).to_string());
        typed
    };
    Ok(One {
        t,
        id: id.to_string(),
        name: facts.name.clone(),
        facts: pairs
            .into_iter()
            .filter_map(|(term, what)| Some((term, what?)))
            .collect(),
        people: found
            .people
            .iter()
            .map(|known| {
                let leader = known.leader.and_then(|leader| organisation.person(leader));
                let name = leader.map(|leader| leader.facts.name());
                Line::of(known, name.as_deref(), &settings, &shell)
            })
            .collect(),
        below: found
            .below
            .iter()
            .map(|unit| {
                (
                    format!("/people/units/{}?day={day}", unit.id),
                    unit.facts.name.clone(),
                )
            })
            .collect(),
        history: history
            .into_iter()
            .map(|(_, when, what)| (when, what))
            .collect(),
        is_there: found.known.is_some(),
        may_edit: found.known.is_some() && access::permit::<access::action::EditUnits>(ctx).is_ok(),
        rename: form(&[("name", facts.name.clone())]),
        merge: form(&[]),
        split: form(&[]),
        others: others
            .iter()
            .map(|unit| Choice::new(unit.id, unit.facts.name.clone()))
            .collect(),
        members: found
            .people
            .iter()
            .map(|known| Choice::new(known.id, known.facts.name()))
            .collect(),
        shell: shell
            .crumb("/people", t.nav_people())
            .crumb("/people/units", t.units_title()),
    })
}

/// Which of the three forms was sent.
#[derive(Clone, Copy)]
enum Sent {
    Rename,
    Merge,
    Split,
}

/// What was typed is shown again beside the refusal; any other failure is a page of its own.
async fn again(
    visit: Visit,
    id: Id<UnitTag>,
    sent: Sent,
    mut typed: Typed,
    problem: Option<Problem>,
) -> Result<Response, Failure> {
    if let Some(problem) = problem {
        if problem.kind() != ProblemKind::Invalid {
            return Err(problem.into());
        }
        typed.refuse("", problem.text(visit.ctx.lang));
    }
    let day = today(&visit.ctx);
    let mut view = view(&visit.ctx, &visit.db, visit.shell, id, day).await?;
    match sent {
        Sent::Rename => view.rename = typed,
        Sent::Merge => view.merge = typed,
        Sent::Split => view.split = typed,
    }
    refused(&view)
}

fn done(t: Text, to: &str) -> Response {
    Onward::to(to).saying(t.unit_saved()).into_response()
}

/// Who: the office.
pub(super) async fn rename(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    access::permit::<access::action::EditUnits>(&visit.ctx)?;
    let id = key(&id)?;
    let (mut typed, lang) = (form.typed, visit.ctx.lang);
    let (name, day) = (typed.required("name", lang), typed.date("day", lang));
    let (Some(name), false) = (name, typed.is_refused()) else {
        return again(visit, id, Sent::Rename, typed, None).await;
    };
    let day = day.unwrap_or_else(|| today(&visit.ctx));
    match command::rename_unit(&visit.ctx, &visit.db, id, &name, day).await {
        Ok(()) => Ok(done(
            Text::new(lang),
            &format!("/people/units/{id}?day={day}"),
        )),
        Err(problem) => again(visit, id, Sent::Rename, typed, Some(problem)).await,
    }
}

/// Who: the office.
pub(super) async fn merge(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    access::permit::<access::action::EditUnits>(&visit.ctx)?;
    let id = key(&id)?;
    let (mut typed, lang) = (form.typed, visit.ctx.lang);
    typed.required("into", lang);
    let (into, day) = (typed.key::<UnitTag>("into", lang), typed.date("day", lang));
    let (Some(into), false) = (into, typed.is_refused()) else {
        return again(visit, id, Sent::Merge, typed, None).await;
    };
    let day = day.unwrap_or_else(|| today(&visit.ctx));
    match command::merge_units(&visit.ctx, &visit.db, id, into, day).await {
        Ok(()) => Ok(done(
            Text::new(lang),
            &format!("/people/units/{into}?day={day}"),
        )),
        Err(problem) => again(visit, id, Sent::Merge, typed, Some(problem)).await,
    }
}

/// Who: the office.
pub(super) async fn split(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    access::permit::<access::action::EditUnits>(&visit.ctx)?;
    let id = key(&id)?;
    let (mut typed, lang) = (form.typed, visit.ctx.lang);
    let (name, day) = (typed.required("name", lang), typed.date("day", lang));
    let who: Vec<_> = typed
        .all("who")
        .filter_map(|key| key.parse().ok())
        .collect();
    let (Some(name), false) = (name, typed.is_refused()) else {
        return again(visit, id, Sent::Split, typed, None).await;
    };
    let day = day.unwrap_or_else(|| today(&visit.ctx));
    match command::split_unit(&visit.ctx, &visit.db, id, &name, &who, day).await {
        Ok(new) => Ok(done(
            Text::new(lang),
            &format!("/people/units/{new}?day={day}"),
        )),
        Err(problem) => again(visit, id, Sent::Split, typed, Some(problem)).await,
    }
}
