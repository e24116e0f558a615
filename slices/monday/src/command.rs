//! One function per intention.

use std::collections::HashMap;

use access::{action, permit, permit_own};
use base::{Context, Id, OrganisationTag, PersonTag, Problem};
use chrono::NaiveDate;
use db::{Audit, Database, WriteTx};
use identity::{Control, Door};
use jobs::{Ask, Fault, Hours, Job, JobContext, Retry, send_mail};
use mail::{Address, Message};
use serde::{Deserialize, Serialize};

use crate::{
    Text,
    domain::{Choice, Settings, due as due_at, monday_of},
    letter::{Fields, Writing},
    query, store,
};

/// Writes a week's letters, once for each leader.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Compose {
    organisation: Id<OrganisationTag>,
    /// Its Monday.
    week: NaiveDate,
    /// Where the pages are.
    address: String,
}

impl Job for Compose {
    const KIND: &'static str = "monday.compose";
    const RETRY: Retry = Retry::PATIENT;
}

/// Whether letters may be due in any organisation, by the time alone.
#[must_use]
pub fn may_be_due(ctx: &Context) -> bool {
    due_at(
        query::local(ctx),
        Settings {
            is_on: true,
            hour: 0,
        },
    )
    .is_some()
}

/// Asks for this week's letters when they are due, once; asked every minute. Gives whether it did.
///
/// # Errors
/// Unless the system asks, or the database fails.
pub async fn due(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
    address: &str,
) -> Result<bool, Problem> {
    let may = permit::<action::OwnMonday>(ctx)?;
    {
        let tx = db.read(ctx).await?;
        let week = due_at(query::local(ctx), store::settings(&tx).await?);
        let Some(week) = week else { return Ok(false) };
        if store::has_run(&tx, &may, week).await? {
            return Ok(false);
        }
    }
    let week = monday_of(query::local(ctx).date());
    let tx = db.write(ctx).await?;
    // Another node may have been first.
    if store::has_run(&tx, &may, week).await? {
        return Ok(false);
    }
    store::run(&tx, &may, week).await?;
    let compose = Compose {
        organisation,
        week,
        address: address.trim_end_matches('/').to_owned(),
    };
    jobs::enqueue(&tx, &compose, &Ask::once(week.to_string())).await?;
    tx.commit(Audit::of("monday.due").with("week", week.to_string()))
        .await?;
    Ok(true)
}

/// Does the job.
pub(crate) async fn compose(
    job: JobContext,
    asked: Compose,
    control: Control,
) -> Result<(), Fault> {
    let ctx = job.ctx();
    let may = permit::<action::OwnMonday>(&ctx)?;
    let readers = programme::command::readers(&ctx, job.db(), &control, asked.organisation).await?;
    let tx = job.db().write(&ctx).await?;
    let mut sent = 0_usize;
    // A letter of last week is no letter.
    let is_its_week = monday_of(query::local(&ctx).date()) == asked.week;
    if let Some(sources) = query::sources(&tx, asked.organisation)
        .await?
        .filter(|_| is_its_week)
    {
        let fields = Fields::read(&tx).await?;
        let choices = store::choices(&tx, &may).await?;
        let before = store::written(&tx, &may, asked.week).await?;
        for person in sources.units.keys() {
            let wanted = choices.get(person).copied().unwrap_or_default().wanted;
            let letter = sources.letter(*person);
            let (Some(reader), true) = (readers.get(person), wanted && letter.has_content()) else {
                continue;
            };
            if before.contains(person) {
                continue;
            }
            let mut taps = HashMap::new();
            for step in &letter.steps {
                let door = practice::command::link(&tx, asked.organisation, step).await?;
                taps.insert(step.id, format!("{}/tap/{}", asked.address, door.word()));
            }
            let writing = Writing {
                t: Text::new(reader.lang),
                sources: &sources,
                fields: &fields,
                address: &asked.address,
                called: letter
                    .ring
                    .as_ref()
                    .and_then(|ring| readers.get(&ring.person))
                    .map(|other| other.name.clone()),
                taps,
            };
            let written = writing.write(&reader.name, &letter);
            let door = Door::new(asked.organisation)?;
            let stop = format!("{}/monday/stop/{}", asked.address, door.word());
            let message = Message::new(
                Address::new(reader.name.clone(), reader.email.clone()),
                written.subject.clone(),
                written.text(&stop),
            )
            .html(written.html(&stop).map_err(Problem::internal)?)
            .stopped_by(stop);
            let once = format!("monday-{}-{person}", asked.week);
            send_mail(&tx, message, Hours::Working, once).await?;
            let rung = letter.ring.as_ref().map(|ring| ring.person);
            store::keep(&tx, &may, *person, asked.week, rung, door.hash()).await?;
            sent += 1;
        }
    }
    job.done(&tx).await?;
    let audit = Audit::of("monday.compose")
        .with("week", asked.week.to_string())
        .with("letters", sent);
    Ok(tx.commit(audit).await?)
}

/// What a leader wants.
///
/// # Errors
/// Unless it is the leader's own, or the database fails.
pub async fn choose(
    ctx: &Context,
    db: &Database,
    person: Id<PersonTag>,
    choice: Choice,
) -> Result<(), Problem> {
    let may = permit_own::<action::OwnMonday>(ctx, person)?;
    let tx = db.write(ctx).await?;
    store::choose(&tx, &may, person, choice).await?;
    Ok(chosen(tx, person, choice).await?)
}

async fn chosen(tx: WriteTx, person: Id<PersonTag>, choice: Choice) -> Result<(), db::Error> {
    tx.commit(
        Audit::of("monday.choose")
            .on("person", person)
            .with("wanted", choice.wanted)
            .with("named", choice.named),
    )
    .await
}

/// Whether it goes at all, and at which hour.
///
/// # Errors
/// Unless the office asks, or the database fails.
pub async fn set(ctx: &Context, db: &Database, settings: Settings) -> Result<(), Problem> {
    let may = permit::<action::SetMonday>(ctx)?;
    let tx = db.write(ctx).await?;
    store::set(&tx, &may, settings).await?;
    Ok(tx
        .commit(
            Audit::of("monday.set")
                .with("on", settings.is_on)
                .with("hour", settings.hour),
        )
        .await?)
}

/// Whether a letter's address is one that stops it.
pub(crate) async fn stops(ctx: &Context, db: &Database, door: &Door) -> Result<bool, Problem> {
    let tx = db.read(ctx).await?;
    Ok(store::reader_of(&tx, &door.hash()).await?.is_some())
}

/// No further letters to whoever got the one with this address. Gives whether it is such an address.
pub(crate) async fn stop(ctx: &Context, db: &Database, door: &Door) -> Result<bool, Problem> {
    let may = permit::<action::OwnMonday>(ctx)?;
    let tx = db.write(ctx).await?;
    let Some(person) = store::reader_of(&tx, &door.hash()).await? else {
        return Ok(false);
    };
    let choice = Choice {
        wanted: false,
        ..store::choice(&tx, &may, person).await?
    };
    store::choose(&tx, &may, person, choice).await?;
    chosen(tx, person, choice).await?;
    Ok(true)
}
