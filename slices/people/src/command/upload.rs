//! Files on their way: uploaded, read again at every step, corrected in their columns, taken away.
//!
//! Reading a large file takes seconds, so it is done on a thread of its own and before the writer's
//! turn is asked for.

use access::{action, permit};
use base::{Context, Id, Problem, ProblemKind};
use chrono::NaiveDate;
use db::{Audit, Database, ReadTx};
use documents::sheet::{self, Contents, Limits, Sheet};

use super::{Refusal, RefusedDay, is_too_far_ahead, refuse, today};
use crate::{
    Text,
    import::{Checked, Mapping, cpr_anywhere},
    store::{
        self,
        state::State,
        upload::{self, File, Upload, UploadTag},
    },
};

/// Keeps files between the steps of the import. A file that cannot be read, or that holds CPR
/// numbers, is not kept at all.
///
/// # Errors
/// [`Refusal`]; nothing was stored.
pub async fn upload(
    ctx: &Context,
    db: &Database,
    files: Vec<File>,
    from: NaiveDate,
) -> Result<Id<UploadTag>, Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    if is_too_far_ahead(today(ctx), from) {
        return Err(Refusal::Day(RefusedDay::TooFarAhead));
    }
    let state = {
        let tx = db.read(ctx).await?;
        store::state::read(&tx).await?
    };
    let read = apart(move || Read::of(files, None, &state)).await??;
    let made = Upload {
        files: read.files,
        mapping: Some(read.mapping),
        account: match &ctx.actor {
            base::Actor::Member { account, .. } => Some(*account),
            _ => None,
        },
        from,
    };
    let tx = db.write(ctx).await?;
    upload::delete_stale(&tx, ctx.now).await?;
    let id = upload::insert(&tx, &made).await?;
    tx.commit(Audit::of("people.upload").on("upload", id))
        .await?;
    Ok(id)
}

/// Does the processor's work where it holds up nobody.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Problem::internal)
}

/// Files with what stands in them. There is none of files with CPR numbers.
struct Read {
    files: Vec<File>,
    sheets: Vec<Sheet>,
    mapping: Mapping,
}

impl Read {
    fn of(files: Vec<File>, said: Option<Mapping>, state: &State) -> Result<Self, Refusal> {
        let mut contents = Contents::default();
        for file in &files {
            let read = sheet::read_all(&file.name, &file.bytes, &Limits::default())?;
            contents.sheets.extend(read.sheets);
            contents.hidden.extend(read.hidden);
            contents.beside.extend(read.beside);
        }
        let mapping = said.unwrap_or_else(|| {
            Mapping::recognise(&contents.sheets, &state.settings(), &state.remembered)
        });
        without_cpr(&files, &contents, &mapping)?;
        Ok(Self {
            files,
            sheets: contents.sheets,
            mapping,
        })
    }
}

/// Refuses files with a CPR number anywhere in them, whatever is read of them.
fn without_cpr(files: &[File], contents: &Contents, mapping: &Mapping) -> Result<(), Refusal> {
    let names = files.iter().map(|file| file.name.as_str());
    let faults = cpr_anywhere(names, contents, mapping);
    if faults.is_empty() {
        return Ok(());
    }
    Err(Refusal::Cpr(Box::new(Checked {
        faults,
        ..Checked::default()
    })))
}

/// Takes the upload away in the same request that finds a CPR number in it, as another meaning of
/// its columns may do.
pub(super) async fn forgotten_if_cpr<T>(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
    answer: Result<T, Refusal>,
) -> Result<T, Refusal> {
    if let Err(Refusal::Cpr(_)) = &answer {
        let tx = db.write(ctx).await?;
        upload::delete(&tx, id).await?;
        tx.commit(Audit::of("people.upload.refused").on("upload", id))
            .await?;
    }
    answer
}

/// An upload that may be read, how its columns are, and how the organisation stood at the time.
pub(super) struct Opened {
    pub found: Upload,
    pub sheets: Vec<Sheet>,
    pub mapping: Mapping,
    pub state: State,
}

