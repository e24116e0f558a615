//! Addresses in mails that settle one step in one tap, without a sign-in.

use access::{action, permit};
use base::{Context, Id, OrganisationTag, Problem};
use chrono::TimeDelta;
use db::{Database, ReadTx, WriteTx};
use identity::Door;

use super::steps::settle_in;
use crate::{
    domain::{Settled, State, Step},
    store,
};

/// Days that an address in a mail is good for.
pub const LINK_DAYS: i64 = 21;

/// An address for a step, in the transaction of whoever writes the mail.
///
/// # Errors
/// Unless the system asks, or the database fails.
pub async fn link(
    tx: &WriteTx,
    organisation: Id<OrganisationTag>,
    step: &Step,
) -> Result<Door, Problem> {
    let may = permit::<action::KeepSteps>(tx.ctx())?;
    let door = Door::new(organisation)?;
    let until = tx.ctx().now + TimeDelta::days(LINK_DAYS);
    store::links::insert(tx, &may, step, door.hash(), until).await?;
    Ok(door)
}

/// The step that an address opens; nothing when it opens none, whatever the reason.
pub(crate) async fn opened(tx: &ReadTx, door: &Door) -> Result<Option<Step>, Problem> {
    let Some(id) = store::links::opened(tx, &door.hash()).await? else {
        return Ok(None);
    };
    let step = store::steps::unguarded(tx, id).await?;
    Ok(step.filter(|step| step.state != State::Told))
}

/// Says what has become of the step that an address opens.
///
/// # Errors
/// "Not found" when it opens none.
pub(crate) async fn settle_by(
    ctx: &Context,
    db: &Database,
    door: &Door,
    settled: Settled,
) -> Result<(), Problem> {
    let may = permit::<action::KeepSteps>(ctx)?;
    let tx = db.write(ctx).await?;
    let step = opened(&tx, door).await?.ok_or_else(Problem::not_found)?;
    settle_in(tx, &may, step, settled).await
}
