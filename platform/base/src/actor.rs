use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Id, Lang};

/// Tags for keys that lie below the slices that own the rows.
#[derive(Debug)]
pub enum PersonTag {}
#[derive(Debug)]
pub enum OrganisationTag {}
/// Tag of a sign-in account in the control database.
#[derive(Debug)]
pub enum Account {}

/// What somebody is in one organisation; one account can be several. *Lederens leder* is no role
/// but a relation: it is read from the organisation tree when it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sets up the installation and the accounts; sees no programme content by that alone.
    Administrator,
    /// *Forløbsledelse*.
    Office,
    /// *Leder*.
    Leader,
    /// *Underviser, facilitator*.
    Teacher,
    /// *FIKS-medarbejder*.
    Consultant,
    /// *Direktion*.
    TopManagement,
    /// *Sparringspartner*.
    SparringPartner,
    /// *Borger, virksomhed, frivillig*, in one project.
    Guest,
    /// *Konsulenthus, professionshøjskole*.
    Consultancy,
}

impl Role {
    pub const ALL: [Self; 9] = [
        Self::Administrator,
        Self::Office,
        Self::Leader,
        Self::Teacher,
        Self::Consultant,
        Self::TopManagement,
        Self::SparringPartner,
        Self::Guest,
        Self::Consultancy,
    ];
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Anonymous,
    /// A signed-in account, in the organisation it has chosen.
    Member {
        account: Id<Account>,
        /// The person in the organisation's own register, where the account is one.
        person: Option<Id<PersonTag>>,
        roles: BTreeSet<Role>,
    },
    /// A job or a command line, with the name it writes into the audit.
    System(&'static str),
}

impl Actor {
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        matches!(self, Self::Member { roles, .. } if roles.contains(&role))
    }

    #[must_use]
    pub const fn person(&self) -> Option<Id<PersonTag>> {
        match self {
            Self::Member { person, .. } => *person,
            _ => None,
        }
    }
}

/// Given to every store call: who acts, when, in which language, within which request.
#[derive(Clone, Debug)]
pub struct Context {
    pub actor: Actor,
    /// The organisation that a member acts in; a database of another one opens to no member.
    /// None where there is no one organisation: signing in, the command line, a job.
    pub organisation: Option<Id<OrganisationTag>>,
    pub lang: Lang,
    /// The time of the request; one instant for everything it writes.
    pub now: DateTime<Utc>,
    pub request: Id<Context>,
}

impl Context {
    /// The context of a job or a command line.
    #[must_use]
    pub fn system(name: &'static str, now: DateTime<Utc>) -> Self {
        Self {
            actor: Actor::System(name),
            organisation: None,
            lang: Lang::Da,
            now,
            request: Id::new(),
        }
    }
}
