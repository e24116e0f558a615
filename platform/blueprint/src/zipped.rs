use std::io::{Cursor, Read as _, Write as _};

use zip::{DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{Folder, MANIFEST};

/// More than any blueprint needs, and little enough to unpack without thought.
const MOST_FILES: usize = 2000;
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Why a zip file could not be read as a blueprint.
#[derive(Debug, thiserror::Error)]
pub enum ZipError {
    #[error("not a zip file: {0}")]
    NotZip(#[from] zip::result::ZipError),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("the zip file holds more than a blueprint does")]
    TooLarge,
    #[error("{path}: not UTF-8 text from byte {byte}; save it as UTF-8")]
    NotText { path: String, byte: usize },
}

impl Folder {
    /// The files as a zip; the same files give the same bytes.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn to_zip(&self) -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        for (path, text) in self.iter() {
            zip.start_file(path, options)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    /// Reads the TOML and Markdown files of a zip. A folder around all of them, as one gets by
    /// packing a folder, is left out of the paths; so are hidden files.
    ///
    /// # Errors
    /// When it is no zip, is larger than any blueprint, or a file is not UTF-8.
    pub fn from_zip(bytes: &[u8]) -> Result<Self, ZipError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes))?;
        if zip.len() > MOST_FILES {
            return Err(ZipError::TooLarge);
        }
        let mut left = MOST_BYTES;
        let mut files = Vec::new();
        for index in 0..zip.len() {
            let file = zip.by_index(index)?;
            // A path that leads out of the folder is not part of it.
            let Some(path) = file.enclosed_name() else {
                continue;
            };
            let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
            let hidden = |part: &&str| part.starts_with('.') || *part == "__MACOSX";
            let path = parts.join("/");
            if file.is_dir() || !Self::takes(&path) || parts.iter().any(hidden) {
                continue;
            }
            let mut content = Vec::new();
            // What the archive says of its size is not believed.
            file.take(left + 1).read_to_end(&mut content)?;
            left = left
                .checked_sub(content.len() as u64)
                .ok_or(ZipError::TooLarge)?;
            let text = String::from_utf8(content).map_err(|fault| ZipError::NotText {
                path: path.clone(),
                byte: fault.utf8_error().valid_up_to(),
            })?;
            files.push((path, text));
        }
        Ok(without_outer(files).into_iter().collect())
    }
}

/// The paths from where `blueprint.toml` lies; without one, without the first folder of all when
/// they share it and it is not a part of a blueprint by itself.
fn without_outer(files: Vec<(String, String)>) -> Vec<(String, String)> {
    let manifest = files
        .iter()
        .filter_map(|(path, _)| path.strip_suffix(MANIFEST))
        .filter(|outer| outer.is_empty() || outer.ends_with('/'))
        .min_by_key(|outer| outer.len())
        .map(str::to_owned);
    let outer = manifest.or_else(|| {
        let first = files.first()?.0.split_once('/')?.0.to_owned() + "/";
        let nested = |path: &str| {
            path.strip_prefix(&first)
                .is_some_and(|rest| rest.contains('/'))
        };
        files.iter().all(|(path, _)| nested(path)).then_some(first)
    });
    let Some(outer) = outer else { return files };
    files
        .into_iter()
        .map(|(path, text)| match path.strip_prefix(&outer) {
            Some(inner) => (inner.to_owned(), text),
            None => (path, text),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(prefix: &str, paths: &[&str]) -> Folder {
        paths
            .iter()
            .map(|path| (format!("{prefix}{path}"), format!("# æ {path}\r\n")))
            .collect()
    }

    #[test]
    fn zipped_and_back_is_byte_for_byte() {
        let plain = folder("", &["blueprint.toml", "direction/a.md", "x.toml"]);
        let zip = plain.to_zip().unwrap();
        assert_eq!(Folder::from_zip(&zip).unwrap(), plain);
        assert_eq!(plain.to_zip().unwrap(), zip);
    }

    #[test]
    fn a_folder_around_all_is_left_out() {
        for paths in [
            &["blueprint.toml", "direction/a.md"][..],
            &["direction/a.md", "direction/b.md"],
        ] {
            let around = folder("Min mappe/", paths);
            let read = Folder::from_zip(&around.to_zip().unwrap()).unwrap();
            let got: Vec<&str> = read.iter().map(|(path, _)| path).collect();
            assert_eq!(got, paths);
        }
        let alone = folder("", &["direction/a.md", "direction/b.md"]);
        assert_eq!(Folder::from_zip(&alone.to_zip().unwrap()).unwrap(), alone);
    }

    #[test]
    fn what_is_no_blueprint_is_left_out_or_refused() {
        let mut other = folder("", &["blueprint.toml"]);
        for path in ["../out.toml", ".git/x.md", "__MACOSX/x.md", "logo.png"] {
            other.insert(path, "x");
        }
        let read = Folder::from_zip(&other.to_zip().unwrap()).unwrap();
        assert_eq!(
            read.iter().map(|(path, _)| path).collect::<Vec<_>>(),
            ["blueprint.toml"]
        );
        assert!(matches!(
            Folder::from_zip(b"PK not"),
            Err(ZipError::NotZip(_))
        ));
        let bomb: Folder = [("a.md", "0".repeat(17 * 1024 * 1024))]
            .into_iter()
            .collect();
        assert!(matches!(
            Folder::from_zip(&bomb.to_zip().unwrap()),
            Err(ZipError::TooLarge)
        ));
    }
}
