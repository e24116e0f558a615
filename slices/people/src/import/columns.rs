//! Which heading means what: recognised by the settings, corrected by the office, remembered for
//! the next file.

use std::collections::BTreeMap;

use documents::sheet::Sheet;
use serde::{Deserialize, Serialize};

use crate::{domain::Column, likeness::plain, settings::Settings};

/// What a heading was said to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    Means(Column),
    /// The column is not read.
    NotUsed,
}

/// What somebody has said before about headings, by their plain spelling. It goes before what the
/// settings say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Remembered(pub BTreeMap<String, Meaning>);

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    People,
    Units,
    /// Neither; it is not read.
    Other,
}

/// One sheet's columns, in the sheet's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetMapping {
    pub sheet: String,
    pub kind: SheetKind,
    pub headings: Vec<String>,
    pub columns: Vec<Option<Column>>,
}

impl SheetMapping {
    fn recognise(sheet: &Sheet, settings: &Settings, remembered: &Remembered) -> Self {
        let mut columns: Vec<Option<Column>> = Vec::with_capacity(sheet.headings.len());
        for heading in &sheet.headings {
            let column = match remembered.0.get(&plain(heading)) {
                Some(Meaning::Means(column)) => Some(*column),
                Some(Meaning::NotUsed) => None,
                None => settings.column_of(heading),
            };
            // The first heading of two with the same meaning is taken; the other can be chosen.
            columns.push(column.filter(|column| !columns.contains(&Some(*column))));
        }
        let mut mapping = Self {
            sheet: sheet.name.clone(),
            kind: SheetKind::Other,
            headings: sheet.headings.clone(),
            columns,
        };
        mapping.kind = mapping.kind_by_columns();
        mapping
    }

    /// A sheet with employee numbers is about people; one with units and no people is about units.
    fn kind_by_columns(&self) -> SheetKind {
        let has = |column| self.place(column).is_some();
        let about_people = [
            Column::Email,
            Column::FirstName,
            Column::LastName,
            Column::Leader,
        ];
        if has(Column::Number)
            || about_people
                .into_iter()
                .filter(|column| has(*column))
                .count()
                > 1
        {
            SheetKind::People
        } else if has(Column::Unit) {
            SheetKind::Units
        } else {
            SheetKind::Other
        }
    }

    /// Where a column stands in the sheet.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|found| *found == Some(column))
    }

    /// The heading as it stands in the file.
    #[must_use]
    pub fn heading(&self, place: usize) -> &str {
        self.headings.get(place).map_or("", String::as_str)
    }

    /// The columns that a sheet of this kind must have and this one lacks.
    #[must_use]
    pub fn missing(&self) -> Vec<Column> {
        let lacks = |column: &Column| self.place(*column).is_none();
        match self.kind {
            SheetKind::People => {
                let named = self.place(Column::Name).is_some();
                [
                    Column::Number,
                    Column::FirstName,
                    Column::LastName,
                    Column::Unit,
                ]
                .into_iter()
                .filter(|column| !(named && matches!(column, Column::FirstName | Column::LastName)))
                .filter(lacks)
                .collect()
            }
            SheetKind::Units => [Column::Unit].into_iter().filter(lacks).collect(),
            SheetKind::Other => Vec::new(),
        }
    }
}

/// What every sheet of the files holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    pub sheets: Vec<SheetMapping>,
}

impl Mapping {
    /// Recognises the sheets by their headings. There is one sheet of people and one of units; of
    /// several the first is taken.
    #[must_use]
    pub fn recognise(sheets: &[Sheet], settings: &Settings, remembered: &Remembered) -> Self {
        let mut mapping = Self {
            sheets: sheets
                .iter()
                .map(|sheet| SheetMapping::recognise(sheet, settings, remembered))
                .collect(),
        };
        mapping.only_first_of_each_kind();
        mapping
    }

    fn only_first_of_each_kind(&mut self) {
        for kind in [SheetKind::People, SheetKind::Units] {
            self.sheets
                .iter_mut()
                .filter(|sheet| sheet.kind == kind)
                .skip(1)
                .for_each(|sheet| sheet.kind = SheetKind::Other);
        }
    }

    /// Says what the headings of one sheet mean, in the sheet's order. A meaning given twice is
    /// kept at its first place.
    pub fn correct(&mut self, sheet: usize, columns: &[Option<Column>]) {
        if let Some(mapping) = self.sheets.get_mut(sheet) {
            for (place, column) in mapping.columns.iter_mut().enumerate() {
                let said = columns.get(place).copied().flatten();
                *column = said.filter(|said| {
                    columns.iter().position(|other| *other == Some(*said)) == Some(place)
                });
            }
            mapping.kind = mapping.kind_by_columns();
        }
        self.only_first_of_each_kind();
    }

    /// The sheet of this kind and its number.
    #[must_use]
    pub fn of_kind(&self, kind: SheetKind) -> Option<(usize, &SheetMapping)> {
        self.sheets
            .iter()
            .enumerate()
            .find(|(_, sheet)| sheet.kind == kind)
    }

    /// What to remember for the next file.
    #[must_use]
    pub fn remember(&self) -> Remembered {
        let mut remembered = BTreeMap::new();
        for sheet in self
            .sheets
            .iter()
            .filter(|sheet| sheet.kind != SheetKind::Other)
        {
            for (heading, column) in sheet.headings.iter().zip(&sheet.columns) {
                let meaning = column.map_or(Meaning::NotUsed, Meaning::Means);
                let entry = remembered.entry(plain(heading)).or_insert(meaning);
                if *entry == Meaning::NotUsed {
                    *entry = meaning;
                }
            }
        }
        remembered.remove("");
        Remembered(remembered)
    }
}
