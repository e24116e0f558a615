//! Publishing: the plan in force, the invitations, the letters to those moved, and the event.

use std::collections::BTreeSet;

use access::{action, permit};
use base::{Context, Id, Lang, OrganisationTag, PersonTag, Problem, ProblemKind, Role};
use db::{Audit, Database, Event};
use identity::{Control, Invitee};
use jobs::{Ask, Fault, Job, JobContext, Retry};
use serde::{Deserialize, Serialize};

use super::{announcement::announcement, moves, tell::Tell};
use crate::{
    Text,
    query::{self, Plan, Reading, State},
    store,
};

/// A plan has come into force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammePublished {
    pub plan: Id<Plan>,
    pub number: i32,
    /// Sessions that had been announced and now are at another time or place.
    pub moved: usize,
}

impl Event for ProgrammePublished {
    const NAME: &'static str = "programme.published";
}

/// Brings a proposal into force: cohorts, groups, sessions and seats; and asks for the invitations
/// and for a letter to everybody for whom something moves. `seen` is how many moves the office has
/// been shown, `address` the public address that the letters lead to.
///
/// # Errors
/// A conflict when another plan has been published or proposed since, when it moves something else
/// than was shown, or when it would change what has been held meanwhile.
pub async fn publish(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
    plan: Id<Plan>,
    seen: usize,
    address: &str,
) -> Result<usize, Problem> {
    let publish = permit::<action::PublishPlan>(ctx)?;
    let propose = permit::<action::ProposePlan>(ctx)?;
    let tx = db.write(ctx).await?;
    let plan = store::plans::by_id(&tx, &propose, plan)
        .await?
        .ok_or_else(Problem::not_found)?;
    let newest = store::plans::newest(&tx, &propose)
        .await?
        .map(|newest| newest.id);
    if plan.state != State::Proposed || newest != Some(plan.id) {
        return Err(Problem::new(ProblemKind::Conflict, |lang| {
            Text::new(lang).publish_stale()
        }));
    }
    let Reading { design, .. } = query::design_of(&tx, plan.version).await?;
    let wanted = announcement(&design, &plan);
    let today = query::local(ctx).date();
    let found = moves::moves(&tx, &wanted).await?;
    if found.iter().any(|each| each.is_too_late(today)) {
        return Err(Problem::new(ProblemKind::Conflict, |lang| {
            Text::new(lang).publish_held()
        }));
    }
    let moved = found.len();
    if moved != seen {
        return Err(Problem::new(ProblemKind::Conflict, |lang| {
            Text::new(lang).publish_moved()
        }));
    }
    let whom = moves::whom(&tx, &wanted, &found).await?;
    let before = store::plans::version_in_force(&tx).await?;
    store::announce::replace(&tx, &publish, &wanted, design.schedule.zone.name(), today).await?;
    store::plans::put_in_force(&tx, &publish, plan.id).await?;
    tx.publish(&ProgrammePublished {
        plan: plan.id,
        number: plan.number,
        moved,
    })
    .await?;
    let invite = Invite {
        organisation,
        plan: plan.id,
    };
    jobs::enqueue(&tx, &invite, &Ask::once(format!("invite-{}", plan.id))).await?;
    if let (Some(before), false) = (before, whom.is_empty()) {
        let tell = Tell {
            organisation,
            plan: plan.id,
            before,
            address: address.to_owned(),
            moves: found,
            whom,
        };
        jobs::enqueue(&tx, &tell, &Ask::once(format!("tell-{}", plan.id))).await?;
    }
    tx.commit(
        Audit::of("plan.publish")
            .on("plan", plan.id)
            .with("moved", moved),
    )
    .await?;
    Ok(moved)
}

/// Invites everybody who has a place and an address. Nobody gets a second letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invite {
    pub organisation: Id<OrganisationTag>,
    pub plan: Id<Plan>,
}

impl Job for Invite {
    const KIND: &'static str = "programme.invite";
    const RETRY: Retry = Retry::PATIENT;
}

/// Does the job.
pub(crate) async fn invite(job: JobContext, asked: Invite, control: Control) -> Result<(), Fault> {
    let ctx = job.ctx();
    let tx = job.db().read(&ctx).await?;
    let plan = permit::<action::ViewPlan>(&ctx)?;
    let people = permit::<action::ViewPeople>(&ctx)?;
    let placed: BTreeSet<Id<PersonTag>> = store::sessions::cohorts(&tx, &plan)
        .await?
        .into_iter()
        .flat_map(|cohort| cohort.members)
        .collect();
    let organisation = people::query::organisation(&tx, &people, query::local(&ctx).date()).await?;
    let invitees: Vec<Invitee> = organisation
        .people
        .iter()
        .filter(|known| placed.contains(&known.id))
        .filter_map(|known| {
            // Without an address a leader gets a printed code.
            Some(Invitee {
                email: known.facts.email.as_deref()?.parse().ok()?,
                name: known.facts.name(),
                person: Some(known.id),
                roles: BTreeSet::from([Role::Leader]),
                lang: Lang::Da,
            })
        })
        .collect();
    drop(tx);
    let manage = permit::<action::ManageAccounts>(&ctx)?;
    identity::invite_many(&control, &ctx, &manage, asked.organisation, &invitees)
        .await
        .map_err(|error| Fault::from(Problem::from(error)))?;
    Ok(())
}
