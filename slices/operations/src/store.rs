//! Exports, in pieces, for a day.

use base::{Account, Id};
use chrono::{DateTime, Utc};
use db::{
    Error, Migration, ReadTx, WriteTx,
    schema::{
        belongs_to, bytes, id, index, instant, integer, key, long, nullable, table, text, unique,
    },
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// The tables of this slice.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "operations_0001",
    up: || {
        vec![
            table(
                "operations_export",
                [
                    key("id"),
                    nullable(id("account")),
                    instant("made"),
                    instant("expires"),
                    long("size"),
                    integer("files"),
                    text("sha256"),
                ],
            )
            .into(),
            index(
                "ix_operations_export_expires",
                "operations_export",
                ["expires"],
            )
            .into(),
            table(
                "operations_export_part",
                [key("id"), id("export"), integer("number"), bytes("content")],
            )
            .foreign_key(&mut belongs_to(
                "operations_export_part",
                "export",
                "operations_export",
            ))
            .to_owned()
            .into(),
            unique(
                "uq_operations_export_part_number",
                "operations_export_part",
                ["export", "number"],
            )
            .into(),
        ]
    },
}];

/// Small enough that a piece is no burden for either database.
const PIECE: usize = 512 * 1024;

/// An export that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: Id<Kept>,
    pub account: Option<Id<Account>>,
    pub made: DateTime<Utc>,
    pub expires: DateTime<Utc>,
    /// Bytes.
    pub size: i64,
    pub files: i32,
    pub sha256: String,
}

pub(crate) async fn insert(tx: &WriteTx, kept: &Kept, content: &[u8]) -> Result<(), Error> {
    export::Entity::insert(export::ActiveModel {
        id: Set(kept.id.uuid()),
        account: Set(kept.account.map(Id::uuid)),
        made: Set(kept.made),
        expires: Set(kept.expires),
        size: Set(kept.size),
        files: Set(kept.files),
        sha256: Set(kept.sha256.clone()),
    })
    .exec_without_returning(tx.conn())
    .await?;
    for (number, piece) in (0..).zip(content.chunks(PIECE)) {
        part::Entity::insert(part::ActiveModel {
            id: Set(Id::<Kept>::new().uuid()),
            export: Set(kept.id.uuid()),
            number: Set(number),
            content: Set(piece.to_vec()),
        })
        .exec_without_returning(tx.conn())
        .await?;
    }
    Ok(())
}

/// Those that can still be fetched, newest first.
pub(crate) async fn living(tx: &ReadTx) -> Result<Vec<Kept>, Error> {
    Ok(export::Entity::find()
        .filter(export::Column::Expires.gt(tx.ctx().now))
        .order_by_desc(export::Column::Made)
        .all(tx.conn())
        .await?
        .into_iter()
        .map(Kept::from)
        .collect())
}

/// One of them with its content; nothing when its day is over.
pub(crate) async fn content(tx: &ReadTx, id: Id<Kept>) -> Result<Option<(Kept, Vec<u8>)>, Error> {
    let row = export::Entity::find_by_id(id.uuid())
        .filter(export::Column::Expires.gt(tx.ctx().now))
        .one(tx.conn())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let parts = part::Entity::find()
        .filter(part::Column::Export.eq(id.uuid()))
        .order_by_asc(part::Column::Number)
        .all(tx.conn())
        .await?;
    let content = parts.into_iter().flat_map(|part| part.content).collect();
    Ok(Some((Kept::from(row), content)))
}

/// Deletes what can no longer be fetched; gives how many.
pub(crate) async fn delete_expired(tx: &WriteTx) -> Result<u64, Error> {
    let gone = export::Entity::delete_many()
        .filter(export::Column::Expires.lte(tx.ctx().now))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected)
}

impl From<export::Model> for Kept {
    fn from(row: export::Model) -> Self {
        Self {
            id: Id::from_uuid(row.id),
            account: row.account.map(Id::from_uuid),
            made: row.made,
            expires: row.expires,
            size: row.size,
            files: row.files,
            sha256: row.sha256,
        }
    }
}

mod export {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "operations_export")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub account: Option<Uuid>,
        pub made: DateTimeUtc,
        pub expires: DateTimeUtc,
        pub size: i64,
        pub files: i32,
        pub sha256: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod part {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "operations_export_part")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub export: Uuid,
        pub number: i32,
        pub content: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
