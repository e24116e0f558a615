use std::sync::Arc;

use access::{Permit, action};
use base::{Context, Id, Lang, OrganisationTag};
use chrono::{DateTime, TimeDelta, Utc};
use db::{Audit, Database, ReadTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Error, Hasher,
    place::Place,
    store::{MIGRATIONS, rows},
};

/// The control database: which organisations there are, who may sign in, and to what.
///
/// Cheap to clone. Holds no organisation's content.
#[derive(Clone)]
pub struct Control {
    pub(crate) db: Database,
    pub(crate) hasher: Arc<Hasher>,
    pub(crate) rules: Rules,
}

/// How long things last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// A session ends when it has not been used for this long.
    pub idle: TimeDelta,
    /// A session ends when it is this old, however much it is used.
    pub longest: TimeDelta,
    /// An invitation can be accepted for this long.
    pub invitation: TimeDelta,
    /// A link for a forgotten password opens for this long.
    pub forgotten: TimeDelta,
}

impl Default for Rules {
    /// Twelve hours idle is a working day with its evening: a leader signs in once a day at most.
    fn default() -> Self {
        Self {
            idle: TimeDelta::hours(12),
            longest: TimeDelta::days(14),
            invitation: TimeDelta::days(14),
            forgotten: TimeDelta::hours(2),
        }
    }
}

/// One client organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: Id<OrganisationTag>,
    /// The short name in commands and file names: a-z, 0-9, hyphen.
    pub slug: String,
    pub name: String,
    pub place: Place,
    /// The zone of its sessions, as `Europe/Copenhagen`.
    pub zone: String,
    /// The language a new account starts with.
    pub lang: Lang,
    pub created: DateTime<Utc>,
}

/// What a new organisation is called and where it lies.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// The key, where it must be equal on every machine (the demo); otherwise a new one.
    pub id: Option<Id<OrganisationTag>>,
    pub slug: String,
    pub name: String,
    pub place: Place,
    pub zone: String,
    pub lang: Lang,
}

impl Control {
    /// Over an open control database, with so many passwords hashed at once.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn new(db: Database, hashed_at_once: usize) -> Result<Self, Error> {
        Ok(Self {
            db,
            hasher: Arc::new(Hasher::new(hashed_at_once)?),
            rules: Rules::default(),
        })
    }

    /// With other rules or another hasher, for tests and for who wants shorter sessions.
    #[must_use]
    pub fn with(mut self, rules: Rules, hasher: Hasher) -> Self {
        self.rules = rules;
        self.hasher = Arc::new(hasher);
        self
    }

    /// Brings the control database's schema to this version.
    ///
    /// # Errors
    /// When a migration fails; those before it are kept.
    pub async fn migrate(&self) -> Result<Vec<&'static str>, Error> {
        Ok(self.db.migrate(MIGRATIONS).await?)
    }

    /// The migrations that the control database lacks.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lagging(&self) -> Result<Vec<&'static str>, Error> {
        Ok(self.db.lagging(MIGRATIONS).await?)
    }

    /// The control database's own migrations, for telling a backup of it from others.
    #[must_use]
    pub const fn migrations() -> &'static [db::Migration] {
        MIGRATIONS
    }

    /// The database itself, for backup and for reading its audit.
    #[must_use]
    pub const fn database(&self) -> &Database {
        &self.db
    }

    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    #[must_use]
    pub fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    /// Registers an organisation. Its database is made by [`crate::Organisations::create`].
    ///
    /// # Errors
    /// [`Error::Organisation`] for a name that cannot be used, [`Error::Taken`] when another has it.
    pub(crate) async fn register(
        &self,
        ctx: &Context,
        new: NewOrganisation,
    ) -> Result<Organisation, Error> {
        let organisation = new.checked(ctx.now)?;
        let tx = self.db.write(ctx).await?;
        rows::organisations::Entity::insert(rows::organisations::ActiveModel {
            id: Set(organisation.id.uuid()),
            slug: Set(organisation.slug.clone()),
            name: Set(organisation.name.clone()),
            place: Set(organisation.place.to_string()),
            zone: Set(organisation.zone.clone()),
            language: Set(organisation.lang.tag().to_owned()),
            created: Set(organisation.created),
        })
        .exec_without_returning(tx.conn())
        .await
        .map_err(|error| taken(error.into()))?;
        let audit = Audit::of("organisation.created").on("organisation", organisation.id);
        tx.commit(audit).await?;
        Ok(organisation)
    }

    /// Registers an organisation whose database is there already: one put back from a backup.
    ///
    /// # Errors
    /// As [`crate::Organisations::create`].
    pub async fn adopt(
        &self,
        ctx: &Context,
        _: &Permit<action::EditOrganisation>,
        new: NewOrganisation,
    ) -> Result<Organisation, Error> {
        self.register(ctx, new).await
    }

    /// Refuses a new organisation before anything is made for it.
    ///
    /// # Errors
    /// As [`crate::Organisations::create`].
    pub async fn refuse_taken(&self, ctx: &Context, new: &NewOrganisation) -> Result<(), Error> {
        new.clone().checked(ctx.now)?;
        let others = self.organisations(ctx).await?;
        if others.iter().any(|other| other.slug == new.slug) {
            return Err(Error::Taken("slug"));
        }
        if others.iter().any(|other| other.place == new.place) {
            return Err(Error::Taken("place"));
        }
        Ok(())
    }

    /// Every organisation, by short name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn organisations(&self, ctx: &Context) -> Result<Vec<Organisation>, Error> {
        let tx = self.db.read(ctx).await?;
        rows::organisations::Entity::find()
            .order_by_asc(rows::organisations::Column::Slug)
            .all(tx.conn())
            .await?
            .into_iter()
            .map(Organisation::try_from)
            .collect()
    }

    /// The organisation of a key.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn organisation(
        &self,
        ctx: &Context,
        id: Id<OrganisationTag>,
    ) -> Result<Organisation, Error> {
        organisation(&self.db.read(ctx).await?, id).await
    }

    /// The organisation of a short name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn organisation_named(
        &self,
        ctx: &Context,
        slug: &str,
    ) -> Result<Organisation, Error> {
        let tx = self.db.read(ctx).await?;
        rows::organisations::Entity::find()
            .filter(rows::organisations::Column::Slug.eq(slug))
            .one(tx.conn())
            .await?
            .ok_or(Error::NotFound)?
            .try_into()
    }
}

