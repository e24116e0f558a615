use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{config::Config, installation};

#[derive(clap::Args)]
pub struct BackupArgs {
    /// The configuration that `pejl init` wrote.
    #[arg(long, default_value = "pejl.toml")]
    config: PathBuf,
    /// The organisation's short name; left out with --control.
    #[arg(required_unless_present = "control")]
    organisation: Option<String>,
    /// The control database instead: organisations, accounts, memberships, sessions.
    #[arg(long, conflicts_with = "organisation")]
    control: bool,
    /// The file to write; it must not be there yet.
    #[arg(long)]
    out: PathBuf,
}

#[derive(clap::Args)]
pub struct RestoreArgs {
    /// The configuration that `pejl init` wrote.
    #[arg(long, default_value = "pejl.toml")]
    config: PathBuf,
    /// The organisation's short name; left out with --control.
    #[arg(required_unless_present = "control")]
    organisation: Option<String>,
    /// The control database instead.
    #[arg(long, conflicts_with = "organisation")]
    control: bool,
    /// The file that `pejl backup` wrote.
    #[arg(long)]
    from: PathBuf,
}

/// Writes one organisation's whole database to a file, while it is in use.
pub async fn backup(args: &BackupArgs) -> anyhow::Result<ExitCode> {
    let config = Config::read(&args.config)?;
    let organisations = installation::open_current(&config).await?;
    let ctx = installation::context("backup");
    let control = organisations.control();
    let (name, database) = match &args.organisation {
        Some(slug) => {
            let organisation = control.organisation_named(&ctx, slug).await?;
            let database = organisations.database(&ctx, organisation.id).await?;
            (organisation.name, database)
        }
        None => (
            "The control database".to_owned(),
            control.database().clone(),
        ),
    };
    db::backup(&database, &args.out).await?;
    println!("{name} is backed up to {}", args.out.display());
    Ok(ExitCode::SUCCESS)
}

/// Puts one organisation back as it was when the file was written. Stop `pejl serve` first.
pub async fn restore(args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let config = Config::read(&args.config)?;
    let Some(slug) = &args.organisation else {
        return restore_control(&config, &args.from).await;
    };
    let organisations = installation::open_current(&config).await?;
    let ctx = installation::context("restore");
    let organisation = organisations
        .control()
        .organisation_named(&ctx, slug)
        .await?;
    let placement = organisations.places().resolve(&organisation.place)?;
    db::restore(&placement, &args.from, organisations.migrations()).await?;
    println!(
        "{} is as it was when {} was written",
        organisation.name,
        args.from.display()
    );
    println!("If the file is from an older version, run 'pejl migrate' before 'pejl serve'.");
    Ok(ExitCode::SUCCESS)
}

/// Not opened first: it is what is missing after the loss of a machine.
async fn restore_control(config: &Config, from: &Path) -> anyhow::Result<ExitCode> {
    db::restore(
        &installation::places(config)?.control()?,
        from,
        identity::Control::migrations(),
    )
    .await?;
    println!(
        "The control database is as it was when {} was written",
        from.display()
    );
    Ok(ExitCode::SUCCESS)
}
