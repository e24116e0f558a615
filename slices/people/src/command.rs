//! One function per intention: upload a file, look at it, correct its columns, accept it; rename,
//! merge, split a unit.

mod units;

use access::{action, permit};
use base::{Context, Id, Lang, Problem, ProblemKind};
use chrono::{Days, NaiveDate};
use db::{Audit, Database, ReadTx};
use documents::sheet::{self, Contents, Limits, Sheet, SheetError};
use sha2::{Digest, Sha256};

pub use crate::store::upload::{File, UploadTag};
pub use units::{merge_units, rename_unit, split_unit};

use crate::{
    Text,
    import::{Checked, Differences, Mapping, SheetKind, check, compare, cpr_in_name, cpr_numbers},
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
    /// Why the file cannot hold from its day.
    pub refused_day: Option<RefusedDay>,
    /// Of the file as it is read and of the organisation as it stands: a yes is a yes to this and
    /// to nothing else.
    pub fingerprint: String,
}

impl Preview {
    #[must_use]
    pub fn may_be_accepted(&self) -> bool {
        self.checked.faults.is_empty()
            && !self.differences.is_nothing()
            && self.refused_day.is_none()
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
    /// The file cannot hold from its day.
    #[error("{0:?}")]
    Day(RefusedDay),
    #[error("{0:?}")]
    Problem(Problem),
}

/// Why a change cannot hold from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedDay {
    /// Changes go forward: a day before the latest change, which was on this day, would tear the
    /// history.
    BeforeLatest(NaiveDate),
    /// More than a year ahead: a mistyped year, which would shut the organisation to every change
    /// until then.
    TooFarAhead,
}

impl RefusedDay {
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::BeforeLatest(latest) => text.import_before(language::date(lang, latest)),
            Self::TooFarAhead => text.import_too_late(),
        }
    }
}

