//! Versions of the direction's files.
//!
//! What is stored is the files' own text. Everything reads the whole of it or nothing (some 100 kB),
//! no query asks for a part, and so what comes out again is byte for byte what went in.

use access::{Permit, action};
use base::Id;
use blueprint::Folder;
use chrono::{DateTime, Utc};
use db::{Error, Migration, ReadTx, WriteTx};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "direction_0001",
    up: || {
        use db::schema::{belongs_to, id, instant, integer, key, table, text, unique};
        vec![
            table(
                "direction_version",
                [
                    key("id"),
                    integer("number"),
                    integer("revision"),
                    text("note"),
                    text("author"),
                    instant("at"),
                ],
            )
            .into(),
            // One draft (number 0), and every number once.
            unique(
                "uq_direction_version_number",
                "direction_version",
                ["number"],
            )
            .into(),
            table(
                "direction_file",
                [key("id"), id("version"), text("path"), text("content")],
            )
            .foreign_key(&mut belongs_to(
                "direction_file",
                "version",
                "direction_version",
            ))
            .to_owned()
            .into(),
            unique(
                "uq_direction_file_path",
                "direction_file",
                ["version", "path"],
            )
            .into(),
        ]
    },
}];

/// A draft's number.
const DRAFT: i32 = 0;

/// A state of the direction: a published version, or the one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: Id<Version>,
    /// From 1 in the order of publishing; 0 is the draft.
    pub number: i32,
    /// How often the draft was changed; a published version keeps the draft's last.
    pub revision: i32,
    /// What the office says is new.
    pub note: String,
    /// Who changed it last, or published it.
    pub author: String,
    pub at: DateTime<Utc>,
}

impl Version {
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        self.number == DRAFT
    }
}

impl From<version::Model> for Version {
    fn from(row: version::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            number: row.number,
            revision: row.revision,
            note: row.note,
            author: row.author,
            at: row.at,
        }
    }
}

/// The version in force.
pub(crate) async fn published(
    tx: &ReadTx,
    _: &Permit<action::ViewDirection>,
) -> Result<Option<Version>, Error> {
    let row = version::Entity::find()
        .filter(version::Column::Number.gt(DRAFT))
        .order_by_desc(version::Column::Number)
        .one(tx.conn())
        .await?;
    Ok(row.map(Version::from))
}

/// A version that is or was in force.
pub(crate) async fn numbered(
    tx: &ReadTx,
    _: &Permit<action::ViewDirection>,
    number: i32,
) -> Result<Option<Version>, Error> {
    if number <= DRAFT {
        return Ok(None);
    }
    by_number(tx, number).await
}

/// The draft, when there is one.
pub(crate) async fn draft(
    tx: &ReadTx,
    _: &Permit<action::EditDirection>,
) -> Result<Option<Version>, Error> {
    by_number(tx, DRAFT).await
}

async fn by_number(tx: &ReadTx, number: i32) -> Result<Option<Version>, Error> {
    let row = version::Entity::find()
        .filter(version::Column::Number.eq(number))
        .one(tx.conn())
        .await?;
    Ok(row.map(Version::from))
}

/// Published versions, newest first: `size` after the first `first`, and how many there are.
pub(crate) async fn history(
    tx: &ReadTx,
    _: &Permit<action::ViewDirection>,
    first: u64,
    size: u64,
) -> Result<base::Page<Version>, Error> {
    let all = version::Entity::find().filter(version::Column::Number.gt(DRAFT));
    let total = all.clone().count(tx.conn()).await?;
    let rows = all
        .order_by_desc(version::Column::Number)
        .offset(first)
        .limit(size)
        .all(tx.conn())
        .await?;
    Ok(base::Page {
        items: rows.into_iter().map(Version::from).collect(),
        first,
        size,
        total,
    })
}

/// A version's files. Whoever has the [`Version`] was allowed to see it.
pub(crate) async fn files(tx: &ReadTx, version: &Version) -> Result<Folder, Error> {
    let rows = file::Entity::find()
        .filter(file::Column::Version.eq(version.id.uuid()))
        .order_by_asc(file::Column::Path)
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.path, row.content))
        .collect())
}

/// Makes these files the draft.
pub(crate) async fn put_draft(
    tx: &WriteTx,
    permit: &Permit<action::EditDirection>,
    files: &Folder,
    author: &str,
) -> Result<Version, Error> {
    let version = match draft(tx, permit).await? {
        None => {
            let row = version::ActiveModel {
                id: Set(Id::<Version>::new().uuid()),
                number: Set(DRAFT),
                revision: Set(1),
                note: Set(String::new()),
                author: Set(author.to_owned()),
                at: Set(tx.ctx().now),
            };
            version::Entity::insert(row)
                .exec_with_returning(tx.conn())
                .await?
        }
        Some(draft) => {
            let row = version::ActiveModel {
                id: Set(draft.id.uuid()),
                revision: Set(draft.revision.saturating_add(1)),
                author: Set(author.to_owned()),
                at: Set(tx.ctx().now),
                ..Default::default()
            };
            version::Entity::update(row).exec(tx.conn()).await?
        }
    };
    file::Entity::delete_many()
        .filter(file::Column::Version.eq(version.id))
        .exec(tx.conn())
        .await?;
    let rows = files.iter().map(|(path, content)| file::ActiveModel {
        id: Set(Id::<Folder>::new().uuid()),
        version: Set(version.id),
        path: Set(path.to_owned()),
        content: Set(content.to_owned()),
    });
    file::Entity::insert_many(rows)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(version.into())
}

/// Makes the draft the version in force.
pub(crate) async fn publish(
    tx: &WriteTx,
    _: &Permit<action::PublishDirection>,
    draft: &Version,
    note: &str,
    author: &str,
) -> Result<Version, Error> {
    let last = version::Entity::find()
        .order_by_desc(version::Column::Number)
        .one(tx.conn())
        .await?;
    let row = version::ActiveModel {
        id: Set(draft.id.uuid()),
        number: Set(last.map_or(DRAFT, |last| last.number).saturating_add(1)),
        note: Set(note.to_owned()),
        author: Set(author.to_owned()),
        at: Set(tx.ctx().now),
        ..Default::default()
    };
    Ok(version::Entity::update(row).exec(tx.conn()).await?.into())
}

/// Drops the draft; the version in force stays.
pub(crate) async fn discard(
    tx: &WriteTx,
    _: &Permit<action::EditDirection>,
    draft: &Version,
) -> Result<(), Error> {
    version::Entity::delete_by_id(draft.id.uuid())
        .exec(tx.conn())
        .await?;
    Ok(())
}

mod version {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "direction_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i32,
        pub revision: i32,
        pub note: String,
        pub author: String,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "direction_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub version: Uuid,
        pub path: String,
        pub content: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
