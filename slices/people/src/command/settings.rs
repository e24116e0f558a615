//! How HR's file is read, who counts as a leader, and what groups are a cross-section of.

use access::{action, permit};
use base::{Context, Problem, ProblemKind};
use db::{Audit, Database};

use super::refuse;
use crate::{
    Text,
    query::SettingsFile,
    settings::{Settings, SettingsFault},
    store,
};

/// Why settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsRefusal {
    /// With line, column and remedy.
    #[error("{0}")]
    Fault(SettingsFault),
    /// Somebody has changed them since they were read.
    #[error("changed meanwhile")]
    Changed,
    #[error("{0:?}")]
    Problem(Problem),
}

impl From<Problem> for SettingsRefusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
impl From<db::Error> for SettingsRefusal {
    fn from(error: db::Error) -> Self {
        Self::Problem(error.into())
    }
}

impl From<SettingsRefusal> for Problem {
    fn from(refusal: SettingsRefusal) -> Self {
        match refusal {
            SettingsRefusal::Fault(fault) => {
                Self::new(ProblemKind::Invalid, move |lang| fault.placed(lang))
            }
            SettingsRefusal::Changed => refuse(ProblemKind::Conflict, Text::settings_changed),
            SettingsRefusal::Problem(problem) => problem,
        }
    }
}

/// Replaces the organisation's `people.toml`. `seen` is the fingerprint of the one that the change
/// was made from ([`SettingsFile::fingerprint`]); without it, whatever stands is replaced. Said
/// again, nothing changes and nothing is told.
///
/// # Errors
/// [`SettingsRefusal`]; nothing was changed.
pub async fn set_settings(
    ctx: &Context,
    db: &Database,
    source: &str,
    seen: Option<&str>,
) -> Result<(), SettingsRefusal> {
    permit::<action::EditRegisterRules>(ctx)?;
    let new = Settings::parse(source).map_err(SettingsRefusal::Fault)?;
    let tx = db.write(ctx).await?;
    let mut state = store::state::read(&tx).await?;
    let before = SettingsFile::of(&state);
    if seen.is_some_and(|seen| seen != before.fingerprint) {
        return Err(SettingsRefusal::Changed);
    }
    if before.is_own && before.source == source {
        return Ok(());
    }
    let old = state.settings();
    let audit = Audit::of("people.settings")
        .with("levels", old.levels != new.levels)
        .with("attributes", old.attributes != new.attributes)
        .with("never_shown", old.never_shown != new.never_shown)
        .with("before", &before.fingerprint)
        .with("after", SettingsFile::fingerprint_of(source));
    state.settings = Some(source.to_owned());
    state.revision += 1;
    store::state::write(&tx, &state).await?;
    Ok(tx.commit(audit).await?)
}
