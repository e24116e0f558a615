//! The programme in forms: modules, activities, teachers, rooms, closed weeks and the settings.

mod form;
mod list;

use access::{action, permit};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Lang, Problem};
use blueprint::Folder;
use kit::{Choice, Failure, Form, Link, Onward, Shell, Typed, Visit, page, refused};

pub(super) use list::{home, list};

use self::form::{Field, fields, filled, typed_record};
use super::tabs;
use crate::{
    Text,
    command::{self, Edit, Refusal},
    record::{self, Kind, Record, Source},
    store,
};

const HERE: &str = "/programme/edit";

#[derive(Template)]
#[template(path = "programme/edit_form.html")]
struct EditPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    heading: String,
    lead: String,
    action: String,
    /// Where one can take it out; empty for what cannot be.
    removal: String,
    back: String,
    fields: Vec<Field>,
    typed: Typed,
    /// What somebody else has made of it since: what it is, and what it says now.
    theirs: Vec<(String, String)>,
}

/// The newest files, and what their references can name.
struct Working {
    records: Vec<Record>,
    directions: Directions,
}

/// Names of the direction's things, by key.
#[derive(Default)]
struct Directions {
    fields: Vec<Choice>,
    guideposts: Vec<Choice>,
    aims: Vec<Choice>,
}

async fn working(visit: &Visit) -> Result<Working, Failure> {
    permit::<action::EditProgramme>(&visit.ctx)?;
    let view = permit::<action::ViewProgramme>(&visit.ctx)?;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let version = store::design::latest(&tx, &view)
        .await
        .map_err(Problem::from)?
        .ok_or_else(Failure::not_found)?;
    let files: Folder = store::design::files(&tx, &version)
        .await
        .map_err(Problem::from)?;
    drop(tx);
    Ok(Working {
        records: record::records(&files),
        directions: directions(visit).await?,
    })
}

async fn directions(visit: &Visit) -> Result<Directions, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let Some(reading) = direction::query::published(&visit.ctx, &visit.db).await? else {
        return Ok(Directions::default());
    };
    let direction = &reading.direction;
    Ok(Directions {
        fields: direction
            .fields
            .iter()
            .map(|field| Choice::new(&field.key, field.name.pick(lang)))
            .collect(),
        guideposts: direction
            .guideposts
            .iter()
            .map(|guidepost| {
                let name = guidepost.name.pick(lang);
                let name = if guidepost.example {
                    t.marked_example(name)
                } else {
                    name.to_owned()
                };
                Choice::new(&guidepost.key, name)
            })
            .collect(),
        aims: direction
            .vision
            .aims
            .iter()
            .map(|aim| Choice::new(&aim.key, aim.name.pick(lang)))
            .collect(),
    })
}

impl Working {
    fn find(&self, kind: Kind, key: &str) -> Result<Record, Failure> {
        record::find(&self.records, kind, key)
            .cloned()
            .ok_or_else(Failure::not_found)
    }

