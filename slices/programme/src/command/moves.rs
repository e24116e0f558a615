//! What a proposal changes of what has been announced, and for whom.

use std::collections::{BTreeMap, BTreeSet};

use access::{action, permit};
use base::{Id, PersonTag, Problem};
use chrono::{Months, NaiveDate, NaiveTime};
use db::ReadTx;
use serde::{Deserialize, Serialize};

use super::announcement::announcement;
use crate::{
    query::{self, Cohort, Learning, Plan, Reading, Session},
    store::{self, announce::Announcement, sessions::Wanted},
};

/// When and where a session is, and who teaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    pub day: NaiveDate,
    pub days: u32,
    pub begins: NaiveTime,
    pub ends: NaiveTime,
    pub room: String,
    pub teachers: Vec<String>,
}

impl Appointment {
    /// Whether those who take part must know: the same day, hours and room are the same to them,
    /// whoever teaches.
    fn is_elsewhere(&self, other: &Self) -> bool {
        (self.day, self.days, self.begins, self.ends, &self.room)
            != (other.day, other.days, other.begins, other.ends, &other.room)
    }
}

impl From<&Session> for Appointment {
    fn from(session: &Session) -> Self {
        Self {
            day: session.day,
            days: session.days,
            begins: session.begins,
            ends: session.ends,
            room: session.room.clone(),
            teachers: sorted(&session.teachers),
        }
    }
}

impl From<&Wanted> for Appointment {
    fn from(wanted: &Wanted) -> Self {
        Self {
            day: wanted.day,
            days: wanted.days,
            begins: wanted.begins,
            ends: wanted.ends,
            room: wanted.room.clone(),
            teachers: sorted(&wanted.teachers),
        }
    }
}

fn sorted(teachers: &[String]) -> Vec<String> {
    let mut teachers = teachers.to_vec();
    teachers.sort();
    teachers
}

/// One thing that a proposal changes of what has been announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Move {
    /// Another day, other hours, another room or other teachers.
    Session {
        code: String,
        cohort: Option<i32>,
        module: Option<String>,
        from: Appointment,
        to: Appointment,
    },
    /// A session that had not been announced.
    New {
        code: String,
        cohort: Option<i32>,
        module: Option<String>,
        to: Appointment,
    },
    /// A session that is no longer held.
    Gone {
        code: String,
        cohort: Option<i32>,
        module: Option<String>,
        from: Appointment,
    },
    /// A leader who changes cohort, joins or leaves.
    Leader {
        person: Id<PersonTag>,
        from: Option<i32>,
        to: Option<i32>,
    },
    /// A learning group that people come into or go out of.
    Learning {
        tranche: String,
        year: i32,
        since: NaiveDate,
        number: i32,
        /// Who is in it from now on.
        members: Vec<Id<PersonTag>>,
        came: Vec<Id<PersonTag>>,
        went: Vec<Id<PersonTag>>,
    },
}

impl Move {
    /// Whether the day it moves something from or to has passed, so that it cannot be done any more.
    pub(super) fn is_too_late(&self, today: NaiveDate) -> bool {
        match self {
            Self::Session { from, to, .. } => from.day < today || to.day < today,
            Self::New { to, .. } => to.day < today,
            Self::Gone { from, .. } => from.day < today,
            Self::Leader { .. } | Self::Learning { .. } => false,
        }
    }
}

/// What the proposal moves; empty before anything was published.
///
/// # Errors
/// Unless the actor is the office; "not found" for no such proposal.
pub async fn preview(tx: &ReadTx, plan: Id<Plan>) -> Result<Vec<Move>, Problem> {
    let permit = permit::<action::ProposePlan>(tx.ctx())?;
    let plan = store::plans::by_id(tx, &permit, plan)
        .await?
        .ok_or_else(Problem::not_found)?;
    let Reading { design, .. } = query::design_of(tx, plan.version).await?;
    moves(tx, &announcement(&design, &plan)).await
}

/// Sessions that have been held are no part of it: publishing leaves them as they are.
pub(super) async fn moves(tx: &ReadTx, wanted: &Announcement) -> Result<Vec<Move>, Problem> {
    let before = query::sessions(tx).await?;
    if before.is_empty() {
        return Ok(Vec::new());
    }
    let today = query::local(tx.ctx()).date();
    let mut moves = sessions(&before, &wanted.sessions, today);
    moves.extend(leaders(&query::cohorts(tx).await?, &wanted.cohorts));
    moves.extend(learning(
        &query::learning(tx).await?,
        &wanted.learning,
        today,
    ));
    Ok(moves)
}

fn sessions(before: &[Session], wanted: &[Wanted], today: NaiveDate) -> Vec<Move> {
    let mut coming: BTreeMap<&str, &Wanted> = wanted
        .iter()
        .map(|each| (each.code.as_str(), each))
        .collect();
    let mut moves = Vec::new();
    for session in before {
        let new = coming.remove(session.code.as_str());
        let (code, cohort, module) = (session.code.clone(), session.cohort, session.module.clone());
        let from = Appointment::from(session);
        match new.map(Appointment::from) {
            // Publishing leaves it as it was held, hours and all.
            None if session.day < today => {}
            Some(to) if session.day < today && to.day == from.day => {}
            None => moves.push(Move::Gone {
                code,
                cohort,
                module,
                from,
            }),
            Some(to) if to != from => moves.push(Move::Session {
                code,
                cohort,
                module,
                from,
                to,
            }),
            Some(_) => {}
        }
    }
    let coming = wanted
        .iter()
        .filter(|each| coming.contains_key(each.code.as_str()));
    moves.extend(coming.map(|each| Move::New {
        code: each.code.clone(),
        cohort: each.cohort,
        module: each.module.clone(),
        to: Appointment::from(each),
    }));
    moves
}

