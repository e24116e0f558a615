//! Between a thing of the programme and what a person sees and types.

use base::Lang;
use kit::{Choice, Typed};

use super::Working;
use crate::{
    Text,
    command::Edit,
    record::{Column, Input, Part, Record, Value},
};

/// Empty rows at the end of a list, for what is to be added.
const SPARE_ROWS: usize = 2;

/// What a form shows of one part; a text in two languages is two.
pub(super) enum Field {
    Line {
        name: String,
        label: String,
        required: bool,
    },
    Area {
        name: String,
        label: String,
        hint: String,
        required: bool,
        rows: u8,
    },
    Number {
        name: String,
        label: String,
        hint: String,
        required: bool,
    },
    Date {
        name: String,
        label: String,
        required: bool,
    },
    Time {
        name: String,
        label: String,
    },
    Select {
        name: String,
        label: String,
        choices: Vec<Choice>,
    },
    Checks {
        name: String,
        label: String,
        required: bool,
        choices: Vec<Choice>,
    },
    Check {
        name: String,
        label: String,
    },
    Rows {
        legend: String,
        hint: String,
        rows: Vec<(String, Vec<Field>)>,
    },
}

/// The controls of a thing's form, in order. Tells `typed` what they are called.
pub(super) fn fields(
    record: &Record,
    working: &Working,
    typed: &mut Typed,
    lang: Lang,
) -> Vec<Field> {
    let t = Text::new(lang);
    let mut fields = Vec::new();
    for (part, value) in record.iter() {
        let (name, label) = (part.name.to_owned(), (part.label)(&t));
        match part.input {
            Input::Words | Input::Block | Input::Body => {
                for (written, label) in [
                    (Lang::Da, t.written_da(label.as_str())),
                    (Lang::En, t.written_en(label.as_str())),
                ] {
                    let name = format!("{name}-{}", written.tag());
                    typed.call(&name, label.clone());
                    fields.push(words(part.input, name, label, written == Lang::Da, &t));
                }
                continue;
            }
            Input::Rows(columns) => {
                fields.push(rows(part, columns, typed, lang));
                continue;
            }
            _ => typed.call(part.name, label.clone()),
        }
        fields.push(match part.input {
            Input::Line => Field::Line {
                name,
                label,
                required: true,
            },
            Input::Whole(least, most) | Input::MaybeWhole(least, most) => {
                let required = matches!(part.input, Input::Whole(..));
                let hint = if required {
                    t.whole_hint(least, most)
                } else {
                    t.spacing_hint()
                };
                Field::Number {
                    name,
                    label,
                    hint,
                    required,
                }
            }
            Input::Date => Field::Date {
                name,
                label,
                required: true,
            },
            Input::Time => Field::Time { name, label },
            Input::OneKey(source) => {
                let chosen = match value {
                    Value::Text(key) => working.choices(source, &[key], lang),
                    _ => working.choices(source, &[], lang),
                };
                Field::Select {
                    name,
                    label,
                    choices: chosen,
                }
            }
            Input::Keys(source) | Input::SomeKeys(source) => {
                let chosen: Vec<&str> = match value {
                    Value::Keys(keys) => keys.iter().map(String::as_str).collect(),
                    _ => Vec::new(),
                };
                Field::Checks {
                    name,
                    label,
                    required: matches!(part.input, Input::SomeKeys(_)),
                    choices: working.choices(source, &chosen, lang),
                }
            }
            Input::Flag => Field::Check { name, label },
            Input::Lines => Field::Area {
                name,
                label,
                hint: t.lines_hint(),
                required: false,
                rows: 4,
            },
            Input::Choice(picks) | Input::Usually(picks) => Field::Select {
                name,
                label,
                choices: picks
                    .iter()
                    .map(|pick| Choice::new(pick.word, (pick.label)(&t)))
                    .collect(),
            },
            Input::Words | Input::Block | Input::Body | Input::Rows(_) => continue,
        });
    }
    fields
}

fn words(input: Input, name: String, label: String, required: bool, t: &Text) -> Field {
    match input {
        Input::Words => Field::Line {
            name,
            label,
            required,
        },
        Input::Body => Field::Area {
            name,
            label,
            hint: t.body_hint(),
            required,
            rows: 14,
        },
        _ => Field::Area {
            name,
            label,
            hint: String::new(),
            required,
            rows: 3,
        },
    }
}

fn cell_name(part: &Part, row: usize, column: &Column) -> String {
    format!("{}-{row}-{}", part.name, column.name)
}

/// The rows that were typed, and some empty ones after them.
fn rows(part: &Part, columns: &'static [Column], typed: &mut Typed, lang: Lang) -> Field {
    let t = Text::new(lang);
    let count = typed_rows(part, columns, typed) + SPARE_ROWS;
    let rows = (1..=count)
        .map(|row| {
            let cells = columns
                .iter()
                .map(|column| {
                    let (name, label) = (cell_name(part, row, column), (column.label)(&t));
                    typed.call(&name, t.row_cell(label.as_str(), row, (part.label)(&t)));
                    match column.input {
                        Input::Date => Field::Date {
                            name,
                            label,
                            required: false,
                        },
                        Input::Whole(..) => Field::Number {
                            name,
                            label,
                            hint: String::new(),
                            required: false,
                        },
                        _ => Field::Line {
                            name,
                            label,
                            required: false,
                        },
                    }
                })
                .collect();
            (t.row_number(row), cells)
        })
        .collect();
    Field::Rows {
        legend: (part.label)(&t),
        hint: t.rows_hint(),
        rows,
    }
}

