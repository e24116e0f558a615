use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::fs;

use crate::{Address, Error, Message};

/// A folder of letters: `KEY.eml` for a mail program, `KEY.json` for the demo's mailbox.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    from: Address,
}

/// A message as it lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub key: String,
    pub at: DateTime<Utc>,
    pub from: Address,
    pub message: Message,
}

impl Folder {
    pub(crate) fn open(path: impl Into<PathBuf>, from: Address) -> Result<Self, Error> {
        from.mailbox()?;
        let path = path.into();
        std::fs::create_dir_all(&path).map_err(|err| file(&path, err))?;
        Ok(Self { path, from })
    }

    pub(crate) async fn put(
        &self,
        message: &Message,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        let key = plain(key)?;
        let mail = message.mail(&self.from, key, at)?;
        let letter = Letter {
            key: key.to_owned(),
            at,
            from: self.from.clone(),
            message: message.clone(),
        };
        let json = serde_json::to_vec_pretty(&letter).map_err(|e| Error::Refused(e.to_string()))?;
        self.write(&format!("{key}.eml"), &mail.formatted()).await?;
        self.write(&format!("{key}.json"), &json).await
    }

    /// All letters, the newest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn list(&self) -> Result<Vec<Letter>, Error> {
        let failed = |err| file(&self.path, err);
        let mut entries = fs::read_dir(&self.path).await.map_err(failed)?;
        let mut letters = Vec::new();
        while let Some(entry) = entries.next_entry().await.map_err(failed)? {
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(key) = name.strip_suffix(".json")
                && let Some(letter) = self.read(key).await?
            {
                letters.push(letter);
            }
        }
        letters.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.key.cmp(&a.key)));
        Ok(letters)
    }

    /// One letter by its key, if it is there.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub async fn read(&self, key: &str) -> Result<Option<Letter>, Error> {
        let Ok(key) = plain(key) else {
            return Ok(None);
        };
        let path = self.path.join(format!("{key}.json"));
        match fs::read(&path).await {
            Ok(json) => serde_json::from_slice(&json)
                .map(Some)
                .map_err(|err| file(&path, err.into())),
            Err(err) if err.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(err) => Err(file(&path, err)),
        }
    }

    /// Whole or not at all: a reader never meets half a letter.
    async fn write(&self, name: &str, content: &[u8]) -> Result<(), Error> {
        let (path, part) = (self.path.join(name), self.path.join(format!("{name}.part")));
        fs::write(&part, content)
            .await
            .map_err(|err| file(&part, err))?;
        fs::rename(&part, &path)
            .await
            .map_err(|err| file(&path, err))
    }
}

/// A key is part of a file's name, and comes from an address bar when a letter is read.
fn plain(key: &str) -> Result<&str, Error> {
    let fits = !key.is_empty()
        && key.len() <= 100
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if fits {
        Ok(key)
    } else {
        Err(Error::Refused(format!("`{key}` is no message's key")))
    }
}

fn file(path: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}
