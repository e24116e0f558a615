//! What other slices and pages may ask. Never writes.

mod colleagues;
mod exchange;
mod mine;
mod names;
mod session;
mod today;

use std::sync::{Arc, Mutex, PoisonError};

use access::{action, permit};
use base::{Context, Id, Lang, PersonTag, Problem};
use chrono::{NaiveDate, NaiveDateTime};
use db::{Database, ReadTx};

pub use crate::store::{
    design::Version,
    plans::{Plan, State},
    sessions::{Cohort, Learning, Session},
};
pub use colleagues::{Colleagues, colleagues, learning_group, my_sessions};
pub use exchange::Other;
pub(crate) use exchange::{offers, others};
pub(crate) use mine::events;
pub use mine::{MyProgramme, Next, Step, calendar, my_programme, prepared};
pub use names::names;
pub use session::admit;
pub use session::{Participant, Queued, SessionSheet, session};
pub use today::{Today, today};

use crate::{
    content::{self, Known},
    domain::Design,
    store,
};

/// A version of the programme with what its files mean.
#[derive(Clone, Debug)]
pub struct Reading {
    pub version: Version,
    pub design: Arc<Design>,
}

/// The person that a teacher of the schedule is in this organisation, for accounts and access.
#[must_use]
pub fn teacher_person(key: &str) -> Id<PersonTag> {
    Id::seeded("programme.teacher", key)
}

/// The newest version of the programme; nothing before one is loaded.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn design(tx: &ReadTx) -> Result<Option<Reading>, Problem> {
    let view = permit::<action::ViewProgramme>(tx.ctx())?;
    let Some(version) = store::design::latest(tx, &view).await? else {
        return Ok(None);
    };
    understood(tx, version).await.map(Some)
}

/// The version that a plan was made from.
pub(crate) async fn design_of(tx: &ReadTx, version: Id<Version>) -> Result<Reading, Problem> {
    let view = permit::<action::ViewProgramme>(tx.ctx())?;
    let version = store::design::version(tx, &view, version)
        .await?
        .ok_or_else(Problem::not_found)?;
    understood(tx, version).await
}

/// What is in force, read by the system on behalf of somebody whose own right has been asked.
///
/// # Errors
/// When the database fails.
pub async fn design_for_all(tx: &ReadTx) -> Result<Option<Reading>, Problem> {
    let system = Context::system("programme", tx.ctx().now);
    let view = permit::<action::ViewProgramme>(&system)?;
    let version = match store::plans::version_in_force(tx).await? {
        Some(version) => store::design::version(tx, &view, version).await?,
        None => store::design::latest(tx, &view).await?,
    };
    match version {
        Some(version) => understood(tx, version).await.map(Some),
        None => Ok(None),
    }
}

/// A version never changes, so its meaning is kept for the next page, whatever organisation it
/// belongs to: ids are unique everywhere.
static RECENT: Mutex<Vec<Reading>> = Mutex::new(Vec::new());
const REMEMBERED: usize = 16;

async fn understood(tx: &ReadTx, version: Version) -> Result<Reading, Problem> {
    let known = {
        let recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
        recent
            .iter()
            .find(|reading| reading.version.id == version.id)
            .cloned()
    };
    if let Some(reading) = known {
        return Ok(reading);
    }
    let files = store::design::files(tx, &version).await?;
    // References to the direction were checked when the files were taken in; the direction may have
    // changed since, which makes no programme unreadable.
    let design = content::read(&files, &Known::any()).map_err(Problem::internal)?;
    let reading = Reading {
        version,
        design: Arc::new(design),
    };
    let mut recent = RECENT.lock().unwrap_or_else(PoisonError::into_inner);
    if recent.len() >= REMEMBERED {
        recent.remove(0);
    }
    recent.push(reading.clone());
    Ok(reading)
}

/// The names of the four fields, by key, in the direction's order; those that modules name where
/// there is no direction yet.
///
/// # Errors
/// When the database fails.
pub async fn fields(
    ctx: &Context,
    db: &Database,
    design: &Design,
) -> Result<Vec<(String, String)>, Problem> {
    let direction = direction::query::published(ctx, db).await?;
    Ok(match direction {
        Some(reading) => reading
            .direction
            .fields
            .iter()
            .map(|field| (field.key.to_string(), field.name.pick(ctx.lang).to_owned()))
            .collect(),
        None => {
            let mut keys: Vec<String> = design
                .programme
                .modules
                .iter()
                .flat_map(|module| module.fields.iter().cloned())
                .collect();
            keys.sort();
            keys.dedup();
            keys.into_iter().map(|key| (key.clone(), key)).collect()
        }
    })
}

