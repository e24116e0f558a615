//! The tools' files as they came, and what each person has saved.

use access::{Permit, action};
use base::{Id, PersonTag, Problem};
use blueprint::Folder;
use db::{
    Error, Migration, ReadTx, WriteTx, insert_all,
    schema::{id, instant, key, table, text, unique},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "toolbox_0001",
    up: || {
        vec![
            table(
                "tool_file",
                [
                    key("id"),
                    text("path"),
                    text("content"),
                    text("author"),
                    instant("at"),
                ],
            )
            .into(),
            unique("uq_tool_file_path", "tool_file", ["path"]).into(),
            table(
                "tool_saved",
                [key("id"), id("person"), text("tool"), instant("at")],
            )
            .into(),
            unique("uq_tool_saved_tool", "tool_saved", ["person", "tool"]).into(),
        ]
    },
}];

mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "tool_file")]
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

mod saved {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "tool_saved")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: Uuid,
        pub tool: String,
        pub at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// All files.
pub async fn files(tx: &ReadTx, _: &Permit<action::ViewTool>) -> Result<Folder, Error> {
    let rows = file::Entity::find().all(tx.conn()).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.path, row.content))
        .collect())
}

/// What changes when any file does, so that an index knows whether it is of today.
pub(crate) async fn mark(tx: &ReadTx) -> Result<String, Error> {
    use sea_orm::PaginatorTrait as _;
    let count = file::Entity::find().count(tx.conn()).await?;
    let last = file::Entity::find()
        .order_by_desc(file::Column::At)
        .order_by_desc(file::Column::Id)
        .one(tx.conn())
        .await?;
    Ok(last.map_or_else(String::new, |last| format!("{count} {}", last.id)))
}

/// Puts these files in place of all that were there.
pub async fn keep(
    tx: &WriteTx,
    _: &Permit<action::EditTool>,
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

/// The keys of the tools that a person has saved, the last first.
pub async fn saved(
    tx: &ReadTx,
    permit: &Permit<action::SaveTool>,
    person: Id<PersonTag>,
) -> Result<Vec<String>, Problem> {
    permit.covers(person)?;
    let rows = saved::Entity::find()
        .filter(saved::Column::Person.eq(person.uuid()))
        .order_by_desc(saved::Column::At)
        .all(tx.conn())
        .await
        .map_err(Error::from)?;
    Ok(rows.into_iter().map(|row| row.tool).collect())
}

/// Saves a tool for a person, or no longer.
pub async fn save(
    tx: &WriteTx,
    permit: &Permit<action::SaveTool>,
    person: Id<PersonTag>,
    tool: &str,
    is_saved: bool,
) -> Result<(), Problem> {
    permit.covers(person)?;
    saved::Entity::delete_many()
        .filter(saved::Column::Person.eq(person.uuid()))
        .filter(saved::Column::Tool.eq(tool))
        .exec(tx.conn())
        .await
        .map_err(Error::from)?;
    if is_saved {
        saved::Entity::insert(saved::ActiveModel {
            id: Set(Id::<Folder>::new().uuid()),
            person: Set(person.uuid()),
            tool: Set(tool.to_owned()),
            at: Set(tx.ctx().now),
        })
        .exec_without_returning(tx.conn())
        .await
        .map_err(Error::from)?;
    }
    Ok(())
}
