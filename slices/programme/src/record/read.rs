use std::collections::BTreeMap;

use blueprint::{Folder, Sheet};
use toml::{Table, Value as Toml};

use super::{At, Input, Kind, Record, Value};
use crate::content::{PROGRAMME, SCHEDULE};

/// Everything in the files, in their order. A file that cannot be read gives nothing, so ask
/// [`crate::content::read`] first.
#[must_use]
pub fn records(folder: &Folder) -> Vec<Record> {
    let files = Files {
        folder,
        programme: toml(folder, PROGRAMME),
        schedule: toml(folder, SCHEDULE),
        order: order(folder),
    };
    Kind::ALL
        .into_iter()
        .flat_map(|kind| files.of_kind(kind))
        .collect()
}

fn toml(folder: &Folder, path: &str) -> Table {
    let text = folder.get(path).unwrap_or_default();
    text.parse().unwrap_or_default()
}

/// The modules' keys in the order of their numbers.
pub(super) fn order(folder: &Folder) -> Vec<(String, i64)> {
    let mut keys: Vec<(String, i64)> = pages(folder, "modules")
        .into_iter()
        .filter_map(|(key, front, _)| Some((key, front.get("order")?.as_integer()?)))
        .collect();
    keys.sort_by_key(|(_, order)| *order);
    keys
}

/// Key, particulars and Danish text of the Markdown files of a folder.
fn pages(folder: &Folder, under: &str) -> Vec<(String, Table, String)> {
    folder
        .under(under)
        .filter(|path| path.ends_with(".md") && !path.ends_with(".en.md"))
        .filter_map(|path| {
            let sheet = Sheet::markdown(folder.get(path)?).ok()?;
            let front = sheet.values().parse().ok()?;
            Some((
                super::write::key_of(path),
                front,
                sheet.body().trim().to_owned(),
            ))
        })
        .collect()
}

struct Files<'a> {
    folder: &'a Folder,
    programme: Table,
    schedule: Table,
    order: Vec<(String, i64)>,
}

impl Files<'_> {
    fn of_kind(&self, kind: Kind) -> Vec<Record> {
        match kind {
            Kind::Settings | Kind::Gatherings => {
                vec![self.record(kind, kind.word(), &self.programme, Some(&self.schedule), "")]
            }
            Kind::Tranche => list(&self.programme, "tranche")
                .map(|(key, table)| {
                    let start = list(&self.schedule, "tranche")
                        .find(|(other, _)| *other == key)
                        .map(|(_, table)| table);
                    self.record(kind, key, table, start, "")
                })
                .collect(),
            Kind::Block => self.listed(kind, &self.programme),
            Kind::Teacher | Kind::Room | Kind::Site => self.listed(kind, &self.schedule),
            Kind::Module => {
                let mut modules: Vec<Record> = pages(self.folder, "modules")
                    .iter()
                    .map(|(key, front, text)| self.record(kind, key, front, None, text))
                    .collect();
                let place =
                    |record: &Record| self.order.iter().position(|(key, _)| *key == record.key);
                modules.sort_by_key(place);
                modules
            }
            Kind::Activity => pages(self.folder, "activities")
                .iter()
                .map(|(key, front, text)| self.record(kind, key, front, None, text))
                .collect(),
            Kind::Closed => self.closed(),
        }
    }

    fn listed(&self, kind: Kind, file: &Table) -> Vec<Record> {
        list(file, kind.word())
            .map(|(key, table)| self.record(kind, key, table, None, ""))
            .collect()
    }

    /// Closed periods have no key in the file; their first day names them, and a number where
    /// several begin on one day.
    fn closed(&self) -> Vec<Record> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        array(&self.schedule, "closed")
            .map(|table| {
                let day = text(table.get("from"));
                let times = seen.entry(day.clone()).or_insert(0);
                *times += 1;
                let key = if *times == 1 {
                    day
                } else {
                    format!("{day}-{times}")
                };
                self.record(Kind::Closed, &key, table, None, "")
            })
            .collect()
    }

    fn record(
        &self,
        kind: Kind,
        key: &str,
        own: &Table,
        schedule: Option<&Table>,
        body: &str,
    ) -> Record {
        let spacing = self.schedule.get("spacing").and_then(Toml::as_table);
        let spacing = spacing
            .into_iter()
            .flat_map(|spacing| array(spacing, "module"))
            .find(|row| text(row.get("module")) == key);
        let values = kind
            .parts()
            .iter()
            .map(|part| match part.at {
                At::Own(way) => value(part.input, at(own, way)),
                At::Schedule(way) => value(part.input, schedule.and_then(|table| at(table, way))),
                At::Spacing(way) => value(part.input, spacing.and_then(|table| at(table, way))),
                At::Place => {
                    let place = self.order.iter().position(|(other, _)| other == key);
                    Value::Text(place.map_or_else(String::new, |place| (place + 1).to_string()))
                }
                At::TaughtBy => Value::Keys(
                    list(&self.schedule, "teacher")
                        .filter(|(_, teacher)| {
                            strings(teacher.get("modules"))
                                .iter()
                                .any(|module| module == key)
                        })
                        .map(|(key, _)| key.to_owned())
                        .collect(),
                ),
                At::Body => Value::Words {
                    da: plain(body),
                    en: plain(
                        self.folder
                            .get(&super::write::english(kind, key))
                            .unwrap_or_default(),
                    ),
                },
            })
            .collect();
        Record {
            kind,
            key: key.to_owned(),
            values,
        }
    }
}

