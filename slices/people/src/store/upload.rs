//! Files on their way through the import, in pieces, until they are accepted or a day has passed.

use base::{Account, Id};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use db::{Error, ReadTx, WriteTx};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};

use super::rows::{chunk, upload};
use crate::import::Mapping;

/// Small enough that a piece never holds up the other writers.
const PIECE: usize = 256 * 1024;

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
    let names: Vec<Named> = made
        .files
        .iter()
        .map(|file| Named {
            name: file.name.clone(),
        })
        .collect();
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
    for (file, content) in (0..).zip(&made.files) {
        for (part, piece) in (0..).zip(content.bytes.chunks(PIECE)) {
            chunk::Entity::insert(chunk::ActiveModel {
                id: Set(Id::<UploadTag>::new().uuid()),
                upload: Set(id.uuid()),
                file: Set(file),
                part: Set(part),
                content: Set(piece.to_vec()),
            })
            .exec_without_returning(tx.conn())
            .await?;
        }
    }
    Ok(id)
}

/// The row of an upload, without its files' bytes.
pub(crate) async fn row(tx: &ReadTx, id: Id<UploadTag>) -> Result<Option<Upload>, Error> {
    // One that is a day old is gone, whether or not the upkeep has been by.
    let row = upload::Entity::find_by_id(id.uuid())
        .filter(upload::Column::At.gte(oldest(tx.ctx().now)))
        .one(tx.conn())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let names: Vec<Named> = serde_json::from_value(row.files)?;
    let files = names.into_iter().map(|named| File {
        name: named.name,
        bytes: Vec::new(),
    });
    Ok(Some(Upload {
        files: files.collect(),
        mapping: row.mapping.map(serde_json::from_value).transpose()?,
        account: row.account.map(Id::from_uuid),
        from: row.valid_from,
    }))
}

pub(crate) async fn read(tx: &ReadTx, id: Id<UploadTag>) -> Result<Option<Upload>, Error> {
    let Some(mut upload) = row(tx, id).await? else {
        return Ok(None);
    };
    let chunks = chunk::Entity::find()
        .filter(chunk::Column::Upload.eq(id.uuid()))
        .order_by_asc(chunk::Column::File)
        .order_by_asc(chunk::Column::Part)
        .all(tx.conn())
        .await?;
    for piece in chunks {
        if let Some(file) = usize::try_from(piece.file)
            .ok()
            .and_then(|at| upload.files.get_mut(at))
        {
            file.bytes.extend_from_slice(&piece.content);
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

/// Takes an upload away with its pieces.
pub(crate) async fn delete(tx: &WriteTx, id: Id<UploadTag>) -> Result<(), Error> {
    upload::Entity::delete_by_id(id.uuid())
        .exec(tx.conn())
        .await?;
    Ok(())
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
    let gone = upload::Entity::delete_many()
        .filter(upload::Column::At.lt(oldest(now)))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected)
}
