use std::{path::PathBuf, process::ExitCode, sync::Arc};

use account::Accounts;
use anyhow::Context as _;
use base::Clock;
use kit::Site;
use mail::Mailer;
use tokio::{net::TcpListener, sync::watch};

use crate::{
    commands::listen::{Patience, serve},
    config::Config,
    installation, slices,
    work::{Work, mailer},
};

#[derive(clap::Args)]
pub struct Args {
    /// The configuration that `pejl init` wrote.
    #[arg(long, default_value = "pejl.toml")]
    config: PathBuf,
}

/// Serves the pages until it is asked to stop, and lets requests under way finish.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let config = Config::read(&args.config)?;
    let organisations = installation::open_current(&config).await?;
    let accounts = Accounts::new(organisations, None);
    let mailer = mailer(&config)?;
    if config.secure() && config.listen.ip().is_loopback() && !config.behind_proxy {
        tracing::warn!(
            "a proxy seems to stand in front, but behind_proxy is false: all visitors then count as one \
             when passwords are guessed; see the configuration"
        );
    }
    let serving = Serving {
        config,
        accounts,
        mailer,
        clock: installation::clock(),
        demo: false,
    };
    serving.until_stopped().await?;
    Ok(ExitCode::SUCCESS)
}

/// What is served, and how.
pub struct Serving {
    pub config: Config,
    pub accounts: Accounts,
    pub mailer: Arc<Mailer>,
    pub clock: Arc<dyn Clock>,
    pub demo: bool,
}

impl Serving {
    /// Listens, says where, and works until the terminal or the system says stop.
    pub async fn until_stopped(self) -> anyhow::Result<()> {
        let listener = TcpListener::bind(self.config.listen)
            .await
            .with_context(|| {
                format!("nothing can listen on {}; is it taken?", self.config.listen)
            })?;
        let (stop, mut stopped) = watch::channel(false);
        let site = Site::new(
            self.accounts.organisations().clone(),
            Arc::clone(&self.clock),
            self.config.public_address.clone(),
            self.demo,
        )
        .answered_by(self.config.contact.clone())
        .behind_proxy(self.config.behind_proxy)
        .stopping(stopped.clone());
        let router = kit::mount(slices::all(&self.accounts), site);
        let work = self.config.work.in_serve.then(|| Work {
            accounts: self.accounts.clone(),
            mailer: Arc::clone(&self.mailer),
            clock: Arc::clone(&self.clock),
            address: self.config.public_address.clone(),
        });
        let working = tokio::spawn(async move {
            if let Some(work) = work {
                // A sender that is gone says stop as well.
                work.until(async { drop(stopped.wait_for(|stopped| *stopped).await) })
                    .await;
            }
        });
        println!("Pejl listens on {}", self.config.public_address);
        let stopping = async move {
            asked_to_stop().await;
            // Nobody listening means that the work has ended already.
            let _ = stop.send(true);
        };
        serve(listener, router, Patience::default(), stopping).await;
        working.await?;
        Ok(())
    }
}

/// Ends when the terminal sends Ctrl-C or the system asks the process to end.
pub async fn asked_to_stop() {
    let terminal = async {
        // Where the signal cannot be had, the other one still works.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let system = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! { () = terminal => {}, () = system => {} }
}
