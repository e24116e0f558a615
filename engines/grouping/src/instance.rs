/// People by number, `0..people`.
pub type Person = usize;
/// Two people; the order does not matter.
pub type Pair = (Person, Person);

/// Everything the search may know: people, rules, rounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instance {
    pub people: usize,
    /// What a group shall be a cross-section of.
    pub attributes: Vec<Attribute>,
    pub rounds: Vec<Round>,
    /// Never in the same group: own leader and own report, leaders of one unit.
    pub apart: Vec<Pair>,
    /// Always in the same group, in the rounds where both are present.
    pub together: Vec<Pair>,
    /// Fixed places, kept by every search and repair.
    pub locked: Vec<Lock>,
    /// Pairs who know each other already: meeting them is no new acquaintance.
    pub met_before: Vec<Pair>,
    pub aims: Aims,
}

/// One attribute, such as area or level; `values[p]` is person `p`'s, as a number per distinct value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    pub name: String,
    pub weight: u32,
    pub values: Vec<u32>,
}

/// One round: into how many groups, and who is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    pub sizes: Sizes,
    pub absent: Vec<Person>,
}

/// The sizes of a round's groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sizes {
    /// So many groups, as even as the number present allows (floor or ceiling).
    Even(usize),
    /// One group of each size; the sum is the number present.
    Exactly(Vec<usize>),
    /// So many groups, each from `least` to `most`.
    Between {
        groups: usize,
        least: usize,
        most: usize,
    },
}

impl Default for Sizes {
    fn default() -> Self {
        Self::Even(1)
    }
}

/// Person `person` sits in group `group` of round `round`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lock {
    pub round: usize,
    pub group: usize,
    pub person: Person,
}

/// How much each aim counts, as shares of what is possible (lift between random and bound).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aims {
    pub diversity: f64,
    /// New acquaintances over all rounds. Nought for learning groups, where meeting again is a wish.
    pub acquaintance: f64,
}

impl Default for Aims {
    fn default() -> Self {
        Self {
            diversity: 0.5,
            acquaintance: 0.5,
        }
    }
}

/// How long to search. The same seed and iterations give the same plan on every machine; `stop` is
/// the caller's own clock or cancel button, asked every few thousand iterations.
pub struct Budget<'a> {
    pub seed: u64,
    /// Iterations in all; `u64::MAX` when only `stop` ends the search.
    pub iterations: u64,
    pub threads: usize,
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

/// What the search has reached so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub iterations: u64,
    pub value: Value,
}

/// A plan that keeps every rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// `rounds[r][g]` are the people of group `g` in round `r`, ascending.
    pub rounds: Vec<Vec<Vec<Person>>>,
    pub value: Value,
    pub iterations: u64,
}

/// What a plan is worth, per aim.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// Weighted attribute differences between people of one group, over all rounds.
    pub diversity: Measure,
    /// Distinct new pairs who meet.
    pub acquaintance: Measure,
}

impl Value {
    /// What the search maximises: the aims' mean lift, 0 as random groups do, 1 at the bounds.
    ///
    /// Where one round leaves nothing to mix (the bound of acquaintance is what chance gives),
    /// diversity stands alone.
    #[must_use]
    pub fn score(&self, aims: &Aims) -> f64 {
        let mixing = if self.acquaintance.is_settled() {
            0.0
        } else {
            aims.acquaintance
        };
        if aims.diversity + mixing <= 0.0 {
            return 1.0;
        }
        let mut sum = aims.diversity * self.diversity.lift();
        if mixing > 0.0 {
            sum += mixing * self.acquaintance.lift();
        }
        sum / (aims.diversity + mixing)
    }
}

/// A value beside what chance would give and a provable upper bound.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    pub value: u64,
    pub random: f64,
    pub bound: u64,
}

impl Measure {
    /// The share of the bound reached, 1 where nothing is possible.
    #[must_use]
    pub fn share(&self) -> f64 {
        if self.bound == 0 {
            1.0
        } else {
            ratio(self.value, self.bound)
        }
    }

    /// How far from chance (0) to the bound (1); negative below chance, 1 where nothing is possible.
    #[must_use]
    pub fn lift(&self) -> f64 {
        let span = count(self.bound) - self.random;
        if span <= 1e-9 {
            1.0
        } else {
            (count(self.value) - self.random) / span
        }
    }

    /// Chance alone comes within one of the bound: there is nothing to search for.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        count(self.bound) - self.random < 1.0
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    count(part) / count(whole)
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
pub(crate) fn count(number: u64) -> f64 {
    number as f64
}
