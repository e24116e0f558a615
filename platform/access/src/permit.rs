use std::{collections::BTreeSet, fmt, marker::PhantomData};

use base::{Actor, Context, Id, PersonTag, Problem, Role};

use crate::{Action, Rule, Tie};

/// A decision that an action is allowed, on everything or on one thing. Made here only.
pub struct Permit<A> {
    /// The key of the one thing; everything when there is none.
    one: Option<String>,
    action: PhantomData<fn() -> A>,
}

impl<A: Action> Permit<A> {
    const fn new(one: Option<String>) -> Self {
        Self {
            one,
            action: PhantomData,
        }
    }

    /// Refuses a thing that this permit was not given for.
    ///
    /// # Errors
    /// "Not found", so that a refusal does not tell whether the thing exists.
    pub fn covers<T>(&self, key: Id<T>) -> Result<(), Problem> {
        match &self.one {
            Some(one) if *one != key.to_string() => Err(Problem::not_found()),
            _ => Ok(()),
        }
    }
}

impl<A: Action> fmt::Debug for Permit<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Permit<{}>({})",
            A::NAME,
            self.one.as_deref().unwrap_or("everything")
        )
    }
}

/// The circle in which an actor may do something. A list's query filters by it.
pub struct Within<A> {
    reach: Reach,
    action: PhantomData<fn() -> A>,
}

/// What lies in a [`Within`].
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    Everything,
    Ties {
        person: Id<PersonTag>,
        ties: BTreeSet<Tie>,
    },
}

/// How persons are tied to one thing, looked up by the slice that owns it.
#[derive(Clone, Debug, Default)]
pub struct Ties {
    own: Vec<Id<PersonTag>>,
    taught: Vec<Id<PersonTag>>,
    led: Vec<Id<PersonTag>>,
}

impl Ties {
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Whose it is; all participants of a session, for example.
    #[must_use]
    pub fn owned_by(mut self, persons: impl IntoIterator<Item = Id<PersonTag>>) -> Self {
        self.own.extend(persons);
        self
    }

    #[must_use]
    pub fn taught_by(mut self, persons: impl IntoIterator<Item = Id<PersonTag>>) -> Self {
        self.taught.extend(persons);
        self
    }

    /// The leaders of those whose it is.
    #[must_use]
    pub fn led_by(mut self, persons: impl IntoIterator<Item = Id<PersonTag>>) -> Self {
        self.led.extend(persons);
        self
    }

    fn hold(&self, tie: Tie, person: Id<PersonTag>) -> bool {
        match tie {
            Tie::Own => self.own.contains(&person),
            Tie::Taught => self.taught.contains(&person),
            Tie::Led => self.led.contains(&person),
        }
    }
}

impl<A: Action> Within<A> {
    /// Whether nothing need be filtered.
    #[must_use]
    pub const fn everything(&self) -> bool {
        matches!(self.reach, Reach::Everything)
    }

    /// The person by whose tie of this kind things are reached; none when this kind reaches
    /// nothing. Ask [`Within::everything`] first.
    #[must_use]
    pub fn by(&self, tie: Tie) -> Option<Id<PersonTag>> {
        match &self.reach {
            Reach::Ties { person, ties } if ties.contains(&tie) => Some(*person),
            _ => None,
        }
    }

    /// A permit for the one thing with these ties.
    ///
    /// # Errors
    /// "Not found" when none of the ties holds, so that a refusal tells nothing about the thing.
    pub fn admit<T>(&self, key: Id<T>, ties: &Ties) -> Result<Permit<A>, Problem> {
        match &self.reach {
            Reach::Everything => Ok(Permit::new(None)),
            Reach::Ties { person, ties: mine } => {
                if mine.iter().any(|tie| ties.hold(*tie, *person)) {
                    Ok(Permit::new(Some(key.to_string())))
                } else {
                    Err(Problem::not_found())
                }
            }
        }
    }
}

impl<A: Action> fmt::Debug for Within<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Within<{}>({:?})", A::NAME, self.reach)
    }
}

/// May the actor do this to anything?
///
/// # Errors
/// The refusal to show: sign in first, or forbidden.
pub fn permit<A: Action>(ctx: &Context) -> Result<Permit<A>, Problem> {
    match reach::<A>(&ctx.actor) {
        Some(Reach::Everything) => Ok(Permit::new(None)),
        _ => Err(refusal(&ctx.actor)),
    }
}

/// To which things may the actor do this?
///
/// # Errors
/// The refusal to show, when to none.
pub fn within<A: Action>(ctx: &Context) -> Result<Within<A>, Problem> {
    let reach = reach::<A>(&ctx.actor).ok_or_else(|| refusal(&ctx.actor))?;
    Ok(Within {
        reach,
        action: PhantomData,
    })
}

/// May the actor do this to what belongs to this person? The permit covers the person's key.
///
/// # Errors
/// The refusal to show.
pub fn permit_own<A: Action>(ctx: &Context, person: Id<PersonTag>) -> Result<Permit<A>, Problem> {
    within::<A>(ctx)?.admit(person, &Ties::none().owned_by([person]))
}

fn reach<A: Action>(actor: &Actor) -> Option<Reach> {
    let (person, roles) = match actor {
        Actor::System(_) => return Some(Reach::Everything),
        Actor::Anonymous => return A::ANONYMOUS.then_some(Reach::Everything),
        Actor::Member { person, roles, .. } => (person, roles),
    };
    let mut ties = BTreeSet::new();
    for (role, rule) in Role::ALL.iter().zip(A::RULES) {
        match rule {
            Rule::Always if roles.contains(role) => return Some(Reach::Everything),
            Rule::Only(some) if roles.contains(role) => ties.extend(some.iter().copied()),
            _ => {}
        }
    }
    match person {
        Some(person) if !ties.is_empty() => Some(Reach::Ties {
            person: *person,
            ties,
        }),
        _ => None,
    }
}

fn refusal(actor: &Actor) -> Problem {
    match actor {
        Actor::Anonymous => Problem::sign_in_first(),
        _ => Problem::forbidden(),
    }
}

impl Tie {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Taught => "taught",
            Self::Led => "led",
        }
    }
}

impl Rule {
    /// As in the matrix: `always`, `own+led`, or a dot.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Always => "always".to_owned(),
            Self::Never => "·".to_owned(),
            Self::Only(ties) => ties
                .iter()
                .map(|tie| tie.word())
                .collect::<Vec<_>>()
                .join("+"),
        }
    }
}
