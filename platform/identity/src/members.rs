//! Who belongs to an organisation: inviting, roles, leaving.

use std::collections::{BTreeSet, HashMap, HashSet};

use access::{Permit, action};
use base::{Account, Actor, Context, Id, Lang, OrganisationTag, PersonTag, Role};
use chrono::{DateTime, Utc};
use db::{Audit, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Control, Email, Error, leaving, letters, roles,
    store::rows::{accounts, letters as letter_rows, memberships},
};

/// Tag of a membership's key: one account in one organisation.
#[derive(Debug)]
pub enum Membership {}

/// Keys that go into one statement; SQLite takes some thousands, PostgreSQL more.
pub(crate) const AT_ONCE: usize = 500;

/// Somebody to invite.
#[derive(Clone, Debug)]
pub struct Invitee {
    pub email: Email,
    /// For the greeting; may be empty.
    pub name: String,
    /// The person in the organisation's own register, if the account is one.
    pub person: Option<Id<PersonTag>>,
    pub roles: BTreeSet<Role>,
    pub lang: Lang,
}

/// What became of those who were to be invited, by their place in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invited {
    /// A letter will be sent.
    pub invited: Vec<usize>,
    /// Members or invited already; roles they lacked were added, no letter is sent.
    pub known: Vec<usize>,
    /// Somebody ended this membership on purpose, so a list does not bring it back. One that ended
    /// because its person had left is brought back, and stands among the invited.
    pub ended: Vec<usize>,
    /// The address stands earlier in the list. Two people cannot share an account.
    pub shared: Vec<usize>,
}

/// One member, for the page that administers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: Id<Membership>,
    pub account: Id<Account>,
    pub email: String,
    pub name: String,
    pub person: Option<Id<PersonTag>>,
    pub roles: BTreeSet<Role>,
    /// The language they read.
    pub lang: Lang,
    pub state: State,
    /// Since when the person has not been in the organisation's register; where the membership has
    /// not ended by that, somebody is to decide.
    pub left: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// May enter, since then.
    Active(DateTime<Utc>),
    /// Has not answered yet.
    Invited(DateTime<Utc>),
    /// Has not answered yet, because the letter waits to be sent.
    LetterWaits,
    /// Has not answered yet, because the letter could not be sent; the address may be wrong.
    LetterFailed,
    /// May no longer enter, since then.
    Ended(DateTime<Utc>),
}

impl Control {
    /// Invites one by one. As [`invite_many`], but brings back who had left, and sends a new
    /// letter to who has not answered.
    ///
    /// # Errors
    /// [`Error::NoRole`] without a role; a refusal when somebody who is no administrator names one.
    pub async fn invite(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        invitee: &Invitee,
    ) -> Result<Id<Membership>, Error> {
        guard_roles(ctx, &BTreeSet::new(), &invitee.roles)?;
        let tx = self.db.write(ctx).await?;
        let mut known = Known::load(&tx, organisation, std::slice::from_ref(invitee)).await?;
        let (membership, fate) = known.admit(&tx, invitee).await?;
        match fate {
            Fate::New | Fate::Waiting => {
                letters::invitation(&tx, membership.account, membership.id).await?;
            }
            Fate::Active => {}
            Fate::Ended => {
                reopen(&tx, &membership, invitee).await?;
                letters::invitation(&tx, membership.account, membership.id).await?;
            }
        }
        let id = Id::from_uuid(membership.id);
        tx.commit(invited_by_name(&membership, invitee)).await?;
        Ok(id)
    }

