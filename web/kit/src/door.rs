//! What the edge asks of the accounts.

use std::{future::Future, pin::Pin};

use base::{Actor, Id, Lang, OrganisationTag, Problem, Secret};
use chrono::{DateTime, Utc};
use db::Database;

/// Tells who a session's secret belongs to. `app` wires the accounts' own.
pub trait Door: Send + Sync {
    /// The member whose living session this is; nothing when there is none.
    fn enter<'a>(&'a self, secret: &'a Secret, now: DateTime<Utc>) -> Entering<'a>;
}

pub type Entering<'a> = Pin<Box<dyn Future<Output = Result<Option<Member>, Problem>> + Send + 'a>>;

/// Somebody who is signed in, in the organisation they have chosen.
#[derive(Clone, Debug)]
pub struct Member {
    pub actor: Actor,
    pub name: String,
    /// The language of the account, when one was chosen.
    pub lang: Option<Lang>,
    pub organisation: Id<OrganisationTag>,
    pub organisation_name: String,
    pub db: Database,
}