/// The number of the last row in which something is typed.
fn typed_rows(part: &Part, columns: &[Column], typed: &Typed) -> usize {
    typed
        .pairs()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, _)| {
            let (row, column) = name
                .strip_prefix(part.name)?
                .strip_prefix('-')?
                .split_once('-')?;
            columns.iter().find(|each| each.name == column)?;
            row.parse().ok().filter(|row| *row <= 200)
        })
        .max()
        .unwrap_or(0)
}

/// A form with what a thing says now.
pub(super) fn filled(record: &Record) -> Typed {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (part, value) in record.iter() {
        let name = part.name;
        match (part.input, value) {
            (_, Value::Words { da, en }) => {
                pairs.push((format!("{name}-da"), da.clone()));
                pairs.push((format!("{name}-en"), en.clone()));
            }
            (Input::Lines, Value::Keys(lines)) => pairs.push((name.to_owned(), lines.join("\n"))),
            (_, Value::Keys(keys)) => {
                pairs.extend(keys.iter().map(|key| (name.to_owned(), key.clone())));
            }
            (_, Value::Flag(flag)) => {
                if *flag {
                    pairs.push((name.to_owned(), "yes".to_owned()));
                }
            }
            (Input::Rows(columns), Value::Rows(rows)) => {
                for (number, row) in (1..).zip(rows) {
                    pairs.extend(
                        columns
                            .iter()
                            .zip(row)
                            .map(|(column, text)| (cell_name(part, number, column), text.clone())),
                    );
                }
            }
            (_, Value::Rows(_)) => {}
            (_, Value::Text(text)) => pairs.push((name.to_owned(), text.clone())),
        }
    }
    Typed::filled(pairs)
}

/// What was typed, as values; refuses what cannot be one.
pub(super) fn typed_record(was: &Record, typed: &mut Typed, lang: Lang) -> Record {
    let t = Text::new(lang);
    let mut record = was.clone();
    record.values = was
        .iter()
        .map(|(part, old)| typed_value(part, old, typed, &t))
        .collect();
    for (first, second) in was.kind.ordered() {
        let (one, other) = (record.text(first), record.text(second));
        let known = typed.fault(first).is_none() && typed.fault(second).is_none();
        if known && !one.is_empty() && !other.is_empty() && is_after(one, other) {
            typed.refuse(second, t.edit_order());
        }
    }
    let spaced: Vec<&str> = ["least", "wish", "most"]
        .into_iter()
        .filter(|name| was.kind == crate::record::Kind::Module && record.text(name).is_empty())
        .collect();
    if (1..3).contains(&spaced.len()) {
        for name in spaced {
            typed.refuse(name, t.edit_spacing_whole());
        }
    }
    record
}

/// Numbers by their size, days and times by their letters.
fn is_after(one: &str, other: &str) -> bool {
    match (one.parse::<i64>(), other.parse::<i64>()) {
        (Ok(one), Ok(other)) => one > other,
        _ => one > other,
    }
}

fn typed_value(part: &Part, old: &Value, typed: &mut Typed, t: &Text) -> Value {
    let (name, lang) = (part.name, t.lang());
    match part.input {
        Input::Words | Input::Block | Input::Body => Value::Words {
            da: plain(
                &typed
                    .required(&format!("{name}-da"), lang)
                    .unwrap_or_default(),
            ),
            en: plain(typed.get(&format!("{name}-en"))),
        },
        Input::Line | Input::OneKey(_) | Input::Choice(_) | Input::Usually(_) => {
            Value::Text(typed.required(name, lang).unwrap_or_default())
        }
        Input::Whole(least, most) => {
            if typed.get(name).is_empty() {
                typed.required(name, lang);
            }
            Value::Text(whole(name, (least, most), typed, t))
        }
        Input::MaybeWhole(least, most) => Value::Text(whole(name, (least, most), typed, t)),
        Input::Date => {
            typed.required(name, lang);
            Value::Text(date(name, typed, lang))
        }
        Input::Time => {
            typed.required(name, lang);
            let time = typed.time(name, lang);
            Value::Text(time.map_or_else(String::new, |time| time.format("%H:%M").to_string()))
        }
        Input::Keys(_) => Value::Keys(in_old_order(old, typed.all(name))),
        Input::SomeKeys(_) => {
            if typed.all(name).next().is_none() {
                typed.refuse(name, t.edit_choose_one());
            }
            Value::Keys(in_old_order(old, typed.all(name)))
        }
        Input::Flag => Value::Flag(typed.has(name, "yes")),
        Input::Lines => Value::Keys(
            typed
                .get(name)
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        ),
        Input::Rows(columns) => Value::Rows(typed_table(part, columns, typed, t)),
    }
}

