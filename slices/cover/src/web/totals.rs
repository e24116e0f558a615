//! *Drift først*: what the programme takes from daily operations.

use access::action;
use askama::Template;
use axum::response::{IntoResponse as _, Response};
use base::Problem;
use kit::{Failure, Form, May, Onward, Shell, Typed, Visit, page as shown, refused};

use super::{hours, whole};
use crate::{
    Text, command,
    domain::{HIGHEST_RATE, Rates, Sum},
    query::{self, Totals},
};

#[derive(Template)]
#[template(path = "cover/totals.html")]
struct TotalsPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    any: bool,
    lead: String,
    standing: Vec<Row>,
    years: Vec<Row>,
    areas: Vec<Row>,
    priced: bool,
    without: Vec<(String, String)>,
    without_text: String,
    unsaid: u32,
    may_set: bool,
}

/// A sum in words, with its name first.
struct Row {
    name: String,
    away: String,
    cover: String,
    kroner: String,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    let totals = totals(&visit).await?;
    let mut typed = Typed::new();
    if let Some(rates) = totals.rates {
        typed.set("leader", rates.leader.to_string());
        typed.set("cover", rates.cover.to_string());
    }
    shown(&view(visit, &totals, typed))
}

async fn totals(visit: &Visit) -> Result<Totals, Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    Ok(query::totals(&tx).await?)
}

fn view(visit: Visit, totals: &Totals, typed: Typed) -> TotalsPage {
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let row = |name: String, sum: &Sum| Row {
        name,
        away: hours(lang, sum.away),
        cover: hours(lang, sum.cover),
        kroner: totals
            .rates
            .map(|rates| t.kroner(whole(lang, sum.kroner(rates))))
            .unwrap_or_default(),
    };
    let sums = &totals.sums;
    let mut areas: Vec<Row> = sums
        .by_area
        .iter()
        .map(|(area, sum)| {
            let name = if area.is_empty() {
                t.no_area()
            } else {
                area.clone()
            };
            row(name, sum)
        })
        .collect();
    language::sort_by_name(lang, &mut areas, |row| &row.name);
    let all = row(t.all(), &sums.all);
    TotalsPage {
        any: sums.all.absences > 0,
        lead: match totals.rates {
            Some(_) => t.totals_lead_priced(&all.away, &all.cover, &all.kroner),
            None => t.totals_lead(&all.away, &all.cover),
        },
        standing: vec![row(t.held(), &sums.held), row(t.ahead(), &sums.ahead), all],
        years: sums
            .by_year
            .iter()
            .map(|(year, sum)| row(year.to_string(), sum))
            .collect(),
        areas,
        priced: totals.rates.is_some(),
        without_text: t.without_deputy(totals.without_deputy.len(), totals.units),
        without: totals
            .without_deputy
            .iter()
            .map(|(unit, name)| (format!("/cover/units/{unit}"), name.clone()))
            .collect(),
        unsaid: sums.all.unsaid,
        may_set: access::permit::<action::SetCoverRates>(&visit.ctx).is_ok(),
        typed,
        shell: visit.shell,
        t,
    }
}

pub(super) async fn set_rates(
    visit: Visit,
    _: May<action::SetCoverRates>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    typed.call("leader", t.rate_leader());
    typed.call("cover", t.rate_cover());
    let mut rate = |name: &str| {
        let kroner = typed.whole::<u32>(name, visit.ctx.lang);
        if kroner.is_some_and(|kroner| kroner > HIGHEST_RATE) {
            typed.refuse(name, t.rate_wrong(HIGHEST_RATE));
        }
        kroner
    };
    let (leader, cover) = (rate("leader"), rate("cover"));
    let (Some(leader), Some(cover), false) = (leader, cover, typed.is_refused()) else {
        let totals = totals(&visit).await?;
        return refused(&view(visit, &totals, typed));
    };
    command::set_rates(&visit.ctx, &visit.db, Rates { leader, cover }).await?;
    Ok(Onward::to("/cover").saying(t.saved()).into_response())
}
