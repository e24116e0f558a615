//! Members follow the register: who leaves it leaves, who comes back comes back.

use access::{action, permit};
use base::{Id, OrganisationTag, PersonTag, Problem};
use db::Audit;
use jobs::{Ask, EventContext, Fault, Job, JobContext, Kind, Subscriber};
use people::query::PeopleChanged;
use serde::{Deserialize, Serialize};

use crate::Accounts;

/// Looks, on the day of a change, at who has left and who is back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FollowPeople {
    organisation: Id<OrganisationTag>,
    left: Vec<Id<PersonTag>>,
    joined: Vec<Id<PersonTag>>,
}

impl Job for FollowPeople {
    const KIND: &'static str = "account.follow_people";
}

/// Hears of changes, and asks for the job on the day from which they hold.
pub(crate) fn subscriber(accounts: &Accounts) -> Subscriber {
    let accounts = accounts.clone();
    Subscriber::new("account.follow_people", move |told, changed| {
        hear(accounts.clone(), told, changed)
    })
}

async fn hear(accounts: Accounts, told: EventContext, changed: PeopleChanged) -> Result<(), Fault> {
    if changed.left.is_empty() && changed.joined.is_empty() {
        return Ok(());
    }
    let organisations = accounts.organisations();
    let Some(home) = organisations
        .whose(&told.ctx, &told.db)
        .await
        .map_err(Problem::from)?
    else {
        return Ok(());
    };
    let begins = changed.begins();
    let follow = FollowPeople {
        organisation: home.id,
        left: changed.left,
        joined: changed.joined,
    };
    let tx = told.db.write(&told.ctx).await?;
    let ask = Ask::once(told.id.to_string()).not_before(begins.max(told.ctx.now));
    jobs::enqueue(&tx, &follow, &ask).await?;
    Ok(tx.commit(Audit::upkeep()).await?)
}

/// The job. The register is asked again: a mistake may have been put right since.
pub(crate) fn kind(accounts: &Accounts) -> Kind {
    let accounts = accounts.clone();
    Kind::new(move |job, follow| carry_out(accounts.clone(), job, follow))
}

async fn carry_out(accounts: Accounts, job: JobContext, follow: FollowPeople) -> Result<(), Fault> {
    let ctx = job.ctx();
    let view = permit::<action::ViewPeople>(&ctx)?;
    let day = people::query::today(&ctx);
    let (gone, back) = {
        let tx = job.db().read(&ctx).await?;
        let here = people::query::present(&tx, &view, day, &follow.left).await?;
        let mut gone = follow.left;
        gone.retain(|person| !here.contains(person));
        let back = people::query::present(&tx, &view, day, &follow.joined).await?;
        (gone, back.into_iter().collect::<Vec<_>>())
    };
    let manage = permit::<action::ManageAccounts>(&ctx)?;
    let control = accounts.control();
    control
        .people_left(&ctx, &manage, follow.organisation, &gone)
        .await
        .map_err(Problem::from)?;
    let returned = control
        .people_returned(&ctx, &manage, follow.organisation, &back)
        .await
        .map_err(Problem::from)?;
    if returned > 0 {
        accounts.ring();
    }
    Ok(())
}