fn array<'t>(table: &'t Table, name: &str) -> impl Iterator<Item = &'t Table> {
    table
        .get(name)
        .and_then(Toml::as_array)
        .into_iter()
        .flatten()
        .filter_map(Toml::as_table)
}

fn list<'t>(table: &'t Table, name: &str) -> impl Iterator<Item = (&'t str, &'t Table)> {
    array(table, name).filter_map(|entry| Some((entry.get("key")?.as_str()?, entry)))
}

fn at<'t>(table: &'t Table, way: &[&str]) -> Option<&'t Toml> {
    let (first, rest) = way.split_first()?;
    let item = table.get(*first)?;
    if rest.is_empty() {
        Some(item)
    } else {
        at(item.as_table()?, rest)
    }
}

fn value(input: Input, toml: Option<&Toml>) -> Value {
    match input {
        Input::Words | Input::Block | Input::Body => {
            let table = toml.and_then(Toml::as_table);
            let side =
                |name: &str| table.map_or_else(String::new, |table| plain(&text(table.get(name))));
            Value::Words {
                da: side("da"),
                en: side("en"),
            }
        }
        Input::Keys(_) | Input::SomeKeys(_) | Input::Lines => Value::Keys(strings(toml)),
        Input::Flag => Value::Flag(toml.and_then(Toml::as_bool).unwrap_or(false)),
        Input::Usually(picks) => {
            let said = text(toml);
            Value::Text(match picks.first() {
                Some(first) if said.is_empty() => first.word.to_owned(),
                _ => said,
            })
        }
        Input::Rows(columns) => Value::Rows(
            toml.and_then(Toml::as_array)
                .into_iter()
                .flatten()
                .filter_map(Toml::as_table)
                .map(|row| {
                    columns
                        .iter()
                        .map(|column| text(at(row, column.way)))
                        .collect()
                })
                .collect(),
        ),
        Input::Time => {
            let said = text(toml);
            Value::Text(said.get(..5).unwrap_or(&said).to_owned())
        }
        _ => Value::Text(text(toml)),
    }
}

fn text(toml: Option<&Toml>) -> String {
    match toml {
        Some(Toml::String(text)) => text.trim().to_owned(),
        Some(Toml::Integer(number)) => number.to_string(),
        Some(Toml::Datetime(when)) => when.to_string(),
        _ => String::new(),
    }
}

fn strings(toml: Option<&Toml>) -> Vec<String> {
    let items = toml.and_then(Toml::as_array).into_iter().flatten();
    items.map(|item| text(Some(item))).collect()
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
