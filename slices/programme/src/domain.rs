//! The programme as the slice thinks of it: what is taught, to whom, when it may be. Pure.

use blueprint::Words;
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Everything that the blueprint says of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Design {
    pub programme: Programme,
    pub schedule: Schedule,
}

/// What is taught, in which order, and who learns together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Programme {
    pub key: String,
    pub name: Words,
    pub summary: Words,
    pub years: u32,
    pub tranches: Vec<Tranche>,
    pub groups: GroupSizes,
    pub gatherings: GatheringContent,
    /// The building blocks (*byggeklodser*), in order.
    pub blocks: Vec<Block>,
    /// In the order every cohort takes them.
    pub modules: Vec<Module>,
    pub activities: Vec<Activity>,
}

/// Cohorts that begin together; later tranches are the comparison for earlier ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tranche {
    pub key: String,
    pub name: Words,
    pub cohorts: usize,
}

/// How many sit together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSizes {
    /// Leaders of a cohort, about.
    pub cohort: usize,
    pub learning_least: usize,
    pub learning_most: usize,
    pub table: usize,
    pub gathering: usize,
}

/// What the gatherings of all leaders are about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GatheringContent {
    pub name: Words,
    pub summary: Words,
    pub aim: String,
    pub preparation: Vec<Preparation>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub key: String,
    pub name: Words,
    pub summary: Words,
    /// Our example, not the organisation's own.
    pub example: bool,
}

/// What every activity carries (the commission's recommendation 26).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Strands {
    pub knowledge: Words,
    pub reflection: Words,
    pub action: Words,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    pub key: String,
    pub name: Words,
    pub summary: Words,
    pub block: String,
    pub fields: Vec<String>,
    pub guideposts: Vec<String>,
    /// The organisational goal it serves.
    pub aim: String,
    pub strands: Strands,
    /// Days in a row.
    pub days: u32,
    pub teachers: usize,
    pub seating: Seating,
    /// The FIKS competence it draws on.
    pub desk: Words,
    pub preparation: Vec<Preparation>,
    pub material: Vec<Words>,
    /// Markdown.
    pub text: Words,
}

impl Module {
    /// Minutes that a leader prepares.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.preparation.iter().map(|each| each.minutes).sum()
    }
}

/// Who sits at a module's tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seating {
    /// New people each time, nobody with own leader or own report.
    #[default]
    Tables,
    /// Leader and leaders who report to them together, on purpose (*lederteam-modul*).
    Teams,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preparation {
    pub minutes: u32,
    pub text: Words,
}

/// A learning-support activity between two modules (*læringsunderstøttende aktivitet*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    pub key: String,
    pub name: Words,
    /// The module it follows.
    pub after: String,
    pub with: Company,
    pub minutes: u32,
    pub aim: String,
    pub strands: Strands,
    /// Markdown.
    pub text: Words,
}

/// With whom a leader does an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Company {
    Alone,
    Staff,
    Partner,
    LearningGroup,
    OwnLeader,
}

/// When and where it may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    pub start: NaiveDate,
    pub zone: Tz,
    pub hours: Hours,
    /// At most so many of a cohort may be away from a session.
    pub most_absent: usize,
    /// Weeks from the start of the module before; one per module, in their order.
    pub spacing: Vec<Spacing>,
    /// When each tranche's first module may be; in the order of the programme's tranches.
    pub windows: Vec<Window>,
    pub gatherings: GatheringSchedule,
    pub sites: Vec<Site>,
    pub rooms: Vec<Room>,
    pub teachers: Vec<Teacher>,
    pub closed: Vec<Closed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub begins: NaiveTime,
    pub ends: NaiveTime,
}

/// In weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spacing {
    pub least: u32,
    pub wish: u32,
    pub most: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatheringSchedule {
    /// Months of the year, 1 to 12.
    pub months: Vec<u32>,
    pub room: String,
    pub hours: Hours,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    pub key: String,
    pub name: Words,
    /// Beginnings of the workplaces that belong to it.
    pub workplaces: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    pub key: String,
    pub name: String,
    pub site: String,
    pub seats: usize,
    pub off: Vec<Days>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Teacher {
    pub key: String,
    pub name: String,
    pub kind: TeacherKind,
    /// The modules this teacher can teach.
    pub modules: Vec<String>,
    pub off: Vec<Days>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TeacherKind {
    Researcher,
    Consultant,
    Practitioner,
}

/// Both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Days {
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Days without sessions (*ferie- og lukkeuger*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    pub days: Days,
    pub kind: ClosedKind,
    pub name: Words,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosedKind {
    SchoolHoliday,
    PublicHoliday,
    Budget,
    Exam,
    Other,
}

impl Programme {
    #[must_use]
    pub fn module(&self, key: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.key == key)
    }

    /// All cohorts of all tranches.
    #[must_use]
    pub fn cohorts(&self) -> usize {
        self.tranches.iter().map(|tranche| tranche.cohorts).sum()
    }
}

impl Schedule {
    /// The first day after the programme.
    #[must_use]
    pub fn end(&self, years: u32) -> NaiveDate {
        self.start
            .checked_add_months(chrono::Months::new(years.saturating_mul(12)))
            .unwrap_or(NaiveDate::MAX)
    }

    #[must_use]
    pub fn closed_on(&self, day: NaiveDate) -> Option<&Closed> {
        self.closed.iter().find(|closed| closed.days.contains(day))
    }

    #[must_use]
    pub fn room(&self, key: &str) -> Option<&Room> {
        self.rooms.iter().find(|room| room.key == key)
    }

    #[must_use]
    pub fn teacher(&self, key: &str) -> Option<&Teacher> {
        self.teachers.iter().find(|teacher| teacher.key == key)
    }

    #[must_use]
    pub fn site(&self, key: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.key == key)
    }

    /// The site that a workplace belongs to, as a number of `sites`; the first where none fits.
    #[must_use]
    pub fn site_of(&self, workplace: &str) -> usize {
        self.sites
            .iter()
            .position(|site| {
                site.workplaces
                    .iter()
                    .any(|begins| workplace.starts_with(begins.as_str()))
            })
            .unwrap_or(0)
    }
}
