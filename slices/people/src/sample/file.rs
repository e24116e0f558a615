//! The sample as the files HR would send.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Municipality;
use crate::domain::{Person, Unit};

/// The headings of the people, in the order of [`csv`] and [`workbook`].
pub const HEADINGS: [&str; 12] = [
    "Medarbejdernr",
    "Fornavn",
    "Efternavn",
    "E-mail",
    "Køn",
    "Stilling",
    "Ledelsesniveau",
    "Enhed",
    "Område",
    "Arbejdssted",
    "Nærmeste leder",
    "Ansat",
];

/// The headings of the unit list.
pub const UNIT_HEADINGS: [&str; 4] = ["Enhed", "Område", "Overenhed", "Arbejdssted"];

fn or_empty(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn person_cells(person: &Person) -> [String; 12] {
    [
        person.number.clone(),
        person.first_name.clone(),
        person.last_name.clone(),
        or_empty(person.email.as_ref()),
        or_empty(person.gender.as_ref()),
        or_empty(person.job_title.as_ref()),
        or_empty(person.level.as_ref()),
        person.unit.clone(),
        or_empty(person.area.as_ref()),
        or_empty(person.site.as_ref()),
        or_empty(person.leader.as_ref()),
        person
            .hired
            .map(|day| day.format("%d-%m-%Y").to_string())
            .unwrap_or_default(),
    ]
}

fn unit_cells(unit: &Unit) -> [String; 4] {
    [
        unit.name.clone(),
        or_empty(unit.area.as_ref()),
        or_empty(unit.parent.as_ref()),
        or_empty(unit.site.as_ref()),
    ]
}

/// The people as a CSV with semicolons and Windows line breaks; row 0 is the headings.
#[must_use]
pub fn csv(people: &[Person]) -> Vec<Vec<String>> {
    let headings = HEADINGS.map(str::to_owned).to_vec();
    std::iter::once(headings)
        .chain(people.iter().map(|person| person_cells(person).to_vec()))
        .collect()
}

/// The unit list as rows; row 0 is the headings.
#[must_use]
pub fn units_csv(units: &[Unit]) -> Vec<Vec<String>> {
    let headings = UNIT_HEADINGS.map(str::to_owned).to_vec();
    std::iter::once(headings)
        .chain(units.iter().map(|unit| unit_cells(unit).to_vec()))
        .collect()
}

/// The workbook with its two sheets.
///
/// # Errors
/// When the workbook cannot be written, as where there are more rows than a sheet holds.
pub fn workbook(made: &Municipality) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    let sheet = book.add_worksheet().set_name("Medarbejdere")?;
    write_row(sheet, 0, &HEADINGS)?;
    for (row, person) in (1..).zip(&made.people) {
        let cells = person_cells(person);
        if let Some((_, text)) = cells.split_last() {
            write_row(sheet, row, text)?;
        }
        if let Some(hired) = person.hired {
            let day = ExcelDateTime::parse_from_str(&hired.format("%Y-%m-%d").to_string())?;
            sheet.write_with_format(row, 11, &day, &date)?;
        }
    }
    let sheet = book.add_worksheet().set_name("Enheder")?;
    write_row(sheet, 0, &UNIT_HEADINGS)?;
    for (row, unit) in (1..).zip(&made.units) {
        write_row(sheet, row, &unit_cells(unit))?;
    }
    book.save_to_buffer()
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[impl AsRef<str>]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        if !cell.as_ref().is_empty() {
            sheet.write(row, column, cell.as_ref())?;
        }
    }
    Ok(())
}
