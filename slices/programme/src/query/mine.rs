//! A leader's own programme, for *Min side* and the calendar feed.

use access::{Ties, action, within};
use base::{Context, Id, Lang, PersonTag, Problem, Secret};
use chrono::{DateTime, NaiveDate, Utc};
use db::{Database, ReadTx};
use documents::ics::{Calendar, Event};

use super::{Reading, Session, local, names, title};
use crate::{
    Text,
    domain::{Design, Preparation},
    feed, store,
};

/// What is next, with whom, and the way through.
#[derive(Clone, Debug)]
pub struct MyProgramme {
    pub cohort: Option<i32>,
    pub next: Option<Next>,
    /// The members of the learning group of this year, the person among them.
    pub group: Vec<String>,
    pub path: Vec<Step>,
    /// Places at other cohorts' sessions that wait for an answer: the own session, the other one,
    /// and what both are called.
    pub offers: Vec<(Session, Session, String)>,
}

/// The next session.
#[derive(Clone, Debug)]
pub struct Next {
    pub session: Session,
    pub title: String,
    pub place: String,
    pub preparation: Vec<Preparation>,
    pub minutes: u32,
}

/// One step of the way through the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub id: Id<Session>,
    pub day: NaiveDate,
    pub title: String,
    pub done: bool,
    pub gathering: bool,
}

/// The person's own programme; nothing where no plan is in force or the person has no place.
///
/// # Errors
/// When the reader may not see it, or the database fails.
pub async fn my_programme(
    tx: &ReadTx,
    person: Id<PersonTag>,
) -> Result<Option<MyProgramme>, Problem> {
    let ctx = tx.ctx();
    within::<action::SeeOwnPage>(ctx)?.admit(person, &Ties::none().owned_by([person]))?;
    let Some(Reading { design, .. }) = super::design_for_all(tx).await? else {
        return Ok(None);
    };
    let sessions = store::sessions::of_person(tx, person).await?;
    if sessions.is_empty() {
        return Ok(None);
    }
    let now = local(ctx);
    let next = sessions.iter().find(|session| session.ends_at() > now);
    let members = super::learning_group(tx, person).await?;
    let known = names(tx, &members).await?;
    let mut group: Vec<String> = members
        .iter()
        .filter_map(|member| known.get(member).cloned())
        .collect();
    language::sort_by_name(ctx.lang, &mut group, |name| name);
    let offers = super::offers(tx, person).await?;
    Ok(Some(MyProgramme {
        offers: offers
            .into_iter()
            .map(|(own, offered)| {
                let name = title(&design, &offered, ctx.lang);
                (own, offered, name)
            })
            .collect(),
        cohort: store::sessions::cohort_of(tx, person).await?,
        next: next.map(|session| describe(&design, session, ctx.lang)),
        group,
        path: sessions
            .iter()
            .map(|session| Step {
                id: session.id,
                day: session.day,
                title: title(&design, session, ctx.lang),
                done: session.ends_at() <= now,
                gathering: session.module.is_none(),
            })
            .collect(),
    }))
}

fn describe(design: &Design, session: &Session, lang: Lang) -> Next {
    let preparation = prepared(design, session).to_vec();
    Next {
        title: title(design, session, lang),
        place: feed::place(design, &session.room, lang).unwrap_or_default(),
        minutes: preparation.iter().map(|each| each.minutes).sum(),
        preparation,
        session: session.clone(),
    }
}

/// What is to be prepared for a session.
#[must_use]
pub fn prepared<'a>(design: &'a Design, session: &Session) -> &'a [Preparation] {
    let module = session
        .module
        .as_deref()
        .and_then(|key| design.programme.module(key));
    module.map_or(&design.programme.gatherings.preparation, |module| {
        &module.preparation
    })
}

/// The calendar that a secret address opens; nothing when it opens none. Asked without a sign-in:
/// whoever has the secret has the calendar.
///
/// # Errors
/// When the database fails.
pub async fn calendar(
    db: &Database,
    now: DateTime<Utc>,
    secret: &Secret,
    lang: Lang,
) -> Result<Option<Calendar>, Problem> {
    let ctx = Context::system("calendar", now);
    let tx = db.read(&ctx).await?;
    let Some(person) = store::room::calendar_of(&tx, secret).await? else {
        return Ok(None);
    };
    let Some(Reading { design, .. }) = super::design_for_all(&tx).await? else {
        return Ok(Some(empty(lang)));
    };
    let mut sessions = store::sessions::of_person(&tx, person).await?;
    for teacher in &design.schedule.teachers {
        if super::teacher_person(&teacher.key) == person {
            sessions.extend(store::sessions::taught_by(&tx, &teacher.key).await?);
        }
    }
    let text = Text::new(lang);
    let events = sessions
        .iter()
        .flat_map(|session| events(&design, session, &text))
        .collect();
    Ok(Some(Calendar {
        name: design.programme.name.pick(lang).to_owned(),
        zone: design.schedule.zone,
        language: lang.tag(),
        events,
    }))
}

fn empty(lang: Lang) -> Calendar {
    Calendar {
        name: "Pejl".to_owned(),
        zone: chrono_tz::Europe::Copenhagen,
        language: lang.tag(),
        events: Vec::new(),
    }
}

/// One event per day, each with a key that no later plan changes.
pub(crate) fn events(design: &Design, session: &Session, text: &Text) -> Vec<Event> {
    let lang = text.lang();
    session
        .dates()
        .enumerate()
        .map(|(number, day)| Event {
            uid: format!(
                "{}.{}.{}@pejl",
                design.programme.key,
                session.code,
                number + 1
            ),
            stamp: session.changed_at,
            sequence: session.sequence,
            begins: day.and_time(session.begins),
            ends: day.and_time(session.ends),
            summary: title(design, session, lang),
            place: feed::place(design, &session.room, lang),
            description: feed::preparation(text, prepared(design, session)),
            cancelled: false,
        })
        .collect()
}
