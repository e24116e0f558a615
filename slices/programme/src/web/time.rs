//! *Tidsforbrug*: the minutes that the plan asks for, before it is published and after.

use askama::Template;
use axum::{Extension, response::Response};
use base::Problem;
use kit::{Ask, Asks, Failure, Link, Often, Shell, Visit, Whom, page as shown};

use super::tabs;
use crate::{
    Text,
    burden::{self, Asked, Quarter, REQUIRED_AT_MOST},
    query::{self, State},
};

#[derive(Template)]
#[template(path = "programme/time.html")]
struct TimePage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    /// Nothing before there is a plan.
    counted: Option<Counted>,
    asks: Vec<AskRow>,
}

struct Counted {
    plan: String,
    required: String,
    too_much: bool,
    years: Vec<Year>,
}

struct Year {
    year: i32,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    cells: Vec<(String, String)>,
}

struct AskRow {
    what: String,
    whom: String,
    often: String,
    minutes: u32,
    required: bool,
}

pub(super) async fn page(
    visit: Visit,
    Extension(asks): Extension<Asks>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let counted = match query::plan_to_count(&tx).await? {
        None => None,
        Some(plan) => {
            let design = query::design_of(&tx, plan.version).await?.design;
            let quarters = burden::of(&design, &plan.content, &asks);
            let most = burden::most_required(&quarters);
            let mut years: Vec<Year> = Vec::new();
            let mut sums: Vec<Asked> = Vec::new();
            for (Quarter { year, number }, asked) in &quarters {
                if years.last().is_none_or(|last| last.year != *year) {
                    let rows = Vec::new();
                    years.push(Year { year: *year, rows });
                    sums.push(Asked::default());
                }
                if let (Some(last), Some(sum)) = (years.last_mut(), sums.last_mut()) {
                    last.rows.push(row(&t, t.time_quarter_name(*number), asked));
                    sum.add(asked);
                }
            }
            for (year, sum) in years.iter_mut().zip(&sums) {
                year.rows.push(row(&t, t.time_sum(), sum));
            }
            Some(Counted {
                plan: match plan.state {
                    State::Published => t.time_in_force(),
                    _ => t.time_proposal(plan.number),
                },
                required: required(&t, most),
                too_much: most > REQUIRED_AT_MOST,
                years,
            })
        }
    };
    shown(&TimePage {
        tabs: tabs(&visit, "/programme/time"),
        counted,
        asks: asks.iter().map(|ask| ask_row(&t, ask)).collect(),
        shell: visit.shell,
        t,
    })
}

/// What is required of a leader in the fullest quarter, in words.
pub(super) fn required(t: &Text, minutes: u32) -> String {
    if minutes > REQUIRED_AT_MOST {
        t.time_too_much(minutes, REQUIRED_AT_MOST)
    } else {
        t.time_required(minutes, REQUIRED_AT_MOST)
    }
}

fn row(t: &Text, name: String, asked: &Asked) -> Row {
    let hours = f64::from(asked.room) / 60.0;
    let decimals = usize::from(!asked.room.is_multiple_of(60));
    Row {
        name,
        cells: vec![
            (
                t.time_room(),
                t.hours_count(language::decimal(t.lang(), hours, decimals)),
            ),
            (t.time_learning(), t.minutes(asked.learning)),
            (t.time_forms_required(), t.minutes(asked.required)),
            (t.time_free(), t.minutes(asked.free)),
            (t.time_own_leader(), t.minutes(asked.own_leader)),
            (t.time_employee(), t.minutes(asked.employee)),
        ],
    }
}

fn ask_row(t: &Text, ask: &Ask) -> AskRow {
    AskRow {
        what: (ask.what)(t.lang()),
        whom: match ask.whom {
            Whom::Leader => t.time_whom_leader(),
            Whom::OwnLeader => t.time_own_leader(),
            Whom::Employee => t.time_employee(),
        },
        often: match ask.often {
            Often::Module => t.time_often_module(),
            Often::Week => t.time_often_week(),
            Often::Year => t.time_often_year(),
        },
        minutes: ask.minutes,
        required: ask.required,
    }
}
