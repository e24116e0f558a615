//! The whole check of a file.

use chrono::NaiveDate;
use documents::sheet::{Beside, Contents, Part, Sheet};

use super::{
    columns::{Mapping, SheetKind},
    cpr,
    fault::{Fault, Finding, Mended},
    mend::{Found, Source},
    people::Reading,
    units::{self, UnitList},
};
use crate::{
    domain::{Column, Person, Unit},
    likeness::same,
    settings::Settings,
};

/// What a file holds, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Everybody on the first line that has their number; only to be stored where there is no
    /// fault.
    pub people: Vec<Person>,
    pub units: Vec<Unit>,
    /// By sheet (people first) and line.
    pub faults: Vec<Finding>,
    pub mended: Vec<Mended>,
}

impl Checked {
    #[must_use]
    pub fn leaders(&self) -> usize {
        self.people
            .iter()
            .filter(|person| person.is_leader())
            .count()
    }

    /// A CPR number was found: nothing of the file may be kept.
    #[must_use]
    pub fn must_not_be_kept(&self) -> bool {
        self.faults.iter().any(|finding| {
            matches!(
                finding.fault,
                Fault::CprColumn { .. }
                    | Fault::CprNumber { .. }
                    | Fault::CprHeading { .. }
                    | Fault::CprName
                    | Fault::CprBeside(_)
            )
        })
    }
}

/// Checks the sheets of one or two files. `known` are the units that exist already; they are the
/// unit list where the files bring none, and where there are none either, the units that people
/// name are the list.
#[must_use]
pub fn check(
    sheets: &[Sheet],
    mapping: &Mapping,
    settings: &Settings,
    known: &[Unit],
    today: NaiveDate,
) -> Checked {
    let refused = cpr_numbers(sheets, Some(mapping));
    if !refused.is_empty() {
        return Checked {
            faults: refused,
            ..Checked::default()
        };
    }
    let missing = missing_columns(sheets, mapping);
    if !missing.is_empty() {
        return Checked {
            faults: missing,
            ..Checked::default()
        };
    }
    let source = |kind| {
        mapping.of_kind(kind).and_then(|(at, mapping)| {
            Some(Source {
                sheet: sheets.get(at)?,
                mapping,
            })
        })
    };
    let mut in_units = Found::default();
    let list = match source(SheetKind::Units) {
        Some(source) => Some(units::read(source, &mut in_units)),
        None if known.is_empty() => None,
        None => Some(UnitList::new(known.to_vec())),
    };
    let mut found = Found::default();
    let people = source(SheetKind::People).map_or_else(Vec::new, |source| {
        let units = list.as_ref();
        Reading {
            source,
            settings,
            units,
            today,
            spelt: std::cell::RefCell::default(),
        }
        .people(&mut found)
    });
    let units = list.map_or_else(|| units_of(&people), |list| list.units);
    let by_line = |faults: &mut Found| {
        faults.faults.sort_by_key(|finding| finding.line);
        faults.mended.sort_by_key(|mended| mended.line);
    };
    by_line(&mut found);
    by_line(&mut in_units);
    found.faults.extend(in_units.faults);
    found.mended.extend(in_units.mended);
    Checked {
        people,
        units,
        faults: found.faults,
        mended: found.mended,
    }
}

/// The units that people name, where there is no list: each with the area of the first who does.
fn units_of(people: &[Person]) -> Vec<Unit> {
    let mut seen = std::collections::HashSet::new();
    people
        .iter()
        .filter(|person| !person.unit.is_empty() && seen.insert(same(&person.unit)))
        .map(|person| Unit {
            name: person.unit.clone(),
            area: person.area.clone(),
            parent: None,
            site: person.site.clone(),
        })
        .collect()
}

