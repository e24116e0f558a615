//! Entering without a password, for the example whose people are fictional.

use base::{Account, Context, Id, OrganisationTag, Secret};
use db::Audit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Control, Error, Invitee, Member, SignedIn,
    members::{Known, all_members},
    session::{self, Opening, as_account, upkeep, valid},
    store::rows::memberships,
};

/// Opens the door without a password. Only `pejl demo` makes one: what `serve` does not hold, no
/// request can use.
#[derive(Clone, Debug)]
pub struct DemoDoor(());

impl DemoDoor {
    /// Called by `pejl demo`, over a database that it has made itself, and by nothing else.
    #[must_use]
    pub const fn open() -> Self {
        Self(())
    }
}

impl Control {
    /// Makes members who have accepted and have no password, in the order of the list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn admit_demo(
        &self,
        ctx: &Context,
        _: &DemoDoor,
        organisation: Id<OrganisationTag>,
        people: &[Invitee],
    ) -> Result<(), Error> {
        let tx = self.db.write(&upkeep(ctx)).await?;
        let mut known = Known::load(&tx, organisation, people).await?;
        for person in people {
            known.admit(&tx, person).await?;
        }
        memberships::Entity::update_many()
            .col_expr(memberships::Column::Accepted, ctx.now.into())
            .filter(memberships::Column::Organisation.eq(organisation.uuid()))
            .filter(memberships::Column::Accepted.is_null())
            .exec(tx.conn())
            .await?;
        let audit = Audit::of("demo.admitted")
            .on("organisation", organisation)
            .with("people", people.len());
        Ok(tx.commit(audit).await?)
    }

    /// The example's members, in the order they were made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn demo_members(
        &self,
        ctx: &Context,
        _: &DemoDoor,
        organisation: Id<OrganisationTag>,
    ) -> Result<Vec<Member>, Error> {
        let mut members = all_members(&self.db.read(ctx).await?, organisation).await?;
        members.sort_by_key(|member| member.id);
        Ok(members)
    }

    /// Signs in as one of the example's members, with the browser's family for the list of sessions.
    /// The member goes on in the language in which the example was entered.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account is no member of the example.
    pub async fn enter_demo(
        &self,
        ctx: &Context,
        _: &DemoDoor,
        organisation: Id<OrganisationTag>,
        account: Id<Account>,
        browser: Option<&str>,
        replaces: Option<&Secret>,
    ) -> Result<SignedIn, Error> {
        let tx = self.db.write(&as_account(ctx, account.uuid())).await?;
        let member = memberships::Entity::find()
            .filter(memberships::Column::Account.eq(account.uuid()))
            .filter(memberships::Column::Organisation.eq(organisation.uuid()))
            .filter(valid())
            .one(tx.conn())
            .await?;
        if member.is_none() {
            return Err(Error::NotFound);
        }
        session::set_language(&tx, account.uuid(), ctx.lang).await?;
        let opening = Opening {
            account: account.uuid(),
            organisation,
            browser,
            replaces,
        };
        let secret = session::begin(&tx, &self.rules, &opening).await?;
        let audit = Audit::of("demo.entered").with("language", ctx.lang.tag());
        tx.commit(audit).await?;
        Ok(SignedIn {
            secret,
            lang: ctx.lang,
            organisation,
            several: false,
        })
    }
}
