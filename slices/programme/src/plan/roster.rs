//! Who takes part, as the planner needs it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One leader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leader {
    /// What the caller knows the leader by; never shown.
    pub key: String,
    pub name: String,
    pub unit: String,
    pub area: String,
    pub level: String,
    pub workplace: String,
    /// The key of the own leader, where that is a leader of the roster.
    pub own_leader: Option<String>,
    /// One value per attribute of the roster; nothing where it is not known.
    pub traits: Vec<Option<String>>,
}

/// All leaders, and what groups shall be a cross-section of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roster {
    pub leaders: Vec<Leader>,
    pub attributes: Vec<Weighted>,
}

/// An attribute and how much it counts beside the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighted {
    pub name: String,
    pub weight: u32,
}

impl Roster {
    /// Pairs of own leader and own report, by their numbers.
    #[must_use]
    pub fn reports(&self) -> Vec<(usize, usize)> {
        let by_key: BTreeMap<&str, usize> = self
            .leaders
            .iter()
            .enumerate()
            .map(|(number, leader)| (leader.key.as_str(), number))
            .collect();
        self.leaders
            .iter()
            .enumerate()
            .filter_map(|(report, leader)| {
                let own = *by_key.get(leader.own_leader.as_deref()?)?;
                (own != report).then_some((own.min(report), own.max(report)))
            })
            .collect()
    }

    /// The leaders of each unit that has more than one.
    #[must_use]
    pub fn shared_units(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut units: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, leader) in self.leaders.iter().enumerate() {
            units.entry(leader.unit.as_str()).or_default().push(number);
        }
        units.retain(|_, leaders| leaders.len() > 1);
        units
    }

    /// The attributes of these leaders as the engine takes them. A value that is not known counts
    /// as a value of its own.
    #[must_use]
    pub fn attributes(&self, who: &[usize]) -> Vec<grouping::Attribute> {
        self.attributes
            .iter()
            .enumerate()
            .map(|(place, attribute)| {
                let value = |number: &usize| {
                    let leader = self.leaders.get(*number)?;
                    leader.traits.get(place)?.as_deref()
                };
                numbered(&attribute.name, attribute.weight, who.iter().map(value))
            })
            .collect()
    }
}

/// Distinct values as numbers, in the order of the values, so that the people's order is free.
pub(super) fn numbered<'a>(
    name: &str,
    weight: u32,
    values: impl Iterator<Item = Option<&'a str>> + Clone,
) -> grouping::Attribute {
    let mut distinct: Vec<Option<&str>> = values.clone().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let number = |value: Option<&str>| {
        let place = distinct.iter().position(|other| *other == value);
        place
            .and_then(|place| u32::try_from(place).ok())
            .unwrap_or(0)
    };
    grouping::Attribute {
        name: name.to_owned(),
        weight,
        values: values.map(number).collect(),
    }
}
