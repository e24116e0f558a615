//! The programme as offered, a module, the cohorts, the calendar.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, response::Response};
use base::{Id, PersonTag};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use figures::{
    CalendarWeek, CalendarWords, Coverage as Cell, CoverageMatrix, CoverageRow, CoverageWords,
    Figure, YearCalendar,
};
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

struct ActivityLine {
    name: String,
    minutes: u32,
    with: String,
    knowledge: String,
    reflection: String,
    action: String,
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

pub(super) async fn programme(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let Some(reading) = query::design(&tx).await? else {
        return page(&NoProgramme {
            t,
            office: may_plan(&visit.ctx),
            shell: visit.shell,
        });
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

fn field_names(module: &Module, fields: &[(String, String)]) -> String {
    let names: Vec<&str> = fields
        .iter()
        .filter(|(key, _)| module.fields.contains(key))
        .map(|(_, name)| name.as_str())
        .collect();
    names.join(", ")
}

fn activities(design: &Design, module: &Module, t: &Text) -> Vec<ActivityLine> {
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

#[derive(Template)]
#[template(path = "programme/module.html")]
struct ModulePage {
    shell: Shell,
    t: Text,
    name: String,
    summary: String,
    facts: Vec<(String, String)>,
    knowledge: String,
    reflection: String,
    action: String,
    preparation: Vec<(u32, String)>,
    material: Vec<String>,
    desk: String,
    paragraphs: Vec<Passage>,
    text_lang: &'static str,
    activities: Vec<ActivityLine>,
    /// Where the office changes it; empty for others.
    edit: String,
}

/// A heading or a paragraph of a module's text.
struct Passage {
    heading: bool,
    text: String,
}

pub(super) async fn module(visit: Visit, Path(key): Path<String>) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let reading = query::design(&tx).await?.ok_or_else(Failure::not_found)?;
    drop(tx);
    let design = &reading.design;
    let module = design
        .programme
        .module(&key)
        .ok_or_else(Failure::not_found)?;
    let fields = query::fields(&visit.ctx, &visit.db, design).await?;
    let direction = direction::query::published(&visit.ctx, &visit.db).await?;
    let lang = t.lang();
    let aim = direction
        .as_ref()
        .and_then(|reading| reading.direction.aim(&module.aim))
        .map_or_else(|| module.aim.clone(), |aim| aim.name.pick(lang).to_owned());
    let guideposts: Vec<String> = module
        .guideposts
        .iter()
        .map(|key| {
            let guidepost = direction
                .as_ref()
                .and_then(|reading| reading.direction.guidepost(key));
            match guidepost {
                Some(guidepost) if guidepost.example => t.marked_example(guidepost.name.pick(lang)),
                Some(guidepost) => guidepost.name.pick(lang).to_owned(),
                None => key.clone(),
            }
        })
        .collect();
    let block = design
        .programme
        .blocks
        .iter()
        .find(|block| block.key == module.block);
    page(&ModulePage {
        name: module.name.pick(lang).to_owned(),
        summary: module.summary.pick(lang).to_owned(),
        facts: vec![
            (
                t.book_block(),
                block.map_or_else(String::new, |block| block.name.pick(lang).to_owned()),
            ),
            (t.fact_fields(), field_names(module, &fields)),
            (t.fact_guideposts(), guideposts.join(", ")),
            (t.fact_aim(), aim),
            (t.book_days(), module.days.to_string()),
        ],
        knowledge: module.strands.knowledge.pick(lang).to_owned(),
        reflection: module.strands.reflection.pick(lang).to_owned(),
        action: module.strands.action.pick(lang).to_owned(),
        preparation: module
            .preparation
            .iter()
            .map(|each| (each.minutes, each.text.pick(lang).to_owned()))
            .collect(),
        material: module
            .material
            .iter()
            .map(|name| name.pick(lang).to_owned())
            .collect(),
        desk: module.desk.pick(lang).to_owned(),
        paragraphs: passages(module.text.pick(lang)),
        text_lang: module.text.lang(lang).tag(),
        activities: activities(design, module, &t),
        edit: if may_plan(&visit.ctx) {
            format!("/programme/edit/module/{}", module.key)
        } else {
            String::new()
        },
        shell: visit.shell.crumb("/programme", t.nav_programme()),
        t,
    })
}

/// The module files use headings and paragraphs only, so nothing more of Markdown is shown.
fn passages(markdown: &str) -> Vec<Passage> {
    markdown
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| Passage {
            heading: block.starts_with('#'),
            text: block.trim_start_matches('#').trim().replace('\n', " "),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "programme/cohorts.html")]
struct CohortsPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    cohorts: Vec<GroupView>,
    learning: Vec<GroupView>,
}

struct GroupView {
    name: String,
    note: String,
    members: Vec<String>,
}

pub(super) async fn cohorts(visit: Visit) -> Result<Response, Failure> {
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
    page(&CohortsPage {
        tabs: tabs(&visit, "/programme/cohorts"),
        cohorts: cohorts
            .iter()
            .map(|cohort| GroupView {
                name: t.cohort_name(cohort.number),
                note: tranche(&cohort.tranche),
                members: names(&cohort.members),
            })
            .collect(),
        learning: learning
            .iter()
            .map(|group| GroupView {
                name: t.learning_name(group.number, tranche(&group.tranche)),
                note: t.learning_year(language::date(t.lang(), group.since), group.year),
                members: names(&group.members),
            })
            .collect(),
        shell: visit.shell.clone(),
        t,
    })
}

#[derive(Template)]
#[template(path = "programme/calendar.html")]
struct CalendarPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    years: Vec<(i32, Figure)>,
    rows: Vec<CalendarRow>,
}

struct CalendarRow {
    when: String,
    name: String,
    href: String,
    cohort: String,
    room: String,
    teachers: String,
}

pub(super) async fn calendar(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let sessions = query::sessions(&tx).await?;
    let Some(reading) = query::design_for_all(&tx).await? else {
        return page(&NoProgramme {
            t,
            office: may_plan(&visit.ctx),
            shell: visit.shell,
        });
    };
    let design = &reading.design;
    let days: Vec<NaiveDate> = sessions.iter().map(|session| session.day).collect();
    let rows = sessions
        .iter()
        .map(|session| CalendarRow {
            when: query::days(
                t.lang(),
                session.day,
                session.dates().last().unwrap_or(session.day),
            ),
            name: query::title(design, session, t.lang()),
            href: format!("/programme/sessions/{}", session.id),
            cohort: session
                .cohort
                .map_or_else(|| t.everybody(), |number| t.cohort_name(number)),
            room: crate::feed::place(design, &session.room, t.lang()).unwrap_or_default(),
            teachers: session
                .teachers
                .iter()
                .filter_map(|key| Some(design.schedule.teacher(key)?.name.clone()))
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    page(&CalendarPage {
        tabs: tabs(&visit, "/programme/calendar"),
        years: if days.is_empty() {
            Vec::new()
        } else {
            years(design, &days, &t)
        },
        rows,
        shell: visit.shell.clone(),
        t,
    })
}

fn years(design: &Design, days: &[NaiveDate], t: &Text) -> Vec<(i32, Figure)> {
    let end = design.schedule.end(design.programme.years);
    (design.schedule.start.year()..=end.year())
        .map(|year| (year, year_calendar(design, days, t, year)))
        .filter(|(year, _)| days.iter().any(|day| day.year() == *year))
        .map(|(year, calendar)| (year, calendar.draw()))
        .collect()
}

fn year_calendar(design: &Design, days: &[NaiveDate], t: &Text, year: i32) -> YearCalendar {
    let mut months: BTreeMap<u32, Vec<CalendarWeek>> = BTreeMap::new();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let mut monday = first.week(Weekday::Mon).first_day();
    while monday < first {
        monday = monday + Days::new(7);
    }
    while monday.year() == year {
        let week = monday.week(Weekday::Mon);
        let in_week = |day: &&NaiveDate| **day >= week.first_day() && **day <= week.last_day();
        // Closed is a week that has not one open weekday.
        let closed: Vec<_> = monday
            .iter_days()
            .take(5)
            .map(|day| design.schedule.closed_on(day))
            .collect();
        months
            .entry(monday.month())
            .or_default()
            .push(CalendarWeek {
                number: u8::try_from(monday.iso_week().week()).unwrap_or(0),
                sessions: u32::try_from(days.iter().filter(in_week).count()).unwrap_or(0),
                closed: if closed.iter().all(Option::is_some) {
                    closed
                        .first()
                        .copied()
                        .flatten()
                        .map(|closed| closed.name.pick(t.lang()).to_owned())
                } else {
                    None
                },
            });
        monday = monday + Days::new(7);
    }
    YearCalendar {
        id: format!("year-{year}"),
        title: t.calendar_year(year.to_string()),
        months: months
            .into_iter()
            .map(|(month, weeks)| {
                let day = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
                (crate::plan::month_name(t.lang(), day), weeks)
            })
            .collect(),
        words: CalendarWords {
            month: t.calendar_month(),
            week: t.calendar_week(),
            sessions: t.book_sessions(),
            closed: t.calendar_closed(),
            summary: t.calendar_summary(),
        },
    }
}
