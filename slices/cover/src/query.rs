//! What other slices and pages may ask. Never writes.

use std::collections::HashMap;

use access::{Permit, Ties, action, permit, within};
use base::{Context, Id, PersonTag, Problem};
use chrono::NaiveDate;
use db::ReadTx;
use people::query::{Organisation, UnitTag};
use programme::{
    burden::minutes_between,
    query::{self as plan, Session},
};

use crate::{
    domain::{Absence, Arrangement, Rates, Sum, Sums},
    store,
};

/// The organisation on the day of the request, read by the system for somebody whose own right
/// has been asked.
async fn today(tx: &ReadTx) -> Result<Organisation, Problem> {
    let system = Context::system("cover", tx.ctx().now);
    let view = permit::<action::ViewPeople>(&system)?;
    Ok(people::query::organisation(tx, &view, plan::local_day(tx.ctx())).await?)
}

/// The permit for one unit's arrangement: its leaders', and the office's.
pub(crate) async fn admitted(
    tx: &ReadTx,
    unit: Id<UnitTag>,
) -> Result<Permit<action::ArrangeCover>, Problem> {
    let circle = within::<action::ArrangeCover>(tx.ctx())?;
    let organisation = today(tx).await?;
    if organisation.unit(unit).is_none() {
        return Err(Problem::not_found());
    }
    let leaders = organisation.leaders().filter(|leader| leader.unit == unit);
    let ties = Ties::none().owned_by(leaders.map(|leader| leader.id));
    circle.admit(unit, &ties)
}

/// A unit's name and arrangement, for those who may change it.
///
/// # Errors
/// "Not found" to everybody else.
pub async fn arrangement(tx: &ReadTx, unit: Id<UnitTag>) -> Result<(String, Arrangement), Problem> {
    let may = admitted(tx, unit).await?;
    let name = today(tx)
        .await?
        .unit(unit)
        .map(|unit| unit.facts.name.clone());
    Ok((
        name.unwrap_or_default(),
        store::arrangement(tx, &may, unit).await?,
    ))
}

/// Minutes from the first of each day to its last, all days together.
#[must_use]
pub fn minutes_away(session: &Session) -> u32 {
    minutes_between(session.begins, session.ends).saturating_mul(session.days)
}

/// What one leader has to arrange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    pub unit: Id<UnitTag>,
    pub unit_name: String,
    pub arrangement: Arrangement,
    /// Sessions to come, by day, with what they are called.
    pub ahead: Vec<(Session, String)>,
}

/// The person's own unit and the days away that are to come; nothing for somebody who leads none or
/// has no place in the programme.
///
/// # Errors
/// Unless it is the reader's own, or the database fails.
pub async fn mine(tx: &ReadTx, person: Id<PersonTag>) -> Result<Option<Mine>, Problem> {
    let sessions = plan::my_sessions(tx, person).await?;
    let system = Context::system("cover", tx.ctx().now);
    let view = permit::<action::ViewPeople>(&system)?;
    let day = plan::local_day(tx.ctx());
    let known = people::query::people_of(tx, &view, day, &[person])
        .await?
        .pop();
    let Some(known) = known.filter(|known| known.facts.is_leader()) else {
        return Ok(None);
    };
    let Some(reading) = plan::design_for_all(tx).await? else {
        return Ok(None);
    };
    let lang = tx.ctx().lang;
    let ahead: Vec<(Session, String)> = sessions
        .into_iter()
        .filter(|session| session.ends_at().date() >= day)
        .map(|session| {
            let title = plan::title(&reading.design, &session, lang);
            (session, title)
        })
        .collect();
    let (unit_name, arrangement) = arrangement(tx, known.unit).await?;
    Ok(Some(Mine {
        unit: known.unit,
        unit_name,
        arrangement,
        ahead,
    }))
}

/// What the whole plan takes from daily operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    pub sums: Sums,
    pub rates: Option<Rates>,
    /// Units with leaders in the programme and no deputy: id and name, by name.
    pub without_deputy: Vec<(Id<UnitTag>, String)>,
    /// Units with leaders in the programme.
    pub units: usize,
}

