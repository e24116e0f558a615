use std::{path::PathBuf, process::ExitCode};

use account::Accounts;

use crate::{
    commands::serve::asked_to_stop,
    config::Config,
    installation,
    work::{Work, mailer},
};

#[derive(clap::Args)]
pub struct Args {
    /// The configuration that `pejl init` wrote.
    #[arg(long, default_value = "pejl.toml")]
    config: PathBuf,
}

/// Takes jobs without serving pages, beside any number of other nodes.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let config = Config::read(&args.config)?;
    let organisations = installation::open_current(&config).await?;
    let work = Work {
        accounts: Accounts::new(organisations, None),
        mailer: mailer(&config)?,
        clock: installation::clock(),
        address: config.public_address,
    };
    println!("Pejl works.");
    work.until(asked_to_stop()).await;
    Ok(ExitCode::SUCCESS)
}
