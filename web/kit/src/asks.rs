//! *Tidsforbrug*: what the product asks of people's time. A slice tells what its own forms and letters
//! take ([`Slice::asks`](crate::Slice::asks)); the programme's page adds it up over the planned years.

use std::sync::Arc;

use base::Lang;

/// Something that the product asks of somebody.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    pub whom: Whom,
    /// What it is, in the reader's words.
    pub what: fn(Lang) -> String,
    /// As the form says before it begins.
    pub minutes: u32,
    pub often: Often,
    /// Nobody has to, and nobody is counted, where it is not required.
    pub required: bool,
}

/// Of whom it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    Leader,
    /// The leader's own leader, for each leader who takes part.
    OwnLeader,
    /// Each employee of a leader who takes part.
    Employee,
}

/// How often it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// Once for each module that the leader takes.
    Module,
    Week,
    Year,
}

/// All that the slices ask; a handler takes it as `Extension<Asks>`.
#[derive(Clone, Debug, Default)]
pub struct Asks(Arc<[Ask]>);

impl Asks {
    #[must_use]
    pub fn new(all: Vec<Ask>) -> Self {
        Self(all.into())
    }

    /// In the order of the slices.
    pub fn iter(&self) -> impl Iterator<Item = &Ask> {
        self.0.iter()
    }
}
