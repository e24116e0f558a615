//! Putting a backup in its place, whole or not at all.

use std::{path::Path, process::Stdio, time::Duration};

use sea_orm::sqlx::{
    self, Connection, Executor, Row,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use tokio::{
    fs,
    io::{AsyncBufReadExt, AsyncReadExt, AsyncSeekExt, BufReader},
};

use crate::{
    Error, Migration, Placement,
    backup::{FOOTER, HEADER, beside, connect, keep, run, tool},
    database::connection_failed,
    migrate::unknown,
    placement::quoted,
};

/// Puts a backup in the place of what lies there now, whole or not at all. A SQLite file must not
/// be open elsewhere; a PostgreSQL schema may be. `known` are the migrations that a database of this
/// kind can have had in this version of the program.
///
/// The caller ends what the old state would do a second time: jobs that waited, letters that were
/// not sent, sessions that were signed out of, rounds that were open.
///
/// # Errors
/// When the file is no backup of this kind, is cut short, is from a newer version, the place is in
/// use, or `psql` is missing or fails. Then what was there is unchanged.
pub async fn restore(placement: &Placement, from: &Path, known: &[Migration]) -> Result<(), Error> {
    match placement {
        Placement::Sqlite(path) => restore_sqlite(path, from, known).await,
        Placement::Postgres { url, schema } => restore_schema(url, schema, from, known).await,
    }
}

async fn restore_sqlite(path: &Path, from: &Path, known: &[Migration]) -> Result<(), Error> {
    refuse_unknown(from, &check_sqlite(from).await?, known)?;
    let part = beside(path, ".part");
    fs::copy(from, &part)
        .await
        .map_err(|err| Error::file(&part, err))?;
    if fs::try_exists(path)
        .await
        .map_err(|err| Error::file(path, err))?
    {
        let free = alone(path).await;
        if free.is_err() {
            let _ = fs::remove_file(&part).await;
        }
        free?;
    }
    keep(&part, path).await
}

/// Makes sure that the file is a whole database of ours; gives the migrations it has had.
async fn check_sqlite(from: &Path) -> Result<Vec<String>, Error> {
    let no_backup = || told(from, "this is no whole backup of a Pejl SQLite database");
    let mut start = [0_u8; 16];
    let mut file = fs::File::open(from)
        .await
        .map_err(|err| Error::file(from, err))?;
    file.read_exact(&mut start).await.map_err(|_| no_backup())?;
    if &start != b"SQLite format 3\0" {
        return Err(no_backup());
    }
    let options = SqliteConnectOptions::new()
        .filename(from)
        .read_only(true)
        .immutable(true);
    let mut conn = connect(options).await?;
    let sound = async {
        let row = conn.fetch_one("PRAGMA integrity_check").await?;
        let word: String = row.try_get(0)?;
        let rows = conn.fetch_all("SELECT name FROM schema_migration").await?;
        let names = rows
            .iter()
            .map(|row| row.try_get(0))
            .collect::<Result<_, _>>()?;
        Ok::<_, sqlx::Error>((word == "ok").then_some(names))
    }
    .await;
    let _ = conn.close().await;
    sound.ok().flatten().ok_or_else(no_backup)
}

/// Makes sure that nobody else has the file open: leaving WAL mode needs the file for itself, and
/// folds the log into it.
pub(crate) async fn alone(path: &Path) -> Result<(), Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(Duration::from_secs(2))
        .journal_mode(SqliteJournalMode::Delete);
    match connect(options).await {
        Ok(conn) => conn.close().await.map_err(connection_failed),
        Err(_) => Err(Error::Tool(format!(
            "{} is open elsewhere. Stop `pejl serve` and `pejl work` first.",
            path.display()
        ))),
    }
}

/// In one transaction, so that a failure anywhere leaves everything as it was. A dump names its
/// schema throughout: for another name it is put back under its own and then renamed, with a
/// neighbour of that name out of the way meanwhile, which nobody outside the transaction sees.
async fn restore_schema(
    url: &str,
    schema: &str,
    from: &Path,
    known: &[Migration],
) -> Result<(), Error> {
    let dump = check_dump(from).await?;
    refuse_unknown(from, &dump.migrations, known)?;
    let (to, own) = (quoted(schema)?, quoted(&dump.schema)?);
    let mut command = tool("psql", url);
    command.args([
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
    ]);
    let sql = |statement: String| format!("--command={statement}");
    command.arg(sql(format!("DROP SCHEMA IF EXISTS {to} CASCADE")));
    let file = |command: &mut tokio::process::Command| {
        command.arg("--file").arg(from);
    };
    if schema == dump.schema {
        file(&mut command);
    } else {
        let aside = "\"pejl_restore_aside\"";
        let there = format!(
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = '{}') \
             THEN ALTER SCHEMA {own} RENAME TO {aside}; END IF; END $$",
            dump.schema
        );
        let back = format!(
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'pejl_restore_aside') \
             THEN ALTER SCHEMA {aside} RENAME TO {own}; END IF; END $$"
        );
        command.arg(sql(there));
        file(&mut command);
        command.arg(sql(format!("ALTER SCHEMA {own} RENAME TO {to}")));
        command.arg(sql(back));
    }
    command.stdout(Stdio::null());
    run("psql", command).await
}

/// What a dump says of itself.
pub(crate) struct Dump {
    schema: String,
    migrations: Vec<String>,
}

/// Makes sure that the file is a whole backup of a schema of ours.
pub(crate) async fn check_dump(path: &Path) -> Result<Dump, Error> {
    let failed = |err| Error::file(path, err);
    let mut file = fs::File::open(path).await.map_err(failed)?;
    let length = file.metadata().await.map_err(failed)?.len();
    file.seek(std::io::SeekFrom::Start(length.saturating_sub(2000)))
        .await
        .map_err(failed)?;
    let mut end = Vec::new();
    file.read_to_end(&mut end).await.map_err(failed)?;
    file.rewind().await.map_err(failed)?;
    let mut lines = BufReader::new(file).split(b'\n');
    let mut next = async || -> Result<Option<String>, Error> {
        let line = lines.next_segment().await.map_err(failed)?;
        Ok(line.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let no_backup = || told(path, "this is no backup of a Pejl PostgreSQL schema");
    let first = next().await?.unwrap_or_default();
    let schema = first.strip_prefix(HEADER).ok_or_else(no_backup)?.to_owned();
    if !String::from_utf8_lossy(&end).contains(FOOTER) {
        return Err(told(path, "the backup is cut short"));
    }
    let record = format!("COPY {schema}.schema_migration (name, ");
    while let Some(line) = next().await? {
        if line.starts_with(&record) {
            let mut migrations = Vec::new();
            while let Some(row) = next().await?.filter(|row| row != "\\.") {
                migrations.extend(row.split('\t').next().map(str::to_owned));
            }
            return Ok(Dump { schema, migrations });
        }
    }
    Err(no_backup())
}

fn refuse_unknown(from: &Path, migrations: &[String], known: &[Migration]) -> Result<(), Error> {
    let unknown = unknown(migrations.iter().map(String::as_str), known);
    if unknown.is_empty() {
        return Ok(());
    }
    Err(told(
        from,
        &format!(
            "this program does not know {}: the backup is from a newer version of Pejl, or of another \
             kind of database (an organisation's and the control database are not each other's)",
            unknown.join(", ")
        ),
    ))
}

fn told(path: &Path, why: &str) -> Error {
    Error::Tool(format!("{}: {why}", path.display()))
}
