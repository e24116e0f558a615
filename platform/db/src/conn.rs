use std::{
    borrow::Cow,
    error::Error as StdError,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr,
    Statement, sqlx,
};
use sqlx::error::{DatabaseError, ErrorKind};

use crate::error::refusal;

/// The connection of one transaction: what `sea-orm` wants wherever it says `ConnectionTrait`.
///
/// It adds two things to the query layer. It remembers a failed statement and takes no further one,
/// as PostgreSQL does by itself and SQLite does not. And it gives a broken unique index its name on
/// SQLite, which only tells the columns.
pub struct Conn {
    tx: DatabaseTransaction,
    failed: AtomicBool,
}

impl Conn {
    pub(crate) const fn new(tx: DatabaseTransaction) -> Self {
        Self {
            tx,
            failed: AtomicBool::new(false),
        }
    }

    /// Ends the transaction with its writes kept, unless a statement of it failed.
    pub(crate) async fn commit(self) -> Result<(), DbErr> {
        self.refuse_after_failure()?;
        self.tx.commit().await
    }

    fn refuse_after_failure(&self) -> Result<(), DbErr> {
        if self.failed.load(Ordering::Relaxed) {
            return Err(DbErr::Custom(
                "an earlier statement of this transaction failed; nothing of it is kept".to_owned(),
            ));
        }
        Ok(())
    }

    async fn named<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        let Err(err) = result else {
            return result;
        };
        // "Not found" and its kin come from the query layer above and break nothing.
        if !matches!(err, DbErr::Exec(_) | DbErr::Query(_) | DbErr::Conn(_)) {
            return Err(err);
        }
        self.failed.store(true, Ordering::Relaxed);
        if self.tx.get_database_backend() != DbBackend::Sqlite {
            return Err(err);
        }
        let Some(refused) = refusal(&err) else {
            return Err(err);
        };
        let kind = refused.kind();
        let message = refused.message().to_owned();
        let name = match kind {
            ErrorKind::UniqueViolation => self.index_of(&message).await,
            ErrorKind::CheckViolation => message.split_once(": ").map(|(_, name)| name.to_owned()),
            _ => return Err(err),
        };
        let named = NamedRefusal {
            message,
            kind,
            constraint: name.unwrap_or_default(),
        };
        Err(DbErr::Exec(RuntimeErr::SqlxError(Arc::new(
            sqlx::Error::Database(Box::new(named)),
        ))))
    }

    /// The index behind "UNIQUE constraint failed: person.unit, person.name", asked of the schema
    /// at the moment it matters, so that no map of it can go stale.
    async fn index_of(&self, message: &str) -> Option<String> {
        let (_, place) = message.split_once(": ")?;
        if let Some(name) = place.strip_prefix("index '") {
            return Some(name.trim_end_matches('\'').to_owned());
        }
        let columns: Vec<&str> = place
            .split(", ")
            .filter_map(|c| c.split_once('.'))
            .map(|(_, column)| column)
            .collect();
        let table = place.split_once('.')?.0;
        let rows = self
            .tx
            .query_all_raw(Statement::from_sql_and_values(
                DbBackend::Sqlite,
                "SELECT il.name AS name, il.origin AS origin, ii.name AS col \
                 FROM pragma_index_list(?) il JOIN pragma_index_info(il.name) ii \
                 WHERE il.\"unique\" = 1 ORDER BY il.name, ii.seqno",
                [table.into()],
            ))
            .await
            .ok()?;
        let mut indexes: Vec<(String, String, Vec<String>)> = Vec::new();
        for row in rows {
            let name: String = row.try_get("", "name").ok()?;
            let column: String = row.try_get("", "col").ok()?;
            match indexes.last_mut() {
                Some((last, _, columns)) if *last == name => columns.push(column),
                _ => indexes.push((name, row.try_get("", "origin").ok()?, vec![column])),
            }
        }
        let found = indexes.into_iter().find(|(_, _, cols)| *cols == columns);
        // Unnamed ones get the name that PostgreSQL would have given them.
        Some(match found {
            Some((name, origin, _)) if origin == "c" => name,
            Some((_, origin, columns)) if origin == "u" => {
                format!("{table}_{}_key", columns.join("_"))
            }
            _ => format!("{table}_pkey"),
        })
    }
}

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Conn")
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Conn {
    fn get_database_backend(&self) -> DbBackend {
        self.tx.get_database_backend()
    }

    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        self.refuse_after_failure()?;
        self.named(self.tx.execute_raw(stmt).await).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.refuse_after_failure()?;
        self.named(self.tx.execute_unprepared(sql).await).await
    }

    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.refuse_after_failure()?;
        self.named(self.tx.query_one_raw(stmt).await).await
    }

    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.refuse_after_failure()?;
        self.named(self.tx.query_all_raw(stmt).await).await
    }
}

/// SQLite's refusal, with the name that PostgreSQL gives.
#[derive(Debug)]
struct NamedRefusal {
    message: String,
    kind: ErrorKind,
    constraint: String,
}

impl fmt::Display for NamedRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.constraint)
    }
}

impl StdError for NamedRefusal {}

impl DatabaseError for NamedRefusal {
    fn message(&self) -> &str {
        &self.message
    }
    fn code(&self) -> Option<Cow<'_, str>> {
        None
    }
    fn as_error(&self) -> &(dyn StdError + Send + Sync + 'static) {
        self
    }
    fn as_error_mut(&mut self) -> &mut (dyn StdError + Send + Sync + 'static) {
        self
    }
    fn into_error(self: Box<Self>) -> Box<dyn StdError + Send + Sync + 'static> {
        self
    }
    fn constraint(&self) -> Option<&str> {
        Some(&self.constraint)
    }
    fn kind(&self) -> ErrorKind {
        match self.kind {
            ErrorKind::UniqueViolation => ErrorKind::UniqueViolation,
            _ => ErrorKind::CheckViolation,
        }
    }
}
