//! Versions of the programme's files. What is stored is their own text, so that what comes out is
//! byte for byte what went in; every read is of the whole.

use access::{Permit, action};
use base::Id;
use blueprint::Folder;
use db::{Error, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};

use super::rows::{file, version};

/// A version of the programme's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub id: Id<Version>,
    pub number: i32,
    pub digest: String,
}

impl From<version::Model> for Version {
    fn from(row: version::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            number: row.number,
            digest: row.digest,
        }
    }
}

pub async fn latest(
    tx: &ReadTx,
    _: &Permit<action::ViewProgramme>,
) -> Result<Option<Version>, Error> {
    let row = version::Entity::find()
        .order_by_desc(version::Column::Number)
        .one(tx.conn())
        .await?;
    Ok(row.map(Version::from))
}

pub async fn version(
    tx: &ReadTx,
    _: &Permit<action::ViewProgramme>,
    id: Id<Version>,
) -> Result<Option<Version>, Error> {
    Ok(version::Entity::find_by_id(id.uuid())
        .one(tx.conn())
        .await?
        .map(Version::from))
}

pub async fn files(tx: &ReadTx, version: &Version) -> Result<Folder, Error> {
    let rows = file::Entity::find()
        .filter(file::Column::Version.eq(version.id.uuid()))
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.path, row.content))
        .collect())
}

/// Keeps the files as the newest version.
pub async fn keep(
    tx: &WriteTx,
    _: &Permit<action::EditProgramme>,
    files: &Folder,
    author: &str,
) -> Result<Version, Error> {
    let last = version::Entity::find()
        .order_by_desc(version::Column::Number)
        .one(tx.conn())
        .await?;
    let row = version::Model {
        id: Id::<Version>::new().uuid(),
        number: last.map_or(0, |last| last.number) + 1,
        author: author.to_owned(),
        digest: digest(files),
        at: tx.ctx().now,
    };
    version::Entity::insert(version::ActiveModel::from(row.clone()))
        .exec_without_returning(tx.conn())
        .await?;
    let rows = files.iter().map(|(path, content)| file::ActiveModel {
        id: Set(Id::<Folder>::new().uuid()),
        version: Set(row.id),
        path: Set(path.to_owned()),
        content: Set(content.to_owned()),
    });
    file::Entity::insert_many(rows)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(row.into())
}

/// SHA-256 over paths and texts, in hex.
pub fn digest(files: &Folder) -> String {
    let mut hash = Sha256::new();
    for (path, text) in files.iter() {
        for part in [path, text] {
            hash.update(part.len().to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
