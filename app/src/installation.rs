//! An installation as its configuration says: the control database, the organisations, mail.

use std::sync::Arc;

use anyhow::Context as _;
use base::{Clock, Context, SystemClock};
use db::Servers;
use identity::{Control, Organisations, Places};

use crate::{
    config::{Choice, Config},
    slices,
};

/// How many passwords are hashed at once; each takes 19 MiB and a core.
const HASHED_AT_ONCE: usize = 2;
/// How many organisations' databases a node keeps open.
const OPEN_AT_ONCE: usize = 200;

/// The places that the configuration names.
pub fn places(config: &Config) -> anyhow::Result<Places> {
    Ok(match config.database.choice()? {
        Choice::Folder(folder) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            Places::folder(folder)
        }
        Choice::Server(url) => Places::server(url),
    })
}

/// Opens the control database and what opens the organisations'.
///
/// # Errors
/// When the database cannot be reached.
pub async fn open(config: &Config) -> anyhow::Result<Organisations> {
    let places = places(config)?;
    let servers = Servers::default();
    let database = servers.open(places.control()?).await.context(
        "the control database cannot be opened; look at [database] in the configuration",
    )?;
    let control = Control::new(database, HASHED_AT_ONCE)?;
    Ok(Organisations::on(
        control,
        places,
        servers,
        slices::migrations(),
        OPEN_AT_ONCE,
    ))
}

/// As [`open`], and refuses a schema that lags behind this binary.
///
/// # Errors
/// As [`open`], and when migrations are missing.
pub async fn open_current(config: &Config) -> anyhow::Result<Organisations> {
    let organisations = open(config).await?;
    let missing = organisations.control().lagging().await?;
    if !missing.is_empty() {
        anyhow::bail!(
            "the database is older than this program; run 'pejl migrate' first ({} to apply)",
            missing.len()
        );
    }
    Ok(organisations)
}

/// The context of a command line.
#[must_use]
pub fn context(command: &'static str) -> Context {
    Context::system(command, SystemClock.now())
}

/// The clock of a real installation.
#[must_use]
pub fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// A refusal as a command line says it.
#[must_use]
pub fn told(problem: base::Problem) -> anyhow::Error {
    anyhow::anyhow!("{}", problem.text(base::Lang::En))
}
