//! One function per intention: load, change, publish, discard, export.

use access::{Permit, action, permit};
use base::{Context, Problem};
use blueprint::{Faults, Folder};
use db::{Audit, Database, Event, WriteTx};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{self, FOLDER, Kind, Record},
    query::{self, Which},
    store::{self, Version},
};

/// Why nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The files would be faulty.
    #[error("{0}")]
    Faults(Faults),
    /// Somebody else has changed the same thing since it was opened; this is how it is now.
    #[error("somebody else has changed it")]
    Changed(Box<Record>),
    /// What was to be changed, published or discarded is not there any more.
    #[error("it is not there any more")]
    Gone,
    /// The draft says the same as what is in force.
    #[error("nothing has changed")]
    Nothing,
    #[error("{0:?}")]
    Problem(Problem),
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        Self::Problem(error.into())
    }
}
impl From<Faults> for Refusal {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}
impl From<domain::Refused> for Refusal {
    fn from(refused: domain::Refused) -> Self {
        match refused {
            domain::Refused::Gone { .. } => Self::Gone,
            other => Self::Problem(Problem::internal(other)),
        }
    }
}

/// A version has come into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectionPublished {
    pub number: i32,
}

impl Event for DirectionPublished {
    const NAME: &'static str = "direction.published";
}

/// Makes the direction's files of a blueprint the draft, or with a note, the version in force.
/// Files that are sound and equal to what is there already change nothing.
///
/// # Errors
/// [`Refusal::Faults`] when the files are faulty; nothing is stored then.
pub async fn load(
    ctx: &Context,
    db: &Database,
    folder: &Folder,
    author: &str,
    publish_as: Option<&str>,
) -> Result<Version, Refusal> {
    let edit = permit::<action::EditDirection>(ctx)?;
    let files = folder.part(FOLDER);
    query::understand(&files)?;
    let tx = db.write(ctx).await?;
    let draft = put(&tx, &edit, &files, author).await?;
    let audit = Audit::of("direction.load").on("direction", draft.id);
    let Some(note) = publish_as else {
        tx.commit(audit).await?;
        return Ok(draft);
    };
    let version = make_public(&tx, &draft, note, author).await?;
    tx.commit(audit.with("number", version.number)).await?;
    Ok(version)
}

/// The files of a state of the direction, as they were loaded and edited.
///
/// # Errors
/// When the reader may not see it, or there is none.
pub async fn export(ctx: &Context, db: &Database, which: Which) -> Result<Folder, Problem> {
    let reading = query::version(ctx, db, which).await?;
    let reading = reading.ok_or_else(Problem::not_found)?;
    Ok(reading.files.as_ref().clone())
}

/// What is done to one thing.
#[derive(Clone, Debug)]
pub enum Edit {
    /// `seen` is the mark of the thing as it was when its form was opened, from [`mark`].
    Set {
        record: Record,
        seen: String,
    },
    Add(Record),
    Remove(Kind, String),
}

/// Changes one thing in the draft, beginning one where there is none.
///
/// # Errors
/// [`Refusal::Faults`] when the files would not be sound, [`Refusal::Changed`] when somebody else
/// was first, [`Refusal::Gone`]. Nothing is stored then.
pub async fn edit(
    ctx: &Context,
    db: &Database,
    edit: &Edit,
    author: &str,
) -> Result<Version, Refusal> {
    let may = permit::<action::EditDirection>(ctx)?;
    let tx = db.write(ctx).await?;
    let mut files = working(&tx).await?.ok_or(Refusal::Gone)?;
    apply(&mut files, edit)?;
    query::understand(&files)?;
    let draft = put(&tx, &may, &files, author).await?;
    let (kind, key) = match edit {
        Edit::Set { record, .. } | Edit::Add(record) => (record.kind, &record.key),
        Edit::Remove(kind, key) => (*kind, key),
    };
    let audit = Audit::of(match edit {
        Edit::Set { .. } => "direction.edit",
        Edit::Add(_) => "direction.add",
        Edit::Remove(..) => "direction.remove",
    });
    let audit = audit.on("direction", draft.id);
    tx.commit(audit.with(kind.word(), key)).await?;
    Ok(draft)
}

/// The files as they would be after an edit, without storing them.
///
/// # Errors
/// As [`edit`].
pub fn apply(files: &mut Folder, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Set { record, seen } => {
            let mut now = domain::records(files).into_iter();
            let now = now.find(|each| each.kind == record.kind && each.key == record.key);
            let now = now.ok_or(Refusal::Gone)?;
            if mark(&now) != *seen {
                return Err(Refusal::Changed(Box::new(now)));
            }
            domain::set(files, record)?;
        }
        Edit::Add(record) => domain::add(files, record)?,
        Edit::Remove(kind, key) => domain::remove(files, *kind, key)?,
    }
    Ok(())
}

/// A short mark by which a thing is known to be unchanged.
#[must_use]
pub fn mark(record: &Record) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    record.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Puts the draft into force. `revision` is the draft's as it was when it was looked at.
///
/// # Errors
/// [`Refusal::Nothing`] when it says the same as what is in force, [`Refusal::Gone`] when there is
/// no draft or it has been changed since.
pub async fn publish(
    ctx: &Context,
    db: &Database,
    revision: i32,
    note: &str,
    author: &str,
) -> Result<Version, Refusal> {
    let may = permit::<action::EditDirection>(ctx)?;
    let tx = db.write(ctx).await?;
    let draft = store::draft(&tx, &may).await?.ok_or(Refusal::Gone)?;
    if draft.revision != revision {
        return Err(Refusal::Gone);
    }
    if let Some(before) = query::version_in(&tx, Which::Published).await?
        && *before.files == store::files(&tx, &draft).await?
    {
        return Err(Refusal::Nothing);
    }
    let version = make_public(&tx, &draft, note, author).await?;
    let audit = Audit::of("direction.publish").on("direction", version.id);
    tx.commit(audit.with("number", version.number)).await?;
    Ok(version)
}

/// Drops the draft.
///
/// # Errors
/// [`Refusal::Gone`] when there is none, or it has been changed since it was looked at.
pub async fn discard(ctx: &Context, db: &Database, revision: i32) -> Result<(), Refusal> {
    let may = permit::<action::EditDirection>(ctx)?;
    let tx = db.write(ctx).await?;
    let draft = store::draft(&tx, &may).await?.ok_or(Refusal::Gone)?;
    if draft.revision != revision {
        return Err(Refusal::Gone);
    }
    store::discard(&tx, &may, &draft).await?;
    tx.commit(Audit::of("direction.discard").on("direction", draft.id))
        .await?;
    Ok(())
}

/// The files that an edit goes on from: the draft's, else those in force.
async fn working(tx: &WriteTx) -> Result<Option<Folder>, Refusal> {
    let mut reading = query::version_in(tx, Which::Draft).await?;
    if reading.is_none() {
        reading = query::version_in(tx, Which::Published).await?;
    }
    Ok(reading.map(|reading| reading.files.as_ref().clone()))
}

async fn put(
    tx: &WriteTx,
    may: &Permit<action::EditDirection>,
    files: &Folder,
    author: &str,
) -> Result<Version, Refusal> {
    Ok(store::put_draft(tx, may, files, author).await?)
}

async fn make_public(
    tx: &WriteTx,
    draft: &Version,
    note: &str,
    author: &str,
) -> Result<Version, Refusal> {
    let may = permit::<action::PublishDirection>(tx.ctx())?;
    let version = store::publish(tx, &may, draft, note, author).await?;
    let number = version.number;
    tx.publish(&DirectionPublished { number }).await?;
    Ok(version)
}