/// Every CPR number in files of these names, wherever it stands: in cells that are read or not, in
/// hidden sheets, in names, and outside the cells. All of a file is kept, or none. Neither the
/// numbers nor a heading or name that holds one are repeated.
#[must_use]
pub fn cpr_anywhere<'a>(
    names: impl IntoIterator<Item = &'a str>,
    contents: &Contents,
    mapping: &Mapping,
) -> Vec<Finding> {
    let mut faults = cpr_numbers(&contents.sheets, Some(mapping));
    faults.extend(cpr_numbers(&contents.hidden, None));
    if faults.is_empty() {
        faults.extend(names.into_iter().find_map(cpr_in_name));
        faults.extend(cpr_beside(&contents.beside));
    }
    faults
}

/// One finding for each part of a workbook in which a CPR number stands. What is written everywhere
/// else may well be ten digits on end: there it must be parted.
fn cpr_beside(beside: &[Beside]) -> Vec<Finding> {
    let mut parts: Vec<Part> = beside
        .iter()
        .filter(|said| match cpr::mentioned(&said.text) {
            Some(cpr::Form::Parted) => true,
            Some(cpr::Form::Bare) => said.part != Part::Other,
            None => false,
        })
        .map(|said| said.part)
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
        .into_iter()
        .map(|part| Finding {
            sheet: String::new(),
            line: 1,
            column: String::new(),
            value: String::new(),
            fault: Fault::CprBeside(part),
        })
        .collect()
}

/// Every CPR number in the sheets, also where nothing is read.
fn cpr_numbers(sheets: &[Sheet], mapping: Option<&Mapping>) -> Vec<Finding> {
    sheets
        .iter()
        .enumerate()
        .flat_map(|(at, sheet)| {
            let mapping = mapping.and_then(|mapping| mapping.sheets.get(at));
            let places = cpr::places(sheet, mapping);
            places.into_iter().map(|place| cpr_finding(sheet, &place))
        })
        .collect()
}

fn cpr_finding(sheet: &Sheet, place: &cpr::Place) -> Finding {
    let may_be_told = |text: &&String| cpr::mentioned(text).is_none();
    let (line, column, fault) = match *place {
        cpr::Place::Name => (sheet.heading_line, None, Fault::CprName),
        cpr::Place::Column(place) => (
            sheet.heading_line,
            Some(place),
            Fault::CprColumn { column: place + 1 },
        ),
        cpr::Place::Heading(place) => (
            sheet.heading_line,
            Some(place),
            Fault::CprHeading { column: place + 1 },
        ),
        cpr::Place::Cell { line, column } => {
            (line, Some(column), Fault::CprNumber { column: column + 1 })
        }
    };
    Finding {
        sheet: Some(&sheet.name)
            .filter(may_be_told)
            .cloned()
            .unwrap_or_default(),
        line,
        column: column
            .and_then(|place| sheet.headings.get(place))
            .filter(may_be_told)
            .cloned()
            .unwrap_or_default(),
        value: String::new(),
        fault,
    }
}

/// The same for the name of a file.
fn cpr_in_name(name: &str) -> Option<Finding> {
    cpr::mentioned(name).map(|_| Finding {
        sheet: String::new(),
        line: 1,
        column: String::new(),
        value: String::new(),
        fault: Fault::CprName,
    })
}

/// Without its columns a sheet cannot be read at all, so nothing else is told about the file.
fn missing_columns(sheets: &[Sheet], mapping: &Mapping) -> Vec<Finding> {
    let finding = |at: usize, column: Column| Finding {
        sheet: sheets
            .get(at)
            .map_or_else(String::new, |sheet| sheet.name.clone()),
        line: sheets.get(at).map_or(1, |sheet| sheet.heading_line),
        column: column.key().to_owned(),
        value: String::new(),
        fault: Fault::MissingColumn { column },
    };
    let mut findings: Vec<Finding> = mapping
        .sheets
        .iter()
        .enumerate()
        .flat_map(|(at, sheet)| {
            sheet
                .missing()
                .into_iter()
                .map(move |column| finding(at, column))
        })
        .collect();
    if mapping.of_kind(SheetKind::People).is_none() {
        findings.push(finding(0, Column::Number));
    }
    findings
}
