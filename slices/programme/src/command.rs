//! One function per intention.

mod announcement;
mod edit;
mod exchange;
mod moves;
mod publish;
mod readers;
mod search;
mod tell;

use std::collections::BTreeMap;

use access::{action, permit, permit_own};
use base::{Context, Id, OrganisationTag, PersonTag, Problem, ProblemKind};
use blueprint::{Faults, Folder};
use db::{Audit, Database};
use identity::Door;

pub use edit::{Edit, Refusal, apply, edit};
pub(crate) use exchange::offered;
pub use exchange::{Offered, answer, offer, wait};
pub use moves::{Appointment, Move, preview};
pub(crate) use publish::invite;
pub use publish::{Invite, ProgrammePublished, publish};
pub use readers::{Reader, readers};
pub(crate) use search::search;
pub use search::{Propose, Report, cancel, propose};
pub use tell::Tell;
pub(crate) use tell::{tell, what, when};

use crate::{
    Text,
    content::{self, Known},
    query::{self, Session, Version},
    store,
};

/// Why no programme was taken in.
#[derive(Debug, thiserror::Error)]
pub enum LoadRefusal {
    #[error("{0}")]
    Faults(Faults),
    #[error("{0:?}")]
    Problem(Problem),
}

impl From<Problem> for LoadRefusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<db::Error> for LoadRefusal {
    fn from(error: db::Error) -> Self {
        Self::Problem(error.into())
    }
}

/// Takes the programme's files of a blueprint in as the newest version. References are held against
/// the direction in the same folder or, where it has none, the one in force.
///
/// # Errors
/// Every fault of the files; nothing is kept then.
pub async fn load(
    ctx: &Context,
    db: &Database,
    folder: &Folder,
    author: &str,
) -> Result<Version, LoadRefusal> {
    let edit = permit::<action::EditProgramme>(ctx)?;
    let known = if folder.under(direction::query::FOLDER).next().is_some() {
        Known::of(&direction::query::understand(folder).map_err(LoadRefusal::Faults)?)
    } else {
        edit::known(ctx, db).await?
    };
    content::read(folder, &known).map_err(LoadRefusal::Faults)?;
    let own: Folder = folder.iter().filter(|(path, _)| is_own(path)).collect();
    let tx = db.write(ctx).await?;
    let version = store::design::keep(&tx, &edit, &own, author).await?;
    tx.commit(
        Audit::of("programme.load")
            .on("programme_version", version.id)
            .with("number", version.number),
    )
    .await?;
    Ok(version)
}

/// The files of the newest version, byte for byte as they came.
///
/// # Errors
/// When the reader may not export, or there is no programme.
pub async fn export(ctx: &Context, db: &Database) -> Result<Folder, Problem> {
    permit::<action::Export>(ctx)?;
    let view = permit::<action::ViewProgramme>(ctx)?;
    let tx = db.read(ctx).await?;
    let version = store::design::latest(&tx, &view)
        .await?
        .ok_or_else(Problem::not_found)?;
    Ok(store::design::files(&tx, &version).await?)
}

/// Whether a file of a blueprint is this slice's.
fn is_own(path: &str) -> bool {
    path == content::PROGRAMME
        || path == content::SCHEDULE
        || path.starts_with("modules/")
        || path.starts_with("activities/")
}

/// Ticks who was there. Who is not on the list of the session is left out.
///
/// # Errors
/// "Not found" unless the actor teaches the session or is the office.
pub async fn tick(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    present: &BTreeMap<Id<PersonTag>, bool>,
) -> Result<(), Problem> {
    let tx = db.write(ctx).await?;
    let (_, permit) = query::admit::<action::TickAttendance>(&tx, session).await?;
    let seats: Vec<_> = store::sessions::seats(&tx, session)
        .await?
        .into_iter()
        .map(|(person, _)| person)
        .collect();
    let present: BTreeMap<_, _> = present
        .iter()
        .filter(|(person, _)| seats.contains(person))
        .map(|(person, there)| (*person, *there))
        .collect();
    store::room::tick(&tx, &permit, session, &present).await?;
    let there = present.values().filter(|there| **there).count();
    let audit = Audit::of("session.tick")
        .on("session", session)
        .with("present", there)
        .with("of", present.len());
    Ok(tx.commit(audit).await?)
}

/// Names who comes in a leader's place (*afløser*), or takes it back with an empty name.
///
/// # Errors
/// Unless it is one's own place, or the actor is the office.
pub async fn substitute(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    person: Id<PersonTag>,
    name: &str,
) -> Result<(), Problem> {
    let permit = permit_own::<action::ArrangeSubstitute>(ctx, person)?;
    let name = name.trim();
    if name.chars().count() > 200 {
        return Err(Problem::new(ProblemKind::Invalid, |lang| {
            Text::new(lang).name_too_long()
        }));
    }
    let tx = db.write(ctx).await?;
    let seats = store::sessions::seats(&tx, session).await?;
    if !seats.iter().any(|(seated, _)| *seated == person) {
        return Err(Problem::not_found());
    }
    store::room::substitute(&tx, &permit, session, person, name).await?;
    Ok(tx
        .commit(
            Audit::of("session.substitute")
                .on("session", session)
                .with("person", person),
        )
        .await?)
}

/// Puts material on a session: a name, and a link that begins with `https://` or none.
///
/// # Errors
/// "Not found" unless the actor teaches the session or is the office; a refusal of the link.
pub async fn add_material(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    name: &str,
    link: &str,
) -> Result<(), Problem> {
    let (name, link) = (name.trim(), link.trim());
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Problem::new(ProblemKind::Invalid, |lang| {
            Text::new(lang).material_name_missing()
        }));
    }
    if !link.is_empty() && (!link.starts_with("https://") || link.chars().count() > 2000) {
        return Err(Problem::new(ProblemKind::Invalid, |lang| {
            Text::new(lang).material_link_wrong()
        }));
    }
    let tx = db.write(ctx).await?;
    let (_, permit) = query::admit::<action::EditSession>(&tx, session).await?;
    store::room::add_material(&tx, &permit, session, name, link).await?;
    Ok(tx
        .commit(Audit::of("session.material").on("session", session))
        .await?)
}

/// Gives a person's calendar a new secret address; the old one opens nothing any more. The address
/// carries the organisation, because nobody is signed in when it is asked for.
///
/// # Errors
/// Unless it is one's own.
pub async fn renew_calendar(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
    person: Id<PersonTag>,
) -> Result<Door, Problem> {
    let permit = permit_own::<action::OwnCalendar>(ctx, person)?;
    let door = Door::new(organisation)?;
    let tx = db.write(ctx).await?;
    store::room::renew_calendar(&tx, &permit, person, &door.secret).await?;
    tx.commit(Audit::of("calendar.renew").with("person", person))
        .await?;
    Ok(door)
}
