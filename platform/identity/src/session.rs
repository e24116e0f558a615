use std::collections::BTreeSet;

use base::{Account, Actor, Context, Id, Lang, OrganisationTag, PersonTag, Role, Secret};
use chrono::{DateTime, TimeDelta, Utc};
use db::{Audit, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Control, Email, Error, Organisation, Rules,
    control::{language, organisation},
    roles,
    secret::{fingerprint, same},
    store::rows::{accounts, memberships, sessions},
};

/// Tag of a session's key.
#[derive(Debug)]
pub enum Session {}

/// How stale "last seen" may become, so that reading a page does not write a row.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// Somebody who has shown a living session's secret. Made by [`Control::visit`] only, so that a
/// function that takes one is called by the account itself.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub(crate) session: Id<Session>,
    pub(crate) account: Id<Account>,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) lang: Lang,
    pub(crate) belonging: Belonging,
}

/// What a visitor is in the organisation that the session is in.
#[derive(Clone, Debug)]
pub struct Belonging {
    pub organisation: Organisation,
    pub person: Option<Id<PersonTag>>,
    pub roles: BTreeSet<Role>,
}

impl Visitor {
    #[must_use]
    pub const fn session(&self) -> Id<Session> {
        self.session
    }

    #[must_use]
    pub const fn account(&self) -> Id<Account> {
        self.account
    }

    #[must_use]
    pub fn email(&self) -> &str {
        &self.email
    }

    /// The name, or the address of somebody whose name is not known.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }

    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The organisation that the session is in, and what the account is there.
    #[must_use]
    pub const fn belonging(&self) -> &Belonging {
        &self.belonging
    }

    /// Who acts, for a [`Context`].
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Member {
            account: self.account,
            person: self.belonging.person,
            roles: self.belonging.roles.clone(),
        }
    }
}

/// One of the account's own sessions, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    pub id: Id<Session>,
    /// "Firefox, Windows"; `None` when it is unknown.
    pub browser: Option<String>,
    pub created: DateTime<Utc>,
    pub seen: DateTime<Utc>,
    /// The one that asks.
    pub current: bool,
}

/// An organisation that the account may enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub id: Id<OrganisationTag>,
    pub name: String,
    pub roles: BTreeSet<Role>,
}

