//! What one slice says beside a thing of a slice below it, as HTML that a template wrote. The slice that
//! owns the thing asks for it and knows none of those that answer.

use std::sync::Arc;

use uuid::Uuid;

use crate::{Failure, Showing, Visit};

/// What kind of thing it is said beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A session of the programme.
    Session,
}

/// `|visit, id| Box::pin(my_part(visit, id))`; nothing where there is nothing to say to this person.
pub type Telling = fn(Visit, Uuid) -> Showing;

/// All that the slices say beside things; a handler takes it as `Extension<Beside>`.
#[derive(Clone, Default)]
pub struct Beside(Arc<[(Thing, Telling)]>);

impl Beside {
    pub(crate) fn new(told: Vec<(Thing, Telling)>) -> Self {
        Self(told.into())
    }

    /// What is said beside this thing, in the order of the slices.
    ///
    /// # Errors
    /// When a slice cannot read its own.
    pub async fn of(&self, visit: &Visit, thing: Thing, id: Uuid) -> Result<Vec<String>, Failure> {
        let mut all = Vec::new();
        for (kind, told) in self.0.iter() {
            if *kind == thing {
                all.extend(told(visit.clone(), id).await?);
            }
        }
        Ok(all)
    }
}
