//! One function per intention: upload a file, look at it, correct its columns, accept it; rename,
//! merge, split a unit; say how files are read.

mod accept;
mod settings;
mod units;
mod upload;

use access::{action, permit};
use base::{Context, Lang, Problem, ProblemKind};
use chrono::{Days, NaiveDate};
use db::{Audit, Database};
use documents::sheet::SheetError;

pub use crate::store::upload::{File, UploadTag};
pub use accept::{Preview, Receipt, accept, preview};
pub use settings::{SettingsRefusal, set_settings};
pub use units::{merge_units, rename_unit, split_unit};
pub use upload::{columns, correct_columns, discard, discard_stale_uploads, upload};

use crate::{
    Text,
    import::Checked,
    store::{self, state::State, write},
};

/// Why nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file could not be read.
    #[error("{0}")]
    Sheet(SheetError),
    /// The file holds CPR numbers. It was not kept, not even on its way.
    #[error("the file holds CPR numbers")]
    Cpr(Box<Checked>),
    /// The file cannot hold from its day.
    #[error("{0:?}")]
    Day(RefusedDay),
    #[error("{0:?}")]
    Problem(Problem),
}

/// Why a change cannot hold from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedDay {
    /// Changes go forward: a day before the latest change, which was on this day, would tear the
    /// history.
    BeforeLatest(NaiveDate),
    /// More than a year ahead: a mistyped year, which would shut the organisation to every change
    /// until then.
    TooFarAhead,
}

impl RefusedDay {
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::BeforeLatest(latest) => text.import_before(language::date(lang, latest)),
            Self::TooFarAhead => text.import_too_late(),
        }
    }
}

impl From<RefusedDay> for Problem {
    fn from(day: RefusedDay) -> Self {
        Self::new(ProblemKind::Invalid, move |lang| day.text(lang))
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<db::Error> for Refusal {
    fn from(error: db::Error) -> Self {
        Self::Problem(error.into())
    }
}
impl From<SheetError> for Refusal {
    fn from(error: SheetError) -> Self {
        Self::Sheet(error)
    }
}

fn refuse(kind: ProblemKind, say: fn(&Text) -> String) -> Problem {
    Problem::new(kind, move |lang| say(&Text::new(lang)))
}

/// Stores people and units that no file brought, such as the example's, from the day on.
///
/// # Errors
/// The refusal to show.
pub async fn load(
    ctx: &Context,
    db: &Database,
    people: &[crate::domain::Person],
    units: &[crate::domain::Unit],
    from: NaiveDate,
) -> Result<(), Problem> {
    permit::<action::ImportPeople>(ctx)?;
    let tx = db.write(ctx).await?;
    let mut state = store::state::read(&tx).await?;
    holds_from(today(ctx), &state, from)?;
    let now = store::organisation(&tx, from).await?;
    let became = write::become_so(&tx, &now, people, units, from).await?;
    tx.publish(&became.event).await?;
    state.revision += 1;
    state.latest = Some(from);
    store::state::write(&tx, &state).await?;
    let audit = Audit::of("people.load")
        .with("people", became.people)
        .with("units", became.units);
    Ok(tx.commit(audit).await?)
}

fn holds_from(today: NaiveDate, state: &State, day: NaiveDate) -> Result<(), RefusedDay> {
    match state.latest {
        Some(latest) if day < latest => Err(RefusedDay::BeforeLatest(latest)),
        _ if is_too_far_ahead(today, day) => Err(RefusedDay::TooFarAhead),
        _ => Ok(()),
    }
}

fn is_too_far_ahead(today: NaiveDate, day: NaiveDate) -> bool {
    day > today + Days::new(366)
}

/// The day in Denmark.
#[must_use]
pub fn today(ctx: &Context) -> NaiveDate {
    ctx.now
        .with_timezone(&chrono_tz::Europe::Copenhagen)
        .date_naive()
}
