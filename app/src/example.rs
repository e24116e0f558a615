//! The example organisation: a fictional municipality in the midst of the Kalundborg programme.
//! The same on every machine. Only `pejl demo` makes it.

mod cover;
mod rooms;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use base::{Context, FixedClock, Id, Lang, OrganisationTag, PersonTag, Role};
use blueprint::Folder;
use chrono::{DateTime, NaiveDate, Utc};
use db::Database;
use identity::{DemoDoor, Email, Invitee, NewOrganisation, Organisations};
use jobs::Worker;
use people::sample::{self, Size};
use programme::domain::Teacher;
use rust_embed::RustEmbed;

pub const SLUG: &str = "kalundborg-eksempel";
const NAME: &str = "Kalundborg Kommune (eksempel)";
/// Who has set the example up.
const OFFICE: &str = "Bodil Krogh";
const SEED: u64 = 1;
/// Enough for a good plan; some seconds.
const ITERATIONS: u64 = 40_000;

/// When the example begins to be looked at: the first tranche is under way, the second has begun.
pub const BEGINS: NaiveDate = match NaiveDate::from_ymd_opt(2027, 10, 6) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// When HR's file came in, and when the programme was set up.
const SET_UP: NaiveDate = match NaiveDate::from_ymd_opt(2026, 12, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// The blueprint, inside the program.
#[derive(RustEmbed)]
#[folder = "../blueprints/kalundborg"]
struct Blueprint;

/// The files of the Kalundborg blueprint.
#[must_use]
pub fn kalundborg() -> Folder {
    let mut folder = Folder::new();
    for path in Blueprint::iter() {
        if let Some(file) = Blueprint::get(&path) {
            folder.insert(path.as_ref(), String::from_utf8_lossy(&file.data));
        }
    }
    folder
}

/// The example's organisation, made where it is not there yet.
///
/// # Errors
/// When the databases fail.
pub async fn organisation(organisations: &Organisations) -> anyhow::Result<Id<OrganisationTag>> {
    let ctx = at(SET_UP);
    let there = organisations.control().organisations(&ctx).await?;
    if let Some(made) = there.iter().find(|one| one.slug == SLUG) {
        return Ok(made.id);
    }
    let new = NewOrganisation {
        id: Some(Id::seeded("example", SLUG)),
        slug: SLUG.to_owned(),
        name: NAME.to_owned(),
        place: organisations.places().place_of(SLUG),
        zone: "Europe/Copenhagen".to_owned(),
        lang: Lang::Da,
    };
    let permit = access::permit(&ctx).map_err(told)?;
    let made = organisations.create(&ctx, &permit, new).await?;
    let database = organisations.database(&ctx, made.id).await?;
    fill(organisations, made.id, &database, ITERATIONS).await?;
    Ok(made.id)
}

/// The example's content and members, into an organisation that has neither.
///
/// # Errors
/// When the databases fail.
pub async fn fill(
    organisations: &Organisations,
    organisation: Id<OrganisationTag>,
    database: &Database,
    iterations: u64,
) -> anyhow::Result<()> {
    let ctx = &at(SET_UP);
    let blueprint = kalundborg();
    if let Some(settings) = blueprint.get("people.toml") {
        people::command::set_settings(ctx, database, settings, None)
            .await
            .map_err(base::Problem::from)
            .map_err(told)?;
    }
    direction::command::load(ctx, database, &blueprint, OFFICE, Some("Kalundborg"))
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal:?}"))?;
    let all = sample::municipality(SEED, Size::EXAMPLE);
    people::command::load(ctx, database, &all.people, &all.units, sample::DAY)
        .await
        .map_err(told)?;
    programme::command::load(ctx, database, &blueprint, OFFICE)
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    room::command::load(ctx, database, &blueprint, OFFICE)
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    toolbox::command::load(ctx, database, &blueprint, OFFICE)
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    takehome::command::load(ctx, database, organisation, &blueprint, OFFICE)
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    let (known, teachers) = {
        let tx = database.read(ctx).await?;
        let known =
            people::query::organisation(&tx, &access::permit(ctx).map_err(told)?, SET_UP).await?;
        let reading = programme::query::design(&tx).await.map_err(told)?;
        let reading = reading.context("the programme was loaded")?;
        (known, reading.design.schedule.teachers.clone())
    };
    let door = DemoDoor::open();
    let members = members(&known, &teachers)?;
    organisations
        .control()
        .admit_demo(ctx, &door, organisation, &members)
        .await?;
    plan(ctx, organisations, organisation, database, iterations).await?;
    attend(database).await?;
    cover::arrange(&known, database).await?;
    steps::write(database).await?;
    rooms::open(organisations, organisation, database).await
}

