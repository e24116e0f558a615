//! *Foreslå plan*: the search as a job.

use std::time::{Duration, Instant};

use access::{action, permit};
use base::{Context, Id, Problem};
use chrono::NaiveDate;
use db::{Audit, Database, ReadTx};
use jobs::{Ask, Fault, Job, JobContext, JobTag, Retry};
use people::query::Organisation;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    domain::Design,
    plan::{
        self, Announced, Budget, CohortPlan, GatheringPlan, Impossible, Leader, LearningYear,
        ProposedPlan, Roster, SessionPlan, Stage, Weighted,
    },
    query::{self, Plan, Version},
    store,
};

/// The search for a plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Propose {
    pub version: Id<Version>,
    pub seed: u64,
    pub seconds: f64,
    /// With iterations the same seed gives the same plan on every machine; tests and the demo ask
    /// for them.
    pub iterations: Option<u64>,
}

impl Job for Propose {
    const KIND: &'static str = "programme.propose";
    const RETRY: Retry = Retry::NEVER;
}

/// What the job says of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Report {
    Searching {
        stage: Stage,
        done: f64,
    },
    /// There is none; why, in each language.
    Impossible {
        da: Vec<String>,
        en: Vec<String>,
    },
    Found {
        plan: Id<Plan>,
    },
}

/// Starts the search; one runs at a time.
///
/// # Errors
/// Unless the actor is the office; "not found" without a programme.
pub async fn propose(
    ctx: &Context,
    db: &Database,
    seed: u64,
    seconds: f64,
    iterations: Option<u64>,
) -> Result<Id<JobTag>, Problem> {
    permit::<action::ProposePlan>(ctx)?;
    let tx = db.write(ctx).await?;
    let reading = query::design(&tx).await?.ok_or_else(Problem::not_found)?;
    let seconds = seconds.clamp(1.0, 600.0);
    let payload = Propose {
        version: reading.version.id,
        seed,
        seconds,
        iterations,
    };
    let job = jobs::enqueue(&tx, &payload, &Ask::one_at_a_time("plan")).await?;
    tx.commit(Audit::of("plan.propose").on("job", job).with("seed", seed))
        .await?;
    Ok(job)
}

/// Stops the search; nothing of it is kept.
///
/// # Errors
/// Unless the actor is the office.
pub async fn cancel(ctx: &Context, db: &Database, job: Id<JobTag>) -> Result<bool, Problem> {
    permit::<action::ProposePlan>(ctx)?;
    let tx = db.write(ctx).await?;
    let stopped = jobs::cancel(&tx, job).await?;
    tx.commit(Audit::of("plan.cancel").on("job", job)).await?;
    Ok(stopped)
}

/// What the search is given.
struct Given {
    design: std::sync::Arc<Design>,
    roster: Roster,
    announced: Announced,
}

/// Does the job.
pub(crate) async fn search(job: JobContext, asked: Propose) -> Result<(), Fault> {
    let ctx = job.ctx();
    let given = {
        let tx = job.db().read(&ctx).await?;
        given(&tx, asked.version).await?
    };
    let inputs = digest(&given, &asked)?;
    let (design, roster) = (given.design.clone(), given.roster.clone());
    let announced = given.announced.clone();
    let (worker, wish) = (job.clone(), asked.clone());
    let found = tokio::task::spawn_blocking(move || compose(&worker, &wish, &given))
        .await
        .map_err(Fault::never)?;
    if job.is_cancelled() {
        return Err(Fault::Cancelled);
    }
    let plan = match found {
        Ok(plan) => plan,
        Err(impossible) => {
            job.progress(&Report::Impossible {
                da: impossible.sentences(base::Lang::Da),
                en: impossible.sentences(base::Lang::En),
            });
            let tx = job.db().write(&ctx).await?;
            job.done(&tx).await?;
            return Ok(tx
                .commit(Audit::of("plan.impossible").on("job", job.id()))
                .await?);
        }
    };
    let mut broken = plan::check(&design, &roster, &plan);
    broken.extend(plan::check_kept(&announced, &plan));
    if let Some(first) = broken.first() {
        return Err(Fault::never(format!(
            "{} rules broken, first {first:?}",
            broken.len()
        )));
    }
    let tx = job.db().write(&ctx).await?;
    let permit = permit::<action::ProposePlan>(&ctx)?;
    let id = store::plans::propose(&tx, &permit, asked.version, inputs, &plan).await?;
    job.progress(&Report::Found { plan: id });
    job.done(&tx).await?;
    Ok(tx
        .commit(
            Audit::of("plan.proposed")
                .on("plan", id)
                .with("seed", plan.seed),
        )
        .await?)
}

fn compose(job: &JobContext, asked: &Propose, given: &Given) -> Result<ProposedPlan, Impossible> {
    let began = Instant::now();
    let limit = Duration::from_secs_f64(asked.seconds);
    let spent = || {
        if job.is_cancelled() {
            f64::INFINITY
        } else if asked.iterations.is_some() {
            0.0
        } else {
            began.elapsed().as_secs_f64() / limit.as_secs_f64()
        }
    };
    // One thread: the other core is for the pages.
    let budget = Budget {
        seed: asked.seed,
        iterations: asked.iterations,
        threads: 1,
        spent: &spent,
    };
    plan::compose(
        &given.design,
        &given.roster,
        &given.announced,
        &budget,
        &mut |now| {
            job.progress(&Report::Searching {
                stage: now.stage,
                done: now.done,
            });
        },
    )
}

