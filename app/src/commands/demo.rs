use std::{fs, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use account::{Accounts, Demo};
use anyhow::Context as _;
use base::ShiftedClock;
use identity::DemoDoor;

use crate::{
    commands::serve::Serving,
    config::{Config, DatabaseConfig, MailConfig, WorkConfig},
    example, installation,
    work::mailer,
};

#[derive(clap::Args)]
pub struct Args {
    /// Where the example's databases and mails are kept.
    #[arg(long, default_value = "var/demo")]
    folder: PathBuf,
    /// Where to listen. Keep it on this machine: everybody who reaches it can be anybody.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Serves the example: fictional people in the midst of their programme, entered without a password.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if !args.listen.ip().is_loopback() {
        anyhow::bail!(
            "the example has no passwords, so it listens on this machine only; write 127.0.0.1:PORT"
        );
    }
    fs::create_dir_all(&args.folder)
        .with_context(|| format!("the folder {} cannot be made", args.folder.display()))?;
    let config = Config {
        contact: None,
        listen: args.listen,
        public_address: format!("http://{}", args.listen),
        behind_proxy: false,
        database: DatabaseConfig {
            folder: Some(args.folder.join("data")),
            url: None,
        },
        mail: MailConfig {
            from: "Pejl <pejl@kommune.example>".to_owned(),
            smtp: None,
            folder: Some(args.folder.join("mail")),
        },
        work: WorkConfig::default(),
    };
    let organisations = installation::open(&config).await?;
    organisations.control().migrate().await?;
    organisations
        .migrate(&installation::context("demo"))
        .await?;
    let organisation = example::organisation(&organisations).await?;
    example::monday(&organisations, organisation, &config.public_address).await?;
    let mailer = mailer(&config)?;
    let demo = Demo {
        door: DemoDoor::open(),
        organisation,
        mailbox: mailer.mailbox().cloned(),
    };
    let serving = Serving {
        accounts: Accounts::new(organisations, Some(demo)),
        mailer,
        clock: Arc::new(ShiftedClock::starting_at(example::morning(example::BEGINS))),
        demo: true,
        config,
    };
    serving.until_stopped().await?;
    Ok(ExitCode::SUCCESS)
}
