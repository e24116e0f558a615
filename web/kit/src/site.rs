use std::sync::Arc;

use base::Clock;
use identity::{Control, Organisations};
use tokio::sync::watch;

/// What every handler may ask for: the state of the router.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    organisations: Organisations,
    clock: Arc<dyn Clock>,
    address: String,
    contact: Option<String>,
    demo: bool,
    behind_proxy: bool,
    stopping: Option<watch::Receiver<bool>>,
}

impl Site {
    /// `address` is the one people type, such as `https://pejl.example`.
    #[must_use]
    pub fn new(
        organisations: Organisations,
        clock: Arc<dyn Clock>,
        address: impl Into<String>,
        demo: bool,
    ) -> Self {
        Self(Arc::new(Inner {
            organisations,
            clock,
            address: address.into(),
            contact: None,
            demo,
            behind_proxy: false,
            stopping: None,
        }))
    }

    /// Whom people write to about accessibility and their data, in the installation's own words.
    #[must_use]
    pub fn answered_by(self, contact: Option<String>) -> Self {
        self.with(|inner| inner.contact = contact)
    }

    /// Whether the last address of `X-Forwarded-For` is the visitor's, because a proxy of ours writes it.
    /// Where none does, a visitor could write it to slip the brakes.
    #[must_use]
    pub fn behind_proxy(self, is: bool) -> Self {
        self.with(|inner| inner.behind_proxy = is)
    }

    /// Says when the server is asked to stop, for answers that would go on for ever.
    #[must_use]
    pub fn stopping(self, told: watch::Receiver<bool>) -> Self {
        self.with(|inner| inner.stopping = Some(told))
    }

    fn with(self, change: impl FnOnce(&mut Inner)) -> Self {
        let mut inner = Arc::unwrap_or_clone(self.0);
        change(&mut inner);
        Self(Arc::new(inner))
    }

    #[must_use]
    pub fn is_behind_proxy(&self) -> bool {
        self.0.behind_proxy
    }

    /// Ends when the server is asked to stop.
    pub async fn stopped(self) {
        match self.0.stopping.clone() {
            // A sender that is gone says stop as well.
            Some(mut told) => drop(told.wait_for(|stopping| *stopping).await),
            None => std::future::pending().await,
        }
    }

    /// The accounts.
    #[must_use]
    pub fn control(&self) -> &Control {
        self.0.organisations.control()
    }

    /// What opens each organisation's database.
    #[must_use]
    pub fn organisations(&self) -> &Organisations {
        &self.0.organisations
    }

    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    /// The public address without a slash at its end, for links in mails.
    #[must_use]
    pub fn address(&self) -> &str {
        self.0.address.trim_end_matches('/')
    }

    /// Whether browsers reach the site encrypted, so that cookies may ask for it.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.address.starts_with("https://")
    }

    /// Whom people write to about accessibility and their data, where the installation says so.
    #[must_use]
    pub fn contact(&self) -> Option<&str> {
        self.0.contact.as_deref()
    }

    /// Whether every page says that its people are fictional.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.0.demo
    }
}