/// The upload with its sheets, where it is the caller's own; `said` is what its columns are to
/// mean from now on.
pub(super) async fn opened(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
    said: Option<Mapping>,
) -> Result<Opened, Refusal> {
    let (mut found, state) = {
        let tx = db.read(ctx).await?;
        (own(ctx, &tx, id).await?, store::state::read(&tx).await?)
    };
    let files = std::mem::take(&mut found.files);
    let said = said.or_else(|| found.mapping.clone());
    let (read, state) = apart(move || (Read::of(files, said, &state), state)).await?;
    let read = read?;
    found.files = read.files;
    Ok(Opened {
        found,
        sheets: read.sheets,
        mapping: read.mapping,
        state,
    })
}

async fn own(ctx: &Context, tx: &ReadTx, id: Id<UploadTag>) -> Result<Upload, Refusal> {
    let found = upload::read(tx, id).await?.ok_or_else(gone)?;
    is_own(ctx, &found)?;
    Ok(found)
}

fn is_own(ctx: &Context, found: &Upload) -> Result<(), Problem> {
    match &ctx.actor {
        base::Actor::Member { account, .. } if found.account != Some(*account) => {
            Err(Problem::not_found())
        }
        _ => Ok(()),
    }
}

/// The caller's own upload as its row stands, without the files.
pub(super) async fn row(ctx: &Context, tx: &ReadTx, id: Id<UploadTag>) -> Result<Upload, Refusal> {
    let found = upload::row(tx, id).await?.ok_or_else(gone)?;
    is_own(ctx, &found)?;
    Ok(found)
}

fn gone() -> Problem {
    refuse(ProblemKind::NotFound, Text::import_gone)
}

/// The columns as they are read now.
///
/// # Errors
/// [`Refusal`], also when the upload is gone.
pub async fn columns(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
) -> Result<(Mapping, Vec<Sheet>), Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let opened = opened(ctx, db, id, None).await;
    let opened = forgotten_if_cpr(ctx, db, id, opened).await?;
    Ok((opened.mapping, opened.sheets))
}

/// Says how the columns are to be read.
///
/// # Errors
/// [`Refusal`].
pub async fn correct_columns(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
    mapping: &Mapping,
) -> Result<(), Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let opened = opened(ctx, db, id, Some(mapping.clone())).await;
    forgotten_if_cpr(ctx, db, id, opened).await?;
    let tx = db.write(ctx).await?;
    row(ctx, &tx, id).await?;
    upload::set_mapping(&tx, id, mapping).await?;
    tx.commit(Audit::of("people.upload.columns").on("upload", id))
        .await?;
    Ok(())
}

/// Takes an upload away without storing anything.
///
/// # Errors
/// [`Refusal`].
pub async fn discard(ctx: &Context, db: &Database, id: Id<UploadTag>) -> Result<(), Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.write(ctx).await?;
    row(ctx, &tx, id).await?;
    upload::delete(&tx, id).await?;
    tx.commit(Audit::of("people.upload.discard").on("upload", id))
        .await?;
    Ok(())
}

/// Takes away every upload that nobody has gone on with for a day, and gives how many; for the
/// machine's upkeep. Where there is none, nothing is written.
///
/// # Errors
/// When the database fails.
pub async fn discard_stale_uploads(ctx: &Context, db: &Database) -> Result<u64, Problem> {
    permit::<action::ImportPeople>(ctx)?;
    {
        let tx = db.read(ctx).await?;
        if !upload::has_stale(&tx, ctx.now).await? {
            return Ok(0);
        }
    }
    let tx = db.write(ctx).await?;
    let gone = upload::delete_stale(&tx, ctx.now).await?;
    if gone > 0 {
        tx.commit(Audit::of("people.upload.expire").with("uploads", gone))
            .await?;
    }
    Ok(gone)
}
