use std::sync::Arc;

use base::{Id, OrganisationTag};
use identity::{Control, DemoDoor, Organisations};
use mail::Folder;
use tokio::sync::Notify;

/// What the pages stand on. Cheap to clone.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

struct Inner {
    organisations: Organisations,
    demo: Option<Demo>,
    letters: Notify,
}

/// What only `pejl demo` has: the door, the example, and the folder that its mail goes to.
pub struct Demo {
    pub door: DemoDoor,
    pub organisation: Id<OrganisationTag>,
    pub mailbox: Option<Folder>,
}

impl Accounts {
    #[must_use]
    pub fn new(organisations: Organisations, demo: Option<Demo>) -> Self {
        Self(Arc::new(Inner {
            organisations,
            demo,
            letters: Notify::new(),
        }))
    }

    #[must_use]
    pub fn organisations(&self) -> &Organisations {
        &self.0.organisations
    }

    #[must_use]
    pub fn control(&self) -> &Control {
        self.0.organisations.control()
    }

    pub(crate) fn demo(&self) -> Option<&Demo> {
        self.0.demo.as_ref()
    }

    /// Tells the post office that a letter may be waiting. Called for every request that might
    /// have written one, so that how long an answer takes says nothing.
    pub(crate) fn ring(&self) {
        self.0.letters.notify_one();
    }

    pub(crate) async fn rung(&self) {
        self.0.letters.notified().await;
    }
}
