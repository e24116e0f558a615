use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use crate::read::{Halves, halves};

/// A file that is being changed: what is not touched stays byte for byte, comments and order too.
///
/// A Markdown file is changed in its particulars by the same means, and in its text by
/// [`Sheet::set_body`].
#[derive(Clone, Debug)]
pub struct Sheet {
    before: String,
    pub(crate) toml: DocumentMut,
    after: String,
    /// Where the text begins in `after`; TOML files have none.
    body: Option<usize>,
    crlf: bool,
}

/// Why a file could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    #[error("the file cannot be read as TOML: {0}")]
    NotToml(#[from] toml_edit::TomlError),
    #[error("the file has no particulars between two lines +++")]
    NoFront,
    #[error("'{0}' holds another kind of value")]
    OtherKind(String),
}

impl Sheet {
    /// Opens a TOML file.
    ///
    /// # Errors
    /// When it is not TOML.
    pub fn toml(text: &str) -> Result<Self, EditError> {
        Ok(Self {
            before: String::new(),
            toml: text.parse()?,
            after: String::new(),
            body: None,
            crlf: text.contains("\r\n"),
        })
    }

    /// Opens a Markdown file.
    ///
    /// # Errors
    /// When its particulars are missing or are not TOML.
    pub fn markdown(text: &str) -> Result<Self, EditError> {
        let Halves::Both { front, body } = halves(text) else {
            return Err(EditError::NoFront);
        };
        let piece = |range| {
            text.get::<std::ops::Range<usize>>(range)
                .unwrap_or_default()
        };
        Ok(Self {
            before: piece(0..front.start).to_owned(),
            toml: piece(front.clone()).parse()?,
            after: piece(front.end..text.len()).to_owned(),
            body: Some(body.start - front.end),
            crlf: text.contains("\r\n"),
        })
    }

    /// The file as it now is.
    #[must_use]
    pub fn text(&self) -> String {
        let mut toml = self.toml.to_string();
        if self.crlf {
            toml = toml.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        format!("{}{toml}{}", self.before, self.after)
    }

    /// The values as TOML; of a Markdown file, its particulars.
    #[must_use]
    pub fn values(&self) -> String {
        self.toml.to_string()
    }

    /// A Markdown file's text; empty for a TOML file.
    #[must_use]
    pub fn body(&self) -> &str {
        self.body
            .and_then(|start| self.after.get(start..))
            .unwrap_or_default()
    }

    /// The values outside any list.
    pub fn root(&mut self) -> Entry<'_> {
        Entry {
            table: self.toml.as_table_mut(),
        }
    }

    /// The `[[list]]` entry with this `key`.
    pub fn entry(&mut self, list: &str, key: &str) -> Option<Entry<'_>> {
        let tables = self.toml.get_mut(list)?.as_array_of_tables_mut()?;
        let table = tables.iter_mut().find(|table| has_key(table, key))?;
        Some(Entry { table })
    }

    /// Adds a `[[list]]` entry with this `key` after the others.
    ///
    /// # Errors
    /// When `list` holds something else.
    pub fn add(&mut self, list: &str, key: &str) -> Result<Entry<'_>, EditError> {
        let first = self.toml.as_table().is_empty();
        let item = self
            .toml
            .entry(list)
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let tables = item
            .as_array_of_tables_mut()
            .ok_or_else(|| EditError::OtherKind(list.to_owned()))?;
        let mut table = Table::new();
        if !first {
            table.decor_mut().set_prefix("\n");
        }
        table.insert("key", Item::Value(key.into()));
        tables.push(table);
        let last = tables.len() - 1;
        tables
            .get_mut(last)
            .map(|table| Entry { table })
            .ok_or_else(|| EditError::OtherKind(list.to_owned()))
    }

    /// Takes the `[[list]]` entry with this `key` out; false when there is none.
    pub fn remove(&mut self, list: &str, key: &str) -> bool {
        let Some(tables) = self
            .toml
            .get_mut(list)
            .and_then(Item::as_array_of_tables_mut)
        else {
            return false;
        };
        let Some(at) = tables.iter().position(|table| has_key(table, key)) else {
            return false;
        };
        tables.remove(at);
        true
    }

    /// Replaces a Markdown file's text, when it differs.
    pub fn set_body(&mut self, text: &str) {
        let Some(start) = self.body else { return };
        let old = self.after.get(start..).unwrap_or_default();
        if let Some(new) = changed_body(old, text, self.crlf) {
            self.after.truncate(start);
            self.after.push_str(&new);
        }
    }

    /// The text of a Markdown file without particulars, such as a translation, with its words
    /// replaced when they differ.
    #[must_use]
    pub fn replaced_body(old: &str, text: &str) -> String {
        changed_body(old, text, old.contains("\r\n")).unwrap_or_else(|| old.to_owned())
    }
}

