//! One function per intention.

use access::{action, permit};
use base::{Context, Id, Problem};
use db::{Audit, Database};
use people::query::UnitTag;

use crate::{
    domain::{Arrangement, Rates},
    query, store,
};

/// A unit says who leads while its leader is away, and what cover it needs.
///
/// # Errors
/// "Not found" to everybody but the unit's leaders and the office.
pub async fn arrange(
    ctx: &Context,
    db: &Database,
    unit: Id<UnitTag>,
    said: &Arrangement,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let may = query::admitted(&tx, unit).await?;
    store::arrange(&tx, &may, unit, said).await?;
    Ok(tx
        .commit(Audit::of("cover.arrange").on("unit", unit))
        .await?)
}

/// The office sets what an hour away and an hour of cover cost.
///
/// # Errors
/// When the actor may not.
pub async fn set_rates(ctx: &Context, db: &Database, rates: Rates) -> Result<(), Problem> {
    let may = permit::<action::SetCoverRates>(ctx)?;
    let tx = db.write(ctx).await?;
    store::set_rates(&tx, &may, rates).await?;
    let audit = Audit::of("cover.rates")
        .with("leader", rates.leader)
        .with("cover", rates.cover);
    Ok(tx.commit(audit).await?)
}