/// The sums over all sessions in force.
///
/// # Errors
/// When the reader may not see them, or the database fails.
pub async fn totals(tx: &ReadTx) -> Result<Totals, Problem> {
    let may = permit::<action::ViewCover>(tx.ctx())?;
    let (organisation, said) = (today(tx).await?, store::arrangements(tx).await?);
    let seats = plan::seats(tx).await?;
    let day = plan::local_day(tx.ctx());
    let absences: Vec<Absence> = seats
        .iter()
        .flat_map(|(session, persons)| {
            persons
                .iter()
                .filter_map(|person| absence(&organisation, &said, session, *person, day))
        })
        .collect();
    let mut units: HashMap<Id<UnitTag>, String> = HashMap::new();
    for person in seats.iter().flat_map(|(_, persons)| persons) {
        let known = organisation.person(*person);
        if let Some(unit) = known.and_then(|known| organisation.unit(known.unit)) {
            units
                .entry(unit.id)
                .or_insert_with(|| unit.facts.name.clone());
        }
    }
    let all = units.len();
    let mut without_deputy: Vec<_> = units
        .into_iter()
        .filter(|(unit, _)| said.get(unit).is_none_or(|said| said.deputy.is_empty()))
        .collect();
    without_deputy.sort_unstable_by_key(|(unit, _)| *unit);
    language::sort_by_name(tx.ctx().lang, &mut without_deputy, |(_, name)| name);
    Ok(Totals {
        sums: Sums::of(&absences),
        rates: store::rates(tx, &may).await?,
        without_deputy,
        units: all,
    })
}

fn absence(
    organisation: &Organisation,
    said: &HashMap<Id<UnitTag>, Arrangement>,
    session: &Session,
    person: Id<PersonTag>,
    today: NaiveDate,
) -> Option<Absence> {
    let known = organisation.person(person)?;
    Some(Absence {
        day: session.day,
        minutes: minutes_away(session),
        days: session.days,
        area: known.facts.area.clone().unwrap_or_default(),
        cover: said.get(&known.unit).and_then(|said| said.minutes),
        held: session.ends_at().date() < today,
    })
}

/// Who leads each unit while its leader is away, for what the system writes to each leader.
///
/// # Errors
/// Unless the system asks, or the database fails.
pub async fn deputies(tx: &ReadTx) -> Result<HashMap<Id<UnitTag>, String>, Problem> {
    permit::<action::ArrangeCover>(tx.ctx())?;
    let said = store::arrangements(tx).await?;
    Ok(said
        .into_iter()
        .map(|(unit, said)| (unit, said.deputy))
        .collect())
}

/// What one session takes, and what of it falls on the reader's own unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfSession {
    /// Minutes away, for each who comes.
    pub minutes: u32,
    pub days: u32,
    /// For those who may see the sums, and whoever teaches it.
    pub sum: Option<Sum>,
    /// For those who may see the sums.
    pub rates: Option<Rates>,
    /// For somebody who has a place in it.
    pub own: Option<Arrangement>,
}

/// What one session takes from daily operations.
///
/// # Errors
/// "Not found" when there is none or the reader has no part in it.
pub async fn of_session(tx: &ReadTx, id: Id<Session>) -> Result<OfSession, Problem> {
    let (session, _) = plan::admit::<action::ViewSession>(tx, id).await?;
    let may_count = plan::admit::<action::TickAttendance>(tx, id).await.is_ok();
    let may_price = permit::<action::ViewCover>(tx.ctx());
    let mut told = OfSession {
        minutes: minutes_away(&session),
        days: session.days,
        ..OfSession::default()
    };
    if may_count || may_price.is_ok() {
        let (organisation, said) = (today(tx).await?, store::arrangements(tx).await?);
        let mut sum = Sum::default();
        let day = plan::local_day(tx.ctx());
        for person in plan::seated(tx, id).await? {
            if let Some(absence) = absence(&organisation, &said, &session, person, day) {
                sum += &absence;
            }
        }
        told.sum = Some(sum);
        if let Ok(may) = may_price {
            told.rates = store::rates(tx, &may).await?;
        }
    } else if let Some(person) = tx.ctx().actor.person() {
        told.own = mine(tx, person).await?.map(|mine| mine.arrangement);
    }
    Ok(told)
}
