//! What was found, for a terminal and for a program.

use std::fmt::Write as _;

use base::Lang;
use language::integer;
use serde::Serialize;

use super::{
    check::Checked,
    fault::{Finding, Mended},
};
use crate::Text;

#[derive(Serialize)]
struct Entry<'a> {
    sheet: &'a str,
    line: u32,
    column: String,
    value: &'a str,
    fault: &'a str,
    remedy: String,
}

#[derive(Serialize)]
struct Report<'a> {
    people: usize,
    leaders: usize,
    units: usize,
    faults: Vec<Entry<'a>>,
    mended: Vec<Entry<'a>>,
}

/// The findings as JSON. `fault` is the stable English name; the remedy is in `lang`.
///
/// # Errors
/// None in practice: everything here is text and numbers.
pub fn json(checked: &Checked, lang: Lang) -> Result<String, serde_json::Error> {
    let report = Report {
        people: checked.people.len(),
        leaders: checked.leaders(),
        units: checked.units.len(),
        faults: checked
            .faults
            .iter()
            .map(|finding| fault_entry(finding, lang))
            .collect(),
        mended: checked
            .mended
            .iter()
            .map(|mended| mended_entry(mended, lang))
            .collect(),
    };
    serde_json::to_string_pretty(&report)
}

fn fault_entry(finding: &Finding, lang: Lang) -> Entry<'_> {
    Entry {
        sheet: &finding.sheet,
        line: finding.line,
        column: finding.column_text(lang),
        value: &finding.value,
        fault: finding.fault.kind(),
        remedy: finding.remedy(lang),
    }
}

fn mended_entry(mended: &Mended, lang: Lang) -> Entry<'_> {
    Entry {
        sheet: &mended.sheet,
        line: mended.line,
        column: mended.column.clone(),
        value: &mended.value,
        fault: mended.mending.kind(),
        remedy: mended.remedy(lang),
    }
}

/// The findings for a person to read.
#[must_use]
pub fn table(checked: &Checked, lang: Lang) -> String {
    let text = Text::new(lang);
    let count = |number: usize| integer(lang, i64::try_from(number).unwrap_or(i64::MAX));
    let mut out = String::new();
    for finding in &checked.faults {
        let place = text.report_place(
            finding.column_text(lang),
            finding.line.to_string(),
            &finding.sheet,
        );
        let value = match finding.value.as_str() {
            "" => String::new(),
            value => format!(" »{}«", visible(value)),
        };
        let _ = writeln!(out, "{place}{value}: {}", finding.fault.text(lang));
        let _ = writeln!(out, "    {}", finding.remedy(lang));
    }
    if !checked.mended.is_empty() {
        let _ = writeln!(out, "\n{}", text.report_mended(checked.mended.len()));
        for mended in &checked.mended {
            let place = text.report_place(&mended.column, mended.line.to_string(), &mended.sheet);
            let _ = writeln!(
                out,
                "  {place} »{}«: {}. {}",
                visible(&mended.value),
                mended.mending.text(lang),
                mended.remedy(lang)
            );
        }
    }
    let counts = text.report_counts(
        count(checked.leaders()),
        count(checked.people.len()),
        count(checked.units.len()),
    );
    let _ = writeln!(out, "\n{counts}");
    let verdict = if checked.faults.is_empty() {
        text.report_no_faults()
    } else {
        text.report_faults(checked.faults.len())
    };
    let _ = writeln!(out, "{verdict}");
    out
}

/// A cell from a foreign file goes to a terminal without the signs that steer one; what does not
/// show is made to.
fn visible(value: &str) -> String {
    value
        .chars()
        .map(|letter| match letter {
            '\u{a0}' => '·',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect()
}

/// The faults as a CSV that a Danish Excel opens: semicolons, a byte order mark, Windows lines.
#[must_use]
pub fn csv(faults: &[Finding], lang: Lang) -> String {
    let text = Text::new(lang);
    let mut out = String::from("\u{feff}");
    let headings = [
        text.report_sheet(),
        text.report_line(),
        text.report_column(),
        text.report_value(),
        text.report_fault(),
        text.report_remedy(),
    ];
    csv_row(&mut out, &headings);
    for finding in faults {
        let cells = [
            finding.sheet.clone(),
            finding.line.to_string(),
            finding.column_text(lang),
            finding.value.clone(),
            finding.fault.text(lang),
            finding.remedy(lang),
        ];
        csv_row(&mut out, &cells);
    }
    out
}

fn csv_row(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(';');
        }
        // A cell that begins like a formula would be run when the list is opened.
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            "'"
        } else {
            ""
        };
        let _ = write!(out, "\"{guard}{}\"", cell.replace('"', "\"\""));
    }
    out.push_str("\r\n");
}
