//! The form of a step: one screen, under a minute, with most of it filled in.

use access::action;
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Id, Lang, PersonTag, Problem};
use kit::{Choice, Failure, Form, May, Onward, Shell, Typed, Visit, page, refused};

use super::person;
use crate::{
    Text, command,
    domain::{LONGEST, Shared, Step, Tied, Wording, within_a_sentence},
    query::{self, Suggested},
};

#[derive(Template)]
#[template(path = "practice/form.html")]
struct StepForm {
    shell: Shell,
    t: Text,
    typed: Typed,
    heading: String,
    action: String,
    makkers: Vec<Choice>,
    modules: Vec<Choice>,
    fields: Vec<Choice>,
    guideposts: Vec<Choice>,
    aims: Vec<Choice>,
}

impl StepForm {
    fn new(visit: &Visit, typed: Typed, offer: &Suggested, step: Option<Id<Step>>) -> Self {
        let t = Text::new(visit.ctx.lang);
        let choices = |pairs: &[(String, String)]| {
            pairs
                .iter()
                .map(|(key, name)| Choice::new(key, name.clone()))
                .collect()
        };
        let near = offer.colleagues.group.iter().map(|id| (id, true));
        let far = [&offer.colleagues.cohort, &offer.colleagues.others];
        let far = far.into_iter().flatten().map(|id| (id, false));
        let makkers = near
            .chain(far)
            .filter_map(|(id, near)| {
                let name = offer.names.get(id)?.clone();
                let label = if near { t.form_makker_near(name) } else { name };
                Some(Choice::new(id, label))
            })
            .collect();
        Self {
            heading: match step {
                None => t.next_step(),
                Some(_) => t.form_edit(),
            },
            action: match step {
                None => "/steps/new".to_owned(),
                Some(id) => format!("/steps/{id}/edit"),
            },
            makkers,
            modules: choices(&offer.modules),
            fields: choices(&offer.fields),
            guideposts: choices(&offer.guideposts),
            aims: choices(&offer.aims),
            shell: visit.shell.clone().crumb("/steps", t.nav_steps()),
            typed,
            t,
        }
    }
}

async fn offer(visit: &Visit, person: Id<PersonTag>) -> Result<Suggested, Failure> {
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    Ok(query::suggest(&tx, person).await?)
}

pub(super) async fn blank(visit: Visit) -> Result<Response, Failure> {
    let offer = offer(&visit, person(&visit)?).await?;
    let tied = &offer.tied;
    let of = |key: &Option<String>| key.clone().unwrap_or_default();
    let typed = Typed::filled([
        ("by", offer.by.to_string()),
        ("module", of(&tied.module)),
        ("field", of(&tied.field)),
        ("guidepost", of(&tied.guidepost)),
        ("aim", of(&tied.aim)),
    ]);
    page(&StepForm::new(&visit, typed, &offer, None))
}

pub(super) async fn filled(visit: Visit, Path(id): Path<Id<Step>>) -> Result<Response, Failure> {
    let step = own(&visit, id).await?;
    let offer = offer(&visit, step.person).await?;
    let Wording {
        when,
        then,
        by,
        seen,
        makker,
        tied,
        shared,
    } = step.wording;
    let mut values = vec![
        ("when", when),
        ("then", then),
        ("by", by.to_string()),
        ("seen", seen.unwrap_or_default()),
        (
            "makker",
            makker.map_or_else(String::new, |id| id.to_string()),
        ),
        ("module", tied.module.unwrap_or_default()),
        ("field", tied.field.unwrap_or_default()),
        ("guidepost", tied.guidepost.unwrap_or_default()),
        ("tool", tied.tool.unwrap_or_default()),
        ("aim", tied.aim.unwrap_or_default()),
    ];
    if shared.group {
        values.push(("group", "yes".to_owned()));
    }
    if shared.leader {
        values.push(("leader", "yes".to_owned()));
    }
    page(&StepForm::new(
        &visit,
        Typed::filled(values),
        &offer,
        Some(id),
    ))
}

