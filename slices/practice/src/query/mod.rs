//! What other slices and pages may ask. Never writes.

mod suggest;

use access::{Ties, action, permit, permit_own, within};
use base::{Context, Id, Lang, PersonTag, Problem};
use chrono::NaiveDate;
use db::{Event, ReadTx};
use programme::query::{Session, learning_group};
use serde::{Deserialize, Serialize};

pub use crate::{
    domain::{Happening, Kind, Shared, State, Step, Tied, Wording},
    store::makkers::{Answer, Pair},
};
pub use suggest::{Suggested, suggest};

use crate::store;

/// A step written on a phone in the room, in the name of a person of the register. It is kept as
/// told until that person says that it is theirs: the phone has not signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTold {
    pub person: Id<PersonTag>,
    /// Når ...; cut at 300 letters, as `then` is.
    pub when: String,
    /// ... så vil jeg ...
    pub then: String,
    pub by: NaiveDate,
    /// Another leader at the table, who is asked when the person has said yes.
    pub makker: Option<Id<PersonTag>>,
    /// The key of the session's module.
    pub module: Option<String>,
    pub session: Option<Id<Session>>,
}

impl Event for StepTold {
    const NAME: &'static str = "practice.step_told";
}

/// A person's own steps, and what waits for an answer.
#[derive(Clone, Debug, Default)]
pub struct Mine {
    /// Told in the room, and not confirmed.
    pub told: Vec<Step>,
    /// By date.
    pub open: Vec<Step>,
    /// Done and dropped, the last first.
    pub over: Vec<Step>,
    /// Who asks the person to be their makker.
    pub asked: Vec<Id<PersonTag>>,
    /// Whom the person has asked, with what they said.
    pub makkers: Vec<Pair>,
}

/// The person's own steps.
///
/// # Errors
/// Unless it is the person's own page, or the database fails.
pub async fn mine(tx: &ReadTx, person: Id<PersonTag>) -> Result<Mine, Problem> {
    let may = permit_own::<action::KeepSteps>(tx.ctx(), person)?;
    let mut mine = Mine::default();
    for step in store::steps::of_person(tx, &may, person).await? {
        match step.state {
            State::Told => mine.told.push(step),
            State::Open => mine.open.push(step),
            State::Done | State::Dropped => mine.over.push(step),
        }
    }
    mine.open.sort_by_key(|step| (step.wording.by, step.made));
    mine.over
        .sort_by_key(|step| std::cmp::Reverse(step.changed));
    mine.asked = store::makkers::who_asked(tx, &may, person)
        .await?
        .into_iter()
        .filter(|pair| pair.answer == Answer::Waits)
        .map(|pair| pair.person)
        .collect();
    mine.makkers = store::makkers::asked_by(tx, &may, person).await?;
    Ok(mine)
}

/// Everybody's steps that their leaders have said are theirs, by date: for what the system writes to
/// each of them.
///
/// # Errors
/// Unless the system asks, or the database fails.
pub async fn everybodys(tx: &ReadTx) -> Result<Vec<Step>, Problem> {
    let may = permit::<action::KeepSteps>(tx.ctx())?;
    Ok(store::steps::everybodys(tx, &may).await?)
}

/// The step as one sentence.
#[must_use]
pub fn sentence(lang: Lang, wording: &Wording) -> String {
    crate::Text::new(lang).step_sentence(wording.then.as_str(), wording.when.as_str())
}

/// The makker of a step, if they have said yes.
pub(crate) async fn makker_of(tx: &ReadTx, step: &Step) -> Result<Option<Id<PersonTag>>, Problem> {
    let Some(makker) = step.wording.makker else {
        return Ok(None);
    };
    let answer = store::makkers::answer(tx, step.person, makker).await?;
    Ok((answer == Some(Answer::Yes)).then_some(makker))
}

/// Who may see a step: whose it is and whom they share it with.
async fn ties(tx: &ReadTx, step: &Step) -> Result<Ties, Problem> {
    let mut with = vec![step.person];
    if step.state == State::Told {
        return Ok(Ties::none().owned_by(with));
    }
    with.extend(makker_of(tx, step).await?);
    if step.wording.shared.group {
        with.extend(learning_group(tx, step.person).await?);
    }
    let mut leads = Vec::new();
    if step.wording.shared.leader {
        leads.extend(own_leader(tx, step.person).await?);
    }
    Ok(Ties::none().owned_by(with).led_by(leads))
}

