//! What a beat has gathered, as the wall, the remote and the page afterwards show it.

use std::collections::BTreeMap;

use base::{Lang, Problem};
use db::ReadTx;
use direction::query::Which;
use programme::query::Participant;

use crate::{
    Text,
    domain::{live::SCALE, sheet::Screen},
    query::{Note, Said},
};

/// The four fields: key and name.
pub type Fields = Vec<(String, String)>;

/// More words than this do not fit on a wall.
const MOST_WORDS: usize = 30;
/// Nor do more notes of one field, readable from the back row.
const MOST_NOTES: usize = 4;

pub enum Shown {
    Nothing,
    Words(Words),
    Scale(Scale),
    Notes(Vec<Column>),
    Brought(Vec<Column>),
    Tables(Vec<(String, Vec<String>)>),
    Steps(String),
}

/// Words with how often each was given, the most frequent first.
pub struct Words {
    pub words: Vec<Word>,
    pub more: String,
    pub given: String,
}

pub struct Word {
    pub word: String,
    pub count: usize,
    /// From 1 to 5, by how often it was given.
    pub size: usize,
}

pub struct Scale {
    pub rows: Vec<Step>,
    pub given: String,
}

pub struct Step {
    pub value: u8,
    pub count: usize,
    /// The bar's length of a hundred.
    pub share: usize,
}

/// The notes of a field, or of a table.
pub struct Column {
    pub name: String,
    pub notes: Vec<Sheet>,
    pub more: String,
}

pub struct Sheet {
    pub id: String,
    pub text: String,
    pub hidden: bool,
    /// So long that the wall sets it smaller.
    pub is_long: bool,
}

/// Where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Wall,
    /// With what was taken off the wall.
    Remote,
    Page,
}

/// The fields of the direction in force.
pub async fn fields(tx: &ReadTx, lang: Lang) -> Result<Fields, Problem> {
    let published = direction::query::version_in(tx, Which::Published).await?;
    Ok(published.map_or_else(Vec::new, |reading| {
        let fields = reading.direction.fields.iter();
        fields
            .map(|field| {
                let name = field.name.pick(lang).to_owned();
                (field.key.as_ref().to_string(), name)
            })
            .collect()
    }))
}

/// What one beat has gathered.
pub fn shown(
    t: &Text,
    place: Place,
    (screen, beat): (Screen, u32),
    said: &Said,
    fields: &Fields,
    seats: &[Participant],
) -> Shown {
    let notes = || said.notes.iter().filter(move |note| note.beat == beat);
    let answers = || {
        let of_beat = said
            .answers
            .iter()
            .filter(move |(number, _)| *number == beat);
        of_beat.map(|(_, word)| word.as_str())
    };
    match screen {
        Screen::Checkin | Screen::PollWord => Shown::Words(words(t, place, answers())),
        Screen::PollScale => Shown::Scale(scale(t, answers())),
        Screen::Notes => {
            let mut columns: Vec<Column> = fields
                .iter()
                .map(|(key, name)| {
                    let own = notes().filter(|note| note.field.as_ref() == Some(key));
                    column(t, place, name.clone(), own)
                })
                .collect();
            let mut loose = notes().filter(|note| note.field.is_none()).peekable();
            if loose.peek().is_some() {
                columns.push(column(t, place, t.notes_no_field(), loose));
            }
            Shown::Notes(columns)
        }
        Screen::Outputs => {
            let mut desks: BTreeMap<i32, Vec<&Note>> = BTreeMap::new();
            for note in notes() {
                desks
                    .entry(note.desk.unwrap_or_default())
                    .or_default()
                    .push(note);
            }
            let column = |(desk, notes): (i32, Vec<&Note>)| {
                let name = if desk == 0 {
                    t.desk_none()
                } else {
                    t.desk(desk)
                };
                column(t, place, name, notes.into_iter())
            };
            Shown::Brought(desks.into_iter().map(column).collect())
        }
        Screen::Tables => Shown::Tables(tables(t, seats)),
        Screen::Step => Shown::Steps(t.steps_written(said.steps)),
        Screen::Text | Screen::Timer => Shown::Nothing,
    }
}

fn words<'a>(t: &Text, place: Place, answers: impl Iterator<Item = &'a str>) -> Words {
    // By the word without its case, shown as it was written first.
    let mut counts: Vec<(String, String, usize)> = Vec::new();
    let mut given = 0_usize;
    for answer in answers {
        given += 1;
        let folded = answer.to_lowercase();
        match counts.iter_mut().find(|(known, ..)| *known == folded) {
            Some((_, _, count)) => *count += 1,
            None => counts.push((folded, answer.to_owned(), 1)),
        }
    }
    counts.sort_by_key(|(_, _, count)| std::cmp::Reverse(*count));
    let most = counts.first().map_or(1, |(_, _, count)| *count).max(1);
    let fits = if place == Place::Wall {
        MOST_WORDS
    } else {
        usize::MAX
    };
    let left = counts.len().saturating_sub(fits);
    Words {
        words: counts
            .into_iter()
            .take(fits)
            .map(|(_, word, count)| Word {
                word,
                count,
                size: if most == 1 {
                    2
                } else {
                    1 + 4 * (count - 1) / (most - 1)
                },
            })
            .collect(),
        more: more(t, left),
        given: t.answers_given(given),
    }
}

fn scale<'a>(t: &Text, answers: impl Iterator<Item = &'a str>) -> Scale {
    let values: Vec<u8> = answers.filter_map(|answer| answer.parse().ok()).collect();
    let count = |value: u8| values.iter().filter(|given| **given == value).count();
    let most = (1..=SCALE).map(count).max().unwrap_or_default().max(1);
    Scale {
        rows: (1..=SCALE)
            .map(|value| Step {
                value,
                count: count(value),
                share: count(value) * 100 / most,
            })
            .collect(),
        given: t.answers_given(values.len()),
    }
}

fn column<'a>(
    t: &Text,
    place: Place,
    name: String,
    notes: impl Iterator<Item = &'a Note>,
) -> Column {
    let notes: Vec<&Note> = notes
        .filter(|note| place == Place::Remote || !note.hidden)
        .collect();
    let fits = if place == Place::Wall {
        MOST_NOTES
    } else {
        usize::MAX
    };
    Column {
        name,
        more: more(t, notes.len().saturating_sub(fits)),
        notes: notes
            .into_iter()
            .take(fits)
            .map(|note| Sheet {
                id: note.id.to_string(),
                text: note.text.clone(),
                hidden: note.hidden,
                is_long: note.text.chars().count() > 90,
            })
            .collect(),
    }
}

fn more(t: &Text, left: usize) -> String {
    if left == 0 {
        String::new()
    } else {
        t.and_more(left)
    }
}

fn tables(t: &Text, seats: &[Participant]) -> Vec<(String, Vec<String>)> {
    let mut tables: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for seat in seats {
        tables
            .entry(seat.table)
            .or_default()
            .push(seat.name.clone());
    }
    let named = |(table, names)| (t.desk(table), names);
    tables.into_iter().map(named).collect()
}
