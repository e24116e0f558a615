//! One unit: who leads while the leader is away, and what cover it needs.

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Id, Problem};
use kit::{Failure, Form, Onward, Shell, Typed, Visit, page as shown, refused};
use people::query::UnitTag;
use programme::query::days;

use super::hours;
use crate::{
    Text, command,
    domain::{Arrangement, LONGEST_COVER, LONGEST_NAME},
    query,
};

#[derive(Template)]
#[template(path = "cover/unit.html")]
struct UnitPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    heading: String,
    action: String,
    /// The reader's own days away: when, what, how long.
    ahead: Vec<(String, String, String)>,
}

async fn view(visit: Visit, unit: Id<UnitTag>, typed: Option<Typed>) -> Result<UnitPage, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let (name, said) = query::arrangement(&tx, unit).await?;
    let mine = match visit.ctx.actor.person() {
        Some(person) if access::within::<access::action::SeeOwnPage>(&visit.ctx).is_ok() => {
            query::mine(&tx, person).await?
        }
        _ => None,
    };
    drop(tx);
    let typed = typed.unwrap_or_else(|| {
        let minutes = said.minutes.map(|minutes| in_hours(&t, minutes));
        Typed::filled([
            ("deputy", said.deputy.clone()),
            ("hours", minutes.unwrap_or_default()),
        ])
    });
    let ahead = mine.filter(|mine| mine.unit == unit).map(|mine| {
        let lines = mine.ahead.into_iter().map(|(session, title)| {
            let last = session.dates().last().unwrap_or(session.day);
            let away = hours(t.lang(), query::minutes_away(&session).into());
            (days(t.lang(), session.day, last), title, away)
        });
        lines.collect()
    });
    Ok(UnitPage {
        heading: t.unit_heading(name),
        action: format!("/cover/units/{unit}"),
        ahead: ahead.unwrap_or_default(),
        typed,
        shell: visit.shell,
        t,
    })
}

pub(super) async fn page(visit: Visit, Path(id): Path<Id<UnitTag>>) -> Result<Response, Failure> {
    shown(&view(visit, id, None).await?)
}

/// Hours as they stand in the form: `3`, `2,5`.
fn in_hours(t: &Text, minutes: u32) -> String {
    let decimals = match minutes % 60 {
        0 => 0,
        rest if rest % 6 == 0 => 1,
        _ => 2,
    };
    language::decimal(t.lang(), f64::from(minutes) / 60.0, decimals)
}

/// Hours as people write them, in minutes.
fn minutes(said: &str) -> Option<u32> {
    let hours: f64 = said.trim().replace(',', ".").parse().ok()?;
    if !(0.0..=f64::from(LONGEST_COVER) / 60.0).contains(&hours) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 0 to the minutes of a day"
    )]
    Some((hours * 60.0).round() as u32)
}

pub(super) async fn save(
    visit: Visit,
    Path(id): Path<Id<UnitTag>>,
    form: Form,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = form.typed;
    typed.call("deputy", t.deputy());
    typed.call("hours", t.unit_hours());
    let deputy = typed.get("deputy").trim().to_owned();
    if deputy.chars().count() > LONGEST_NAME {
        typed.refuse("deputy", t.deputy_long(LONGEST_NAME));
    }
    let said = typed.get("hours").trim().to_owned();
    let cover = minutes(&said);
    if !said.is_empty() && cover.is_none() {
        typed.refuse("hours", t.unit_hours_wrong());
    }
    if typed.is_refused() {
        return refused(&view(visit, id, Some(typed)).await?);
    }
    let said = Arrangement {
        deputy,
        minutes: cover,
    };
    command::arrange(&visit.ctx, &visit.db, id, &said).await?;
    Ok(Onward::to(format!("/cover/units/{id}"))
        .saying(t.saved())
        .into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let said = [
            "3", "2,5", " 0.25 ", "0", "24", "24,1", "-1", "tre", "", "1e9", "nan",
        ];
        let read: Vec<_> = said.into_iter().map(minutes).collect();
        let whole = |minutes| Some(minutes);
        assert_eq!(
            read,
            [
                whole(180),
                whole(150),
                whole(15),
                whole(0),
                whole(1440),
                None,
                None,
                None,
                None,
                None,
                None
            ]
        );
        let t = Text::new(base::Lang::Da);
        for (minutes, said) in [(180, "3"), (150, "2,5"), (15, "0,25"), (0, "0")] {
            assert_eq!(in_hours(&t, minutes), said);
        }
    }
}
