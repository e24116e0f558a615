//! Letters to be sent: written in the transaction that is their reason, carried later.
//!
//! A letter in the database holds no secret. The link is made when the letter is carried, so that
//! a stolen backup opens nothing, and so that asking for a new password does the same work for
//! every address: whether it is anybody's is looked up only here.

use base::{Context, Id, Lang, Secret};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use db::{Audit, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Control, Email, Error, Text,
    control::{language, organisation},
    link,
    session::{account_of, upkeep, valid},
    store::rows::{accounts, letters, memberships},
};

/// Tag of a letter's key.
enum LetterTag {}

const INVITATION: &str = "invitation";
const FORGOTTEN: &str = "forgotten";
const CHANGED: &str = "changed";

/// Letters carried in one round, so that two nodes share a long list.
const ROUND: u64 = 50;

/// A letter with its link in it. Do not log it: whoever reads it can use the link.
#[derive(Clone)]
pub struct Letter {
    /// Names this letter, and each try of it, since each has a link of its own.
    pub key: String,
    /// When it was written.
    pub at: DateTime<Utc>,
    pub to: String,
    pub name: String,
    pub subject: String,
    pub body: String,
    pub lang: Lang,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({:?} to {})", self.subject, self.to)
    }
}

/// Who takes a letter to its receiver.
#[async_trait::async_trait]
pub trait Carrier: Send + Sync {
    /// Carries one letter, or says why it could not.
    async fn carry(&self, letter: &Letter) -> Result<(), NotCarried>;
}

/// Why a letter did not go out.
#[derive(Clone, Debug)]
pub struct NotCarried {
    pub why: String,
    /// No further try will succeed: the address is nobody's.
    pub for_good: bool,
}

/// What a round of carrying came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    pub sent: usize,
    /// To be tried again later.
    pub failed: usize,
    /// Nobody to send to: a forgotten password of an address that is nobody's.
    pub dropped: usize,
}

impl Control {
    /// Carries the letters that are due. `address` is the public address of this installation from
    /// its configuration, never from a request, so that nobody can have links sent that lead to
    /// themselves. Call it again while it says it sent something.
    ///
    /// # Errors
    /// When the database fails. A letter that cannot be carried is no error: it is tried again,
    /// later and later, and given up after some two days.
    pub async fn carry_letters(
        &self,
        ctx: &Context,
        address: &str,
        carrier: &dyn Carrier,
    ) -> Result<Carried, Error> {
        let ctx = upkeep(ctx);
        let tx = self.db.read(&ctx).await?;
        let due = letters::Entity::find()
            .filter(letters::Column::Due.lte(ctx.now))
            .order_by_asc(letters::Column::Due)
            .order_by_asc(letters::Column::Id)
            .limit(ROUND)
            .all(tx.conn())
            .await?;
        drop(tx);
        let mut carried = Carried::default();
        for row in due {
            let Some(claimed) = self.claim(&ctx, &row, address).await? else {
                continue; // another node has it
            };
            let Some(letter) = claimed else {
                carried.dropped += 1;
                continue;
            };
            match carrier.carry(&letter).await {
                Ok(()) => {
                    carried.sent += 1;
                    self.done(&ctx, row.id).await?;
                }
                Err(NotCarried { why, for_good }) => {
                    carried.failed += 1;
                    tracing::warn!(letter = %row.id, why, for_good, "a letter could not be carried");
                    if for_good {
                        self.give_up(&ctx, row.id).await?;
                    }
                }
            }
        }
        Ok(carried)
    }

