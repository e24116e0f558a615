//! Signing in with a password, and changing it.

use base::{Context, Id, Lang, OrganisationTag, Secret};
use chrono::TimeDelta;
use db::{Audit, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Control, Email, Error, Password, Visitor,
    brake::{Brake, PER_ADDRESS, PER_NETWORK, Rules as BrakeRules},
    control::language,
    letters,
    secret::digest,
    session::{self, Opening, account_of, as_account, landing, upkeep},
    store::rows::{accounts, brakes, sessions},
};

/// Tag of a brake's key.
enum BrakeTag {}

/// One try to sign in.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// As typed; it need not be an address.
    pub email: &'a str,
    pub password: &'a Password,
    /// Where it comes from, by [`crate::network`].
    pub network: &'a str,
    /// By [`crate::browser_family`].
    pub browser: Option<&'a str>,
    /// The session secret that the browser showed, if any; it ends.
    pub replaces: Option<&'a Secret>,
}

/// What came of it. `Refused` says the same for an unknown address, a wrong password, and an
/// account that has not chosen a password yet.
#[derive(Debug)]
pub enum SignIn {
    In(SignedIn),
    Refused,
    /// Not heard: the brake is on for this long. Says nothing about the address.
    Wait(TimeDelta),
    /// The password was right, but the account is no longer a member anywhere.
    NowhereToGo,
}

/// A new session.
#[derive(Debug)]
pub struct SignedIn {
    /// For the cookie, and nowhere else.
    pub secret: Secret,
    pub lang: Lang,
    /// The organisation it is in: the one used last.
    pub organisation: Id<OrganisationTag>,
    /// Whether there are others, so that the account is asked.
    pub several: bool,
}

impl Control {
    /// Tries to sign in. For every try that is heard exactly one password is verified, and the
    /// same number of statements are sent, whether or not the address is known.
    ///
    /// # Errors
    /// When the database fails, or so many sign in that this one cannot be served.
    pub async fn sign_in(&self, ctx: &Context, attempt: &Attempt<'_>) -> Result<SignIn, Error> {
        let brakes = Brakes::of(attempt.email, attempt.network);
        if let Some(wait) = self.pull(ctx, &brakes).await? {
            tracing::warn!(network = attempt.network, "a sign-in was braked");
            return Ok(SignIn::Wait(wait));
        }
        let read = self.db.read(ctx).await?;
        let account = account_of(&read, attempt.email).await?;
        drop(read);
        let kept = account.as_ref().and_then(|row| row.password.as_deref());
        let verdict = self.hasher.verify(attempt.password, kept).await?;
        let Some(account) = account.filter(|_| verdict.matches) else {
            return self.refuse(ctx, attempt).await;
        };
        let renewed = if verdict.outdated {
            Some(self.hasher.hash(attempt.password).await?)
        } else {
            None
        };
        self.let_in(ctx, attempt, &brakes, account, renewed).await
    }

    async fn refuse(&self, ctx: &Context, attempt: &Attempt<'_>) -> Result<SignIn, Error> {
        let tx = self.db.write(&upkeep(ctx)).await?;
        // Not the address: what is typed there is now and then a password.
        let audit = Audit::of("session.refused").with("network", attempt.network);
        tx.commit(audit).await?;
        tracing::info!(network = attempt.network, "a sign-in was refused");
        Ok(SignIn::Refused)
    }

