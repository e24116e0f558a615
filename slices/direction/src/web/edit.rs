use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Lang, Problem};
use blueprint::Faults;
use kit::{Choice, Failure, Form, Onward, Shell, Typed, Visit, page, refused};

use super::{
    Frame, Prose, author, may_edit, shell,
    told::{Told, label, tell},
};
use crate::{
    Text,
    command::{self, Edit, Refusal},
    domain::{self, Glossary, Input, Kind, Part, Record, Value},
    query::{self, Reading, Which},
};

#[derive(Template)]
#[template(path = "direction/edit.html")]
struct EditPage {
    shell: Shell,
    f: Frame,
    heading: String,
    action: String,
    /// Where one can take it out; empty for what cannot be.
    removal: String,
    rows: Vec<Row>,
    typed: Typed,
    preview: Option<Preview>,
    /// What somebody else has made of it since.
    theirs: Vec<Told>,
}

/// What a form shows of one part; several controls for a text in two languages.
enum Row {
    Line {
        name: String,
        label: String,
        required: bool,
    },
    Block {
        name: String,
        label: String,
        required: bool,
        rows: u8,
        hint: String,
    },
    Keys {
        name: &'static str,
        label: String,
        choices: Vec<Choice>,
    },
    OneKey {
        name: &'static str,
        label: String,
        choices: Vec<Choice>,
    },
    Flag {
        name: &'static str,
        label: String,
    },
    Number {
        name: &'static str,
        label: String,
        required: bool,
    },
}

struct Preview {
    texts: Vec<(String, Prose)>,
    changes: Vec<Told>,
}

/// The draft, or what is in force where there is none.
async fn working(visit: &Visit) -> Result<Reading, Failure> {
    if !may_edit(&visit.ctx) {
        return Err(Problem::forbidden().into());
    }
    let mut reading = query::version(&visit.ctx, &visit.db, Which::Draft).await?;
    if reading.is_none() {
        reading = query::published(&visit.ctx, &visit.db).await?;
    }
    reading.ok_or_else(Failure::not_found)
}

fn find(records: &[Record], kind: Kind, key: &str) -> Result<Record, Failure> {
    let found = records
        .iter()
        .find(|each| each.kind == kind && each.key == key);
    found.cloned().ok_or_else(Failure::not_found)
}

fn kind_of(word: &str) -> Result<Kind, Failure> {
    Kind::of(word).ok_or_else(Failure::not_found)
}

fn listed(word: &str) -> Result<Kind, Failure> {
    let kind = kind_of(word)?;
    if kind.is_listed() {
        Ok(kind)
    } else {
        Err(Failure::not_found())
    }
}

pub(crate) async fn form(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let reading = working(&visit).await?;
    let records = domain::records(&reading.files);
    let record = find(&records, kind_of(&word)?, &key)?;
    let mut typed = filled(&record, visit.ctx.lang);
    typed.set("seen", command::mark(&record));
    page(&view(&visit, &records, &record, false, typed))
}

pub(crate) async fn blank(visit: Visit, Path(word): Path<String>) -> Result<Response, Failure> {
    let kind = listed(&word)?;
    let reading = working(&visit).await?;
    let records = domain::records(&reading.files);
    let record = Record::empty(kind);
    let typed = filled(&record, visit.ctx.lang);
    page(&view(&visit, &records, &record, true, typed))
}

pub(crate) async fn save(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let reading = working(&visit).await?;
    let records = domain::records(&reading.files);
    let was = find(&records, kind_of(&word)?, &key)?;
    let mut typed = form.typed;
    let record = typed_record(&was, &mut typed, visit.ctx.lang);
    let seen = typed.get("seen").to_owned();
    let edit = Edit::Set { record, seen };
    answer(&visit, &reading, &records, &was, edit, typed).await
}

pub(crate) async fn add(
    visit: Visit,
    Path(word): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let kind = listed(&word)?;
    let reading = working(&visit).await?;
    let records = domain::records(&reading.files);
    let blank = Record::empty(kind);
    let mut typed = form.typed;
    let mut record = typed_record(&blank, &mut typed, visit.ctx.lang);
    record.key = record.proposed_key(&records);
    answer(&visit, &reading, &records, &blank, Edit::Add(record), typed).await
}

