//! Steps that come from a phone in the room: kept until the leader says that they are theirs.

use access::{action, permit};
use base::{Id, Problem};
use chrono::TimeDelta;
use db::Audit;
use jobs::{Ask, EventContext, Fault, Job, JobContext};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{LONGEST, Shared, State, Step, Tied, UNCONFIRMED_DAYS, Wording},
    query::StepTold,
    store,
};

/// Forgets a step that nobody has confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Forget {
    step: Id<Step>,
}

impl Job for Forget {
    const KIND: &'static str = "practice.forget";
}

/// Keeps what was told, once however often it is told.
pub(crate) async fn hear(told: EventContext, event: StepTold) -> Result<(), Fault> {
    let may = permit::<action::KeepSteps>(&told.ctx)?;
    let tx = told.db.write(&told.ctx).await?;
    let id = Id::seeded("practice.told", &told.id.to_string());
    if store::steps::unguarded(&tx, id).await?.is_some() {
        return Ok(());
    }
    let module = match &event.module {
        Some(key) => programme::query::design_for_all(&tx)
            .await?
            .and_then(|reading| reading.design.programme.module(key).cloned()),
        None => None,
    };
    let cut = |text: &str| text.trim().chars().take(LONGEST).collect::<String>();
    let step = Step {
        id,
        person: event.person,
        wording: Wording {
            when: cut(&event.when),
            then: cut(&event.then),
            by: event.by,
            seen: None,
            makker: event.makker.filter(|makker| *makker != event.person),
            tied: module.as_ref().map(Tied::to).unwrap_or_default(),
            shared: Shared::default(),
        },
        session: event.session,
        state: State::Told,
        outcome: None,
        made: told.ctx.now,
        changed: told.ctx.now,
    };
    store::steps::insert(&tx, &may, &step).await?;
    let days = i64::try_from(UNCONFIRMED_DAYS).unwrap_or(i64::MAX);
    let ask = Ask::once(id.to_string()).not_before(told.ctx.now + TimeDelta::days(days));
    jobs::enqueue(&tx, &Forget { step: id }, &ask).await?;
    Ok(tx.commit(Audit::of("step.told").on("step", id)).await?)
}

/// Does the job.
pub(crate) async fn forget(job: JobContext, asked: Forget) -> Result<(), Fault> {
    let ctx = job.ctx();
    let may = permit::<action::KeepSteps>(&ctx)?;
    let tx = job.db().write(&ctx).await?;
    let step = store::steps::unguarded(&tx, asked.step).await?;
    if let Some(step) = step.filter(|step| step.state == State::Told) {
        store::steps::delete(&tx, &may, &step).await?;
    }
    job.done(&tx).await?;
    Ok(tx
        .commit(Audit::of("step.forgotten").on("step", asked.step))
        .await
        .map_err(Problem::from)?)
}
