//! What a new step begins with, and what it can be tied to.

use std::{collections::HashMap, sync::Arc};

use access::{action, permit_own};
use base::{Id, PersonTag, Problem};
use db::ReadTx;
use direction::query::Which;
use programme::{
    domain::Design,
    query::{Colleagues, colleagues, local_day, my_sessions, names},
};

use super::{Answer, Tied};
use crate::{
    domain::{AHEAD_DAYS, later},
    store,
};

/// What the form of a step offers.
#[derive(Clone, Debug)]
pub struct Suggested {
    pub by: chrono::NaiveDate,
    pub tied: Tied,
    /// Keys and names, in the order of the programme and the direction.
    pub modules: Vec<(String, String)>,
    pub fields: Vec<(String, String)>,
    pub guideposts: Vec<(String, String)>,
    pub aims: Vec<(String, String)>,
    /// Who can be makker, the learning group first; with their names. Nobody who has said no.
    pub colleagues: Colleagues,
    pub names: HashMap<Id<PersonTag>, String>,
}

/// What the person's next step could be about: the module that they came to last, or else the next.
///
/// # Errors
/// Unless it is the person's own, or the database fails.
pub async fn suggest(tx: &ReadTx, person: Id<PersonTag>) -> Result<Suggested, Problem> {
    let may = permit_own::<action::KeepSteps>(tx.ctx(), person)?;
    let lang = tx.ctx().lang;
    let today = local_day(tx.ctx());
    let reading = programme::query::design_for_all(tx).await?;
    let design: Option<Arc<Design>> = reading.map(|reading| reading.design);
    let sessions = my_sessions(tx, person).await?;
    let modules = sessions.iter().filter(|session| session.module.is_some());
    let (come, ahead): (Vec<_>, Vec<_>) = modules.partition(|session| session.day <= today);
    let latest = come.last().or(ahead.first());
    let module = latest
        .and_then(|session| session.module.as_deref())
        .and_then(|key| design.as_ref()?.programme.module(key));
    let mut colleagues = colleagues(tx, person).await?;
    for pair in store::makkers::asked_by(tx, &may, person).await? {
        if pair.answer == Answer::No {
            for list in [
                &mut colleagues.group,
                &mut colleagues.cohort,
                &mut colleagues.others,
            ] {
                list.retain(|one| *one != pair.colleague);
            }
        }
    }
    let everybody: Vec<Id<PersonTag>> = [
        &colleagues.group[..],
        &colleagues.cohort[..],
        &colleagues.others[..],
    ]
    .concat();
    let names = names(tx, &everybody).await?;
    for list in [
        &mut colleagues.group,
        &mut colleagues.cohort,
        &mut colleagues.others,
    ] {
        let mut named: Vec<_> = list
            .iter()
            .filter_map(|one| Some((*one, names.get(one)?.clone())))
            .collect();
        language::sort_by_name(lang, &mut named, |(_, name)| name);
        *list = named.into_iter().map(|(one, _)| one).collect();
    }
    let direction = direction::query::version_in(tx, Which::Published).await?;
    let direction = direction.map(|reading| reading.direction);
    Ok(Suggested {
        by: later(today, AHEAD_DAYS),
        tied: module.map(Tied::to).unwrap_or_default(),
        modules: design
            .iter()
            .flat_map(|design| &design.programme.modules)
            .map(|module| (module.key.clone(), module.name.pick(lang).to_owned()))
            .collect(),
        fields: direction
            .iter()
            .flat_map(|direction| &direction.fields)
            .map(|field| (field.key.to_string(), field.name.pick(lang).to_owned()))
            .collect(),
        guideposts: direction
            .iter()
            .flat_map(|direction| &direction.guideposts)
            .map(|guidepost| {
                (
                    guidepost.key.to_string(),
                    guidepost.name.pick(lang).to_owned(),
                )
            })
            .collect(),
        aims: direction
            .iter()
            .flat_map(|direction| &direction.vision.aims)
            .map(|aim| (aim.key.to_string(), aim.name.pick(lang).to_owned()))
            .collect(),
        colleagues,
        names,
    })
}
