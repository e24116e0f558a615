//! When the Monday mail goes, and what is in one leader's. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::{Id, PersonTag};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};
use people::query::UnitTag;
use practice::query::{State, Step};
use programme::{
    domain::{Design, Preparation},
    query::Session,
};
use takehome::{domain::Package, query::READY_DAYS};

/// The hours that the office may choose among, in Danish time.
pub const HOURS: std::ops::RangeInclusive<u32> = 7..=16;
/// The hour until the office has chosen another.
pub const DEFAULT_HOUR: u32 = 7;
/// No mail goes from this hour on.
const CLOSES: u32 = 18;
/// How far ahead a session is told of.
pub const AHEAD_DAYS: u64 = 28;
/// Steps that a letter shows: the nearest.
pub const STEPS: usize = 2;

/// What the office has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    pub is_on: bool,
    /// One of [`HOURS`].
    pub hour: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            is_on: true,
            hour: DEFAULT_HOUR,
        }
    }
}

/// What a leader has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// To get it.
    pub wanted: bool,
    /// To be named to a colleague, and have a colleague named.
    pub named: bool,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            wanted: true,
            named: false,
        }
    }
}

/// The Monday of a day's week.
#[must_use]
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

/// The Monday whose letters are to go now, at this time on Danish walls. On Tuesday they still go, for
/// an installation that stood still on Monday.
#[must_use]
pub fn due(local: NaiveDateTime, settings: Settings) -> Option<NaiveDate> {
    let hour = local.hour();
    let opens = match local.weekday() {
        Weekday::Mon => settings.hour,
        Weekday::Tue => *HOURS.start(),
        _ => return None,
    };
    let goes = settings.is_on && hour >= opens && hour < CLOSES;
    goes.then(|| monday_of(local.date()))
}

/// The next time at which letters go, from this time on Danish walls.
#[must_use]
pub fn next(local: NaiveDateTime, settings: Settings) -> NaiveDate {
    let monday = monday_of(local.date());
    let over = local.weekday() != Weekday::Mon || local.hour() >= settings.hour;
    if over {
        monday.checked_add_days(Days::new(7)).unwrap_or(monday)
    } else {
        monday
    }
}

/// One leader's letter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letter {
    /// Open ones, by date.
    pub steps: Vec<Step>,
    pub ring: Option<Ring>,
    /// The package of the module that the leader was on last, by its key, while it is new.
    pub ready: Option<String>,
    pub next: Option<Next>,
}

/// A colleague to ring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ring {
    pub person: Id<PersonTag>,
    pub why: Why,
}

/// Why this colleague.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Tries something in the same field, by its key.
    Field(String),
    /// Has been on the reader's next module, by its key.
    Been(String),
}

/// The next session.
#[derive(Clone, Debug, PartialEq)]
pub struct Next {
    pub session: Session,
    pub preparation: Vec<Preparation>,
    /// Who leads the unit meanwhile, when the unit has said so.
    pub deputy: Option<String>,
}

impl Next {
    /// All that there is to prepare.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.preparation.iter().map(|each| each.minutes).sum()
    }
}

impl Letter {
    /// Whether it is worth a mail.
    #[must_use]
    pub fn has_content(&self) -> bool {
        !self.steps.is_empty() || self.next.is_some() || self.ready.is_some()
    }
}

/// What the letters of a week are made of, for all leaders together.
#[derive(Clone, Debug)]
pub struct Sources {
    pub now: NaiveDateTime,
    pub design: std::sync::Arc<Design>,
    /// Each leader's sessions, by day.
    pub sessions: BTreeMap<Id<PersonTag>, Vec<Session>>,
    /// Each leader's steps, by date.
    pub steps: BTreeMap<Id<PersonTag>, Vec<Step>>,
    pub units: HashMap<Id<PersonTag>, Id<UnitTag>>,
    pub deputies: HashMap<Id<UnitTag>, String>,
    /// Those who may be named.
    pub named: BTreeSet<Id<PersonTag>>,
    /// Whom each was to ring the time before.
    pub rung: BTreeMap<Id<PersonTag>, Id<PersonTag>>,
    /// What is ready for staff meetings, and where it is read without signing in.
    pub packages: Vec<Package>,
    pub packages_at: String,
}

impl Sources {
    /// One leader's letter.
    #[must_use]
    pub fn letter(&self, person: Id<PersonTag>) -> Letter {
        let own = self.steps.get(&person).map_or(&[][..], Vec::as_slice);
        let open = own.iter().filter(|step| step.state == State::Open);
        let steps: Vec<Step> = open.take(STEPS).cloned().collect();
        let next = self.next(person);
        Letter {
            ring: self.ring(person, &steps, next.as_ref()),
            ready: self.ready(person),
            steps,
            next,
        }
    }

