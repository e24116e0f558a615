//! One organisation as one file: backup, restore, deletion.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use sea_orm::{ConnectionTrait, DatabaseConnection, SqliteTransactionMode, Statement, sqlx};
use sqlx::{
    ConnectOptions, Connection, Executor, Row,
    sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode},
};
use tokio::{
    fs,
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
    process::Command,
};

use crate::{
    Database, Error, Placement,
    database::{Store, begin, connection_failed},
    placement::{quoted, without_password},
};

/// The first line of a PostgreSQL backup, before what `pg_dump` writes.
const HEADER: &str = "-- Pejl, one organisation: schema ";
/// Among the last lines of what `pg_dump` writes; without it the file is cut short.
const FOOTER: &str = "-- PostgreSQL database dump complete";

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

/// Puts a backup in the place of what lies there now, whole or not at all. A SQLite file must not
/// be open elsewhere; a PostgreSQL schema may be, and must have the name it had.
///
/// The caller closes every open round afterwards: an old state would give spent rights again.
///
/// # Errors
/// When the file is no backup of this kind, the place is in use, or `psql` is missing or fails.
/// Then what was there is unchanged.
pub async fn restore(placement: &Placement, from: &Path) -> Result<(), Error> {
    match placement {
        Placement::Sqlite(path) => restore_sqlite(path, from).await,
        Placement::Postgres { url, schema } => restore_schema(url, schema, from).await,
    }
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
            alone(path).await?;
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

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// On the disk, readable by its owner only, under its name.
async fn keep(part: &Path, to: &Path) -> Result<(), Error> {
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

async fn restore_sqlite(path: &Path, from: &Path) -> Result<(), Error> {
    check_sqlite(from).await?;
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

/// Whether the file is a whole database of ours.
async fn check_sqlite(from: &Path) -> Result<(), Error> {
    let no_backup = || {
        Error::Tool(format!(
            "{} is no backup of a Pejl SQLite database",
            from.display()
        ))
    };
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
        conn.fetch_one("SELECT COUNT(*) FROM schema_migration")
            .await?;
        Ok::<_, sqlx::Error>(word == "ok")
    }
    .await;
    let _ = conn.close().await;
    if sound.unwrap_or(false) {
        Ok(())
    } else {
        Err(no_backup())
    }
}

/// Makes sure that nobody else has the file open: leaving WAL mode needs the file for itself, and
/// folds the log into it.
async fn alone(path: &Path) -> Result<(), Error> {
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

async fn connect(options: SqliteConnectOptions) -> Result<SqliteConnection, Error> {
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
    check_dump(part, schema).await
}

async fn restore_schema(url: &str, schema: &str, from: &Path) -> Result<(), Error> {
    check_dump(from, schema).await?;
    let mut command = tool("psql", url);
    command.args([
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
    ]);
    command.arg(format!(
        "--command=DROP SCHEMA IF EXISTS {} CASCADE",
        quoted(schema)?
    ));
    command.arg("--file").arg(from);
    command.stdout(Stdio::null());
    run("psql", command).await
}

/// Whether the file is a whole backup of this schema.
async fn check_dump(path: &Path, schema: &str) -> Result<(), Error> {
    let failed = |err| Error::file(path, err);
    let told = |why: String| Err(Error::Tool(format!("{}: {why}", path.display())));
    let mut file = fs::File::open(path).await.map_err(failed)?;
    let mut start = vec![0; HEADER.len() + 64];
    let read = file.read(&mut start).await.map_err(failed)?;
    start.truncate(read);
    let start = String::from_utf8_lossy(&start).into_owned();
    let Some(name) = start
        .strip_prefix(HEADER)
        .and_then(|rest| rest.lines().next())
    else {
        return told("this is no backup of a Pejl PostgreSQL schema".to_owned());
    };
    if name != schema {
        return told(format!(
            "this is a backup of schema `{name}`; it can only be restored under that name, not as `{schema}`"
        ));
    }
    let length = file.metadata().await.map_err(failed)?.len();
    let tail = length.saturating_sub(2000);
    file.seek(std::io::SeekFrom::Start(tail))
        .await
        .map_err(failed)?;
    let mut end = Vec::new();
    file.read_to_end(&mut end).await.map_err(failed)?;
    if !String::from_utf8_lossy(&end).contains(FOOTER) {
        return told("the backup is cut short".to_owned());
    }
    Ok(())
}

/// A PostgreSQL program, told where to go. The password goes by the environment: an argument could
/// be read by everybody on the machine.
fn tool(program: &str, url: &str) -> Command {
    let (address, password) = without_password(url);
    let mut command = Command::new(program);
    command.arg("--dbname").arg(address).arg("--no-password");
    if let Some(password) = password {
        command.env("PGPASSWORD", decoded(password));
    }
    command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

async fn run(program: &str, mut command: Command) -> Result<(), Error> {
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

/// Percent-decoding, as in a URL.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn drop_schema(pool: &DatabaseConnection, schema: &str) -> Result<(), Error> {
    let sql = format!("DROP SCHEMA IF EXISTS {} CASCADE", quoted(schema)?);
    let tx = begin(pool, SqliteTransactionMode::Deferred, None).await?;
    tx.execute_raw(Statement::from_string(tx.get_database_backend(), sql))
        .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_password_is_decoded_as_in_a_url() {
        for (text, expected) in [
            ("plain", "plain"),
            ("s%40c%25", "s@c%"),
            ("%C3%A5%", "å%"),
            ("a%zz", "a%zz"),
        ] {
            assert_eq!(decoded(text), expected);
        }
    }
}
