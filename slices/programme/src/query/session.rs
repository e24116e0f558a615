//! One session as its teacher sees it.

use std::collections::BTreeSet;

use access::{Ties, Within, action, within};
use base::{Id, PersonTag, Problem};
use db::ReadTx;

use super::{Other, Reading, Session, mine::prepared, names, teacher_person, title};
use crate::{domain::Preparation, feed, store};

/// A session with everybody around it, as far as the reader may see.
#[derive(Clone, Debug)]
pub struct SessionSheet {
    pub session: Session,
    pub title: String,
    pub place: String,
    pub teachers: Vec<String>,
    pub preparation: Vec<Preparation>,
    /// The programme's own material, and what was put on this session: name and link.
    pub material: Vec<(String, String)>,
    /// Only for those who may see attendance of others.
    pub participants: Vec<Participant>,
    /// Who waits for a place, first come first.
    pub waiting: Vec<Queued>,
    /// Places that nobody has been offered.
    pub free: usize,
    /// Other cohorts' sessions that the reader could come to instead.
    pub others: Vec<Other>,
    pub may_tick: bool,
    pub may_edit: bool,
    pub may_arrange: bool,
}

/// Somebody who waits for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    pub person: Id<PersonTag>,
    pub name: String,
    pub position: usize,
    pub offered: bool,
}

/// Somebody who is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    pub person: Id<PersonTag>,
    pub name: String,
    pub table: i32,
    /// Not told yet when there is none.
    pub present: Option<bool>,
    pub substitute: Option<String>,
}

/// The persons tied to a session: who is expected, and who teaches.
pub(crate) async fn ties(tx: &ReadTx, session: &Session) -> Result<Ties, Problem> {
    let seats = store::sessions::seats(tx, session.id).await?;
    Ok(Ties::none()
        .owned_by(seats.into_iter().map(|(person, _)| person))
        .taught_by(session.teachers.iter().map(|key| teacher_person(key))))
}

/// The permit for one session, for whatever another slice does with it.
///
/// # Errors
/// "Not found" when there is none or the reader has no such part in it.
pub async fn admit<A: access::Action>(
    tx: &ReadTx,
    id: Id<Session>,
) -> Result<(Session, access::Permit<A>), Problem> {
    let circle: Within<A> = within(tx.ctx())?;
    let session = store::sessions::unguarded(tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    let permit = circle.admit(id, &ties(tx, &session).await?)?;
    Ok((session, permit))
}

/// One session.
///
/// # Errors
/// "Not found" when there is none or the reader has no part in it.
pub async fn session(tx: &ReadTx, id: Id<Session>) -> Result<SessionSheet, Problem> {
    let (session, _) = admit::<action::ViewSession>(tx, id).await?;
    let lang = tx.ctx().lang;
    let Reading { design, .. } = super::design_for_all(tx)
        .await?
        .ok_or_else(Problem::not_found)?;
    let tick = admit::<action::TickAttendance>(tx, id).await.is_ok();
    let edit = admit::<action::EditSession>(tx, id).await.is_ok();
    let arrange = access::permit::<action::ArrangeSubstitute>(tx.ctx()).is_ok();
    let mut participants = Vec::new();
    let (mut waits, mut free) = (Vec::new(), 0);
    if tick {
        let (_, permit) = admit::<action::ViewAttendance>(tx, id).await?;
        let present = store::room::attendance(tx, &permit, id).await?;
        let substitutes = store::room::substitutes(tx, id).await?;
        let seats = store::sessions::seats(tx, id).await?;
        let waiting = store::exchange::line(tx, id).await?;
        let everybody: BTreeSet<Id<PersonTag>> = seats
            .iter()
            .map(|(person, _)| *person)
            .chain(waiting.iter().map(|each| each.person))
            .collect();
        let known = names(tx, &everybody.into_iter().collect::<Vec<_>>()).await?;
        participants = seats
            .into_iter()
            .filter_map(|(person, table)| {
                Some(Participant {
                    person,
                    name: known.get(&person)?.clone(),
                    table,
                    present: present.get(&person).copied(),
                    substitute: substitutes.get(&person).cloned(),
                })
            })
            .collect();
        language::sort_by_name(lang, &mut participants, |each| &each.name);
        waits = waiting
            .into_iter()
            .filter_map(|each| {
                Some(Queued {
                    name: known.get(&each.person)?.clone(),
                    person: each.person,
                    position: each.position,
                    offered: each.offered.is_some(),
                })
            })
            .collect();
        let seats = design
            .schedule
            .room(&session.room)
            .map_or(0, |room| room.seats);
        free = store::exchange::free(tx, id, seats).await?;
    }
    let others = match tx.ctx().actor.person() {
        Some(person) if within::<action::ArrangeSubstitute>(tx.ctx()).is_ok() && !arrange => {
            super::others(tx, &session, person).await?
        }
        _ => Vec::new(),
    };
    let module = session
        .module
        .as_deref()
        .and_then(|key| design.programme.module(key));
    let mut material: Vec<(String, String)> = module
        .into_iter()
        .flat_map(|module| &module.material)
        .map(|name| (name.pick(lang).to_owned(), String::new()))
        .collect();
    material.extend(store::room::material(tx, id).await?);
    Ok(SessionSheet {
        title: title(&design, &session, lang),
        place: feed::place(&design, &session.room, lang).unwrap_or_default(),
        teachers: session
            .teachers
            .iter()
            .filter_map(|key| Some(design.schedule.teacher(key)?.name.clone()))
            .collect(),
        preparation: prepared(&design, &session).to_vec(),
        material,
        participants,
        waiting: waits,
        free,
        others,
        may_tick: tick,
        may_edit: edit,
        may_arrange: arrange,
        session,
    })
}
