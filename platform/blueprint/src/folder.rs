use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// A blueprint's files, by path from its root with `/` between the parts. Holds TOML and Markdown
/// only, and exactly the text that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    files: BTreeMap<String, String>,
}

/// Why a folder could not be read from disk or written to it.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{path}: {source}")]
    Io { path: PathBuf, source: io::Error },
    #[error("{path}: not UTF-8 text from byte {byte}; save it as UTF-8")]
    NotText { path: PathBuf, byte: usize },
}

impl Folder {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file in, in place of the one that had this path.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    pub fn remove(&mut self, path: &str) -> Option<String> {
        self.files.remove(path)
    }

    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Paths and texts, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The paths that begin with `prefix/`, in order.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .keys()
            .filter(move |path| {
                path.strip_prefix(prefix)
                    .is_some_and(|rest| rest.starts_with('/'))
            })
            .map(String::as_str)
    }

    /// The part of the folder below `prefix`, with the same paths.
    #[must_use]
    pub fn part(&self, prefix: &str) -> Self {
        Self {
            files: self
                .under(prefix)
                .filter_map(|path| Some((path.to_owned(), self.files.get(path)?.clone())))
                .collect(),
        }
    }

    /// Reads every `.toml` and `.md` file below `root`; hidden files and other kinds are left out.
    ///
    /// # Errors
    /// When a file cannot be read or is not UTF-8.
    pub fn read_from(root: &Path) -> Result<Self, FolderError> {
        let mut folder = Self::new();
        folder.read_below(root, "")?;
        Ok(folder)
    }

    fn read_below(&mut self, at: &Path, prefix: &str) -> Result<(), FolderError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| FolderError::Io { path, source }
        };
        for entry in fs::read_dir(at).map_err(failed(at))? {
            let entry = entry.map_err(failed(at))?;
            let path = entry.path();
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            let inside = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}/{name}")
            };
            if entry.file_type().map_err(failed(&path))?.is_dir() {
                self.read_below(&path, &inside)?;
            } else if Self::takes(&name) {
                let bytes = fs::read(&path).map_err(failed(&path))?;
                let text = String::from_utf8(bytes).map_err(|fault| FolderError::NotText {
                    path: path.clone(),
                    byte: fault.utf8_error().valid_up_to(),
                })?;
                self.insert(inside, text);
            }
        }
        Ok(())
    }

    /// Whether a file of this name can be part of a blueprint.
    #[must_use]
    pub fn takes(name: &str) -> bool {
        let ending = Path::new(name).extension();
        ending.is_some_and(|ending| ending == "toml" || ending == "md")
    }

    /// Writes every file below `root`, making folders as needed; files that are not part of the
    /// blueprint stay untouched.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_to(&self, root: &Path) -> Result<(), FolderError> {
        for (path, text) in &self.files {
            let target = root.join(path);
            let failed = |source| FolderError::Io {
                path: target.clone(),
                source,
            };
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent).map_err(failed)?;
            }
            fs::write(&target, text).map_err(failed)?;
        }
        Ok(())
    }
}

impl<P: Into<String>, T: Into<String>> FromIterator<(P, T)> for Folder {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        Self {
            files: files
                .into_iter()
                .map(|(path, text)| (path.into(), text.into()))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disk_and_back_is_byte_for_byte() {
        let folder: Folder = [
            ("blueprint.toml", "# æøå\r\nname = 1\r\n"),
            ("modules/a.md", "+++\n+++\n\n\ttext  \n"),
        ]
        .into_iter()
        .collect();
        let here = tempfile::tempdir().unwrap();
        folder.write_to(here.path()).unwrap();
        fs::write(here.path().join(".hidden.toml"), "x").unwrap();
        fs::write(here.path().join("logo.png"), [0xff]).unwrap();
        assert_eq!(Folder::read_from(here.path()).unwrap(), folder);
        assert_eq!(
            folder.part("modules").iter().collect::<Vec<_>>(),
            [("modules/a.md", "+++\n+++\n\n\ttext  \n")]
        );
    }

    #[test]
    fn a_file_in_another_coding_is_refused_by_name() {
        let here = tempfile::tempdir().unwrap();
        fs::write(here.path().join("a.toml"), b"x = \"\xe6\"").unwrap();
        let told = Folder::read_from(here.path()).unwrap_err().to_string();
        assert!(
            told.contains("a.toml: not UTF-8 text from byte 5"),
            "{told}"
        );
    }
}
