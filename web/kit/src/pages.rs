//! The kit's own pages.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use base::{Lang, Page, Problem};
use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    Choice, Failure, Form, Link, Onward, Pages, PublicVisit, Routes, Shell, Site, Stage, Step,
    Text, Typed, get, page, post, refused, reply, samples,
};

/// Everything of this crate that is mounted beside the slices.
#[must_use]
pub fn routes(site: &Site) -> Routes {
    let routes = Routes::new()
        .route("/was", get(accessibility))
        .route("/language", post(language));
    if site.is_demo() || cfg!(debug_assertions) {
        return routes.merge(components());
    }
    routes
}

#[derive(Template)]
#[template(path = "kit/was.html")]
struct Accessibility {
    t: Text,
    shell: Shell,
    contact: Option<String>,
}

/// `GET /was`: *Tilgængelighedserklæring*.
async fn accessibility(visit: PublicVisit, State(site): State<Site>) -> Result<Response, Failure> {
    page(&Accessibility {
        contact: site.contact().map(str::to_owned),
        t: visit.shell.text(),
        shell: visit.shell,
    })
}

#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    next: String,
}

/// `POST /language`: the same page in the other language. An account remembers it, and so does the
/// browser for the pages before sign-in.
async fn language(
    visit: PublicVisit,
    State(site): State<Site>,
    form: Form<Chosen>,
) -> Result<Response, Failure> {
    let onward = Onward::to(reply::local(&form.value.next));
    let Ok(lang) = form.value.lang.parse::<Lang>() else {
        return Ok(onward.into_response());
    };
    if let Some(visitor) = &visit.visitor {
        site.control()
            .speak(&visit.ctx, visitor, lang)
            .await
            .map_err(Problem::from)?;
    }
    Ok(onward.speaking(lang).into_response())
}

/// `GET` and `POST /kit`: the living page of components. In the demo and while developing only.
fn components() -> Routes {
    Routes::new().route("/kit", get(show_components).post(send_components))
}

#[derive(Template)]
#[template(path = "kit/components.html", blocks = ["module_form"])]
struct Components {
    t: Text,
    shell: Shell,
    typed: Typed,
    rows: Vec<(String, String, String)>,
    steps: Vec<Step>,
    tabs: Vec<Link>,
    pages: Pages,
    facts: Vec<(String, String)>,
    levels: Vec<Choice>,
    forms: Vec<Choice>,
    fields: Vec<Choice>,
    figures: Vec<String>,
}

impl Components {
    fn new(shell: Shell, typed: Typed) -> Self {
        let t = shell.text();
        let list = Page {
            items: vec![(); 20],
            first: 20,
            size: 20,
            total: 55,
        };
        let day = |month| NaiveDate::from_ymd_opt(2027, month, 3).unwrap_or_default();
        Self {
            rows: (1..=3)
                .map(|n| {
                    (
                        n.to_string(),
                        (18 + n).to_string(),
                        language::date(shell.lang, day(n)),
                    )
                })
                .collect(),
            steps: vec![
                Step::new(Stage::Done, "/kit", t.kit_step_file()),
                Step::new(Stage::Done, "/kit", t.kit_step_columns()),
                Step::new(Stage::Current, "/kit", t.kit_step_preview()),
                Step::new(Stage::Ahead, "", t.kit_step_accept()),
            ],
            tabs: vec![
                Link::new("/kit", t.kit_tab_one()).current(true),
                Link::new("/kit?cohorts", t.kit_tab_two()),
                Link::new("/kit?rooms", t.kit_tab_three()),
            ],
            pages: Pages::of(&list, "/kit"),
            facts: vec![
                (t.kit_fact_goal(), t.kit_fact_goal_text()),
                (t.kit_fact_time(), t.kit_fact_time_text()),
            ],
            levels: vec![
                Choice::new(1, "1"),
                Choice::new(2, "2"),
                Choice::new(3, "3"),
            ],
            forms: vec![
                Choice::new("room", t.kit_field_form_a()),
                Choice::new("home", t.kit_field_form_b()).hint(t.kit_field_form_b_hint()),
            ],
            fields: ["Compliance", "Performance", "Emergens", "Resiliens"]
                .map(|name| Choice::new(name.to_lowercase(), name))
                .into(),
            figures: samples::drawn(shell.lang),
            t,
            shell,
            typed,
        }
    }
}

async fn show_components(visit: PublicVisit) -> Result<Response, Failure> {
    page(&Components::new(visit.shell, Typed::new()))
}

async fn send_components(visit: PublicVisit, form: Form) -> Result<Response, Failure> {
    let (mut typed, lang) = (form.typed, visit.ctx.lang);
    typed.call("name", visit.shell.text().kit_field_name());
    for field in ["name", "secret", "goal", "level", "shape"] {
        let _ = typed.required(field, lang);
    }
    let _ = (
        typed.date("start", lang),
        typed.time("begins", lang),
        typed.whole::<u32>("seats", lang),
    );
    let text = visit.shell.text();
    if !typed.is_refused() {
        return Ok(Onward::to("/kit").saying(text.kit_sent()).into_response());
    }
    let view = Components::new(visit.shell, typed);
    if visit.fragment {
        refused(&view.as_module_form())
    } else {
        refused(&view)
    }
}