impl Control {
    /// Whose session this secret opens: known, not idle for too long, not too old, and of a member
    /// of the organisation it is in. `None` for everything else, without saying which.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visit(&self, ctx: &Context, secret: &Secret) -> Result<Option<Visitor>, Error> {
        let hash = fingerprint(secret);
        let tx = self.db.read(ctx).await?;
        let Some(session) = living(&tx, &hash, ctx.now, &self.rules).await? else {
            return Ok(None);
        };
        let Some(account) = accounts::Entity::find_by_id(session.account)
            .one(tx.conn())
            .await?
        else {
            return Ok(None);
        };
        let Some(belonging) = belonging(&tx, account.id, session.organisation).await? else {
            return Ok(None);
        };
        drop(tx);
        if ctx.now - session.seen >= SEEN_EVERY {
            self.seen(ctx, session.id).await?;
        }
        Ok(Some(Visitor {
            session: Id::from_uuid(session.id),
            account: Id::from_uuid(account.id),
            email: account.email,
            name: account.name,
            lang: language(&account.language),
            belonging,
        }))
    }

    async fn seen(&self, ctx: &Context, session: Uuid) -> Result<(), Error> {
        let tx = self.db.write(&upkeep(ctx)).await?;
        sessions::Entity::update_many()
            .col_expr(sessions::Column::Seen, ctx.now.into())
            .filter(sessions::Column::Id.eq(session))
            .exec(tx.conn())
            .await?;
        Ok(tx.commit(Audit::upkeep()).await?)
    }

    /// Ends this session. Ending one that has ended already is no error.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_out(&self, ctx: &Context, visitor: &Visitor) -> Result<(), Error> {
        self.end(ctx, visitor, visitor.session, "session.signed_out")
            .await
            .or_else(|error| match error {
                Error::NotFound => Ok(()),
                error => Err(error),
            })
    }

    /// The visitor's own living sessions, last used first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_sessions(
        &self,
        ctx: &Context,
        visitor: &Visitor,
    ) -> Result<Vec<OwnSession>, Error> {
        let tx = self.db.read(ctx).await?;
        let living = sessions::Entity::find()
            .filter(sessions::Column::Account.eq(visitor.account.uuid()))
            .filter(alive(ctx.now, &self.rules))
            .order_by_desc(sessions::Column::Seen)
            .order_by_desc(sessions::Column::Id)
            .all(tx.conn())
            .await?;
        Ok(living
            .into_iter()
            .map(|row| OwnSession {
                id: Id::from_uuid(row.id),
                browser: row.browser,
                created: row.created,
                seen: row.seen,
                current: row.id == visitor.session.uuid(),
            })
            .collect())
    }

    /// Ends one of the visitor's own sessions, such as that of a lost telephone.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a session of somebody else, as for one that does not exist.
    pub async fn revoke(
        &self,
        ctx: &Context,
        visitor: &Visitor,
        session: Id<Session>,
    ) -> Result<(), Error> {
        self.end(ctx, visitor, session, "session.revoked").await
    }

    /// Ends all the visitor's sessions but this one; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_others(&self, ctx: &Context, visitor: &Visitor) -> Result<u64, Error> {
        let tx = self.db.write(ctx).await?;
        let ended = sessions::Entity::delete_many()
            .filter(sessions::Column::Account.eq(visitor.account.uuid()))
            .filter(sessions::Column::Id.ne(visitor.session.uuid()))
            .exec(tx.conn())
            .await?
            .rows_affected;
        let audit = Audit::of("session.others_revoked")
            .on("account", visitor.account)
            .with("ended", ended);
        tx.commit(audit).await?;
        Ok(ended)
    }

    async fn end(
        &self,
        ctx: &Context,
        visitor: &Visitor,
        session: Id<Session>,
        action: &'static str,
    ) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        let ended = sessions::Entity::delete_many()
            .filter(sessions::Column::Id.eq(session.uuid()))
            .filter(sessions::Column::Account.eq(visitor.account.uuid()))
            .exec(tx.conn())
            .await?
            .rows_affected;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        let audit = Audit::of(action)
            .on("session", session)
            .with("account", visitor.account.to_string());
        Ok(tx.commit(audit).await?)
    }

    /// The organisations that the account may enter, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn choices(&self, ctx: &Context, visitor: &Visitor) -> Result<Vec<Choice>, Error> {
        choices(&self.db.read(ctx).await?, visitor.account.uuid()).await
    }

    /// Enters another of the account's organisations. The session gets a new secret, because what it
    /// opens has changed; the old one opens nothing from now.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the account is no member there.
    pub async fn choose(
        &self,
        ctx: &Context,
        visitor: &Visitor,
        organisation: Id<OrganisationTag>,
    ) -> Result<Secret, Error> {
        let secret = Secret::new().map_err(|_| Error::Random)?;
        let tx = self.db.write(ctx).await?;
        if belonging(&tx, visitor.account.uuid(), organisation.uuid())
            .await?
            .is_none()
        {
            return Err(Error::NotFound);
        }
        let changed = sessions::Entity::update_many()
            .col_expr(sessions::Column::SecretHash, fingerprint(&secret).into())
            .col_expr(sessions::Column::Organisation, organisation.uuid().into())
            .col_expr(sessions::Column::Seen, ctx.now.into())
            .filter(sessions::Column::Id.eq(visitor.session.uuid()))
            .filter(sessions::Column::Account.eq(visitor.account.uuid()))
            .exec(tx.conn())
            .await?
            .rows_affected;
        if changed == 0 {
            return Err(Error::NotFound);
        }
        let audit = Audit::of("session.organisation_chosen")
            .on("organisation", organisation)
            .with("account", visitor.account.to_string());
        tx.commit(audit).await?;
        Ok(secret)
    }

    /// The language of the account's pages and mails.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn speak(&self, ctx: &Context, visitor: &Visitor, lang: Lang) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        set_language(&tx, visitor.account.uuid(), lang).await?;
        let audit = Audit::of("account.language")
            .on("account", visitor.account)
            .with("language", lang.tag());
        Ok(tx.commit(audit).await?)
    }

    /// Deletes what has expired: sessions, links, and brakes that have come loose. For a daily job.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self, ctx: &Context) -> Result<u64, Error> {
        use crate::store::rows::{brakes, invitations};
        let tx = self.db.write(&upkeep(ctx)).await?;
        let sessions = sessions::Entity::delete_many()
            .filter(Condition::not(alive(ctx.now, &self.rules)))
            .exec(tx.conn())
            .await?;
        // Spent links are kept a while, so that their second use can be told from a guess.
        let links = invitations::Entity::delete_many()
            .filter(invitations::Column::Expires.lt(ctx.now - TimeDelta::days(30)))
            .exec(tx.conn())
            .await?;
        let brakes = brakes::Entity::delete_many()
            .filter(brakes::Column::Last.lt(ctx.now - TimeDelta::days(2)))
            .exec(tx.conn())
            .await?;
        tx.commit(Audit::upkeep()).await?;
        Ok(sessions.rows_affected + links.rows_affected + brakes.rows_affected)
    }
}