async fn own(visit: &Visit, id: Id<Step>) -> Result<Step, Failure> {
    person(visit)?;
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let sheet = query::step(&tx, id).await?;
    if !sheet.is_own {
        return Err(Failure::not_found());
    }
    Ok(sheet.step)
}

pub(super) async fn write(
    visit: Visit,
    _: May<action::KeepSteps>,
    form: Form,
) -> Result<Response, Failure> {
    let person = person(&visit)?;
    let offer = offer(&visit, person).await?;
    let mut typed = form.typed;
    let Some(wording) = read(&mut typed, &offer, visit.ctx.lang) else {
        return refused(&StepForm::new(&visit, typed, &offer, None));
    };
    let id = command::write(&visit.ctx, &visit.db, person, wording).await?;
    let t = Text::new(visit.ctx.lang);
    Ok(Onward::to(format!("/steps/{id}"))
        .saying(t.form_saved())
        .into_response())
}

pub(super) async fn edit(
    visit: Visit,
    _: May<action::KeepSteps>,
    Path(id): Path<Id<Step>>,
    form: Form,
) -> Result<Response, Failure> {
    let step = own(&visit, id).await?;
    let offer = offer(&visit, step.person).await?;
    let mut typed = form.typed;
    // A makker who has said no, or left the programme, may stay on a step that names them.
    let kept = step.wording.makker.map(|makker| makker.to_string());
    let keeps = kept.is_some_and(|kept| typed.get("makker") == kept);
    if keeps {
        typed.set("makker", "");
    }
    let Some(mut wording) = read(&mut typed, &offer, visit.ctx.lang) else {
        return refused(&StepForm::new(&visit, typed, &offer, Some(id)));
    };
    if keeps {
        wording.makker = step.wording.makker;
    }
    wording.tied.tool = step.wording.tied.tool;
    command::edit(&visit.ctx, &visit.db, id, wording).await?;
    let t = Text::new(visit.ctx.lang);
    Ok(Onward::to(format!("/steps/{id}"))
        .saying(t.form_saved())
        .into_response())
}

/// What was typed, or nothing when it is refused.
fn read(typed: &mut Typed, offer: &Suggested, lang: Lang) -> Option<Wording> {
    let t = Text::new(lang);
    typed.call("when", t.form_when());
    typed.call("then", t.form_then());
    typed.call("by", t.form_by());
    typed.call("seen", t.form_seen());
    typed.call("makker", t.form_makker());
    let when = typed.required("when", lang);
    let then = typed.required("then", lang);
    if typed.required("by", lang).is_some() && typed.date("by", lang).is_none() {
        return None;
    }
    for field in ["when", "then", "seen"] {
        let letters = typed.get(field).chars().count();
        if letters > LONGEST {
            typed.refuse(field, t.form_long(letters, LONGEST));
        }
    }
    let makker: Option<Id<PersonTag>> = typed.key("makker", lang);
    if makker.is_some_and(|makker| !offer.names.contains_key(&makker)) {
        typed.refuse("makker", t.form_makker_unknown());
    }
    let known = |field: &str, choices: &[(String, String)]| {
        let key = typed.get(field);
        choices
            .iter()
            .find(|(known, _)| known == key)
            .map(|(known, _)| known.clone())
    };
    let tied = Tied {
        module: known("module", &offer.modules),
        field: known("field", &offer.fields),
        guidepost: known("guidepost", &offer.guideposts),
        tool: None,
        aim: known("aim", &offer.aims),
    };
    let by = typed.date("by", lang)?;
    if typed.is_refused() {
        return None;
    }
    let seen = typed.get("seen").to_owned();
    Some(Wording {
        when: within_a_sentence(&when?),
        then: within_a_sentence(&then?),
        by,
        seen: (!seen.is_empty()).then_some(seen),
        makker,
        tied,
        shared: Shared {
            group: typed.has("group", "yes"),
            leader: typed.has("leader", "yes"),
        },
    })
}