    async fn let_in(
        &self,
        ctx: &Context,
        attempt: &Attempt<'_>,
        brakes: &Brakes,
        account: accounts::Model,
        renewed: Option<String>,
    ) -> Result<SignIn, Error> {
        let tx = self.db.write(&as_account(ctx, account.id)).await?;
        // Changed while we were hashing: what was right is no longer.
        let present = accounts::Entity::find_by_id(account.id)
            .one(tx.conn())
            .await?;
        if present.and_then(|row| row.password) != account.password {
            drop(tx);
            return self.refuse(ctx, attempt).await;
        }
        brakes.release(&tx).await?;
        if let Some(renewed) = renewed {
            accounts::Entity::update_many()
                .col_expr(accounts::Column::Password, renewed.into())
                .filter(accounts::Column::Id.eq(account.id))
                .exec(tx.conn())
                .await?;
        }
        let Some((organisation, several)) = landing(&tx, account.id).await? else {
            tx.commit(Audit::of("session.nowhere_to_go")).await?;
            return Ok(SignIn::NowhereToGo);
        };
        let secret = session::begin(
            &tx,
            &self.rules,
            &Opening {
                account: account.id,
                organisation,
                browser: attempt.browser,
                replaces: attempt.replaces,
            },
        )
        .await?;
        let audit = Audit::of("session.signed_in").with("network", attempt.network);
        tx.commit(audit).await?;
        Ok(SignIn::In(SignedIn {
            secret,
            lang: language(&account.language),
            organisation,
            several,
        }))
    }

    /// Changes the visitor's own password. Every other session ends, this one gets a new secret,
    /// and the owner is told by mail.
    ///
    /// # Errors
    /// [`Error::Wait`], [`Error::WrongPassword`] or [`Error::Weak`]; nothing is changed then.
    pub async fn change_password(
        &self,
        ctx: &Context,
        visitor: &Visitor,
        network: &str,
        present: &Password,
        new: &Password,
    ) -> Result<Secret, Error> {
        new.check(&visitor.about())?;
        // A stolen session must not become a place to guess at.
        let brakes = Brakes::of(&visitor.email, network);
        if let Some(wait) = self.pull(ctx, &brakes).await? {
            return Err(Error::Wait(wait));
        }
        let read = self.db.read(ctx).await?;
        let kept = accounts::Entity::find_by_id(visitor.account.uuid())
            .one(read.conn())
            .await?
            .and_then(|row| row.password);
        drop(read);
        if !self.hasher.verify(present, kept.as_deref()).await?.matches {
            return Err(Error::WrongPassword);
        }
        let hash = self.hasher.hash(new).await?;
        let secret = Secret::new().map_err(|_| Error::Random)?;
        let tx = self.db.write(ctx).await?;
        brakes.release(&tx).await?;
        set_password(&tx, visitor.account.uuid(), hash).await?;
        sessions::Entity::delete_many()
            .filter(sessions::Column::Account.eq(visitor.account.uuid()))
            .filter(sessions::Column::Id.ne(visitor.session.uuid()))
            .exec(tx.conn())
            .await?;
        let rotated = sessions::Entity::update_many()
            .col_expr(
                sessions::Column::SecretHash,
                crate::fingerprint(&secret).into(),
            )
            .filter(sessions::Column::Id.eq(visitor.session.uuid()))
            .exec(tx.conn())
            .await?
            .rows_affected;
        if rotated == 0 {
            return Err(Error::NotFound);
        }
        letters::changed(&tx, visitor.account.uuid()).await?;
        let audit = Audit::of("account.password_changed").on("account", visitor.account);
        tx.commit(audit).await?;
        Ok(secret)
    }

    /// Counts a try as a failure before it is heard, on both brakes; gives the wait when one of
    /// them is on, and then counts nothing.
    async fn pull(&self, ctx: &Context, brakes: &Brakes) -> Result<Option<TimeDelta>, Error> {
        brakes.pull(self.db.write(&upkeep(ctx)).await?).await
    }
}

impl Visitor {
    /// What a password must not be made of.
    fn about(&self) -> [&str; 3] {
        [&self.name, &self.email, &self.belonging.organisation.name]
    }
}

impl From<crate::Weakness> for Error {
    fn from(weakness: crate::Weakness) -> Self {
        Self::Weak(weakness)
    }
}