fn leaders(before: &[Cohort], wanted: &[Cohort]) -> Vec<Move> {
    let cohort_of = |cohorts: &[Cohort]| -> BTreeMap<Id<PersonTag>, i32> {
        cohorts
            .iter()
            .flat_map(|cohort| cohort.members.iter().map(|person| (*person, cohort.number)))
            .collect()
    };
    let (old, new) = (cohort_of(before), cohort_of(wanted));
    let everybody: BTreeSet<Id<PersonTag>> = old.keys().chain(new.keys()).copied().collect();
    everybody
        .into_iter()
        .map(|person| Move::Leader {
            person,
            from: old.get(&person).copied(),
            to: new.get(&person).copied(),
        })
        .filter(|each| !matches!(each, Move::Leader { from, to, .. } if from == to))
        .collect()
}

/// Groups of years that are over are nobody's any more.
fn learning(before: &[Learning], wanted: &[Learning], today: NaiveDate) -> Vec<Move> {
    let is_over = |group: &&Learning| {
        group
            .since
            .checked_add_months(Months::new(12))
            .is_some_and(|end| end <= today)
    };
    let same = |one: &Learning, other: &Learning| {
        (&one.tranche, one.year, one.number) == (&other.tranche, other.year, other.number)
    };
    let members = |group: Option<&Learning>| -> BTreeSet<Id<PersonTag>> {
        group
            .into_iter()
            .flat_map(|group| group.members.iter().copied())
            .collect()
    };
    let gone = before
        .iter()
        .filter(|old| !wanted.iter().any(|new| same(old, new)));
    wanted
        .iter()
        .chain(gone)
        .filter(|group| !is_over(group))
        .map(|group| {
            let old = members(before.iter().find(|other| same(group, other)));
            let new = members(wanted.iter().find(|other| same(group, other)));
            Move::Learning {
                tranche: group.tranche.clone(),
                year: group.year,
                since: group.since,
                number: group.number,
                came: new.difference(&old).copied().collect(),
                went: old.difference(&new).copied().collect(),
                members: new.into_iter().collect(),
            }
        })
        .filter(|each| {
            !matches!(each, Move::Learning { came, went, .. } if came.is_empty() && went.is_empty())
        })
        .collect()
}

/// Whom each move concerns, by their places in `moves`. Somebody who joins is invited and told
/// everything anew; somebody who leaves is told nothing.
pub(super) async fn whom(
    tx: &ReadTx,
    wanted: &Announcement,
    moves: &[Move],
) -> Result<Vec<(Id<PersonTag>, Vec<usize>)>, Problem> {
    let mut settled: BTreeSet<Id<PersonTag>> = query::cohorts(tx)
        .await?
        .into_iter()
        .flat_map(|cohort| cohort.members)
        .collect();
    let placed: BTreeSet<Id<PersonTag>> = wanted
        .cohorts
        .iter()
        .flat_map(|cohort| cohort.members.iter().copied())
        .collect();
    settled.retain(|person| placed.contains(person));
    let moved: BTreeSet<Id<PersonTag>> = moves
        .iter()
        .filter_map(|each| match each {
            Move::Leader { person, .. } => Some(*person),
            _ => None,
        })
        .collect();
    // A session's leaders, apart from those who have another cohort: they are told that.
    let members = |cohort: Option<i32>| -> Vec<Id<PersonTag>> {
        let mine = wanted
            .cohorts
            .iter()
            .filter(|each| cohort.is_none_or(|number| each.number == number));
        mine.flat_map(|cohort| cohort.members.iter().copied())
            .filter(|person| settled.contains(person) && !moved.contains(person))
            .collect()
    };
    let teachers = |keys: &[String]| -> Vec<Id<PersonTag>> {
        keys.iter().map(|key| query::teacher_person(key)).collect()
    };
    let mut whom: BTreeMap<Id<PersonTag>, Vec<usize>> = BTreeMap::new();
    for (place, each) in moves.iter().enumerate() {
        let mut persons = BTreeSet::new();
        match each {
            Move::Session {
                cohort, from, to, ..
            } => {
                let (old, new) = (teachers(&from.teachers), teachers(&to.teachers));
                if from.is_elsewhere(to) {
                    persons.extend(members(*cohort));
                    persons.extend(old.iter().chain(&new).copied());
                } else {
                    persons.extend(old.iter().filter(|who| !new.contains(who)).copied());
                    persons.extend(new.iter().filter(|who| !old.contains(who)).copied());
                }
            }
            Move::New { cohort, to, .. } => {
                persons.extend(members(*cohort));
                persons.extend(teachers(&to.teachers));
            }
            Move::Gone { cohort, from, .. } => {
                persons.extend(members(*cohort));
                persons.extend(teachers(&from.teachers));
            }
            Move::Leader { person, from, to } => {
                if from.is_some() && to.is_some() {
                    persons.insert(*person);
                }
            }
            Move::Learning { members, .. } => {
                persons.extend(members.iter().filter(|who| settled.contains(who)).copied());
            }
        }
        for person in persons {
            whom.entry(person).or_default().push(place);
        }
    }
    Ok(whom.into_iter().collect())
}
