//! Files on their way through the import, in pieces, until they are accepted or a day has passed.

use base::{Account, Id};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use db::{Error, ReadTx, WriteTx};
use files::FileTag;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::rows::upload;
use crate::import::Mapping;

/// Tag of an upload's key.
#[derive(Debug)]
pub enum UploadTag {}

/// A file as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
    file: Id<FileTag>,
}

/// What was uploaded and how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    pub files: Vec<File>,
    /// The columns as corrected; nothing before anybody has looked.
    pub mapping: Option<Mapping>,
    pub account: Option<Id<Account>>,
    /// The day from which the file is true.
    pub from: NaiveDate,
}

pub(crate) async fn insert(tx: &WriteTx, made: &Upload) -> Result<Id<UploadTag>, Error> {
    let id = Id::<UploadTag>::new();
    let mut names = Vec::new();
    for File { name, bytes } in &made.files {
        let file = files::put(tx, name, files::ON_ITS_WAY, bytes).await?;
        names.push(Named {
            name: name.clone(),
            file,
        });
    }
    let size: usize = made.files.iter().map(|file| file.bytes.len()).sum();
    upload::Entity::insert(upload::ActiveModel {
        id: Set(id.uuid()),
        at: Set(tx.ctx().now),
        files: Set(serde_json::to_value(names)?),
        mapping: Set(made
            .mapping
            .as_ref()
            .map(serde_json::to_value)
            .transpose()?),
        account: Set(made.account.map(Id::uuid)),
        valid_from: Set(made.from),
        size: Set(i64::try_from(size).unwrap_or(i64::MAX)),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(id)
}

/// The row of an upload, without its files' bytes.
pub(crate) async fn row(tx: &ReadTx, id: Id<UploadTag>) -> Result<Option<Upload>, Error> {
    Ok(named(tx, id).await?.map(|(upload, _)| upload))
}

async fn named(tx: &ReadTx, id: Id<UploadTag>) -> Result<Option<(Upload, Vec<Named>)>, Error> {
    // One that is a day old is gone, whether or not the upkeep has been by.
    let row = upload::Entity::find_by_id(id.uuid())
        .filter(upload::Column::At.gte(oldest(tx.ctx().now)))
        .one(tx.conn())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let names: Vec<Named> = serde_json::from_value(row.files)?;
    let files = names.iter().map(|named| File {
        name: named.name.clone(),
        bytes: Vec::new(),
    });
    let upload = Upload {
        files: files.collect(),
        mapping: row.mapping.map(serde_json::from_value).transpose()?,
        account: row.account.map(Id::from_uuid),
        from: row.valid_from,
    };
    Ok(Some((upload, names)))
}

pub(crate) async fn read(tx: &ReadTx, id: Id<UploadTag>) -> Result<Option<Upload>, Error> {
    let Some((mut upload, names)) = named(tx, id).await? else {
        return Ok(None);
    };
    for (file, named) in upload.files.iter_mut().zip(names) {
        if let Some((_, bytes)) = files::read(tx, named.file).await? {
            file.bytes = bytes;
        }
    }
    Ok(Some(upload))
}

pub(crate) async fn set_mapping(
    tx: &WriteTx,
    id: Id<UploadTag>,
    mapping: &Mapping,
) -> Result<(), Error> {
    upload::Entity::update_many()
        .col_expr(
            upload::Column::Mapping,
            sea_orm::sea_query::Expr::value(serde_json::to_value(mapping)?),
        )
        .filter(upload::Column::Id.eq(id.uuid()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Takes an upload away with its files.
pub(crate) async fn delete(tx: &WriteTx, id: Id<UploadTag>) -> Result<(), Error> {
    let row = upload::Entity::find_by_id(id.uuid()).one(tx.conn()).await?;
    take_away(tx, row.into_iter().collect()).await?;
    Ok(())
}

async fn take_away(tx: &WriteTx, rows: Vec<upload::Model>) -> Result<u64, Error> {
    let mut gone = 0;
    for row in rows {
        let names: Vec<Named> = serde_json::from_value(row.files)?;
        let kept: Vec<Id<FileTag>> = names.into_iter().map(|named| named.file).collect();
        files::delete(tx, &kept).await?;
        upload::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
        gone += 1;
    }
    Ok(gone)
}

fn oldest(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(1)
}

/// Whether there is anything that nobody has gone on with for a day.
pub(crate) async fn has_stale(tx: &ReadTx, now: DateTime<Utc>) -> Result<bool, Error> {
    let found = upload::Entity::find()
        .filter(upload::Column::At.lt(oldest(now)))
        .count(tx.conn())
        .await?;
    Ok(found > 0)
}

/// Takes away what nobody has gone on with for a day.
pub(crate) async fn delete_stale(tx: &WriteTx, now: DateTime<Utc>) -> Result<u64, Error> {
    let stale = upload::Entity::find()
        .filter(upload::Column::At.lt(oldest(now)))
        .all(tx.conn())
        .await?;
    take_away(tx, stale).await
}
