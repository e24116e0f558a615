//! Lists whose rows have no key: periods, preparations, closed weeks.

use chrono::{NaiveDate, NaiveTime};
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

use crate::edit::{EditError, Entry, Sheet, get, put};

/// One value, whatever its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Whole(i64),
    Wholes(Vec<i64>),
    Date(NaiveDate),
    Time(NaiveTime),
    /// Not there.
    Absent,
}

/// Ways below a row with what stands there.
pub type Row = Vec<(&'static [&'static str], Cell)>;

/// How a list is written where there is none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `off = [{ from = ..., to = ... }]`
    Inline,
    /// `[[preparation]]`
    Tables,
}

impl Sheet {
    /// The row with this number, from 0, of the `[[list]]` at `way`.
    pub fn row(&mut self, way: &[&str], number: usize) -> Option<Entry<'_>> {
        let table = self.list(way)?.get_mut(number)?;
        Some(Entry { table })
    }

    /// Adds an empty row after the others of the `[[list]]` at `way`.
    ///
    /// # Errors
    /// When something else stands there.
    pub fn add_row(&mut self, way: &[&str]) -> Result<Entry<'_>, EditError> {
        let other = || EditError::OtherKind(way.join("."));
        let (last, parents) = way.split_last().ok_or_else(other)?;
        let mut at: &mut dyn TableLike = self.toml.as_table_mut();
        for name in parents {
            at = at
                .get_mut(name)
                .and_then(Item::as_table_like_mut)
                .ok_or_else(other)?;
        }
        if at.get(last).is_none() {
            at.insert(last, Item::ArrayOfTables(ArrayOfTables::new()));
        }
        let tables = at
            .get_mut(last)
            .and_then(Item::as_array_of_tables_mut)
            .ok_or_else(other)?;
        tables.push(fresh());
        let number = tables.len() - 1;
        let table = tables.get_mut(number).ok_or_else(other)?;
        Ok(Entry { table })
    }

    /// Takes a row out of the `[[list]]` at `way`; false when there is none.
    pub fn remove_row(&mut self, way: &[&str], number: usize) -> bool {
        match self.list(way) {
            Some(tables) if number < tables.len() => {
                tables.remove(number);
                true
            }
            _ => false,
        }
    }

    fn list(&mut self, way: &[&str]) -> Option<&mut ArrayOfTables> {
        let (last, parents) = way.split_last()?;
        let mut at: &mut dyn TableLike = self.toml.as_table_mut();
        for name in parents {
            at = at.get_mut(name).and_then(Item::as_table_like_mut)?;
        }
        at.get_mut(last)?.as_array_of_tables_mut()
    }
}

