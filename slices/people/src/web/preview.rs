//! The last steps of the import: what the file would do, the yes, and the receipt.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::header,
    response::{IntoResponse as _, Response},
};
use base::{Page, Problem};
use kit::{Failure, Form, Onward, Pages, Shell, Step, Typed, Visit, page, refused};
use serde::Deserialize;

use super::{
    date,
    import::{FaultLine, fault_lines, in_people, key, later, steps},
    number,
};
use crate::{
    Text,
    command::{self, Preview},
    import::{Change, Finding, PersonDifference, UnitDifference, column_name, report},
};

/// So many differences of a kind are shown; the counts always tell of all.
const SHOWN: usize = 200;

/// Faults on one page of the list: every one of them can be seen, and a telephone can show a page.
const FAULTS: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    page: usize,
}

/// People or units with one kind of change.
struct Group {
    heading: String,
    lines: Vec<String>,
    more: String,
}

#[derive(Template)]
#[template(path = "people/preview.html")]
struct View {
    shell: Shell,
    t: Text,
    steps: Vec<Step>,
    id: String,
    discard_at: String,
    faults_at: String,
    columns_at: String,
    files: String,
    from: String,
    counts: Vec<(String, String)>,
    faults: Vec<FaultLine>,
    fault_count: usize,
    pages: Pages,
    mended: Vec<(String, String)>,
    mended_count: usize,
    groups: Vec<Group>,
    unchanged: String,
    is_first: bool,
    refused_day: String,
    may_accept: bool,
    /// What is to be ticked before a yes counts, where very many would leave.
    many_leave: String,
    many_leave_heading: String,
    typed: Typed,
    fingerprint: String,
}

/// Who: the office, own upload.
pub(super) async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let id = key(&id)?;
    let preview = match command::preview(&visit.ctx, &visit.db, id).await {
        Ok(preview) => preview,
        Err(refusal) => return later(visit, refusal),
    };
    page(&view(
        &preview,
        Text::new(visit.ctx.lang),
        visit.shell,
        Typed::new(),
        asked.page,
    ))
}

fn view(preview: &Preview, t: Text, shell: Shell, typed: Typed, asked: usize) -> View {
    let lang = t.lang();
    let checked = &preview.checked;
    let faults = part(&checked.faults, asked);
    let people = &checked.people;
    let at = |step: &str| format!("/people/import/{}/{step}", preview.upload);
    let count = |number_of: usize| number(lang, number_of);
    let without = |lacks: fn(&crate::domain::Person) -> bool| {
        count(people.iter().filter(|person| lacks(person)).count())
    };
    View {
        t,
        steps: steps(t, Some(preview.upload), 2),
        id: preview.upload.to_string(),
        discard_at: at("discard"),
        faults_at: at("faults.csv"),
        columns_at: at("columns"),
        files: preview.files.join(", "),
        from: language::date(lang, preview.from),
        counts: vec![
            (t.count_people(), count(people.len())),
            (t.count_leaders(), count(checked.leaders())),
            (t.count_units(), count(checked.units.len())),
            (
                t.count_without_email(),
                without(|person| person.email.is_none()),
            ),
            (
                t.count_without_leader(),
                without(|person| person.leader.is_none()),
            ),
        ],
        pages: Pages::of(&faults, at("preview")),
        faults: fault_lines(faults.items, lang),
        fault_count: checked.faults.len(),
        mended: checked
            .mended
            .iter()
            .take(SHOWN)
            .map(|mended| {
                let place = t.report_place(&mended.column, mended.line.to_string(), &mended.sheet);
                (
                    place,
                    format!("{}. {}", mended.mending.text(lang), mended.remedy(lang)),
                )
            })
            .collect(),
        mended_count: checked.mended.len(),
        groups: groups(preview, t),
        unchanged: t.unchanged(preview.differences.unchanged),
        is_first: preview.known == 0,
        refused_day: preview
            .refused_day
            .map(|day| day.text(lang))
            .unwrap_or_default(),
        may_accept: preview.may_be_accepted(),
        many_leave: preview
            .many_leave()
            .map(|left| t.many_leave(left))
            .unwrap_or_default(),
        many_leave_heading: preview
            .many_leave()
            .map(|left| t.many_leave_heading(left))
            .unwrap_or_default(),
        typed,
        fingerprint: preview.fingerprint.clone(),
        shell: in_people(shell, t),
    }
}