    /// Everybody who is, was, or is asked to be a member, in Danish order of name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn members(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
    ) -> Result<Vec<Member>, Error> {
        let mut members = all_members(&self.db.read(ctx).await?, organisation).await?;
        language::sort_by_name(Lang::Da, &mut members, Member::shown);
        Ok(members)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is no membership of this organisation.
    pub async fn member(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        id: Id<Membership>,
    ) -> Result<Member, Error> {
        let tx = self.db.read(ctx).await?;
        let row = one(&tx, organisation, id).await?;
        let account = accounts_by_id(&tx, [row.account])
            .await?
            .remove(&row.account)
            .ok_or(Error::NotFound)?;
        member(row, account, &waiting_letters(&tx).await?)
    }

    /// Gives exactly these roles. They hold from the member's next page.
    ///
    /// # Errors
    /// [`Error::NoRole`], [`Error::LastAdministrator`], or a refusal when somebody who is no
    /// administrator gives or takes that role.
    pub async fn set_roles(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        id: Id<Membership>,
        new: &BTreeSet<Role>,
    ) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        let row = one(&tx, organisation, id).await?;
        let before = roles::read(&row.roles)?;
        guard_roles(ctx, &before, new)?;
        if !new.contains(&Role::Administrator) {
            keep_an_administrator(&tx, &row, &before).await?;
        }
        memberships::Entity::update_many()
            .col_expr(memberships::Column::Roles, roles::write(new).into())
            .filter(memberships::Column::Id.eq(row.id))
            .exec(tx.conn())
            .await?;
        let audit = Audit::of("member.roles")
            .on("membership", id)
            .with("organisation", organisation.to_string())
            .with("before", row.roles)
            .with("after", roles::write(new));
        Ok(tx.commit(audit).await?)
    }

    /// Sends the invitation again; the link of the letter before no longer works.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless the member is invited and has not answered.
    pub async fn invite_again(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        id: Id<Membership>,
    ) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        let row = one(&tx, organisation, id).await?;
        if row.accepted.is_some() || row.ended.is_some() {
            return Err(Error::NotFound);
        }
        letters::invitation(&tx, row.account, row.id).await?;
        let audit = Audit::of("member.invited_again")
            .on("membership", id)
            .with("organisation", organisation.to_string());
        Ok(tx.commit(audit).await?)
    }

    /// Ends a membership, and every session that is in this organisation. The account and its
    /// other organisations stay.
    ///
    /// # Errors
    /// [`Error::LastAdministrator`], or a refusal when somebody who is no administrator ends one.
    pub async fn end_membership(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        id: Id<Membership>,
    ) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        let row = one(&tx, organisation, id).await?;
        let held = roles::read(&row.roles)?;
        guard_administrator(ctx, &held)?;
        keep_an_administrator(&tx, &row, &held).await?;
        let now = ctx.now;
        memberships::Entity::update_many()
            .col_expr(memberships::Column::Ended, now.into())
            .filter(memberships::Column::Id.eq(row.id))
            .exec(tx.conn())
            .await?;
        leaving::shut(&tx, &row).await?;
        let audit = Audit::of("member.ended")
            .on("membership", id)
            .with("organisation", organisation.to_string());
        Ok(tx.commit(audit).await?)
    }
}

/// Invites a whole list, such as all leaders when a plan is published, in one transaction. Safe to
/// call again with the same list: nobody gets a second letter.
///
/// # Errors
/// [`Error::NoRole`] when one has none; a refusal when somebody who is no administrator names an
/// administrator. Nobody is invited then.
pub async fn invite_many(
    control: &Control,
    ctx: &Context,
    _: &Permit<action::ManageAccounts>,
    organisation: Id<OrganisationTag>,
    invitees: &[Invitee],
) -> Result<Invited, Error> {
    for invitee in invitees {
        guard_roles(ctx, &BTreeSet::new(), &invitee.roles)?;
    }
    let tx = control.db.write(ctx).await?;
    let mut known = Known::load(&tx, organisation, invitees).await?;
    let mut invited = Invited::default();
    let mut seen = HashSet::new();
    for (place, invitee) in invitees.iter().enumerate() {
        if !seen.insert(invitee.email.key()) {
            invited.shared.push(place);
            continue;
        }
        let (membership, fate) = known.admit(&tx, invitee).await?;
        match fate {
            Fate::Waiting | Fate::Active => {
                invited.known.push(place);
                let before = roles::read(&membership.roles)?;
                let is_new = invitee
                    .person
                    .is_some_and(|new| Some(new.uuid()) != membership.person);
                if before.is_superset(&invitee.roles) && !is_new {
                    continue;
                }
                let audit = Audit::of("member.roles")
                    .on("membership", Id::<Membership>::from_uuid(membership.id))
                    .with("organisation", membership.organisation)
                    .with("person", invitee.person)
                    .with("before", membership.roles)
                    .with(
                        "after",
                        roles::write(&before.union(&invitee.roles).copied().collect()),
                    );
                tx.also(audit).await?;
                continue;
            }
            Fate::Ended if membership.left_register.is_none() => {
                invited.ended.push(place);
                continue;
            }
            Fate::Ended => reopen(&tx, &membership, invitee).await?,
            Fate::New => {}
        }
        letters::invitation(&tx, membership.account, membership.id).await?;
        tx.also(invited_by_name(&membership, invitee)).await?;
        invited.invited.push(place);
    }
    let audit = Audit::of("member.invited_many")
        .on("organisation", organisation)
        .with("invited", invited.invited.len())
        .with("known", invited.known.len())
        .with("ended", invited.ended.len())
        .with("shared", invited.shared.len());
    tx.commit(audit).await?;
    Ok(invited)
}

/// One person's invitation, for the history of that membership.
fn invited_by_name(membership: &memberships::Model, invitee: &Invitee) -> Audit {
    Audit::of("member.invited")
        .on("membership", Id::<Membership>::from_uuid(membership.id))
        .with("organisation", membership.organisation)
        .with("person", invitee.person)
        .with("roles", roles::write(&invitee.roles))
}

