//! *Den røde tråd*: what of all the slices serves the vision. A slice tells its own
//! ([`Slice::contributes`](crate::Slice::contributes)); the direction's pages ask for all of it.

use std::{future::Future, pin::Pin, sync::Arc};

use crate::{Failure, Visit};

/// Something that is done for the vision: a module, an activity, a project, an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// What sort of thing it is, in the reader's words, in the plural.
    pub kind: String,
    pub name: String,
    pub href: String,
    /// Keys of the direction's aims, fields and guideposts that it serves.
    pub aims: Vec<String>,
    pub fields: Vec<String>,
    pub guideposts: Vec<String>,
}

/// What one slice contributes, as far as this reader may see it.
pub type Contributed =
    Pin<Box<dyn Future<Output = Result<Vec<Contribution>, Failure>> + Send + 'static>>;

/// How a slice tells it.
pub type Contributing = fn(Visit) -> Contributed;

/// All the slices that contribute; a handler takes it as `Extension<Thread>`.
#[derive(Clone, Default)]
pub struct Thread(Arc<[Contributing]>);

impl Thread {
    pub(crate) fn new(told: Vec<Contributing>) -> Self {
        Self(told.into())
    }

    /// What serves the vision, in the order of the slices, as far as this reader may see it.
    ///
    /// # Errors
    /// When a slice cannot read its own.
    pub async fn contributions(&self, visit: &Visit) -> Result<Vec<Contribution>, Failure> {
        let mut all = Vec::new();
        for told in self.0.iter() {
            all.extend(told(visit.clone()).await?);
        }
        Ok(all)
    }
}