fn typed_table(
    part: &Part,
    columns: &'static [Column],
    typed: &mut Typed,
    t: &Text,
) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for row in 1..=typed_rows(part, columns, typed) {
        let names: Vec<String> = columns
            .iter()
            .map(|column| cell_name(part, row, column))
            .collect();
        // A row that has been emptied is one taken out.
        if names.iter().all(|name| typed.get(name).is_empty()) {
            continue;
        }
        let cells: Vec<String> = columns
            .iter()
            .zip(&names)
            .map(|(column, name)| {
                if column.required && typed.get(name).is_empty() {
                    typed.refuse(name, t.edit_row_whole());
                    return String::new();
                }
                match column.input {
                    Input::Date => date(name, typed, t.lang()),
                    Input::Whole(least, most) => whole(name, (least, most), typed, t),
                    _ => plain(typed.get(name)),
                }
            })
            .collect();
        if let ([Input::Date, Input::Date], [from, to], [_, last]) = (
            columns
                .iter()
                .map(|column| column.input)
                .collect::<Vec<_>>()
                .as_slice(),
            cells.as_slice(),
            names.as_slice(),
        ) && !to.is_empty()
            && from > to
        {
            typed.refuse(last, t.edit_order());
        }
        rows.push(cells);
    }
    rows
}

fn whole(name: &str, (least, most): (i64, i64), typed: &mut Typed, t: &Text) -> String {
    let Some(number) = typed.whole::<i64>(name, t.lang()) else {
        return String::new();
    };
    if number < least || number > most {
        typed.refuse(name, t.content_out_of_range_remedy(least, most));
    }
    number.to_string()
}

fn date(name: &str, typed: &mut Typed, lang: Lang) -> String {
    let day = typed.date(name, lang);
    day.map_or_else(String::new, |day| day.to_string())
}

/// A browser sends ticks in the order of the page; the file keeps the order it had.
fn in_old_order<'t>(old: &Value, ticked: impl Iterator<Item = &'t str>) -> Vec<String> {
    let ticked: Vec<&str> = ticked.collect();
    let old = match old {
        Value::Keys(old) => old.as_slice(),
        _ => &[],
    };
    let kept = old
        .iter()
        .filter(|key| ticked.contains(&key.as_str()))
        .cloned();
    let new = ticked
        .iter()
        .filter(|key| !old.iter().any(|each| each == *key));
    kept.chain(new.map(|key| (*key).to_owned())).collect()
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// What somebody else's version says where it differs from the one that was typed.
pub(super) fn told(
    now: &Record,
    was: &Record,
    edit: &Edit,
    working: &Working,
    lang: Lang,
) -> Vec<(String, String)> {
    let t = Text::new(lang);
    let mine = match edit {
        Edit::Set { record, .. } | Edit::Add(record) => record,
        Edit::Remove(..) => was,
    };
    now.iter()
        .zip(&mine.values)
        .filter(|((_, theirs), mine)| theirs != mine)
        .map(|((part, theirs), _)| ((part.label)(&t), said(part, theirs, working, lang)))
        .collect()
}

/// A value in words.
pub(super) fn said(part: &Part, value: &Value, working: &Working, lang: Lang) -> String {
    let t = Text::new(lang);
    let named = |keys: &[&str]| {
        let source = match part.input {
            Input::OneKey(source) | Input::Keys(source) | Input::SomeKeys(source) => source,
            _ => return keys.join(", "),
        };
        let choices = working.choices(source, keys, lang);
        let names: Vec<String> = choices
            .into_iter()
            .filter(|choice| keys.contains(&choice.value.as_str()))
            .map(|choice| choice.label)
            .collect();
        names.join(", ")
    };
    match (part.input, value) {
        (_, Value::Words { da, en }) if en.is_empty() => da.clone(),
        (_, Value::Words { da, en }) => format!("{da} / {en}"),
        (_, Value::Keys(keys)) => named(&keys.iter().map(String::as_str).collect::<Vec<_>>()),
        (_, Value::Flag(true)) => t.edit_yes(),
        (_, Value::Flag(false)) => t.edit_no(),
        (_, Value::Rows(rows)) => rows
            .iter()
            .map(|row| {
                let cells: Vec<&str> = row
                    .iter()
                    .map(String::as_str)
                    .filter(|cell| !cell.is_empty())
                    .collect();
                cells.join(" · ")
            })
            .collect::<Vec<_>>()
            .join("; "),
        (Input::OneKey(_), Value::Text(key)) => named(&[key]),
        (Input::Choice(picks) | Input::Usually(picks), Value::Text(word)) => picks
            .iter()
            .find(|pick| pick.word == word)
            .map_or_else(|| word.clone(), |pick| (pick.label)(&t)),
        (Input::Date, Value::Text(day)) => day
            .parse()
            .map_or_else(|_| day.clone(), |day| language::date(lang, day)),
        (_, Value::Text(text)) => text.clone(),
    }
}