/// *Din egen leder*, as of today. Decides nothing by itself.
pub(crate) async fn own_leader(
    tx: &ReadTx,
    person: Id<PersonTag>,
) -> Result<Option<Id<PersonTag>>, Problem> {
    let system = Context::system("practice", tx.ctx().now);
    let view = permit::<action::ViewPeople>(&system)?;
    let today = programme::query::local_day(tx.ctx());
    let known = people::query::people_of(tx, &view, today, &[person]).await?;
    Ok(known.into_iter().next().and_then(|known| known.leader))
}

/// One step, as far as the reader may see it.
#[derive(Clone, Debug)]
pub struct StepSheet {
    pub step: Step,
    pub history: Vec<Happening>,
    /// Encouragement, with who said it.
    pub cheers: Vec<(Id<PersonTag>, String)>,
    /// What the named makker has said.
    pub answer: Option<Answer>,
    pub is_own: bool,
    /// Whether the reader is the makker, and may say a line.
    pub may_cheer: bool,
}

/// One step.
///
/// # Errors
/// "Not found" to everybody but its own leader and those it is shared with.
pub async fn step(tx: &ReadTx, id: Id<Step>) -> Result<StepSheet, Problem> {
    let circle = within::<action::ViewStep>(tx.ctx())?;
    let step = store::steps::unguarded(tx, id)
        .await?
        .ok_or_else(Problem::not_found)?;
    circle.admit(id, &ties(tx, &step).await?)?;
    let reader = tx.ctx().actor.person();
    let is_own = reader == Some(step.person);
    let makker = makker_of(tx, &step).await?;
    let answer = match step.wording.makker {
        Some(makker) if is_own => store::makkers::answer(tx, step.person, makker).await?,
        _ => None,
    };
    let to_makker = makker.is_some() && makker == reader;
    Ok(StepSheet {
        // What happened on the way is the leader's own.
        history: if is_own {
            store::steps::history(tx, id).await?
        } else {
            Vec::new()
        },
        cheers: if is_own || to_makker {
            store::steps::cheers(tx, id).await?
        } else {
            Vec::new()
        },
        answer,
        is_own,
        may_cheer: !is_own && to_makker && within::<action::CheerStep>(tx.ctx()).is_ok(),
        step,
    })
}

/// What is shared with the reader: by the learning group, and by those whose makker the reader is.
#[derive(Clone, Debug, Default)]
pub struct SharedWithMe {
    pub group: Vec<Step>,
    pub makker: Vec<Step>,
}

/// What is shared with the person.
///
/// # Errors
/// Unless it is the person's own page, or the database fails.
pub async fn shared(tx: &ReadTx, person: Id<PersonTag>) -> Result<SharedWithMe, Problem> {
    permit_own::<action::KeepSteps>(tx.ctx(), person)?;
    let circle = within::<action::ViewStep>(tx.ctx())?;
    let mates = learning_group(tx, person).await?;
    let mut found = SharedWithMe::default();
    for step in store::steps::shared_by(tx, &mates).await? {
        if circle.admit(step.id, &ties(tx, &step).await?).is_ok() {
            found.group.push(step);
        }
    }
    for step in store::steps::naming(tx, person).await? {
        if makker_of(tx, &step).await? == Some(person)
            && circle.admit(step.id, &ties(tx, &step).await?).is_ok()
        {
            found.makker.push(step);
        }
    }
    Ok(found)
}

/// How many leaders have written and done a next step; not told under five.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub written: Option<usize>,
    pub done: Option<usize>,
}

/// The fewest leaders that a number may be of.
pub const FEWEST: usize = 5;

/// How the whole programme stands.
///
/// # Errors
/// Unless the reader is the office, or the database fails.
pub async fn counts(tx: &ReadTx) -> Result<Counts, Problem> {
    let may = permit::<action::CountSteps>(tx.ctx())?;
    let (written, done) = store::steps::counts(tx, &may).await?;
    let told = |count: usize| (count >= FEWEST).then_some(count);
    Ok(Counts {
        written: told(written),
        // Nor may the few who have not be found by taking one from the other.
        done: told(done).filter(|done| written == *done || written - done >= FEWEST),
    })
}
