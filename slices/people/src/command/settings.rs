//! How HR's file is read, who counts as a leader, and what groups are a cross-section of.

use access::{action, permit};
use base::{Context, Problem, ProblemKind};
use db::{Audit, Database};

use crate::{Text, store};

/// Replaces the organisation's `people.toml`.
///
/// # Errors
/// A refusal with line, column and remedy when the text is faulty.
pub async fn set_settings(ctx: &Context, db: &Database, source: &str) -> Result<(), Problem> {
    permit::<action::ImportPeople>(ctx)?;
    crate::settings::Settings::parse(source).map_err(|fault| {
        Problem::new(ProblemKind::Invalid, move |lang| {
            let text = Text::new(lang);
            text.settings_place(
                fault.column.to_string(),
                fault.line.to_string(),
                fault.text(lang),
            )
        })
    })?;
    let tx = db.write(ctx).await?;
    let mut state = store::state::read(&tx).await?;
    state.settings = Some(source.to_owned());
    state.revision += 1;
    store::state::write(&tx, &state).await?;
    Ok(tx.commit(Audit::of("people.settings")).await?)
}
