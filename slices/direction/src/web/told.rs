//! Changes in words.

use std::collections::HashMap;

use base::Lang;

use crate::{
    Text,
    domain::{Change, Input, Kind, Part, PartChange, Piece, Record, Value, compare, pieces},
};

/// One change, as the pages say it.
pub(crate) struct Told {
    pub heading: String,
    pub parts: Vec<ToldPart>,
}

pub(crate) struct ToldPart {
    pub label: String,
    pub pieces: Vec<ToldPiece>,
}

pub(crate) struct ToldPiece {
    pub gone: bool,
    pub new: bool,
    pub text: String,
}

/// What has changed from one state to the next.
pub(crate) fn tell(before: &[Record], after: &[Record], lang: Lang) -> Vec<Told> {
    let t = Text::new(lang);
    // Keys are said by name; what is gone keeps its old one.
    let names: HashMap<(Kind, &str), &str> = before
        .iter()
        .chain(after)
        .map(|record| ((record.kind, record.key.as_str()), record.name(lang)))
        .collect();
    compare(before, after)
        .iter()
        .map(|change| match change {
            Change::Added(record) => Told {
                heading: t.change_added(record.kind.noun(lang), record.name(lang)),
                parts: filled(record, &names, lang, false),
            },
            Change::Removed(record) => Told {
                heading: t.change_removed(record.kind.noun(lang), record.name(lang)),
                parts: filled(record, &names, lang, true),
            },
            Change::Altered { record, parts } => Told {
                heading: t.change_altered(record.kind.noun(lang), record.name(lang)),
                parts: parts
                    .iter()
                    .flat_map(|part| altered(part, &names, lang))
                    .collect(),
            },
            Change::Reordered(kind) => Told {
                heading: t.change_reordered(kind.noun(lang)),
                parts: Vec::new(),
            },
        })
        .collect()
}

type Names<'r> = HashMap<(Kind, &'r str), &'r str>;

fn filled(record: &Record, names: &Names<'_>, lang: Lang, gone: bool) -> Vec<ToldPart> {
    let blank = Record::empty(record.kind);
    let parts = record.iter().zip(blank.iter());
    parts
        .filter(|((.., value), (.., blank))| value != blank)
        .flat_map(|((part, input, value), (.., blank))| {
            let (before, after) = if gone { (value, blank) } else { (blank, value) };
            let change = PartChange {
                part,
                input,
                before: before.clone(),
                after: after.clone(),
            };
            altered(&change, names, lang)
        })
        .collect()
}

/// A text has a row for each language that differs; anything else has one.
fn altered(change: &PartChange, names: &Names<'_>, lang: Lang) -> Vec<ToldPart> {
    let mut rows = Vec::new();
    let mut row = |label: String, before: &str, after: &str| {
        if before != after {
            rows.push(ToldPart {
                label,
                pieces: woven(before, after),
            });
        }
    };
    match (&change.before, &change.after) {
        (
            Value::Words { da, en },
            Value::Words {
                da: new_da,
                en: new_en,
            },
        ) => {
            row(label(change.part, Lang::Da, lang), da, new_da);
            row(label(change.part, Lang::En, lang), en, new_en);
        }
        (
            Value::Lists { da, en },
            Value::Lists {
                da: new_da,
                en: new_en,
            },
        ) => {
            row(
                label(change.part, Lang::Da, lang),
                &da.join(", "),
                &new_da.join(", "),
            );
            row(
                label(change.part, Lang::En, lang),
                &en.join(", "),
                &new_en.join(", "),
            );
        }
        (before, after) => {
            let say = |value: &Value| said(value, change.input, names, lang);
            row(change.part.label(lang), &say(before), &say(after));
        }
    }
    rows
}

/// A part's label with the language the text is in.
pub(crate) fn label(part: Part, written: Lang, lang: Lang) -> String {
    let t = Text::new(lang);
    match written {
        Lang::Da => t.in_danish(part.label(lang)),
        Lang::En => t.in_english(part.label(lang)),
    }
}

fn said(value: &Value, input: Input, names: &Names<'_>, lang: Lang) -> String {
    let t = Text::new(lang);
    match (value, input) {
        (Value::Keys(keys), Input::Keys(kind) | Input::OneKey(kind)) => {
            let name = |key: &String| names.get(&(kind, key.as_str())).copied();
            let named = keys.iter().map(|key| name(key).unwrap_or(key));
            named.collect::<Vec<_>>().join(", ")
        }
        (Value::Flag(true), _) => t.yes(),
        (Value::Flag(false), _) => t.no(),
        (Value::Number(number), _) => match lang {
            Lang::Da => number.replace('.', ","),
            Lang::En => number.clone(),
        },
        _ => String::new(),
    }
}

fn woven(before: &str, after: &str) -> Vec<ToldPiece> {
    let told = |piece| match piece {
        Piece::Same(text) => (false, false, text),
        Piece::Gone(text) => (true, false, text),
        Piece::New(text) => (false, true, text),
    };
    pieces(before, after)
        .into_iter()
        .map(told)
        .map(|(gone, new, text)| ToldPiece { gone, new, text })
        .collect()
}
