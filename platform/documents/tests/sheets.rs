//! Whole files, made in the test and read back.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use documents::sheet::{self, Kind, Limits, Sheet, SheetError};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

fn workbook(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book).unwrap();
    book.save_to_buffer().unwrap()
}

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    sheet::read("mappe/ark.xlsx", bytes, &Limits::default())
}

fn refused(bytes: &[u8], expected: &SheetError) {
    assert_eq!(&read(bytes).unwrap_err(), expected);
}

#[test]
fn a_workbook_gives_text_numbers_and_dates_as_they_are_shown() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet().set_name("Medarbejdere")?;
        sheet.write(0, 0, "Udtræk pr. 1. marts")?;
        for (column, heading) in ["Nr.", "Navn", "Ansat", "Løbe\nnr", "Andel"]
            .iter()
            .enumerate()
        {
            sheet.write(2, u16::try_from(column).unwrap(), *heading)?;
        }
        let date = Format::new().set_num_format("dd-mm-yyyy");
        sheet.write(3, 0, 10008)?;
        sheet.write(3, 1, "00417")?;
        sheet.write_with_format(3, 2, &ExcelDateTime::from_ymd(2019, 9, 12)?, &date)?;
        sheet.write_with_format(3, 3, 417, &Format::new().set_num_format("00000"))?;
        sheet.write(3, 4, 0.5)?;
        sheet.write(5, 1, "sidst")?;
        Ok(())
    });
    let sheets = read(&bytes).unwrap();
    let [sheet] = sheets.as_slice() else {
        panic!("{sheets:?}")
    };
    assert_eq!(
        (sheet.name.as_str(), sheet.heading_line),
        ("Medarbejdere", 3)
    );
    assert_eq!(sheet.headings, ["Nr.", "Navn", "Ansat", "Løbe nr", "Andel"]);
    let first: Vec<(&str, Kind)> = sheet.rows[0]
        .cells
        .iter()
        .map(|cell| (&*cell.text, cell.kind))
        .collect();
    assert_eq!(
        first,
        [
            ("10008", Kind::Number),
            ("00417", Kind::Text),
            ("2019-09-12", Kind::Date),
            ("00417", Kind::Number),
            ("0.5", Kind::Number),
        ]
    );
    assert_eq!(
        sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [4, 6]
    );
    assert_eq!(
        sheet.rows[1].text(4),
        "",
        "a short row reads as empty at its end"
    );
}

#[test]
fn empty_and_hidden_sheets_are_left_out() {
    let bytes = workbook(|book| {
        book.add_worksheet().set_name("Tomt")?;
        let hidden = book.add_worksheet().set_name("Skjult")?;
        hidden.write(0, 0, "Løn")?.write(1, 0, 1)?;
        hidden.set_hidden(true);
        let shown = book.add_worksheet().set_name("Enheder")?;
        shown.write(0, 0, "Enhed")?.write(1, 0, "Skolen")?;
        Ok(())
    });
    let names: Vec<String> = read(&bytes)
        .unwrap()
        .into_iter()
        .map(|sheet| sheet.name)
        .collect();
    assert_eq!(names, ["Enheder"]);
    let contents = sheet::read_all("ark.xlsx", &bytes, &Limits::default()).unwrap();
    let hidden: Vec<(&str, &str)> = contents
        .hidden
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.above[0].text(0)))
        .collect();
    assert_eq!(hidden, [("Skjult", "Løn")]);
}

#[test]
fn a_comma_separated_file_takes_its_name_from_the_file() {
    let sheets = sheet::read(
        "/tmp/HR udtræk.csv",
        b"Nr;Navn\n007;Anna\n",
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(sheets[0].name, "HR udtræk");
    assert_eq!(sheets[0].rows[0].text(0), "007");
}

#[test]
fn what_is_no_spreadsheet_is_refused_with_its_reason() {
    refused(b"", &SheetError::Empty);
    refused(b" \r\n \n", &SheetError::Empty);
    refused(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        &SheetError::NotASpreadsheet,
    );
    refused(
        b"1;2;3\n4;5;6\n",
        &SheetError::NoHeadings {
            sheet: "ark".into(),
        },
    );
    refused(
        &workbook(|book| book.add_worksheet().set_name("Tomt").map(|_| ())),
        &SheetError::Empty,
    );
    assert!(matches!(
        read(b"PK\x03\x04 and then nothing"),
        Err(SheetError::Damaged(_))
    ));

    let mut compound = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    compound.resize(2048, 0);
    refused(&compound, &SheetError::OldWorkbook);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&compound, &SheetError::PasswordProtected);
}

