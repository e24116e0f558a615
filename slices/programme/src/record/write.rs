use blueprint::{Cell, EditError, Entry, Folder, Layout, Row, Sheet};

use super::{At, Input, Kind, Record, Source, Value, read};
use crate::content::{PROGRAMME, SCHEDULE};

/// Why a change could not be written into the files. The files themselves are checked afterwards,
/// by reading them.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("there is no {kind} '{key}'")]
    Gone { kind: Kind, key: String },
    #[error("the file {0} is missing")]
    NoFile(String),
    #[error("'{0}' is neither number, day nor time")]
    NotAValue(String),
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// The key of a file is its name.
pub(super) fn key_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name).to_owned()
}

fn path(kind: Kind, key: &str) -> String {
    match kind {
        Kind::Settings | Kind::Gatherings | Kind::Tranche | Kind::Block => PROGRAMME.to_owned(),
        Kind::Teacher | Kind::Room | Kind::Site | Kind::Closed => SCHEDULE.to_owned(),
        Kind::Module => format!("modules/{key}.md"),
        Kind::Activity => format!("activities/{key}.md"),
    }
}

/// The file of the English text.
pub(super) fn english(kind: Kind, key: &str) -> String {
    let path = path(kind, key);
    format!("{}.en.md", path.strip_suffix(".md").unwrap_or(&path))
}

fn open(folder: &Folder, path: &str) -> Result<Sheet, Refused> {
    let text = folder
        .get(path)
        .ok_or_else(|| Refused::NoFile(path.to_owned()))?;
    Ok(if path.ends_with(".md") {
        Sheet::markdown(text)?
    } else {
        Sheet::toml(text)?
    })
}

fn gone(kind: Kind, key: &str) -> Refused {
    Refused::Gone {
        kind,
        key: key.to_owned(),
    }
}

/// Writes a thing's values into its files. What is equal already is not touched.
///
/// # Errors
/// When the thing is not there, or a value is none.
pub fn set(folder: &mut Folder, record: &Record) -> Result<(), Refused> {
    let own = path(record.kind, &record.key);
    let mut sheet = open(folder, &own)?;
    let place = place(folder, record.kind, &record.key)?;
    {
        let mut entry = match record.kind {
            Kind::Closed => sheet.row(&["closed"], place),
            Kind::Settings | Kind::Gatherings | Kind::Module | Kind::Activity => Some(sheet.root()),
            kind => sheet.entry(kind.word(), &record.key),
        }
        .ok_or_else(|| gone(record.kind, &record.key))?;
        write(&mut entry, record)?;
    }
    finish(folder, record, sheet, &own)
}

/// Adds a thing after the others of its kind.
///
/// # Errors
/// When a value is none.
pub fn add(folder: &mut Folder, record: &Record) -> Result<(), Refused> {
    let own = path(record.kind, &record.key);
    if matches!(record.kind, Kind::Module | Kind::Activity) {
        let order = read::order(folder).last().map_or(1, |(_, last)| last + 1);
        let front = match record.kind {
            Kind::Module => format!("order = {order}\n"),
            _ => String::new(),
        };
        folder.insert(own.clone(), format!("+++\n{front}+++\n\n"));
    }
    let mut sheet = open(folder, &own)?;
    {
        let mut entry = match record.kind {
            Kind::Closed => sheet.add_row(&["closed"])?,
            Kind::Module | Kind::Activity => sheet.root(),
            kind => sheet.add(kind.word(), &record.key)?,
        };
        write(&mut entry, record)?;
    }
    if record.kind == Kind::Tranche {
        let mut schedule = open(folder, SCHEDULE)?;
        schedule.add("tranche", &record.key)?;
        folder.insert(SCHEDULE, schedule.text());
    }
    finish(folder, record, sheet, &own)
}

/// Takes a thing out of its files. A module goes out of the teachers' lists too, and with its own
/// distance; what else refers to it, [`users`] names.
///
/// # Errors
/// When it is not there.
pub fn remove(folder: &mut Folder, kind: Kind, key: &str) -> Result<(), Refused> {
    let own = path(kind, key);
    match kind {
        Kind::Settings | Kind::Gatherings => return Err(gone(kind, key)),
        Kind::Module | Kind::Activity => {
            if folder.remove(&own).is_none() {
                return Err(gone(kind, key));
            }
            folder.remove(&english(kind, key));
            if kind == Kind::Module {
                teach(folder, key, &[])?;
                space(folder, key, &[])?;
            }
            return Ok(());
        }
        Kind::Closed => {
            let place = place(folder, kind, key)?;
            let mut sheet = open(folder, &own)?;
            sheet.remove_row(&["closed"], place);
            folder.insert(own, sheet.text());
        }
        _ => {
            let mut sheet = open(folder, &own)?;
            if !sheet.remove(kind.word(), key) {
                return Err(gone(kind, key));
            }
            folder.insert(own, sheet.text());
        }
    }
    if kind == Kind::Tranche {
        let mut sheet = open(folder, SCHEDULE)?;
        sheet.remove(kind.word(), key);
        folder.insert(SCHEDULE, sheet.text());
    }
    Ok(())
}

