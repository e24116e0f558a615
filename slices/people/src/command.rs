//! One function per intention: upload a file, look at it, correct its columns, accept it; rename,
//! merge, split a unit.

mod units;

use access::{action, permit};
use base::{Context, Id, Problem, ProblemKind};
use chrono::NaiveDate;
use db::{Audit, Database, ReadTx};
use documents::sheet::{self, Limits, Sheet, SheetError};
use sha2::{Digest, Sha256};

pub use crate::store::upload::{File, UploadTag};
pub use units::{merge_units, rename_unit, split_unit};

use crate::{
    Text,
    import::{Checked, Differences, Mapping, SheetKind, check, compare},
    store::{self, Organisation, state::State, upload, write},
};

/// What a file would do, before anybody has said yes.
#[derive(Clone, Debug)]
pub struct Preview {
    pub upload: Id<UploadTag>,
    pub files: Vec<String>,
    /// The day from which the file is true.
    pub from: NaiveDate,
    pub mapping: Mapping,
    pub checked: Checked,
    pub differences: Differences,
    /// Whether there was nobody before.
    pub is_first: bool,
    /// Of the file as it is read and of the organisation as it stands: a yes is a yes to this and
    /// to nothing else.
    pub fingerprint: String,
}

impl Preview {
    #[must_use]
    pub fn may_be_accepted(&self) -> bool {
        self.checked.faults.is_empty() && !self.differences.is_nothing()
    }
}

/// What an accepted file did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub people: usize,
    pub leaders: usize,
    pub units: usize,
    pub changed_people: usize,
    pub changed_units: usize,
}

/// Why nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file could not be read.
    #[error("{0}")]
    Sheet(SheetError),
    /// The file holds CPR numbers. It was not kept, not even on its way.
    #[error("the file holds CPR numbers")]
    Cpr(Box<Checked>),
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
impl From<SheetError> for Refusal {
    fn from(error: SheetError) -> Self {
        Self::Sheet(error)
    }
}

fn refuse(kind: ProblemKind, say: fn(&Text) -> String) -> Problem {
    Problem::new(kind, move |lang| say(&Text::new(lang)))
}

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
    let (files, sheets) = read_files(files).await?;
    let tx = db.write(ctx).await?;
    let state = store::state::read(&tx).await?;
    let settings = state.settings();
    let mapping = Mapping::recognise(&sheets, &settings, &state.remembered);
    let checked = check(&sheets, &mapping, &settings, &[], ctx.now.date_naive());
    if checked.must_not_be_kept() {
        return Err(Refusal::Cpr(Box::new(checked)));
    }
    upload::delete_stale(&tx, ctx.now).await?;
    let account = match &ctx.actor {
        base::Actor::Member { account, .. } => Some(*account),
        _ => None,
    };
    let made = upload::Upload {
        files,
        mapping: Some(mapping),
        account,
        from,
    };
    let id = upload::insert(&tx, &made).await?;
    tx.commit(Audit::of("people.upload").on("upload", id))
        .await?;
    Ok(id)
}

/// Reading is the processor's work, and takes seconds where the file is large.
async fn read_files(files: Vec<File>) -> Result<(Vec<File>, Vec<Sheet>), Refusal> {
    let work = move || {
        let mut sheets = Vec::new();
        for file in &files {
            sheets.extend(sheet::read(&file.name, &file.bytes, &Limits::default())?);
        }
        Ok::<_, SheetError>((files, sheets))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(read) => Ok(read?),
        Err(stopped) => Err(Problem::internal(stopped).into()),
    }
}

