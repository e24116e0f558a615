//! XLSX workbooks, cell by cell.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{
    Cell, Kind, Limits, Row, SheetError, Table,
    beside::{self, Beside, Part},
};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<Table>, Vec<Beside>), SheetError> {
    let beside = unpacks_within(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    if book.sheets_metadata().len() > limits.sheets {
        return Err(SheetError::TooManySheets {
            most: limits.sheets,
        });
    }
    // One budget for the whole file: fifty full sheets take the room of fifty.
    let mut left = limits.cells;
    let names: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let tables = names
        .into_iter()
        .map(|(name, hidden)| {
            Ok(Table {
                hidden,
                ..table(&mut book, name, limits, &mut left)?
            })
        })
        .collect::<Result<_, SheetError>>()?;
    Ok((tables, beside))
}

/// An old workbook, or an encrypted new one: both lie in Microsoft's compound file, and only the
/// encrypted one has this entry.
pub(super) fn what_compound_file(bytes: &[u8]) -> SheetError {
    let entry: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(entry.len()).any(|window| window == entry) {
        SheetError::PasswordProtected
    } else {
        SheetError::OldWorkbook
    }
}

/// Unpacks every part and counts, and keeps what is said outside the cells. What a part says about
/// its own size is not believed: that is the lie a zip bomb tells.
fn unpacks_within(bytes: &[u8], limits: &Limits) -> Result<Vec<Beside>, SheetError> {
    let damaged = |error: &dyn std::fmt::Display| SheetError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.by_name("xl/workbook.xml").is_err() && archive.by_name("xl/workbook.bin").is_err() {
        return Err(other_archive(&mut archive));
    }
    let mut left = limits.unpacked;
    let mut beside = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let kind = part
            .name()
            .map_or(Some(Part::Other), |name| beside::part_of(&name));
        let mut part = part.take(left + 1);
        let size = match kind {
            Some(kind) => beside::read(part, kind, &mut beside),
            None => io::copy(&mut part, &mut io::sink()),
        };
        let size = size.map_err(|error| damaged(&error))?;
        left = left.checked_sub(size).ok_or(SheetError::UnpacksTooLarge {
            megabytes: limits.unpacked >> 20,
        })?;
    }
    Ok(beside)
}

fn other_archive(archive: &mut ZipArchive<Cursor<&[u8]>>) -> SheetError {
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A file that cannot even say what it is, is not a spreadsheet.
        let _ = part.take(100).read_to_string(&mut kind);
    }
    if kind.contains("opendocument.spreadsheet") {
        SheetError::OpenDocument
    } else {
        SheetError::NotASpreadsheet
    }
}

fn refusal(error: XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::PasswordProtected,
        other => SheetError::Damaged(other.to_string()),
    }
}

/// Reads the cells in file order and never the rectangle they span: one stray cell in the last
/// corner of a sheet would make that rectangle seventeen thousand million cells.
fn table(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    limits: &Limits,
    left: &mut usize,
) -> Result<Table, SheetError> {
    let mut cells = book.worksheet_cells_reader(&name).map_err(refusal)?;
    let zeros: Vec<Option<usize>> = cells
        .styles()
        .iter()
        .map(|style| {
            style
                .number_format
                .as_ref()
                .and_then(|format| shown_digits(&format.format_code))
        })
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(refusal)? {
        let (row, column) = cell.get_position();
        let value = read_cell(cell.get_value(), zeros.get(style).copied().flatten());
        // A cell of spaces is blank, and no row is made longer for it.
        if value.text.trim().is_empty() {
            continue;
        }
        if column >= limits.columns {
            return Err(SheetError::TooManyColumns {
                sheet: name,
                most: limits.columns,
            });
        }
        let line = row.saturating_add(1);
        if rows.last().is_none_or(|last| last.line != line) {
            if rows.len() > limits.rows as usize {
                return Err(SheetError::TooManyRows {
                    sheet: name,
                    most: limits.rows,
                });
            }
            if let Some(done) = rows.last_mut() {
                done.cells.shrink_to_fit();
            }
            rows.push(Row {
                line,
                cells: Vec::new(),
            });
        }
        if let Some(last) = rows.last_mut() {
            let column = column as usize;
            if last.cells.len() <= column {
                *left = left
                    .checked_sub(column + 1 - last.cells.len())
                    .ok_or(SheetError::TooManyCells { most: limits.cells })?;
                last.cells.resize(column + 1, Cell::default());
            }
            if let Some(place) = last.cells.get_mut(column) {
                *place = value;
            }
        }
    }
    drop(cells);
    // Excel writes rows in order; other programs need not.
    rows.sort_by_key(|row| row.line);
    Ok(Table {
        name,
        rows,
        hidden: false,
    })
}

/// How many digits a format such as `00000` shows: an employee number typed as 01234 is stored as
/// the number 1234 with that format.
fn shown_digits(format: &str) -> Option<usize> {
    (format.len() > 1 && format.bytes().all(|byte| byte == b'0')).then_some(format.len())
}

fn read_cell(value: &DataRef<'_>, digits: Option<usize>) -> Cell {
    match value {
        DataRef::Empty => Cell::default(),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::new(text.as_str(), Kind::Text),
        DataRef::SharedString(text) => Cell::new(*text, Kind::Text),
        DataRef::Int(number) => Cell::new(padded(&number.to_string(), digits), Kind::Number),
        DataRef::Float(number) => Cell::new(padded(&number.to_string(), digits), Kind::Number),
        DataRef::Bool(truth) => Cell::new(truth.to_string(), Kind::Truth),
        DataRef::DateTimeIso(text) => Cell::new(
            text.trim_end_matches("T00:00:00").trim_end_matches('Z'),
            Kind::Date,
        ),
        DataRef::DateTime(stamp) => match stamp.as_datetime() {
            Some(moment) if moment.time() == chrono::NaiveTime::MIN => {
                Cell::new(moment.date().format("%Y-%m-%d").to_string(), Kind::Date)
            }
            Some(moment) => Cell::new(moment.format("%Y-%m-%dT%H:%M:%S").to_string(), Kind::Date),
            None => Cell::new(stamp.as_f64().to_string(), Kind::Number),
        },
        DataRef::Error(error) => Cell::new(error.to_string(), Kind::Error),
    }
}

fn padded(number: &str, digits: Option<usize>) -> String {
    match digits {
        Some(digits) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{number:0>digits$}")
        }
        _ => number.to_owned(),
    }
}
