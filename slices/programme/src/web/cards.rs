//! What this slice shows on *Min side* and on the office's overview.

use askama::Template;
use base::{Problem, Role};
use kit::{Failure, Visit, initials};

use crate::{
    Text,
    query::{self, MyProgramme, Reading, Today},
};

#[derive(Template)]
#[template(path = "programme/card_mine.html")]
struct Mine {
    t: Text,
    /// A place at another cohort's session: what it says, and where one answers.
    offers: Vec<(String, String)>,
    next: Option<NextView>,
    /// Initials and names.
    group: Vec<(String, String)>,
    path: Vec<StepView>,
    done: usize,
}

struct NextView {
    title: String,
    href: String,
    when: String,
    hours: String,
    place: String,
    minutes: u32,
    preparation: Vec<(u32, String)>,
}

struct StepView {
    title: String,
    href: String,
    when: String,
    done: bool,
}

pub(super) async fn mine(visit: Visit) -> Result<Option<String>, Failure> {
    let Some(person) = visit.ctx.actor.person() else {
        return Ok(None);
    };
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let Some(MyProgramme {
        next,
        group,
        path,
        offers,
        ..
    }) = query::my_programme(&tx, person).await?
    else {
        return Ok(None);
    };
    let t = Text::new(visit.ctx.lang);
    let lang = t.lang();
    let card = Mine {
        offers: offers
            .into_iter()
            .map(|(own, offered, title)| {
                let cohort = offered
                    .cohort
                    .map_or_else(String::new, |number| t.cohort_name(number));
                let day = language::date_with_weekday(lang, offered.day);
                (
                    t.card_offer(cohort, day, title),
                    format!("/programme/sessions/{}#others", own.id),
                )
            })
            .collect(),
        next: next.map(|next| NextView {
            href: format!("/programme/sessions/{}", next.session.id),
            when: query::days(
                lang,
                next.session.day,
                next.session.dates().last().unwrap_or(next.session.day),
            ),
            hours: t.hours(
                language::time(lang, next.session.begins),
                language::time(lang, next.session.ends),
            ),
            place: next.place,
            minutes: next.minutes,
            preparation: next
                .preparation
                .iter()
                .map(|each| (each.minutes, each.text.pick(lang).to_owned()))
                .collect(),
            title: next.title,
        }),
        group: group
            .into_iter()
            .map(|name| (initials(&name), name))
            .collect(),
        done: path.iter().filter(|step| step.done).count(),
        path: path
            .into_iter()
            .map(|step| StepView {
                href: format!("/programme/sessions/{}", step.id),
                when: language::date(lang, step.day),
                title: step.title,
                done: step.done,
            })
            .collect(),
        t,
    };
    Ok(Some(card.render()?))
}

#[derive(Template)]
#[template(path = "programme/card_teaching.html")]
struct Teaching {
    t: Text,
    sessions: Vec<StepView>,
}

/// A teacher's own coming sessions.
pub(super) async fn teaching(visit: Visit) -> Result<Option<String>, Failure> {
    let Some(person) = visit
        .ctx
        .actor
        .person()
        .filter(|_| visit.ctx.actor.has(Role::Teacher))
    else {
        return Ok(None);
    };
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let Some(Reading { design, .. }) = query::design_for_all(&tx).await? else {
        return Ok(None);
    };
    let t = Text::new(visit.ctx.lang);
    let today = query::local(&visit.ctx).date();
    let mut sessions = Vec::new();
    for teacher in &design.schedule.teachers {
        if query::teacher_person(&teacher.key) == person {
            sessions.extend(
                crate::store::sessions::taught_by(&tx, &teacher.key)
                    .await
                    .map_err(Problem::from)?,
            );
        }
    }
    if sessions.is_empty() {
        return Ok(None);
    }
    let ahead = sessions
        .iter()
        .filter(|session| session.ends_at().date() >= today)
        .take(5);
    let card = Teaching {
        sessions: ahead
            .map(|session| StepView {
                title: query::title(&design, session, t.lang()),
                href: format!("/programme/sessions/{}", session.id),
                when: language::date_with_weekday(t.lang(), session.day),
                done: false,
            })
            .collect(),
        t,
    };
    Ok(Some(card.render()?))
}

#[derive(Template)]
#[template(path = "programme/card_office.html")]
struct Office {
    t: Text,
    today: Today,
    unticked: Vec<StepView>,
    unstaffed: Vec<StepView>,
    waiting: Vec<(StepView, usize)>,
    soon: Vec<StepView>,
}

pub(super) async fn office(visit: Visit) -> Result<Option<String>, Failure> {
    if access::permit::<access::action::SeeOfficeOverview>(&visit.ctx).is_err() {
        return Ok(None);
    }
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let design = query::design(&tx).await?.map(|reading| reading.design);
    let fields = match &design {
        Some(design) => query::fields(&visit.ctx, &visit.db, design).await?,
        None => Vec::new(),
    };
    let today = query::today(&tx, &fields).await?;
    let t = Text::new(visit.ctx.lang);
    let line = |(session, title): &(query::Session, String)| StepView {
        title: match session.cohort {
            Some(number) => t.move_session(t.cohort_name(number), title),
            None => title.clone(),
        },
        href: format!("/programme/sessions/{}", session.id),
        when: language::date_with_weekday(t.lang(), session.day),
        done: false,
    };
    let card = Office {
        unticked: today.unticked.iter().map(line).collect(),
        unstaffed: today.unstaffed.iter().map(line).collect(),
        waiting: today
            .waiting
            .iter()
            .map(|(session, name, count)| (line(&(session.clone(), name.clone())), *count))
            .collect(),
        soon: today.soon.iter().map(line).collect(),
        today,
        t,
    };
    Ok(Some(card.render()?))
}