/// Asks for the Monday mail of the week in which the example begins; its letters lie in the mailbox a
/// moment later.
///
/// # Errors
/// When the databases fail.
pub async fn monday(
    organisations: &Organisations,
    organisation: Id<OrganisationTag>,
    address: &str,
) -> anyhow::Result<()> {
    let tuesday = at(BEGINS.pred_opt().unwrap_or(BEGINS));
    let database = organisations.database(&tuesday, organisation).await?;
    monday::command::due(&tuesday, &database, organisation, address)
        .await
        .map_err(told)?;
    Ok(())
}

/// Proposes a plan, bounded by iterations so that it is the same everywhere, and publishes it.
async fn plan(
    ctx: &Context,
    organisations: &Organisations,
    organisation: Id<OrganisationTag>,
    database: &Database,
    iterations: u64,
) -> anyhow::Result<()> {
    let worker = Worker::new(FixedClock(ctx.now)).kinds(programme::kinds(organisations));
    programme::command::propose(ctx, database, SEED, 600.0, Some(iterations))
        .await
        .map_err(told)?;
    worker.drain(database).await?;
    let (plan, moved) = {
        let tx = database.read(ctx).await?;
        let plan = programme::query::proposal(&tx).await.map_err(told)?;
        let plan = plan.context("no plan was found for the example")?;
        let moved = programme::command::preview(&tx, plan.id)
            .await
            .map_err(told)?
            .len();
        (plan.id, moved)
    };
    programme::command::publish(ctx, database, organisation, plan, moved, "")
        .await
        .map_err(told)?;
    // Everybody is a member already, so the invitations find nobody to write to.
    worker.drain(database).await?;
    Ok(())
}

/// Ticks who was there at the sessions before the day on which the example begins: most, not all.
async fn attend(database: &Database) -> anyhow::Result<()> {
    let ctx = at(BEGINS);
    let sessions = {
        let tx = database.read(&ctx).await?;
        programme::query::sessions(&tx).await.map_err(told)?
    };
    for session in sessions
        .iter()
        .filter(|session| session.dates().all(|day| day < BEGINS))
    {
        let sheet = {
            let tx = database.read(&ctx).await?;
            programme::query::session(&tx, session.id)
                .await
                .map_err(told)?
        };
        let present: BTreeMap<_, _> = sheet
            .participants
            .iter()
            .enumerate()
            .map(|(place, participant)| {
                (
                    participant.person,
                    !(place + session.dates().count()).is_multiple_of(11),
                )
            })
            .collect();
        programme::command::tick(&ctx, database, session.id, &present)
            .await
            .map_err(told)?;
    }
    Ok(())
}

/// Somebody for every role that has pages, then every leader with an address.
fn members(
    known: &people::query::Organisation,
    teachers: &[Teacher],
) -> anyhow::Result<Vec<Invitee>> {
    let mut members = vec![
        member(
            "Bodil Krogh",
            "bodil.krogh@kommune.example",
            None,
            &[Role::Office],
        )?,
        member(
            "Jens Aagaard",
            "jens.aagaard@kommune.example",
            None,
            &[Role::Administrator],
        )?,
        member(
            "Ole Brandt",
            "ole.brandt@kommune.example",
            None,
            &[Role::Consultant],
        )?,
    ];
    for teacher in teachers {
        let email = format!("{}@hoejskolen.example", teacher.key);
        let person = programme::query::teacher_person(&teacher.key);
        members.push(member(
            &teacher.name,
            &email,
            Some(person),
            &[Role::Teacher],
        )?);
    }
    for leader in known.leaders() {
        let Some(email) = &leader.facts.email else {
            continue;
        };
        let top = leader.facts.level.as_deref() == Some("direktør");
        let roles: &[Role] = if top {
            &[Role::TopManagement, Role::Leader]
        } else {
            &[Role::Leader]
        };
        members.push(member(&leader.facts.name(), email, Some(leader.id), roles)?);
    }
    Ok(members)
}

fn member(
    name: &str,
    email: &str,
    person: Option<Id<PersonTag>>,
    roles: &[Role],
) -> anyhow::Result<Invitee> {
    let email: Email = email
        .parse()
        .ok()
        .context("the sample's addresses are addresses")?;
    Ok(Invitee {
        email,
        name: name.to_owned(),
        person,
        roles: roles.iter().copied().collect::<BTreeSet<_>>(),
        lang: Lang::Da,
    })
}

/// Nine o'clock on that day, in winter time.
#[must_use]
pub fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default())
        .and_utc()
}

fn at(day: NaiveDate) -> Context {
    Context::system("example", morning(day))
}

fn told(problem: base::Problem) -> anyhow::Error {
    anyhow::anyhow!("{problem:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blueprint_in_the_program_is_the_one_in_the_folder() {
        let folder =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../blueprints/kalundborg");
        let read = Folder::read_from(&folder).unwrap();
        let embedded = kalundborg();
        assert_eq!(
            embedded.iter().collect::<Vec<_>>(),
            read.iter().collect::<Vec<_>>()
        );
    }
}