/// Shows what was typed and how it will look, or stores it.
async fn answer(
    visit: &Visit,
    reading: &Reading,
    records: &[Record],
    was: &Record,
    edit: Edit,
    mut typed: Typed,
) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let new = was.key.is_empty();
    if typed.is_refused() {
        return refused(&view(visit, records, was, new, typed));
    }
    if typed.get("intent") == "preview" {
        let mut files = reading.files.as_ref().clone();
        let tried = command::apply(&mut files, &edit).and_then(|()| {
            query::understand(&files)?;
            Ok(())
        });
        if tried.is_ok() {
            let (Edit::Set { record, .. } | Edit::Add(record)) = &edit else {
                return Err(Failure::not_found());
            };
            let glossary = Glossary::new(&reading.direction.terms, lang);
            let mut view = view(visit, records, was, new, typed);
            view.preview = Some(Preview {
                texts: texts(record, &glossary, lang),
                changes: tell(records, &domain::records(&files), lang),
            });
            return page(&view);
        }
    }
    match command::edit(&visit.ctx, &visit.db, &edit, &author(visit)).await {
        Ok(_) => Ok(Onward::to("/direction/draft")
            .saying(t.saved())
            .into_response()),
        Err(Refusal::Faults(faults)) => {
            refuse_all(&mut typed, &faults, lang);
            refused(&view(visit, records, was, new, typed))
        }
        Err(Refusal::Changed(now)) => {
            typed.refuse("", t.refused_changed());
            // Saving again is then a choice made with both in view.
            typed.set("seen", command::mark(&now));
            let mine = match &edit {
                Edit::Set { record, .. } => record.clone(),
                _ => was.clone(),
            };
            let mut view = view(visit, records, was, new, typed);
            view.theirs = tell(&[*now], &[mine], lang);
            refused(&view)
        }
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(Refusal::Gone | Refusal::Nothing) => {
            typed.refuse("", t.refused_gone());
            refused(&view(visit, records, was, new, typed))
        }
    }
}

fn refuse_all(typed: &mut Typed, faults: &Faults, lang: Lang) {
    for fault in faults.iter() {
        typed.refuse("", fault.plain(lang));
    }
}

fn view(visit: &Visit, records: &[Record], record: &Record, new: bool, typed: Typed) -> EditPage {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let (kind, key) = (record.kind, &record.key);
    let noun = kind.noun(lang);
    let address = |verb: &str| format!("/direction/{verb}/{kind}/{key}");
    EditPage {
        shell: shell(visit).crumb("/direction/draft", t.tab_draft()),
        f: Frame::new(visit, "/direction/draft", None, Which::Published),
        heading: if new {
            t.add_kind(kind.word())
        } else {
            t.edit_heading(record.name(lang), noun)
        },
        action: if new {
            format!("/direction/new/{kind}")
        } else {
            address("edit")
        },
        removal: if !new && kind.is_listed() {
            address("remove")
        } else {
            String::new()
        },
        rows: rows(record, records, lang),
        typed,
        preview: None,
        theirs: Vec::new(),
    }
}

fn rows(record: &Record, records: &[Record], lang: Lang) -> Vec<Row> {
    let t = Text::new(lang);
    let choices = |kind: Kind| -> Vec<Choice> {
        let others = records.iter().filter(|each| each.kind == kind);
        let others = others.filter(|each| each.kind != record.kind || each.key != record.key);
        others
            .map(|each| Choice::new(&each.key, each.name(lang)))
            .collect()
    };
    let mut rows = Vec::new();
    for (part, input) in record.kind.parts() {
        let name = part.word();
        let both = [(Lang::Da, true), (Lang::En, false)];
        let both = both.map(|(written, required)| {
            (
                format!("{name}-{}", written.tag()),
                label(*part, written, lang),
                required,
            )
        });
        match input {
            Input::Line => rows.extend(both.map(|(name, label, required)| Row::Line {
                name,
                label,
                required,
            })),
            Input::Block | Input::Body => {
                let long = *input == Input::Body;
                rows.extend(both.map(|(name, label, required)| Row::Block {
                    name,
                    label,
                    required,
                    rows: if long { 18 } else { 4 },
                    hint: if long {
                        t.markdown_hint()
                    } else {
                        String::new()
                    },
                }));
            }
            Input::Lists => rows.extend(both.map(|(name, label, _)| Row::Block {
                name,
                label,
                required: false,
                rows: 4,
                hint: t.lines_hint(),
            })),
            Input::Keys(kind) => rows.push(Row::Keys {
                name,
                label: part.label(lang),
                choices: choices(*kind),
            }),
            Input::OneKey(kind) => rows.push(Row::OneKey {
                name,
                label: part.label(lang),
                choices: choices(*kind),
            }),
            Input::Flag(_) => rows.push(Row::Flag {
                name,
                label: part.label(lang),
            }),
            Input::Whole | Input::Decimal => rows.push(Row::Number {
                name,
                label: part.label(lang),
                required: *input == Input::Decimal,
            }),
        }
    }
    rows
}

