use std::collections::BTreeSet;

use base::{Clock, Context, SystemClock};
use sea_orm::{
    ConnectionTrait, DbBackend, SqliteTransactionMode, Statement, StatementBuilder,
    sea_query::{
        Alias, ForeignKeyCreateStatement, IndexCreateStatement, IndexDropStatement,
        InsertStatement, Query, TableAlterStatement, TableCreateStatement, TableDropStatement,
        TableRenameStatement, UpdateStatement,
    },
};

use crate::{
    Audit, Conn, Database, Error, Placement, ReadTx, audit,
    database::{Store, begin},
    outbox,
    placement::quoted,
    schema,
};

/// One step of the schema, applied once per database in a transaction of its own.
///
/// A released one is never edited: expand first, contract in a later release.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Unique in the whole product: the slice's name and a number, such as `people_0001`.
    pub name: &'static str,
    pub up: fn() -> Vec<Step>,
}

/// A statement of a migration. Made with [`crate::schema`] or with `sea-query`, by `.into()`.
#[derive(Clone, Debug)]
pub struct Step(Statements);

#[derive(Clone, Debug)]
enum Statements {
    Built {
        sqlite: Statement,
        postgres: Statement,
    },
    Written {
        sqlite: &'static str,
        postgres: &'static str,
    },
}

impl Step {
    /// SQL that both databases understand.
    #[must_use]
    pub const fn sql(sql: &'static str) -> Self {
        Self::sql_per_backend(sql, sql)
    }

    /// SQL where the two databases differ.
    #[must_use]
    pub const fn sql_per_backend(sqlite: &'static str, postgres: &'static str) -> Self {
        Self(Statements::Written { sqlite, postgres })
    }

    fn built(statement: &impl StatementBuilder) -> Self {
        Self(Statements::Built {
            sqlite: DbBackend::Sqlite.build(statement),
            postgres: DbBackend::Postgres.build(statement),
        })
    }

    async fn run(self, conn: &Conn) -> Result<(), Error> {
        let on_sqlite = conn.get_database_backend() == DbBackend::Sqlite;
        match self.0 {
            Statements::Built { sqlite, postgres } => {
                conn.execute_raw(if on_sqlite { sqlite } else { postgres })
                    .await?;
            }
            Statements::Written { sqlite, postgres } => {
                conn.execute_unprepared(if on_sqlite { sqlite } else { postgres })
                    .await?;
            }
        }
        Ok(())
    }
}

macro_rules! steps {
    ($($statement:ty),+ $(,)?) => {$(
        impl From<$statement> for Step {
            fn from(statement: $statement) -> Self {
                Self::built(&statement)
            }
        }
    )+};
}
steps!(
    TableCreateStatement,
    TableAlterStatement,
    TableRenameStatement,
    TableDropStatement,
    IndexCreateStatement,
    IndexDropStatement,
    ForeignKeyCreateStatement,
    InsertStatement,
    UpdateStatement,
);

/// The tables of this crate, in every database before any slice's.
const OWN: [Migration; 1] = [Migration {
    name: "db_0001",
    up: || {
        let mut steps = audit::tables();
        steps.extend(outbox::tables());
        steps
    },
}];

impl Database {
    /// Applies what is missing of this crate's own migrations and of those given, in order, each
    /// in a transaction that also records it. Interrupted, it goes on where it stopped; two nodes
    /// at once do not collide. Gives the names it applied.
    ///
    /// # Errors
    /// [`Error::Migration`] with the name of the one that failed; those before it are kept.
    pub async fn migrate(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        self.prepare().await?;
        let mut applied = Vec::new();
        for migration in OWN.iter().chain(migrations) {
            let done = self
                .apply(migration)
                .await
                .map_err(|source| Error::Migration {
                    name: migration.name,
                    source: Box::new(source),
                })?;
            if done {
                applied.push(migration.name);
            }
        }
        Ok(applied)
    }