fn has_key(table: &Table, key: &str) -> bool {
    table.get("key").and_then(Item::as_str) == Some(key)
}

/// The new text between the white space that surrounded the old one.
fn changed_body(old: &str, text: &str, crlf: bool) -> Option<String> {
    let text = plain_breaks(text);
    let text = text.trim();
    if plain_breaks(old).trim() == text {
        return None;
    }
    let bare = old.trim();
    let (lead, trail) = if bare.is_empty() {
        ("\n", "\n")
    } else {
        let start = old.len() - old.trim_start().len();
        (
            old.get(..start).unwrap_or_default(),
            old.get(start + bare.len()..).unwrap_or("\n"),
        )
    };
    let text = if crlf {
        text.replace('\n', "\r\n")
    } else {
        text.to_owned()
    };
    Some(format!("{lead}{text}{trail}"))
}

/// Browsers send CR LF for every break in a text area.
fn plain_breaks(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// One table of a sheet. A name is a way such as `["name", "da"]`.
pub struct Entry<'a> {
    pub(crate) table: &'a mut dyn TableLike,
}

impl Entry<'_> {
    /// Sets a text; nothing changes when the file says the same already. A block `"""` stays one.
    ///
    /// # Errors
    /// When something other than a value stands there.
    pub fn set_text(&mut self, way: &[&str], text: &str) -> Result<(), EditError> {
        let text = plain_breaks(text);
        let text = text.trim();
        let old = get(self.table, way).and_then(Item::as_value);
        if old
            .and_then(Value::as_str)
            .map(|old| plain_breaks(old).trim() == text)
            == Some(true)
        {
            return Ok(());
        }
        let block = text.contains('\n')
            || old.is_some_and(|old| {
                let shown = old.to_string();
                let shown = shown.trim_start();
                shown.starts_with("\"\"\"") || shown.starts_with("'''")
            });
        let value = written(text, block)?;
        put(self.table, way, value)
    }

    /// Sets a list of keys or texts; order counts.
    ///
    /// # Errors
    /// When something other than a value stands there.
    pub fn set_list(&mut self, way: &[&str], items: &[&str]) -> Result<(), EditError> {
        let old = get(self.table, way).and_then(Item::as_array);
        if old.is_some_and(|old| {
            old.iter()
                .map(Value::as_str)
                .eq(items.iter().map(|i| Some(*i)))
        }) {
            return Ok(());
        }
        let mut list = Array::new();
        for item in items {
            list.push(*item);
        }
        put(self.table, way, Value::Array(list))
    }

    /// Sets a flag.
    ///
    /// # Errors
    /// When something other than a value stands there.
    pub fn set_flag(&mut self, way: &[&str], flag: bool) -> Result<(), EditError> {
        if get(self.table, way).and_then(Item::as_bool) == Some(flag) {
            return Ok(());
        }
        put(self.table, way, flag.into())
    }

    /// Sets a whole number.
    ///
    /// # Errors
    /// When something other than a value stands there.
    pub fn set_whole(&mut self, way: &[&str], number: i64) -> Result<(), EditError> {
        if get(self.table, way).and_then(Item::as_integer) == Some(number) {
            return Ok(());
        }
        put(self.table, way, number.into())
    }

    /// Sets a number with decimals.
    ///
    /// # Errors
    /// When something other than a value stands there.
    pub fn set_decimal(&mut self, way: &[&str], number: f64) -> Result<(), EditError> {
        let old = get(self.table, way);
        let old = old.and_then(|old| {
            old.as_float()
                .or(old.as_integer().map(|whole| whole as f64))
        });
        if old == Some(number) {
            return Ok(());
        }
        put(self.table, way, number.into())
    }

    /// Takes a value out, where there is one.
    pub fn clear(&mut self, way: &[&str]) {
        let Some((last, parents)) = way.split_last() else {
            return;
        };
        let mut table: &mut dyn TableLike = self.table;
        for name in parents {
            match table.get_mut(name).and_then(Item::as_table_like_mut) {
                Some(inner) => table = inner,
                None => return,
            }
        }
        table.remove(last);
    }
}

