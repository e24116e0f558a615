//! Sessions and gatherings as calendar events, with keys that stay the same in every plan.

use base::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use documents::ics::{Calendar, Event};

use crate::{
    Text,
    domain::{Design, Hours, Preparation},
    plan::ProposedPlan,
};

/// The key of one day of a session: by cohort and module, so that it survives a new plan.
#[must_use]
pub fn session_uid(programme: &str, cohort: usize, module: &str, day: usize) -> String {
    format!(
        "{programme}.cohort-{}.{module}.{}@pejl",
        cohort + 1,
        day + 1
    )
}

/// The key of a gathering, by its place among the gatherings.
#[must_use]
pub fn gathering_uid(programme: &str, number: usize) -> String {
    format!("{programme}.gathering-{}.1@pejl", number + 1)
}

/// The whole programme as one calendar.
#[must_use]
pub fn programme(
    design: &Design,
    plan: &ProposedPlan,
    lang: Lang,
    stamp: DateTime<Utc>,
) -> Calendar {
    let text = Text::new(lang);
    let mut events = Vec::new();
    for session in &plan.sessions {
        let Some(module) = design.programme.module(&session.module) else {
            continue;
        };
        for (number, day) in session.days.iter().enumerate() {
            let cohort = text.cohort_name(session.cohort + 1);
            events.push(event(
                session_uid(
                    &design.programme.key,
                    session.cohort,
                    &session.module,
                    number,
                ),
                *day,
                design.schedule.hours,
                text.feed_session(cohort, module.name.pick(lang)),
                place(design, &session.room, lang),
                preparation(&text, &module.preparation),
                stamp,
            ));
        }
    }
    for (number, gathering) in plan.gatherings.iter().enumerate() {
        events.push(event(
            gathering_uid(&design.programme.key, number),
            gathering.day,
            design.schedule.gatherings.hours,
            design.programme.gatherings.name.pick(lang).to_owned(),
            place(design, &gathering.room, lang),
            preparation(&text, &design.programme.gatherings.preparation),
            stamp,
        ));
    }
    events.sort_by(|a, b| (a.begins, &a.uid).cmp(&(b.begins, &b.uid)));
    Calendar {
        name: design.programme.name.pick(lang).to_owned(),
        zone: design.schedule.zone,
        language: lang.tag(),
        events,
    }
}

pub(crate) fn event(
    uid: String,
    day: NaiveDate,
    hours: Hours,
    summary: String,
    place: Option<String>,
    description: Option<String>,
    stamp: DateTime<Utc>,
) -> Event {
    Event {
        uid,
        stamp,
        sequence: 0,
        begins: day.and_time(hours.begins),
        ends: day.and_time(hours.ends),
        summary,
        place,
        description,
        cancelled: false,
    }
}

/// Room and site.
#[must_use]
pub fn place(design: &Design, room: &str, lang: Lang) -> Option<String> {
    let room = design.schedule.room(room)?;
    Some(match design.schedule.site(&room.site) {
        Some(site) => format!("{}, {}", room.name, site.name.pick(lang)),
        None => room.name.clone(),
    })
}

/// What to prepare, a line each with its minutes.
pub(crate) fn preparation(text: &Text, preparation: &[Preparation]) -> Option<String> {
    let lines: Vec<String> = preparation
        .iter()
        .map(|each| text.feed_preparation(each.minutes, each.text.pick(text.lang())))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
