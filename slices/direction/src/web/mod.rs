//! The pages. Texts are Markdown from the files, made safe by [`domain::rich`].

mod compass;
mod edit;
mod files;
mod read;
mod thread;
mod told;
mod versions;

use access::{action, permit};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use base::{Context, Lang};
use blueprint::Words;
use kit::{Failure, Link, Routes, Shell, Visit, get, post};
use serde::Deserialize;

use crate::{
    Text,
    domain::{self, Direction, Glossary},
    query::{self, Reading, Which},
};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/direction", get(read::poster))
        .route("/direction/foundation", get(read::foundation))
        .route("/direction/expectations/{key}", get(thread::expectation))
        .route("/direction/thread", get(thread::thread))
        .route("/direction/competences", get(read::competences))
        .route("/direction/commission", get(read::commission))
        .route("/direction/terms", get(read::terms))
        .route("/direction/versions", get(versions::versions))
        .route("/direction/versions/{number}", get(versions::version))
        .route("/direction/draft", get(versions::draft))
        .route("/direction/draft/publish", post(versions::publish))
        .route("/direction/draft/discard", post(versions::discard))
        .route(
            "/direction/edit/{kind}/{key}",
            get(edit::form).post(edit::save),
        )
        .route("/direction/new/{kind}", get(edit::blank).post(edit::add))
        .route(
            "/direction/remove/{kind}/{key}",
            get(edit::ask).post(edit::remove),
        )
        .route("/direction/files", get(files::page).post(files::upload))
        .route("/direction/files.zip", get(files::download))
}

/// The same for everybody.
pub(crate) fn style_sheet() -> Routes {
    Routes::new().route(STYLE, get(style))
}

pub(crate) fn may_view(ctx: &Context) -> bool {
    permit::<action::ViewDirection>(ctx).is_ok()
}

pub(crate) fn may_edit(ctx: &Context) -> bool {
    permit::<action::EditDirection>(ctx).is_ok()
}

/// Of these pages alone: the poster, its A3 print, the figure, changes side by side. The number
/// goes up with every change, because browsers keep the file.
const STYLE: &str = "/direction/style-2.css";

async fn style() -> Response {
    let kept = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
    (headers, include_str!("style.css")).into_response()
}

/// Which state a page is asked for: `?v=draft`, `?v=3`, or the one in force.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct At {
    v: Option<String>,
}

impl At {
    /// # Errors
    /// "Not found" when it names none.
    fn which(&self) -> Result<Which, Failure> {
        match self.v.as_deref() {
            None | Some("") => Ok(Which::Published),
            Some("draft") => Ok(Which::Draft),
            Some(number) => {
                let number = number.parse().map_err(|_| Failure::not_found())?;
                Ok(Which::Number(number))
            }
        }
    }
}

/// What all these pages have: words, tabs, and what is said when it is not the state in force.
pub(crate) struct Frame {
    pub t: Text,
    pub tabs: Vec<Link>,
    pub style: &'static str,
    /// `?v=...` for links to the same state.
    pub query: String,
    pub notice: Option<String>,
    /// Whether what is shown can be edited: by the office, in the draft or in force without one.
    pub edits: bool,
    pub office: bool,
}

impl Frame {
    /// `here` is the tab that is open.
    fn new(visit: &Visit, here: &str, reading: Option<&Reading>, which: Which) -> Self {
        let lang = visit.ctx.lang;
        let t = Text::new(lang);
        let query = match which {
            Which::Published => String::new(),
            Which::Draft => "?v=draft".to_owned(),
            Which::Number(number) => format!("?v={number}"),
        };
        let office = may_edit(&visit.ctx);
        let mut tabs: Vec<Link> = [
            ("/direction", t.tab_poster()),
            ("/direction/foundation", t.tab_foundation()),
            ("/direction/competences", t.tab_competences()),
            ("/direction/commission", t.tab_commission()),
            ("/direction/terms", t.tab_terms()),
            ("/direction/thread", t.thread_heading()),
        ]
        .into_iter()
        .map(|(href, label)| Link::new(format!("{href}{query}"), label).current(href == here))
        .collect();
        let mut further = vec![("/direction/versions", t.tab_versions())];
        if office {
            further.push(("/direction/draft", t.tab_draft()));
            further.push(("/direction/files", t.tab_files()));
        }
        let further = further.into_iter();
        tabs.extend(further.map(|(href, label)| Link::new(href, label).current(href == here)));
        let notice = match which {
            Which::Published => None,
            Which::Draft => Some(t.notice_draft()),
            Which::Number(number) => {
                let day = reading.map(|reading| language::date(lang, local(reading.version.at)));
                Some(t.notice_number(day.unwrap_or_default(), number))
            }
        };
        Self {
            t,
            tabs,
            style: STYLE,
            query,
            notice,
            edits: office && matches!(which, Which::Draft | Which::Published),
            office,
        }
    }
}

/// The day in Denmark.
fn local(at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
    at.with_timezone(&chrono_tz::Europe::Copenhagen)
        .date_naive()
}

/// A text as HTML, with the language it is in.
pub(crate) struct Prose {
    pub html: String,
    pub lang: &'static str,
}

/// Writes texts of one state in one language.
pub(crate) struct Pen {
    glossary: Glossary,
    danish: Option<Glossary>,
    lang: Lang,
}

impl Pen {
    fn new(direction: &Direction, lang: Lang) -> Self {
        Self {
            glossary: Glossary::new(&direction.terms, lang),
            // Where the English is missing the Danish is shown, with its own words.
            danish: (lang == Lang::En).then(|| Glossary::new(&direction.terms, Lang::Da)),
            lang,
        }
    }

    fn write(&self, words: &Words) -> Prose {
        self.explain(words, None)
    }

    /// A text that explains the term `own`.
    fn explain(&self, words: &Words, own: Option<&str>) -> Prose {
        let lang = words.lang(self.lang);
        let glossary = match &self.danish {
            Some(danish) if lang == Lang::Da => danish,
            _ => &self.glossary,
        };
        Prose {
            html: domain::rich(words.pick(self.lang), glossary, own),
            lang: lang.tag(),
        }
    }
}

/// The state a page is asked for. `None` only when nothing has been published yet; a draft or a
/// number that does not exist is not found.
async fn reading(visit: &Visit, which: Which) -> Result<Option<Reading>, Failure> {
    let reading = query::version(&visit.ctx, &visit.db, which).await?;
    if reading.is_none() && which != Which::Published {
        return Err(Failure::not_found());
    }
    Ok(reading)
}

fn shell(visit: &Visit) -> Shell {
    let t = Text::new(visit.ctx.lang);
    visit.shell.clone().crumb("/direction", t.nav())
}

/// The name that a version carries.
fn author(visit: &Visit) -> String {
    visit.shell.person.clone().unwrap_or_default()
}
