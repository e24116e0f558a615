//! Short words for migrations, so that one source makes the same table on both databases.
//!
//! Keys are UUIDs made by the app, instants are UTC with microseconds, text that must compare
//! without case has a `*_key` column folded in Rust. Names: `uq_table_what` for unique indexes,
//! `ix_table_what` for others; a unique index's name is what [`crate::Error::Unique`] carries, so
//! no two of them may cover the same columns in the same order.

use sea_orm::sea_query::{
    Alias, ColumnDef, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index,
    IndexCreateStatement, IntoIden, Table, TableAlterStatement, TableCreateStatement,
};

fn column(name: &str) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    column.not_null();
    column
}

/// A table of the given columns. Give it foreign keys with `.foreign_key(&mut references(..))`.
#[must_use]
pub fn table<const N: usize>(name: &str, columns: [ColumnDef; N]) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(Alias::new(name));
    for mut column in columns {
        table.col(&mut column);
    }
    table
}

/// A further column of a table that has rows: give it a default or let it be null.
#[must_use]
pub fn add_column(table: &str, mut column: ColumnDef) -> TableAlterStatement {
    let mut alter = Table::alter();
    alter.table(Alias::new(table)).add_column(&mut column);
    alter
}

/// The primary key.
#[must_use]
pub fn key(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.uuid().primary_key();
    column
}

/// Another row's key.
#[must_use]
pub fn id(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.uuid();
    column
}

#[must_use]
pub fn text(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.text();
    column
}

#[must_use]
pub fn integer(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.integer();
    column
}

#[must_use]
pub fn long(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.big_integer();
    column
}

#[must_use]
pub fn real(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.double();
    column
}

#[must_use]
pub fn boolean(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.boolean();
    column
}

/// A UTC instant.
#[must_use]
pub fn instant(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.timestamp_with_time_zone();
    column
}

/// A local date.
#[must_use]
pub fn date(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.date();
    column
}

/// A local time of day.
#[must_use]
pub fn time(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.time();
    column
}

#[must_use]
pub fn json(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.json_binary();
    column
}

#[must_use]
pub fn bytes(name: &str) -> ColumnDef {
    let mut column = column(name);
    column.binary();
    column
}

/// The same column, allowed to be empty.
#[must_use]
pub fn nullable(column: ColumnDef) -> ColumnDef {
    let mut column = column;
    column.null();
    column
}

/// A unique index with the name that a refusal will carry.
#[must_use]
pub fn unique<const N: usize>(name: &str, table: &str, columns: [&str; N]) -> IndexCreateStatement {
    let mut index = index(name, table, columns);
    index.unique();
    index
}

#[must_use]
pub fn index<const N: usize>(name: &str, table: &str, columns: [&str; N]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(name).table(Alias::new(table));
    for column in columns {
        index.col(Alias::new(column).into_iden());
    }
    index
}

/// `table.column` points at `other.id`; a row that is pointed at cannot be deleted.
#[must_use]
pub fn references(table: &str, column: &str, other: &str) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.name(format!("fk_{table}_{column}"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(other), Alias::new("id"))
        .on_delete(ForeignKeyAction::Restrict);
    key
}

/// `table.column` points at `other.id` and goes with it.
#[must_use]
pub fn belongs_to(table: &str, column: &str, other: &str) -> ForeignKeyCreateStatement {
    let mut key = references(table, column, other);
    key.on_delete(ForeignKeyAction::Cascade);
    key
}
