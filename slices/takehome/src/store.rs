//! The packages' files as they came, and the link under which they are read.

use access::{Permit, action};
use base::{Id, Secret};
use blueprint::Folder;
use db::{
    Error, Migration, ReadTx, WriteTx, insert_all,
    schema::{instant, key, table, text, unique},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "takehome_0001",
    up: || {
        vec![
            table(
                "takehome_file",
                [
                    key("id"),
                    text("path"),
                    text("content"),
                    text("author"),
                    instant("at"),
                ],
            )
            .into(),
            unique("uq_takehome_file_path", "takehome_file", ["path"]).into(),
            // Kept as it is, because leaders copy it: it opens what hangs on the staff room's wall.
            table(
                "takehome_link",
                [key("id"), text("secret"), instant("made_at")],
            )
            .into(),
        ]
    },
}];

mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "takehome_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub path: String,
        pub content: String,
        pub author: String,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod link {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "takehome_link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub secret: String,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// All files. Whoever asks has the permit, or the link.
pub(crate) async fn files(tx: &ReadTx) -> Result<Folder, Error> {
    let rows = file::Entity::find().all(tx.conn()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.path, row.content))
        .collect())
}

/// Puts these files in place of all that were there.
pub async fn keep(
    tx: &WriteTx,
    _: &Permit<action::EditTakeHome>,
    files: &Folder,
    author: &str,
) -> Result<(), Error> {
    file::Entity::delete_many().exec(tx.conn()).await?;
    let rows: Vec<_> = files
        .iter()
        .map(|(path, content)| file::ActiveModel {
            id: Set(Id::<Folder>::new().uuid()),
            path: Set(path.to_owned()),
            content: Set(content.to_owned()),
            author: Set(author.to_owned()),
            at: Set(tx.ctx().now),
        })
        .collect();
    insert_all(tx, rows).await
}

/// What the link ends with; none before there is a package.
pub(crate) async fn secret(tx: &ReadTx) -> Result<Option<Secret>, Error> {
    let row = link::Entity::find().one(tx.conn()).await?;
    Ok(row.map(|row| Secret::presented(&row.secret)))
}

/// Puts a link in place of the one that was there, which opens nothing any longer.
pub async fn renew(
    tx: &WriteTx,
    _: &Permit<action::EditTakeHome>,
    secret: &Secret,
) -> Result<(), Error> {
    link::Entity::delete_many().exec(tx.conn()).await?;
    link::Entity::insert(link::ActiveModel {
        id: Set(Id::<Folder>::new().uuid()),
        secret: Set(secret.expose().to_owned()),
        made_at: Set(tx.ctx().now),
    })
    .exec_without_returning(tx.conn())
    .await?;
    Ok(())
}