impl Member {
    /// The name, or the address of somebody whose name is not known.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }
}

pub(crate) enum Fate {
    New,
    Waiting,
    Active,
    Ended,
}

/// The accounts and memberships that a list meets, read at once.
pub(crate) struct Known {
    organisation: Uuid,
    accounts: HashMap<String, Uuid>,
    memberships: HashMap<Uuid, memberships::Model>,
}

impl Known {
    pub(crate) async fn load(
        tx: &WriteTx,
        organisation: Id<OrganisationTag>,
        invitees: &[Invitee],
    ) -> Result<Self, Error> {
        let keys: Vec<&str> = invitees.iter().map(|one| one.email.key()).collect();
        let mut known = HashMap::new();
        for chunk in keys.chunks(AT_ONCE) {
            let found = accounts::Entity::find()
                .filter(accounts::Column::EmailKey.is_in(chunk.iter().copied()))
                .all(tx.conn())
                .await?;
            known.extend(found.into_iter().map(|row| (row.email_key, row.id)));
        }
        let memberships = of_organisation(tx, organisation)
            .await?
            .into_iter()
            .map(|row| (row.account, row))
            .collect();
        Ok(Self {
            organisation: organisation.uuid(),
            accounts: known,
            memberships,
        })
    }

    /// Finds or makes account and membership. A member keeps what they have and gets what they
    /// lack; an ended membership is left as it is.
    pub(crate) async fn admit(
        &mut self,
        tx: &WriteTx,
        invitee: &Invitee,
    ) -> Result<(memberships::Model, Fate), Error> {
        let account = match self.accounts.get(invitee.email.key()) {
            Some(account) => *account,
            None => self.open_account(tx, invitee).await?,
        };
        let Some(membership) = self.memberships.get(&account) else {
            let membership = self.add_membership(tx, account, invitee).await?;
            return Ok((membership, Fate::New));
        };
        let membership = membership.clone();
        let fate = match (membership.accepted, membership.ended) {
            (_, Some(_)) => return Ok((membership, Fate::Ended)),
            (Some(_), None) => Fate::Active,
            (None, None) => Fate::Waiting,
        };
        let mut all = roles::read(&membership.roles)?;
        all.extend(&invitee.roles);
        memberships::Entity::update_many()
            .col_expr(memberships::Column::Roles, roles::write(&all).into())
            .col_expr(
                memberships::Column::Person,
                invitee.person.map(Id::uuid).or(membership.person).into(),
            )
            .filter(memberships::Column::Id.eq(membership.id))
            .exec(tx.conn())
            .await?;
        Ok((membership, fate))
    }

    async fn open_account(&mut self, tx: &WriteTx, invitee: &Invitee) -> Result<Uuid, Error> {
        let id = Id::<Account>::new().uuid();
        accounts::Entity::insert(accounts::ActiveModel {
            id: Set(id),
            email: Set(invitee.email.as_str().to_owned()),
            email_key: Set(invitee.email.key().to_owned()),
            name: Set(invitee.name.trim().to_owned()),
            password: Set(None),
            password_changed: Set(None),
            language: Set(invitee.lang.tag().to_owned()),
            created: Set(tx.ctx().now),
        })
        .exec_without_returning(tx.conn())
        .await?;
        self.accounts.insert(invitee.email.key().to_owned(), id);
        Ok(id)
    }

    async fn add_membership(
        &mut self,
        tx: &WriteTx,
        account: Uuid,
        invitee: &Invitee,
    ) -> Result<memberships::Model, Error> {
        let row = memberships::Model {
            id: Id::<Membership>::new().uuid(),
            account,
            organisation: self.organisation,
            person: invitee.person.map(Id::uuid),
            roles: roles::write(&invitee.roles),
            invited: tx.ctx().now,
            accepted: None,
            ended: None,
            left_register: None,
        };
        memberships::Entity::insert(memberships::ActiveModel {
            id: Set(row.id),
            account: Set(row.account),
            organisation: Set(row.organisation),
            person: Set(row.person),
            roles: Set(row.roles.clone()),
            invited: Set(row.invited),
            accepted: Set(None),
            ended: Set(None),
            left_register: Set(None),
        })
        .exec_without_returning(tx.conn())
        .await?;
        self.memberships.insert(account, row.clone());
        Ok(row)
    }
}

/// Nobody is left without a role, and only an administrator makes or unmakes one: otherwise the
/// programme office could lift itself.
fn guard_roles(
    ctx: &Context,
    before: &BTreeSet<Role>,
    after: &BTreeSet<Role>,
) -> Result<(), Error> {
    if after.is_empty() {
        return Err(Error::NoRole);
    }
    let touches = before.contains(&Role::Administrator) != after.contains(&Role::Administrator);
    if touches && !is_administrator(ctx) {
        return Err(Error::Forbidden);
    }
    Ok(())
}