/// The things that refer to this one and would be left without it. A teacher's list of modules and
/// a module's list of teachers follow by themselves.
#[must_use]
pub fn users<'r>(records: &'r [Record], kind: Kind, key: &str) -> Vec<&'r Record> {
    let refers = |record: &&Record| {
        record.iter().any(|(part, value)| {
            let source = match part.input {
                Input::OneKey(source) | Input::Keys(source) | Input::SomeKeys(source) => source,
                _ => return false,
            };
            let follows = part.at == At::TaughtBy || part.name == "modules";
            source == Source::Own(kind)
                && !follows
                && match value {
                    Value::Text(text) => text == key,
                    Value::Keys(keys) => keys.iter().any(|each| each == key),
                    _ => false,
                }
        })
    };
    records.iter().filter(refers).collect()
}

/// The number of a closed period's row.
fn place(folder: &Folder, kind: Kind, key: &str) -> Result<usize, Refused> {
    if kind != Kind::Closed {
        return Ok(0);
    }
    read::records(folder)
        .iter()
        .filter(|record| record.kind == kind)
        .position(|record| record.key == key)
        .ok_or_else(|| gone(kind, key))
}

/// Stores the thing's own file, and writes what stands elsewhere.
fn finish(
    folder: &mut Folder,
    record: &Record,
    mut sheet: Sheet,
    own: &str,
) -> Result<(), Refused> {
    if let Some((_, Value::Words { da, en })) = record.iter().find(|(part, _)| part.at == At::Body)
    {
        sheet.set_body(da);
        let english = english(record.kind, &record.key);
        if en.is_empty() {
            folder.remove(&english);
        } else {
            let old = folder.get(&english).unwrap_or_default();
            let new = if old.is_empty() {
                format!("{}\n", en.trim())
            } else {
                Sheet::replaced_body(old, en)
            };
            folder.insert(english, new);
        }
    }
    folder.insert(own, sheet.text());
    let mut spacing: Row = Vec::new();
    for (part, value) in record.iter() {
        match (part.at, value) {
            (At::Place, Value::Text(place)) => reorder(folder, &record.key, place)?,
            (At::TaughtBy, Value::Keys(teachers)) => teach(folder, &record.key, teachers)?,
            (At::Spacing(way), Value::Text(weeks)) if !weeks.is_empty() => {
                spacing.push((way, Cell::Whole(whole(weeks)?)));
            }
            _ => {}
        }
    }
    if record.kind == Kind::Module {
        space(folder, &record.key, &spacing)?;
    }
    if record
        .iter()
        .any(|(part, _)| matches!(part.at, At::Schedule(_)))
    {
        let mut sheet = open(folder, SCHEDULE)?;
        let mut entry = match record.kind {
            Kind::Tranche => sheet
                .entry("tranche", &record.key)
                .ok_or_else(|| gone(record.kind, &record.key))?,
            _ => sheet.root(),
        };
        for (part, value) in record.iter() {
            if let At::Schedule(way) = part.at {
                write_part(&mut entry, way, part.input, value)?;
            }
        }
        folder.insert(SCHEDULE, sheet.text());
    }
    Ok(())
}

fn write(entry: &mut Entry<'_>, record: &Record) -> Result<(), Refused> {
    for (part, value) in record.iter() {
        if let At::Own(way) = part.at {
            write_part(entry, way, part.input, value)?;
        }
    }
    Ok(())
}