impl Entry<'_> {
    /// Whether something stands at `way`.
    #[must_use]
    pub fn has(&self, way: &[&str]) -> bool {
        get(self.table, way).is_some()
    }

    /// Sets a value of any kind; nothing changes when the file says the same already.
    ///
    /// # Errors
    /// When something other than a value stands there.
    pub fn set(&mut self, way: &[&str], cell: &Cell) -> Result<(), EditError> {
        match cell {
            Cell::Text(text) => self.set_text(way, text),
            Cell::Absent => {
                self.clear(way);
                Ok(())
            }
            _ if says(self.table, way, cell) => Ok(()),
            Cell::Whole(number) => put(self.table, way, (*number).into()),
            Cell::Wholes(numbers) => put(
                self.table,
                way,
                Value::Array(numbers.iter().copied().collect::<Array>()),
            ),
            Cell::Date(day) => put(self.table, way, day.to_string().parse()?),
            Cell::Time(time) => put(
                self.table,
                way,
                time.format("%H:%M:%S").to_string().parse()?,
            ),
        }
    }

    /// Makes the list at `way` say these rows. Rows that stay, before and after those that change,
    /// are not touched; a list without rows is taken out.
    ///
    /// # Errors
    /// When something other than a list of tables stands there.
    pub fn set_rows(
        &mut self,
        way: &[&str],
        rows: &[Row],
        layout: Layout,
    ) -> Result<(), EditError> {
        let other = || EditError::OtherKind(way.join("."));
        let (last, parents) = way.split_last().ok_or_else(other)?;
        let mut at: &mut dyn TableLike = &mut *self.table;
        for name in parents {
            at = at
                .get_mut(name)
                .and_then(Item::as_table_like_mut)
                .ok_or_else(other)?;
        }
        if rows.is_empty() {
            let says_so = at.get(last).and_then(Item::as_array);
            if !says_so.is_some_and(Array::is_empty) {
                at.remove(last);
            }
            return Ok(());
        }
        if at.get(last).is_none() {
            at.insert(
                last,
                match layout {
                    Layout::Inline => Item::Value(Value::Array(Array::new())),
                    Layout::Tables => Item::ArrayOfTables(ArrayOfTables::new()),
                },
            );
        }
        match at.get_mut(last) {
            Some(Item::ArrayOfTables(tables)) => {
                let mut old: Vec<Table> = tables.iter().cloned().collect();
                change(&mut old, rows, fresh)?;
                *tables = old.into_iter().collect();
                Ok(())
            }
            Some(Item::Value(Value::Array(list))) => {
                let mut old: Vec<InlineTable> = list
                    .iter()
                    .map(|row| row.as_inline_table().cloned())
                    .collect::<Option<_>>()
                    .ok_or_else(other)?;
                if old.len() == rows.len() && old.iter().zip(rows).all(|(old, row)| is(old, row)) {
                    return Ok(());
                }
                change(&mut old, rows, InlineTable::new)?;
                let mut written = Array::new();
                written.extend(old.into_iter().map(Value::InlineTable));
                let decor = list.decor().clone();
                *list = written;
                *list.decor_mut() = decor;
                Ok(())
            }
            _ => Err(other()),
        }
    }
}

fn fresh() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

/// Changes what lies between the rows that stay at the beginning and at the end.
fn change<T: TableLike>(
    old: &mut Vec<T>,
    rows: &[Row],
    fresh: impl Fn() -> T,
) -> Result<(), EditError> {
    let begin = old
        .iter()
        .zip(rows)
        .take_while(|(old, row)| is(*old, row))
        .count();
    let end = old
        .iter()
        .skip(begin)
        .rev()
        .zip(rows.iter().skip(begin).rev())
        .take_while(|(old, row)| is(*old, row))
        .count();
    let (gone, come) = (old.len() - begin - end, rows.len() - begin - end);
    if gone > come {
        old.drain(begin + come..begin + gone);
    }
    for place in gone..come {
        old.insert(begin + place, fresh());
    }
    for (table, row) in old.iter_mut().zip(rows).skip(begin).take(come) {
        let mut entry = Entry { table };
        for (way, cell) in row {
            entry.set(way, cell)?;
        }
    }
    Ok(())
}

fn is(table: &dyn TableLike, row: &Row) -> bool {
    row.iter().all(|(way, cell)| says(table, way, cell))
}

fn says(table: &dyn TableLike, way: &[&str], cell: &Cell) -> bool {
    let item = get(table, way);
    match cell {
        Cell::Absent => item.is_none(),
        Cell::Text(text) => item.and_then(Item::as_str).map(str::trim) == Some(text.trim()),
        Cell::Whole(number) => item.and_then(Item::as_integer) == Some(*number),
        Cell::Wholes(numbers) => item.and_then(Item::as_array).is_some_and(|list| {
            list.iter()
                .map(Value::as_integer)
                .eq(numbers.iter().map(|number| Some(*number)))
        }),
        Cell::Date(day) => when(item) == Some(day.to_string()),
        Cell::Time(time) => when(item) == Some(time.format("%H:%M:%S").to_string()),
    }
}

