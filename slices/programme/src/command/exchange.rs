//! Another cohort's session instead of one's own: asked for, offered, taken.

use access::{action, permit, permit_own};
use base::{Context, Id, Lang, OrganisationTag, PersonTag, Problem, ProblemKind};
use db::{Audit, Database};
use identity::Control;
use jobs::{Ask, Fault, Hours, Job, JobContext, Retry, send_mail};
use mail::{Address, Message};
use serde::{Deserialize, Serialize};

use super::{
    readers::readers,
    tell::{what, when},
};
use crate::{
    Text,
    command::Appointment,
    query::{self, Reading, Session},
    store,
};

fn refusal(say: fn(&Text) -> String) -> Problem {
    Problem::new(ProblemKind::Conflict, move |lang: Lang| {
        say(&Text::new(lang))
    })
}

/// Puts a leader on the waiting list (*venteliste*) of another cohort's session, or off it. The
/// office may put anybody on any list; a leader themselves where they could come.
///
/// # Errors
/// Unless it is oneself, or the actor is the office; a conflict where the leader cannot come.
pub async fn wait(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    person: Id<PersonTag>,
    waits: bool,
) -> Result<(), Problem> {
    let may = permit_own::<action::ArrangeSubstitute>(ctx, person)?;
    let tx = db.write(ctx).await?;
    let wanted = store::sessions::unguarded(&tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    let office = permit::<action::ArrangeSubstitute>(ctx).is_ok();
    if waits && !office {
        let mine = store::sessions::of_person(&tx, person).await?;
        let own = mine.iter().find(|own| own.module == wanted.module);
        let Some(own) = own.filter(|own| own.id != session) else {
            return Err(Problem::not_found());
        };
        let others = query::others(&tx, own, person).await?;
        if !others.iter().any(|other| other.session.id == session) {
            return Err(refusal(Text::exchange_impossible));
        }
        // Asking twice keeps the place in the line.
        if others
            .iter()
            .any(|other| other.session.id == session && other.waiting.is_some())
        {
            return Ok(());
        }
    }
    store::room::wait(&tx, &may, session, person, waits).await?;
    Ok(tx
        .commit(
            Audit::of("session.wait")
                .on("session", session)
                .with("person", person)
                .with("waits", waits),
        )
        .await?)
}

/// Offers a free place to somebody on the waiting list, and asks for the letter that says so.
///
/// # Errors
/// Unless the actor is the office; a conflict when no place is free; "not found" for nobody on the
/// list.
pub async fn offer(
    ctx: &Context,
    db: &Database,
    organisation: Id<OrganisationTag>,
    session: Id<Session>,
    person: Id<PersonTag>,
    address: &str,
) -> Result<(), Problem> {
    let may = permit::<action::ArrangeSubstitute>(ctx)?;
    let tx = db.write(ctx).await?;
    let wanted = store::sessions::unguarded(&tx, session)
        .await?
        .ok_or_else(Problem::not_found)?;
    let line = store::exchange::line(&tx, session).await?;
    let waiting = line
        .iter()
        .find(|each| each.person == person)
        .ok_or_else(Problem::not_found)?;
    if waiting.offered.is_some() {
        return Ok(());
    }
    let Reading { design, .. } = query::design_for_all(&tx)
        .await?
        .ok_or_else(Problem::not_found)?;
    let seats = design
        .schedule
        .room(&wanted.room)
        .map_or(0, |room| room.seats);
    if store::exchange::free(&tx, session, seats).await? == 0 {
        return Err(refusal(Text::exchange_full));
    }
    store::exchange::offer(&tx, &may, session, person).await?;
    let letter = Offered {
        organisation,
        session,
        person,
        address: address.to_owned(),
    };
    jobs::enqueue(&tx, &letter, &Ask::now()).await?;
    Ok(tx
        .commit(
            Audit::of("session.offer")
                .on("session", session)
                .with("person", person),
        )
        .await?)
}

/// Takes an offered place, or says no to it, which takes the leader off the list.
///
/// # Errors
/// Unless it is oneself, or the actor is the office; a conflict when it is not offered any more.
pub async fn answer(
    ctx: &Context,
    db: &Database,
    session: Id<Session>,
    person: Id<PersonTag>,
    takes: bool,
) -> Result<(), Problem> {
    let may = permit_own::<action::ArrangeSubstitute>(ctx, person)?;
    let tx = db.write(ctx).await?;
    let offers = query::offers(&tx, person).await?;
    if !offers.iter().any(|(_, offered)| offered.id == session) {
        return Err(refusal(Text::exchange_gone));
    }
    if takes {
        store::exchange::take(&tx, &may, session, person).await?;
    } else {
        store::room::wait(&tx, &may, session, person, false).await?;
    }
    Ok(tx
        .commit(
            Audit::of("session.answer")
                .on("session", session)
                .with("person", person)
                .with("takes", takes),
        )
        .await?)
}

/// The letter that says that a place is offered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Offered {
    pub organisation: Id<OrganisationTag>,
    pub session: Id<Session>,
    pub person: Id<PersonTag>,
    pub address: String,
}

impl Job for Offered {
    const KIND: &'static str = "programme.offered";
    const RETRY: Retry = Retry::PATIENT;
}

/// Does the job.
pub(crate) async fn offered(
    job: JobContext,
    asked: Offered,
    control: Control,
) -> Result<(), Fault> {
    let ctx = job.ctx();
    let readers = readers(&ctx, job.db(), &control, asked.organisation).await?;
    let tx = job.db().write(&ctx).await?;
    let offers = query::offers(&tx, asked.person).await?;
    let offer = offers
        .iter()
        .find(|(_, offered)| offered.id == asked.session);
    let reading = query::design_for_all(&tx).await?;
    // Withdrawn meanwhile, or nobody to write to: the page says what there is.
    if let (Some((own, offered)), Some(reader), Some(Reading { design, .. })) =
        (offer, readers.get(&asked.person), reading)
    {
        let t = Text::new(reader.lang);
        let link = format!(
            "{}/programme/sessions/{}",
            asked.address.trim_end_matches('/'),
            own.id
        );
        let parts = [
            t.moved_hello(reader.name.as_str()),
            t.offered_text(
                when(&t, &design, &Appointment::from(offered)),
                what(&t, &design, offered.cohort, offered.module.as_deref()),
            ),
            t.offered_link(link),
            t.moved_regards(),
        ];
        let to = Address::new(reader.name.clone(), reader.email.clone());
        let message = Message::new(to, t.offered_subject(), format!("{}\n", parts.join("\n\n")));
        send_mail(&tx, message, Hours::Any, format!("offered-{}", job.id())).await?;
    }
    job.done(&tx).await?;
    Ok(tx
        .commit(Audit::of("session.offered").on("session", asked.session))
        .await?)
}