fn write_part(
    entry: &mut Entry<'_>,
    way: &[&str],
    input: Input,
    value: &Value,
) -> Result<(), Refused> {
    match (input, value) {
        (_, Value::Words { da, en }) => {
            for (lang, text) in [("da", da), ("en", en)] {
                let way: Vec<&str> = way.iter().copied().chain([lang]).collect();
                if text.trim().is_empty() && lang == "en" {
                    entry.clear(&way);
                } else {
                    entry.set_text(&way, text)?;
                }
            }
        }
        // What holds where nothing is said is not written where nothing was said.
        (Input::Flag, Value::Flag(false)) if !entry.has(way) => {}
        (Input::Usually(picks), Value::Text(text))
            if !entry.has(way) && picks.first().is_some_and(|pick| pick.word == text) => {}
        (Input::Lines, Value::Keys(lines)) if lines.is_empty() && !entry.has(way) => {}
        (_, Value::Flag(flag)) => entry.set_flag(way, *flag)?,
        (Input::Keys(Source::Month), Value::Keys(months)) => {
            let months = months.iter().map(|month| whole(month));
            entry.set(way, &Cell::Wholes(months.collect::<Result<_, _>>()?))?;
        }
        (_, Value::Keys(keys)) => {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            entry.set_list(way, &keys)?;
        }
        (Input::Rows(columns), Value::Rows(rows)) => {
            let mut written = Vec::new();
            for row in rows {
                let mut cells: Row = Vec::new();
                for (column, text) in columns.iter().zip(row) {
                    cells.push((column.way, cell(column.input, text)?));
                }
                written.push(cells);
            }
            let dated = columns
                .iter()
                .all(|column| matches!(column.input, Input::Date));
            let layout = if dated {
                Layout::Inline
            } else {
                Layout::Tables
            };
            entry.set_rows(way, &written, layout)?;
        }
        (_, Value::Rows(_)) => {}
        (_, Value::Text(text)) => entry.set(way, &cell(input, text)?)?,
    }
    Ok(())
}

fn cell(input: Input, text: &str) -> Result<Cell, Refused> {
    let none = || Refused::NotAValue(text.to_owned());
    Ok(match input {
        _ if text.is_empty() => Cell::Absent,
        Input::Whole(..) | Input::MaybeWhole(..) => Cell::Whole(whole(text)?),
        Input::Date => Cell::Date(text.parse().map_err(|_| none())?),
        Input::Time => {
            Cell::Time(chrono::NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| none())?)
        }
        _ => Cell::Text(text.to_owned()),
    })
}

fn whole(text: &str) -> Result<i64, Refused> {
    text.parse()
        .map_err(|_| Refused::NotAValue(text.to_owned()))
}

/// Puts a module in its place; of the others only those change number that have to.
fn reorder(folder: &mut Folder, key: &str, place: &str) -> Result<(), Refused> {
    let order = read::order(folder);
    let wanted = usize::try_from(whole(place)?.max(1) - 1).unwrap_or(0);
    let mut keys: Vec<&String> = order.iter().map(|(key, _)| key).collect();
    let Some(now) = keys.iter().position(|other| *other == key) else {
        return Ok(());
    };
    let own = keys.remove(now);
    keys.insert(wanted.min(keys.len()), own);
    for (module, (_, number)) in keys.into_iter().zip(&order) {
        let path = path(Kind::Module, module);
        let mut sheet = open(folder, &path)?;
        sheet.root().set_whole(&["order"], *number)?;
        folder.insert(path, sheet.text());
    }
    Ok(())
}

/// Makes these teachers, and no others, have the module on their lists.
fn teach(folder: &mut Folder, module: &str, teachers: &[String]) -> Result<(), Refused> {
    let all = read::records(folder);
    let mut sheet = open(folder, SCHEDULE)?;
    for teacher in all.iter().filter(|record| record.kind == Kind::Teacher) {
        let Some(Value::Keys(modules)) = teacher.get("modules") else {
            continue;
        };
        let mut modules: Vec<&str> = modules.iter().map(String::as_str).collect();
        match (modules.contains(&module), teachers.contains(&teacher.key)) {
            (true, false) => modules.retain(|each| *each != module),
            (false, true) => modules.push(module),
            _ => continue,
        }
        if let Some(mut entry) = sheet.entry("teacher", &teacher.key) {
            entry.set_list(&["modules"], &modules)?;
        }
    }
    folder.insert(SCHEDULE, sheet.text());
    Ok(())
}

/// Gives a module its own distance, or takes it away where there is nothing to say.
fn space(
    folder: &mut Folder,
    module: &str,
    weeks: &[(&'static [&'static str], Cell)],
) -> Result<(), Refused> {
    let text = folder.get(SCHEDULE).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let rows = table
        .get("spacing")
        .and_then(|spacing| spacing.get("module"))
        .and_then(toml::Value::as_array);
    let place = rows.and_then(|rows| {
        rows.iter()
            .position(|row| row.get("module").and_then(toml::Value::as_str) == Some(module))
    });
    let way = &["spacing", "module"];
    let mut sheet = open(folder, SCHEDULE)?;
    match (place, weeks.is_empty()) {
        (None, true) => return Ok(()),
        (Some(place), true) => {
            sheet.remove_row(way, place);
        }
        (place, false) => {
            let mut row = match place {
                Some(place) => sheet
                    .row(way, place)
                    .ok_or_else(|| gone(Kind::Module, module))?,
                None => sheet.add_row(way)?,
            };
            row.set_text(&["module"], module)?;
            for (way, cell) in weeks {
                row.set(way, cell)?;
            }
        }
    }
    folder.insert(SCHEDULE, sheet.text());
    Ok(())
}
