//! The first steps of the import: the file, and what its columns mean.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Id, Lang, Problem};
use kit::{Choice, Failure, Form, Onward, Shell, Stage, Step, Typed, Visit, page, refused};

use super::today;
use crate::{
    Text,
    command::{self, File, Refusal, UploadTag},
    domain::Column,
    import::{Checked, Finding, SheetKind, SheetMapping, column_name},
};

/// The steps with this one current.
pub(super) fn steps(t: Text, id: Option<Id<UploadTag>>, current: usize) -> Vec<Step> {
    let labels = [
        t.step_file(),
        t.step_columns(),
        t.step_check(),
        t.step_done(),
    ];
    let href = |step: usize| match (step, id) {
        (0, _) => "/people/import".to_owned(),
        (1, Some(id)) => format!("/people/import/{id}/columns"),
        (2, Some(id)) => format!("/people/import/{id}/preview"),
        _ => String::new(),
    };
    (0..)
        .zip(labels)
        .map(|(step, label)| match step.cmp(&current) {
            std::cmp::Ordering::Less if current < 3 => Step::new(Stage::Done, href(step), label),
            std::cmp::Ordering::Less => Step::new(Stage::Done, "", label),
            std::cmp::Ordering::Equal => Step::new(Stage::Current, "", label),
            std::cmp::Ordering::Greater => Step::new(Stage::Ahead, "", label),
        })
        .collect()
}

pub(super) fn in_people(shell: Shell, t: Text) -> Shell {
    shell.crumb("/people", t.nav_people())
}

pub(super) fn key(id: &str) -> Result<Id<UploadTag>, Failure> {
    id.parse().map_err(|_| Failure::not_found())
}

/// Faults of a file whose place says more than a form's: they stand in a table of their own.
pub(super) fn fault_lines<'a>(
    faults: impl IntoIterator<Item = &'a Finding>,
    lang: Lang,
) -> Vec<FaultLine> {
    faults
        .into_iter()
        .map(|finding| FaultLine {
            line: finding.line.to_string(),
            column: finding.column_text(lang),
            value: finding.value.clone(),
            fault: finding.fault.text(lang),
            remedy: finding.remedy(lang),
        })
        .collect()
}

pub(super) struct FaultLine {
    pub line: String,
    pub column: String,
    pub value: String,
    pub fault: String,
    pub remedy: String,
}

#[derive(Template)]
#[template(path = "people/import.html")]
struct Start {
    shell: Shell,
    t: Text,
    steps: Vec<Step>,
    typed: Typed,
    faults: Vec<FaultLine>,
}

/// Who: the office.
pub(super) async fn start(visit: Visit) -> Result<Response, Failure> {
    access::permit::<access::action::ImportPeople>(&visit.ctx)?;
    let typed = super::typed_day(today(&visit.ctx));
    page(&start_view(visit, typed, Vec::new()))
}

fn start_view(visit: Visit, typed: Typed, faults: Vec<FaultLine>) -> Start {
    let t = Text::new(visit.ctx.lang);
    Start {
        t,
        steps: steps(t, None, 0),
        typed,
        faults,
        shell: in_people(visit.shell, t),
    }
}

/// Who: the office.
pub(super) async fn upload(visit: Visit, form: Form) -> Result<Response, Failure> {
    access::permit::<access::action::ImportPeople>(&visit.ctx)?;
    let lang = visit.ctx.lang;
    let t = Text::new(lang);
    let mut typed = form.typed.clone();
    let from = typed.date("day", lang).unwrap_or_else(|| today(&visit.ctx));
    let files: Vec<File> = ["people", "units"]
        .into_iter()
        .filter_map(|field| form.file(field))
        .map(|file| File {
            name: file.name.clone(),
            bytes: file.bytes.clone(),
        })
        .collect();
    if form.file("people").is_none() {
        typed.refuse("people", t.choose_a_file());
    }
    if typed.is_refused() {
        return refused(&start_view(visit, typed, Vec::new()));
    }
    match command::upload(&visit.ctx, &visit.db, files, from).await {
        Ok(id) => Ok(Onward::to(format!("/people/import/{id}/columns")).into_response()),
        Err(Refusal::Sheet(error)) => {
            typed.refuse("people", error.text(lang));
            refused(&start_view(visit, typed, Vec::new()))
        }
        Err(Refusal::Day(day)) => {
            typed.refuse("day", day.text(lang));
            refused(&start_view(visit, typed, Vec::new()))
        }
        Err(Refusal::Cpr(checked)) => not_kept(visit, typed, &checked),
        Err(Refusal::Problem(problem)) => Err(problem.into()),
    }
}

/// Back at the first step with what was found: the file is not kept.
fn not_kept(visit: Visit, mut typed: Typed, checked: &Checked) -> Result<Response, Failure> {
    let lang = visit.ctx.lang;
    typed.refuse("people", Text::new(lang).not_kept());
    let faults = fault_lines(checked.faults.iter().take(50), lang);
    refused(&start_view(visit, typed, faults))
}

