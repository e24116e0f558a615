//! `people.toml` as a form has it: taken apart, changed, and written back into the same file with
//! its comments.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use super::File;
use crate::{domain::Column, likeness::plain};

/// The settings as they are written, and not yet as they are understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The organisation's own headings.
    pub headings: BTreeMap<Column, Vec<String>>,
    /// From the top downwards.
    pub levels: Vec<LevelDraft>,
    /// Each once.
    pub attributes: Vec<AttributeDraft>,
    pub never_shown: BTreeSet<Column>,
}

/// A level as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelDraft {
    /// What it is called in the file now; empty for a new one.
    pub was: String,
    pub name: String,
    pub name_en: String,
    pub also: Vec<String>,
}

/// What groups are a cross-section of, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeDraft {
    pub column: Column,
    pub weight: u32,
    /// Only for the date of hiring.
    pub bands: Vec<u32>,
}

/// Why a draft could not be written into its file.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    #[error("people.toml cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    #[error("people.toml cannot be changed: {0}")]
    NotToml(#[from] toml_edit::TomlError),
}

impl Draft {
    /// Takes a file apart that [`super::Settings::parse`] has understood; what it would not
    /// understand is left out.
    ///
    /// # Errors
    /// When it is no TOML.
    pub fn of(source: &str) -> Result<Self, DraftError> {
        let file: File = toml::from_str(source)?;
        let column = |name: &toml::Spanned<String>| name.get_ref().parse::<Column>().ok();
        let headings = file.columns.iter().filter_map(|(name, headings)| {
            let headings = headings.iter().map(|heading| heading.get_ref().clone());
            Some((column(name)?, headings.collect()))
        });
        let levels = file.levels.iter().map(|level| LevelDraft {
            was: level.name.get_ref().clone(),
            name: level.name.get_ref().clone(),
            name_en: level.name_en.clone().unwrap_or_default(),
            also: level.also.clone(),
        });
        let attributes = file.attributes.iter().filter_map(|attribute| {
            let bands = attribute.bands.as_ref();
            Some(AttributeDraft {
                column: column(&attribute.column)?,
                weight: u32::try_from(*attribute.weight.get_ref()).ok()?,
                bands: bands.map_or_else(Vec::new, |bands| bands.get_ref().clone()),
            })
        });
        Ok(Self {
            headings: headings.collect(),
            levels: levels.collect(),
            attributes: attributes.collect(),
            never_shown: file.never_shown.iter().filter_map(column).collect(),
        })
    }

    /// Writes the draft into the file that it was taken from. What is the same stays byte for byte.
    /// A level with another name keeps its earlier one among its other names, because people are
    /// known by it.
    ///
    /// # Errors
    /// When the file is no TOML.
    pub fn into_file(&self, source: &str) -> Result<String, DraftError> {
        let before = Self::of(source)?;
        let mut file: DocumentMut = source.parse()?;
        if self.never_shown != before.never_shown {
            let names = self.never_shown.iter().map(|column| column.key());
            put(file.as_table_mut(), "never_shown", names.collect::<Array>());
        }
        self.headings_into(&before, &mut file);
        self.levels_into(&before, &mut file);
        self.attributes_into(&before, &mut file);
        Ok(file.to_string())
    }

    fn headings_into(&self, before: &Self, file: &mut DocumentMut) {
        for column in Column::ALL {
            let old = before.headings.get(&column).map_or(&[][..], Vec::as_slice);
            let new = self.headings.get(&column).map_or(&[][..], Vec::as_slice);
            if old == new {
                continue;
            }
            let table = file
                .entry("columns")
                .or_insert_with(|| Item::Table(Table::new()));
            let Some(table) = table.as_table_like_mut() else {
                continue;
            };
            if new.is_empty() {
                table.remove(column.key());
            } else {
                put(table, column.key(), new.iter().collect::<Array>());
            }
        }
    }

    fn levels_into(&self, before: &Self, file: &mut DocumentMut) {
        if self.levels == before.levels {
            return;
        }
        let written = self.levels.iter().map(|level| {
            let write = move |table: &mut Table| {
                put_changed(table, "name", &level.name);
                if level.name_en.is_empty() {
                    table.remove("name_en");
                } else {
                    put_changed(table, "name_en", &level.name_en);
                }
                let also = level.names_kept();
                let old = table.get("also").and_then(Item::as_array);
                let same = old.is_some_and(|old| {
                    old.iter()
                        .map(Value::as_str)
                        .eq(also.iter().map(|name| Some(name.as_str())))
                });
                if also.is_empty() {
                    table.remove("also");
                } else if !same {
                    put(table, "also", also.iter().collect::<Array>());
                }
            };
            (level.was.as_str(), write)
        });
        rewrite(file, "level", "name", written);
    }

    fn attributes_into(&self, before: &Self, file: &mut DocumentMut) {
        if self.attributes == before.attributes {
            return;
        }
        let written = self.attributes.iter().map(|attribute| {
            let write = move |table: &mut Table| {
                put_changed(table, "column", attribute.column.key());
                let weight = i64::from(attribute.weight);
                if table.get("weight").and_then(Item::as_integer) != Some(weight) {
                    put(table, "weight", weight);
                }
                if attribute.bands.is_empty() {
                    table.remove("bands");
                } else {
                    let bands = attribute.bands.iter().map(|band| i64::from(*band));
                    put(table, "bands", bands.collect::<Array>());
                }
            };
            (attribute.column.key(), write)
        });
        rewrite(file, "attribute", "column", written);
    }
}

