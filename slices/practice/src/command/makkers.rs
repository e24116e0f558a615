//! What a makker does: says yes or no to being one, and encourages.

use access::{Ties, action, permit_own, within};
use base::{Context, Id, PersonTag, Problem};
use db::{Audit, Database};

use crate::{
    domain::{State, Step},
    query, store,
};

/// The colleague's own yes or no to being somebody's makker; it can be changed later.
///
/// # Errors
/// Unless the colleague is the actor's own person; "not found" where nobody asked.
pub async fn reply(
    ctx: &Context,
    db: &Database,
    person: Id<PersonTag>,
    colleague: Id<PersonTag>,
    yes: bool,
) -> Result<(), Problem> {
    let may = permit_own::<action::KeepSteps>(ctx, colleague)?;
    let tx = db.write(ctx).await?;
    if !store::makkers::reply(&tx, &may, (person, colleague), yes).await? {
        return Err(Problem::not_found());
    }
    Ok(tx
        .commit(
            Audit::of("makker.reply")
                .on("person", colleague)
                .with("yes", yes),
        )
        .await?)
}

/// A line of encouragement to the step of somebody whose makker one is.
///
/// # Errors
/// "Not found" to everybody but a makker who has said yes.
pub async fn cheer(ctx: &Context, db: &Database, id: Id<Step>, line: &str) -> Result<(), Problem> {
    let circle = within::<action::CheerStep>(ctx)?;
    let tx = db.write(ctx).await?;
    let step = store::steps::unguarded(&tx, id)
        .await?
        .filter(|step| step.state != State::Told)
        .ok_or_else(Problem::not_found)?;
    let makker = query::makker_of(&tx, &step).await?;
    let may = circle.admit(id, &Ties::none().owned_by(makker))?;
    let Some(person) = ctx.actor.person().or(makker) else {
        return Err(Problem::not_found());
    };
    store::steps::cheer(&tx, &may, id, person, line).await?;
    Ok(tx.commit(Audit::of("step.cheer").on("step", id)).await?)
}
