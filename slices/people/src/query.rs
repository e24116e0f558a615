//! What other slices and pages may ask about people and units.

use std::collections::{HashMap, HashSet};

use access::{Action, Permit, Tie, Ties, action, permit, within};
use base::{Context, Id, Lang, Page, PersonTag, Problem};
use chrono::NaiveDate;
use db::{Database, Error, ReadTx};
use language::sort_by_name;

pub use crate::command::today;
pub use crate::event::PeopleChanged;
pub use crate::store::{
    KnownPerson, KnownUnit, Organisation, Succession, UnitLink, UnitTag, Version, state::State,
};
use crate::{
    domain::{Person, Unit},
    likeness::plain,
    settings::Settings,
    store,
};

impl Organisation {
    /// Everybody with a level of leadership.
    pub fn leaders(&self) -> impl Iterator<Item = &KnownPerson> {
        self.people.iter().filter(|known| known.facts.is_leader())
    }

    #[must_use]
    pub fn person(&self, id: Id<PersonTag>) -> Option<&KnownPerson> {
        self.people.iter().find(|known| known.id == id)
    }

    #[must_use]
    pub fn unit(&self, id: Id<UnitTag>) -> Option<&KnownUnit> {
        self.units.iter().find(|known| known.id == id)
    }

    /// Those whose own leader the person is.
    pub fn reports(&self, leader: Id<PersonTag>) -> impl Iterator<Item = &KnownPerson> {
        self.people
            .iter()
            .filter(move |known| known.leader == Some(leader))
    }

    /// The areas, each once, in the language's order.
    #[must_use]
    pub fn areas(&self, lang: Lang) -> Vec<String> {
        let mut areas: Vec<String> = self
            .people
            .iter()
            .filter_map(|known| known.facts.area.clone())
            .collect();
        areas.sort_unstable();
        areas.dedup();
        sort_by_name(lang, &mut areas, |area| area);
        areas
    }
}

/// Everybody and every unit on the day.
///
/// # Errors
/// When the database fails.
pub async fn organisation(
    tx: &ReadTx,
    _: &Permit<action::ViewPeople>,
    day: NaiveDate,
) -> Result<Organisation, Error> {
    store::organisation(tx, day).await
}

/// How the organisation's files are read, and who counts as a leader.
///
/// # Errors
/// When the database fails.
pub async fn settings(tx: &ReadTx) -> Result<Settings, Error> {
    Ok(store::state::read(tx).await?.settings())
}

/// Whether there is anybody, how often the organisation was changed and until when.
///
/// # Errors
/// When the database fails.
pub async fn state(tx: &ReadTx, _: &Permit<action::ViewPeople>) -> Result<State, Error> {
    store::state::read(tx).await
}

/// The names of persons that a page shows which the caller's permit has opened, such as the
/// members of a group; who is not there on the day is left out.
///
/// # Errors
/// When the database fails.
pub async fn names<A: Action>(
    tx: &ReadTx,
    _: &Permit<A>,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<HashMap<Id<PersonTag>, String>, Error> {
    let organisation = store::organisation(tx, day).await?;
    Ok(organisation
        .people
        .iter()
        .filter(|known| ids.contains(&known.id))
        .map(|known| (known.id, known.facts.name()))
        .collect())
}

/// Those of the persons who are here on the day.
///
/// # Errors
/// When the database fails.
pub async fn present(
    tx: &ReadTx,
    _: &Permit<action::ViewPeople>,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<HashSet<Id<PersonTag>>, Error> {
    store::present(tx, day, ids).await
}

/// Who has this address on the day; for joining an account to its person.
///
/// # Errors
/// When the database fails.
pub async fn person_by_address(
    tx: &ReadTx,
    _: &Permit<action::ManageAccounts>,
    day: NaiveDate,
    address: &str,
) -> Result<Option<KnownPerson>, Error> {
    let address = address.trim().to_lowercase();
    let organisation = store::organisation(tx, day).await?;
    let mut found = organisation
        .people
        .into_iter()
        .filter(|known| known.facts.email.as_deref() == Some(&address));
    // An address that two share is nobody's.
    Ok(found.next().filter(|_| found.next().is_none()))
}

/// What the list of people is asked for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of a name, an employee number, a unit or an address.
    pub words: String,
    pub area: Option<String>,
    pub leaders_only: bool,
    /// From 1.
    pub page: u64,
}

/// People on one page of a list.
pub const PAGE: u64 = 50;

/// One page of the people on the day who match, sorted as the language's dictionary does.
///
/// # Errors
/// The refusal to show.
pub async fn people(
    ctx: &Context,
    db: &Database,
    day: NaiveDate,
    search: &Search,
) -> Result<(Organisation, Page<KnownPerson>), Problem> {
    let permit = permit::<action::ViewPeople>(ctx)?;
    let tx = db.read(ctx).await?;
    let organisation = organisation(&tx, &permit, day).await?;
    let words: Vec<String> = search.words.split_whitespace().map(plain).collect();
    let matches = |known: &&KnownPerson| {
        let person = &known.facts;
        let email = person.email.as_deref().unwrap_or_default();
        let text = plain(&format!(
            "{} {} {} {email}",
            person.name(),
            person.number,
            person.unit
        ));
        (!search.leaders_only || person.is_leader())
            && (search.area.is_none() || person.area == search.area)
            && words.iter().all(|word| text.contains(word.as_str()))
    };
    let mut found: Vec<(String, KnownPerson)> = organisation
        .people
        .iter()
        .filter(matches)
        .map(|known| {
            (
                format!("{} {}", known.facts.last_name, known.facts.first_name),
                known.clone(),
            )
        })
        .collect();
    sort_by_name(ctx.lang, &mut found, |(name, _)| name);
    let total = found.len() as u64;
    let last = total.div_ceil(PAGE).max(1);
    let first = (search.page.clamp(1, last) - 1) * PAGE;
    let items = found
        .into_iter()
        .skip(usize::try_from(first).unwrap_or(usize::MAX))
        .take(usize::try_from(PAGE).unwrap_or(usize::MAX))
        .map(|(_, known)| known)
        .collect();
    Ok((
        organisation,
        Page {
            items,
            first,
            size: PAGE,
            total,
        },
    ))
}

/// One person on the day, with the leader, the reports and the history.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub facts: Person,
    /// Whether the person is there on the day; if not, the facts are the latest.
    pub is_there: bool,
    pub leader: Option<KnownPerson>,
    pub reports: Vec<KnownPerson>,
    pub history: Vec<Version<Person>>,
}

