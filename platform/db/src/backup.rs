//! One organisation as one file: backup and deletion. `restore` reads what is written here.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use sea_orm::{ConnectionTrait, DatabaseConnection, SqliteTransactionMode, Statement, sqlx};
use sqlx::{
    ConnectOptions, Connection,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use tokio::{fs, io::AsyncWriteExt, process::Command};

use crate::{
    Database, Error, Placement,
    database::{Store, begin, connection_failed},
    placement::{quoted, without_password},
};

/// The first line of a PostgreSQL backup, before what `pg_dump` writes.
pub(crate) const HEADER: &str = "-- Pejl, one organisation: schema ";
/// Among the last lines of what `pg_dump` writes; without it the file is cut short.
pub(crate) const FOOTER: &str = "-- PostgreSQL database dump complete";

/// Writes one organisation's database to a file that must not be there yet: SQLite's own format,
/// or what `pg_dump` writes. Others go on reading and writing meanwhile; the file shows one moment.
///
/// # Errors
/// When the file is there, cannot be written, or `pg_dump` is missing or fails. No half file stays.
pub async fn backup(db: &Database, to: &Path) -> Result<(), Error> {
    if fs::try_exists(to)
        .await
        .map_err(|err| Error::file(to, err))?
    {
        let there = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(Error::file(to, there));
    }
    let part = beside(to, ".part");
    let _ = fs::remove_file(&part).await;
    let written = match db.placement() {
        Placement::Sqlite(path) => copy_sqlite(path, &part).await,
        Placement::Postgres { url, schema } => dump(url, schema, &part).await,
    };
    let kept = match written {
        Ok(()) => keep(&part, to).await,
        Err(err) => Err(err),
    };
    if kept.is_err() {
        let _ = fs::remove_file(&part).await;
    }
    kept
}

/// Deletes one organisation's database, for good. The log of it is the caller's, in the control
/// database.
///
/// # Errors
/// When it is in use elsewhere or the database fails.
pub async fn destroy(db: &Database) -> Result<(), Error> {
    match (&db.0.store, db.placement()) {
        (Store::Postgres { pool, .. }, Placement::Postgres { schema, .. }) => {
            drop_schema(pool, schema).await
        }
        (_, Placement::Sqlite(path)) => {
            db.close().await?;
            crate::restore::alone(path).await?;
            for file in [path.clone(), beside(path, "-wal"), beside(path, "-shm")] {
                match fs::remove_file(&file).await {
                    Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
                        return Err(Error::file(&file, err));
                    }
                    _ => {}
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// On the disk, readable by its owner only, under its name.
pub(crate) async fn keep(part: &Path, to: &Path) -> Result<(), Error> {
    let failed = |err| Error::file(to, err);
    let file = fs::OpenOptions::new()
        .write(true)
        .open(part)
        .await
        .map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_only = std::fs::Permissions::from_mode(0o600);
        file.set_permissions(owner_only).await.map_err(failed)?;
    }
    file.sync_all().await.map_err(failed)?;
    fs::rename(part, to).await.map_err(failed)
}

async fn copy_sqlite(path: &Path, part: &Path) -> Result<(), Error> {
    // A connection of its own, so that the organisation's writers need not wait for the copy.
    let mut conn = connect(SqliteConnectOptions::new().filename(path)).await?;
    let copied = sqlx::query("VACUUM INTO ?")
        .bind(part.display().to_string())
        .execute(&mut conn)
        .await
        .map_err(connection_failed);
    conn.close().await.map_err(connection_failed)?;
    copied.map(|_| ())
}

pub(crate) async fn connect(options: SqliteConnectOptions) -> Result<SqliteConnection, Error> {
    options
        .disable_statement_logging()
        .connect()
        .await
        .map_err(connection_failed)
}

async fn dump(url: &str, schema: &str, part: &Path) -> Result<(), Error> {
    quoted(schema)?;
    let mut file = fs::File::create(part)
        .await
        .map_err(|err| Error::file(part, err))?;
    let header = format!("{HEADER}{schema}\n");
    file.write_all(header.as_bytes())
        .await
        .map_err(|err| Error::file(part, err))?;
    file.flush().await.map_err(|err| Error::file(part, err))?;
    let mut command = tool("pg_dump", url);
    command.args([
        "--format=plain",
        "--no-owner",
        "--no-privileges",
        "--encoding=UTF8",
    ]);
    // Quoted, a name is a name and not a pattern.
    command.arg(format!("--schema={}", quoted(schema)?));
    command.stdout(file.into_std().await);
    run("pg_dump", command).await?;
    crate::restore::check_dump(part).await.map(|_| ())
}

/// A PostgreSQL program, told where to go. The password goes by the environment: an argument could
/// be read by everybody on the machine.
pub(crate) fn tool(program: &str, url: &str) -> Command {
    let (address, password) = without_password(url);
    let mut command = Command::new(program);
    command.arg("--dbname").arg(address).arg("--no-password");
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

pub(crate) async fn run(program: &str, mut command: Command) -> Result<(), Error> {
    let failed = |err: std::io::Error| match err.kind() {
        std::io::ErrorKind::NotFound => Error::Tool(format!(
            "`{program}` is missing; backups of PostgreSQL need it. \
             On Debian: apt install postgresql-client"
        )),
        _ => Error::Tool(format!("`{program}` cannot be started: {err}")),
    };
    // Not `output()`: that would take the program's output away from the file.
    let child = command.spawn().map_err(failed)?;
    let output = child.wait_with_output().await.map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    Err(Error::Tool(format!("`{program}` failed: {}", told.trim())))
}

async fn drop_schema(pool: &DatabaseConnection, schema: &str) -> Result<(), Error> {
    let sql = format!("DROP SCHEMA IF EXISTS {} CASCADE", quoted(schema)?);
    let tx = begin(pool, SqliteTransactionMode::Deferred, None).await?;
    tx.execute_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    tx.commit().await?;
    Ok(())
}
