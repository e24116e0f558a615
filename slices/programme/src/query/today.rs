//! What the office needs to know and decide today.

use std::collections::BTreeSet;

use access::{action, permit};
use base::{Id, PersonTag, Problem};
use chrono::Days;
use db::ReadTx;

use super::{Reading, Session, local, title};
use crate::{coverage::Coverage, store};

/// The office's figures.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// No programme has been loaded yet.
    pub no_programme: bool,
    /// Nothing is planned yet.
    pub no_plan: bool,
    /// The number of a proposal that waits for a yes.
    pub proposal: Option<i32>,
    /// Leaders without a cohort.
    pub not_placed: Vec<String>,
    /// Sessions that are over and where nobody has been ticked.
    pub unticked: Vec<(Session, String)>,
    /// Sessions of the coming seven days.
    pub soon: Vec<(Session, String)>,
    /// Fields that no module serves.
    pub holes: usize,
    /// All cohorts begin together.
    pub no_comparison: bool,
}

/// What needs a decision today. `fields` are the keys of the four fields.
///
/// # Errors
/// When the reader is not the office, or the database fails.
pub async fn today(tx: &ReadTx, fields: &[(String, String)]) -> Result<Today, Problem> {
    let ctx = tx.ctx();
    permit::<action::SeeOfficeOverview>(ctx)?;
    let Some(Reading { design, .. }) = super::design(tx).await? else {
        return Ok(Today {
            no_programme: true,
            no_plan: true,
            ..Today::default()
        });
    };
    let now = local(ctx);
    let coverage = Coverage::of(
        &design.programme,
        fields.iter().map(|(key, _)| key.as_str()),
    );
    let attendance = permit::<action::ViewAttendance>(ctx)?;
    let ticked: BTreeSet<Id<Session>> = store::room::ticked(tx, &attendance)
        .await?
        .into_iter()
        .collect();
    let sessions = super::sessions(tx).await?;
    let called = |session: &Session| {
        let name = title(&design, session, ctx.lang);
        (session.clone(), name)
    };
    let week = now
        .date()
        .checked_add_days(Days::new(7))
        .unwrap_or(now.date());
    let placed: BTreeSet<Id<PersonTag>> = super::cohorts(tx)
        .await?
        .into_iter()
        .flat_map(|cohort| cohort.members)
        .collect();
    let is_planned = store::plans::is_published(tx).await?;
    let people = permit::<action::ViewPeople>(ctx)?;
    let organisation = people::query::organisation(tx, &people, now.date()).await?;
    let mut not_placed: Vec<String> = organisation
        .leaders()
        .filter(|leader| is_planned && !placed.contains(&leader.id))
        .map(|leader| leader.facts.name())
        .collect();
    language::sort_by_name(ctx.lang, &mut not_placed, |name| name);
    Ok(Today {
        no_programme: false,
        no_plan: !is_planned,
        proposal: super::proposal(tx).await?.map(|plan| plan.number),
        not_placed,
        unticked: sessions
            .iter()
            .filter(|session| session.ends_at() < now && !ticked.contains(&session.id))
            .map(called)
            .collect(),
        soon: sessions
            .iter()
            .filter(|session| session.ends_at() >= now && session.day <= week)
            .map(called)
            .collect(),
        holes: coverage.holes().len(),
        no_comparison: design.programme.tranches.len() < 2,
    })
}