/// Opens one person's row to the office, to the person, and to the person's own leader.
///
/// Who leads whom is asked of today in Denmark and never of `day`, which the visitor chooses. A
/// leader sees the time under that leader only: on a day outside it, what is so today.
///
/// # Errors
/// "Not found" to everybody else, also where there is nobody.
pub async fn person(
    ctx: &Context,
    db: &Database,
    day: NaiveDate,
    id: Id<PersonTag>,
) -> Result<PersonView, Problem> {
    let within = within::<action::ViewPerson>(ctx)?;
    let tx = db.read(ctx).await?;
    let today = today(ctx);
    let mut organisation = store::organisation(&tx, today).await?;
    // A leader who has left leads nobody, whatever still stands on those who were led.
    let leads = organisation
        .person(id)
        .and_then(|known| known.leader)
        .filter(|leader| organisation.person(*leader).is_some());
    let permit = within.admit(id, &Ties::none().owned_by([id]).led_by(leads))?;
    permit.covers(id)?;
    let mut history = store::person_history(&tx, id).await?;
    let is_self = within.by(Tie::Own) == Some(id);
    let mut day = day;
    if !within.everything() && !is_self {
        let visitor = within.by(Tie::Led);
        history.retain(|version| version.leader == visitor && version.from <= today);
        let held = |version: &Version<Person>| {
            version.from <= day && version.to.is_none_or(|end| day < end)
        };
        if !history.iter().any(held) {
            day = today;
        }
    }
    if day != today {
        organisation = store::organisation(&tx, day).await?;
    }
    let there = organisation.person(id);
    let latest = history.last().ok_or_else(Problem::not_found)?;
    let mut reports: Vec<KnownPerson> = organisation.reports(id).cloned().collect();
    sort_by_name(ctx.lang, &mut reports, |known| &known.facts.last_name);
    let leader = there.and_then(|known| known.leader);
    Ok(PersonView {
        facts: there.map_or(&latest.facts, |known| &known.facts).clone(),
        is_there: there.is_some(),
        leader: leader
            .and_then(|leader| organisation.person(leader))
            .cloned(),
        reports,
        history,
    })
}

/// One unit with its people and history.
#[derive(Clone, Debug)]
pub struct UnitView {
    /// Nothing when the unit is not there on the day.
    pub known: Option<KnownUnit>,
    pub people: Vec<KnownPerson>,
    pub below: Vec<KnownUnit>,
    pub history: Vec<Version<Unit>>,
    /// Mergers and splits, with the other unit's last name.
    pub links: Vec<(UnitLink, String)>,
}

/// One unit on the day.
///
/// # Errors
/// The refusal to show.
pub async fn unit(
    ctx: &Context,
    db: &Database,
    day: NaiveDate,
    id: Id<UnitTag>,
) -> Result<UnitView, Problem> {
    let permit = permit::<action::ViewPeople>(ctx)?;
    let tx = db.read(ctx).await?;
    let organisation = organisation(&tx, &permit, day).await?;
    let history = store::unit_history(&tx, id).await?;
    if history.is_empty() {
        return Err(Problem::not_found());
    }
    let mut links = Vec::new();
    for link in store::unit_links(&tx, id).await? {
        let other = if link.from == id { link.to } else { link.from };
        let name = store::unit_history(&tx, other)
            .await?
            .pop()
            .map(|version| version.facts.name);
        links.push((link, name.unwrap_or_default()));
    }
    let mut people: Vec<KnownPerson> = organisation
        .people
        .iter()
        .filter(|known| known.unit == id)
        .cloned()
        .collect();
    sort_by_name(ctx.lang, &mut people, |known| &known.facts.last_name);
    let mut below: Vec<KnownUnit> = organisation
        .units
        .iter()
        .filter(|known| known.parent == Some(id))
        .cloned()
        .collect();
    sort_by_name(ctx.lang, &mut below, |known| &known.facts.name);
    Ok(UnitView {
        known: organisation.unit(id).cloned(),
        people,
        below,
        history,
        links,
    })
}
