//! Who learns together: the cohorts by tranche, the learning groups by year.

use askama::Template;
use axum::response::Response;
use base::{Id, PersonTag};
use chrono::Months;
use kit::{Failure, Link, Shell, Visit, page as shown};

use super::tabs;
use crate::{Text, query};

#[derive(Template)]
#[template(path = "programme/cohorts.html")]
struct CohortsPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    /// By tranche.
    cohorts: Vec<Section>,
    /// By year, and within it by tranche.
    learning: Vec<(i32, Vec<Section>)>,
}

/// Groups that belong together, folded unless they are those of today.
struct Section {
    name: String,
    open: bool,
    groups: Vec<GroupView>,
}

struct GroupView {
    name: String,
    members: Vec<String>,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let cohorts = query::cohorts(&tx).await?;
    let learning = query::learning(&tx).await?;
    let everybody: Vec<Id<PersonTag>> = cohorts
        .iter()
        .flat_map(|cohort| cohort.members.iter().copied())
        .collect();
    let known = query::names(&tx, &everybody).await?;
    let design = query::design_for_all(&tx)
        .await?
        .map(|reading| reading.design);
    let tranche = |key: &str| {
        let tranches = design.iter().flat_map(|design| &design.programme.tranches);
        tranches
            .clone()
            .find(|tranche| tranche.key == key)
            .map_or_else(
                || key.to_owned(),
                |tranche| tranche.name.pick(t.lang()).to_owned(),
            )
    };
    let names = |members: &[Id<PersonTag>]| {
        let mut names: Vec<String> = members
            .iter()
            .filter_map(|member| known.get(member).cloned())
            .collect();
        language::sort_by_name(t.lang(), &mut names, |name| name);
        names
    };
    let today = query::local_day(&visit.ctx);
    let mut by_tranche: Vec<Section> = Vec::new();
    for cohort in &cohorts {
        let view = GroupView {
            name: t.cohort_name(cohort.number),
            members: names(&cohort.members),
        };
        put(&mut by_tranche, tranche(&cohort.tranche), true, view);
    }
    let mut by_year: Vec<(i32, Vec<Section>)> = Vec::new();
    let mut years: Vec<i32> = learning.iter().map(|group| group.year).collect();
    years.sort_unstable();
    years.dedup();
    for year in years {
        let mut sections = Vec::new();
        for group in learning.iter().filter(|group| group.year == year) {
            let end = group.since.checked_add_months(Months::new(12));
            let is_now = group.since <= today && end.is_none_or(|end| today < end);
            let from = language::date(t.lang(), group.since);
            let name = t.learning_section(from, tranche(&group.tranche));
            let view = GroupView {
                name: t.learning_short(group.number),
                members: names(&group.members),
            };
            put(&mut sections, name, is_now, view);
        }
        by_year.push((year, sections));
    }
    shown(&CohortsPage {
        tabs: tabs(&visit, "/programme/cohorts"),
        cohorts: by_tranche,
        learning: by_year,
        shell: visit.shell.clone(),
        t,
    })
}

/// Puts a group into the section of this name, or begins one.
fn put(sections: &mut Vec<Section>, name: String, open: bool, group: GroupView) {
    match sections.iter_mut().find(|each| each.name == name) {
        Some(section) => section.groups.push(group),
        None => sections.push(Section {
            name,
            open,
            groups: vec![group],
        }),
    }
}