/// A form with what a thing says now.
fn filled(record: &Record, lang: Lang) -> Typed {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (part, _, value) in record.iter() {
        let name = part.word();
        let mut pair = |name: String, value: String| pairs.push((name, value));
        match value {
            Value::Words { da, en } => {
                pair(format!("{name}-da"), da.clone());
                pair(format!("{name}-en"), en.clone());
            }
            Value::Lists { da, en } => {
                pair(format!("{name}-da"), da.join("\n"));
                pair(format!("{name}-en"), en.join("\n"));
            }
            Value::Keys(keys) => {
                for key in keys {
                    pair(name.to_owned(), key.clone());
                }
            }
            Value::Flag(true) => pair(name.to_owned(), "yes".to_owned()),
            Value::Flag(false) => {}
            Value::Number(number) => {
                let number = match lang {
                    Lang::Da => number.replace('.', ","),
                    Lang::En => number.clone(),
                };
                pair(name.to_owned(), number);
            }
        }
    }
    Typed::filled(pairs)
}

/// What was typed, as values; refuses what cannot be one.
fn typed_record(was: &Record, typed: &mut Typed, lang: Lang) -> Record {
    let t = Text::new(lang);
    let mut record = was.clone();
    let parts = was.kind.parts().iter();
    record.values = parts
        .zip(&was.values)
        .map(|((part, input), old)| {
            let name = part.word();
            let (da, en) = (format!("{name}-da"), format!("{name}-en"));
            match input {
                Input::Line | Input::Block | Input::Body => Value::Words {
                    da: plain(&typed.required(&da, lang).unwrap_or_default()),
                    en: plain(typed.get(&en)),
                },
                Input::Lists => Value::Lists {
                    da: lines(typed.get(&da)),
                    en: lines(typed.get(&en)),
                },
                Input::OneKey(_) => Value::Keys(typed.required(name, lang).into_iter().collect()),
                Input::Keys(_) => Value::Keys(in_old_order(old, typed.all(name))),
                Input::Flag(_) => Value::Flag(typed.has(name, "yes")),
                Input::Whole | Input::Decimal => number(*part, *input, typed, t),
            }
        })
        .collect();
    record
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

fn number(part: Part, input: Input, typed: &mut Typed, t: Text) -> Value {
    let text = typed.get(part.word()).replace(',', ".");
    if text.is_empty() && input == Input::Whole {
        return Value::Number(String::new());
    }
    let number = match input {
        Input::Whole => text.parse::<u8>().map(|whole| whole.to_string()).ok(),
        _ => text.parse::<f64>().map(|decimal| decimal.to_string()).ok(),
    };
    let number = number.unwrap_or_else(|| {
        let said = if input == Input::Whole {
            t.not_a_whole()
        } else {
            t.not_a_place()
        };
        typed.refuse(part.word(), said);
        String::new()
    });
    Value::Number(number)
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The longer texts as they will look.
fn texts(record: &Record, glossary: &Glossary, lang: Lang) -> Vec<(String, Prose)> {
    let mut texts = Vec::new();
    for (part, input, value) in record.iter() {
        if let (Input::Block | Input::Body, Value::Words { da, en }) = (input, value) {
            for (written, text) in [(Lang::Da, da), (Lang::En, en)] {
                if !text.is_empty() {
                    let own = (record.kind == Kind::Term).then_some(record.key.as_str());
                    let prose = Prose {
                        html: domain::rich(text, glossary, own),
                        lang: written.tag(),
                    };
                    texts.push((label(part, written, lang), prose));
                }
            }
        }
    }
    texts
}

#[derive(Template)]
#[template(path = "direction/remove.html")]
struct Removal {
    shell: Shell,
    f: Frame,
    heading: String,
    action: String,
    back: String,
    typed: Typed,
}

pub(crate) async fn ask(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let reading = working(&visit).await?;
    let record = find(&domain::records(&reading.files), listed(&word)?, &key)?;
    page(&removal(&visit, &record, Typed::new()))
}

pub(crate) async fn remove(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let reading = working(&visit).await?;
    let record = find(&domain::records(&reading.files), listed(&word)?, &key)?;
    let mut typed = form.typed;
    let edit = Edit::Remove(record.kind, key);
    match command::edit(&visit.ctx, &visit.db, &edit, &author(&visit)).await {
        Ok(_) => Ok(Onward::to("/direction/draft")
            .saying(t.removed())
            .into_response()),
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(Refusal::Faults(faults)) => {
            typed.refuse("", t.refused_tied());
            refuse_all(&mut typed, &faults, lang);
            refused(&removal(&visit, &record, typed))
        }
        Err(_) => {
            typed.refuse("", t.refused_gone());
            refused(&removal(&visit, &record, typed))
        }
    }
}

fn removal(visit: &Visit, record: &Record, typed: Typed) -> Removal {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let (kind, key) = (record.kind, &record.key);
    Removal {
        shell: shell(visit).crumb("/direction/draft", t.tab_draft()),
        f: Frame::new(visit, "/direction/draft", None, Which::Published),
        heading: t.remove_heading(record.name(lang), kind.noun(lang)),
        action: format!("/direction/remove/{kind}/{key}"),
        back: format!("/direction/edit/{kind}/{key}"),
        typed,
    }
}