    /// Takes a letter on, and writes it. The outer `None`: somebody else took it. The inner:
    /// there is nobody to write to, and the letter is gone.
    async fn claim(
        &self,
        ctx: &Context,
        row: &letters::Model,
        address: &str,
    ) -> Result<Option<Option<Letter>>, Error> {
        let tx = self.db.write(ctx).await?;
        let claimed = letters::Entity::update_many()
            .col_expr(letters::Column::Due, next_try(row.tries, ctx.now).into())
            .col_expr(letters::Column::Tries, (row.tries + 1).into())
            .filter(letters::Column::Id.eq(row.id))
            .filter(letters::Column::Tries.eq(row.tries))
            .exec(tx.conn())
            .await?
            .rows_affected;
        if claimed == 0 {
            return Ok(None);
        }
        let letter = write(&tx, row, address, self.rules())
            .await?
            .map(|letter| Letter {
                key: format!("{}-{}", row.id, row.tries),
                at: ctx.now,
                ..letter
            });
        if letter.is_none() {
            letters::Entity::delete_by_id(row.id)
                .exec(tx.conn())
                .await?;
        }
        tx.commit(Audit::upkeep()).await?;
        Ok(Some(letter))
    }

    async fn done(&self, ctx: &Context, id: Uuid) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        letters::Entity::delete_by_id(id).exec(tx.conn()).await?;
        Ok(tx.commit(Audit::upkeep()).await?)
    }
}

impl Control {
    /// The row stays without a time to try again, so that the page of members can say so.
    async fn give_up(&self, ctx: &Context, id: Uuid) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        letters::Entity::update_many()
            .col_expr(letters::Column::Due, Option::<DateTime<Utc>>::None.into())
            .filter(letters::Column::Id.eq(id))
            .exec(tx.conn())
            .await?;
        Ok(tx.commit(Audit::upkeep()).await?)
    }
}

/// Later and later, and then never: a server that is down for a weekend night is waited for.
fn next_try(tries: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minutes = [2, 10, 30, 120, 360, 720, 1440];
    let wait = usize::try_from(tries)
        .ok()
        .and_then(|tries| minutes.get(tries))?;
    Some(now + TimeDelta::minutes(*wait))
}

/// An invitation to a membership; one that waits already is enough.
pub(crate) async fn invitation(tx: &WriteTx, account: Uuid, membership: Uuid) -> Result<(), Error> {
    letters::Entity::delete_many()
        .filter(letters::Column::Membership.eq(membership))
        .exec(tx.conn())
        .await?;
    post(tx, INVITATION, None, Some(account), Some(membership)).await
}

/// A link for a forgotten password, to whoever's address it may be.
pub(crate) async fn forgotten(tx: &WriteTx, email: &str) -> Result<(), Error> {
    post(tx, FORGOTTEN, Some(Email::key_of(email)), None, None).await
}

/// Word to the owner that the password has been changed.
pub(crate) async fn changed(tx: &WriteTx, account: Uuid) -> Result<(), Error> {
    post(tx, CHANGED, None, Some(account), None).await
}