/// One page of the faults; a page that is not there is the nearest that is.
fn part(faults: &[Finding], asked: usize) -> Page<&Finding> {
    let last = faults.len().div_ceil(FAULTS).max(1);
    let first = (asked.clamp(1, last) - 1) * FAULTS;
    Page {
        items: faults.iter().skip(first).take(FAULTS).collect(),
        first: first as u64,
        size: FAULTS as u64,
        total: faults.len() as u64,
    }
}

fn more(t: Text, all: usize) -> String {
    if all > SHOWN {
        t.and_more(all - SHOWN)
    } else {
        String::new()
    }
}

/// The differences by kind, in the order in which they matter.
fn groups(preview: &Preview, t: Text) -> Vec<Group> {
    let people = &preview.differences.people;
    let nobody = || t.nobody();
    let of = |heading: fn(&Text, usize) -> String, say: &dyn Fn(&Change) -> Option<String>| {
        let lines: Vec<String> = people
            .iter()
            .filter_map(|person| Some(told(person, &person.changes.iter().find_map(say)?)))
            .collect();
        group(t, heading, lines)
    };
    let or_nobody = |who: &Option<String>| who.clone().unwrap_or_else(nobody);
    let arrow = |from: &str, to: &str| format!("{from} → {to}");
    let units = |heading: fn(&Text, usize) -> String,
                 pick: fn(&UnitDifference) -> Option<&String>| {
        group(
            t,
            heading,
            preview
                .differences
                .units
                .iter()
                .filter_map(pick)
                .cloned()
                .collect(),
        )
    };
    [
        of(|t, n| t.group_joined(n), &|change| {
            matches!(change, Change::Joined).then(String::new)
        }),
        of(|t, n| t.group_left(n), &|change| {
            matches!(change, Change::Left).then(String::new)
        }),
        of(|t, n| t.group_moved(n), &|change| match change {
            Change::Moved { from, to } => Some(arrow(from, to)),
            _ => None,
        }),
        of(|t, n| t.group_new_leader(n), &|change| match change {
            Change::NewLeader { from, to } => Some(arrow(&or_nobody(from), &or_nobody(to))),
            _ => None,
        }),
        of(|t, n| t.group_new_level(n), &|change| match change {
            Change::NewLevel { from, to } => Some(arrow(&or_nobody(from), &or_nobody(to))),
            _ => None,
        }),
        of(|t, n| t.group_new_name(n), &|change| match change {
            Change::NewName { from, .. } => Some(t.before(from)),
            _ => None,
        }),
        of(|t, n| t.group_new_address(n), &|change| {
            matches!(change, Change::NewAddress).then(String::new)
        }),
        of(|t, n| t.group_other(n), &|change| match change {
            Change::Other(column) => Some(column_name(*column, t.lang())),
            _ => None,
        }),
        units(
            |t, n| t.group_units_new(n),
            |unit| match unit {
                UnitDifference::New(name) => Some(name),
                _ => None,
            },
        ),
        units(
            |t, n| t.group_units_closed(n),
            |unit| match unit {
                UnitDifference::Closed(name) => Some(name),
                _ => None,
            },
        ),
        units(
            |t, n| t.group_units_changed(n),
            |unit| match unit {
                UnitDifference::Changed(name) => Some(name),
                _ => None,
            },
        ),
    ]
    .into_iter()
    .filter(|group| !group.lines.is_empty())
    .collect()
}

