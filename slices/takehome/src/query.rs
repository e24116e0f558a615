//! What other slices and pages may ask. Never writes.

use access::{action, permit};
use base::{Id, OrganisationTag, PersonTag, Problem};
use chrono::Days;
use db::ReadTx;
use identity::{Door, same};
use programme::query::local_day;

use crate::{
    domain::{self, Package},
    store,
};

/// So many days after a module its package is ready for the next staff meeting.
pub const READY_DAYS: u64 = 14;

/// All packages, in the order of the programme's modules, with the modules' keys.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn packages(tx: &ReadTx) -> Result<Vec<Package>, Problem> {
    permit::<action::ViewTakeHome>(tx.ctx())?;
    let mut packages = read(tx).await?;
    let design = programme::query::design_for_all(tx).await?;
    if let Some(reading) = design {
        let modules = &reading.design.programme.modules;
        let place = |key: &str| modules.iter().position(|module| module.key == key);
        packages.sort_by_key(|package| place(&package.key).unwrap_or(usize::MAX));
    }
    Ok(packages)
}

async fn read(tx: &ReadTx) -> Result<Vec<Package>, Problem> {
    // They were sound when they came in.
    Ok(domain::read(&store::files(tx).await?).unwrap_or_default())
}

/// The address under which all packages are read without signing in; none before there are any.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn address(
    tx: &ReadTx,
    organisation: Id<OrganisationTag>,
) -> Result<Option<String>, Problem> {
    permit::<action::ViewTakeHome>(tx.ctx())?;
    let secret = store::secret(tx).await?;
    Ok(secret.map(|secret| {
        let door = Door {
            organisation,
            secret,
        };
        format!("/take-home/{}", door.word())
    }))
}

/// The package that a link opens.
///
/// # Errors
/// "Not found" where it opens none.
pub async fn opened(tx: &ReadTx, door: &Door, key: &str) -> Result<Package, Problem> {
    let kept = store::secret(tx).await?.ok_or_else(Problem::not_found)?;
    if !same(kept.expose(), door.secret.expose()) {
        return Err(Problem::not_found());
    }
    let found = read(tx)
        .await?
        .into_iter()
        .find(|package| package.key == key);
    found.ok_or_else(Problem::not_found)
}

/// The package of the module that the person was on last, while it is new.
///
/// # Errors
/// Unless it is the person's own page, or the database fails.
pub async fn ready_for(tx: &ReadTx, person: Id<PersonTag>) -> Result<Option<Package>, Problem> {
    let today = local_day(tx.ctx());
    let since = today
        .checked_sub_days(Days::new(READY_DAYS))
        .unwrap_or(today);
    let sessions = programme::query::my_sessions(tx, person).await?;
    let last = sessions
        .iter()
        .filter(|session| (since..=today).contains(&session.ends_at().date()))
        .filter_map(|session| session.module.clone())
        .next_back();
    let Some(module) = last else {
        return Ok(None);
    };
    Ok(read(tx)
        .await?
        .into_iter()
        .find(|package| package.key == module))
}