async fn post(
    tx: &WriteTx,
    kind: &str,
    email_key: Option<String>,
    account: Option<Uuid>,
    membership: Option<Uuid>,
) -> Result<(), Error> {
    let now = tx.ctx().now;
    letters::Entity::insert(letters::ActiveModel {
        id: Set(Id::<LetterTag>::new().uuid()),
        kind: Set(kind.to_owned()),
        email_key: Set(email_key),
        account: Set(account),
        membership: Set(membership),
        created: Set(now),
        due: Set(Some(now)),
        tries: Set(0),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}

async fn write(
    tx: &WriteTx,
    row: &letters::Model,
    address: &str,
    rules: &crate::Rules,
) -> Result<Option<Letter>, Error> {
    let account = match (&row.account, &row.email_key) {
        (Some(id), _) => accounts::Entity::find_by_id(*id).one(tx.conn()).await?,
        (None, Some(key)) => account_of(tx, key).await?,
        (None, None) => None,
    };
    let Some(account) = account else {
        return Ok(None);
    };
    match row.kind.as_str() {
        INVITATION => match row.membership {
            Some(membership) => invite(tx, account, membership, address, rules).await,
            None => Ok(None),
        },
        FORGOTTEN => remind(tx, account, address, rules).await,
        CHANGED => {
            let text = Text::new(language(&account.language));
            let body = text.changed_body(place(address, "/sign-in/forgotten"));
            Ok(Some(letter(account, text.changed_subject(), &body)))
        }
        _ => Err(Error::Spoilt("letters.kind")),
    }
}

async fn invite(
    tx: &WriteTx,
    account: accounts::Model,
    membership: Uuid,
    address: &str,
    rules: &crate::Rules,
) -> Result<Option<Letter>, Error> {
    let open = memberships::Entity::find_by_id(membership)
        .filter(memberships::Column::Accepted.is_null())
        .filter(memberships::Column::Ended.is_null())
        .one(tx.conn())
        .await?;
    let Some(open) = open else {
        return Ok(None);
    };
    let inviting = organisation(tx, Id::from_uuid(open.organisation)).await?;
    let (secret, until) = link::make(tx, account.id, Some(membership), rules.invitation).await?;
    let text = Text::new(language(&account.language));
    let until = moment(&text, until, &inviting.zone);
    let opens = secret_place(address, "/invitation", &secret);
    let body = if account.password.is_some() {
        text.added_body(opens, &inviting.name, until)
    } else {
        text.invitation_body(opens, &inviting.name, until)
    };
    let subject = text.invitation_subject(&inviting.name);
    Ok(Some(letter(account, subject, &body)))
}

/// A link for a new password; or the invitation again, for who has never chosen one.
async fn remind(
    tx: &WriteTx,
    account: accounts::Model,
    address: &str,
    rules: &crate::Rules,
) -> Result<Option<Letter>, Error> {
    if account.password.is_none() {
        let invited = memberships::Entity::find()
            .filter(memberships::Column::Account.eq(account.id))
            .filter(memberships::Column::Accepted.is_null())
            .filter(memberships::Column::Ended.is_null())
            .order_by_desc(memberships::Column::Invited)
            .one(tx.conn())
            .await?;
        return match invited {
            Some(invited) => invite(tx, account, invited.id, address, rules).await,
            None => Ok(None),
        };
    }
    let Some(zone) = zone_of(tx, account.id).await? else {
        return Ok(None); // a member of nothing has nothing to sign in to
    };
    let (secret, until) = link::make(tx, account.id, None, rules.forgotten).await?;
    let text = Text::new(language(&account.language));
    let until = moment(&text, until, &zone);
    let body = text.reset_body(secret_place(address, "/sign-in/forgotten", &secret), until);
    Ok(Some(letter(account, text.reset_subject(), &body)))
}

async fn zone_of(tx: &ReadTx, account: Uuid) -> Result<Option<String>, Error> {
    let membership = memberships::Entity::find()
        .filter(memberships::Column::Account.eq(account))
        .filter(valid())
        .order_by_asc(memberships::Column::Id)
        .one(tx.conn())
        .await?;
    match membership {
        Some(row) => Ok(Some(
            organisation(tx, Id::from_uuid(row.organisation))
                .await?
                .zone,
        )),
        None => Ok(None),
    }
}

fn letter(account: accounts::Model, subject: String, body: &str) -> Letter {
    let text = Text::new(language(&account.language));
    let greeting = if account.name.is_empty() {
        text.greeting_nobody()
    } else {
        text.greeting(&account.name)
    };
    Letter {
        key: String::new(),
        at: DateTime::UNIX_EPOCH,
        body: format!("{greeting}\n\n{body}\n"),
        lang: text.lang(),
        to: account.email,
        name: account.name,
        subject,
    }
}

fn place(address: &str, path: &str) -> String {
    format!("{}{path}", address.trim_end_matches('/'))
}

fn secret_place(address: &str, path: &str, secret: &Secret) -> String {
    place(address, &format!("{path}/{}", secret.expose()))
}

/// An instant as the organisation's clocks show it.
fn moment(text: &Text, at: DateTime<Utc>, zone: &str) -> String {
    let local = at
        .with_timezone(&zone.parse::<Tz>().unwrap_or(Tz::UTC))
        .naive_local();
    text.moment(
        language::date_with_weekday(text.lang(), local.date()),
        language::time(text.lang(), local.time()),
    )
}