impl LevelDraft {
    /// The other names, with the one that it had until now.
    fn names_kept(&self) -> Vec<String> {
        let mut also = self.also.clone();
        let known = |name: &str| {
            plain(name) == plain(&self.name) || also.iter().any(|also| plain(also) == plain(name))
        };
        if !self.was.is_empty() && !known(&self.was) {
            also.push(self.was.clone());
        }
        also
    }
}

/// Makes the tables of a list anew in the given order. A table that was there keeps its comments;
/// what stands above the first is about the list and stays there.
fn rewrite<'a>(
    file: &mut DocumentMut,
    list: &str,
    key: &str,
    written: impl Iterator<Item = (&'a str, impl FnOnce(&mut Table))>,
) {
    let old: Vec<Table> = file
        .get(list)
        .and_then(Item::as_array_of_tables)
        .map(|tables| tables.iter().cloned().collect())
        .unwrap_or_default();
    let mut places: Vec<isize> = old.iter().filter_map(Table::position).collect();
    places.sort_unstable();
    let above = old
        .first()
        .and_then(|table| table.decor().prefix().cloned());
    let first_was = old.first().and_then(|table| table.get(key)?.as_str());
    let mut tables = ArrayOfTables::new();
    for (at, (was, write)) in written.enumerate() {
        let known = old
            .iter()
            .find(|table| !was.is_empty() && table.get(key).and_then(Item::as_str) == Some(was));
        let mut table = known.cloned().unwrap_or_default();
        if known.is_none() || at > 0 && first_was == Some(was) {
            table.decor_mut().set_prefix("\n");
        }
        if let (0, Some(above)) = (at, &above) {
            table.decor_mut().set_prefix(above.clone());
        }
        table.set_position(places.get(at).copied());
        write(&mut table);
        tables.push(table);
    }
    file.insert(list, Item::ArrayOfTables(tables));
}

fn put_changed(table: &mut Table, name: &str, text: &str) {
    if table.get(name).and_then(Item::as_str) != Some(text) {
        put(table, name, text);
    }
}

/// Sets a value; a comment behind the old one belongs to the line and stays.
fn put(table: &mut dyn toml_edit::TableLike, name: &str, value: impl Into<Value>) {
    let mut value = value.into();
    match table.get_mut(name).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    const EXAMPLE: &str = include_str!("../../../../blueprints/kalundborg/people.toml");

    fn changed(change: impl FnOnce(&mut Draft)) -> String {
        let mut draft = Draft::of(EXAMPLE).unwrap();
        change(&mut draft);
        let file = draft.into_file(EXAMPLE).unwrap();
        let read = Settings::parse(&file).unwrap_or_else(|fault| panic!("{fault}\n{file}"));
        assert_eq!(read.source(), file);
        let mut again = Draft::of(&file).unwrap();
        // The name that was is one of the other names from now on.
        for (level, wanted) in again.levels.iter_mut().zip(&draft.levels) {
            assert_eq!(level.also, wanted.names_kept());
            level.was.clone_from(&wanted.was);
            level.also.clone_from(&wanted.also);
        }
        assert_eq!(again, draft, "\n{file}");
        file
    }

    fn lines_changed(file: &str) -> Vec<&str> {
        let old: Vec<&str> = EXAMPLE.lines().collect();
        file.lines().filter(|line| !old.contains(line)).collect()
    }

    #[test]
    fn what_is_not_changed_stays_byte_for_byte() {
        assert_eq!(changed(|_| {}), EXAMPLE);
    }

    #[test]
    fn a_change_touches_its_own_lines_and_comments_stay() {
        let file = changed(|draft| {
            draft
                .headings
                .insert(Column::Unit, vec!["Enhed".into(), "Afd.".into()]);
            draft.headings.remove(&Column::Gender);
            draft.never_shown.insert(Column::Site);
            draft.attributes[0].weight = 5;
        });
        assert_eq!(
            lines_changed(&file),
            [
                "never_shown = [\"gender\", \"site\", \"hired\"]",
                "unit = [\"Enhed\", \"Afd.\"]",
                "weight = 5",
            ]
        );
        let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(comments(&file), comments(EXAMPLE));
    }

    #[test]
    fn levels_are_added_removed_renamed_and_put_in_another_order() {
        let file = changed(|draft| {
            draft.levels[1].name = "centerchef-niveau".into();
            draft.levels.swap(0, 1);
            draft.levels.remove(2);
            draft.levels.push(LevelDraft {
                name: "projektleder".into(),
                also: vec!["tovholder".into()],
                ..LevelDraft::default()
            });
        });
        let settings = Settings::parse(&file).unwrap();
        let names: Vec<&str> = settings
            .levels
            .iter()
            .map(|level| level.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "centerchef-niveau",
                "direktør",
                "leder af medarbejdere",
                "projektleder"
            ]
        );
        assert_eq!(
            settings.level("Chef").unwrap().0,
            0,
            "people are known by the old name"
        );
        let above = file.split("[[level]]").next().unwrap();
        assert!(
            above
                .trim_end()
                .ends_with("employee without staff of their own."),
            "{file}"
        );
        assert!(
            file.find("projektleder").unwrap() < file.find("[[attribute]]").unwrap(),
            "levels stand together"
        );
    }

    #[test]
    fn a_file_of_nothing_but_a_level_takes_everything() {
        let source = "[[level]]\nname = \"leder\"\n";
        let mut draft = Draft::of(source).unwrap();
        draft.headings.insert(Column::Unit, vec!["Sted".into()]);
        draft.never_shown.insert(Column::Gender);
        draft.attributes.push(AttributeDraft {
            column: Column::Hired,
            weight: 2,
            bands: vec![5, 10],
        });
        let file = draft.into_file(source).unwrap();
        assert_eq!(Draft::of(&file).unwrap(), draft, "{file}");
        Settings::parse(&file).unwrap();
    }
}
