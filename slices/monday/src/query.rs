//! What other slices and pages may ask. Never writes.

use std::collections::BTreeMap;

use access::{action, permit, permit_own};
use base::{Context, Id, OrganisationTag, PersonTag, Problem};
use db::ReadTx;

use crate::{
    domain::{Choice, Letter, Settings, Sources, monday_of},
    store,
};

/// The request's time on Danish walls.
pub(crate) fn local(ctx: &Context) -> chrono::NaiveDateTime {
    ctx.now
        .with_timezone(&chrono_tz::Europe::Copenhagen)
        .naive_local()
}

/// The office's settings.
///
/// # Errors
/// When the database fails.
pub async fn settings(tx: &ReadTx) -> Result<Settings, Problem> {
    Ok(store::settings(tx).await?)
}

/// What a leader has chosen.
///
/// # Errors
/// Unless it is the reader's own, or the database fails.
pub async fn choice(tx: &ReadTx, person: Id<PersonTag>) -> Result<Choice, Problem> {
    let may = permit_own::<action::OwnMonday>(tx.ctx(), person)?;
    store::choice(tx, &may, person).await
}

/// What this week's letters are made of; nothing before there is a programme. `tx` is the system's.
///
/// # Errors
/// Unless the system asks, or the database fails.
pub(crate) async fn sources(
    tx: &ReadTx,
    organisation: Id<OrganisationTag>,
) -> Result<Option<Sources>, Problem> {
    let may = permit::<action::OwnMonday>(tx.ctx())?;
    let Some(reading) = programme::query::design_for_all(tx).await? else {
        return Ok(None);
    };
    let now = local(tx.ctx());
    let view = permit::<action::ViewPeople>(tx.ctx())?;
    let people = people::query::organisation(tx, &view, now.date()).await?;
    let mut sources = Sources {
        now,
        design: reading.design,
        sessions: BTreeMap::new(),
        steps: BTreeMap::new(),
        units: people
            .leaders()
            .map(|leader| (leader.id, leader.unit))
            .collect(),
        deputies: cover::query::deputies(tx).await?,
        named: store::named(tx, &may).await?,
        rung: store::rung(tx, &may, monday_of(now.date())).await?,
        packages: takehome::query::packages(tx).await?,
        packages_at: takehome::query::address(tx, organisation)
            .await?
            .unwrap_or_default(),
    };
    for (session, persons) in programme::query::seats(tx).await? {
        for person in persons {
            let own = sources.sessions.entry(person).or_default();
            own.push(session.clone());
        }
    }
    for step in practice::query::everybodys(tx).await? {
        sources.steps.entry(step.person).or_default().push(step);
    }
    Ok(Some(sources))
}

/// The letter that a leader would get now.
///
/// # Errors
/// Unless it is the reader's own, or the database fails.
pub(crate) async fn own_letter(
    ctx: &Context,
    db: &db::Database,
    organisation: Id<OrganisationTag>,
    person: Id<PersonTag>,
) -> Result<Option<(Sources, Letter)>, Problem> {
    permit_own::<action::OwnMonday>(ctx, person)?;
    let system = Context::system("monday", ctx.now);
    let tx = db.read(&system).await?;
    Ok(sources(&tx, organisation).await?.map(|sources| {
        let letter = sources.letter(person);
        (sources, letter)
    }))
}
