//! Links that open once: an invitation, a forgotten password.

use base::{Context, Id, Lang, OrganisationTag, Secret};
use chrono::{DateTime, TimeDelta, Utc};
use db::{Audit, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Control, Error, Password, SignedIn,
    brake::{LETTERS_PER_ADDRESS, LETTERS_PER_NETWORK},
    control::{language, organisation},
    letters,
    secret::{fingerprint, same},
    session::{self, Opening, as_account, end_all, landing, upkeep},
    sign_in::{Brakes, set_password},
    store::rows::{accounts, invitations, memberships},
};

/// Tag of a link's key.
enum LinkTag {}

/// What a link would open, for the page that asks before it does. Looking does not use the link:
/// mail filters look at every link they carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub purpose: Purpose,
    pub email: String,
    pub name: String,
    /// The organisation that invites; empty for a forgotten password.
    pub organisation: String,
    pub lang: Lang,
    pub expires: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new account: choose a password, and be signed in.
    ChoosePassword,
    /// An account that has a password is invited to a further organisation: say yes.
    Join,
    /// A forgotten password: choose another, and be signed in.
    ReplacePassword,
}

impl Control {
    /// What the link opens.
    ///
    /// # Errors
    /// [`Error::Spent`] for a link that is unknown, used, replaced or too old, alike.
    pub async fn link(&self, ctx: &Context, secret: &Secret) -> Result<Link, Error> {
        let tx = self.db.read(ctx).await?;
        let row = living(&tx, secret, ctx.now).await?;
        let account = accounts::Entity::find_by_id(row.account)
            .one(tx.conn())
            .await?
            .ok_or(Error::Spent)?;
        let (purpose, inviting) = match row.membership {
            None => (Purpose::ReplacePassword, String::new()),
            Some(membership) => {
                let membership = open_membership(&tx, membership).await?;
                let inviting = organisation(&tx, Id::from_uuid(membership.organisation)).await?;
                let purpose = if account.password.is_some() {
                    Purpose::Join
                } else {
                    Purpose::ChoosePassword
                };
                (purpose, inviting.name)
            }
        };
        Ok(Link {
            purpose,
            email: account.email,
            name: account.name,
            organisation: inviting,
            lang: language(&account.language),
            expires: row.expires,
        })
    }

    /// Uses a link that chooses a password: accepts the invitation if it is one, ends every
    /// session of the account, and signs in.
    ///
    /// # Errors
    /// [`Error::Weak`] leaves the link good; [`Error::Spent`] when it is not, also when another
    /// browser used it a moment ago.
    pub async fn choose_password(
        &self,
        ctx: &Context,
        secret: &Secret,
        password: &Password,
        browser: Option<&str>,
        replaces: Option<&Secret>,
    ) -> Result<SignedIn, Error> {
        let link = self.link(ctx, secret).await?;
        if link.purpose == Purpose::Join {
            return Err(Error::Spent);
        }
        password.check(&[&link.name, &link.email, &link.organisation])?;
        let hash = self.hasher.hash(password).await?;

        let read = self.db.read(ctx).await?;
        let account = living(&read, secret, ctx.now).await?.account;
        drop(read);
        let tx = self.db.write(&as_account(ctx, account)).await?;
        let row = spend(&tx, secret).await?;
        let known = accounts::Entity::find_by_id(row.account)
            .one(tx.conn())
            .await?
            .ok_or(Error::Spent)?;
        let (action, invited) = match row.membership {
            Some(membership) => {
                // A password chosen meanwhile is not replaced by an older invitation.
                if known.password.is_some() {
                    return Err(Error::Spent);
                }
                let organisation = accept(&tx, membership).await?;
                ("invitation.accepted", Some(organisation))
            }
            None => ("account.password_replaced", None),
        };
        set_password(&tx, row.account, hash).await?;
        if invited.is_none() {
            letters::changed(&tx, row.account).await?;
        }
        let (landing, several) = landing(&tx, row.account).await?.ok_or(Error::Spent)?;
        let opening = Opening {
            account: row.account,
            organisation: invited.unwrap_or(landing),
            browser,
            replaces,
        };
        // After landing, which asks where the last session was.
        end_all(&tx, row.account).await?;
        let secret = session::begin(&tx, &self.rules, &opening).await?;
        let audit = Audit::of(action).on("account", Id::<base::Account>::from_uuid(row.account));
        tx.commit(audit).await?;
        Ok(SignedIn {
            secret,
            lang: language(&known.language),
            organisation: opening.organisation,
            several,
        })
    }

