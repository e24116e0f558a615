//! The blueprint's files as they are written, before references are looked up.

use blueprint::{Key, Spanned, Words};
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::domain::{ClosedKind, Company, Preparation, Seating, TeacherKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub key: Key,
    pub name: Words,
    pub summary: Words,
    pub years: Spanned<u32>,
    pub tranche: Vec<Tranche>,
    pub groups: Groups,
    pub gatherings: Gatherings,
    pub block: Vec<Block>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tranche {
    pub key: Key,
    pub name: Words,
    pub cohorts: Spanned<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    pub cohort: Spanned<usize>,
    pub learning: Spanned<Learning>,
    pub table: Spanned<usize>,
    pub gathering: Spanned<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learning {
    pub least: usize,
    pub most: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gatherings {
    pub name: Words,
    pub summary: Words,
    pub aim: Key,
    #[serde(default)]
    pub preparation: Vec<Preparation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    pub key: Key,
    pub name: Words,
    pub summary: Words,
    #[serde(default)]
    pub example: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    pub order: Spanned<u32>,
    pub name: Words,
    pub summary: Words,
    pub block: Key,
    pub fields: Spanned<Vec<Key>>,
    pub guideposts: Vec<Key>,
    pub aim: Key,
    pub days: Spanned<u32>,
    pub teachers: Spanned<usize>,
    #[serde(default)]
    pub seating: Seating,
    pub desk: Words,
    pub knowledge: Words,
    pub reflection: Words,
    pub action: Words,
    #[serde(default)]
    pub preparation: Vec<Preparation>,
    #[serde(default)]
    pub material: Vec<Material>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    pub name: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    pub name: Words,
    pub after: Key,
    pub with: Company,
    pub minutes: u32,
    pub aim: Key,
    pub knowledge: Words,
    pub reflection: Words,
    pub action: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    #[serde(deserialize_with = "blueprint::when::date")]
    pub start: NaiveDate,
    pub zone: Spanned<String>,
    pub most_absent: usize,
    pub hours: Spanned<Hours>,
    pub spacing: Spanned<Spacings>,
    pub tranche: Vec<Window>,
    pub gatherings: Spanned<GatheringSchedule>,
    pub site: Vec<Site>,
    pub room: Vec<Room>,
    pub teacher: Vec<Teacher>,
    #[serde(default)]
    pub closed: Vec<Spanned<Closed>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    #[serde(deserialize_with = "blueprint::when::time")]
    pub begins: NaiveTime,
    #[serde(deserialize_with = "blueprint::when::time")]
    pub ends: NaiveTime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spacings {
    pub least: u32,
    pub wish: u32,
    pub most: u32,
    #[serde(default)]
    pub module: Vec<Spanned<ModuleSpacing>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleSpacing {
    pub module: Key,
    pub least: u32,
    pub wish: u32,
    pub most: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub key: Key,
    #[serde(deserialize_with = "blueprint::when::date")]
    pub earliest: NaiveDate,
    #[serde(deserialize_with = "blueprint::when::date")]
    pub latest: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatheringSchedule {
    pub months: Vec<u32>,
    pub room: Key,
    #[serde(deserialize_with = "blueprint::when::time")]
    pub begins: NaiveTime,
    #[serde(deserialize_with = "blueprint::when::time")]
    pub ends: NaiveTime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub key: Key,
    pub name: Words,
    #[serde(default)]
    pub workplaces: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    pub key: Key,
    pub name: String,
    pub site: Key,
    pub seats: Spanned<usize>,
    #[serde(default)]
    pub off: Vec<Spanned<Off>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Teacher {
    pub key: Key,
    pub name: String,
    pub kind: TeacherKind,
    pub modules: Vec<Key>,
    #[serde(default)]
    pub off: Vec<Spanned<Off>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Off {
    #[serde(deserialize_with = "blueprint::when::date")]
    pub from: NaiveDate,
    #[serde(deserialize_with = "blueprint::when::date")]
    pub to: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    #[serde(deserialize_with = "blueprint::when::date")]
    pub from: NaiveDate,
    #[serde(deserialize_with = "blueprint::when::date")]
    pub to: NaiveDate,
    pub kind: ClosedKind,
    pub name: Words,
}
