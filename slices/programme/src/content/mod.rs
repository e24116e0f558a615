//! Reads `programme.toml`, `schedule.toml`, `modules/*.md` and `activities/*.md` into a [`Design`],
//! telling every fault with file, line, column and remedy.

mod files;
mod schedule;

use std::ops::Range;

use blueprint::{Faults, Folder, Key, Reader, Said, Spanned};

use crate::{
    Text,
    domain::{
        Activity, Block, Design, GatheringContent, GroupSizes, Module, Programme, Strands, Tranche,
    },
};

pub(crate) const PROGRAMME: &str = "programme.toml";
pub(crate) const SCHEDULE: &str = "schedule.toml";

/// The keys of the direction that modules and activities refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub fields: Vec<String>,
    pub guideposts: Vec<String>,
    pub aims: Vec<String>,
    /// Takes any key, for files that were checked when they came in.
    any: bool,
}

impl Known {
    #[must_use]
    pub fn new(fields: Vec<String>, guideposts: Vec<String>, aims: Vec<String>) -> Self {
        Self {
            fields,
            guideposts,
            aims,
            any: false,
        }
    }

    /// Every reference is taken as it is.
    #[must_use]
    pub fn any() -> Self {
        Self {
            any: true,
            ..Self::default()
        }
    }

    /// The keys of a direction.
    #[must_use]
    pub fn of(direction: &direction::query::Direction) -> Self {
        Self::new(
            direction
                .fields
                .iter()
                .map(|field| field.key.to_string())
                .collect(),
            direction
                .guideposts
                .iter()
                .map(|guidepost| guidepost.key.to_string())
                .collect(),
            direction
                .vision
                .aims
                .iter()
                .map(|aim| aim.key.to_string())
                .collect(),
        )
    }

    fn refer(&self, reader: &mut Reader<'_>, path: &str, key: &Key, noun: &Said, known: &[String]) {
        if !self.any {
            reader.refer(path, key, noun, known.iter().map(String::as_str));
        }
    }
}

/// The programme that a blueprint folder describes.
///
/// # Errors
/// Every fault of its files.
pub fn read(folder: &Folder, known: &Known) -> Result<Design, Faults> {
    let mut reader = Reader::new(folder);
    let programme = programme(&mut reader, known);
    let schedule = schedule::read(&mut reader, programme.as_ref());
    reader.refuse_unread("modules", &[]);
    reader.refuse_unread("activities", &[]);
    let design = programme.zip(schedule).map(|(programme, schedule)| Design {
        programme,
        schedule,
    });
    reader.finish(design)
}

/// One fault at a place, in both languages.
fn fault(
    reader: &mut Reader<'_>,
    path: &str,
    span: Range<usize>,
    message: impl Fn(&Text) -> String,
    remedy: impl Fn(&Text) -> String,
) {
    reader.fault(
        path,
        span,
        Said::new(|lang| message(&Text::new(lang))),
        Said::new(|lang| remedy(&Text::new(lang))),
    );
}

/// Refuses a number outside `least..=most`.
fn within<T: Copy + PartialOrd + Into<u64>>(
    reader: &mut Reader<'_>,
    path: &str,
    number: &Spanned<T>,
    (least, most): (u64, u64),
) -> T {
    let value: u64 = (*number.get_ref()).into();
    if value < least || value > most {
        fault(
            reader,
            path,
            number.span(),
            |text| text.content_out_of_range(value),
            |text| text.content_out_of_range_remedy(least, most),
        );
    }
    *number.get_ref()
}

/// The same for a count.
fn count(
    reader: &mut Reader<'_>,
    path: &str,
    number: &Spanned<usize>,
    least: usize,
    most: usize,
) -> usize {
    let value = *number.get_ref();
    if value < least || value > most {
        fault(
            reader,
            path,
            number.span(),
            |text| text.content_out_of_range(value),
            |text| text.content_out_of_range_remedy(least, most),
        );
    }
    value
}

fn noun(word: fn(&Text) -> String) -> Said {
    Said::new(|lang| word(&Text::new(lang)))
}

fn named(keys: &[Key]) -> Vec<String> {
    keys.iter().map(Key::to_string).collect()
}

fn strs(keys: &[String]) -> impl Iterator<Item = &str> {
    keys.iter().map(String::as_str)
}