/// A refusal on a later step, where the file itself was taken already.
pub(super) fn later(visit: Visit, refusal: Refusal) -> Result<Response, Failure> {
    match refusal {
        Refusal::Problem(problem) => Err(problem.into()),
        Refusal::Cpr(checked) => {
            let typed = super::typed_day(today(&visit.ctx));
            not_kept(visit, typed, &checked)
        }
        Refusal::Day(day) => Err(Problem::from(day).into()),
        Refusal::Sheet(error) => Err(Problem::internal(error).into()),
    }
}

struct SheetView {
    heading: String,
    columns: Vec<ColumnView>,
}

struct ColumnView {
    field: String,
    label: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "people/columns.html")]
struct Columns {
    shell: Shell,
    t: Text,
    steps: Vec<Step>,
    id: String,
    discard_at: String,
    typed: Typed,
    choices: Vec<Choice>,
    sheets: Vec<SheetView>,
    missing: Vec<String>,
}

/// What stands in the form for a column that is not read.
const NOT_USED: &str = "-";

fn field(sheet: usize, column: usize) -> String {
    format!("column-{sheet}-{column}")
}

/// Who: the office, own upload.
pub(super) async fn columns(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = key(&id)?;
    let (mapping, sheets) = match command::columns(&visit.ctx, &visit.db, id).await {
        Ok(read) => read,
        Err(refusal) => return later(visit, refusal),
    };
    let Visit { ctx, shell, .. } = visit;
    let t = Text::new(ctx.lang);
    let mut values = Vec::new();
    let mut shown = Vec::new();
    for (at, (mapped, sheet)) in mapping.sheets.iter().zip(&sheets).enumerate() {
        let columns = mapped.headings.iter().enumerate().map(|(place, heading)| {
            let meaning = mapped.columns.get(place).copied().flatten();
            values.push((
                field(at, place),
                meaning.map_or(NOT_USED, Column::key).to_owned(),
            ));
            ColumnView {
                field: field(at, place),
                label: if heading.is_empty() {
                    t.column_without_heading(place + 1)
                } else {
                    heading.clone()
                },
                hint: examples(t, sheet, place),
            }
        });
        let columns = columns.collect();
        shown.push(SheetView {
            heading: sheet_heading(t, mapped),
            columns,
        });
    }
    let missing = mapping
        .sheets
        .iter()
        .flat_map(SheetMapping::missing)
        .map(|column| column_name(column, ctx.lang))
        .collect();
    page(&Columns {
        t,
        steps: steps(t, Some(id), 1),
        id: id.to_string(),
        discard_at: format!("/people/import/{id}/discard"),
        typed: Typed::filled(values),
        choices: choices(t),
        sheets: shown,
        missing,
        shell: in_people(shell, t),
    })
}

fn sheet_heading(t: Text, mapped: &SheetMapping) -> String {
    match mapped.kind {
        SheetKind::People => t.sheet_of_people(&mapped.sheet),
        SheetKind::Units => t.sheet_of_units(&mapped.sheet),
        SheetKind::Other => t.sheet_of_other(&mapped.sheet),
    }
}

/// The first values that differ, so that one sees what a column holds.
fn examples(t: Text, sheet: &documents::sheet::Sheet, place: usize) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for row in sheet.rows.iter().take(200) {
        let text = row.text(place).trim();
        if !text.is_empty() && !seen.contains(&text) {
            seen.push(text);
        }
        if seen.len() == 3 {
            break;
        }
    }
    if seen.is_empty() {
        t.column_is_empty()
    } else {
        t.column_examples(seen.join(" · "))
    }
}

fn choices(t: Text) -> Vec<Choice> {
    let not_used = Choice::new(NOT_USED, t.column_not_used());
    let known = Column::ALL.map(|column| Choice::new(column.key(), column_name(column, t.lang())));
    std::iter::once(not_used).chain(known).collect()
}

/// Who: the office, own upload.
pub(super) async fn correct(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let id = key(&id)?;
    let mut mapping = match command::columns(&visit.ctx, &visit.db, id).await {
        Ok((mapping, _)) => mapping,
        Err(refusal) => return later(visit, refusal),
    };
    for at in 0..mapping.sheets.len() {
        let width = mapping
            .sheets
            .get(at)
            .map_or(0, |sheet| sheet.headings.len());
        let said: Vec<Option<Column>> = (0..width)
            .map(|place| form.typed.get(&field(at, place)).parse().ok())
            .collect();
        mapping.correct(at, &said);
    }
    if let Err(refusal) = command::correct_columns(&visit.ctx, &visit.db, id, &mapping).await {
        return later(visit, refusal);
    }
    Ok(Onward::to(format!("/people/import/{id}/preview")).into_response())
}
