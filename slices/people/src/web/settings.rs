//! How HR's file is read, who is a leader, what groups are a cross-section of: seen, changed as a
//! form, and taken out and in as the file that it is.

use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use base::Problem;
use kit::{Choice, Failure, Form, Onward, Shell, Typed, Visit, page, refused};

use super::import::in_people;
use crate::{
    Text,
    command::{self, SettingsRefusal},
    domain::Column,
    import::column_name,
    query::{self, SettingsFile},
    settings::{
        AttributeDraft, Draft, GROUPED_BY, LevelDraft, SettingsFault, Why, known_spellings,
    },
};

/// So many levels fit a form; no organisation has half of them.
const MOST_LEVELS: usize = 30;

struct LevelFields {
    legend: String,
    at: usize,
    was: String,
    name: String,
    name_en: String,
    also: String,
    first: bool,
    last: bool,
}

/// One line of the form.
struct Field {
    name: String,
    label: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "people/settings.html")]
struct View {
    shell: Shell,
    t: Text,
    typed: Typed,
    /// The organisation has settings of its own.
    is_own: bool,
    levels: Vec<LevelFields>,
    weights: Vec<Field>,
    headings: Vec<Field>,
    /// One of them is refused, and is to be seen.
    headings_open: bool,
    never: Vec<Choice>,
}

fn level_field(at: usize, what: &str) -> String {
    format!("level-{at}-{what}")
}

fn heading_field(column: Column) -> String {
    format!("heading-{column}")
}

fn weight_field(column: Column) -> String {
    format!("weight-{column}")
}

/// A list as one line; a heading may hold a comma.
fn joined(items: &[String]) -> String {
    items.join("; ")
}

fn parted(line: &str) -> Vec<String> {
    let items = line
        .split(';')
        .map(|item| item.split_whitespace().collect::<Vec<_>>().join(" "));
    items.filter(|item| !item.is_empty()).collect()
}

/// Who: the office.
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let file = read(&visit).await?;
    let draft = Draft::of(&file.source).map_err(Problem::internal)?;
    let typed = filled(&draft, &file.fingerprint);
    page(&view(visit, typed, file.is_own))
}

async fn read(visit: &Visit) -> Result<SettingsFile, Problem> {
    query::settings_file(&visit.ctx, &visit.db).await
}

fn filled(draft: &Draft, seen: &str) -> Typed {
    let mut pairs = vec![("seen".to_owned(), seen.to_owned())];
    for (at, level) in draft.levels.iter().enumerate() {
        pairs.extend([
            (level_field(at, "was"), level.was.clone()),
            (level_field(at, "name"), level.name.clone()),
            (level_field(at, "name_en"), level.name_en.clone()),
            (level_field(at, "also"), joined(&level.also)),
        ]);
    }
    for attribute in &draft.attributes {
        pairs.push((weight_field(attribute.column), attribute.weight.to_string()));
        if attribute.column == Column::Hired {
            let bands: Vec<String> = attribute.bands.iter().map(u32::to_string).collect();
            pairs.push(("bands".to_owned(), bands.join(", ")));
        }
    }
    for (column, headings) in &draft.headings {
        pairs.push((heading_field(*column), joined(headings)));
    }
    for column in &draft.never_shown {
        pairs.push(("never".to_owned(), column.key().to_owned()));
    }
    Typed::filled(pairs)
}

fn view(visit: Visit, typed: Typed, is_own: bool) -> View {
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let count = levels_typed(&typed).max(1);
    let levels = (0..count).map(|at| LevelFields {
        legend: t.level_numbered(at + 1),
        at,
        was: level_field(at, "was"),
        name: level_field(at, "name"),
        name_en: level_field(at, "name_en"),
        also: level_field(at, "also"),
        first: at == 0,
        last: at + 1 == count,
    });
    let weights = GROUPED_BY.into_iter().map(|column| Field {
        name: weight_field(column),
        label: column_name(column, lang),
        hint: String::new(),
    });
    let headings = Column::ALL.into_iter().map(|column| Field {
        name: heading_field(column),
        label: column_name(column, lang),
        hint: t.headings_known(known_spellings(column).join("; ")),
    });
    let never = GROUPED_BY
        .into_iter()
        .map(|column| Choice::new(column.key(), column_name(column, lang)));
    let headings_open = Column::ALL
        .into_iter()
        .any(|column| typed.fault(&heading_field(column)).is_some());
    View {
        t,
        headings_open,
        typed,
        is_own,
        levels: levels.collect(),
        weights: weights.collect(),
        headings: headings.collect(),
        never: never.collect(),
        shell: in_people(visit.shell, t),
    }
}

