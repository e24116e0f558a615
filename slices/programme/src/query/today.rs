//! What the office needs to know and decide today.

use std::collections::BTreeSet;

use access::{action, permit};
use base::{Id, PersonTag, Problem};
use chrono::Days;
use db::ReadTx;

use super::{Reading, Session, local, title};
use crate::{Text, coverage::Coverage, store};

/// The office's figures.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// No programme has been loaded yet.
    pub no_programme: bool,
    /// Nothing is planned yet.
    pub no_plan: bool,
    /// The number of a proposal that waits for a yes.
    pub proposal: Option<i32>,
    /// That proposal was made from an older version of the programme than the newest.
    pub stale: bool,
    /// The programme has been edited since the plan in force was made.
    pub edited: bool,
    /// Leaders without a cohort.
    pub not_placed: Vec<String>,
    /// Persons with a place who have left or lead no more.
    pub departed: Vec<String>,
    /// Sessions to come whose room or teachers the programme no longer has.
    pub unstaffed: Vec<(Session, String)>,
    /// Sessions to come where somebody waits and a place is free, and how many wait.
    pub waiting: Vec<(Session, String, usize)>,
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
    let Some(Reading { design, version }) = super::design(tx).await? else {
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
    let leaders: BTreeSet<Id<PersonTag>> = organisation.leaders().map(|leader| leader.id).collect();
    let departed: Vec<Id<PersonTag>> = placed
        .iter()
        .filter(|person| !leaders.contains(person))
        .copied()
        .collect();
    let departed = named(tx, &departed).await?;
    let ahead = || sessions.iter().filter(|session| session.ends_at() >= now);
    let staffed = |session: &Session| {
        let schedule = &design.schedule;
        schedule.room(&session.room).is_some()
            && (session.module.is_none() || !session.teachers.is_empty())
            && session
                .teachers
                .iter()
                .all(|key| schedule.teacher(key).is_some())
    };
    let mut waiting = Vec::new();
    for (id, count) in store::exchange::unanswered(tx).await? {
        let Some(session) = ahead().find(|session| session.id == id) else {
            continue;
        };
        let seats = design
            .schedule
            .room(&session.room)
            .map_or(0, |room| room.seats);
        if store::exchange::free(tx, id, seats).await? > 0 {
            let (session, name) = called(session);
            waiting.push((session, name, count));
        }
    }
    let proposal = super::proposal(tx).await?;
    let in_force = store::plans::version_in_force(tx).await?;
    Ok(Today {
        no_programme: false,
        no_plan: !is_planned,
        stale: proposal
            .as_ref()
            .is_some_and(|plan| plan.version != version.id),
        edited: in_force.is_some_and(|planned| planned != version.id),
        proposal: proposal.map(|plan| plan.number),
        not_placed,
        departed,
        unstaffed: ahead()
            .filter(|session| !staffed(session))
            .map(called)
            .collect(),
        waiting,
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

/// Names in order; those who have left the register too.
async fn named(tx: &ReadTx, persons: &[Id<PersonTag>]) -> Result<Vec<String>, Problem> {
    let known = super::names(tx, persons).await?;
    let mut names: Vec<String> = persons
        .iter()
        .map(|person| {
            let name = known.get(person).cloned();
            name.unwrap_or_else(|| Text::new(tx.ctx().lang).somebody())
        })
        .collect();
    language::sort_by_name(tx.ctx().lang, &mut names, |name| name);
    Ok(names)
}
