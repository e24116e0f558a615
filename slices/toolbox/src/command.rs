//! One function per intention.

use access::{action, permit, permit_own};
use base::{Context, Id, PersonTag, Problem};
use blueprint::{Faults, Folder};
use db::{Audit, Database};
use direction::query::Which;

use crate::{
    domain::{self, FOLDER, Tool},
    store,
};

/// Why no tools were taken in. Nothing is stored then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Faulty(Faults),
    /// The tools name fields, and there is no direction in force that has any.
    #[error("there is no direction in force")]
    NoDirection,
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

/// Takes the tools of a blueprint in, in place of those that were there; gives how many.
///
/// # Errors
/// Every fault of the files.
pub async fn load(
    ctx: &Context,
    db: &Database,
    folder: &Folder,
    author: &str,
) -> Result<usize, Refusal> {
    let edit = permit::<action::EditTool>(ctx)?;
    let files = folder.part(FOLDER);
    if files.is_empty() {
        return Ok(0);
    }
    let tx = db.write(ctx).await?;
    let direction = direction::query::version_in(&tx, Which::Published)
        .await?
        .ok_or(Refusal::NoDirection)?;
    let tools = domain::read(&files, &direction.direction).map_err(Refusal::Faulty)?;
    store::keep(&tx, &edit, &files, author).await?;
    tx.commit(Audit::of("tool.load").with("tools", tools.len()))
        .await?;
    Ok(tools.len())
}

/// Saves a tool for a person, or no longer.
///
/// # Errors
/// Unless it is the person's own.
pub async fn save(
    ctx: &Context,
    db: &Database,
    person: Id<PersonTag>,
    tool: &Tool,
    is_saved: bool,
) -> Result<(), Problem> {
    let may = permit_own::<action::SaveTool>(ctx, person)?;
    let tx = db.write(ctx).await?;
    store::save(&tx, &may, person, &tool.key, is_saved).await?;
    Ok(tx
        .commit(Audit::of("tool.save").with("tool", tool.key.as_str()))
        .await?)
}
