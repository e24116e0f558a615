//! Everything of an organisation in one zip that is read without Pejl.

use std::io::{Cursor, Write as _};

use access::{Permit, action};
use base::{Lang, Problem};
use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};
use db::{ReadTx, TableText, applied, table_text};
use identity::{Member, Organisation, State};
use kit::{Export, Fate};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::Text;

/// What an export is made from beside the organisation's own database.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    pub organisation: &'a Organisation,
    pub members: &'a [Member],
    /// The parts, each with the name of its slice.
    pub exports: &'a [(&'static str, Export)],
    /// This program's version.
    pub version: &'static str,
}

/// An export, ready to be written to a file.
#[derive(Clone, Debug)]
pub struct Archive {
    pub bytes: Vec<u8>,
    pub files: usize,
    pub rows: usize,
    /// Of the bytes, in hexadecimal.
    pub sha256: String,
}

/// Why an export could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error("{0:?}")]
    Part(Problem),
    #[error("the archive could not be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("a table could not be written: {0}")]
    Csv(#[from] csv::Error),
    #[error("the manifest could not be written: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the archive could not be written: {0}")]
    Io(#[from] std::io::Error),
    #[error("the archive was not written: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

struct File {
    path: String,
    bytes: Vec<u8>,
    about: Option<fn(Lang) -> String>,
}

/// Makes the export, of one moment. What it writes is in the organisation's language; its README in
/// every language that Pejl speaks.
///
/// # Errors
/// When the database fails or a part cannot be made; an export is whole or is not.
pub async fn make(
    tx: &ReadTx,
    _: &Permit<action::ExportEverything>,
    material: Material<'_>,
) -> Result<Archive, Error> {
    let lang = material.organisation.lang;
    let at = tx.ctx().now;
    let (mut tables, mut left, mut files, mut rows) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (slice, export) in material.exports {
        for table in export.tables {
            let (without, why): (&[&str], _) = match table.fate {
                Fate::Whole => (&[], ""),
                Fate::Without(columns, why) => (columns, why),
                Fate::Left(why) => {
                    left.push(json!({"table": table.name, "why": why}));
                    continue;
                }
            };
            let text = table_text(tx, table.name, without).await?;
            let path = format!("tables/{slice}/{}.csv", table.name);
            rows += text.rows.len();
            tables.push(json!({
                "table": table.name, "file": path, "rows": text.rows.len(),
                "without": without, "why_without": why,
            }));
            files.push(File {
                path,
                bytes: comma_separated(&text)?,
                about: None,
            });
        }
        let documents = (export.documents)(tx, lang).await.map_err(Error::Part)?;
        files.extend(documents.into_iter().map(|document| File {
            path: document.path,
            bytes: document.bytes,
            about: Some(document.about),
        }));
    }
    let members = members_table(material.members);
    rows += members.rows.len();
    files.push(File {
        path: "members/members.csv".to_owned(),
        bytes: comma_separated(&members)?,
        about: Some(|lang| Text::new(lang).export_members()),
    });
    for lang in [Lang::Da, Lang::En] {
        files.push(File {
            path: Text::new(lang).export_readme_name(),
            bytes: readme(lang, material.organisation, at, &files).into_bytes(),
            about: None,
        });
    }
    let listed: Vec<_> = files
        .iter()
        .map(|file| {
            json!({"path": file.path, "bytes": file.bytes.len(), "sha256": fingerprint(&file.bytes)})
        })
        .collect();
    let organisation = material.organisation;
    let manifest = json!({
        "format": "pejl-export", "version": 1,
        "organisation": {
            "name": organisation.name, "slug": organisation.slug, "zone": organisation.zone,
            "language": organisation.lang.tag(), "key": organisation.id.to_string(),
        },
        "made_at": instant(at), "pejl": material.version, "migrations": applied(tx).await?,
        "members": material.members.len(), "tables": tables, "left_out": left, "files": listed,
    });
    files.push(File {
        path: "manifest.json".to_owned(),
        bytes: serde_json::to_vec_pretty(&manifest)?,
        about: None,
    });
    let count = files.len();
    let bytes = tokio::task::spawn_blocking(move || packed(&files, at)).await??;
    Ok(Archive {
        files: count,
        rows,
        sha256: fingerprint(&bytes),
        bytes,
    })
}

fn packed(files: &[File], at: DateTime<Utc>) -> Result<Vec<u8>, Error> {
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(1980);
    let stamp = zip::DateTime::from_date_and_time(
        year,
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
    .unwrap_or_default();
    let options = SimpleFileOptions::default()
        .last_modified_time(stamp)
        .unix_permissions(0o600);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        zip.start_file(file.path.as_str(), options)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// As a Danish spreadsheet opens it: semicolons, UTF-8 with its mark, Windows line ends.
fn comma_separated(table: &TableText) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        let cells = row
            .iter()
            .map(|cell| guarded(cell.as_deref().unwrap_or_default()));
        writer.write_record(cells)?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

/// With an apostrophe before what a spreadsheet would run as a formula.
fn guarded(cell: &str) -> String {
    let formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn members_table(members: &[Member]) -> TableText {
    let columns = [
        "account", "email", "name", "person", "roles", "state", "since",
    ];
    let rows = members.iter().map(|member| {
        let (state, since) = match member.state {
            State::Active(at) => ("active", Some(at)),
            State::Invited(at) => ("invited", Some(at)),
            State::LetterWaits => ("letter waits", None),
            State::LetterFailed => ("letter failed", None),
            State::Ended(at) => ("ended", Some(at)),
        };
        let roles: Vec<&str> = member
            .roles
            .iter()
            .map(|role| identity::role_name(*role))
            .collect();
        vec![
            Some(member.account.to_string()),
            Some(member.email.clone()),
            Some(member.name.clone()),
            member.person.map(|person| person.to_string()),
            Some(roles.join(" ")),
            Some(state.to_owned()),
            since.map(instant),
        ]
    });
    TableText {
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn readme(lang: Lang, organisation: &Organisation, at: DateTime<Utc>, files: &[File]) -> String {
    let t = Text::new(lang);
    let zone = organisation.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let local = at.with_timezone(&zone).naive_local();
    let made = t.moment(
        language::date(lang, local.date()),
        language::time(lang, local.time()),
    );
    let mut lines = vec![
        format!("# {}", t.export_heading(&organisation.name)),
        String::new(),
        t.export_made(made),
        String::new(),
        t.export_reading(),
        String::new(),
        t.export_tables(),
        String::new(),
        t.export_without(),
        String::new(),
    ];
    lines.extend(files.iter().filter_map(|file| {
        let about = file.about?;
        Some(format!("- `{}`: {}", file.path, about(lang)))
    }));
    lines.push(String::new());
    lines.join("\n")
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn fingerprint(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_formula_is_a_text_and_a_number_stays_a_number() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("-5", "-5"),
            ("-x", "'-x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("Anne", "Anne"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), written);
        }
    }
}