async fn given(tx: &ReadTx, version: Id<Version>) -> Result<Given, Problem> {
    let reading = query::design_of(tx, version).await?;
    let people = permit::<action::ViewPeople>(tx.ctx())?;
    let today = query::local(tx.ctx()).date();
    let organisation = people::query::organisation(tx, &people, today).await?;
    let settings = people::query::settings(tx, &people).await?;
    let roster = roster(&organisation, &settings, reading.design.schedule.start);
    let announced = match query::published(tx).await? {
        Some(plan) => announced(&plan, &roster, today),
        None => Announced::default(),
    };
    Ok(Given {
        design: reading.design,
        roster,
        announced,
    })
}

/// The leaders of the day, by their persons' ids.
fn roster(
    organisation: &Organisation,
    settings: &people::settings::Settings,
    start: NaiveDate,
) -> Roster {
    let mut leaders: Vec<Leader> = organisation
        .leaders()
        .map(|known| Leader {
            key: known.id.to_string(),
            name: known.facts.name(),
            unit: known.facts.unit.clone(),
            area: known.facts.area.clone().unwrap_or_default(),
            level: known.facts.level.clone().unwrap_or_default(),
            workplace: known.facts.site.clone().unwrap_or_default(),
            own_leader: known.leader.map(|leader| leader.to_string()),
            traits: settings
                .attributes
                .iter()
                .map(|attribute| attribute.value(&known.facts, start))
                .collect(),
        })
        .collect();
    // The order of rows is the database's; the plan must not depend on it.
    leaders.sort_by(|a, b| a.key.cmp(&b.key));
    Roster {
        leaders,
        attributes: settings
            .attributes
            .iter()
            .map(|attribute| Weighted {
                name: attribute.column.to_string(),
                weight: attribute.weight,
            })
            .collect(),
    }
}

/// What the plan in force has told people. Leavers are taken out; a joiner gets the smallest cohort
/// that has nobody of the same unit and neither own leader nor own report.
fn announced(plan: &Plan, roster: &Roster, today: NaiveDate) -> Announced {
    let number = |key: &String| roster.leaders.iter().position(|leader| leader.key == *key);
    let known: Vec<Option<usize>> = plan.content.leaders.iter().map(number).collect();
    let staying = |members: &[usize]| {
        let mut members: Vec<usize> = members
            .iter()
            .filter_map(|member| known.get(*member).copied().flatten())
            .collect();
        members.sort_unstable();
        members
    };
    let groups = |groups: &[Vec<usize>]| groups.iter().map(|group| staying(group)).collect();
    let mut cohorts: Vec<CohortPlan> = plan
        .content
        .cohorts
        .iter()
        .map(|cohort| CohortPlan {
            members: staying(&cohort.members),
            ..cohort.clone()
        })
        .collect();
    for joiner in 0..roster.leaders.len() {
        if cohorts
            .iter()
            .any(|cohort| cohort.members.contains(&joiner))
        {
            continue;
        }
        let ties = |cohort: &CohortPlan, tied: fn(&Roster, usize, usize) -> bool| {
            let members = cohort.members.iter();
            members
                .filter(|member| tied(roster, joiner, **member))
                .count()
        };
        if let Some(cohort) = cohorts.iter_mut().min_by_key(|cohort| {
            // Two of a unit away on one day is the rule; leader and report in one cohort a wish.
            (
                ties(cohort, share_unit),
                ties(cohort, lead_each_other),
                cohort.members.len(),
            )
        }) {
            cohort.members.push(joiner);
            cohort.members.sort_unstable();
        }
    }
    Announced {
        cohorts,
        learning: plan
            .content
            .learning
            .iter()
            .map(|year| LearningYear {
                groups: groups(&year.groups),
                ..year.clone()
            })
            .collect(),
        sessions: plan
            .content
            .sessions
            .iter()
            .map(|session| SessionPlan {
                tables: groups(&session.tables),
                ..session.clone()
            })
            .collect(),
        gatherings: plan
            .content
            .gatherings
            .iter()
            .map(|gathering| GatheringPlan {
                tables: groups(&gathering.tables),
                ..gathering.clone()
            })
            .collect(),
        held_before: Some(today),
    }
}

fn share_unit(roster: &Roster, one: usize, other: usize) -> bool {
    match (roster.leaders.get(one), roster.leaders.get(other)) {
        (Some(one), Some(other)) => one.unit == other.unit,
        _ => false,
    }
}

fn lead_each_other(roster: &Roster, one: usize, other: usize) -> bool {
    match (roster.leaders.get(one), roster.leaders.get(other)) {
        (Some(one), Some(other)) => {
            one.own_leader.as_deref() == Some(&other.key)
                || other.own_leader.as_deref() == Some(&one.key)
        }
        _ => false,
    }
}

/// SHA-256 of everything that decides the plan, seed and budget apart.
fn digest(given: &Given, asked: &Propose) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(&*given.design).map_err(Fault::never)?);
    hash.update(serde_json::to_vec(&given.roster).map_err(Fault::never)?);
    hash.update(
        serde_json::to_vec(&(
            asked.version,
            &given.announced.cohorts,
            &given.announced.learning,
            &given.announced.sessions,
            given.announced.held_before,
        ))
        .map_err(Fault::never)?,
    );
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
