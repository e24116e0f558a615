use std::{fmt, path::PathBuf};

use crate::Error;

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// Where one organisation's database lies.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Placement {
    /// A file, made when it is missing.
    Sqlite(PathBuf),
    /// A schema of a PostgreSQL server, made when it is missing.
    Postgres { url: String, schema: String },
}

impl Placement {
    #[must_use]
    pub const fn backend(&self) -> Backend {
        match self {
            Self::Sqlite(_) => Backend::Sqlite,
            Self::Postgres { .. } => Backend::Postgres,
        }
    }
}

/// Without the password, so that a placement can stand in a log.
impl fmt::Display for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres { url, schema } => {
                write!(f, "{}#{schema}", without_password(url).0)
            }
        }
    }
}

impl fmt::Debug for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The address without its password, and the password as it stood there (percent-encoded).
pub(crate) fn without_password(url: &str) -> (String, Option<&str>) {
    let Some((scheme, rest)) = url.split_once("://") else {
        return (url.to_owned(), None);
    };
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let Some((user_info, _)) = authority.rsplit_once('@') else {
        return (url.to_owned(), None);
    };
    let Some((user, password)) = user_info.split_once(':') else {
        return (url.to_owned(), None);
    };
    let after = rest.get(user_info.len()..).unwrap_or_default();
    (format!("{scheme}://{user}{after}"), Some(password))
}

/// A schema's name in quotes, or a refusal. Nothing else ever goes into SQL as text.
pub(crate) fn quoted(schema: &str) -> Result<String, Error> {
    let fits = schema.len() <= 63
        && schema.starts_with(|c: char| c.is_ascii_lowercase())
        && schema
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let reserved = schema.starts_with("pg_") || matches!(schema, "public" | "information_schema");
    if !fits || reserved {
        return Err(Error::SchemaName(schema.to_owned()));
    }
    Ok(format!("\"{schema}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_name_cannot_carry_sql() {
        assert_eq!(quoted("kalundborg_2").unwrap(), "\"kalundborg_2\"");
        let long = "a".repeat(64);
        for name in [
            "",
            "2a",
            "a\"b",
            "a;b",
            "a b",
            "Å",
            "A",
            "pg_x",
            "public",
            long.as_str(),
        ] {
            assert!(quoted(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_log_never_shows_a_password() {
        let placement = Placement::Postgres {
            url: "postgres://pejl:s3%40cret@db.example:5432/pejl?sslmode=require".into(),
            schema: "kalundborg".into(),
        };
        let shown = format!("{placement:?} {placement}");
        assert!(!shown.contains("cret"), "{shown}");
        assert!(shown.contains("postgres://pejl@db.example:5432/pejl?sslmode=require#kalundborg"));
    }
}
