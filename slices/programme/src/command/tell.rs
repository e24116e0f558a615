//! A letter to everybody for whom a published plan moves something.

use std::collections::BTreeSet;

use access::{action, permit};
use base::{Id, OrganisationTag, PersonTag, Problem};
use db::Audit;
use identity::Control;
use jobs::{Fault, Hours, Job, JobContext, Retry, send_mail};
use mail::{Address, Message};
use serde::{Deserialize, Serialize};

use super::{
    moves::{Appointment, Move},
    readers::{Reader, readers},
};
use crate::{
    Text,
    domain::Design,
    feed,
    query::{self, Plan, Reading, Version, teacher_person},
    store,
};

/// Tells everybody what moves for them: one letter per person and plan, however often the job runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Tell {
    pub organisation: Id<OrganisationTag>,
    pub plan: Id<Plan>,
    /// The programme's version of the plan before, for rooms and modules that are no more.
    pub before: Id<Version>,
    /// Where *Min side* is.
    pub address: String,
    pub moves: Vec<Move>,
    /// Who is to be told which of the moves, by their places.
    pub whom: Vec<(Id<PersonTag>, Vec<usize>)>,
}

impl Job for Tell {
    const KIND: &'static str = "programme.tell";
    const RETRY: Retry = Retry::PATIENT;
}

/// Does the job.
pub(crate) async fn tell(job: JobContext, asked: Tell, control: Control) -> Result<(), Fault> {
    let ctx = job.ctx();
    let readers = readers(&ctx, job.db(), &control, asked.organisation).await?;
    let tx = job.db().write(&ctx).await?;
    let propose = permit::<action::ProposePlan>(&ctx)?;
    let plan = store::plans::by_id(&tx, &propose, asked.plan)
        .await?
        .ok_or_else(Problem::not_found)?;
    let Reading { design, .. } = query::design_of(&tx, plan.version).await?;
    let before = query::design_of(&tx, asked.before).await?.design;
    let named: BTreeSet<Id<PersonTag>> = asked
        .moves
        .iter()
        .flat_map(|each| match each {
            Move::Learning { members, .. } => members.clone(),
            _ => Vec::new(),
        })
        .collect();
    let names = query::names(&tx, &named.into_iter().collect::<Vec<_>>()).await?;
    let mut told = 0_usize;
    for (person, places) in &asked.whom {
        // Without an address they see it on their page, and hear it from their own leader.
        let Some(reader) = readers.get(person) else {
            continue;
        };
        let letter = Writer {
            t: Text::new(reader.lang),
            before: &before,
            after: &design,
            names: &names,
            person: *person,
        };
        let moves = places.iter().filter_map(|place| asked.moves.get(*place));
        let message = letter.message(reader, moves, &asked.address);
        let once = format!("moved-{}-{person}", asked.plan);
        send_mail(&tx, message, Hours::Working, once).await?;
        told += 1;
    }
    job.done(&tx).await?;
    Ok(tx
        .commit(
            Audit::of("plan.tell")
                .on("plan", asked.plan)
                .with("told", told),
        )
        .await?)
}

/// Writes one person's letter.
struct Writer<'a> {
    t: Text,
    before: &'a Design,
    after: &'a Design,
    names: &'a std::collections::HashMap<Id<PersonTag>, String>,
    person: Id<PersonTag>,
}

impl Writer<'_> {
    fn message<'m>(
        &self,
        reader: &Reader,
        moves: impl Iterator<Item = &'m Move>,
        address: &str,
    ) -> Message {
        let t = &self.t;
        let lines: Vec<String> = moves.map(|each| format!("- {}", self.line(each))).collect();
        let parts = [
            t.moved_hello(reader.name.as_str()),
            t.moved_lead(),
            lines.join("\n"),
            t.moved_calendar(),
            t.moved_link(format!("{}/me", address.trim_end_matches('/'))),
            t.moved_regards(),
        ];
        let to = Address::new(reader.name.clone(), reader.email.clone());
        let subject = t.moved_subject(self.after.programme.name.pick(t.lang()));
        Message::new(to, subject, format!("{}\n", parts.join("\n\n")))
    }

    fn line(&self, each: &Move) -> String {
        let t = &self.t;
        let was = |at: &Appointment| when(t, self.before, at);
        let is = |at: &Appointment| when(t, self.after, at);
        match each {
            Move::Session {
                cohort,
                module,
                from,
                to,
                ..
            } => {
                let what = what(t, self.after, *cohort, module.as_deref());
                match (self.teaches(from), self.teaches(to)) {
                    (true, false) => t.moved_taught_no_more(what, was(from)),
                    (false, true) => t.moved_taught_now(what, is(to)),
                    _ => t.moved_session(was(from), is(to), what),
                }
            }
            Move::New {
                cohort, module, to, ..
            } => t.moved_new(is(to), what(t, self.after, *cohort, module.as_deref())),
            Move::Gone {
                cohort,
                module,
                from,
                ..
            } => t.moved_gone(was(from), what(t, self.before, *cohort, module.as_deref())),
            Move::Leader { from, to, .. } => t.moved_cohort(
                from.map_or_else(String::new, |number| t.cohort_name(number)),
                to.map_or_else(String::new, |number| t.cohort_name(number)),
            ),
            Move::Learning { since, members, .. } => {
                let mut names: Vec<String> = members
                    .iter()
                    .filter(|member| **member != self.person)
                    .filter_map(|member| self.names.get(member).cloned())
                    .collect();
                language::sort_by_name(t.lang(), &mut names, |name| name);
                t.moved_learning(names.join(", "), language::date(t.lang(), *since))
            }
        }
    }

    fn teaches(&self, at: &Appointment) -> bool {
        at.teachers
            .iter()
            .any(|key| teacher_person(key) == self.person)
    }
}

/// Cohort and module, or the gatherings.
pub(crate) fn what(t: &Text, design: &Design, cohort: Option<i32>, module: Option<&str>) -> String {
    let module = module.and_then(|key| design.programme.module(key));
    match (cohort, module) {
        (Some(number), Some(module)) => {
            t.move_session(t.cohort_name(number), module.name.pick(t.lang()))
        }
        (Some(number), None) => t.cohort_name(number),
        _ => design.programme.gatherings.name.pick(t.lang()).to_owned(),
    }
}

/// Days, hours and place in words.
pub(crate) fn when(t: &Text, design: &Design, at: &Appointment) -> String {
    let lang = t.lang();
    let last = at
        .day
        .checked_add_days(chrono::Days::new(u64::from(at.days.saturating_sub(1))))
        .unwrap_or(at.day);
    let hours = t.hours(
        language::time(lang, at.begins),
        language::time(lang, at.ends),
    );
    let place = feed::place(design, &at.room, lang).unwrap_or_else(|| at.room.clone());
    format!("{}, {hours}, {place}", query::days(lang, at.day, last))
}