fn told(person: &PersonDifference, what: &str) -> String {
    let who = format!("{} ({})", person.name, person.number);
    if what.is_empty() {
        who
    } else {
        format!("{who}: {what}")
    }
}

fn group(t: Text, heading: fn(&Text, usize) -> String, mut lines: Vec<String>) -> Group {
    let all = lines.len();
    lines.truncate(SHOWN);
    Group {
        heading: heading(&t, all),
        lines,
        more: more(t, all),
    }
}

/// Who: the office, own upload.
pub(super) async fn faults(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = key(&id)?;
    let preview = match command::preview(&visit.ctx, &visit.db, id).await {
        Ok(preview) => preview,
        Err(refusal) => return later(visit, refusal),
    };
    let lang = visit.ctx.lang;
    let name = Text::new(lang).faults_file_name();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
    ];
    Ok((headers, report::csv(&preview.checked.faults, lang)).into_response())
}

/// Who: the office, own upload.
pub(super) async fn accept(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let id = key(&id)?;
    let seen = form.typed.get("fingerprint").to_owned();
    if !form.typed.has("leavers", "yes") {
        // So many leave only rarely; far more often half of the organisation lacks in the file.
        let preview = match command::preview(&visit.ctx, &visit.db, id).await {
            Ok(preview) => preview,
            Err(refusal) => return later(visit, refusal),
        };
        if preview.may_be_accepted() && preview.many_leave().is_some() {
            let t = Text::new(visit.ctx.lang);
            let mut typed = form.typed;
            typed.refuse("leavers", t.many_leave_unsaid());
            return refused(&view(&preview, t, visit.shell, typed, 1));
        }
    }
    if let Err(refusal) = command::accept(&visit.ctx, &visit.db, id, &seen).await {
        return later(visit, refusal);
    }
    Ok(Onward::to(format!("/people/import/{id}/receipt")).into_response())
}

/// Who: the office, own upload.
pub(super) async fn discard(
    visit: Visit,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let id = key(&id)?;
    if let Err(refusal) = command::discard(&visit.ctx, &visit.db, id).await {
        return later(visit, refusal);
    }
    let t = Text::new(visit.ctx.lang);
    Ok(Onward::to("/people/import")
        .saying(t.discarded())
        .into_response())
}

#[derive(Template)]
#[template(path = "people/receipt.html")]
struct ReceiptView {
    shell: Shell,
    t: Text,
    steps: Vec<Step>,
    facts: Vec<(String, String)>,
}

/// Who: the office. The receipt is the import's row in the audit, so it can be read again.
pub(super) async fn receipt(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    access::permit::<access::action::ImportPeople>(&visit.ctx)?;
    let id = key(&id)?;
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let filter = db::AuditFilter {
        action: Some("people.import".to_owned()),
        subject: Some(format!("upload:{id}")),
        ..db::AuditFilter::default()
    };
    let rows = db::audit_rows(&tx, &filter, 0, 1)
        .await
        .map_err(Problem::from)?;
    let row = rows.items.first().ok_or_else(Failure::not_found)?;
    let told = |name: &str| {
        let count = row
            .details
            .get(name)
            .and_then(serde_json::Value::as_i64)
            .unwrap_or(0);
        language::integer(t.lang(), count)
    };
    let from = row
        .details
        .get("from")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let from = documents::date::parse(from)
        .map(|day| date(t.lang(), day))
        .unwrap_or_default();
    page(&ReceiptView {
        t,
        steps: steps(t, None, 3),
        facts: vec![
            (t.receipt_from(), from),
            (t.count_people(), told("people")),
            (t.count_leaders(), told("leaders")),
            (t.count_units(), told("units")),
            (t.receipt_changed_people(), told("changed_people")),
            (t.receipt_changed_units(), told("changed_units")),
        ],
        shell: in_people(visit.shell, t),
    })
}