/// How many levels the form was sent with.
fn levels_typed(typed: &Typed) -> usize {
    (0..MOST_LEVELS)
        .take_while(|at| {
            let name = level_field(*at, "name");
            typed.pairs().any(|(field, _)| field == name)
        })
        .count()
}

fn level_typed(typed: &Typed, at: usize) -> LevelDraft {
    let text = |what| typed.get(&level_field(at, what)).trim().to_owned();
    LevelDraft {
        was: text("was"),
        name: text("name"),
        name_en: text("name_en"),
        also: parted(&text("also")),
    }
}

/// Who: the office. The buttons at a level change the form and save nothing.
pub(super) async fn save(visit: Visit, form: Form) -> Result<Response, Failure> {
    access::permit::<access::action::EditRegisterRules>(&visit.ctx)?;
    let mut typed = form.typed;
    let asked = typed.get("do").to_owned();
    if !matches!(asked.as_str(), "" | "save") {
        let file = read(&visit).await?;
        let typed = rearranged(&typed, &asked);
        return page(&view(visit, typed, file.is_own));
    }
    let t = Text::new(visit.ctx.lang);
    let file = read(&visit).await?;
    let draft = draft(&mut typed, &file, t);
    if typed.is_refused() {
        return refused(&view(visit, typed, file.is_own));
    }
    let source = draft.into_file(&file.source).map_err(Problem::internal)?;
    let seen = typed.get("seen").to_owned();
    match command::set_settings(&visit.ctx, &visit.db, &source, Some(&seen)).await {
        Ok(()) => Ok(Onward::to("/people/settings")
            .saying(t.settings_saved())
            .into_response()),
        Err(SettingsRefusal::Fault(fault)) => {
            let field = field_of(&fault, &draft);
            typed.refuse(&field, fault.text(t.lang()));
            refused(&view(visit, typed, file.is_own))
        }
        Err(SettingsRefusal::Changed) => {
            typed.refuse("", t.settings_changed());
            refused(&view(visit, typed, file.is_own))
        }
        Err(SettingsRefusal::Problem(problem)) => Err(problem.into()),
    }
}

/// The form with a level more, less, or in another place.
fn rearranged(typed: &Typed, asked: &str) -> Typed {
    let mut levels: Vec<usize> = (0..levels_typed(typed)).collect();
    let mut added = false;
    match asked.split_once('-') {
        Some(("up", at)) => {
            if let Ok(at) = at.parse::<usize>()
                && (1..levels.len()).contains(&at)
            {
                levels.swap(at, at - 1);
            }
        }
        Some(("remove", at)) => levels.retain(|level| at.parse() != Ok(*level)),
        _ => added = levels.len() < MOST_LEVELS,
    }
    let mut pairs: Vec<(String, String)> = typed
        .pairs()
        .filter(|(field, _)| !field.starts_with("level-") && *field != "do")
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .collect();
    for (at, from) in levels.iter().enumerate() {
        for what in ["was", "name", "name_en", "also"] {
            let value = typed.get(&level_field(*from, what)).to_owned();
            pairs.push((level_field(at, what), value));
        }
    }
    if added {
        pairs.push((level_field(levels.len(), "name"), String::new()));
    }
    Typed::filled(pairs)
}

