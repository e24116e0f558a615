//! Sheets as people send them: XLSX, and CSV with any separator and coding, read into one shape.
//!
//! Every row keeps the line it has in the file, so that a fault can be found again there. Nothing
//! is interpreted beyond what the file itself says: a number cell becomes its digits, a date cell
//! the ISO date, and leading zeros stay wherever they were typed or shown.

mod beside;
mod coding;
mod separated;
mod workbook;

pub use beside::{Beside, Part};

use base::{Lang, Problem, ProblemKind};
use thiserror::Error;

use crate::Text;

/// What the file says a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Empty,
    Text,
    Number,
    /// A date cell of a workbook; the text is ISO 8601.
    Date,
    Truth,
    /// A formula that failed, such as `#REF!`.
    Error,
}

/// One cell, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: Box<str>,
    pub kind: Kind,
}

impl Cell {
    fn new(text: impl Into<Box<str>>, kind: Kind) -> Self {
        let text = text.into();
        let kind = if text.is_empty() { Kind::Empty } else { kind };
        Self { text, kind }
    }
}

/// One row below the headings. Cells that are missing at its end are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line in the file where the row begins; the first is 1.
    pub line: u32,
    pub cells: Vec<Cell>,
}

impl Row {
    /// The text in a column, empty where the row is shorter.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

/// One sheet: its headings and the rows below them that hold anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The tab's name, or for a CSV the file's name without its ending.
    pub name: String,
    /// The line of the headings; titles above them are left out.
    pub heading_line: u32,
    pub headings: Vec<String>,
    pub rows: Vec<Row>,
    /// The rows above the headings, such as a title; nothing of a table is in them.
    pub above: Vec<Row>,
}

/// How much a file may hold before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file itself.
    pub bytes: u64,
    /// Bytes when a workbook is unpacked. A small file that unpacks to more is a trap.
    pub unpacked: u64,
    pub rows: u32,
    pub columns: u32,
    /// Sheets of a workbook, also hidden and empty ones.
    pub sheets: usize,
    /// Cells of the whole file, with the blank ones before a row's last filled cell: they take
    /// room as the filled ones do.
    pub cells: usize,
}

impl Default for Limits {
    /// 20 MB, which is what an upload may be; unpacked 256 MB; 300,000 rows of 200 columns; 50
    /// sheets and five million cells, which are some 250 MB while the file is read.
    fn default() -> Self {
        Self {
            bytes: 20 << 20,
            unpacked: 256 << 20,
            rows: 300_000,
            columns: 200,
            sheets: 50,
            cells: 5_000_000,
        }
    }
}

/// Why a file could not be read as sheets.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SheetError {
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    #[error("an old Excel file (.xls)")]
    OldWorkbook,
    #[error("an OpenDocument file (.ods)")]
    OpenDocument,
    #[error("protected with a password")]
    PasswordProtected,
    #[error("nothing in it")]
    Empty,
    #[error("no headings")]
    NoHeadings { sheet: String },
    #[error("larger than {megabytes} MB")]
    TooLarge { megabytes: u64 },
    #[error("unpacks to more than {megabytes} MB")]
    UnpacksTooLarge { megabytes: u64 },
    #[error("sheet {sheet} has more than {most} rows")]
    TooManyRows { sheet: String, most: u32 },
    #[error("sheet {sheet} has more than {most} columns")]
    TooManyColumns { sheet: String, most: u32 },
    #[error("more than {most} sheets")]
    TooManySheets { most: usize },
    #[error("more than {most} cells")]
    TooManyCells { most: usize },
    #[error("a quotation mark opened on line {line} is never closed")]
    OpenQuote { line: u32 },
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
}

impl SheetError {
    /// What happened and what to do, in the reader's language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::NotASpreadsheet => text.sheet_not_a_spreadsheet(),
            Self::OldWorkbook => text.sheet_old_workbook(),
            Self::OpenDocument => text.sheet_open_document(),
            Self::PasswordProtected => text.sheet_password(),
            Self::Empty => text.sheet_empty(),
            Self::NoHeadings { sheet } => text.sheet_no_headings(sheet),
            Self::TooLarge { megabytes } => text.sheet_too_large(*megabytes),
            Self::UnpacksTooLarge { megabytes } => text.sheet_unpacks_too_large(*megabytes),
            Self::TooManyRows { sheet, most } => text.sheet_too_many_rows(*most, sheet),
            Self::TooManyColumns { sheet, most } => text.sheet_too_many_columns(*most, sheet),
            Self::TooManySheets { most } => text.sheet_too_many_sheets(*most),
            Self::TooManyCells { most } => text.sheet_too_many_cells(*most),
            Self::OpenQuote { line } => text.sheet_open_quote(*line),
            Self::Damaged(_) => text.sheet_damaged(),
        }
    }
}

