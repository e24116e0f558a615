//! What others are told when people or units have changed.

use std::collections::{HashMap, HashSet};

use base::{Id, PersonTag};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use db::Event;
use serde::{Deserialize, Serialize};

use crate::{
    domain::Person,
    store::{KnownPerson, UnitTag},
};

/// People or units have changed from a day on; one event per transaction, keys only. The day may
/// lie ahead: who acts on it asks the register on the day whether it still is so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleChanged {
    /// The first day on which this is so.
    pub from: NaiveDate,
    /// New, or back after having left.
    pub joined: Vec<Id<PersonTag>>,
    /// No longer here; whether they led or not.
    pub left: Vec<Id<PersonTag>>,
    /// In another unit than before.
    pub moved: Vec<Id<PersonTag>>,
    /// With another own leader than before, or with none.
    pub new_leader: Vec<Id<PersonTag>>,
    /// With a level of leadership, which they had not before or were not here with.
    pub began_leading: Vec<Id<PersonTag>>,
    /// Still here, without the level of leadership that they had.
    pub stopped_leading: Vec<Id<PersonTag>>,
    /// New, ended, renamed, or under another unit, area or site.
    pub units: Vec<Id<UnitTag>>,
}

impl Event for PeopleChanged {
    const NAME: &'static str = "people.changed";
}

impl PeopleChanged {
    /// When it begins to hold: midnight in Denmark, or the first moment of the day that there is.
    #[must_use]
    pub fn begins(&self) -> DateTime<Utc> {
        let midnight = self.from.and_time(NaiveTime::MIN);
        let local = chrono_tz::Europe::Copenhagen.from_local_datetime(&midnight);
        local
            .earliest()
            .map_or_else(|| midnight.and_utc(), |local| local.to_utc())
    }

    /// Nothing yet, from this day on.
    #[must_use]
    pub(crate) const fn on(from: NaiveDate) -> Self {
        Self {
            from,
            joined: Vec::new(),
            left: Vec::new(),
            moved: Vec::new(),
            new_leader: Vec::new(),
            began_leading: Vec::new(),
            stopped_leading: Vec::new(),
            units: Vec::new(),
        }
    }

    /// What becomes of the people who are known when these versions begin and all who are not
    /// among `stay` leave.
    pub(crate) fn people(
        mut self,
        known: &[KnownPerson],
        begun: &[&Person],
        stay: &HashSet<&str>,
        keys: &HashMap<String, Id<PersonTag>>,
    ) -> Self {
        let before: HashMap<&str, &Person> = known
            .iter()
            .map(|known| (known.facts.number.as_str(), &known.facts))
            .collect();
        for person in begun {
            let Some(id) = keys.get(&person.number).copied() else {
                continue;
            };
            let Some(old) = before.get(person.number.as_str()) else {
                self.joined.push(id);
                if person.is_leader() {
                    self.began_leading.push(id);
                }
                continue;
            };
            if old.unit != person.unit {
                self.moved.push(id);
            }
            if old.leader != person.leader {
                self.new_leader.push(id);
            }
            match (old.is_leader(), person.is_leader()) {
                (false, true) => self.began_leading.push(id),
                (true, false) => self.stopped_leading.push(id),
                _ => {}
            }
        }
        self.left = known
            .iter()
            .filter(|known| !stay.contains(known.facts.number.as_str()))
            .map(|known| known.id)
            .collect();
        self
    }
}
