//! The names of a group's members, kept while the organisation stays as it is.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use access::{action, permit};
use base::{Context, Id, PersonTag, Problem};
use chrono::NaiveDate;
use db::ReadTx;

use super::local;

pub type Names = HashMap<Id<PersonTag>, String>;

/// Of which state of the organisation, on which day.
type At = (i32, NaiveDate);

/// Names of the persons asked for, and as of when they are true.
type Kept = HashMap<Vec<Id<PersonTag>>, (At, Names)>;

/// By the persons asked for, whose ids are unique everywhere. *Min side* asks for the same few
/// people at every visit, and the register has thousands.
static KNOWN: Mutex<Option<Kept>> = Mutex::new(None);
const MOST: usize = 4_000;

/// Names of persons on the day of the request; who is unknown is left out. The caller's own permit
/// has opened the group that these are the members of.
///
/// # Errors
/// When the database fails.
pub async fn names(tx: &ReadTx, ids: &[Id<PersonTag>]) -> Result<Names, Problem> {
    if ids.is_empty() {
        return Ok(Names::new());
    }
    let system = Context::system("programme", tx.ctx().now);
    let people = permit::<action::ViewPeople>(&system)?;
    let day = local(tx.ctx()).date();
    let at = (people::query::state(tx, &people).await?.revision, day);
    let mut asked = ids.to_vec();
    asked.sort_unstable();
    asked.dedup();
    let known = {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().and_then(|known| known.get(&asked)).cloned()
    };
    if let Some((then, names)) = known
        && then == at
    {
        return Ok(names);
    }
    let names = people::query::names(tx, &people, day, &asked).await?;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(asked, (at, names.clone()));
    Ok(names)
}
