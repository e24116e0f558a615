//! What a person and a unit are, as HR's file tells it and as the store keeps it.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One person, with the facts that a version in the store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The employee number, as text: leading zeros count. It is who a person is between files.
    pub number: String,
    pub first_name: String,
    pub last_name: String,
    /// Lower case. Nobody has to have one: who has none gets a printed code.
    pub email: Option<String>,
    pub gender: Option<String>,
    pub job_title: Option<String>,
    /// The name of a level of the settings. Who has one is a leader.
    pub level: Option<String>,
    /// The unit's name.
    pub unit: String,
    pub area: Option<String>,
    pub site: Option<String>,
    /// The employee number of the person's own leader.
    pub leader: Option<String>,
    pub hired: Option<NaiveDate>,
}

impl Person {
    /// First and last name, as spoken.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    #[must_use]
    pub const fn is_leader(&self) -> bool {
        self.level.is_some()
    }
}

/// One unit of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub name: String,
    pub area: Option<String>,
    /// The name of the unit above.
    pub parent: Option<String>,
    pub site: Option<String>,
}

/// What a column of HR's file can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Number,
    FirstName,
    LastName,
    /// First and last name in one cell, also as *Jensen, Anna*.
    Name,
    Email,
    Gender,
    JobTitle,
    Level,
    Unit,
    Area,
    Site,
    Leader,
    Hired,
    /// Of a unit list: the unit above.
    Parent,
}

impl Column {
    pub const ALL: [Self; 14] = [
        Self::Number,
        Self::FirstName,
        Self::LastName,
        Self::Name,
        Self::Email,
        Self::Gender,
        Self::JobTitle,
        Self::Level,
        Self::Unit,
        Self::Area,
        Self::Site,
        Self::Leader,
        Self::Hired,
        Self::Parent,
    ];

    /// The name in `people.toml`, in forms and in the store.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Name => "name",
            Self::Email => "email",
            Self::Gender => "gender",
            Self::JobTitle => "job_title",
            Self::Level => "level",
            Self::Unit => "unit",
            Self::Area => "area",
            Self::Site => "site",
            Self::Leader => "leader",
            Self::Hired => "hired",
            Self::Parent => "parent",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Column {
    type Err = ();
    fn from_str(key: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|column| column.key() == key)
            .ok_or(())
    }
}
