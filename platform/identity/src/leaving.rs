//! Who leaves the organisation leaves its members, and comes back when the register was wrong.

use access::{Permit, action};
use base::{Context, Id, OrganisationTag, PersonTag, Role};
use chrono::{DateTime, TimeDelta, Utc};
use db::{Audit, WriteTx};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::SimpleExpr};
use uuid::Uuid;

use crate::{
    Control, Error, Membership, letters,
    members::{AT_ONCE, guard_administrator, one},
    roles,
    store::rows::{letters as letter_rows, memberships, sessions},
};

/// A register that was wrong is put right within this time; who comes back later than that may have
/// another place, and somebody looks.
const PUT_RIGHT: TimeDelta = TimeDelta::days(30);

/// Roles that put a mistake right. Were they to end by themselves, one wrong file could shut out
/// all who can mend it.
const HOLD_THE_KEYS: [Role; 2] = [Role::Administrator, Role::Office];

/// What became of the members who left the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Memberships that ended.
    pub ended: usize,
    /// Memberships that were marked and left for somebody to decide on.
    pub kept: usize,
}

impl Control {
    /// Ends the memberships of persons who have left the organisation's register, with every
    /// session in it. Administrators and the programme office keep theirs, marked in the list of
    /// members for somebody to decide on. Accounts and other organisations stay. Told twice is as
    /// told once.
    ///
    /// # Errors
    /// When the database fails; nobody's membership has ended then.
    pub async fn people_left(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        persons: &[Id<PersonTag>],
    ) -> Result<Followed, Error> {
        let tx = self.db.write(ctx).await?;
        let mut done = Followed::default();
        for row in of_persons(&tx, organisation, persons).await? {
            if row.ended.is_some() || row.left_register.is_some() {
                continue;
            }
            let ends = roles::read(&row.roles)?.is_disjoint(&HOLD_THE_KEYS.into());
            let mut changes = vec![(memberships::Column::LeftRegister, Some(ctx.now).into())];
            if ends {
                shut(&tx, &row).await?;
                changes.push((memberships::Column::Ended, Some(ctx.now).into()));
                done.ended += 1;
            } else {
                done.kept += 1;
            }
            set(&tx, row.id, changes).await?;
            tx.also(about("member.left", &row).with("ended", ends))
                .await?;
        }
        if done != Followed::default() {
            let audit = Audit::of("members.left")
                .on("organisation", organisation)
                .with("ended", done.ended)
                .with("kept", done.kept);
            tx.commit(audit).await?;
        }
        Ok(done)
    }

    /// Gives back what [`Control::people_left`] took from persons who are in the register again,
    /// where that was at most thirty days ago; gives how many. A membership that somebody ended
    /// stays ended.
    ///
    /// # Errors
    /// When the database fails; nothing was given back then.
    pub async fn people_returned(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        persons: &[Id<PersonTag>],
    ) -> Result<usize, Error> {
        let tx = self.db.write(ctx).await?;
        let mut back = 0;
        for row in of_persons(&tx, organisation, persons).await? {
            let Some(left) = row.left_register else {
                continue;
            };
            if row.ended.is_some_and(|ended| ended != left) || ctx.now - left > PUT_RIGHT {
                continue;
            }
            open(&tx, &row).await?;
            tx.also(about("member.returned", &row)).await?;
            back += 1;
        }
        if back > 0 {
            let audit = Audit::of("members.returned")
                .on("organisation", organisation)
                .with("restored", back);
            tx.commit(audit).await?;
        }
        Ok(back)
    }

    /// Gives an ended membership back as it was, with its roles; or takes the mark off one that was
    /// kept when its person left the register. Who had never answered is invited again.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is nothing to give back, or a refusal when somebody who is
    /// no administrator gives one back.
    pub async fn restore_membership(
        &self,
        ctx: &Context,
        _: &Permit<action::ManageAccounts>,
        organisation: Id<OrganisationTag>,
        id: Id<Membership>,
    ) -> Result<(), Error> {
        let tx = self.db.write(ctx).await?;
        let row = one(&tx, organisation, id).await?;
        if row.ended.is_none() && row.left_register.is_none() {
            return Err(Error::NotFound);
        }
        guard_administrator(ctx, &roles::read(&row.roles)?)?;
        open(&tx, &row).await?;
        Ok(tx.commit(about("member.restored", &row)).await?)
    }
}

/// Ends every session in the organisation, and takes back the letter that waits.
pub(crate) async fn shut(tx: &WriteTx, row: &memberships::Model) -> Result<(), Error> {
    sessions::Entity::delete_many()
        .filter(sessions::Column::Account.eq(row.account))
        .filter(sessions::Column::Organisation.eq(row.organisation))
        .exec(tx.conn())
        .await?;
    letter_rows::Entity::delete_many()
        .filter(letter_rows::Column::Membership.eq(row.id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Opens a membership again as it was.
async fn open(tx: &WriteTx, row: &memberships::Model) -> Result<(), Error> {
    let never = || Option::<DateTime<Utc>>::None.into();
    let changes = [
        (memberships::Column::Ended, never()),
        (memberships::Column::LeftRegister, never()),
    ];
    set(tx, row.id, changes).await?;
    if row.ended.is_some() && row.accepted.is_none() {
        letters::invitation(tx, row.account, row.id).await?;
    }
    Ok(())
}

fn about(action: &'static str, row: &memberships::Model) -> Audit {
    Audit::of(action)
        .on("membership", Id::<Membership>::from_uuid(row.id))
        .with("organisation", row.organisation)
        .with("person", row.person)
}

async fn set(
    tx: &WriteTx,
    id: Uuid,
    changes: impl IntoIterator<Item = (memberships::Column, SimpleExpr)>,
) -> Result<(), Error> {
    let mut update = memberships::Entity::update_many();
    for (column, value) in changes {
        update = update.col_expr(column, value);
    }
    update
        .filter(memberships::Column::Id.eq(id))
        .exec(tx.conn())
        .await?;
    Ok(())
}

async fn of_persons(
    tx: &WriteTx,
    organisation: Id<OrganisationTag>,
    persons: &[Id<PersonTag>],
) -> Result<Vec<memberships::Model>, Error> {
    let mut found = Vec::new();
    for chunk in persons.chunks(AT_ONCE) {
        let rows = memberships::Entity::find()
            .filter(memberships::Column::Organisation.eq(organisation.uuid()))
            .filter(memberships::Column::Person.is_in(chunk.iter().map(|id| id.uuid())))
            .all(tx.conn())
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
