use std::{
    fs, io::Write as _, os::unix::fs::OpenOptionsExt as _, path::PathBuf, process::ExitCode,
};

use anyhow::Context as _;
use operations::archive::{self, Material};

use crate::{config::Config, installation, slices};

#[derive(clap::Args)]
pub struct Args {
    /// The configuration that `pejl init` wrote.
    #[arg(long, default_value = "pejl.toml")]
    config: PathBuf,
    /// The organisation's short name.
    organisation: String,
    /// The zip file to write; it must not be there yet.
    #[arg(long)]
    out: PathBuf,
}

/// Writes everything of one organisation to a file that is read without Pejl, while it is in use.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let config = Config::read(&args.config)?;
    let organisations = installation::open_current(&config).await?;
    let ctx = installation::context("export");
    let control = organisations.control();
    let organisation = control.organisation_named(&ctx, &args.organisation).await?;
    // Before the work and not after it: a file that is there stays.
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&args.out)
        .with_context(|| format!("{} cannot be written", args.out.display()))?;
    let made = async {
        let may = access::permit(&ctx).map_err(installation::told)?;
        let members = control.members(&ctx, &may, organisation.id).await?;
        let database = organisations.database(&ctx, organisation.id).await?;
        let made = {
            let tx = database.read(&ctx).await?;
            let may = access::permit(&ctx).map_err(installation::told)?;
            let material = Material {
                organisation: &organisation,
                members: &members,
                exports: &slices::exports(&organisations),
                version: env!("CARGO_PKG_VERSION"),
            };
            archive::make(&tx, &may, material).await?
        };
        file.write_all(&made.bytes)?;
        file.sync_all()?;
        let tx = database.write(&ctx).await?;
        let audit = db::Audit::of("export.made")
            .with("bytes", made.bytes.len())
            .with("rows", made.rows)
            .with("sha256", &made.sha256);
        tx.commit(audit).await?;
        anyhow::Ok(made)
    }
    .await;
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            // No half file stays; the error that made it half is the one to tell.
            let _ = fs::remove_file(&args.out);
            return Err(error);
        }
    };
    println!(
        "Everything of {} is in {}: {} files, {} rows, {} bytes\nSHA-256 {}",
        organisation.name,
        args.out.display(),
        made.files,
        made.rows,
        made.bytes.len(),
        made.sha256
    );
    Ok(ExitCode::SUCCESS)
}