/// The proposal that waits for a decision.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn proposal(tx: &ReadTx) -> Result<Option<Plan>, Problem> {
    let permit = permit::<action::ProposePlan>(tx.ctx())?;
    Ok(store::plans::newest(tx, &permit).await?)
}

/// The plan in force.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn published(tx: &ReadTx) -> Result<Option<Plan>, Problem> {
    let permit = permit::<action::ViewPlan>(tx.ctx())?;
    Ok(store::plans::published(tx, &permit).await?)
}

/// The plan whose minutes this reader may see: the proposal that waits, for those who plan, or the one
/// in force, which names nobody when it is added up.
pub(crate) async fn plan_to_count(tx: &ReadTx) -> Result<Option<Plan>, Problem> {
    permit::<action::ViewProgramme>(tx.ctx())?;
    if permit::<action::ProposePlan>(tx.ctx()).is_ok()
        && let Some(plan) = proposal(tx).await?
    {
        return Ok(Some(plan));
    }
    let system = Context::system("programme", tx.ctx().now);
    let view = permit::<action::ViewPlan>(&system)?;
    Ok(store::plans::published(tx, &view).await?)
}

/// The cohorts of the plan in force.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn cohorts(tx: &ReadTx) -> Result<Vec<Cohort>, Problem> {
    let permit = permit::<action::ViewPlan>(tx.ctx())?;
    Ok(store::sessions::cohorts(tx, &permit).await?)
}

/// The learning groups of the plan in force.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn learning(tx: &ReadTx) -> Result<Vec<Learning>, Problem> {
    let permit = permit::<action::ViewPlan>(tx.ctx())?;
    Ok(store::sessions::learning(tx, &permit).await?)
}

/// All sessions and gatherings in force, by day.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn sessions(tx: &ReadTx) -> Result<Vec<Session>, Problem> {
    let permit = permit::<action::ViewPlan>(tx.ctx())?;
    Ok(store::sessions::all(tx, &permit).await?)
}

/// All sessions in force with who has a place in them, by day. For sums; shows nobody to anybody.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn seats(tx: &ReadTx) -> Result<Vec<(Session, Vec<Id<PersonTag>>)>, Problem> {
    let mut seated = store::sessions::all_seats(tx).await?;
    let sessions = sessions(tx).await?;
    Ok(sessions
        .into_iter()
        .map(|session| {
            let persons = seated.remove(&session.id).unwrap_or_default();
            (session, persons)
        })
        .collect())
}

/// Who has a place in one session, for whoever may see it.
///
/// # Errors
/// "Not found" when there is none or the reader has no part in it.
pub async fn seated(tx: &ReadTx, id: Id<Session>) -> Result<Vec<Id<PersonTag>>, Problem> {
    admit::<action::ViewSession>(tx, id).await?;
    let seats = store::sessions::seats(tx, id).await?;
    Ok(seats.into_iter().map(|(person, _)| person).collect())
}

/// The request's time on Danish walls.
pub(crate) fn local(ctx: &Context) -> NaiveDateTime {
    ctx.now
        .with_timezone(&chrono_tz::Europe::Copenhagen)
        .naive_local()
}

/// The day of the request in Denmark.
#[must_use]
pub fn local_day(ctx: &Context) -> NaiveDate {
    local(ctx).date()
}

/// Where a session is.
#[must_use]
pub fn place(design: &Design, session: &Session, lang: Lang) -> Option<String> {
    crate::feed::place(design, &session.room, lang)
}

/// What a session is called: its module, or the gatherings' name.
#[must_use]
pub fn title(design: &Design, session: &Session, lang: Lang) -> String {
    let module = session
        .module
        .as_deref()
        .and_then(|key| design.programme.module(key));
    module.map_or_else(
        || design.programme.gatherings.name.pick(lang).to_owned(),
        |module| module.name.pick(lang).to_owned(),
    )
}

/// The dates of a session in words: one day, or the first and the last.
#[must_use]
pub fn days(lang: Lang, first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        language::date_with_weekday(lang, first)
    } else {
        let text = crate::Text::new(lang);
        text.days_between(
            language::date_with_weekday(lang, first),
            language::date_with_weekday(lang, last),
        )
    }
}
