//! The drejebøger's files, as they came.

use access::{Permit, action};
use base::Id;
use blueprint::Folder;
use db::{Error, ReadTx, WriteTx, insert_all};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::rows::sheet;

/// All of them.
pub async fn files(tx: &ReadTx, _: &Permit<action::ViewRunSheet>) -> Result<Folder, Error> {
    unguarded(tx).await
}

/// All of them, where the caller has asked otherwise.
pub(crate) async fn unguarded(tx: &ReadTx) -> Result<Folder, Error> {
    let rows = sheet::Entity::find().all(tx.conn()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.path, row.content))
        .collect())
}

/// Puts these files in place of those of the same paths.
pub async fn keep(
    tx: &WriteTx,
    _: &Permit<action::EditRunSheet>,
    files: &Folder,
    author: &str,
) -> Result<(), Error> {
    let paths: Vec<&str> = files.iter().map(|(path, _)| path).collect();
    sheet::Entity::delete_many()
        .filter(sheet::Column::Path.is_in(paths))
        .exec(tx.conn())
        .await?;
    let rows: Vec<_> = files
        .iter()
        .map(|(path, content)| sheet::ActiveModel {
            id: Set(Id::<Folder>::new().uuid()),
            path: Set(path.to_owned()),
            content: Set(content.to_owned()),
            author: Set(author.to_owned()),
            at: Set(tx.ctx().now),
        })
        .collect();
    insert_all(tx, rows).await
}
