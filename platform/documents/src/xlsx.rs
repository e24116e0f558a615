//! Spreadsheets out: sheets with a title, a few lines of introduction and one table each, ready to
//! be read, filtered and printed.

use base::Lang;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// A workbook, in the order of its sheets.
#[derive(Clone, Debug)]
pub struct Book {
    pub title: String,
    pub lang: Lang,
    /// Written into the file as its making, so that the same content gives the same bytes.
    pub made: DateTime<Utc>,
    pub sheets: Vec<Sheet>,
}

/// One sheet with one table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The tab: at most 31 letters, none of `[]:*?/\`; what does not fit is cut away.
    pub name: String,
    pub title: String,
    /// Sentences between title and table.
    pub notes: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Debug)]
pub struct Column {
    pub heading: String,
    /// In letters.
    pub width: f64,
}

impl Column {
    pub fn new(heading: impl Into<String>, width: f64) -> Self {
        Self {
            heading: heading.into(),
            width,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A text that introduces the rows below it.
    Strong(String),
    /// Something the reader must see.
    Warning(String),
    /// Something that is as it should be.
    Good(String),
    Number(f64),
    /// A share of one, shown as a percentage with one decimal.
    Share(f64),
    Date(NaiveDate),
    Time(NaiveTime),
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl Cell {
    /// A count.
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
    #[must_use]
    pub fn count(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet could not be written: {0}")]
pub struct WriteError(#[from] XlsxError);

impl Book {
    /// The workbook as the bytes of an `.xlsx` file.
    ///
    /// # Errors
    /// When a sheet has more rows or longer texts than the format allows.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WriteError> {
        let mut book = Workbook::new();
        book.set_properties(
            &DocProperties::new()
                .set_title(&self.title)
                .set_creation_datetime(&ExcelDateTime::from_timestamp(self.made.timestamp())?),
        );
        let formats = Formats::new(self.lang);
        let mut taken = Vec::new();
        for sheet in &self.sheets {
            let page = book.add_worksheet();
            let name = tab(&sheet.name, &taken);
            page.set_name(&name)?;
            taken.push(name);
            sheet.write(page, &formats)?;
        }
        Ok(book.save_to_buffer()?)
    }
}

impl Sheet {
    fn write(&self, page: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        let mut row = 0;
        page.write_string_with_format(row, 0, &self.title, &formats.title)?;
        page.set_row_height(row, 24)?;
        for note in &self.notes {
            row += 1;
            page.write_string_with_format(row, 0, note, &formats.note)?;
        }
        row += 2;
        let (heading, last) = (row, column_number(self.columns.len().saturating_sub(1)));
        for (number, column) in self.columns.iter().enumerate() {
            let number = column_number(number);
            page.write_string_with_format(heading, number, &column.heading, &formats.heading)?;
            page.set_column_width(number, column.width)?;
        }
        page.set_row_height(heading, 20)?;
        for cells in &self.rows {
            row += 1;
            for (number, cell) in cells.iter().enumerate() {
                formats.write(page, row, column_number(number), cell)?;
            }
        }
        if !self.columns.is_empty() && row > heading {
            page.autofilter(heading, 0, row, last)?;
        }
        page.set_freeze_panes(heading + 1, 0)?;
        page.set_repeat_rows(heading, heading)?;
        page.set_landscape();
        page.set_print_fit_to_pages(1, 0);
        Ok(())
    }
}

fn column_number(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// A name that the format takes and that no sheet before it has.
fn tab(name: &str, taken: &[String]) -> String {
    let clean: String = name
        .chars()
        .map(|letter| {
            if "[]:*?/\\".contains(letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean = clean.trim_matches('\'');
    let cut = |room: usize| clean.chars().take(room).collect::<String>();
    let first = if clean.is_empty() {
        "1".to_owned()
    } else {
        cut(31)
    };
    let is_free = |name: &String| {
        !taken
            .iter()
            .any(|other| other.to_lowercase() == name.to_lowercase())
    };
    std::iter::once(first)
        .chain((2..).map(|number| format!("{} {number}", cut(27))))
        .find(is_free)
        .unwrap_or_default()
}

struct Formats {
    title: Format,
    note: Format,
    heading: Format,
    text: Format,
    strong: Format,
    warning: Format,
    good: Format,
    number: Format,
    share: Format,
    date: Format,
    time: Format,
}

impl Formats {
    fn new(lang: Lang) -> Self {
        let cell = || {
            Format::new()
                .set_border_bottom(FormatBorder::Hair)
                .set_border_color(Color::RGB(0x00BF_BFBF))
                .set_align(FormatAlign::Top)
        };
        Self {
            title: Format::new().set_bold().set_font_size(16),
            note: Format::new().set_font_color(Color::RGB(0x0045_4545)),
            heading: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x001F_3B57))
                .set_align(FormatAlign::VerticalCenter),
            text: cell().set_text_wrap(),
            strong: cell().set_bold().set_text_wrap(),
            // Said in words too, so that colour is never alone in saying it.
            warning: cell()
                .set_text_wrap()
                .set_bold()
                .set_font_color(Color::RGB(0x008B_0000))
                .set_background_color(Color::RGB(0x00FD_ECEA)),
            good: cell()
                .set_text_wrap()
                .set_font_color(Color::RGB(0x0000_5A2B)),
            number: cell().set_num_format("#,##0").set_align(FormatAlign::Right),
            share: cell().set_num_format("0.0%").set_align(FormatAlign::Right),
            // The bracketed code chooses the language of the weekday, whatever the reader's own.
            date: cell()
                .set_num_format(lang.pick("[$-406]ddd d. mmm yyyy", "[$-809]ddd d mmm yyyy"))
                .set_align(FormatAlign::Left),
            time: cell().set_num_format("hh:mm").set_align(FormatAlign::Left),
        }
    }

    fn write(
        &self,
        page: &mut Worksheet,
        row: u32,
        column: u16,
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => page.write_blank(row, column, &self.text)?,
            Cell::Text(text) => page.write_string_with_format(row, column, text, &self.text)?,
            Cell::Strong(text) => page.write_string_with_format(row, column, text, &self.strong)?,
            Cell::Warning(text) => {
                page.write_string_with_format(row, column, text, &self.warning)?
            }
            Cell::Good(text) => page.write_string_with_format(row, column, text, &self.good)?,
            Cell::Number(number) => {
                page.write_number_with_format(row, column, *number, &self.number)?
            }
            Cell::Share(share) => {
                page.write_number_with_format(row, column, *share, &self.share)?
            }
            Cell::Date(date) => {
                let date = excel_date(*date)?;
                page.write_datetime_with_format(row, column, &date, &self.date)?
            }
            Cell::Time(time) => {
                let (hour, minute) = (clock(time.hour()), clock(time.minute()));
                let time = ExcelDateTime::from_hms(hour.into(), minute, f64::from(time.second()))?;
                page.write_datetime_with_format(row, column, &time, &self.time)?
            }
        };
        Ok(())
    }
}

fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    // A year before 1900 becomes 0 and is refused by the format itself.
    let year = u16::try_from(date.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, clock(date.month()), clock(date.day()))
}

fn clock(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    fn book() -> Book {
        Book {
            title: "Forløb".into(),
            lang: Lang::Da,
            made: DateTime::UNIX_EPOCH + chrono::Duration::days(20_000),
            sheets: vec![Sheet {
                name: "Hold: [1]".into(),
                title: "Hold".into(),
                notes: vec!["Alle hold.".into()],
                columns: vec![
                    Column::new("Navn", 30.0),
                    Column::new("Dag", 14.0),
                    Column::new("Andel", 8.0),
                ],
                rows: vec![vec![
                    "Åse Ærø".into(),
                    Cell::Date(NaiveDate::from_ymd_opt(2027, 3, 3).unwrap()),
                    Cell::Share(0.5),
                ]],
            }],
        }
    }

    #[test]
    fn another_program_reads_back_what_was_written() {
        let bytes = book().to_bytes().unwrap();
        let mut read: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(read.sheet_names(), ["Hold 1"]);
        let range = read.worksheet_range("Hold 1").unwrap();
        assert_eq!(range.get_value((3, 0)), Some(&Data::String("Navn".into())));
        assert_eq!(
            range.get_value((4, 0)),
            Some(&Data::String("Åse Ærø".into()))
        );
        let Some(Data::DateTime(date)) = range.get_value((4, 1)) else {
            panic!("a date");
        };
        assert_eq!(date.as_f64(), 46_449.0);
        assert_eq!(range.get_value((4, 2)), Some(&Data::Float(0.5)));
    }

    #[test]
    fn the_same_content_gives_the_same_bytes() {
        assert_eq!(book().to_bytes().unwrap(), book().to_bytes().unwrap());
    }

    #[test]
    fn a_tab_is_cut_and_never_taken_twice() {
        let long = "Læringsgrupper for det første trin i 2027";
        let first = tab(long, &[]);
        assert_eq!(first.chars().count(), 31);
        assert_ne!(tab(long, std::slice::from_ref(&first)), first);
    }
}
