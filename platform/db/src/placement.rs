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

/// The address without its password, and the password. It may stand before the `@` or, as PostgreSQL
/// also takes it, among the parameters, where it wins.
pub(crate) fn without_password(url: &str) -> (String, Option<String>) {
    let (url, parameter) = without_parameter(url);
    let (url, own) = without_own(&url);
    (url, parameter.or(own))
}

fn without_own(url: &str) -> (String, Option<String>) {
    let none = || (url.to_owned(), None);
    let Some((scheme, rest)) = url.split_once("://") else {
        return none();
    };
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let Some((user_info, _)) = authority.rsplit_once('@') else {
        return none();
    };
    let Some((user, password)) = user_info.split_once(':') else {
        return none();
    };
    let after = rest.get(user_info.len()..).unwrap_or_default();
    (format!("{scheme}://{user}{after}"), Some(decoded(password)))
}

fn without_parameter(url: &str) -> (String, Option<String>) {
    let Some((address, query)) = url.split_once('?') else {
        return (url.to_owned(), None);
    };
    let named = |pair: &&str| decoded(pair.split('=').next().unwrap_or_default()) == "password";
    let password = query
        .split('&')
        .rfind(named)
        .map(|pair| pair.split_once('=').map_or("", |(_, value)| value))
        .map(|value| decoded(&value.replace('+', " ")));
    let kept: Vec<&str> = query.split('&').filter(|pair| !named(pair)).collect();
    if kept.is_empty() {
        return (address.to_owned(), password);
    }
    (format!("{address}?{}", kept.join("&")), password)
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
    #[test]
    fn a_password_among_the_parameters_is_one() {
        for (url, address, password) in [
            (
                "postgres://pejl@db/pejl?password=s3%40cret&sslmode=require",
                "postgres://pejl@db/pejl?sslmode=require",
                Some("s3@cret"),
            ),
            (
                "postgres://pejl:old@db/pejl?p%61ssword=new+one",
                "postgres://pejl@db/pejl",
                Some("new one"),
            ),
            (
                "postgres://pejl@localhost/postgres?host=/tmp/x",
                "postgres://pejl@localhost/postgres?host=/tmp/x",
                None,
            ),
        ] {
            let (shown, found) = without_password(url);
            assert_eq!((shown.as_str(), found.as_deref()), (address, password));
        }
    }

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