    /// What a part may refer to; what it refers to already is among them, whatever has become of it.
    fn choices(&self, source: Source, chosen: &[&str], lang: Lang) -> Vec<Choice> {
        let mut choices = match source {
            Source::Field => self.directions.fields.clone(),
            Source::Guidepost => self.directions.guideposts.clone(),
            Source::Aim => self.directions.aims.clone(),
            Source::Month => (1..=12)
                .filter_map(|month| chrono::NaiveDate::from_ymd_opt(2027, month, 1))
                .zip(1..)
                .map(|(day, month): (_, u32)| {
                    Choice::new(month, crate::plan::month_name(lang, day))
                })
                .collect(),
            Source::Own(kind) => self
                .records
                .iter()
                .filter(|each| each.kind == kind)
                .map(|each| Choice::new(&each.key, each.name(lang)))
                .collect(),
        };
        for key in chosen.iter().filter(|key| !key.is_empty()) {
            if !choices.iter().any(|choice| choice.value == *key) {
                choices.push(Choice::new(key, *key));
            }
        }
        choices
    }
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

/// Where one goes back to from a thing of this kind.
fn home_of(kind: Kind) -> String {
    if kind.is_listed() {
        format!("/programme/list/{kind}")
    } else {
        HERE.to_owned()
    }
}

fn crumbs(visit: &Visit, kind: Kind) -> Shell {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let shell = visit
        .shell
        .clone()
        .crumb("/programme", t.nav_programme())
        .crumb(HERE, t.tab_edit());
    if kind.is_listed() {
        shell.crumb(home_of(kind), kind.many(lang))
    } else {
        shell
    }
}

/// The name that a version carries.
fn author(visit: &Visit) -> String {
    visit.shell.person.clone().unwrap_or_default()
}

pub(super) async fn form(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let working = working(&visit).await?;
    let record = working.find(kind_of(&word)?, &key)?;
    let mut typed = filled(&record);
    typed.set("seen", record.mark());
    page(&view(&visit, &working, &record, typed))
}

pub(super) async fn blank(visit: Visit, Path(word): Path<String>) -> Result<Response, Failure> {
    let kind = listed(&word)?;
    let working = working(&visit).await?;
    let record = Record::empty(kind);
    let mut typed = filled(&record);
    if kind == Kind::Module {
        let modules = working.records.iter().filter(|each| each.kind == kind);
        typed.set("place", (modules.count() + 1).to_string());
    }
    page(&view(&visit, &working, &record, typed))
}

pub(super) async fn save(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let working = working(&visit).await?;
    let was = working.find(kind_of(&word)?, &key)?;
    let mut typed = form.typed;
    let record = typed_record(&was, &mut typed, visit.ctx.lang);
    let seen = typed.get("seen").to_owned();
    answer(&visit, &working, &was, Edit::Set { record, seen }, typed).await
}

pub(super) async fn add(
    visit: Visit,
    Path(word): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let kind = listed(&word)?;
    let working = working(&visit).await?;
    let blank = Record::empty(kind);
    let mut typed = form.typed;
    let mut record = typed_record(&blank, &mut typed, visit.ctx.lang);
    record.key = record.proposed_key(&working.records);
    answer(&visit, &working, &blank, Edit::Add(record), typed).await
}

/// Stores what was typed, or shows it again with what is wrong.
async fn answer(
    visit: &Visit,
    working: &Working,
    was: &Record,
    edit: Edit,
    mut typed: Typed,
) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    if typed.is_refused() {
        return refused(&view(visit, working, was, typed));
    }
    match command::edit(&visit.ctx, &visit.db, &edit, &author(visit)).await {
        Ok(_) => Ok(Onward::to(home_of(was.kind))
            .saying(t.edit_saved())
            .into_response()),
        Err(Refusal::Faults(faults)) => {
            for fault in faults {
                typed.refuse(
                    "",
                    t.edit_fault(fault.message.text(lang), fault.remedy.text(lang)),
                );
            }
            refused(&view(visit, working, was, typed))
        }
        Err(Refusal::Changed(now)) => {
            typed.refuse("", t.edit_changed());
            // Saving again is then a choice made with both in view.
            typed.set("seen", now.mark());
            let theirs = form::told(&now, was, &edit, working, lang);
            let mut view = view(visit, working, was, typed);
            view.theirs = theirs;
            refused(&view)
        }
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(Refusal::Gone | Refusal::Used(_)) => {
            typed.refuse("", t.edit_gone());
            refused(&view(visit, working, was, typed))
        }
    }
}

fn view(visit: &Visit, working: &Working, record: &Record, mut typed: Typed) -> EditPage {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let (kind, key) = (record.kind, &record.key);
    let new = key.is_empty();
    let fields = fields(record, working, &mut typed, lang);
    EditPage {
        shell: crumbs(visit, kind),
        tabs: tabs(visit, HERE),
        heading: if new {
            t.edit_add(kind.word())
        } else if kind.is_listed() {
            t.edit_heading(record.name(lang))
        } else {
            kind.many(lang)
        },
        lead: t.edit_lead(kind.word()),
        action: if new {
            format!("/programme/new/{kind}")
        } else {
            format!("/programme/edit/{kind}/{key}")
        },
        removal: if !new && kind.is_listed() {
            format!("/programme/remove/{kind}/{key}")
        } else {
            String::new()
        },
        back: home_of(kind),
        fields,
        typed,
        theirs: Vec::new(),
        t,
    }
}

#[derive(Template)]
#[template(path = "programme/edit_remove.html")]
struct Removal {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    heading: String,
    action: String,
    back: String,
    typed: Typed,
}

pub(super) async fn ask(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = listed(&word)?;
    let record = working(&visit).await?.find(kind, &key)?;
    page(&removal(&visit, &record, Typed::new()))
}

pub(super) async fn remove(
    visit: Visit,
    Path((word, key)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let kind = listed(&word)?;
    let record = working(&visit).await?.find(kind, &key)?;
    let mut typed = form.typed;
    let edit = Edit::Remove(kind, key);
    match command::edit(&visit.ctx, &visit.db, &edit, &author(&visit)).await {
        Ok(_) => Ok(Onward::to(home_of(kind))
            .saying(t.edit_removed())
            .into_response()),
        Err(Refusal::Problem(problem)) => Err(problem.into()),
        Err(Refusal::Used(users)) => {
            for user in users {
                typed.refuse("", t.edit_used(user.kind.noun(lang), user.name(lang)));
            }
            refused(&removal(&visit, &record, typed))
        }
        Err(Refusal::Faults(faults)) => {
            for fault in faults {
                typed.refuse(
                    "",
                    t.edit_fault(fault.message.text(lang), fault.remedy.text(lang)),
                );
            }
            refused(&removal(&visit, &record, typed))
        }
        Err(Refusal::Changed(_) | Refusal::Gone) => Err(Failure::not_found()),
    }
}

fn removal(visit: &Visit, record: &Record, typed: Typed) -> Removal {
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let (kind, key) = (record.kind, &record.key);
    Removal {
        shell: crumbs(visit, kind),
        tabs: tabs(visit, HERE),
        heading: t.edit_remove_heading(record.name(lang)),
        action: format!("/programme/remove/{kind}/{key}"),
        back: format!("/programme/edit/{kind}/{key}"),
        typed,
        t,
    }
}