/// Only an administrator touches the membership of one.
pub(crate) fn guard_administrator(ctx: &Context, held: &BTreeSet<Role>) -> Result<(), Error> {
    if held.contains(&Role::Administrator) && !is_administrator(ctx) {
        return Err(Error::Forbidden);
    }
    Ok(())
}

fn is_administrator(ctx: &Context) -> bool {
    matches!(ctx.actor, Actor::System(_)) || ctx.actor.has(Role::Administrator)
}

async fn keep_an_administrator(
    tx: &WriteTx,
    leaving: &memberships::Model,
    held: &BTreeSet<Role>,
) -> Result<(), Error> {
    if !held.contains(&Role::Administrator) || leaving.ended.is_some() {
        return Ok(());
    }
    let others = of_organisation(tx, Id::from_uuid(leaving.organisation)).await?;
    for other in others {
        let counts = other.id != leaving.id && other.accepted.is_some() && other.ended.is_none();
        if counts && roles::read(&other.roles)?.contains(&Role::Administrator) {
            return Ok(());
        }
    }
    Err(Error::LastAdministrator)
}

/// Brings a membership back as if it were new: with these roles, and of the person named now. The
/// address may have gone to somebody else since.
async fn reopen(
    tx: &WriteTx,
    membership: &memberships::Model,
    invitee: &Invitee,
) -> Result<(), Error> {
    memberships::Entity::update_many()
        .col_expr(
            memberships::Column::Roles,
            roles::write(&invitee.roles).into(),
        )
        .col_expr(
            memberships::Column::Person,
            invitee.person.map(Id::uuid).into(),
        )
        .col_expr(memberships::Column::Invited, tx.ctx().now.into())
        .col_expr(
            memberships::Column::Accepted,
            Option::<DateTime<Utc>>::None.into(),
        )
        .col_expr(
            memberships::Column::Ended,
            Option::<DateTime<Utc>>::None.into(),
        )
        .col_expr(
            memberships::Column::LeftRegister,
            Option::<DateTime<Utc>>::None.into(),
        )
        .filter(memberships::Column::Id.eq(membership.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn of_organisation(
    tx: &ReadTx,
    organisation: Id<OrganisationTag>,
) -> Result<Vec<memberships::Model>, Error> {
    Ok(memberships::Entity::find()
        .filter(memberships::Column::Organisation.eq(organisation.uuid()))
        .all(tx.conn())
        .await?)
}

pub(crate) async fn one(
    tx: &ReadTx,
    organisation: Id<OrganisationTag>,
    id: Id<Membership>,
) -> Result<memberships::Model, Error> {
    memberships::Entity::find_by_id(id.uuid())
        .filter(memberships::Column::Organisation.eq(organisation.uuid()))
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)
}

async fn accounts_by_id(
    tx: &ReadTx,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, accounts::Model>, Error> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(AT_ONCE) {
        let rows = accounts::Entity::find()
            .filter(accounts::Column::Id.is_in(chunk.iter().copied()))
            .all(tx.conn())
            .await?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Every membership of an organisation with its account.
pub(crate) async fn all_members(
    tx: &ReadTx,
    organisation: Id<OrganisationTag>,
) -> Result<Vec<Member>, Error> {
    let rows = of_organisation(tx, organisation).await?;
    let mut people = accounts_by_id(tx, rows.iter().map(|row| row.account)).await?;
    let letters = waiting_letters(tx).await?;
    rows.into_iter()
        .filter_map(|row| {
            let account = people.remove(&row.account)?;
            Some(member(row, account, &letters))
        })
        .collect()
}

/// Memberships with a letter that has not gone out, and whether it was given up.
async fn waiting_letters(tx: &ReadTx) -> Result<HashMap<Uuid, bool>, Error> {
    let rows = letter_rows::Entity::find()
        .filter(letter_rows::Column::Membership.is_not_null())
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.membership?, row.due.is_none())))
        .collect())
}

fn member(
    row: memberships::Model,
    account: accounts::Model,
    letters: &HashMap<Uuid, bool>,
) -> Result<Member, Error> {
    let state = match (row.ended, row.accepted, letters.get(&row.id)) {
        (Some(ended), _, _) => State::Ended(ended),
        (None, Some(accepted), _) => State::Active(accepted),
        (None, None, Some(true)) => State::LetterFailed,
        (None, None, Some(false)) => State::LetterWaits,
        (None, None, None) => State::Invited(row.invited),
    };
    Ok(Member {
        id: Id::from_uuid(row.id),
        account: Id::from_uuid(row.account),
        lang: crate::control::language(&account.language),
        email: account.email,
        name: account.name,
        person: row.person.map(Id::from_uuid),
        roles: roles::read(&row.roles)?,
        state,
        left: row.left_register,
    })
}
