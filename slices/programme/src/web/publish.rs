//! What a proposal moves of what has been announced, and the yes to it.

use std::collections::HashMap;

use access::action;
use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse as _, Response},
};
use base::{Id, PersonTag, Problem};
use kit::{Asks, Failure, Form, May, Onward, Shell, Site, Visit, page as shown};

use crate::{
    Text, burden,
    command::{self, Appointment, Move, what, when},
    domain::Design,
    query::{self, Plan, Reading},
};

#[derive(Template)]
#[template(path = "programme/publish.html")]
struct PublishPage {
    shell: Shell,
    t: Text,
    plan: String,
    number: i32,
    first: bool,
    leaders: usize,
    /// Heading and rows: sessions, leaders, learning groups; those only that move.
    tables: Vec<(String, Vec<MoveRow>)>,
    seen: usize,
    warning: bool,
    /// What the plan requires of a leader in a quarter, in words.
    required: String,
    too_much: bool,
}

struct MoveRow {
    who: String,
    from: String,
    to: String,
}

pub(super) async fn preview(
    visit: Visit,
    Extension(asks): Extension<Asks>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let plan = query::proposal(&tx).await?.ok_or_else(Failure::not_found)?;
    let Reading { design, .. } = query::design_of(&tx, plan.version).await?;
    let moves = command::preview(&tx, plan.id).await?;
    let persons: Vec<_> = moves
        .iter()
        .flat_map(|each| match each {
            Move::Leader { person, .. } => vec![*person],
            Move::Learning { came, went, .. } => came.iter().chain(went).copied().collect(),
            _ => Vec::new(),
        })
        .collect();
    let names = query::names(&tx, &persons).await?;
    let published = query::published(&tx).await?;
    let before = match &published {
        Some(plan) => query::design_of(&tx, plan.version).await?.design,
        None => design.clone(),
    };
    let teller = Teller {
        t: Text::new(visit.ctx.lang),
        before: &before,
        after: &design,
        names: &names,
    };
    let (mut sessions, mut leaders, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    for each in &moves {
        let row = teller.row(each);
        match each {
            Move::Session { .. } | Move::New { .. } | Move::Gone { .. } => sessions.push(row),
            Move::Leader { .. } => leaders.push(row),
            Move::Learning { .. } => groups.push(row),
        }
    }
    let mut tables = vec![
        (t.publish_sessions(sessions.len()), sessions),
        (t.publish_leaders(leaders.len()), leaders),
        (t.publish_groups(groups.len()), groups),
    ];
    tables.retain(|(_, rows)| !rows.is_empty());
    let required = burden::most_required(&burden::of(&design, &plan.content, &asks));
    shown(&PublishPage {
        required: super::time::required(&t, required),
        too_much: required > burden::REQUIRED_AT_MOST,
        plan: plan.id.to_string(),
        number: plan.number,
        first: published.is_none(),
        leaders: plan.content.leaders.len(),
        seen: moves.len(),
        tables,
        warning: design.programme.tranches.len() < 2,
        shell: visit
            .shell
            .crumb("/programme", t.nav_programme())
            .crumb("/programme/plan", t.tab_plan()),
        t,
    })
}

/// Says what moves, from how it was to how it will be.
struct Teller<'a> {
    t: Text,
    before: &'a Design,
    after: &'a Design,
    names: &'a HashMap<Id<PersonTag>, String>,
}

impl Teller<'_> {
    fn row(&self, each: &Move) -> MoveRow {
        let t = &self.t;
        match each {
            Move::Session {
                cohort,
                module,
                from,
                to,
                ..
            } => {
                let (was, is) = (when(t, self.before, from), when(t, self.after, to));
                let taught = from.teachers != to.teachers;
                let with = |when: String, design: &Design, at: &Appointment| match taught {
                    true if was == is => teachers(design, at),
                    true => format!("{when} ({})", teachers(design, at)),
                    false => when,
                };
                MoveRow {
                    who: what(t, self.after, *cohort, module.as_deref()),
                    from: with(was.clone(), self.before, from),
                    to: with(is.clone(), self.after, to),
                }
            }
            Move::New {
                cohort, module, to, ..
            } => MoveRow {
                who: what(t, self.after, *cohort, module.as_deref()),
                from: t.move_new(),
                to: when(t, self.after, to),
            },
            Move::Gone {
                cohort,
                module,
                from,
                ..
            } => MoveRow {
                who: what(t, self.before, *cohort, module.as_deref()),
                from: when(t, self.before, from),
                to: t.move_gone(),
            },
            Move::Leader { person, from, to } => MoveRow {
                who: self.name(person),
                from: self.cohort(*from),
                to: self.cohort(*to),
            },
            Move::Learning {
                tranche,
                year,
                number,
                came,
                went,
                ..
            } => {
                let tranches = &self.after.programme.tranches;
                let tranche = tranches
                    .iter()
                    .find(|each| each.key == *tranche)
                    .map_or(tranche.as_str(), |each| each.name.pick(t.lang()));
                MoveRow {
                    who: t.move_learning(*number, tranche, *year),
                    from: self.list(went, |names| t.move_went(names)),
                    to: self.list(came, |names| t.move_came(names)),
                }
            }
        }
    }

    fn name(&self, person: &Id<PersonTag>) -> String {
        self.names
            .get(person)
            .cloned()
            .unwrap_or_else(|| self.t.somebody())
    }

    fn cohort(&self, number: Option<i32>) -> String {
        number.map_or_else(
            || self.t.move_nowhere(),
            |number| self.t.cohort_name(number),
        )
    }

    fn list(&self, persons: &[Id<PersonTag>], say: impl Fn(String) -> String) -> String {
        let mut names: Vec<String> = persons.iter().map(|person| self.name(person)).collect();
        language::sort_by_name(self.t.lang(), &mut names, |name| name);
        if names.is_empty() {
            self.t.move_nobody()
        } else {
            say(names.join(", "))
        }
    }
}

fn teachers(design: &Design, at: &Appointment) -> String {
    let name = |key: &String| {
        let teacher = design.schedule.teacher(key);
        teacher.map_or_else(|| key.clone(), |teacher| teacher.name.clone())
    };
    at.teachers.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[derive(serde::Deserialize)]
pub(super) struct Yes {
    plan: Id<Plan>,
    seen: usize,
}

pub(super) async fn publish(
    visit: Visit,
    _: May<action::PublishPlan>,
    State(site): State<Site>,
    form: Form<Yes>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    command::publish(
        &visit.ctx,
        &visit.db,
        visit.organisation,
        form.value.plan,
        form.value.seen,
        site.address(),
    )
    .await?;
    Ok(Onward::to("/programme/plan")
        .saying(t.published_flash())
        .into_response())
}
