use blueprint::{EditError, Entry, Folder, Sheet};

use super::{Input, Kind, Part, Record, Value};

/// Why a change could not be written into the files. The files themselves are checked afterwards,
/// by reading them.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("there is no {kind} '{key}'")]
    Gone { kind: Kind, key: String },
    #[error("the file {0} is missing")]
    NoFile(&'static str),
    #[error("'{0}' is no number")]
    NotANumber(Part),
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// Writes a thing's values into its file. What is equal already is not touched.
///
/// # Errors
/// When the thing is not there, or a number is none.
pub fn set(folder: &mut Folder, record: &Record) -> Result<(), Refused> {
    let mut sheet = open(folder, record.kind)?;
    match record.kind {
        Kind::Vision | Kind::Foundation => write(&mut sheet.root(), &[], record)?,
        Kind::Axis => write(&mut sheet.root(), &["axis", &record.key], record)?,
        kind => {
            let entry = sheet.entry(kind.word(), &record.key);
            write(&mut entry.ok_or_else(|| gone(record))?, &[], record)?;
        }
    }
    if let (Some(Value::Words { da, en }), Some(english)) =
        (record.get(Part::Text), record.kind.english_file())
    {
        sheet.set_body(da);
        if en.is_empty() {
            folder.remove(english);
        } else {
            let old = folder.get(english).unwrap_or_default();
            let new = if old.is_empty() {
                format!("{}\n", en.replace("\r\n", "\n").trim())
            } else {
                Sheet::replaced_body(old, en)
            };
            folder.insert(english, new);
        }
    }
    folder.insert(record.kind.file(), sheet.text());
    Ok(())
}

/// Adds a thing after the others of its kind.
///
/// # Errors
/// When a number is none.
pub fn add(folder: &mut Folder, record: &Record) -> Result<(), Refused> {
    let mut sheet = open(folder, record.kind)?;
    let mut entry = sheet.add(record.kind.word(), &record.key)?;
    write(&mut entry, &[], record)?;
    folder.insert(record.kind.file(), sheet.text());
    Ok(())
}

/// Takes a thing out of its file.
///
/// # Errors
/// When it is not there.
pub fn remove(folder: &mut Folder, kind: Kind, key: &str) -> Result<(), Refused> {
    let mut sheet = open(folder, kind)?;
    if !sheet.remove(kind.word(), key) {
        let key = key.to_owned();
        return Err(Refused::Gone { kind, key });
    }
    folder.insert(kind.file(), sheet.text());
    Ok(())
}

fn gone(record: &Record) -> Refused {
    Refused::Gone {
        kind: record.kind,
        key: record.key.clone(),
    }
}

fn open(folder: &Folder, kind: Kind) -> Result<Sheet, Refused> {
    let file = kind.file();
    let text = folder.get(file).ok_or(Refused::NoFile(file))?;
    Ok(if file.ends_with(".md") {
        Sheet::markdown(text)?
    } else {
        Sheet::toml(text)?
    })
}

fn write(entry: &mut Entry<'_>, prefix: &[&str], record: &Record) -> Result<(), Refused> {
    for (part, input, value) in record.iter() {
        let mut way = prefix.to_vec();
        if input == Input::Decimal {
            way.push("position");
        }
        way.push(part.word());
        match (input, value) {
            (Input::Body, _) => {}
            (_, Value::Words { da, en }) => {
                for (lang, text) in [("da", da), ("en", en)] {
                    let mut way = way.clone();
                    way.push(lang);
                    if text.trim().is_empty() && lang == "en" {
                        entry.clear(&way);
                    } else {
                        entry.set_text(&way, text)?;
                    }
                }
            }
            (Input::OneKey(_), Value::Keys(keys)) => {
                entry.set_text(&way, keys.first().map_or("", String::as_str))?;
            }
            (_, Value::Keys(keys)) => set_list(entry, &way, keys)?,
            (Input::Flag(Some(default)), Value::Flag(flag)) if flag == &default => {
                entry.clear(&way);
            }
            (_, Value::Flag(flag)) => entry.set_flag(&way, *flag)?,
            (_, Value::Number(text)) if text.is_empty() => entry.clear(&way),
            (Input::Decimal, Value::Number(text)) => {
                let number = text.replace(',', ".").parse::<f64>();
                entry.set_decimal(&way, number.map_err(|_| Refused::NotANumber(part))?)?;
            }
            (_, Value::Number(text)) => {
                let number = text.parse::<i64>();
                entry.set_whole(&way, number.map_err(|_| Refused::NotANumber(part))?)?;
            }
            (_, Value::Lists { da, en }) => {
                for (lang, words) in [("da", da), ("en", en)] {
                    let mut way = way.clone();
                    way.push(lang);
                    set_list(entry, &way, words)?;
                }
            }
        }
    }
    Ok(())
}

fn set_list(entry: &mut Entry<'_>, way: &[&str], items: &[String]) -> Result<(), EditError> {
    if items.is_empty() {
        entry.clear(way);
        return Ok(());
    }
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    entry.set_list(way, &items)
}
