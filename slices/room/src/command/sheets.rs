use access::{action, permit};
use base::{Context, Problem};
use blueprint::{EditError, Fault, Faults, Folder, Sheet, Words};
use db::{Audit, Database};

use crate::{
    domain::sheet::{self, Change, DEFAULT, FOLDER},
    query, store,
};

/// Why no drejebog was taken in or changed. Nothing is stored then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Faulty(Faults),
    #[error("the drejebog would not be sound: {} faults", .0.len())]
    Faults(Vec<Fault>),
    #[error("somebody else has changed it since")]
    Changed,
    #[error("it is not there")]
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
impl From<EditError> for Refusal {
    fn from(error: EditError) -> Self {
        Self::Problem(Problem::internal(error))
    }
}

/// Takes the drejebøger of a blueprint in; those that it does not have stay as they are.
///
/// # Errors
/// Every fault of the files.
pub async fn load(
    ctx: &Context,
    db: &Database,
    folder: &Folder,
    author: &str,
) -> Result<usize, Refusal> {
    let edit = permit::<action::EditRunSheet>(ctx)?;
    let sheets = sheet::read(folder).map_err(Refusal::Faulty)?;
    let files = folder.part(FOLDER);
    if files.is_empty() {
        return Ok(0);
    }
    let tx = db.write(ctx).await?;
    store::sheets::keep(&tx, &edit, &files, author).await?;
    tx.commit(Audit::of("run_sheet.load").with("sheets", sheets.len()))
        .await?;
    Ok(sheets.len())
}

/// Changes one drejebog. `seen` is its mark when the form was opened.
///
/// # Errors
/// [`Refusal::Changed`] when somebody was faster, [`Refusal::Faults`] when it would not be sound.
pub async fn change_sheet(
    ctx: &Context,
    db: &Database,
    key: &str,
    seen: &str,
    change: &Change,
    author: &str,
) -> Result<(), Refusal> {
    let edit = permit::<action::EditRunSheet>(ctx)?;
    let tx = db.write(ctx).await?;
    let sheets = query::sheets(&tx).await?;
    let known = sheets.get(key).ok_or(Refusal::Gone)?;
    if sheets.mark(key) != seen {
        return Err(Refusal::Changed);
    }
    let path = sheet::path_of(key);
    let before = sheets.files().get(&path).unwrap_or_default();
    let after = sheet::changed(before, known, change)?;
    if let Err(faults) = sheet::understand(key, &after) {
        return Err(Refusal::Faults(faults.iter().cloned().collect()));
    }
    if after == before {
        return Ok(());
    }
    let mut files = Folder::new();
    files.insert(path, after);
    store::sheets::keep(&tx, &edit, &files, author).await?;
    tx.commit(Audit::of("run_sheet.change").with("sheet", key))
        .await?;
    Ok(())
}

/// Gives a module a drejebog of its own, begun from the one for all.
///
/// # Errors
/// When there is one already, or none to begin from.
pub async fn begin_sheet(
    ctx: &Context,
    db: &Database,
    key: &str,
    name: &Words,
    author: &str,
) -> Result<(), Refusal> {
    let edit = permit::<action::EditRunSheet>(ctx)?;
    let tx = db.write(ctx).await?;
    let sheets = query::sheets(&tx).await?;
    if sheets.get(key).is_some() {
        return Err(Refusal::Changed);
    }
    let model = sheets
        .files()
        .get(&sheet::path_of(DEFAULT))
        .ok_or(Refusal::Gone)?;
    let text = renamed(model, name)?;
    let mut files = Folder::new();
    files.insert(sheet::path_of(key), text);
    store::sheets::keep(&tx, &edit, &files, author).await?;
    tx.commit(Audit::of("run_sheet.begin").with("sheet", key))
        .await?;
    Ok(())
}

fn renamed(text: &str, name: &Words) -> Result<String, EditError> {
    let mut file = Sheet::markdown(text)?;
    let mut root = file.root();
    root.set_text(&["name", "da"], &name.da)?;
    match &name.en {
        Some(en) => root.set_text(&["name", "en"], en)?,
        None => root.clear(&["name", "en"]),
    }
    Ok(file.text())
}
