//! All sessions, as years of weeks and as a list.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use figures::{CalendarWeek, CalendarWords, Figure, YearCalendar};
use kit::{Failure, Link, Shell, Visit, page as shown};

use super::tabs;
use crate::{Text, domain::Design, query};

#[derive(Template)]
#[template(path = "programme/calendar.html")]
struct CalendarPage {
    shell: Shell,
    t: Text,
    tabs: Vec<Link>,
    years: Vec<(i32, Figure)>,
    rows: Vec<CalendarRow>,
}

struct CalendarRow {
    when: String,
    name: String,
    href: String,
    cohort: String,
    room: String,
    teachers: String,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let sessions = query::sessions(&tx).await?;
    let Some(reading) = query::design_for_all(&tx).await? else {
        return super::overview::no_programme(visit);
    };
    let design = &reading.design;
    let days: Vec<NaiveDate> = sessions.iter().map(|session| session.day).collect();
    let rows = sessions
        .iter()
        .map(|session| CalendarRow {
            when: query::days(
                t.lang(),
                session.day,
                session.dates().last().unwrap_or(session.day),
            ),
            name: query::title(design, session, t.lang()),
            href: format!("/programme/sessions/{}", session.id),
            cohort: session
                .cohort
                .map_or_else(|| t.everybody(), |number| t.cohort_name(number)),
            room: crate::feed::place(design, &session.room, t.lang()).unwrap_or_default(),
            teachers: session
                .teachers
                .iter()
                .filter_map(|key| Some(design.schedule.teacher(key)?.name.clone()))
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    shown(&CalendarPage {
        tabs: tabs(&visit, "/programme/calendar"),
        years: if days.is_empty() {
            Vec::new()
        } else {
            years(design, &days, &t)
        },
        rows,
        shell: visit.shell.clone(),
        t,
    })
}

fn years(design: &Design, days: &[NaiveDate], t: &Text) -> Vec<(i32, Figure)> {
    let end = design.schedule.end(design.programme.years);
    (design.schedule.start.year()..=end.year())
        .map(|year| (year, year_calendar(design, days, t, year)))
        .filter(|(year, _)| days.iter().any(|day| day.year() == *year))
        .map(|(year, calendar)| (year, calendar.draw()))
        .collect()
}

fn year_calendar(design: &Design, days: &[NaiveDate], t: &Text, year: i32) -> YearCalendar {
    let mut months: BTreeMap<u32, Vec<CalendarWeek>> = BTreeMap::new();
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let mut monday = first.week(Weekday::Mon).first_day();
    while monday < first {
        monday = monday + Days::new(7);
    }
    while monday.year() == year {
        let week = monday.week(Weekday::Mon);
        let in_week = |day: &&NaiveDate| **day >= week.first_day() && **day <= week.last_day();
        // Closed is a week that has not one open weekday.
        let closed: Vec<_> = monday
            .iter_days()
            .take(5)
            .map(|day| design.schedule.closed_on(day))
            .collect();
        months
            .entry(monday.month())
            .or_default()
            .push(CalendarWeek {
                number: u8::try_from(monday.iso_week().week()).unwrap_or(0),
                sessions: u32::try_from(days.iter().filter(in_week).count()).unwrap_or(0),
                closed: if closed.iter().all(Option::is_some) {
                    closed
                        .first()
                        .copied()
                        .flatten()
                        .map(|closed| closed.name.pick(t.lang()).to_owned())
                } else {
                    None
                },
            });
        monday = monday + Days::new(7);
    }
    YearCalendar {
        id: format!("year-{year}"),
        title: t.calendar_year(year.to_string()),
        months: months
            .into_iter()
            .map(|(month, weeks)| {
                let day = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
                (crate::plan::month_name(t.lang(), day), weeks)
            })
            .collect(),
        words: CalendarWords {
            month: t.calendar_month(),
            week: t.calendar_week(),
            sessions: t.book_sessions(),
            closed: t.calendar_closed(),
            summary: t.calendar_summary(),
        },
    }
}