pub(crate) fn get<'t>(table: &'t dyn TableLike, way: &[&str]) -> Option<&'t Item> {
    let (first, rest) = way.split_first()?;
    let item = table.get(first)?;
    if rest.is_empty() {
        Some(item)
    } else {
        get(item.as_table_like()?, rest)
    }
}

pub(crate) fn put(
    table: &mut dyn TableLike,
    way: &[&str],
    mut value: Value,
) -> Result<(), EditError> {
    let Some((first, rest)) = way.split_first() else {
        return Ok(());
    };
    let other = || EditError::OtherKind((*first).to_owned());
    if !rest.is_empty() {
        if table.get(first).is_none() {
            let mut inner = Table::new();
            inner.set_dotted(true);
            inner.set_implicit(true);
            table.insert(first, Item::Table(inner));
        }
        let inner = table.get_mut(first).and_then(Item::as_table_like_mut);
        return put(inner.ok_or_else(other)?, rest, value);
    }
    match table.get_mut(first) {
        Some(item) => {
            let old = item.as_value_mut().ok_or_else(other)?;
            // A comment after the value belongs to the line, not to the value.
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(first, Item::Value(value));
        }
    }
    Ok(())
}

/// A text as TOML: in one line, or as a block whose lines are the text's lines.
fn written(text: &str, block: bool) -> Result<Value, EditError> {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' if !block => out.push_str("\\\""),
            '\n' if block => out.push('\n'),
            '\t' => out.push('\t'),
            letter if letter.is_control() => {
                out.push_str(&format!("\\u{:04X}", letter as u32));
            }
            letter => out.push(letter),
        }
    }
    let toml = if block {
        // Three quotes would end the block.
        format!("\"\"\"\n{}\n\"\"\"", out.replace("\"\"\"", "\"\"\\\""))
    } else {
        format!("\"{out}\"")
    };
    Ok(toml.parse::<Value>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Ord, som vi bruger dem.\n\n[[term]]   # det første\nkey = \"retning\"\nname.da = \"Retning\"  # kort\nname.en = \"Direction\"\ntext.da = \"\"\"\nDet, vi vil.\n\"\"\"\nfields = [\"a\", \"b\"]\n\n# Det andet\n[[term]]\nkey = \"maal\"\nname = { da = \"Mål\", en = \"Aim\" }\n";

    fn changed(before: &str, after: &str) -> Vec<(String, String)> {
        assert_eq!(before.lines().count(), after.lines().count());
        let lines = before.lines().zip(after.lines());
        lines
            .filter(|(a, b)| a != b)
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect()
    }

    #[test]
    fn untouched_is_byte_for_byte() {
        assert_eq!(Sheet::toml(FILE).unwrap().text(), FILE);
        let windows = FILE.replace('\n', "\r\n");
        assert_eq!(Sheet::toml(&windows).unwrap().text(), windows);
        let page = "+++\n# om\nkey = \"x\"\n+++\n\n  Tekst  \n";
        assert_eq!(Sheet::markdown(page).unwrap().text(), page);
    }

    #[test]
    fn saying_the_same_changes_nothing() {
        let mut sheet = Sheet::toml(FILE).unwrap();
        let mut entry = sheet.entry("term", "retning").unwrap();
        entry.set_text(&["text", "da"], "Det, vi vil.").unwrap();
        entry.set_text(&["name", "da"], "Retning").unwrap();
        entry.set_list(&["fields"], &["a", "b"]).unwrap();
        assert_eq!(sheet.text(), FILE);
    }

    #[test]
    fn one_text_is_one_line() {
        let mut sheet = Sheet::toml(FILE).unwrap();
        sheet
            .entry("term", "retning")
            .unwrap()
            .set_text(&["name", "da"], "Fælles \"retning\"")
            .unwrap();
        assert_eq!(
            changed(FILE, &sheet.text()),
            [(
                "name.da = \"Retning\"  # kort".to_owned(),
                "name.da = \"Fælles \\\"retning\\\"\"  # kort".to_owned()
            )]
        );
        let mut sheet = Sheet::toml(FILE).unwrap();
        let mut entry = sheet.entry("term", "retning").unwrap();
        entry
            .set_text(&["text", "da"], "Det, vi vil sammen.")
            .unwrap();
        assert_eq!(
            changed(FILE, &sheet.text()),
            [("Det, vi vil.".to_owned(), "Det, vi vil sammen.".to_owned())]
        );
        let mut sheet = Sheet::toml(FILE).unwrap();
        let mut entry = sheet.entry("term", "maal").unwrap();
        entry.set_text(&["name", "en"], "Goal").unwrap();
        assert_eq!(
            changed(FILE, &sheet.text()),
            [(
                "name = { da = \"Mål\", en = \"Aim\" }".to_owned(),
                "name = { da = \"Mål\", en = \"Goal\" }".to_owned()
            )]
        );
    }

    #[test]
    fn windows_breaks_stay() {
        let windows = FILE.replace('\n', "\r\n");
        let mut sheet = Sheet::toml(&windows).unwrap();
        let mut entry = sheet.entry("term", "retning").unwrap();
        entry
            .set_text(&["text", "da"], "Ny tekst.\r\nTo linjer.")
            .unwrap();
        let text = sheet.text();
        assert!(
            text.contains("text.da = \"\"\"\r\nNy tekst.\r\nTo linjer.\r\n\"\"\"\r\n"),
            "{text}"
        );
        assert!(!text.replace("\r\n", "").contains('\n'));
    }

    #[test]
    fn what_is_hard_to_write_reads_back() {
        for text in [
            "a \\ b",
            "he said \"\"\"\"no\"\"\"\"",
            "line\n\n\"quoted\"\nend\"",
            "\u{7}bell",
            "tab\there",
        ] {
            for block in [false, true] {
                if text.contains('\n') && !block {
                    continue;
                }
                let value = written(text, block).unwrap();
                assert_eq!(value.as_str().unwrap().trim_end_matches('\n'), text);
            }
        }
    }

    #[test]
    fn entries_come_and_go() {
        let mut sheet = Sheet::toml(FILE).unwrap();
        let mut entry = sheet.add("term", "rum").unwrap();
        entry.set_text(&["name", "da"], "Rum").unwrap();
        entry.set_text(&["name", "en"], "Room").unwrap();
        entry.set_flag(&["ours"], true).unwrap();
        let with = sheet.text();
        assert_eq!(
            with.strip_prefix(FILE).unwrap(),
            "\n[[term]]\nkey = \"rum\"\nname.da = \"Rum\"\nname.en = \"Room\"\nours = true\n"
        );
        assert!(sheet.remove("term", "rum"));
        assert_eq!(sheet.text(), FILE);
        assert!(!sheet.remove("term", "rum"));
        sheet.entry("term", "maal").unwrap().clear(&["name", "en"]);
        assert!(sheet.text().contains("name = { da = \"Mål\""));
        assert!(!sheet.text().contains("Aim"));
    }

    #[test]
    fn a_page_keeps_its_margins() {
        let page = "+++\nkey = \"x\"\n+++\n\nGammel.\n";
        let mut sheet = Sheet::markdown(page).unwrap();
        sheet.set_body("Ny.\r\n\r\nTekst.");
        sheet.root().set_text(&["key"], "y").unwrap();
        assert_eq!(sheet.text(), "+++\nkey = \"y\"\n+++\n\nNy.\n\nTekst.\n");
    }
}
