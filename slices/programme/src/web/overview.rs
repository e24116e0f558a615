//! The programme as offered: its building blocks, and what covers which field.

use askama::Template;
use axum::response::Response;
use figures::{Coverage as Cell, CoverageMatrix, CoverageRow, CoverageWords, Figure};
use kit::{Failure, Link, Shell, Visit, page};

use super::{may_plan, tabs};
use crate::{
    Text,
    coverage::Coverage,
    domain::{Activity, Company, Design, Module},
    query,
};

/// One building block with what stands in it.
struct BlockView {
    name: String,
    summary: String,
    example: bool,
    modules: Vec<ModuleLine>,
}

struct ModuleLine {
    number: usize,
    href: String,
    name: String,
    summary: String,
    days: u32,
    minutes: u32,
    fields: String,
    activities: Vec<ActivityLine>,
}

pub(super) struct ActivityLine {
    pub(super) name: String,
    pub(super) minutes: u32,
    pub(super) with: String,
    pub(super) knowledge: String,
    pub(super) reflection: String,
    pub(super) action: String,
}

#[derive(Template)]
#[template(path = "programme/overview.html")]
struct Overview {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    name: String,
    summary: String,
    years: u32,
    gathering: String,
    blocks: Vec<BlockView>,
    coverage: Figure,
    holes: String,
    warning: bool,
}

#[derive(Template)]
#[template(path = "programme/none.html")]
struct NoProgramme {
    shell: Shell,
    t: Text,
    office: bool,
}

/// The page where there is no programme yet: it says what to do first.
pub(super) fn no_programme(visit: Visit) -> Result<Response, Failure> {
    page(&NoProgramme {
        t: Text::new(visit.ctx.lang),
        office: may_plan(&visit.ctx),
        shell: visit.shell,
    })
}

pub(super) async fn programme(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let Some(reading) = query::design(&tx).await? else {
        return no_programme(visit);
    };
    drop(tx);
    let design = &reading.design;
    let fields = query::fields(&visit.ctx, &visit.db, design).await?;
    let coverage = Coverage::of(
        &design.programme,
        fields.iter().map(|(key, _)| key.as_str()),
    );
    let holes: Vec<&str> = coverage
        .holes()
        .into_iter()
        .filter_map(|hole| {
            fields
                .iter()
                .find(|(key, _)| key == hole)
                .map(|(_, name)| name.as_str())
        })
        .collect();
    page(&Overview {
        tabs: tabs(&visit, "/programme"),
        name: design.programme.name.pick(t.lang()).to_owned(),
        summary: design.programme.summary.pick(t.lang()).to_owned(),
        years: design.programme.years,
        gathering: design
            .programme
            .gatherings
            .summary
            .pick(t.lang())
            .to_owned(),
        blocks: blocks(design, &fields, &t),
        coverage: matrix(design, &fields, &coverage, &t).draw(),
        holes: holes.join(", "),
        warning: design.programme.tranches.len() < 2,
        shell: visit.shell,
        t,
    })
}

fn blocks(design: &Design, fields: &[(String, String)], t: &Text) -> Vec<BlockView> {
    let lang = t.lang();
    design
        .programme
        .blocks
        .iter()
        .map(|block| BlockView {
            name: block.name.pick(lang).to_owned(),
            summary: block.summary.pick(lang).to_owned(),
            example: block.example,
            modules: design
                .programme
                .modules
                .iter()
                .enumerate()
                .filter(|(_, module)| module.block == block.key)
                .map(|(place, module)| ModuleLine {
                    number: place + 1,
                    href: format!("/programme/modules/{}", module.key),
                    name: module.name.pick(lang).to_owned(),
                    summary: module.summary.pick(lang).to_owned(),
                    days: module.days,
                    minutes: module.minutes(),
                    fields: field_names(module, fields),
                    activities: activities(design, module, t),
                })
                .collect(),
        })
        .collect()
}

pub(super) fn field_names(module: &Module, fields: &[(String, String)]) -> String {
    let names: Vec<&str> = fields
        .iter()
        .filter(|(key, _)| module.fields.contains(key))
        .map(|(_, name)| name.as_str())
        .collect();
    names.join(", ")
}

pub(super) fn activities(design: &Design, module: &Module, t: &Text) -> Vec<ActivityLine> {
    let lang = t.lang();
    let with = |activity: &Activity| match activity.with {
        Company::Alone => t.with_alone(),
        Company::Staff => t.with_staff(),
        Company::Partner => t.with_partner(),
        Company::LearningGroup => t.with_learning_group(),
        Company::OwnLeader => t.with_own_leader(),
    };
    let after = design
        .programme
        .activities
        .iter()
        .filter(|activity| activity.after == module.key);
    after
        .map(|activity| ActivityLine {
            name: activity.name.pick(lang).to_owned(),
            minutes: activity.minutes,
            with: with(activity),
            knowledge: activity.strands.knowledge.pick(lang).to_owned(),
            reflection: activity.strands.reflection.pick(lang).to_owned(),
            action: activity.strands.action.pick(lang).to_owned(),
        })
        .collect()
}

fn matrix(
    design: &Design,
    fields: &[(String, String)],
    coverage: &Coverage,
    t: &Text,
) -> CoverageMatrix {
    CoverageMatrix {
        id: "coverage".to_owned(),
        title: t.coverage_title(),
        columns: fields.iter().map(|(_, name)| name.clone()).collect(),
        rows: design
            .programme
            .modules
            .iter()
            .zip(&coverage.marks)
            .map(|(module, marks)| CoverageRow {
                name: module.name.pick(t.lang()).to_owned(),
                cells: marks
                    .iter()
                    .map(|mark| if *mark { Cell::Main } else { Cell::None })
                    .collect(),
            })
            .collect(),
        words: CoverageWords {
            row: t.book_module(),
            main: t.coverage_main(),
            touched: t.coverage_touched(),
            none: t.coverage_none(),
            sum: t.coverage_sum(),
            hole: t.coverage_hole(),
        },
    }
}
