use std::{collections::HashMap, fmt, path::Path, sync::Arc, time::Duration};

use base::{Actor, Context, Id, OrganisationTag};
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait, sqlx,
};
use sqlx::{
    ConnectOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use crate::{Backend, Conn, Error, Placement, ReadTx, WriteTx, placement::quoted};

/// How long a writer waits for the writers before it.
const PATIENCE: Duration = Duration::from_secs(15);
/// How many may read one SQLite file at a time.
const READERS: u32 = 4;

/// The PostgreSQL servers this node talks to, one pool each, shared by all organisations on it.
#[derive(Clone)]
pub struct Servers {
    pools: Arc<Mutex<HashMap<String, DatabaseConnection>>>,
    connections: u32,
}

impl Default for Servers {
    fn default() -> Self {
        Self::new(16)
    }
}

impl Servers {
    /// At most so many connections to each server, however many organisations it holds.
    #[must_use]
    pub fn new(connections: u32) -> Self {
        Self {
            pools: Arc::default(),
            connections,
        }
    }

    /// Opens one organisation's database; makes the file when it is missing.
    ///
    /// # Errors
    /// When the place cannot be reached or its name is not allowed.
    pub async fn open(&self, placement: Placement) -> Result<Database, Error> {
        let store = match &placement {
            Placement::Sqlite(path) => Store::Sqlite {
                writer: sqlite(path, Mode::Write).await?,
                readers: sqlite(path, Mode::Read).await?,
            },
            Placement::Postgres { url, schema } => {
                let schema = quoted(schema)?;
                Store::Postgres {
                    pool: self.pool(url).await?,
                    turn: Arc::new(Semaphore::new(1)),
                    read_prelude: format!(
                        "SET LOCAL search_path TO {schema}; \
                         SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                    ),
                    write_prelude: format!(
                        "SET LOCAL search_path TO {schema}; \
                         SET LOCAL lock_timeout TO '{}s'; \
                         LOCK TABLE {schema}.writer IN EXCLUSIVE MODE",
                        PATIENCE.as_secs()
                    ),
                }
            }
        };
        Ok(Database(Arc::new(Inner { placement, store }), None))
    }

    async fn pool(&self, url: &str) -> Result<DatabaseConnection, Error> {
        let mut pools = self.pools.lock().await;
        if let Some(pool) = pools.get(url) {
            return Ok(pool.clone());
        }
        let options: PgConnectOptions = url
            .parse()
            .map_err(|err: sqlx::Error| Error::Address(err.to_string()))?;
        // A statement outside our transactions finds no table at all, rather than a stranger's.
        let options = options
            .application_name("pejl")
            .options([("search_path", "pg_catalog")])
            .disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(self.connections)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .map_err(connection_failed)?;
        let pool = DatabaseConnection::from(pool);
        pools.insert(url.to_owned(), pool.clone());
        Ok(pool)
    }
}

/// One organisation's database. Cheap to clone; the connections are shared.
#[derive(Clone)]
pub struct Database(pub(crate) Arc<Inner>, Option<Id<OrganisationTag>>);

pub(crate) struct Inner {
    pub placement: Placement,
    pub store: Store,
}

pub(crate) enum Store {
    Sqlite {
        writer: DatabaseConnection,
        readers: DatabaseConnection,
    },
    Postgres {
        pool: DatabaseConnection,
        /// This node's writers wait here, and not with a connection in hand that other
        /// organisations on the server need.
        turn: Arc<Semaphore>,
        read_prelude: String,
        write_prelude: String,
    },
}

impl Database {
    /// Opens a database with a pool of its own. A node that serves many organisations keeps one
    /// [`Servers`] and opens them through it.
    ///
    /// # Errors
    /// When the place cannot be reached or its name is not allowed.
    pub async fn open(placement: Placement) -> Result<Self, Error> {
        Servers::default().open(placement).await
    }

    /// The same, known to be this organisation's: it opens to its own members only, so that a
    /// decision made for one organisation is never used in another.
    #[must_use]
    pub fn of(self, organisation: Id<OrganisationTag>) -> Self {
        Self(self.0, Some(organisation))
    }

    /// Whose it is, where that is known.
    #[must_use]
    pub const fn organisation(&self) -> Option<Id<OrganisationTag>> {
        self.1
    }

    fn admit(&self, ctx: &Context) -> Result<(), Error> {
        let member = matches!(ctx.actor, Actor::Member { .. });
        if member && self.1.is_some() && self.1 != ctx.organisation {
            return Err(Error::Elsewhere);
        }
        Ok(())
    }

    #[must_use]
    pub fn placement(&self) -> &Placement {
        &self.0.placement
    }

    #[must_use]
    pub fn backend(&self) -> Backend {
        self.0.placement.backend()
    }

    /// Begins to read. Everything read within sees the database as of the first query.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection comes free in time, [`Error::Elsewhere`] for a member of
    /// another organisation.
    pub async fn read(&self, ctx: &Context) -> Result<ReadTx, Error> {
        self.admit(ctx)?;
        let tx = match &self.0.store {
            Store::Sqlite { readers, .. } => {
                begin(readers, SqliteTransactionMode::Deferred, None).await?
            }
            Store::Postgres {
                pool, read_prelude, ..
            } => begin(pool, SqliteTransactionMode::Deferred, Some(read_prelude)).await?,
        };
        Ok(ReadTx::new(Conn::new(tx), ctx.clone()))
    }

    /// Begins to write, when the organisation's other writers are done. Do not call it while
    /// holding a [`WriteTx`] of the same database: that waits for itself until it is refused.
    ///
    /// # Errors
    /// [`Error::Busy`] when the others are not done in time, [`Error::Elsewhere`] for a member of
    /// another organisation.
    pub async fn write(&self, ctx: &Context) -> Result<WriteTx, Error> {
        self.admit(ctx)?;
        let (tx, turn) = match &self.0.store {
            Store::Sqlite { writer, .. } => (
                begin(writer, SqliteTransactionMode::Immediate, None).await?,
                None,
            ),
            Store::Postgres {
                pool,
                turn,
                write_prelude,
                ..
            } => {
                let turn = own_turn(turn).await?;
                let mode = SqliteTransactionMode::Immediate;
                (begin(pool, mode, Some(write_prelude)).await?, Some(turn))
            }
        };
        Ok(WriteTx::new(Conn::new(tx), ctx.clone(), turn))
    }

    /// The pool itself, so that a test can look at what a used connection remembers.
    #[doc(hidden)]
    #[must_use]
    pub fn raw_pool_for_tests(&self) -> &DatabaseConnection {
        match &self.0.store {
            Store::Sqlite { writer, .. } => writer,
            Store::Postgres { pool, .. } => pool,
        }
    }

    /// Closes a SQLite file's connections, so that the file can be moved. A server's pool stays
    /// open for the other organisations.
    ///
    /// # Errors
    /// When closing fails.
    pub async fn close(&self) -> Result<(), Error> {
        if let Store::Sqlite { writer, readers } = &self.0.store {
            readers.clone().close().await?;
            writer.clone().close().await?;
        }
        Ok(())
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Database({})", self.0.placement)
    }
}

/// Begins on a task of its own: a request that is given up half-way must not return a connection
/// to the pool with a transaction begun on it.
pub(crate) async fn begin(
    pool: &DatabaseConnection,
    mode: SqliteTransactionMode,
    prelude: Option<&str>,
) -> Result<DatabaseTransaction, Error> {
    let pool = pool.clone();
    let prelude = prelude.map(str::to_owned);
    let begun = tokio::spawn(async move {
        let tx = pool
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(mode),
                ..TransactionOptions::default()
            })
            .await?;
        if let Some(prelude) = prelude {
            tx.execute_unprepared(&prelude).await?;
        }
        Ok::<_, DbErr>(tx)
    });
    Ok(begun.await.map_err(stopped)??)
}

