use base::Problem;
use sea_orm::{DbErr, RuntimeErr, sqlx};

/// What a store can fail with. Turn the ones that a user can cause ([`Error::Unique`],
/// [`Error::Check`]) into your own refusal by name; the rest is nobody's fault but ours.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique index refused the row. The name is the index's, on both databases.
    #[error("unique {0}")]
    Unique(String),
    /// A named check refused the row.
    #[error("check {0}")]
    Check(String),
    /// A reference points nowhere, or a row is still pointed at. SQLite does not say which, so
    /// nobody is told: check the reference in the store where a user can break it.
    #[error("a reference points nowhere")]
    ForeignKey,
    /// Others held the database for too long. Trying again helps.
    #[error("the database is busy")]
    Busy(#[source] DbErr),
    #[error("database: {0}")]
    Database(#[source] DbErr),
    /// A committed row would have no author: only a system actor may leave no audit row.
    #[error("only the system may commit without an audit row")]
    Unaudited,
    /// A member acts in one organisation and this is another one's database.
    #[error("a member of another organisation")]
    Elsewhere,
    /// The database has had migrations that this program does not know.
    #[error(
        "the database is newer than this program, which does not know {}; install the newer version of Pejl",
        .0.join(", ")
    )]
    Newer(Vec<String>),
    #[error("migration {name}: {source}")]
    Migration {
        name: &'static str,
        #[source]
        source: Box<Error>,
    },
    /// A schema name that cannot be quoted safely or that belongs to the server.
    #[error("`{0}` is no schema name: a-z, 0-9 and _, at most 63, beginning with a letter")]
    SchemaName(String),
    /// A table that this database has not.
    #[error("there is no table `{0}`")]
    Table(String),
    #[error("database address: {0}")]
    Address(String),
    /// `pg_dump` or `psql` is missing or failed; the text says what to do.
    #[error("{0}")]
    Tool(String),
    #[error("{path}: {source}")]
    File {
        path: String,
        #[source]
        source: std::io::Error,
    },
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// Whether this is the refusal of the named unique index or check.
    #[must_use]
    pub fn violates(&self, constraint: &str) -> bool {
        matches!(self, Self::Unique(name) | Self::Check(name) if name == constraint)
    }

    pub(crate) fn file(path: &std::path::Path, source: std::io::Error) -> Self {
        Self::File {
            path: path.display().to_string(),
            source,
        }
    }
}

impl From<DbErr> for Error {
    fn from(err: DbErr) -> Self {
        if matches!(err, DbErr::ConnectionAcquire(_)) {
            return Self::Busy(err);
        }
        let Some(refusal) = refusal(&err) else {
            return Self::Database(err);
        };
        let name = || refusal.constraint().unwrap_or_default().to_owned();
        match refusal.kind() {
            sqlx::error::ErrorKind::UniqueViolation => Self::Unique(name()),
            sqlx::error::ErrorKind::CheckViolation => Self::Check(name()),
            sqlx::error::ErrorKind::ForeignKeyViolation => Self::ForeignKey,
            _ if is_restricted(refusal) => Self::ForeignKey,
            _ if is_busy(refusal) => Self::Busy(err),
            _ => Self::Database(err),
        }
    }
}

impl From<Error> for Problem {
    fn from(err: Error) -> Self {
        Self::internal(err)
    }
}

/// The database's own words within an error of the query layer.
pub(crate) fn refusal(err: &DbErr) -> Option<&dyn sqlx::error::DatabaseError> {
    match err {
        DbErr::Conn(RuntimeErr::SqlxError(err))
        | DbErr::Exec(RuntimeErr::SqlxError(err))
        | DbErr::Query(RuntimeErr::SqlxError(err)) => err.as_database_error(),
        _ => None,
    }
}

/// A row that others point at was to go. SQLite reports `ON DELETE RESTRICT` as a trigger's refusal
/// (1811, and the product has no triggers), newer PostgreSQL as `restrict_violation`.
fn is_restricted(err: &dyn sqlx::error::DatabaseError) -> bool {
    matches!(err.code().as_deref(), Some("1811" | "23001"))
}

fn is_busy(err: &dyn sqlx::error::DatabaseError) -> bool {
    let Some(code) = err.code() else {
        return false;
    };
    if err
        .try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        .is_some()
    {
        // lock_not_available, deadlock_detected, query_canceled by a timeout
        return matches!(code.as_ref(), "55P03" | "40P01" | "57014");
    }
    // The low byte of an extended code is SQLITE_BUSY (5) or SQLITE_LOCKED (6).
    code.parse::<u32>()
        .is_ok_and(|code| matches!(code & 0xff, 5 | 6))
}
