//! Changing one thing of the programme at a time, as the office's forms do.

use access::{action, permit};
use base::{Context, Problem};
use blueprint::{Fault, Folder};
use db::{Audit, Database};

use crate::{
    content::{self, Known},
    query::Version,
    record::{self, Kind, Record},
    store,
};

/// What is done to one thing.
#[derive(Clone, Debug)]
pub enum Edit {
    /// `seen` is the mark of the thing as it was when its form was opened, from [`Record::mark`].
    Set {
        record: Record,
        seen: String,
    },
    Add(Record),
    Remove(Kind, String),
}

/// Why a change was not made. Nothing is stored then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the files would not be sound: {} faults", .0.len())]
    Faults(Vec<Fault>),
    #[error("{} things refer to it", .0.len())]
    Used(Vec<Record>),
    #[error("somebody else has changed it since")]
    Changed(Box<Record>),
    #[error("it is not there any more")]
    Gone,
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
impl From<record::Refused> for Refusal {
    fn from(refused: record::Refused) -> Self {
        match refused {
            record::Refused::Gone { .. } => Self::Gone,
            other => Self::Problem(Problem::internal(other)),
        }
    }
}

/// What references are held against: the direction in force, or nothing where there is none.
pub(super) async fn known(ctx: &Context, db: &Database) -> Result<Known, Problem> {
    Ok(match direction::query::published(ctx, db).await? {
        Some(reading) => Known::of(&reading.direction),
        None => Known::any(),
    })
}

/// Changes one thing of the programme's newest version, and keeps that as the newest.
///
/// # Errors
/// [`Refusal::Faults`] when the files would get faults that they do not have already,
/// [`Refusal::Used`] when others refer to what is taken out, [`Refusal::Changed`] when somebody
/// else was first, [`Refusal::Gone`].
pub async fn edit(
    ctx: &Context,
    db: &Database,
    edit: &Edit,
    author: &str,
) -> Result<Version, Refusal> {
    let may = permit::<action::EditProgramme>(ctx)?;
    let view = permit::<action::ViewProgramme>(ctx)?;
    let known = known(ctx, db).await?;
    let tx = db.write(ctx).await?;
    let now = store::design::latest(&tx, &view)
        .await?
        .ok_or(Refusal::Gone)?;
    let before = store::design::files(&tx, &now).await?;
    let mut files = before.clone();
    apply(&mut files, edit)?;
    let fresh = fresh_faults(&before, &files, &known);
    if !fresh.is_empty() {
        return Err(Refusal::Faults(fresh));
    }
    // What was typed over by the same text is no new version.
    if files.iter().eq(before.iter()) {
        return Ok(now);
    }
    let version = store::design::keep(&tx, &may, &files, author).await?;
    let (verb, kind, key) = match edit {
        Edit::Set { record, .. } => ("programme.edit", record.kind, &record.key),
        Edit::Add(record) => ("programme.add", record.kind, &record.key),
        Edit::Remove(kind, key) => ("programme.remove", *kind, key),
    };
    tx.commit(
        Audit::of(verb)
            .on("programme_version", version.id)
            .with("number", version.number)
            .with(kind.word(), key),
    )
    .await?;
    Ok(version)
}

/// The files as they would be after an edit; whether they are sound is not asked.
///
/// # Errors
/// As [`edit`].
pub fn apply(files: &mut Folder, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Set { record, seen } => {
            let now = record::records(files);
            let now = record::find(&now, record.kind, &record.key).ok_or(Refusal::Gone)?;
            if now.mark() != *seen {
                return Err(Refusal::Changed(Box::new(now.clone())));
            }
            record::set(files, record)?;
        }
        Edit::Add(record) => record::add(files, record)?,
        Edit::Remove(kind, key) => {
            let all = record::records(files);
            let users: Vec<Record> = record::users(&all, *kind, key)
                .into_iter()
                .cloned()
                .collect();
            if !users.is_empty() {
                return Err(Refusal::Used(users));
            }
            record::remove(files, *kind, key)?;
        }
    }
    Ok(())
}

/// The faults that a change brings in. Those that were there before, because the direction has
/// changed since, are no reason to refuse another change.
fn fresh_faults(before: &Folder, after: &Folder, known: &Known) -> Vec<Fault> {
    let Err(faults) = content::read(after, known) else {
        return Vec::new();
    };
    let old = match content::read(before, known) {
        Ok(_) => Vec::new(),
        Err(old) => old.iter().cloned().collect(),
    };
    // Readable it must be, whatever it refers to.
    let unreadable = content::read(after, &Known::any()).is_err();
    faults
        .iter()
        .filter(|fault| {
            unreadable
                || !old
                    .iter()
                    .any(|old| old.file == fault.file && old.message == fault.message)
        })
        .cloned()
        .collect()
}
