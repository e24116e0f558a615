use std::collections::HashMap;

use base::Id;
use chrono::{DateTime, Utc};
use db::{Error, Migration, ReadTx, WriteTx};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Tag of a file's key.
#[derive(Debug)]
pub enum FileTag {}

/// The kind of a file that is read once and thrown away, such as HR's: it is in no export.
pub const ON_ITS_WAY: &str = "application/octet-stream";

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    pub id: Id<FileTag>,
    pub name: String,
    /// As in `Content-Type`.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    pub at: DateTime<Utc>,
}

/// The tables of files, in every organisation.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "files_0001",
    up: || {
        use db::schema::{
            belongs_to, bytes, id, index, instant, integer, key, long, nullable, table, text,
            unique,
        };
        vec![
            table(
                "file",
                [
                    key("id"),
                    text("name"),
                    text("kind"),
                    long("size"),
                    instant("at"),
                ],
            )
            .into(),
            table(
                "file_piece",
                [key("id"), id("file"), integer("part"), bytes("content")],
            )
            .foreign_key(&mut belongs_to("file_piece", "file", "file"))
            .to_owned()
            .into(),
            unique("uq_file_piece_part", "file_piece", ["file", "part"]).into(),
            table(
                "file_attachment",
                [
                    key("id"),
                    text("owner"),
                    text("title"),
                    nullable(id("file")),
                    nullable(text("link")),
                    instant("at"),
                ],
            )
            .foreign_key(&mut belongs_to("file_attachment", "file", "file"))
            .to_owned()
            .into(),
            index("ix_file_attachment_owner", "file_attachment", ["owner"]).into(),
        ]
    },
}];

/// Small enough that a piece never holds up the other writers.
const PIECE: usize = 256 * 1024;

/// Keeps a file. What it is and whether it may be kept has been found out before.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &WriteTx, name: &str, kind: &str, bytes: &[u8]) -> Result<Id<FileTag>, Error> {
    let id = Id::<FileTag>::new();
    file::Entity::insert(file::ActiveModel {
        id: Set(id.uuid()),
        name: Set(name.to_owned()),
        kind: Set(kind.to_owned()),
        size: Set(i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
        at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    for (part, content) in (0..).zip(bytes.chunks(PIECE)) {
        piece::Entity::insert(piece::ActiveModel {
            id: Set(Id::<FileTag>::new().uuid()),
            file: Set(id.uuid()),
            part: Set(part),
            content: Set(content.to_vec()),
        })
        .exec_without_returning(tx.conn())
        .await?;
    }
    Ok(id)
}

/// What is known of these files, without their bytes; those that are gone are left out.
///
/// # Errors
/// When the database fails.
pub async fn about(tx: &ReadTx, ids: &[Id<FileTag>]) -> Result<HashMap<Id<FileTag>, About>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = file::Entity::find()
        .filter(file::Column::Id.is_in(ids.iter().map(|id| id.uuid())))
        .all(tx.conn())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (Id::from_uuid(row.id), About::from(row)))
        .collect())
}

/// A file with its bytes; nothing when it is gone.
///
/// # Errors
/// When the database fails.
pub async fn read(tx: &ReadTx, id: Id<FileTag>) -> Result<Option<(About, Vec<u8>)>, Error> {
    let Some(row) = file::Entity::find_by_id(id.uuid()).one(tx.conn()).await? else {
        return Ok(None);
    };
    let pieces = piece::Entity::find()
        .filter(piece::Column::File.eq(id.uuid()))
        .order_by_asc(piece::Column::Part)
        .all(tx.conn())
        .await?;
    let bytes = pieces.into_iter().flat_map(|piece| piece.content).collect();
    Ok(Some((row.into(), bytes)))
}

/// Every file that is there, without bytes, in the order they came.
///
/// # Errors
/// When the database fails.
pub async fn whole(tx: &ReadTx) -> Result<Vec<About>, Error> {
    let rows = file::Entity::find()
        .order_by_asc(file::Column::At)
        .order_by_asc(file::Column::Id)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(About::from).collect())
}

/// Takes files away with their pieces.
///
/// # Errors
/// When the database fails.
pub async fn delete(tx: &WriteTx, ids: &[Id<FileTag>]) -> Result<(), Error> {
    if !ids.is_empty() {
        file::Entity::delete_many()
            .filter(file::Column::Id.is_in(ids.iter().map(|id| id.uuid())))
            .exec(tx.conn())
            .await?;
    }
    Ok(())
}

/// The value of `Content-Disposition` for a file to keep, whatever letters its name has (RFC 6266).
#[must_use]
pub fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' | ' ' => letter,
            _ => '_',
        })
        .collect();
    let whole: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

impl From<file::Model> for About {
    fn from(row: file::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            name: row.name,
            kind: row.kind,
            size: u64::try_from(row.size).unwrap_or_default(),
            at: row.at,
        }
    }
}

mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub kind: String,
        pub size: i64,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod piece {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file_piece")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub file: Uuid,
        pub part: i32,
        pub content: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
