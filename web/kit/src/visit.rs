use std::{fmt, marker::PhantomData, sync::Arc};

use access::Action;
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};
use base::{Context, Id, OrganisationTag, Problem, Secret};
use db::Database;
use identity::{Organisations, Visitor};

use crate::{Failure, Shell, edge::Caller};

/// A request of somebody who is signed in, in the organisation they have chosen.
///
/// As a handler's argument it sends everybody else to the sign-in page.
#[derive(Clone, Debug)]
pub struct Visit {
    pub ctx: Context,
    /// The organisation's own database.
    pub db: Database,
    pub organisation: Id<OrganisationTag>,
    /// The account itself, for its own pages.
    pub visitor: Visitor,
    pub shell: Shell,
    /// Whether htmx asks for a part of the page.
    pub fragment: bool,
}

/// A request of somebody who is signed in, about the account and not the organisation's content: it
/// is answered also where the organisation's database cannot be opened.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub ctx: Context,
    pub organisation: Id<OrganisationTag>,
    pub visitor: Visitor,
    pub shell: Shell,
    /// Whether htmx asks for a part of the page.
    pub fragment: bool,
}

/// Somebody who may do this to something at all, if only to what is theirs. As an argument before the
/// form it refuses everybody else before their form is read; what it is done to is asked of the
/// permit afterwards.
pub struct May<A>(PhantomData<fn() -> A>);

impl<A> fmt::Debug for May<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("May")
    }
}

/// A request of anybody, signed in or not.
#[derive(Clone, Debug)]
pub struct PublicVisit {
    pub ctx: Context,
    /// The account, when somebody is signed in.
    pub visitor: Option<Visitor>,
    /// The session's secret that the browser showed, living or not: a new session ends it.
    pub presented: Option<Secret>,
    pub shell: Shell,
    /// Whether htmx asks for a part of the page.
    pub fragment: bool,
}

impl PublicVisit {
    /// A mark of this browser for one thing, so that it is counted once there. It says nothing of whose
    /// browser it is, and nothing connects it with the marks for other things.
    #[must_use]
    pub fn mark(&self, thing: uuid::Uuid) -> String {
        self.shell.token.mark(thing)
    }
}

/// Somebody who is signed in, and what opens their organisation's database.
#[derive(Clone)]
pub(crate) struct Entered {
    pub visitor: Visitor,
    pub organisations: Organisations,
}

impl fmt::Debug for Entered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entered({:?})", self.visitor)
    }
}

fn caller(parts: &Parts) -> Result<&Arc<Caller>, Failure> {
    // Only a route mounted outside `mount` has no caller; it then behaves as one that is not there.
    parts.extensions.get().ok_or_else(Failure::not_found)
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let caller = Arc::clone(caller(parts)?);
        let entered = caller.entered.as_ref().ok_or_else(Problem::sign_in_first)?;
        let organisation = entered.visitor.belonging().organisation.id;
        let db = entered
            .organisations
            .database(&caller.ctx, organisation)
            .await
            .map_err(Problem::from)?;
        Ok(Self {
            ctx: caller.ctx.clone(),
            db,
            organisation,
            visitor: entered.visitor.clone(),
            shell: caller.shell.clone(),
            fragment: caller.fragment,
        })
    }
}

impl<A: Action, S: Sync> FromRequestParts<S> for May<A> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let caller = caller(parts)?;
        caller.entered.as_ref().ok_or_else(Problem::sign_in_first)?;
        access::within::<A>(&caller.ctx)?;
        Ok(Self(PhantomData))
    }
}

impl From<Visit> for SignedIn {
    fn from(visit: Visit) -> Self {
        Self {
            ctx: visit.ctx,
            organisation: visit.organisation,
            visitor: visit.visitor,
            shell: visit.shell,
            fragment: visit.fragment,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let caller = caller(parts)?;
        let entered = caller.entered.as_ref().ok_or_else(Problem::sign_in_first)?;
        Ok(Self {
            ctx: caller.ctx.clone(),
            organisation: entered.visitor.belonging().organisation.id,
            visitor: entered.visitor.clone(),
            shell: caller.shell.clone(),
            fragment: caller.fragment,
        })
    }
}

impl<S: Sync> OptionalFromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Failure> {
        if caller(parts)?.entered.is_none() {
            return Ok(None);
        }
        <Self as FromRequestParts<S>>::from_request_parts(parts, state)
            .await
            .map(Some)
    }
}

impl<S: Sync> FromRequestParts<S> for PublicVisit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let caller = caller(parts)?;
        Ok(Self {
            ctx: caller.ctx.clone(),
            visitor: caller
                .entered
                .as_ref()
                .map(|entered| entered.visitor.clone()),
            presented: caller.presented.clone(),
            shell: caller.shell.clone(),
            fragment: caller.fragment,
        })
    }
}