pub(crate) async fn organisation(
    tx: &ReadTx,
    id: Id<OrganisationTag>,
) -> Result<Organisation, Error> {
    rows::organisations::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?
        .ok_or(Error::NotFound)?
        .try_into()
}

fn taken(error: db::Error) -> Error {
    if error.violates("uq_organisations_slug") {
        Error::Taken("slug")
    } else if error.violates("uq_organisations_place") {
        Error::Taken("place")
    } else {
        error.into()
    }
}

impl NewOrganisation {
    fn checked(self, now: DateTime<Utc>) -> Result<Organisation, Error> {
        let slug_fits = !self.slug.is_empty()
            && self.slug.len() <= 40
            && self.slug.starts_with(|c: char| c.is_ascii_lowercase())
            && self
                .slug
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !slug_fits {
            return Err(Error::Organisation(
                "the short name has a-z, 0-9 and hyphens, begins with a letter, at most 40",
            ));
        }
        if self.name.trim().is_empty() {
            return Err(Error::Organisation("the name is empty"));
        }
        if self.zone.parse::<chrono_tz::Tz>().is_err() {
            return Err(Error::Organisation(
                "the zone is unknown; write Europe/Copenhagen",
            ));
        }
        Ok(Organisation {
            id: self.id.unwrap_or_else(Id::new),
            slug: self.slug,
            name: self.name.trim().to_owned(),
            place: self.place,
            zone: self.zone,
            lang: self.lang,
            created: now,
        })
    }
}

impl TryFrom<rows::organisations::Model> for Organisation {
    type Error = Error;
    fn try_from(row: rows::organisations::Model) -> Result<Self, Error> {
        Ok(Self {
            id: Id::from_uuid(row.id),
            slug: row.slug,
            name: row.name,
            place: row.place.parse()?,
            zone: row.zone,
            lang: language(&row.language),
            created: row.created,
        })
    }
}

/// A language of a later version reads as the default rather than shutting anybody out.
pub(crate) fn language(tag: &str) -> Lang {
    tag.parse().unwrap_or_default()
}