fn when(item: Option<&Item>) -> Option<String> {
    Some(item?.as_datetime()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "[[teacher]]\nkey = \"a\"\n# away\noff = [{ from = 2027-11-01, to = 2027-11-05 }, { from = 2028-06-19, to = 2028-06-23 }]  # two\n\n[[preparation]] # first\nminutes = 20\ntext.da = \"Læs\"\n\n# then\n[[preparation]]\nminutes = 5\ntext.da = \"Skriv\"\ntext.en = \"Write\"\n";

    fn day(text: &str) -> Cell {
        Cell::Date(text.parse().unwrap())
    }

    fn period(from: &str, to: &str) -> Row {
        vec![(&["from"], day(from)), (&["to"], day(to))]
    }

    fn preparation(minutes: i64, da: &str, en: Cell) -> Row {
        vec![
            (&["minutes"], Cell::Whole(minutes)),
            (&["text", "da"], Cell::Text(da.to_owned())),
            (&["text", "en"], en),
        ]
    }

    fn write() -> Row {
        preparation(5, "Skriv", Cell::Text("Write".to_owned()))
    }

    #[test]
    fn the_same_rows_change_nothing() {
        let mut sheet = Sheet::toml(FILE).unwrap();
        let off = [
            period("2027-11-01", "2027-11-05"),
            period("2028-06-19", "2028-06-23"),
        ];
        let mut teacher = sheet.entry("teacher", "a").unwrap();
        teacher.set_rows(&["off"], &off, Layout::Inline).unwrap();
        let rows = [preparation(20, "Læs", Cell::Absent), write()];
        sheet
            .root()
            .set_rows(&["preparation"], &rows, Layout::Tables)
            .unwrap();
        assert_eq!(sheet.text(), FILE);
    }

    #[test]
    fn rows_come_change_and_go_where_they_stand() {
        let mut sheet = Sheet::toml(FILE).unwrap();
        sheet
            .entry("teacher", "a")
            .unwrap()
            .set_rows(
                &["off"],
                &[period("2028-06-19", "2028-06-24")],
                Layout::Inline,
            )
            .unwrap();
        let rows = [
            preparation(20, "Læs", Cell::Absent),
            preparation(10, "Tegn", Cell::Absent),
            write(),
        ];
        sheet
            .root()
            .set_rows(&["preparation"], &rows, Layout::Tables)
            .unwrap();
        assert_eq!(
            sheet.text(),
            FILE.replace(
                "[{ from = 2027-11-01, to = 2027-11-05 }, { from = 2028-06-19, to = 2028-06-23 }]",
                "[{ from = 2028-06-19, to = 2028-06-24 }]"
            )
            .replace(
                "\n# then",
                "\n[[preparation]]\nminutes = 10\ntext.da = \"Tegn\"\n\n# then"
            )
        );
        sheet
            .root()
            .set_rows(&["preparation"], &[write()], Layout::Tables)
            .unwrap();
        assert!(!sheet.text().contains("Tegn") && sheet.text().contains("# then"));
        sheet
            .root()
            .set_rows(&["preparation"], &[], Layout::Tables)
            .unwrap();
        assert!(!sheet.text().contains("preparation"));
    }

    #[test]
    fn a_list_is_begun_and_rows_are_found_by_number() {
        let mut sheet = Sheet::toml("[spacing]\nleast = 4\n").unwrap();
        let mut row = sheet.add_row(&["spacing", "module"]).unwrap();
        row.set(&["module"], &Cell::Text("samarbejde".into()))
            .unwrap();
        row.set(&["least"], &Cell::Whole(3)).unwrap();
        row.set(
            &["at"],
            &Cell::Time(NaiveTime::from_hms_opt(9, 0, 0).unwrap()),
        )
        .unwrap();
        row.set(&["months"], &Cell::Wholes(vec![5, 11])).unwrap();
        assert_eq!(
            sheet.text(),
            "[spacing]\nleast = 4\n\n[[spacing.module]]\nmodule = \"samarbejde\"\nleast = 3\nat = 09:00:00\nmonths = [5, 11]\n"
        );
        sheet
            .row(&["spacing", "module"], 0)
            .unwrap()
            .set(&["least"], &Cell::Whole(2))
            .unwrap();
        assert!(sheet.text().contains("least = 2"));
        assert!(!sheet.remove_row(&["spacing", "module"], 1));
        assert!(sheet.remove_row(&["spacing", "module"], 0));
        assert!(!sheet.text().contains("samarbejde"));
    }
}