/// The upload with its sheets, where it is the caller's own.
async fn opened(
    ctx: &Context,
    tx: &ReadTx,
    id: Id<UploadTag>,
) -> Result<(upload::Upload, Vec<Sheet>), Refusal> {
    let mut found = upload::read(tx, id).await?.ok_or_else(gone)?;
    if let base::Actor::Member { account, .. } = &ctx.actor
        && found.account != Some(*account)
    {
        return Err(Problem::not_found().into());
    }
    let (files, sheets) = read_files(std::mem::take(&mut found.files)).await?;
    found.files = files;
    Ok((found, sheets))
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
    let tx = db.read(ctx).await?;
    let (found, sheets) = opened(ctx, &tx, id).await?;
    let state = store::state::read(&tx).await?;
    let mapping = found
        .mapping
        .unwrap_or_else(|| Mapping::recognise(&sheets, &state.settings(), &state.remembered));
    Ok((mapping, sheets))
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
    let tx = db.write(ctx).await?;
    opened(ctx, &tx, id).await?;
    upload::set_mapping(&tx, id, mapping).await?;
    tx.commit(Audit::of("people.upload.columns").on("upload", id))
        .await?;
    Ok(())
}

/// What the uploaded file would change. Stores nothing.
///
/// # Errors
/// [`Refusal`].
pub async fn preview(ctx: &Context, db: &Database, id: Id<UploadTag>) -> Result<Preview, Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.read(ctx).await?;
    let (found, sheets) = opened(ctx, &tx, id).await?;
    let state = store::state::read(&tx).await?;
    let now = store::organisation(&tx, found.from).await?;
    Ok(looked_at(ctx, id, found, &sheets, &state, &now))
}

fn looked_at(
    ctx: &Context,
    id: Id<UploadTag>,
    found: upload::Upload,
    sheets: &[Sheet],
    state: &State,
    now: &Organisation,
) -> Preview {
    let settings = state.settings();
    let mapping = found
        .mapping
        .clone()
        .unwrap_or_else(|| Mapping::recognise(sheets, &settings, &state.remembered));
    let (people, mut units) = known(now);
    // The file's own list decides; without one, what is known is the list.
    if mapping.of_kind(SheetKind::Units).is_some() {
        units.clear();
    }
    let checked = check(sheets, &mapping, &settings, &units, ctx.now.date_naive());
    let (_, units) = known(now);
    let differences = compare((&people, &units), (&checked.people, &checked.units));
    Preview {
        upload: id,
        fingerprint: fingerprint(&found, &mapping, state),
        files: found.files.into_iter().map(|file| file.name).collect(),
        from: found.from,
        mapping,
        checked,
        differences,
        is_first: now.people.is_empty(),
    }
}

fn known(now: &Organisation) -> (Vec<crate::domain::Person>, Vec<crate::domain::Unit>) {
    (
        now.people.iter().map(|known| known.facts.clone()).collect(),
        now.units.iter().map(|known| known.facts.clone()).collect(),
    )
}

/// SHA-256 over the files, how they are read, and the organisation's revision.
fn fingerprint(found: &upload::Upload, mapping: &Mapping, state: &State) -> String {
    let mut hash = Sha256::new();
    for file in &found.files {
        hash.update((file.bytes.len() as u64).to_be_bytes());
        hash.update(&file.bytes);
    }
    let read = serde_json::to_vec(&(mapping, found.from, state.revision, &state.settings));
    hash.update(read.unwrap_or_default());
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Stores what the preview with this fingerprint showed: all of it in one transaction, or nothing.
/// The file goes when it has been accepted.
///
/// # Errors
/// [`Refusal`], also when anything has changed since the preview.
pub async fn accept(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
    seen: &str,
) -> Result<Receipt, Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.write(ctx).await?;
    let (found, sheets) = opened(ctx, &tx, id).await?;
    let mut state = store::state::read(&tx).await?;
    let now = store::organisation(&tx, found.from).await?;
    let preview = looked_at(ctx, id, found, &sheets, &state, &now);
    if preview.fingerprint != seen {
        return Err(refuse(ProblemKind::Conflict, Text::import_stale).into());
    }
    if !preview.may_be_accepted() {
        return Err(refuse(ProblemKind::Invalid, Text::import_faulty).into());
    }
    not_before(&state, preview.from)?;
    let checked = &preview.checked;
    let (changed_people, changed_units) =
        write::become_so(&tx, &now, &checked.people, &checked.units, preview.from).await?;
    state.revision += 1;
    state.latest = Some(preview.from);
    state.remembered.0.extend(preview.mapping.remember().0);
    store::state::write(&tx, &state).await?;
    upload::delete(&tx, id).await?;
    let receipt = Receipt {
        people: checked.people.len(),
        leaders: checked.leaders(),
        units: checked.units.len(),
        changed_people,
        changed_units,
    };
    let audit = Audit::of("people.import")
        .on("upload", id)
        .with("files", &preview.files)
        .with("from", preview.from)
        .with("people", receipt.people)
        .with("leaders", receipt.leaders)
        .with("units", receipt.units)
        .with("changed_people", changed_people)
        .with("changed_units", changed_units);
    tx.commit(audit).await?;
    Ok(receipt)
}

