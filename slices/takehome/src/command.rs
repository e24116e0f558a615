//! One function per intention.

use access::{action, permit};
use base::{Context, Id, OrganisationTag, Problem};
use blueprint::{Faults, Folder};
use db::{Audit, Database};
use identity::Door;

use crate::{
    domain::{self, FOLDER},
    store,
};

/// Why no packages were taken in. Nothing is stored then.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("{0}")]
    Faulty(Faults),
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

/// Takes the packages of a blueprint in, in place of those that were there; gives how many. The link
/// stays the same.
///
/// # Errors
/// Every fault of the files.
pub async fn load(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
    folder: &Folder,
    author: &str,
) -> Result<usize, Refusal> {
    let edit = permit::<action::EditTakeHome>(ctx)?;
    let files = folder.part(FOLDER);
    if files.is_empty() {
        return Ok(0);
    }
    let packages = domain::read(&files).map_err(Refusal::Faulty)?;
    let door = Door::new(organisation)?;
    let tx = db.write(ctx).await?;
    store::keep(&tx, &edit, &files, author).await?;
    if store::secret(&tx).await?.is_none() {
        store::renew(&tx, &edit, &door.secret).await?;
    }
    tx.commit(Audit::of("takehome.load").with("packages", packages.len()))
        .await?;
    Ok(packages.len())
}

/// Makes another link; the one before opens nothing any longer.
///
/// # Errors
/// When the reader may not.
pub async fn renew(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
) -> Result<(), Problem> {
    let edit = permit::<action::EditTakeHome>(ctx)?;
    let door = Door::new(organisation)?;
    let tx = db.write(ctx).await?;
    store::renew(&tx, &edit, &door.secret).await?;
    Ok(tx.commit(Audit::of("takehome.link")).await?)
}
