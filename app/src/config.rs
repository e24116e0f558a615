//! The one configuration file. [`Config::example`] is the annotated file that `pejl init` writes.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use serde::Deserialize;

/// What an installation is set up with. Unknown keys are refused, so that a misspelt one is found.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people type, as it stands in mails; `https` turns secure cookies on.
    pub public_address: String,
    /// Whether a proxy of ours stands in front and writes `X-Forwarded-For`.
    #[serde(default)]
    pub behind_proxy: bool,
    /// Whom people write to about accessibility and their data.
    pub contact: Option<String>,
    pub database: DatabaseConfig,
    pub mail: MailConfig,
    #[serde(default)]
    pub work: WorkConfig,
}

/// Where organisations are kept: a folder of SQLite files, or a PostgreSQL server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    pub folder: Option<PathBuf>,
    pub url: Option<String>,
}

/// Where mail goes: an SMTP server, or a folder for trying out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    pub from: String,
    pub smtp: Option<String>,
    pub folder: Option<PathBuf>,
}

/// Who takes the jobs.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkConfig {
    /// Whether `pejl serve` also works; otherwise run `pejl work` beside it.
    pub in_serve: bool,
}

impl Default for WorkConfig {
    fn default() -> Self {
        Self { in_serve: true }
    }
}

/// Exactly one of two ways.
pub enum Choice<'a, A: ?Sized, B: ?Sized> {
    Folder(&'a A),
    Server(&'a B),
}

impl DatabaseConfig {
    pub fn choice(&self) -> anyhow::Result<Choice<'_, Path, str>> {
        choose(
            "[database]",
            "url",
            self.folder.as_deref(),
            self.url.as_deref(),
        )
    }
}

impl MailConfig {
    pub fn choice(&self) -> anyhow::Result<Choice<'_, Path, str>> {
        choose(
            "[mail]",
            "smtp",
            self.folder.as_deref(),
            self.smtp.as_deref(),
        )
    }
}

fn choose<'a>(
    table: &str,
    server_key: &str,
    folder: Option<&'a Path>,
    server: Option<&'a str>,
) -> anyhow::Result<Choice<'a, Path, str>> {
    match (folder, server) {
        (Some(folder), None) => Ok(Choice::Folder(folder)),
        (None, Some(server)) => Ok(Choice::Server(server)),
        (Some(_), Some(_)) => {
            bail!("{table} has both 'folder' and '{server_key}'; keep one of them")
        }
        (None, None) => bail!("{table} has neither 'folder' nor '{server_key}'; write one of them"),
    }
}

impl Config {
    /// Reads a configuration file. Paths in it are relative to the file's own folder.
    ///
    /// # Errors
    /// When the file is missing or wrong: with its name, line and column, and what to write.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(path).with_context(|| {
            format!("{} cannot be read; 'pejl init' writes one", path.display())
        })?;
        Self::from_text(&text, path)
    }

    /// A configuration's text, as if it stood in the file at `path`.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn from_text(text: &str, path: &Path) -> anyhow::Result<Self> {
        let mut config =
            Self::parse(text).map_err(|told| anyhow::anyhow!("{}:{told}", path.display()))?;
        let beside = path.parent().unwrap_or(Path::new(""));
        for folder in [&mut config.database.folder, &mut config.mail.folder]
            .into_iter()
            .flatten()
        {
            *folder = beside.join(&*folder);
        }
        config.check().with_context(|| path.display().to_string())?;
        Ok(config)
    }

    fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| {
            let before = error
                .span()
                .and_then(|span| text.get(..span.start))
                .unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            format!("{line}:{column}: {}", error.message())
        })
    }

    fn check(&self) -> anyhow::Result<()> {
        self.database.choice()?;
        self.mail.choice()?;
        if !self.public_address.starts_with("http://")
            && !self.public_address.starts_with("https://")
        {
            bail!(
                "public_address is '{}'; begin it with https://",
                self.public_address
            );
        }
        if self.public_address.ends_with('/') {
            bail!("public_address ends with '/'; leave that out");
        }
        Ok(())
    }

    /// Whether people reach the server over TLS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_address.starts_with("https://")
    }

    /// The annotated file for a new installation.
    #[must_use]
    pub fn example(database_url: Option<&str>) -> String {
        let example = include_str!("../../docs/operations/pejl.example.toml");
        match database_url {
            None => example.to_owned(),
            Some(url) => {
                let url = toml::Value::String(url.to_owned()).to_string();
                example
                    .replace("\nfolder = \"data\"\n", "\n# folder = \"data\"\n")
                    .replace(
                        "\n# url = \"postgres://pejl@localhost/pejl\"\n",
                        &format!("\nurl = {url}\n"),
                    )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_configuration() {
        let config = Config::parse(&Config::example(None)).unwrap();
        config.check().unwrap();
        assert!(matches!(
            config.database.choice().unwrap(),
            Choice::Folder(_)
        ));
        let config =
            Config::parse(&Config::example(Some("postgres://a:b\"c@localhost/x"))).unwrap();
        assert!(matches!(
            config.database.choice().unwrap(),
            Choice::Server("postgres://a:b\"c@localhost/x")
        ));
    }

    #[test]
    fn a_misspelt_key_is_told_with_its_place() {
        let wrong = Config::example(None).replace("in_serve", "in_server");
        let told = Config::parse(&wrong).unwrap_err();
        let line = wrong
            .lines()
            .position(|line| line.starts_with("in_server"))
            .unwrap()
            + 1;
        assert!(
            told.starts_with(&format!("{line}:1: ")) && told.contains("in_server"),
            "{told}"
        );
    }

    #[test]
    fn both_ways_at_once_are_refused() {
        let both = Config::example(None).replace("# url = ", "url = ");
        let told = Config::parse(&both)
            .unwrap()
            .check()
            .unwrap_err()
            .to_string();
        assert_eq!(
            told,
            "[database] has both 'folder' and 'url'; keep one of them"
        );
    }
}