/// Takes an upload away without storing anything.
///
/// # Errors
/// [`Refusal`].
pub async fn discard(ctx: &Context, db: &Database, id: Id<UploadTag>) -> Result<(), Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.write(ctx).await?;
    opened(ctx, &tx, id).await?;
    upload::delete(&tx, id).await?;
    tx.commit(Audit::of("people.upload.discard").on("upload", id))
        .await?;
    Ok(())
}

/// Takes away every upload that nobody has gone on with for a day; for the machine's upkeep.
///
/// # Errors
/// When the database fails.
pub async fn discard_stale_uploads(ctx: &Context, db: &Database) -> Result<u64, Problem> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.write(ctx).await?;
    let gone = upload::delete_stale(&tx, ctx.now).await?;
    tx.commit(Audit::of("people.upload.expire").with("uploads", gone))
        .await?;
    Ok(gone)
}

/// Stores people and units that no file brought, such as the example's, from the day on.
///
/// # Errors
/// The refusal to show.
pub async fn load(
    ctx: &Context,
    db: &Database,
    people: &[crate::domain::Person],
    units: &[crate::domain::Unit],
    from: NaiveDate,
) -> Result<(), Problem> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.write(ctx).await?;
    let mut state = store::state::read(&tx).await?;
    not_before(&state, from)?;
    let now = store::organisation(&tx, from).await?;
    let (people_changed, units_changed) = write::become_so(&tx, &now, people, units, from).await?;
    state.revision += 1;
    state.latest = Some(from);
    store::state::write(&tx, &state).await?;
    let audit = Audit::of("people.load")
        .with("people", people_changed)
        .with("units", units_changed);
    Ok(tx.commit(audit).await?)
}

/// Replaces the organisation's `people.toml`.
///
/// # Errors
/// A refusal with line, column and remedy when the text is faulty.
pub async fn set_settings(ctx: &Context, db: &Database, source: &str) -> Result<(), Problem> {
    permit::<action::ImportPeople>(ctx)?;
    crate::settings::Settings::parse(source).map_err(|fault| {
        Problem::new(ProblemKind::Invalid, move |lang| {
            let text = Text::new(lang);
            text.settings_place(
                fault.column.to_string(),
                fault.line.to_string(),
                fault.text(lang),
            )
        })
    })?;
    let tx = db.write(ctx).await?;
    let mut state = store::state::read(&tx).await?;
    state.settings = Some(source.to_owned());
    state.revision += 1;
    store::state::write(&tx, &state).await?;
    Ok(tx.commit(Audit::of("people.settings")).await?)
}

/// Changes go forward: a day before the latest change would tear the history.
fn not_before(state: &State, day: NaiveDate) -> Result<(), Problem> {
    match state.latest {
        Some(latest) if day < latest => Err(Problem::new(ProblemKind::Invalid, move |lang| {
            Text::new(lang).import_before(language::date(lang, latest))
        })),
        _ => Ok(()),
    }
}
