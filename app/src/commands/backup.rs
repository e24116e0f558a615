use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::bail;
use base::Lang;
use db::{Audit, Database, Placement};
use identity::{Control, NewOrganisation, Organisation, Organisations};

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
    #[arg(long, conflicts_with_all = ["organisation", "name"])]
    control: bool,
    /// The file that `pejl backup` wrote.
    #[arg(long)]
    from: PathBuf,
    /// Replace what is there: it is gone afterwards.
    #[arg(long)]
    replace: bool,
    /// The name of a new organisation, which the backup becomes.
    #[arg(long, conflicts_with = "replace")]
    name: Option<String>,
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
        return restore_control(&config, args).await;
    };
    let organisations = installation::open_current(&config).await?;
    let ctx = installation::context("restore");
    let there = organisations
        .control()
        .organisations(&ctx)
        .await?
        .into_iter()
        .find(|organisation| organisation.slug == *slug);
    let (organisation, placement) = match (there, &args.name) {
        (Some(there), None) if args.replace => over(&organisations, there, args).await?,
        (Some(there), _) => bail!(
            "{} ('{slug}') is there already; write --replace to put the backup in its place, or another short name",
            there.name
        ),
        (None, Some(name)) => new(&organisations, slug, name, args).await?,
        (None, None) => bail!(
            "there is no organisation '{slug}'; write --name NAME to make one of the backup, or the short name of one there is"
        ),
    };
    // Opened past the check of its version: the backup may be older than this program.
    let database = Database::open(placement).await?;
    let tx = database.write(&ctx).await?;
    let stopped = jobs::stop_restored(&tx).await?;
    let audit = Audit::of("organisation.restored")
        .on("organisation", organisation.id)
        .with("jobs_cancelled", stopped.jobs)
        .with("events_forgotten", stopped.events);
    tx.commit(audit).await?;
    println!(
        "{} is as it was when {} was written",
        organisation.name,
        args.from.display()
    );
    println!(
        "What waited then is not done again: {} jobs (mails among them) and {} messages between parts of Pejl are cancelled.",
        stopped.jobs, stopped.events
    );
    println!("If the file is from an older version, run 'pejl migrate' before 'pejl serve'.");
    Ok(ExitCode::SUCCESS)
}

async fn over(
    organisations: &Organisations,
    there: Organisation,
    args: &RestoreArgs,
) -> anyhow::Result<(Organisation, Placement)> {
    let placement = organisations.places().resolve(&there.place)?;
    db::restore(&placement, &args.from, organisations.migrations()).await?;
    Ok((there, placement))
}

/// The database first: a backup that is refused leaves no organisation behind.
async fn new(
    organisations: &Organisations,
    slug: &str,
    name: &str,
    args: &RestoreArgs,
) -> anyhow::Result<(Organisation, Placement)> {
    let ctx = installation::context("restore");
    let place = organisations.places().place_of(slug);
    let placement = organisations.places().resolve(&place)?;
    if let Placement::Sqlite(file) = &placement
        && file.exists()
    {
        bail!(
            "{} is there already, though no organisation has it; move it away first",
            file.display()
        );
    }
    let new = NewOrganisation {
        id: None,
        slug: slug.to_owned(),
        name: name.to_owned(),
        place,
        zone: "Europe/Copenhagen".to_owned(),
        lang: Lang::Da,
    };
    let may = access::permit(&ctx).map_err(installation::told)?;
    let control = organisations.control();
    control.refuse_taken(&ctx, &new).await?;
    db::restore(&placement, &args.from, organisations.migrations()).await?;
    let organisation = control.adopt(&ctx, &may, new).await?;
    Ok((organisation, placement))
}

/// Not opened first: it is what is missing after the loss of a machine.
async fn restore_control(config: &Config, args: &RestoreArgs) -> anyhow::Result<ExitCode> {
    let placement = installation::places(config)?.control()?;
    if !args.replace && is_there(&placement).await? {
        bail!(
            "the control database is there already; write --replace to put the backup in its place"
        );
    }
    db::restore(&placement, &args.from, Control::migrations()).await?;
    let organisations = installation::open(config).await?;
    let ended = organisations
        .control()
        .end_restored(&installation::context("restore"))
        .await?;
    println!(
        "The control database is as it was when {} was written",
        args.from.display()
    );
    println!(
        "Everybody signs in again: {} sessions and {} unused links are ended, and {} letters that waited are not sent. \
         Invite again who had not answered.",
        ended.sessions, ended.links, ended.letters
    );
    println!("If the file is from an older version, run 'pejl migrate' before 'pejl serve'.");
    Ok(ExitCode::SUCCESS)
}

async fn is_there(placement: &Placement) -> anyhow::Result<bool> {
    if let Placement::Sqlite(file) = placement
        && !is_file(file)
    {
        return Ok(false);
    }
    let database = Database::open(placement.clone()).await?;
    let there = match database.lagging(Control::migrations()).await {
        Ok(missing) => !missing.iter().any(|name| name.starts_with("control_0001")),
        Err(db::Error::Newer(_)) => true,
        Err(error) => return Err(error.into()),
    };
    database.close().await?;
    Ok(there)
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.len() > 0)
}
