//! Publishing: what would move, and then the plan in force, the invitations and the event.

use std::collections::{BTreeMap, BTreeSet};

use access::{action, permit};
use base::{Context, Id, Lang, OrganisationTag, PersonTag, Problem, ProblemKind, Role};
use chrono::NaiveDate;
use db::{Audit, Database, Event, ReadTx};
use identity::{Control, Invitee};
use jobs::{Ask, Fault, Job, JobContext, Retry};
use serde::{Deserialize, Serialize};

use crate::{
    Text,
    domain::Design,
    query::{self, Cohort, Learning, Plan, Reading, Session, State},
    store::{self, sessions::Wanted},
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

/// One thing that a proposal changes of what has been announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    Session {
        code: String,
        cohort: Option<i32>,
        module: Option<String>,
        from: (NaiveDate, String),
        to: (NaiveDate, String),
    },
    /// A session that is no longer held.
    Gone {
        code: String,
        cohort: Option<i32>,
        module: Option<String>,
        from: NaiveDate,
    },
    /// A leader who changes cohort, joins or leaves.
    Leader {
        person: Id<PersonTag>,
        from: Option<i32>,
        to: Option<i32>,
    },
}

/// What the proposal moves; empty before anything was published.
///
/// # Errors
/// Unless the actor is the office; "not found" for no such proposal.
pub async fn preview(tx: &ReadTx, plan: Id<Plan>) -> Result<Vec<Move>, Problem> {
    let permit = permit::<action::ProposePlan>(tx.ctx())?;
    let plan = store::plans::by_id(tx, &permit, plan)
        .await?
        .ok_or_else(Problem::not_found)?;
    let Reading { design, .. } = query::design_of(tx, plan.version).await?;
    moves(tx, &design, &plan).await
}

async fn moves(tx: &ReadTx, design: &Design, plan: &Plan) -> Result<Vec<Move>, Problem> {
    let before = query::sessions(tx).await?;
    if before.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: BTreeMap<String, Wanted> = sessions_of(design, plan)
        .into_iter()
        .map(|each| (each.code.clone(), each))
        .collect();
    let mut moves = Vec::new();
    for session in before {
        let Session {
            code,
            cohort,
            module,
            day,
            room,
            ..
        } = session;
        match wanted.get(&code) {
            None => moves.push(Move::Gone {
                code,
                cohort,
                module,
                from: day,
            }),
            Some(new) if (new.day, &new.room) != (day, &room) => moves.push(Move::Session {
                code,
                cohort,
                module,
                from: (day, room),
                to: (new.day, new.room.clone()),
            }),
            Some(_) => {}
        }
    }
    let cohort_of = |cohorts: &[Cohort]| -> BTreeMap<Id<PersonTag>, i32> {
        cohorts
            .iter()
            .flat_map(|cohort| cohort.members.iter().map(|person| (*person, cohort.number)))
            .collect()
    };
    let (old, new) = (
        cohort_of(&query::cohorts(tx).await?),
        cohort_of(&cohorts_of(design, plan)),
    );
    let everybody: BTreeSet<Id<PersonTag>> = old.keys().chain(new.keys()).copied().collect();
    for person in everybody {
        let (from, to) = (old.get(&person).copied(), new.get(&person).copied());
        if from != to {
            moves.push(Move::Leader { person, from, to });
        }
    }
    Ok(moves)
}

/// Brings a proposal into force: cohorts, groups, sessions and seats; and asks for the invitations.
/// `seen` is how many moves the office has been shown.
///
/// # Errors
/// A conflict when another plan has been published or proposed since, or it moves something else
/// than was shown.
pub async fn publish(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
    plan: Id<Plan>,
    seen: usize,
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
    let moved = moves(&tx, &design, &plan).await?.len();
    if moved != seen {
        return Err(Problem::new(ProblemKind::Conflict, |lang| {
            Text::new(lang).publish_moved()
        }));
    }
    store::sessions::replace(
        &tx,
        &publish,
        &cohorts_of(&design, &plan),
        &learning_of(&design, &plan),
        &sessions_of(&design, &plan),
        design.schedule.zone.name(),
    )
    .await?;
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
    tx.commit(
        Audit::of("plan.publish")
            .on("plan", plan.id)
            .with("moved", moved),
    )
    .await?;
    Ok(moved)
}

fn number(place: usize) -> i32 {
    i32::try_from(place + 1).unwrap_or(i32::MAX)
}

fn persons(plan: &Plan, members: &[usize]) -> Vec<Id<PersonTag>> {
    members
        .iter()
        .filter_map(|member| plan.person(*member))
        .collect()
}

fn tranche(design: &Design, place: usize) -> String {
    design
        .programme
        .tranches
        .get(place)
        .map_or_else(String::new, |tranche| tranche.key.clone())
}

fn cohorts_of(design: &Design, plan: &Plan) -> Vec<Cohort> {
    let cohorts = plan.content.cohorts.iter().enumerate();
    cohorts
        .map(|(place, cohort)| Cohort {
            number: number(place),
            tranche: tranche(design, cohort.tranche),
            site: design
                .schedule
                .sites
                .get(cohort.site)
                .map_or_else(String::new, |site| site.key.clone()),
            members: persons(plan, &cohort.members),
        })
        .collect()
}

fn learning_of(design: &Design, plan: &Plan) -> Vec<Learning> {
    plan.content
        .learning
        .iter()
        .flat_map(|year| {
            year.groups
                .iter()
                .enumerate()
                .map(|(place, group)| Learning {
                    tranche: tranche(design, year.tranche),
                    year: i32::try_from(year.year).unwrap_or(0),
                    since: year.from,
                    number: number(place),
                    members: persons(plan, group),
                })
        })
        .collect()
}

fn sessions_of(design: &Design, plan: &Plan) -> Vec<Wanted> {
    let tables = |tables: &[Vec<usize>]| tables.iter().map(|table| persons(plan, table)).collect();
    let hours = design.schedule.hours;
    let sessions = plan.content.sessions.iter().filter_map(|session| {
        Some(Wanted {
            code: format!("cohort-{}.{}", session.cohort + 1, session.module),
            cohort: Some(number(session.cohort)),
            module: Some(session.module.clone()),
            day: *session.days.first()?,
            days: u32::try_from(session.days.len()).unwrap_or(1),
            begins: hours.begins,
            ends: hours.ends,
            room: session.room.clone(),
            teachers: session.teachers.clone(),
            tables: tables(&session.tables),
        })
    });
    let hours = design.schedule.gatherings.hours;
    let gatherings = plan
        .content
        .gatherings
        .iter()
        .enumerate()
        .map(|(place, gathering)| Wanted {
            code: format!("gathering-{}", place + 1),
            cohort: None,
            module: None,
            day: gathering.day,
            days: 1,
            begins: hours.begins,
            ends: hours.ends,
            room: gathering.room.clone(),
            teachers: Vec::new(),
            tables: tables(&gathering.tables),
        });
    sessions.chain(gatherings).collect()
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
