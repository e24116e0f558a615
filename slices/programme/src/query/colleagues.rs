//! Whom a leader learns with, and the sessions they have a place in, for slices that go on from there.

use access::{Ties, action, permit, within};
use base::{Context, Id, PersonTag, Problem};
use db::ReadTx;

use super::{Session, local};
use crate::store;

/// The other leaders of the programme, nearest first; each stands in one list only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Colleagues {
    /// The learning group of this year.
    pub group: Vec<Id<PersonTag>>,
    pub cohort: Vec<Id<PersonTag>>,
    pub others: Vec<Id<PersonTag>>,
}

/// The leaders whom this one may choose among.
///
/// # Errors
/// Unless it is the reader's own page, or the database fails.
pub async fn colleagues(tx: &ReadTx, person: Id<PersonTag>) -> Result<Colleagues, Problem> {
    own_page(tx, person)?;
    let system = Context::system("programme", tx.ctx().now);
    let plan = permit::<action::ViewPlan>(&system)?;
    let mut found = Colleagues {
        group: learning_group(tx, person).await?,
        ..Colleagues::default()
    };
    found.group.retain(|member| *member != person);
    for cohort in store::sessions::cohorts(tx, &plan).await? {
        let own = cohort.members.contains(&person);
        let rest = cohort
            .members
            .into_iter()
            .filter(|member| *member != person && !found.group.contains(member));
        if own {
            found.cohort = rest.collect();
        } else {
            found.others.extend(rest);
        }
    }
    Ok(found)
}

/// The members of the person's learning group of this year, the person among them; none without a
/// plan. Before the first year has begun it is that year's, which one gets to know. Decides nothing
/// and shows nothing: for a slice that asks by it whom a person has shared something with.
///
/// # Errors
/// When the database fails.
pub async fn learning_group(
    tx: &ReadTx,
    person: Id<PersonTag>,
) -> Result<Vec<Id<PersonTag>>, Problem> {
    let groups = store::sessions::learning_of(tx, person).await?;
    let today = local(tx.ctx()).date();
    let begun = groups
        .iter()
        .filter(|group| group.since <= today)
        .max_by_key(|group| group.since);
    let group = begun.or_else(|| groups.iter().min_by_key(|group| group.since));
    Ok(group.map(|group| group.members.clone()).unwrap_or_default())
}

/// The sessions that the person has a place in, by day.
///
/// # Errors
/// Unless it is the reader's own page, or the database fails.
pub async fn my_sessions(tx: &ReadTx, person: Id<PersonTag>) -> Result<Vec<Session>, Problem> {
    own_page(tx, person)?;
    Ok(store::sessions::of_person(tx, person).await?)
}

fn own_page(tx: &ReadTx, person: Id<PersonTag>) -> Result<(), Problem> {
    within::<action::SeeOwnPage>(tx.ctx())?.admit(person, &Ties::none().owned_by([person]))?;
    Ok(())
}
