use std::{path::PathBuf, process::ExitCode};

use crate::{config::Config, installation};

#[derive(clap::Args)]
pub struct Args {
    /// The configuration that `pejl init` wrote.
    #[arg(long, default_value = "pejl.toml")]
    config: PathBuf,
}

/// Brings the control database and every organisation to this program's tables. Interrupted, it goes
/// on where it stopped.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let config = Config::read(&args.config)?;
    let organisations = installation::open(&config).await?;
    let ctx = installation::context("migrate");
    say("control", &organisations.control().migrate().await?);
    for (organisation, applied) in organisations.migrate(&ctx).await? {
        say(&organisation.slug, &applied);
    }
    Ok(ExitCode::SUCCESS)
}

fn say(name: &str, applied: &[&'static str]) {
    if applied.is_empty() {
        println!("{name}: up to date");
    } else {
        println!("{name}: {}", applied.join(", "));
    }
}