fn programme(reader: &mut Reader<'_>, known: &Known) -> Option<Programme> {
    let file = reader.read_toml::<files::Programme>(PROGRAMME);
    let blocks: Vec<String> = file
        .iter()
        .flat_map(|file| &file.block)
        .map(|block| block.key.to_string())
        .collect();
    let modules = modules(reader, known, &blocks);
    let keys: Vec<String> = modules.iter().map(|module| module.key.clone()).collect();
    let activities = activities(reader, known, &keys);
    let file = file?;
    let years = within(reader, PROGRAMME, &file.years, (1, 10));
    reader.unique(PROGRAMME, file.tranche.iter().map(|tranche| &tranche.key));
    reader.unique(PROGRAMME, file.block.iter().map(|block| &block.key));
    known.refer(
        reader,
        PROGRAMME,
        &file.gatherings.aim,
        &noun(Text::noun_aim),
        &known.aims,
    );
    let learning = file.groups.learning.get_ref();
    if learning.least < 2 || learning.least > learning.most {
        fault(
            reader,
            PROGRAMME,
            file.groups.learning.span(),
            Text::content_learning_sizes,
            Text::content_learning_sizes_remedy,
        );
    }
    let groups = GroupSizes {
        cohort: count(reader, PROGRAMME, &file.groups.cohort, 4, 200),
        learning_least: learning.least,
        learning_most: learning.most,
        table: count(reader, PROGRAMME, &file.groups.table, 2, 50),
        gathering: count(reader, PROGRAMME, &file.groups.gathering, 2, 50),
    };
    let tranches = file
        .tranche
        .into_iter()
        .map(|tranche| Tranche {
            cohorts: count(reader, PROGRAMME, &tranche.cohorts, 1, 100),
            key: tranche.key.to_string(),
            name: tranche.name,
        })
        .collect();
    Some(Programme {
        key: file.key.to_string(),
        name: file.name,
        summary: file.summary,
        years,
        tranches,
        groups,
        gatherings: GatheringContent {
            name: file.gatherings.name,
            summary: file.gatherings.summary,
            aim: file.gatherings.aim.to_string(),
            preparation: file.gatherings.preparation,
        },
        blocks: file
            .block
            .into_iter()
            .map(|block| Block {
                key: block.key.to_string(),
                name: block.name,
                summary: block.summary,
                example: block.example,
            })
            .collect(),
        modules,
        activities,
    })
}

/// The key of a file is its name.
fn key_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name).to_owned()
}

fn modules(reader: &mut Reader<'_>, known: &Known, blocks: &[String]) -> Vec<Module> {
    let mut read: Vec<(u32, String, Module)> = Vec::new();
    for path in reader.markdown_in("modules") {
        let Some(page) = reader.read_markdown::<files::Module>(&path) else {
            continue;
        };
        let front = page.front;
        reader.refer(&path, &front.block, &noun(Text::noun_block), strs(blocks));
        known.refer(
            reader,
            &path,
            &front.aim,
            &noun(Text::noun_aim),
            &known.aims,
        );
        for field in front.fields.get_ref() {
            known.refer(reader, &path, field, &noun(Text::noun_field), &known.fields);
        }
        for guidepost in &front.guideposts {
            known.refer(
                reader,
                &path,
                guidepost,
                &noun(Text::noun_guidepost),
                &known.guideposts,
            );
        }
        if front.fields.get_ref().is_empty() {
            fault(
                reader,
                &path,
                front.fields.span(),
                Text::content_no_field,
                Text::content_no_field_remedy,
            );
        }
        let order = *front.order.get_ref();
        if let Some((_, other, _)) = read.iter().find(|(taken, ..)| *taken == order) {
            fault(
                reader,
                &path,
                front.order.span(),
                |text| text.content_order_taken(order, other),
                Text::content_order_taken_remedy,
            );
        }
        let module = Module {
            key: key_of(&path),
            name: front.name,
            summary: front.summary,
            block: front.block.to_string(),
            fields: named(front.fields.get_ref()),
            guideposts: named(&front.guideposts),
            aim: front.aim.to_string(),
            strands: Strands {
                knowledge: front.knowledge,
                reflection: front.reflection,
                action: front.action,
            },
            days: within(reader, &path, &front.days, (1, 5)),
            teachers: count(reader, &path, &front.teachers, 1, 10),
            seating: front.seating,
            desk: front.desk,
            preparation: front.preparation,
            material: front.material.into_iter().map(|each| each.name).collect(),
            text: page.text,
        };
        read.push((order, path, module));
    }
    read.sort_by_key(|(order, ..)| *order);
    read.into_iter().map(|(.., module)| module).collect()
}

fn activities(reader: &mut Reader<'_>, known: &Known, modules: &[String]) -> Vec<Activity> {
    let mut read = Vec::new();
    for path in reader.markdown_in("activities") {
        let Some(page) = reader.read_markdown::<files::Activity>(&path) else {
            continue;
        };
        let front = page.front;
        reader.refer(&path, &front.after, &noun(Text::noun_module), strs(modules));
        known.refer(
            reader,
            &path,
            &front.aim,
            &noun(Text::noun_aim),
            &known.aims,
        );
        read.push(Activity {
            key: key_of(&path),
            name: front.name,
            after: front.after.to_string(),
            with: front.with,
            minutes: front.minutes,
            aim: front.aim.to_string(),
            strands: Strands {
                knowledge: front.knowledge,
                reflection: front.reflection,
                action: front.action,
            },
            text: page.text,
        });
    }
    let place = |activity: &Activity| modules.iter().position(|key| *key == activity.after);
    read.sort_by_key(place);
    read
}