/// What the form says. What cannot be a number is refused in its field.
fn draft(typed: &mut Typed, file: &SettingsFile, t: Text) -> Draft {
    let before = Draft::of(&file.source).unwrap_or_default();
    let levels: Vec<LevelDraft> = (0..levels_typed(typed))
        .map(|at| level_typed(typed, at))
        .collect();
    for (at, level) in levels.iter().enumerate() {
        // A line with nothing in it is no level; one with something in it needs a name.
        if level.name.is_empty() && *level != LevelDraft::default() {
            typed.refuse(&level_field(at, "name"), t.level_needs_a_name());
        }
    }
    let mut attributes = Vec::new();
    for column in in_order(&before) {
        let field = weight_field(column);
        let written = typed.get(&field).trim().to_owned();
        if written.is_empty() {
            continue;
        }
        let Ok(weight) = written.parse() else {
            typed.refuse(&field, t.settings_weight());
            continue;
        };
        let bands = if column == Column::Hired {
            bands(typed, t)
        } else {
            Vec::new()
        };
        attributes.push(AttributeDraft {
            column,
            weight,
            bands,
        });
    }
    let mut never: Vec<Column> = before
        .never_shown
        .iter()
        .copied()
        .filter(|column| !GROUPED_BY.contains(column))
        .collect();
    never.extend(
        typed
            .all("never")
            .filter_map(|name| name.parse::<Column>().ok()),
    );
    Draft {
        headings: Column::ALL
            .into_iter()
            .map(|column| (column, parted(typed.get(&heading_field(column)))))
            .filter(|(_, headings)| !headings.is_empty())
            .collect(),
        levels: levels
            .into_iter()
            .filter(|level| *level != LevelDraft::default())
            .collect(),
        attributes,
        never_shown: never.into_iter().collect(),
    }
}

/// The file's own order, with what is not in it behind.
fn in_order(before: &Draft) -> Vec<Column> {
    let mut columns: Vec<Column> = before.attributes.iter().map(|known| known.column).collect();
    let more = GROUPED_BY
        .into_iter()
        .filter(|column| !columns.contains(column));
    columns.extend(more.collect::<Vec<_>>());
    columns
}

fn bands(typed: &mut Typed, t: Text) -> Vec<u32> {
    let written = typed.get("bands").to_owned();
    let parts = written
        .split([',', ';', ' '])
        .filter(|part| !part.is_empty());
    match parts.map(str::parse).collect() {
        Ok(bands) => bands,
        Err(_) => {
            typed.refuse("bands", t.bands_faulty());
            Vec::new()
        }
    }
}

/// Where in the form a fault of the file stands.
fn field_of(fault: &SettingsFault, draft: &Draft) -> String {
    let level = |name: &str| draft.levels.iter().rposition(|level| level.name == name);
    let heading = |written: &str| {
        let mut columns = draft.headings.iter();
        columns.rfind(|(_, headings)| headings.iter().any(|heading| heading == written))
    };
    match fault.why() {
        Why::LevelTwice(name) => level(name).map(|at| level_field(at, "name")),
        Why::HeadingTwice(name) => heading(name).map(|(column, _)| heading_field(*column)),
        Why::NoLevels => Some(level_field(0, "name")),
        Why::Bands | Why::BandsElsewhere => Some("bands".to_owned()),
        Why::Weight => draft
            .attributes
            .iter()
            .find(|attribute| !(1..=1000).contains(&attribute.weight))
            .map(|attribute| weight_field(attribute.column)),
        Why::Toml(_) | Why::UnknownColumn(_) | Why::NoAttribute(_) => None,
    }
    .unwrap_or_default()
}

/// Who: the office. The file itself, comments and all.
pub(super) async fn download(visit: Visit) -> Result<Response, Failure> {
    let file = read(&visit).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"people.toml\"",
        ),
    ];
    Ok((headers, file.source).into_response())
}

/// Who: the office.
pub(super) async fn upload(visit: Visit, form: Form) -> Result<Response, Failure> {
    access::permit::<access::action::EditRegisterRules>(&visit.ctx)?;
    let t = Text::new(visit.ctx.lang);
    let file = read(&visit).await?;
    let now = Draft::of(&file.source).map_err(Problem::internal)?;
    let mut typed = filled(&now, &file.fingerprint);
    let source = match form.file("file") {
        None => Err(t.choose_a_file()),
        Some(file) => {
            let text = std::str::from_utf8(&file.bytes);
            text.map_err(|_| t.settings_not_text())
        }
    };
    let refusal = match source {
        Ok(source) => {
            let source = source.strip_prefix('\u{feff}').unwrap_or(source);
            match command::set_settings(&visit.ctx, &visit.db, source, None).await {
                Ok(()) => {
                    return Ok(Onward::to("/people/settings")
                        .saying(t.settings_saved())
                        .into_response());
                }
                Err(SettingsRefusal::Fault(fault)) => fault.placed(t.lang()),
                Err(SettingsRefusal::Changed) => t.settings_changed(),
                Err(SettingsRefusal::Problem(problem)) => return Err(problem.into()),
            }
        }
        Err(refusal) => refusal,
    };
    typed.refuse("file", refusal);
    refused(&view(visit, typed, file.is_own))
}
