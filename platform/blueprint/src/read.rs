use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use serde::de::DeserializeOwned;

use crate::{
    Faults, Folder, Key, Said, Text, Words,
    repair::{self, near},
};

/// Reads the files of a folder and collects every fault, rather than stopping at the first.
pub struct Reader<'a> {
    folder: &'a Folder,
    faults: Faults,
    read: BTreeSet<String>,
}

/// A Markdown file: its particulars, and its text in Danish (`name.md`) and, where it has been
/// translated, in English (`name.en.md`, without particulars).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub front: T,
    pub text: Words,
}

impl<'a> Reader<'a> {
    #[must_use]
    pub fn new(folder: &'a Folder) -> Self {
        Self {
            folder,
            faults: Faults::default(),
            read: BTreeSet::new(),
        }
    }

    /// The folder that is read.
    #[must_use]
    pub const fn folder(&self) -> &'a Folder {
        self.folder
    }

    /// Reads a TOML file; `None` when something is wrong with it, which is then among the faults.
    /// A missing file is a fault.
    pub fn read_toml<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let text = self.text(path)?;
        repair::read(path, text, text, &mut self.faults)
    }

    /// The same for a file that may be left out.
    pub fn read_toml_if_there<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        self.folder.get(path)?;
        self.read_toml(path)
    }

    /// Reads a Markdown file with its particulars between two lines `+++`, and its translation.
    pub fn read_markdown<T: DeserializeOwned>(&mut self, path: &str) -> Option<Page<T>> {
        let text = self.text(path)?;
        let (front, body) = self.halves(path, text)?;
        // The same bytes with the first marks blanked, so that every place is the file's own.
        let padded = format!("   {}", text.get(3..front.end).unwrap_or_default());
        let read = repair::read(path, text, &padded, &mut self.faults);
        let da = text.get(body.clone()).unwrap_or_default().trim();
        if da.is_empty() {
            self.say(
                path,
                body.start..body.start,
                Text::blank,
                Text::blank_remedy,
            );
            return None;
        }
        let english = english_of(path);
        let en = self.folder.get(&english).map(|text| {
            self.read.insert(english.clone());
            text.trim().to_owned()
        });
        if en.as_deref() == Some("") {
            self.say(&english, 0..0, Text::blank, Text::blank_remedy);
        }
        Some(Page {
            front: read?,
            text: Words {
                da: da.to_owned(),
                en,
            },
        })
    }

    /// The Markdown files directly in `folder`, in order, without their translations.
    #[must_use]
    pub fn markdown_in(&self, folder: &str) -> Vec<String> {
        self.folder
            .under(folder)
            .filter(|path| {
                let name = path.get(folder.len() + 1..).unwrap_or_default();
                name.ends_with(".md") && !name.ends_with(".en.md") && !name.contains('/')
            })
            .map(str::to_owned)
            .collect()
    }

    /// Says that something is wrong at this place of a file.
    pub fn fault(&mut self, path: &str, span: Range<usize>, message: Said, remedy: Said) {
        let source = self.folder.get(path).unwrap_or_default();
        self.faults.add(path, source, span, message, remedy);
    }

    fn say(
        &mut self,
        path: &str,
        span: Range<usize>,
        message: fn(&Text) -> String,
        remedy: fn(&Text) -> String,
    ) {
        self.fault(
            path,
            span,
            Said::new(|lang| message(&Text::new(lang))),
            Said::new(|lang| remedy(&Text::new(lang))),
        );
    }

    /// Checks that `key`, read from `path`, names one of `known`; `noun` is what is named, such as
    /// *felt* and *field*, in small letters.
    pub fn refer<'k>(
        &mut self,
        path: &str,
        key: &Key,
        noun: &Said,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        if known.contains(&key.as_str()) {
            return;
        }
        self.fault(
            path,
            key.span(),
            Said::new(|lang| Text::new(lang).unknown_reference(key.as_str(), noun.text(lang))),
            Said::new(|lang| near::remedy(lang, key.as_str(), &known)),
        );
    }

    /// Checks that no key of a file is given twice.
    pub fn unique<'k>(&mut self, path: &str, keys: impl IntoIterator<Item = &'k Key>) {
        let source = self.folder.get(path).unwrap_or_default();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for key in keys {
            let line = source.get(..key.span().start).unwrap_or_default();
            let line = line.matches('\n').count() + 1;
            match first.get(key.as_str()) {
                None => {
                    first.insert(key.as_str(), line);
                }
                Some(before) => self.fault(
                    path,
                    key.span(),
                    Said::new(|lang| Text::new(lang).twice(key.as_str())),
                    Said::new(|lang| Text::new(lang).twice_remedy(before)),
                ),
            }
        }
    }

    /// Says of every file below `prefix` that nobody has read that it does not belong there.
    /// `expected` are names it may have been meant to have.
    pub fn refuse_unread(&mut self, prefix: &str, expected: &[&str]) {
        let unread: Vec<String> = self
            .folder
            .under(prefix)
            .filter(|path| !self.read.contains(*path))
            .map(str::to_owned)
            .collect();
        for path in unread {
            let meant = near::nearest(&path, expected);
            self.fault(
                &path,
                0..0,
                Said::new(|lang| Text::new(lang).file_unknown()),
                Said::new(|lang| match meant {
                    Some(name) => Text::new(lang).file_unknown_near(name),
                    None => Text::new(lang).file_unknown_remedy(),
                }),
            );
        }
    }

    /// Whether nothing has been found wrong yet.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The value, when nothing was wrong.
    ///
    /// # Errors
    /// Every fault that was found.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Faults> {
        self.faults.sort();
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            _ => Err(self.faults),
        }
    }

    fn text(&mut self, path: &str) -> Option<&'a str> {
        self.read.insert(path.to_owned());
        let text = self.folder.get(path);
        if text.is_none() {
            self.fault(
                path,
                0..0,
                Said::new(|lang| Text::new(lang).file_missing()),
                Said::new(|lang| Text::new(lang).file_missing_remedy(path)),
            );
        }
        text
    }

    /// Bytes of the particulars and of the text.
    fn halves(&mut self, path: &str, text: &str) -> Option<(Range<usize>, Range<usize>)> {
        match halves(text) {
            Halves::Both { front, body } => Some((front, body)),
            Halves::NoFront => {
                self.say(path, 0..0, Text::front_missing, Text::front_missing_remedy);
                None
            }
            Halves::Open => {
                self.say(path, 0..3, Text::front_open, Text::front_open_remedy);
                None
            }
        }
    }
}

/// The path of a Markdown file's translation.
pub(crate) fn english_of(path: &str) -> String {
    format!("{}.en.md", path.strip_suffix(".md").unwrap_or(path))
}

pub(crate) enum Halves {
    Both {
        front: Range<usize>,
        body: Range<usize>,
    },
    NoFront,
    Open,
}

/// Finds the two lines `+++` of a Markdown file.
pub(crate) fn halves(text: &str) -> Halves {
    let mut at = 0;
    let mut opened = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == "+++" {
            match opened {
                None => opened = Some(end),
                Some(start) => {
                    return Halves::Both {
                        front: start..at,
                        body: end..text.len(),
                    };
                }
            }
        } else if opened.is_none() {
            return Halves::NoFront;
        }
        at = end;
    }
    if opened.is_some() {
        Halves::Open
    } else {
        Halves::NoFront
    }
}
