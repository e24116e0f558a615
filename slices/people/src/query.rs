//! What other slices and pages may ask about people and units.

use std::collections::{HashMap, HashSet};

use access::{Permit, Tie, Ties, action, permit, within};
use base::{Context, Id, Lang, Page, PersonTag, Problem};
use chrono::NaiveDate;
use db::{Database, Error, ReadTx};
use language::sort_by_name;
use sha2::{Digest as _, Sha256};

pub use crate::command::today;
pub use crate::event::PeopleChanged;
pub use crate::store::{
    Counts, KnownPerson, KnownUnit, Organisation, Succession, UnitLink, UnitTag, Version,
    state::State,
};
use crate::{
    domain::{Person, Unit},
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
pub async fn settings(tx: &ReadTx, _: &Permit<action::ViewPeople>) -> Result<Settings, Error> {
    Ok(store::state::read(tx).await?.settings())
}

/// The organisation's `people.toml` as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFile {
    pub source: String,
    /// Not so where the organisation has none and the usual ones hold.
    pub is_own: bool,
    /// Of the source: a change says which file it was made from.
    pub fingerprint: String,
}

impl SettingsFile {
    pub(crate) fn of(state: &State) -> Self {
        let settings = state.settings();
        Self {
            source: settings.source().to_owned(),
            is_own: state.settings.is_some(),
            fingerprint: Self::fingerprint_of(settings.source()),
        }
    }

    /// SHA-256, as hexadecimal digits.
    pub(crate) fn fingerprint_of(source: &str) -> String {
        let hash = Sha256::digest(source.as_bytes());
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The organisation's `people.toml`, for who may change it.
///
/// # Errors
/// The refusal to show.
pub async fn settings_file(ctx: &Context, db: &Database) -> Result<SettingsFile, Problem> {
    permit::<action::EditRegisterRules>(ctx)?;
    let tx = db.read(ctx).await?;
    Ok(SettingsFile::of(&store::state::read(&tx).await?))
}

/// Whether there is anybody, how often the organisation was changed and until when.
///
/// # Errors
/// When the database fails.
pub async fn state(tx: &ReadTx, _: &Permit<action::ViewPeople>) -> Result<State, Error> {
    store::state::read(tx).await
}

/// The names of these persons, such as the members of a group; who is not there on the day is left
/// out. Reads their rows and no others.
///
/// # Errors
/// When the database fails.
pub async fn names(
    tx: &ReadTx,
    _: &Permit<action::ViewPeople>,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<HashMap<Id<PersonTag>, String>, Error> {
    store::some::names(tx, day, ids).await
}

/// These persons as they are on the day, such as a leader's card shows; who is not there then is
/// left out. Reads their rows and no others.
///
/// # Errors
/// When the database fails.
pub async fn people_of(
    tx: &ReadTx,
    _: &Permit<action::ViewPeople>,
    day: NaiveDate,
    ids: &[Id<PersonTag>],
) -> Result<Vec<KnownPerson>, Error> {
    store::some::people(tx, day, ids).await
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
    store::some::present(tx, day, ids).await
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
    let mut found = store::some::with_address(tx, day, &address)
        .await?
        .into_iter();
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

/// One page of the list, with what stands around it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub page: Page<KnownPerson>,
    /// The names of those people's own leaders.
    pub leaders: HashMap<Id<PersonTag>, String>,
    /// Of the whole organisation, whatever was asked for.
    pub counts: Counts,
    /// The areas to choose among, in the language's order.
    pub areas: Vec<String>,
    pub settings: Settings,
}

/// One page of the people on the day who match, in the order of the Danish dictionary: they are
/// found, sorted and counted by the database.
///
/// # Errors
/// The refusal to show.
pub async fn people(
    ctx: &Context,
    db: &Database,
    day: NaiveDate,
    search: &Search,
) -> Result<Listed, Problem> {
    let permit = permit::<action::ViewPeople>(ctx)?;
    let tx = db.read(ctx).await?;
    let narrow = store::some::Narrow {
        words: &search.words,
        area: search.area.as_deref(),
        leaders_only: search.leaders_only,
    };
    let (items, first, total) = store::some::page(&tx, day, narrow, search.page, PAGE).await?;
    let leaders: Vec<_> = items.iter().filter_map(|known| known.leader).collect();
    let mut areas = store::some::areas(&tx, day).await?;
    sort_by_name(ctx.lang, &mut areas, |area| area);
    Ok(Listed {
        leaders: store::some::names(&tx, day, &leaders).await?,
        counts: store::some::counts(&tx, day).await?,
        areas,
        settings: settings(&tx, &permit).await?,
        page: Page {
            items,
            first,
            size: PAGE,
            total,
        },
    })
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
    /// For the names of levels, and what is shown to the office only.
    pub settings: Settings,
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
    let now = store::some::people(&tx, today, &[id]).await?.pop();
    let leads = now.as_ref().and_then(|known| known.leader);
    // A leader who has left leads nobody, whatever still stands on those who were led.
    let leads: Vec<_> = leads.into_iter().collect();
    let leads = store::some::present(&tx, today, &leads).await?;
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
    let there = if day == today {
        now
    } else {
        store::some::people(&tx, day, &[id]).await?.pop()
    };
    let latest = history.last().ok_or_else(Problem::not_found)?;
    let leader = there.as_ref().and_then(|known| known.leader);
    let leader: Vec<_> = leader.into_iter().collect();
    Ok(PersonView {
        facts: there
            .as_ref()
            .map_or(&latest.facts, |known| &known.facts)
            .clone(),
        is_there: there.is_some(),
        leader: store::some::people(&tx, day, &leader).await?.pop(),
        reports: store::some::reports(&tx, day, id).await?,
        history,
        settings: store::state::read(&tx).await?.settings(),
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
