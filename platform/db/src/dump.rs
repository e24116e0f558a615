//! A database's tables as text, whatever is in them: for handing everything over.

use base::Id;
use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, prelude::Uuid};

use crate::{Error, ReadTx};

/// Rows that are read at a time.
const PIECE: u64 = 5_000;

/// A table with its rows as text, in the order of its first column; the same on both databases.
///
/// Keys and dates stand as ISO writes them, instants in UTC, booleans as `true` and `false`, bytes
/// in hexadecimal. A cell that holds nothing is [`None`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableText {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Option<String>>>,
}

/// The names of all tables of this database, in the order of the alphabet; without what the
/// database keeps for itself.
///
/// # Errors
/// When the database fails.
pub async fn tables(tx: &ReadTx) -> Result<Vec<String>, Error> {
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        }
        // The writers' lock has no rows; on SQLite the file itself is the lock.
        _ => {
            "SELECT tablename::text AS name FROM pg_tables \
             WHERE schemaname = current_schema() AND tablename <> 'writer'"
        }
    };
    let rows = tx
        .conn()
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    let mut names = rows
        .iter()
        .map(|row| row.try_get("", "name"))
        .collect::<Result<Vec<String>, _>>()?;
    names.sort_unstable();
    Ok(names)
}

/// A table's rows as text, without the columns named in `without`.
///
/// # Errors
/// [`Error::Table`] when there is no such table; otherwise when the database fails.
pub async fn table_text(tx: &ReadTx, table: &str, without: &[&str]) -> Result<TableText, Error> {
    let columns: Vec<Column> = columns(tx, table)
        .await?
        .into_iter()
        .filter(|column| !without.contains(&column.name.as_str()))
        .collect();
    let Some(first) = columns.first() else {
        return Err(Error::Table(table.to_owned()));
    };
    // Names out of the database's own catalogue, quoted; nothing that anybody typed.
    let names: Vec<String> = columns.iter().map(|one| quote(&one.name)).collect();
    let select = format!(
        "SELECT {} FROM {} ORDER BY {}",
        names.join(", "),
        quote(table),
        quote(&first.name),
    );
    let backend = tx.conn().get_database_backend();
    let mut rows = Vec::new();
    loop {
        let piece = format!("{select} LIMIT {PIECE} OFFSET {}", rows.len());
        let found = tx
            .conn()
            .query_all_raw(Statement::from_string(backend, piece))
            .await?;
        let last = (found.len() as u64) < PIECE;
        for row in &found {
            let cells = columns
                .iter()
                .map(|column| column.kind.read(row, &column.name));
            rows.push(cells.collect::<Result<_, _>>()?);
        }
        if last {
            break;
        }
    }
    Ok(TableText {
        columns: columns.into_iter().map(|column| column.name).collect(),
        rows,
    })
}

/// The names of the migrations that this database has had, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn applied(tx: &ReadTx) -> Result<Vec<String>, Error> {
    let mut applied = table_text(tx, "schema_migration", &[]).await?.rows;
    applied.sort_by(|a, b| (a.get(1), a.first()).cmp(&(b.get(1), b.first())));
    Ok(applied
        .into_iter()
        .filter_map(|row| row.into_iter().next().flatten())
        .collect())
}

struct Column {
    name: String,
    kind: Kind,
}

async fn columns(tx: &ReadTx, table: &str) -> Result<Vec<Column>, Error> {
    let backend = tx.conn().get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "SELECT name, type AS kind FROM pragma_table_info(?) ORDER BY cid",
        _ => {
            "SELECT column_name::text AS name, data_type::text AS kind \
             FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    let rows = tx
        .conn()
        .query_all_raw(Statement::from_sql_and_values(backend, sql, [table.into()]))
        .await?;
    rows.iter()
        .map(|row| {
            let kind: String = row.try_get("", "kind")?;
            Ok(Column {
                name: row.try_get("", "name")?,
                kind: Kind::of(&kind, backend),
            })
        })
        .collect()
}

/// What a column holds, by the type that the migration declared.
#[derive(Clone, Copy)]
enum Kind {
    Key,
    Instant,
    Date,
    Time,
    Json,
    Boolean,
    Long,
    Integer,
    Real,
    Bytes,
    Text,
}

impl Kind {
    fn of(declared: &str, backend: DbBackend) -> Self {
        let declared = declared.to_lowercase();
        let has = |part: &str| declared.contains(part);
        match () {
            () if has("uuid") => Self::Key,
            () if has("timestamp") => Self::Instant,
            () if has("date") => Self::Date,
            () if has("time") => Self::Time,
            () if has("json") => Self::Json,
            () if has("bool") => Self::Boolean,
            // SQLite has one width for all whole numbers.
            () if has("bigint") || (has("int") && backend == DbBackend::Sqlite) => Self::Long,
            () if has("int") => Self::Integer,
            () if has("double") || has("real") || has("float") => Self::Real,
            () if has("blob") || has("bytea") => Self::Bytes,
            () => Self::Text,
        }
    }

    fn read(self, row: &QueryResult, name: &str) -> Result<Option<String>, Error> {
        Ok(match self {
            Self::Key => row
                .try_get::<Option<Uuid>>("", name)?
                .map(|key| Id::<()>::from_uuid(key).to_string()),
            Self::Instant => row
                .try_get::<Option<DateTime<Utc>>>("", name)?
                .map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            Self::Date => said(row.try_get::<Option<NaiveDate>>("", name)?),
            Self::Time => said(row.try_get::<Option<NaiveTime>>("", name)?),
            Self::Json => said(row.try_get::<Option<serde_json::Value>>("", name)?),
            Self::Boolean => said(row.try_get::<Option<bool>>("", name)?),
            Self::Long => said(row.try_get::<Option<i64>>("", name)?),
            Self::Integer => said(row.try_get::<Option<i32>>("", name)?),
            Self::Real => said(row.try_get::<Option<f64>>("", name)?),
            Self::Bytes => row
                .try_get::<Option<Vec<u8>>>("", name)?
                .map(|bytes| hexadecimal(&bytes)),
            Self::Text => row.try_get("", name)?,
        })
    }
}

fn said(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
