use access::{action, permit};
use base::Problem;
use blueprint::Folder;
use db::ReadTx;
use programme::query::Session;
use sha2::{Digest as _, Sha256};

use crate::{
    domain::sheet::{self, DEFAULT, GATHERING, RunSheet},
    store,
};

/// The drejebøger of an organisation, with their files.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    files: Folder,
    all: Vec<RunSheet>,
}

/// All drejebøger.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn sheets(tx: &ReadTx) -> Result<Sheets, Problem> {
    let view = permit::<action::ViewRunSheet>(tx.ctx())?;
    Sheets::of(store::sheets::files(tx, &view).await?)
}

impl Sheets {
    /// For who runs a session, which the caller has asked.
    pub(crate) async fn unguarded(tx: &ReadTx) -> Result<Self, Problem> {
        Self::of(store::sheets::unguarded(tx).await?)
    }

    fn of(files: Folder) -> Result<Self, Problem> {
        let all = sheet::read(&files).map_err(Problem::internal)?;
        Ok(Self { files, all })
    }

    #[must_use]
    pub fn all(&self) -> &[RunSheet] {
        &self.all
    }

    #[must_use]
    pub const fn files(&self) -> &Folder {
        &self.files
    }

    #[must_use]
    pub fn get(&self, key: &str) -> Option<&RunSheet> {
        self.all.iter().find(|sheet| sheet.key == key)
    }

    /// The one that a session is run by: its module's own, or the one for all others.
    #[must_use]
    pub fn of_session(&self, session: &Session) -> Option<&RunSheet> {
        let own = session.module.as_deref().unwrap_or(GATHERING);
        self.get(own).or_else(|| self.get(DEFAULT))
    }

    /// The mark of a file as it is now, by which a form knows whether somebody was faster.
    #[must_use]
    pub fn mark(&self, key: &str) -> String {
        let text = self.files.get(&sheet::path_of(key)).unwrap_or_default();
        Sha256::digest(text.as_bytes())
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
