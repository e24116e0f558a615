//! What other slices may ask. Never writes.

use std::sync::{Arc, Mutex, PoisonError};

use access::{action, permit};
use base::{Context, Page, Problem};
use blueprint::{Faults, Folder, Reader};
use db::{Database, ReadTx};

use crate::store;
pub use crate::{
    domain::{
        Aim, Axis, Competence, Direction, Expectation, FOLDER, Field, Glossary, Guidepost,
        Recommendation, Term, read, rich,
    },
    store::Version,
};

/// A version with its files and what they mean.
#[derive(Clone, Debug)]
pub struct Reading {
    pub version: Version,
    pub files: Arc<Folder>,
    pub direction: Arc<Direction>,
}

/// Which state of the direction is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one in force.
    Published,
    /// What the office is working on; only for those who may edit.
    Draft,
    /// One that is or was in force.
    Number(i32),
}

/// The direction in force; `None` before the first is published.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn published(ctx: &Context, db: &Database) -> Result<Option<Reading>, Problem> {
    version(ctx, db, Which::Published).await
}

/// A state of the direction; `None` when there is none such.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn version(
    ctx: &Context,
    db: &Database,
    which: Which,
) -> Result<Option<Reading>, Problem> {
    let tx = db.read(ctx).await?;
    version_in(&tx, which).await
}

/// The same within a transaction of the caller's.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn version_in(tx: &ReadTx, which: Which) -> Result<Option<Reading>, Problem> {
    let view = permit::<action::ViewDirection>(tx.ctx())?;
    let version = match which {
        Which::Published => store::published(tx, &view).await?,
        Which::Number(number) => store::numbered(tx, &view, number).await?,
        Which::Draft => store::draft(tx, &permit::<action::EditDirection>(tx.ctx())?).await?,
    };
    let Some(version) = version else {
        return Ok(None);
    };
    if let Some(reading) = remembered(&version) {
        return Ok(Some(reading));
    }
    let files = store::files(tx, &version).await?;
    let direction = understand(&files).map_err(Problem::internal)?;
    let reading = Reading {
        version,
        files: Arc::new(files),
        direction: Arc::new(direction),
    };
    remember(&reading);
    Ok(Some(reading))
}

/// Published versions, newest first.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn history(
    ctx: &Context,
    db: &Database,
    first: u64,
    size: u64,
) -> Result<Page<Version>, Problem> {
    let view = permit::<action::ViewDirection>(ctx)?;
    let tx = db.read(ctx).await?;
    Ok(store::history(&tx, &view, first, size).await?)
}

/// What the direction's files of a folder mean.
///
/// # Errors
/// Everything that is wrong with them.
pub fn understand(folder: &Folder) -> Result<Direction, Faults> {
    let mut reader = Reader::new(folder);
    let direction = read(&mut reader);
    reader.finish(direction)
}

/// A version's files never change under one id, revision and time, so their meaning is kept for the
/// next page, whatever organisation it belongs to: ids are unique everywhere, and a database that was
/// put back from a copy goes on at another time.
static RECENT: Mutex<Vec<Reading>> = Mutex::new(Vec::new());
const REMEMBERED: usize = 32;

fn remembered(version: &Version) -> Option<Reading> {
    let mut recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |known: &Reading| {
        let key = |version: &Version| (version.id, version.revision, version.at);
        key(&known.version) == key(version)
    };
    let at = recent.iter().position(same)?;
    let known = recent.remove(at);
    recent.push(known.clone());
    Some(Reading {
        version: version.clone(),
        ..known
    })
}

fn remember(reading: &Reading) {
    let mut recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
    if recent.len() >= REMEMBERED {
        recent.remove(0);
    }
    recent.push(reading.clone());
}