    /// Uses an invitation to a further organisation.
    ///
    /// # Errors
    /// [`Error::Spent`] as above, and for a link that asks for a password.
    pub async fn join(&self, ctx: &Context, secret: &Secret) -> Result<(), Error> {
        if self.link(ctx, secret).await?.purpose != Purpose::Join {
            return Err(Error::Spent);
        }
        let read = self.db.read(ctx).await?;
        let account = living(&read, secret, ctx.now).await?.account;
        drop(read);
        let tx = self.db.write(&as_account(ctx, account)).await?;
        let row = spend(&tx, secret).await?;
        let membership = row.membership.ok_or(Error::Spent)?;
        accept(&tx, membership).await?;
        let audit = Audit::of("invitation.accepted")
            .on("account", Id::<base::Account>::from_uuid(row.account));
        Ok(tx.commit(audit).await?)
    }

    /// Somebody has forgotten the password of this address, or says so. The answer and the work
    /// are the same whoever the address belongs to: one row, which the post office looks at later.
    /// Asked too often, nothing is sent, and the answer is still the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forgotten(&self, ctx: &Context, email: &str, network: &str) -> Result<(), Error> {
        let brakes = Brakes::named(
            "forgotten",
            email,
            LETTERS_PER_ADDRESS,
            network,
            LETTERS_PER_NETWORK,
        );
        if brakes
            .pull(self.db.write(&upkeep(ctx)).await?)
            .await?
            .is_some()
        {
            tracing::warn!(network, "a request for a new password was braked");
            return Ok(());
        }
        let tx = self.db.write(&upkeep(ctx)).await?;
        letters::forgotten(&tx, email).await?;
        let audit = Audit::of("account.password_forgotten").with("network", network);
        Ok(tx.commit(audit).await?)
    }
}

/// Makes a link, and spends the account's earlier ones of the same kind: the newest mail is the
/// one that works. Gives the secret for the mail, and until when it opens.
pub(crate) async fn make(
    tx: &WriteTx,
    account: Uuid,
    membership: Option<Uuid>,
    lasts: TimeDelta,
) -> Result<(Secret, DateTime<Utc>), Error> {
    let secret = Secret::new().map_err(|_| Error::Random)?;
    let now = tx.ctx().now;
    let of_kind = match membership {
        Some(membership) => invitations::Column::Membership.eq(membership),
        None => invitations::Column::Membership.is_null(),
    };
    invitations::Entity::update_many()
        .col_expr(invitations::Column::Used, now.into())
        .filter(invitations::Column::Account.eq(account))
        .filter(of_kind)
        .filter(invitations::Column::Used.is_null())
        .exec(tx.conn())
        .await?;
    invitations::Entity::insert(invitations::ActiveModel {
        id: Set(Id::<LinkTag>::new().uuid()),
        secret_hash: Set(fingerprint(&secret)),
        account: Set(account),
        membership: Set(membership),
        created: Set(now),
        expires: Set(now + lasts),
        used: Set(None),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok((secret, now + lasts))
}

async fn living(
    tx: &ReadTx,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<invitations::Model, Error> {
    let hash = fingerprint(secret);
    invitations::Entity::find()
        .filter(invitations::Column::SecretHash.eq(&hash))
        .filter(invitations::Column::Used.is_null())
        .filter(invitations::Column::Expires.gt(now))
        .one(tx.conn())
        .await?
        .filter(|row| same(&row.secret_hash, &hash))
        .ok_or(Error::Spent)
}

/// Spends the link. Writers stand in line, so of two browsers with the same link one is second.
async fn spend(tx: &WriteTx, secret: &Secret) -> Result<invitations::Model, Error> {
    let now = tx.ctx().now;
    let row = living(tx, secret, now).await?;
    let spent = invitations::Entity::update_many()
        .col_expr(invitations::Column::Used, now.into())
        .filter(invitations::Column::Id.eq(row.id))
        .filter(invitations::Column::Used.is_null())
        .exec(tx.conn())
        .await?
        .rows_affected;
    if spent == 1 {
        Ok(row)
    } else {
        Err(Error::Spent)
    }
}

async fn open_membership(tx: &ReadTx, id: Uuid) -> Result<memberships::Model, Error> {
    memberships::Entity::find_by_id(id)
        .filter(memberships::Column::Ended.is_null())
        .one(tx.conn())
        .await?
        .ok_or(Error::Spent)
}

async fn accept(tx: &WriteTx, membership: Uuid) -> Result<Id<OrganisationTag>, Error> {
    let open = open_membership(tx, membership).await?;
    memberships::Entity::update_many()
        .col_expr(memberships::Column::Accepted, tx.ctx().now.into())
        .filter(memberships::Column::Id.eq(membership))
        .exec(tx.conn())
        .await?;
    Ok(Id::from_uuid(open.organisation))
}