/// Replaces the password, and spends every link that could replace it again.
pub(crate) async fn set_password(
    tx: &WriteTx,
    account: uuid::Uuid,
    hash: String,
) -> Result<(), Error> {
    use crate::store::rows::invitations;
    let now = tx.ctx().now;
    accounts::Entity::update_many()
        .col_expr(accounts::Column::Password, hash.into())
        .col_expr(accounts::Column::PasswordChanged, now.into())
        .filter(accounts::Column::Id.eq(account))
        .exec(tx.conn())
        .await?;
    invitations::Entity::update_many()
        .col_expr(invitations::Column::Used, now.into())
        .filter(invitations::Column::Account.eq(account))
        .filter(invitations::Column::Membership.is_null())
        .filter(invitations::Column::Used.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The brakes that one try meets.
pub(crate) struct Brakes([(String, BrakeRules); 2]);

impl Brakes {
    /// Those on sign-in with this address from this network.
    pub(crate) fn of(email: &str, network: &str) -> Self {
        Self::named("sign-in", email, PER_ADDRESS, network, PER_NETWORK)
    }

    pub(crate) fn named(
        what: &str,
        email: &str,
        per_address: BrakeRules,
        network: &str,
        per_network: BrakeRules,
    ) -> Self {
        // Hashed to one length, whatever is typed. This hides nothing from who holds the
        // database: networks can be tried through. The rows are swept after two days.
        let subject = |kind: &str, of: &str| digest(format!("{what}\0{kind}\0{of}").as_bytes());
        Self([
            (subject("address", &Email::key_of(email)), per_address),
            (subject("network", network), per_network),
        ])
    }

    /// How long to wait before a try is heard; counts nothing.
    pub(crate) async fn wait(&self, tx: &ReadTx) -> Result<Option<TimeDelta>, Error> {
        let mut wait = None;
        for (subject, _) in &self.0 {
            let row = find(tx, subject).await?;
            wait = wait.max(row.and_then(|row| Brake::from(&row).wait(tx.ctx().now)));
        }
        Ok(wait)
    }

    pub(crate) async fn pull(&self, tx: WriteTx) -> Result<Option<TimeDelta>, Error> {
        let now = tx.ctx().now;
        let mut pulled = Vec::with_capacity(self.0.len());
        let mut wait = None;
        for (subject, rules) in &self.0 {
            let row = find(&tx, subject).await?;
            let brake = row.as_ref().map_or_else(Brake::loose, Brake::from);
            wait = wait.max(brake.wait(now));
            pulled.push((subject, row, brake.failed(now, rules)));
        }
        if wait.is_some() {
            return Ok(wait);
        }
        for (subject, row, brake) in pulled {
            keep(&tx, subject, row, brake).await?;
        }
        tx.commit(Audit::upkeep()).await?;
        Ok(None)
    }

    /// The try succeeded: the address starts anew, the network gets its one try back.
    pub(crate) async fn release(&self, tx: &WriteTx) -> Result<(), Error> {
        let [(address, _), (network, _)] = &self.0;
        brakes::Entity::delete_many()
            .filter(brakes::Column::Subject.eq(address))
            .exec(tx.conn())
            .await?;
        if let Some(row) = find(tx, network).await? {
            let brake = Brake::from(&row).taken_back();
            keep(tx, network, Some(row), brake).await?;
        }
        Ok(())
    }
}

async fn find(tx: &ReadTx, subject: &str) -> Result<Option<brakes::Model>, Error> {
    Ok(brakes::Entity::find()
        .filter(brakes::Column::Subject.eq(subject))
        .one(tx.conn())
        .await?)
}

async fn keep(
    tx: &WriteTx,
    subject: &str,
    row: Option<brakes::Model>,
    brake: Brake,
) -> Result<(), Error> {
    let failures = i32::try_from(brake.failures).unwrap_or(i32::MAX);
    let kept = brakes::ActiveModel {
        id: Set(row
            .as_ref()
            .map_or_else(|| Id::<BrakeTag>::new().uuid(), |row| row.id)),
        subject: Set(subject.to_owned()),
        failures: Set(failures),
        last: Set(brake.last),
        until: Set(brake.until),
    };
    if row.is_some() {
        brakes::Entity::update(kept).exec(tx.conn()).await?;
    } else {
        brakes::Entity::insert(kept)
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

impl From<&brakes::Model> for Brake {
    fn from(row: &brakes::Model) -> Self {
        Self {
            failures: u32::try_from(row.failures).unwrap_or(0),
            last: row.last,
            until: row.until,
        }
    }
}
