//! What lies on a thing: files and links, in the order they were put there.

use base::Id;
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{About, FileTag, about, delete};

/// Something that lies on a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    pub id: Id<Attached>,
    pub title: String,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    File(About),
    /// An address that [`crate::is_link`] has seen.
    Link(String),
}

/// Something that is to lie on a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// One that [`crate::put`] has kept.
    File(Id<FileTag>),
    Link(String),
}

/// Puts something on the thing `owner`, which its slice names, such as `tool:konflikttrappen`.
///
/// # Errors
/// When the database fails.
pub async fn attach(
    tx: &WriteTx,
    owner: &str,
    title: &str,
    what: Attachment,
) -> Result<Id<Attached>, Error> {
    let id = Id::<Attached>::new();
    let (file, link) = match what {
        Attachment::File(file) => (Some(file.uuid()), None),
        Attachment::Link(link) => (None, Some(link)),
    };
    attachment::Entity::insert(attachment::ActiveModel {
        id: Set(id.uuid()),
        owner: Set(owner.to_owned()),
        title: Set(title.to_owned()),
        file: Set(file),
        link: Set(link),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(id)
}

/// What lies on a thing.
///
/// # Errors
/// When the database fails.
pub async fn attached(tx: &ReadTx, owner: &str) -> Result<Vec<Attached>, Error> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::Owner.eq(owner))
        .order_by_asc(attachment::Column::At)
        .order_by_asc(attachment::Column::Id)
        .all(tx.conn())
        .await?;
    told(tx, rows).await
}

/// One thing that lies on `owner`; nothing when it lies elsewhere.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &ReadTx, owner: &str, id: Id<Attached>) -> Result<Option<Attached>, Error> {
    let row = attachment::Entity::find_by_id(id.uuid())
        .filter(attachment::Column::Owner.eq(owner))
        .one(tx.conn())
        .await?;
    Ok(told(tx, row.into_iter().collect()).await?.pop())
}

/// Takes one thing off `owner`, with its file.
///
/// # Errors
/// When the database fails.
pub async fn detach(tx: &WriteTx, owner: &str, id: Id<Attached>) -> Result<bool, Error> {
    let Some(found) = one(tx, owner, id).await? else {
        return Ok(false);
    };
    gone(tx, &found).await?;
    Ok(true)
}

/// Takes everything off a thing that itself goes.
///
/// # Errors
/// When the database fails.
pub async fn detach_all(tx: &WriteTx, owner: &str) -> Result<(), Error> {
    for found in attached(tx, owner).await? {
        gone(tx, &found).await?;
    }
    Ok(())
}

async fn gone(tx: &WriteTx, found: &Attached) -> Result<(), Error> {
    attachment::Entity::delete_by_id(found.id.uuid())
        .exec(tx.conn())
        .await?;
    if let What::File(file) = &found.what {
        delete(tx, &[file.id]).await?;
    }
    Ok(())
}

async fn told(tx: &ReadTx, rows: Vec<attachment::Model>) -> Result<Vec<Attached>, Error> {
    let files: Vec<Id<FileTag>> = rows
        .iter()
        .filter_map(|row| row.file)
        .map(Id::from_uuid)
        .collect();
    let mut files = about(tx, &files).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let what = match (row.file, row.link) {
                (Some(file), _) => What::File(files.remove(&Id::from_uuid(file))?),
                (None, link) => What::Link(link?),
            };
            Some(Attached {
                id: Id::from_uuid(row.id),
                title: row.title,
                what,
            })
        })
        .collect())
}

mod attachment {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file_attachment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub owner: String,
        pub title: String,
        pub file: Option<Uuid>,
        pub link: Option<String>,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