async fn own_turn(turn: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Error> {
    let late = |err| Error::Busy(DbErr::ConnectionAcquire(err));
    match timeout(PATIENCE, Arc::clone(turn).acquire_owned()).await {
        Ok(turn) => turn.map_err(|_| late(ConnAcquireErr::ConnectionClosed)),
        Err(_) => Err(late(ConnAcquireErr::Timeout)),
    }
}

/// A task of ours that did not come back: it panicked, or the runtime is shutting down.
pub(crate) fn stopped(err: tokio::task::JoinError) -> DbErr {
    DbErr::Custom(format!("stopped: {err}"))
}

enum Mode {
    Read,
    Write,
}

async fn sqlite(path: &Path, mode: Mode) -> Result<DatabaseConnection, Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .disable_statement_logging();
    let pool = SqlitePoolOptions::new().acquire_timeout(PATIENCE);
    let pool = match mode {
        Mode::Write => {
            pool.max_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
                .connect_with(
                    options
                        .create_if_missing(true)
                        .journal_mode(SqliteJournalMode::Wal)
                        .synchronous(SqliteSynchronous::Full),
                )
                .await
        }
        Mode::Read => {
            pool.max_connections(READERS)
                .idle_timeout(Duration::from_secs(60))
                .connect_with(options.pragma("query_only", "ON"))
                .await
        }
    };
    pool.map(DatabaseConnection::from)
        .map_err(connection_failed)
}

pub(crate) fn connection_failed(err: sqlx::Error) -> Error {
    Error::Database(DbErr::Conn(sea_orm::RuntimeErr::SqlxError(Arc::new(err))))
}