/// Whoever writes it leaves the row in the audit.
pub(crate) async fn set_language(tx: &WriteTx, account: Uuid, lang: Lang) -> Result<(), Error> {
    accounts::Entity::update_many()
        .col_expr(accounts::Column::Language, lang.tag().into())
        .filter(accounts::Column::Id.eq(account))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The same request, as the machine's own housekeeping.
pub(crate) fn upkeep(ctx: &Context) -> Context {
    Context {
        actor: Actor::System("identity"),
        ..ctx.clone()
    }
}

/// The same request, by an account that has just shown who it is.
pub(crate) fn as_account(ctx: &Context, account: Uuid) -> Context {
    Context {
        actor: Actor::Member {
            account: Id::from_uuid(account),
            person: None,
            roles: BTreeSet::new(),
        },
        ..ctx.clone()
    }
}

/// Which sessions still open anything.
fn alive(now: DateTime<Utc>, rules: &Rules) -> Condition {
    Condition::all()
        .add(sessions::Column::Expires.gt(now))
        .add(sessions::Column::Seen.gt(now - rules.idle))
}

async fn living(
    tx: &ReadTx,
    hash: &str,
    now: DateTime<Utc>,
    rules: &Rules,
) -> Result<Option<sessions::Model>, Error> {
    let found = sessions::Entity::find()
        .filter(sessions::Column::SecretHash.eq(hash))
        .filter(alive(now, rules))
        .one(tx.conn())
        .await?;
    // The index compared byte by byte; what it compared is a hash of 256 random bits, of which an
    // outsider cannot choose a prefix. This comparison takes the same time for every text.
    Ok(found.filter(|row| same(&row.secret_hash, hash)))
}

async fn belonging(
    tx: &ReadTx,
    account: Uuid,
    organisation_id: Uuid,
) -> Result<Option<Belonging>, Error> {
    let Some(membership) = memberships::Entity::find()
        .filter(memberships::Column::Account.eq(account))
        .filter(memberships::Column::Organisation.eq(organisation_id))
        .filter(valid())
        .one(tx.conn())
        .await?
    else {
        return Ok(None);
    };
    Ok(Some(Belonging {
        organisation: organisation(tx, Id::from_uuid(organisation_id)).await?,
        person: membership.person.map(Id::from_uuid),
        roles: roles::read(&membership.roles)?,
    }))
}

/// Memberships that were accepted and have not ended.
pub(crate) fn valid() -> Condition {
    Condition::all()
        .add(memberships::Column::Accepted.is_not_null())
        .add(memberships::Column::Ended.is_null())
}

pub(crate) async fn choices(tx: &ReadTx, account: Uuid) -> Result<Vec<Choice>, Error> {
    let mine = memberships::Entity::find()
        .filter(memberships::Column::Account.eq(account))
        .filter(valid())
        .all(tx.conn())
        .await?;
    let mut choices = Vec::with_capacity(mine.len());
    for membership in mine {
        let organisation = organisation(tx, Id::from_uuid(membership.organisation)).await?;
        choices.push(Choice {
            id: organisation.id,
            name: organisation.name,
            roles: roles::read(&membership.roles)?,
        });
    }
    choices.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(choices)
}

/// Which organisation a new session is in: the one used last, or the first by name; and whether
/// there are others to choose. A session is never in none, so there is no half signed-in state.
pub(crate) async fn landing(
    tx: &ReadTx,
    account: Uuid,
) -> Result<Option<(Id<OrganisationTag>, bool)>, Error> {
    let choices = choices(tx, account).await?;
    let last = sessions::Entity::find()
        .filter(sessions::Column::Account.eq(account))
        .order_by_desc(sessions::Column::Seen)
        .one(tx.conn())
        .await?
        .map(|row| row.organisation);
    let landing = choices
        .iter()
        .find(|choice| Some(choice.id.uuid()) == last)
        .or(choices.first());
    Ok(landing.map(|landing| (landing.id, choices.len() > 1)))
}

/// What a new session is for.
pub(crate) struct Opening<'a> {
    pub account: Uuid,
    pub organisation: Id<OrganisationTag>,
    pub browser: Option<&'a str>,
    /// The session that the browser showed: it ends, whoever's it was, so that a secret planted
    /// before signing in opens nothing after.
    pub replaces: Option<&'a Secret>,
}

/// Begins a session with a secret of its own; gives the secret.
pub(crate) async fn begin(
    tx: &WriteTx,
    rules: &Rules,
    opening: &Opening<'_>,
) -> Result<Secret, Error> {
    let secret = Secret::new().map_err(|_| Error::Random)?;
    let now = tx.ctx().now;
    if let Some(before) = opening.replaces {
        sessions::Entity::delete_many()
            .filter(sessions::Column::SecretHash.eq(fingerprint(before)))
            .exec(tx.conn())
            .await?;
    }
    sessions::Entity::insert(sessions::ActiveModel {
        id: Set(Id::<Session>::new().uuid()),
        secret_hash: Set(fingerprint(&secret)),
        account: Set(opening.account),
        organisation: Set(opening.organisation.uuid()),
        browser: Set(opening
            .browser
            .map(|words| words.chars().take(60).collect())),
        created: Set(now),
        seen: Set(now),
        expires: Set(now + rules.longest),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(secret)
}

/// Ends every session of an account.
pub(crate) async fn end_all(tx: &WriteTx, account: Uuid) -> Result<(), Error> {
    sessions::Entity::delete_many()
        .filter(sessions::Column::Account.eq(account))
        .exec(tx.conn())
        .await?;
    Ok(())
}

pub(crate) async fn account_of(tx: &ReadTx, email: &str) -> Result<Option<accounts::Model>, Error> {
    Ok(accounts::Entity::find()
        .filter(accounts::Column::EmailKey.eq(Email::key_of(email)))
        .one(tx.conn())
        .await?)
}