    /// What is ready for the next staff meeting, for two weeks after a module.
    fn ready(&self, person: Id<PersonTag>) -> Option<String> {
        let since = self.now.checked_sub_days(Days::new(READY_DAYS))?;
        let own = self.sessions.get(&person)?;
        let new = own
            .iter()
            .filter(|session| (since..=self.now).contains(&session.ends_at()));
        let mut modules = new.filter_map(|session| session.module.as_deref());
        let has = |module: &&str| self.packages.iter().any(|package| package.key == *module);
        modules.rfind(has).map(str::to_owned)
    }

    fn next(&self, person: Id<PersonTag>) -> Option<Next> {
        let last = self.now.date().checked_add_days(Days::new(AHEAD_DAYS))?;
        let sessions = self.sessions.get(&person)?;
        let session = sessions.iter().find(|one| one.ends_at() > self.now)?;
        (session.day <= last).then(|| Next {
            preparation: programme::query::prepared(&self.design, session).to_vec(),
            deputy: self
                .units
                .get(&person)
                .and_then(|unit| self.deputies.get(unit))
                .filter(|deputy| !deputy.is_empty())
                .cloned(),
            session: session.clone(),
        })
    }

    /// Of those who know something that the reader needs now, another each week.
    fn ring(&self, person: Id<PersonTag>, steps: &[Step], next: Option<&Next>) -> Option<Ring> {
        if !self.named.contains(&person) {
            return None;
        }
        let field = steps
            .iter()
            .find_map(|step| step.wording.tied.field.clone());
        let module = next.and_then(|next| next.session.module.clone());
        let mut known: Vec<Ring> = self
            .named
            .iter()
            .filter(|other| **other != person && self.units.contains_key(other))
            .filter_map(|other| {
                let why = self.tries(*other, field.as_deref());
                let why = why.or_else(|| self.has_been(*other, module.as_deref()));
                why.map(|why| Ring {
                    person: *other,
                    why,
                })
            })
            .collect();
        if known.len() > 1 {
            let before = self.rung.get(&person);
            known.retain(|ring| Some(&ring.person) != before);
        }
        // Those in the same field first; of equals another each week.
        let first = known.iter().map(|ring| rank(&ring.why)).min()?;
        known.retain(|ring| rank(&ring.why) == first);
        let week = usize::try_from(self.now.iso_week().week()).unwrap_or_default();
        let place = week % known.len().max(1);
        known.into_iter().nth(place)
    }

    fn tries(&self, other: Id<PersonTag>, field: Option<&str>) -> Option<Why> {
        let field = field?;
        let steps = self.steps.get(&other)?;
        let same = |step: &Step| {
            step.state != State::Dropped && step.wording.tied.field.as_deref() == Some(field)
        };
        steps.iter().any(same).then(|| Why::Field(field.to_owned()))
    }

    fn has_been(&self, other: Id<PersonTag>, module: Option<&str>) -> Option<Why> {
        let module = module?;
        let sessions = self.sessions.get(&other)?;
        let been = |session: &Session| {
            session.module.as_deref() == Some(module) && session.ends_at() < self.now
        };
        sessions
            .iter()
            .any(been)
            .then(|| Why::Been(module.to_owned()))
    }
}

const fn rank(why: &Why) -> u8 {
    match why {
        Why::Field(_) => 0,
        Why::Been(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn it_goes_on_monday_from_the_chosen_hour_and_on_tuesday_for_those_who_stood_still() {
        let nine = Settings {
            is_on: true,
            hour: 9,
        };
        let monday = Some("2027-10-04".parse().unwrap());
        for (now, expected) in [
            ("2027-10-03T12:00:00", None),
            ("2027-10-04T08:59:59", None),
            ("2027-10-04T09:00:00", monday),
            ("2027-10-04T17:59:59", monday),
            ("2027-10-04T18:00:00", None),
            ("2027-10-05T06:59:59", None),
            ("2027-10-05T07:00:00", monday),
            ("2027-10-05T18:00:00", None),
            ("2027-10-06T09:00:00", None),
        ] {
            assert_eq!(due(at(now), nine), expected, "{now}");
        }
        let off = Settings {
            is_on: false,
            ..nine
        };
        assert_eq!(due(at("2027-10-04T09:00:00"), off), None);
    }

    #[test]
    fn the_next_one_is_this_monday_until_its_hour() {
        let settings = Settings::default();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(next(at("2027-10-04T06:59:00"), settings), day("2027-10-04"));
        assert_eq!(next(at("2027-10-04T07:00:00"), settings), day("2027-10-11"));
        assert_eq!(next(at("2027-10-10T23:00:00"), settings), day("2027-10-11"));
    }
}
