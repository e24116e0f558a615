use std::sync::Arc;

use base::Clock;
use identity::{Control, Organisations};

/// What every handler may ask for: the state of the router.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    organisations: Organisations,
    clock: Arc<dyn Clock>,
    address: String,
    contact: Option<String>,
    demo: bool,
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
        }))
    }

    /// Whom people write to about accessibility and their data, in the installation's own words.
    #[must_use]
    pub fn answered_by(self, contact: Option<String>) -> Self {
        let inner = &*self.0;
        Self(Arc::new(Inner {
            organisations: inner.organisations.clone(),
            clock: Arc::clone(&inner.clock),
            address: inner.address.clone(),
            contact,
            demo: inner.demo,
        }))
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
