//! The list of units.

use std::{cell::RefCell, collections::HashMap};

use super::{
    fault::{Fault, Mending},
    mend::{Found, Source, some},
    tree,
};
use crate::{
    domain::{Column, Unit},
    likeness::{nearest, same},
};

/// The units of the list, found in whatever case and with whatever spaces they are written.
#[derive(Default)]
pub(super) struct UnitList {
    pub units: Vec<Unit>,
    by_spelling: HashMap<String, usize>,
    /// What was probably meant, per unknown spelling.
    meant: RefCell<HashMap<String, Option<String>>>,
}

/// So many unknown spellings are compared with every unit; a file with more has the wrong list, and
/// comparing would take minutes.
const GUESSES: usize = 500;

impl UnitList {
    pub fn new(units: Vec<Unit>) -> Self {
        let by_spelling = units
            .iter()
            .enumerate()
            .map(|(at, unit)| (same(&unit.name), at))
            .collect();
        Self {
            units,
            by_spelling,
            meant: RefCell::default(),
        }
    }

    pub fn find(&self, written: &str) -> Option<&Unit> {
        self.by_spelling
            .get(&same(written))
            .and_then(|at| self.units.get(*at))
    }

    pub fn nearest(&self, written: &str) -> Option<String> {
        let mut meant = self.meant.borrow_mut();
        if let Some(known) = meant.get(written) {
            return known.clone();
        }
        if meant.len() >= GUESSES {
            return None;
        }
        let names = self.units.iter().map(|unit| unit.name.as_str());
        let found = nearest(written, names).map(str::to_owned);
        meant.insert(written.to_owned(), found.clone());
        found
    }
}

/// Reads the list: every unit once, under a unit of the list, and nothing in a circle.
pub(super) fn read(source: Source<'_>, found: &mut Found) -> UnitList {
    let mut first_line: HashMap<String, u32> = HashMap::new();
    let mut rows = Vec::new();
    let mut units = Vec::new();
    for row in &source.sheet.rows {
        let name = source.cell(row, Column::Unit, found);
        if name.is_empty() {
            missing(source, row, Column::Unit, found);
            continue;
        }
        if let Some(line) = first_line.get(&same(&name)) {
            source.fault(
                row,
                Column::Unit,
                Fault::UnitTwice { first_line: *line },
                found,
            );
            continue;
        }
        first_line.insert(same(&name), row.line);
        units.push(Unit {
            name,
            area: some(source.cell(row, Column::Area, found)),
            parent: some(source.cell(row, Column::Parent, found)),
            site: some(source.cell(row, Column::Site, found)),
        });
        rows.push(row);
    }
    let mut list = UnitList::new(units);
    let mut above: Vec<Option<usize>> = vec![None; list.units.len()];
    for (at, row) in rows.iter().enumerate() {
        let Some(parent) = list.units.get(at).and_then(|unit| unit.parent.clone()) else {
            continue;
        };
        let Some(known) = list.find(&parent).map(|unit| unit.name.clone()) else {
            let nearest = list.nearest(&parent);
            source.fault(
                row,
                Column::Parent,
                Fault::ParentNotInList { nearest },
                found,
            );
            continue;
        };
        if known != parent {
            source.mended(row, Column::Parent, &known, Mending::Spelling, found);
        }
        if let Some(place) = above.get_mut(at) {
            *place = list.by_spelling.get(&same(&known)).copied();
        }
        if let Some(unit) = list.units.get_mut(at) {
            unit.parent = Some(known);
        }
    }
    for circle in tree::circles(&above) {
        let names = circle
            .iter()
            .filter_map(|at| list.units.get(*at))
            .map(|unit| unit.name.clone());
        if let Some(row) = circle.first().and_then(|at| rows.get(*at)) {
            let round = names.collect();
            source.fault(row, Column::Parent, Fault::UnitsInACircle { round }, found);
        }
    }
    list
}

/// A missing value, unless the cell was already told to be wrong in another way.
pub(super) fn missing(
    source: Source<'_>,
    row: &documents::sheet::Row,
    column: Column,
    found: &mut Found,
) {
    let finding = source.finding(row, column, Fault::MissingValue);
    let told = found
        .faults
        .iter()
        .rev()
        .take_while(|other| other.line == row.line)
        .any(|other| other.column == finding.column && other.sheet == finding.sheet);
    if !told {
        found.faults.push(finding);
    }
}
