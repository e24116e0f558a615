//! What a working node does beside serving: the jobs of every organisation, and the letters of
//! the accounts.

use std::{future::Future, sync::Arc, time::Duration};

use account::{Accounts, post_office};
use anyhow::Context as _;
use base::{Clock, Context};
use db::Database;
use identity::Organisations;
use jobs::{Databases, Worker, mail_kinds};
use mail::Mailer;

use crate::{
    config::{Choice, Config},
    slices,
};

const SWEEP_EVERY: Duration = Duration::from_secs(3600);
const MONDAY_EVERY: Duration = Duration::from_secs(60);

/// The mailer that the configuration names.
///
/// # Errors
/// When the server's or the sender's address is none.
pub fn mailer(config: &Config) -> anyhow::Result<Arc<Mailer>> {
    let from = &config.mail.from;
    let mailer = match config.mail.choice()? {
        Choice::Folder(folder) => Mailer::folder(folder, from),
        Choice::Server(server) => Mailer::smtp(server, from),
    };
    Ok(Arc::new(
        mailer.context("look at [mail] in the configuration")?,
    ))
}

/// Takes jobs and carries letters until told to stop.
pub struct Work {
    pub accounts: Accounts,
    pub mailer: Arc<Mailer>,
    pub clock: Arc<dyn Clock>,
    /// The public address, for the links in letters.
    pub address: String,
}

impl Work {
    pub async fn until(&self, stop: impl Future<Output = ()> + Send) {
        let all = AllOrganisations {
            organisations: self.accounts.organisations().clone(),
            clock: Arc::clone(&self.clock),
        };
        let (clock, mailer) = (Arc::clone(&self.clock), Arc::clone(&self.mailer));
        let post = post_office(self.accounts.clone(), clock, mailer, self.address.clone());
        // The post ends when the worker does: a letter half carried is carried again.
        tokio::select! {
            () = async { self.worker().run(&all, stop).await } => {}
            () = post => {}
            () = self.sweep(&all) => {}
            () = self.mondays() => {}
        }
    }

    /// Sessions, links and brakes that are over are forgotten once an hour, and HR's files that
    /// nobody has gone on with.
    async fn sweep(&self, organisations: &AllOrganisations) {
        let mut hours = tokio::time::interval(SWEEP_EVERY);
        loop {
            hours.tick().await;
            let ctx = Context::system("sweep", self.clock.now());
            if let Err(error) = self.accounts.control().sweep(&ctx).await {
                tracing::error!(%error, "what is over could not be swept");
            }
            for database in organisations.databases().await {
                if let Err(problem) = people::command::discard_stale_uploads(&ctx, &database).await
                {
                    tracing::error!(?problem, "uploads that are over could not be swept");
                }
            }
        }
    }

    /// Asks every minute whether an organisation's Monday mail is to go.
    async fn mondays(&self) {
        let organisations = self.accounts.organisations();
        let mut minutes = tokio::time::interval(MONDAY_EVERY);
        loop {
            minutes.tick().await;
            let ctx = Context::system("monday", self.clock.now());
            if !monday::command::may_be_due(&ctx) {
                continue;
            }
            let all = match self.accounts.control().organisations(&ctx).await {
                Ok(all) => all,
                Err(error) => {
                    tracing::error!(%error, "the organisations could not be listed");
                    continue;
                }
            };
            for one in all {
                let Ok(database) = organisations.database(&ctx, one.id).await else {
                    continue;
                };
                let due = monday::command::due(&ctx, &database, one.id, &self.address).await;
                if let Err(problem) = due {
                    tracing::error!(organisation = one.slug, ?problem, "no Monday mail");
                }
            }
        }
    }

    /// The worker with every slice's jobs.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker::new(Arc::clone(&self.clock))
            .kinds(mail_kinds(Arc::clone(&self.mailer)))
            .kinds(slices::kinds(&self.accounts))
            .subscribers(slices::subscribers(&self.accounts))
    }
}

struct AllOrganisations {
    organisations: Organisations,
    clock: Arc<dyn Clock>,
}

#[async_trait::async_trait]
impl Databases for AllOrganisations {
    async fn databases(&self) -> Vec<Database> {
        let ctx = Context::system("worker", self.clock.now());
        let all = match self.organisations.control().organisations(&ctx).await {
            Ok(all) => all,
            Err(error) => {
                tracing::error!(%error, "the organisations could not be listed");
                return Vec::new();
            }
        };
        let mut databases = Vec::with_capacity(all.len());
        for one in all {
            match self.organisations.database(&ctx, one.id).await {
                Ok(database) => databases.push(database),
                Err(error) => {
                    tracing::error!(organisation = one.slug, %error, "it could not be opened")
                }
            }
        }
        databases
    }
}