impl From<SheetError> for Problem {
    fn from(error: SheetError) -> Self {
        Self::new(ProblemKind::Invalid, move |lang| error.text(lang))
    }
}

/// Reads every sheet of a file that holds anything; what the file is, is seen from its bytes and
/// never from its name.
///
/// # Errors
/// The whole file is refused when it is no spreadsheet, is protected, empty, damaged, or exceeds
/// `limits`.
pub fn read(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, SheetError> {
    Ok(read_all(file_name, bytes, limits)?.sheets)
}

/// What a file holds, also where the eye does not see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub sheets: Vec<Sheet>,
    /// Hidden sheets, with all their rows in [`Sheet::above`]: they are not for reading as tables,
    /// only for knowing what a file carries along.
    pub hidden: Vec<Sheet>,
    /// What a workbook says outside its cells, as far as there are ten digits in it.
    pub beside: Vec<Beside>,
}

/// As [`read`], with the hidden sheets beside.
///
/// # Errors
/// As [`read`].
pub fn read_all(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, SheetError> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    if bytes.len() as u64 > limits.bytes {
        return Err(SheetError::TooLarge {
            megabytes: limits.bytes >> 20,
        });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(SheetError::Empty);
    }
    let mut beside = Vec::new();
    let tables = if bytes.starts_with(ZIP) {
        let (tables, said) = workbook::read(bytes, limits)?;
        beside = said;
        tables
    } else if bytes.starts_with(COMPOUND) {
        return Err(workbook::what_compound_file(bytes));
    } else {
        let text = coding::decode(bytes).ok_or(SheetError::NotASpreadsheet)?;
        vec![Table {
            name: stem(file_name).to_owned(),
            rows: separated::read(&text, stem(file_name), limits)?,
            hidden: false,
        }]
    };
    let (hidden, shown): (Vec<Table>, Vec<Table>) =
        tables.into_iter().partition(|table| table.hidden);
    let sheets: Vec<Sheet> = shown
        .into_iter()
        .filter(|table| table.rows.iter().any(|row| !row.is_blank()))
        .map(Table::under_headings)
        .collect::<Result<_, _>>()?;
    if sheets.is_empty() {
        return Err(SheetError::Empty);
    }
    let hidden = hidden.into_iter().map(|table| Sheet {
        name: table.name,
        heading_line: 1,
        headings: Vec::new(),
        rows: Vec::new(),
        above: table.rows,
    });
    Ok(Contents {
        sheets,
        hidden: hidden.collect(),
        beside,
    })
}

fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Rows before it is known which of them are the headings.
struct Table {
    name: String,
    rows: Vec<Row>,
    hidden: bool,
}

impl Table {
    /// The headings are the first row with text in at least two cells, or the first row that holds
    /// anything: titles such as "Udtræk pr. 1. marts" stand alone in their row.
    fn under_headings(mut self) -> Result<Sheet, SheetError> {
        self.rows.retain(|row| !row.is_blank());
        let filled = |row: &Row| {
            row.cells
                .iter()
                .filter(|cell| !cell.text.trim().is_empty())
                .count()
        };
        let at = self
            .rows
            .iter()
            .take(20)
            .position(|row| filled(row) > 1)
            .unwrap_or(0);
        let rows = self.rows.split_off((at + 1).min(self.rows.len()));
        let Some(heading) = self.rows.pop() else {
            return Err(SheetError::NoHeadings { sheet: self.name });
        };
        // A first row of numbers and dates is data whose headings were left out.
        if !heading.cells.iter().any(is_heading) {
            return Err(SheetError::NoHeadings { sheet: self.name });
        }
        Ok(Sheet {
            name: self.name,
            heading_line: heading.line,
            headings: heading
                .cells
                .into_iter()
                .map(|cell| tidy(&cell.text))
                .collect(),
            rows,
            above: self.rows,
        })
    }
}

fn is_heading(cell: &Cell) -> bool {
    cell.kind == Kind::Text && cell.text.chars().any(char::is_alphabetic)
}

/// White space of any kind becomes single spaces, as in a heading broken over two lines.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
