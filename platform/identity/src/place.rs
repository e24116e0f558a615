use std::{collections::BTreeMap, fmt, path::PathBuf, str::FromStr};

use db::Placement;

use crate::Error;

/// Where an organisation's database lies, as the control database says it: by names that the
/// configuration resolves, so that no path and no password of a server stands in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file in the configured folder.
    File(String),
    /// A schema on a configured server.
    Schema { server: String, schema: String },
}

/// What this node's configuration knows of places.
#[derive(Clone, Default)]
pub struct Places {
    /// The folder of SQLite files.
    pub folder: Option<PathBuf>,
    /// PostgreSQL servers by name, with their addresses.
    pub servers: BTreeMap<String, String>,
}

/// The name of the server where a configuration has only one.
pub const ONLY_SERVER: &str = "main";

impl Places {
    /// SQLite files in one folder.
    #[must_use]
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: Some(folder.into()),
            servers: BTreeMap::new(),
        }
    }

    /// Schemas on one PostgreSQL server.
    #[must_use]
    pub fn server(url: impl Into<String>) -> Self {
        Self {
            folder: None,
            servers: BTreeMap::from([(ONLY_SERVER.to_owned(), url.into())]),
        }
    }

    /// The natural place of a new organisation: on the server if there is one, else in the folder.
    #[must_use]
    pub fn place_of(&self, slug: &str) -> Place {
        // A prefix keeps an organisation of any name from being the control database.
        match self.servers.keys().next() {
            Some(server) => Place::Schema {
                server: server.clone(),
                schema: format!("org_{}", slug.replace('-', "_")),
            },
            None => Place::File(format!("org-{slug}.sqlite")),
        }
    }

    /// Where the control database lies: `control.sqlite` or the schema `control`.
    ///
    /// # Errors
    /// When neither a folder nor a server is configured.
    pub fn control(&self) -> Result<Placement, Error> {
        self.resolve(&match self.servers.keys().next() {
            Some(server) => Place::Schema {
                server: server.clone(),
                schema: "control".to_owned(),
            },
            None => Place::File("control.sqlite".to_owned()),
        })
    }

    /// The placement of a place.
    ///
    /// # Errors
    /// [`Error::Place`] when the configuration lacks the folder or the server.
    pub fn resolve(&self, place: &Place) -> Result<Placement, Error> {
        let unknown = || Error::Place(place.to_string());
        match place {
            Place::File(name) => {
                let folder = self.folder.as_ref().ok_or_else(unknown)?;
                Ok(Placement::Sqlite(folder.join(name)))
            }
            Place::Schema { server, schema } => Ok(Placement::Postgres {
                url: self.servers.get(server).ok_or_else(unknown)?.clone(),
                schema: schema.clone(),
            }),
        }
    }
}

/// Server addresses carry passwords: only their names are shown.
impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Places")
            .field("folder", &self.folder)
            .field("servers", &self.servers.keys())
            .finish()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(name) => write!(f, "file:{name}"),
            Self::Schema { server, schema } => write!(f, "schema:{server}/{schema}"),
        }
    }
}

impl FromStr for Place {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let unknown = || Error::Place(text.to_owned());
        let plain = |name: &str| {
            !name.is_empty()
                && !name.starts_with('.')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        };
        match text.split_once(':').ok_or_else(unknown)? {
            ("file", name) if plain(name) => Ok(Self::File(name.to_owned())),
            ("schema", place) => match place.split_once('/') {
                Some((server, schema)) if plain(server) && plain(schema) => Ok(Self::Schema {
                    server: server.to_owned(),
                    schema: schema.to_owned(),
                }),
                _ => Err(unknown()),
            },
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_said_and_read_without_a_path_or_a_password() {
        let one = Places::server("postgres://pejl:secret@db.example/pejl");
        let place = one.place_of("syd-vest");
        assert_eq!(place.to_string(), "schema:main/org_syd_vest");
        assert_eq!(place.to_string().parse::<Place>().unwrap(), place);
        assert!(!format!("{one:?}").contains("secret"));
        let files = Places::folder("/var/lib/pejl");
        assert_eq!(
            files.place_of("kalundborg").to_string(),
            "file:org-kalundborg.sqlite"
        );
        assert!(
            files.resolve(&place).is_err(),
            "no server is configured here"
        );
    }

    #[test]
    fn no_organisation_is_the_control_database() {
        for places in [
            Places::folder("/var/lib/pejl"),
            Places::server("postgres://pejl@db.example/pejl"),
        ] {
            let taken = places.resolve(&places.place_of("control")).unwrap();
            assert_ne!(
                format!("{taken:?}"),
                format!("{:?}", places.control().unwrap())
            );
        }
    }

    #[test]
    fn a_place_never_leaves_its_folder() {
        for text in [
            "file:../control.sqlite",
            "file:/etc/passwd",
            "file:",
            "file:.hidden",
            "schema:main",
            "schema:main/a/b",
            "kalundborg.sqlite",
        ] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
    }
}