    /// The names of the migrations that this database lacks. `serve` starts on none.
    ///
    /// # Errors
    /// [`Error::Newer`] when it has had one that is not among those given: an older program must
    /// not write into what it does not understand. Otherwise when the database fails.
    pub async fn lagging(&self, migrations: &[Migration]) -> Result<Vec<&'static str>, Error> {
        let ctx = Context::system("migrate", SystemClock.now());
        let tx = self.read(&ctx).await?;
        let known = if has_record(&tx).await? {
            recorded(&tx).await?
        } else {
            BTreeSet::new()
        };
        let unknown = unknown(known.iter().map(String::as_str), migrations);
        if !unknown.is_empty() {
            return Err(Error::Newer(unknown));
        }
        Ok(OWN
            .iter()
            .chain(migrations)
            .map(|migration| migration.name)
            .filter(|name| !known.contains(*name))
            .collect())
    }

    async fn apply(&self, migration: &Migration) -> Result<bool, Error> {
        let ctx = Context::system("migrate", SystemClock.now());
        let tx = self.write(&ctx).await?;
        // Asked again under the writers' lock: another node may have been faster.
        if recorded(&tx).await?.contains(migration.name) {
            return Ok(false);
        }
        for step in (migration.up)() {
            step.run(tx.conn()).await?;
        }
        let record = Query::insert()
            .into_table(Alias::new("schema_migration"))
            .columns([Alias::new("name"), Alias::new("applied_at")])
            .values_panic([migration.name.into(), ctx.now.into()])
            .to_owned();
        tx.conn().execute(&record).await?;
        // The record above is the trace; the audit's own table may not exist yet.
        tx.commit(Audit::upkeep()).await?;
        Ok(true)
    }

    /// Makes the schema, the record of migrations and the writers' lock, when they are missing.
    async fn prepare(&self) -> Result<(), Error> {
        let record = {
            let mut table = schema::table(
                "schema_migration",
                [schema::text("name"), schema::instant("applied_at")],
            );
            table.if_not_exists();
            table.primary_key(sea_orm::sea_query::Index::create().col(Alias::new("name")));
            table
        };
        match &self.0.store {
            Store::Sqlite { writer, .. } => {
                let tx = begin(writer, SqliteTransactionMode::Immediate, None).await?;
                tx.execute(&record).await?;
                tx.commit().await?;
            }
            Store::Postgres { pool, .. } => {
                let Placement::Postgres { schema, .. } = self.placement() else {
                    return Ok(());
                };
                let there = format!("SELECT 1 FROM pg_namespace WHERE nspname = '{schema}'");
                let schema = quoted(schema)?;
                let prelude = format!("SET LOCAL search_path TO {schema}");
                let make = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
                let mut tries = 0;
                // "If not exists" is not atomic there: two nodes at once may both find nothing.
                loop {
                    let tx = begin(pool, SqliteTransactionMode::Deferred, Some(&prelude)).await?;
                    let conn = Conn::new(tx);
                    let made = async {
                        // Even "if not exists" needs the right to make schemas; a role without it
                        // may be given a schema that is there.
                        let known = Statement::from_string(DbBackend::Postgres, &there);
                        if conn.query_one_raw(known).await?.is_none() {
                            conn.execute_unprepared(&make).await?;
                        }
                        conn.execute(&record).await?;
                        conn.execute_unprepared("CREATE TABLE IF NOT EXISTS writer (nothing int)")
                            .await?;
                        conn.commit().await
                    }
                    .await;
                    match made.map_err(Error::from) {
                        Ok(()) => break,
                        Err(Error::Unique(_)) if tries < 5 => tries += 1,
                        Err(err) => return Err(err),
                    }
                }
            }
        }
        Ok(())
    }
}

/// Those of the names that are no migration of this crate's or of those given.
pub(crate) fn unknown<'a>(
    names: impl IntoIterator<Item = &'a str>,
    migrations: &[Migration],
) -> Vec<String> {
    let known: BTreeSet<&str> = OWN
        .iter()
        .chain(migrations)
        .map(|migration| migration.name)
        .collect();
    names
        .into_iter()
        .filter(|name| !known.contains(name))
        .map(str::to_owned)
        .collect()
}

async fn has_record(tx: &ReadTx) -> Result<bool, Error> {
    let sql = match tx.conn().get_database_backend() {
        DbBackend::Sqlite => "SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'",
        _ => "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL",
    };
    let statement = Statement::from_string(tx.conn().get_database_backend(), sql);
    Ok(tx.conn().query_one_raw(statement).await?.is_some())
}

async fn recorded(tx: &ReadTx) -> Result<BTreeSet<String>, Error> {
    let names = Query::select()
        .column(Alias::new("name"))
        .from(Alias::new("schema_migration"))
        .to_owned();
    let rows = tx.conn().query_all(&names).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get("", "name"))
        .collect::<Result<_, _>>()?)
}