#[test]
fn another_archive_is_told_apart() {
    refused(
        &archive(&[("word/document.xml", b"<x/>")]),
        &SheetError::NotASpreadsheet,
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    refused(&archive(&[("mimetype", kind)]), &SheetError::OpenDocument);
}

#[test]
fn a_file_beyond_the_limits_is_refused_before_it_is_unpacked() {
    let small = Limits {
        bytes: 10,
        ..Limits::default()
    };
    assert_eq!(
        sheet::read("a.csv", b"Navn;Nummer\n", &small).unwrap_err(),
        SheetError::TooLarge { megabytes: 0 }
    );
    // 8 MB of blanks pack into some 8 kB.
    let bomb = archive(&[
        ("xl/workbook.xml", b"<x/>"),
        ("xl/sharedStrings.xml", &vec![b' '; 8 << 20]),
    ]);
    assert!(bomb.len() < 1 << 20);
    let limits = Limits {
        unpacked: 4 << 20,
        ..Limits::default()
    };
    assert_eq!(
        sheet::read("bomb.xlsx", &bomb, &limits).unwrap_err(),
        SheetError::UnpacksTooLarge { megabytes: 4 }
    );
}

#[test]
fn one_stray_cell_far_out_costs_nothing() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        sheet
            .write(0, 0, "Navn")?
            .write(0, 1, "Nr")?
            .write(1_048_575, 0, "sidst")?;
        Ok(())
    });
    assert_eq!(read(&bytes).unwrap()[0].rows[0].line, 1_048_576);
    let wide = workbook(|book| book.add_worksheet().write(0, 16_383, "XFD").map(|_| ()));
    refused(
        &wide,
        &SheetError::TooManyColumns {
            sheet: "Sheet1".into(),
            most: 200,
        },
    );
}

#[test]
fn all_sheets_of_a_file_share_one_budget_of_cells() {
    let bytes = workbook(|book| {
        for _ in 0..3 {
            let sheet = book.add_worksheet();
            sheet.write(0, 0, "Nr")?.write(0, 1, "Navn")?;
            // Far out: the blanks before it take room too.
            sheet.write(1, 3, "x")?.write(1, 6, "   ")?;
        }
        Ok(())
    });
    let with = |cells, sheets| {
        let limits = Limits {
            cells,
            sheets,
            ..Limits::default()
        };
        sheet::read("a.xlsx", &bytes, &limits)
    };
    let read = with(18, 3).unwrap();
    assert_eq!(read.len(), 3);
    assert_eq!(read[0].rows[0].cells.len(), 4, "no blanks at the end");
    assert_eq!(
        with(17, 3).unwrap_err(),
        SheetError::TooManyCells { most: 17 }
    );
    assert_eq!(
        with(18, 2).unwrap_err(),
        SheetError::TooManySheets { most: 2 }
    );
    let few = Limits {
        cells: 5,
        ..Limits::default()
    };
    let refusal = sheet::read("a.csv", b"a;b\n1;2\n3;4\n", &few).unwrap_err();
    assert_eq!(refusal, SheetError::TooManyCells { most: 5 });
    assert!(refusal.text(base::Lang::Da).contains("flere end 5 celler"));
}

#[test]
fn rows_above_the_headings_are_kept_apart() {
    let sheets = read(b"Udtr\xc3\xa6k for Anna\nNr;Navn\n1;Anna\n").unwrap();
    assert_eq!(sheets[0].above[0].text(0), "Udtræk for Anna");
    assert_eq!(sheets[0].headings, ["Nr", "Navn"]);
}

#[test]
fn every_refusal_is_said_in_both_languages() {
    let error = SheetError::OpenQuote { line: 7 };
    assert!(error.text(base::Lang::Da).contains("linje 7"));
    assert!(error.text(base::Lang::En).contains("line 7"));
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
