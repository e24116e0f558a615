//! One function per intention.

mod links;
mod makkers;
mod steps;
mod told;

pub use links::{LINK_DAYS, link};
pub(crate) use links::{opened, settle_by};
pub use makkers::{cheer, reply};
pub use steps::{confirm, delete, edit, settle, write};
pub(crate) use told::{forget, hear};

use access::{action, permit_own};
use base::{Id, PersonTag, Problem};
use db::{ReadTx, WriteTx};

use crate::{
    domain::{Kind, Step},
    store,
};

/// The step, and the permit to do something with it, which its own leader alone has.
async fn own(
    tx: &ReadTx,
    id: Id<Step>,
) -> Result<(Step, access::Permit<action::KeepSteps>), Problem> {
    // Whoever may keep no steps is told that before it is told whether there is this one.
    access::within::<action::KeepSteps>(tx.ctx())?;
    let step = store::steps::unguarded(tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let may = permit_own::<action::KeepSteps>(tx.ctx(), step.person)?;
    Ok((step, may))
}

/// Asks whom the step names as makker, unless they were asked before.
async fn ask_makker(
    tx: &WriteTx,
    may: &access::Permit<action::KeepSteps>,
    person: Id<PersonTag>,
    makker: Option<Id<PersonTag>>,
) -> Result<(), Problem> {
    match makker {
        Some(colleague) if colleague != person => {
            store::makkers::ask(tx, may, person, colleague).await
        }
        _ => Ok(()),
    }
}

const fn happened(kind: Kind) -> &'static str {
    match kind {
        Kind::Made => "step.write",
        Kind::Confirmed => "step.confirm",
        Kind::Edited => "step.edit",
        Kind::Done => "step.done",
        Kind::Moved => "step.move",
        Kind::Dropped => "step.drop",
        Kind::Undone => "step.undo",
    }
}