impl From<RefusedDay> for Problem {
    fn from(day: RefusedDay) -> Self {
        Self::new(ProblemKind::Invalid, move |lang| day.text(lang))
    }
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
    if is_too_far_ahead(ctx, from) {
        return Err(Refusal::Day(RefusedDay::TooFarAhead));
    }
    let (files, contents) = read_files(files).await?;
    let tx = db.write(ctx).await?;
    let state = store::state::read(&tx).await?;
    let mapping = Mapping::recognise(&contents.sheets, &state.settings(), &state.remembered);
    without_cpr(&files, &contents, &mapping)?;
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
async fn read_files(files: Vec<File>) -> Result<(Vec<File>, Contents), Refusal> {
    let work = move || {
        let mut all = Contents::default();
        for file in &files {
            let read = sheet::read_all(&file.name, &file.bytes, &Limits::default())?;
            all.sheets.extend(read.sheets);
            all.hidden.extend(read.hidden);
        }
        Ok::<_, SheetError>((files, all))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(read) => Ok(read?),
        Err(stopped) => Err(Problem::internal(stopped).into()),
    }
}

/// Refuses files with a CPR number anywhere in them, whatever is read of them.
fn without_cpr(files: &[File], contents: &Contents, mapping: &Mapping) -> Result<(), Refusal> {
    let mut faults = cpr_numbers(&contents.sheets, Some(mapping));
    faults.extend(cpr_numbers(&contents.hidden, None));
    if faults.is_empty() {
        faults.extend(files.iter().find_map(|file| cpr_in_name(&file.name)));
    }
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
async fn forgotten_if_cpr<T>(
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

/// An upload that may be read, and how its columns are.
struct Opened {
    found: upload::Upload,
    sheets: Vec<Sheet>,
    mapping: Mapping,
    state: State,
}

/// The upload with its sheets, where it is the caller's own; `said` is what its columns are to
/// mean from now on.
async fn opened(
    ctx: &Context,
    tx: &ReadTx,
    id: Id<UploadTag>,
    said: Option<&Mapping>,
) -> Result<Opened, Refusal> {
    let mut found = own(ctx, tx, id).await?;
    let (files, contents) = read_files(std::mem::take(&mut found.files)).await?;
    found.files = files;
    let state = store::state::read(tx).await?;
    let mapping = said.or(found.mapping.as_ref()).cloned().unwrap_or_else(|| {
        Mapping::recognise(&contents.sheets, &state.settings(), &state.remembered)
    });
    without_cpr(&found.files, &contents, &mapping)?;
    Ok(Opened {
        found,
        sheets: contents.sheets,
        mapping,
        state,
    })
}

async fn own(ctx: &Context, tx: &ReadTx, id: Id<UploadTag>) -> Result<upload::Upload, Refusal> {
    let found = upload::read(tx, id).await?.ok_or_else(gone)?;
    if let base::Actor::Member { account, .. } = &ctx.actor
        && found.account != Some(*account)
    {
        return Err(Problem::not_found().into());
    }
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
    let answer = async {
        let tx = db.read(ctx).await?;
        let opened = opened(ctx, &tx, id, None).await?;
        Ok::<_, Refusal>((opened.mapping, opened.sheets))
    };
    forgotten_if_cpr(ctx, db, id, answer.await).await
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
    let answer = async {
        let tx = db.write(ctx).await?;
        opened(ctx, &tx, id, Some(mapping)).await?;
        upload::set_mapping(&tx, id, mapping).await?;
        tx.commit(Audit::of("people.upload.columns").on("upload", id))
            .await?;
        Ok::<_, Refusal>(())
    };
    forgotten_if_cpr(ctx, db, id, answer.await).await
}

/// What the uploaded file would change. Stores nothing.
///
/// # Errors
/// [`Refusal`].
pub async fn preview(ctx: &Context, db: &Database, id: Id<UploadTag>) -> Result<Preview, Refusal> {
    permit::<action::ImportPeople>(ctx)?;
    let answer = async {
        let tx = db.read(ctx).await?;
        let opened = opened(ctx, &tx, id, None).await?;
        let now = store::organisation(&tx, opened.found.from).await?;
        Ok::<_, Refusal>(looked_at(ctx, id, opened, &now).0)
    };
    forgotten_if_cpr(ctx, db, id, answer.await).await
}

fn looked_at(
    ctx: &Context,
    id: Id<UploadTag>,
    opened: Opened,
    now: &Organisation,
) -> (Preview, State) {
    let Opened {
        found,
        sheets,
        mapping,
        state,
    } = opened;
    let settings = state.settings();
    let (people, mut units) = known(now);
    // The file's own list decides; without one, what is known is the list.
    if mapping.of_kind(SheetKind::Units).is_some() {
        units.clear();
    }
    let checked = check(&sheets, &mapping, &settings, &units, today(ctx));
    let (_, units) = known(now);
    let differences = compare((&people, &units), (&checked.people, &checked.units));
    let preview = Preview {
        upload: id,
        fingerprint: fingerprint(&found, &mapping, &state),
        files: found.files.into_iter().map(|file| file.name).collect(),
        from: found.from,
        mapping,
        checked,
        differences,
        is_first: now.people.is_empty(),
        refused_day: holds_from(ctx, &state, found.from).err(),
    };
    (preview, state)
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
    forgotten_if_cpr(ctx, db, id, accepted(ctx, db, id, seen).await).await
}

async fn accepted(
    ctx: &Context,
    db: &Database,
    id: Id<UploadTag>,
    seen: &str,
) -> Result<Receipt, Refusal> {
    let tx = db.write(ctx).await?;
    let opened = opened(ctx, &tx, id, None).await?;
    let now = store::organisation(&tx, opened.found.from).await?;
    let (preview, mut state) = looked_at(ctx, id, opened, &now);
    if preview.fingerprint != seen {
        return Err(refuse(ProblemKind::Conflict, Text::import_stale).into());
    }
    if let Some(day) = preview.refused_day {
        return Err(Problem::from(day).into());
    }
    if !preview.may_be_accepted() {
        return Err(refuse(ProblemKind::Invalid, Text::import_faulty).into());
    }
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
    own(ctx, &tx, id).await?;
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
    holds_from(ctx, &state, from)?;
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

fn holds_from(ctx: &Context, state: &State, day: NaiveDate) -> Result<(), RefusedDay> {
    match state.latest {
        Some(latest) if day < latest => Err(RefusedDay::BeforeLatest(latest)),
        _ if is_too_far_ahead(ctx, day) => Err(RefusedDay::TooFarAhead),
        _ => Ok(()),
    }
}

fn is_too_far_ahead(ctx: &Context, day: NaiveDate) -> bool {
    day > today(ctx) + Days::new(366)
}

/// The day in Denmark.
pub(crate) fn today(ctx: &Context) -> NaiveDate {
    ctx.now
        .with_timezone(&chrono_tz::Europe::Copenhagen)
        .date_naive()
}
