//! What this slice says on pages of others: *Min side*, the office's overview, a session's page.

use askama::Template;
use base::{Id, Problem};
use kit::{Failure, Visit};
use programme::query::{Session, days};

use super::{hours, whole};
use crate::{Text, domain::Arrangement, query};

#[derive(Template)]
#[template(path = "cover/card_mine.html")]
struct Mine {
    t: Text,
    next: String,
    deputy: String,
    cover: String,
    href: String,
}

pub(super) async fn mine(visit: Visit) -> Result<Option<String>, Failure> {
    let ctx = &visit.ctx;
    let may = access::within::<access::action::ArrangeCover>(ctx).is_ok();
    let Some(person) = ctx.actor.person().filter(|_| may) else {
        return Ok(None);
    };
    let tx = visit.db.read(ctx).await.map_err(Problem::from)?;
    let Some(mine) = query::mine(&tx, person).await? else {
        return Ok(None);
    };
    let t = Text::new(ctx.lang);
    let Some((session, title)) = mine.ahead.first() else {
        return Ok(None);
    };
    let card = Mine {
        next: t.mine_next(
            hours(t.lang(), query::minutes_away(session).into()),
            title,
            days(
                t.lang(),
                session.day,
                session.dates().last().unwrap_or(session.day),
            ),
        ),
        cover: cover(&t, &mine.arrangement, session.days),
        deputy: mine.arrangement.deputy,
        href: format!("/cover/units/{}", mine.unit),
        t,
    };
    Ok(Some(card.render()?))
}

/// What cover a unit needs for so many days, in words; empty where it has not said.
fn cover(t: &Text, said: &Arrangement, days: u32) -> String {
    match said.minutes {
        None => String::new(),
        Some(0) => t.cover_none(),
        Some(minutes) => t.cover_hours(hours(t.lang(), u64::from(minutes) * u64::from(days))),
    }
}

#[derive(Template)]
#[template(path = "cover/card_office.html")]
struct Office {
    t: Text,
    spent: String,
    ahead: String,
    without: usize,
    units: usize,
}

pub(super) async fn office(visit: Visit) -> Result<Option<String>, Failure> {
    if access::permit::<access::action::ViewCover>(&visit.ctx).is_err() {
        return Ok(None);
    }
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let totals = query::totals(&tx).await?;
    if totals.sums.all.absences == 0 {
        return Ok(None);
    }
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let card = Office {
        spent: hours(lang, totals.sums.held.away),
        ahead: hours(lang, totals.sums.ahead.away),
        without: totals.without_deputy.len(),
        units: totals.units,
        t,
    };
    Ok(Some(card.render()?))
}

#[derive(Template)]
#[template(path = "cover/session.html")]
struct OfSession {
    t: Text,
    each: String,
    own: Option<Own>,
    sums: Vec<(String, String)>,
    unsaid: u32,
}

struct Own {
    deputy: String,
    cover: String,
}

/// Hours away and cover, on a session's page.
pub(super) async fn session(visit: Visit, id: Id<Session>) -> Result<Option<String>, Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let told = query::of_session(&tx, id).await?;
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let mut sums = Vec::new();
    let mut unsaid = 0;
    if let Some(sum) = told.sum {
        sums.push((t.away(), hours(lang, sum.away)));
        sums.push((t.cover(), hours(lang, sum.cover)));
        if let Some(rates) = told.rates {
            sums.push((t.price(), t.kroner(whole(lang, sum.kroner(rates)))));
        }
        unsaid = sum.unsaid;
    }
    let part = OfSession {
        each: t.session_each(told.days, hours(lang, told.minutes.into())),
        own: told.own.map(|own| Own {
            cover: cover(&t, &own, told.days),
            deputy: own.deputy,
        }),
        sums,
        unsaid,
        t,
    };
    Ok(Some(part.render()?))
}
