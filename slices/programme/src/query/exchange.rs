//! Which other cohort's session a leader can come to instead of their own.

use std::collections::BTreeSet;

use access::{action, permit};
use base::{Context, Id, PersonTag, Problem};
use db::ReadTx;

use super::{Reading, Session, local};
use crate::{
    feed,
    store::{self, exchange::Waiting},
};

/// Another cohort's session of the same module.
#[derive(Clone, Debug)]
pub struct Other {
    pub session: Session,
    pub place: String,
    /// Places that nobody has been offered.
    pub free: usize,
    /// The person's own place in its line.
    pub waiting: Option<Waiting>,
}

/// The sessions that the person can be put up for instead of this one: the same module, still to
/// come, not on a day on which another leader of the same unit is away or the person has another
/// session. Those that the person waits for already are among them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn others(
    tx: &ReadTx,
    own: &Session,
    person: Id<PersonTag>,
) -> Result<Vec<Other>, Problem> {
    let Some(Reading { design, .. }) = super::design_for_all(tx).await? else {
        return Ok(Vec::new());
    };
    let today = local(tx.ctx()).date();
    if own.module.is_none() || own.day <= today {
        return Ok(Vec::new());
    }
    let system = Context::system("programme", tx.ctx().now);
    let sessions = store::sessions::all(tx, &permit::<action::ViewPlan>(&system)?).await?;
    let mut away = BTreeSet::new();
    for mate in unit_mates(tx, &system, person).await? {
        let theirs = store::sessions::of_person(tx, mate).await?;
        away.extend(
            theirs
                .iter()
                .filter(|each| each.cohort.is_some())
                .flat_map(Session::dates),
        );
    }
    let mine = store::sessions::of_person(tx, person).await?;
    away.extend(
        mine.iter()
            .filter(|each| each.id != own.id)
            .flat_map(Session::dates),
    );
    let waits = store::exchange::of_person(tx, person).await?;
    let mut others = Vec::new();
    for session in sessions {
        let waiting = waits
            .iter()
            .find(|each| each.session == session.id && each.taken.is_none())
            .cloned();
        let possible = session.module == own.module
            && session.id != own.id
            && session.day > today
            && (waiting.is_some() || !session.dates().any(|day| away.contains(&day)));
        if !possible {
            continue;
        }
        let seats = design
            .schedule
            .room(&session.room)
            .map_or(0, |room| room.seats);
        others.push(Other {
            place: feed::place(&design, &session.room, tx.ctx().lang).unwrap_or_default(),
            free: store::exchange::free(tx, session.id, seats).await?,
            waiting,
            session,
        });
    }
    Ok(others)
}

/// The other leaders of the person's unit: two of them are never away the same day.
async fn unit_mates(
    tx: &ReadTx,
    system: &Context,
    person: Id<PersonTag>,
) -> Result<Vec<Id<PersonTag>>, Problem> {
    let people = permit::<action::ViewPeople>(system)?;
    let organisation = people::query::organisation(tx, &people, local(tx.ctx()).date()).await?;
    let unit = organisation
        .leaders()
        .find(|leader| leader.id == person)
        .map(|leader| leader.facts.unit.clone());
    Ok(organisation
        .leaders()
        .filter(|leader| leader.id != person && Some(&leader.facts.unit) == unit.as_ref())
        .map(|leader| leader.id)
        .collect())
}

/// An offer that waits for the person's answer: their own session, and the one that is offered.
///
/// # Errors
/// When the database fails.
pub(crate) async fn offers(
    tx: &ReadTx,
    person: Id<PersonTag>,
) -> Result<Vec<(Session, Session)>, Problem> {
    let mut open = store::exchange::of_person(tx, person).await?;
    open.retain(|each| each.offered.is_some() && each.taken.is_none());
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let today = local(tx.ctx()).date();
    let mine = store::sessions::of_person(tx, person).await?;
    let mut offers = Vec::new();
    for waiting in open {
        let Some(offered) = store::sessions::unguarded(tx, waiting.session).await? else {
            continue;
        };
        let own = mine.iter().find(|own| own.module == offered.module);
        if let Some(own) = own.filter(|own| own.day > today && offered.day > today) {
            offers.push((own.clone(), offered));
        }
    }
    Ok(offers)
}
