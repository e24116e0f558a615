use crate::instance::{Instance, Person, Sizes};

/// Nobody, no group, no place.
pub(crate) const NONE: u32 = u32::MAX;

/// An instance whose numbers are in range, in the shape that every part needs: who may sit with
/// whom, and round by round who is there, in which sizes, and who moves only as one.
#[derive(Debug)]
pub(crate) struct Rules {
    pub people: usize,
    /// `apart[p]`: whom `p` never sits with, ascending, each once.
    pub apart: Vec<Vec<Person>>,
    pub rounds: Vec<RoundRules>,
}

#[derive(Debug)]
pub(crate) struct RoundRules {
    /// Who is there, ascending.
    pub present: Vec<Person>,
    pub is_present: Vec<bool>,
    /// Smallest and largest size per group.
    pub least: Vec<usize>,
    pub most: Vec<usize>,
    pub units: Vec<Unit>,
    /// `unit_of[p]`, or [`NONE`] for an absent person.
    pub unit_of: Vec<u32>,
}

/// People who sit together in this round: one, or a block joined by together pairs.
#[derive(Debug)]
pub(crate) struct Unit {
    pub people: Vec<Person>,
    /// The group that a lock holds the unit in.
    pub group: Option<usize>,
}

impl Rules {
    /// Numbers out of range are left out; [`crate::check`] has named them.
    pub fn new(instance: &Instance) -> Self {
        let n = instance.people;
        let mut apart = vec![Vec::new(); n];
        for &(a, b) in &instance.apart {
            if a < n && b < n && a != b {
                apart[a].push(b);
                apart[b].push(a);
            }
        }
        for list in &mut apart {
            list.sort_unstable();
            list.dedup();
        }
        let rounds = (0..instance.rounds.len())
            .map(|r| RoundRules::new(instance, r))
            .collect();
        Self {
            people: n,
            apart,
            rounds,
        }
    }

    pub fn are_apart(&self, a: Person, b: Person) -> bool {
        self.apart
            .get(a)
            .is_some_and(|list| list.binary_search(&b).is_ok())
    }
}

impl RoundRules {
    fn new(instance: &Instance, r: usize) -> Self {
        let n = instance.people;
        let round = &instance.rounds[r];
        let mut is_present = vec![true; n];
        for &p in &round.absent {
            if p < n {
                is_present[p] = false;
            }
        }
        let present: Vec<Person> = (0..n).filter(|&p| is_present[p]).collect();
        let (least, most) = round.sizes.limits(present.len());
        let mut units: Vec<Unit> = components(instance, &is_present)
            .into_iter()
            .map(|people| Unit {
                people,
                group: None,
            })
            .collect();
        let mut unit_of = vec![NONE; n];
        for (u, unit) in units.iter().enumerate() {
            for &p in &unit.people {
                unit_of[p] = small(u);
            }
        }
        for lock in instance.locked.iter().filter(|lock| lock.round == r) {
            if lock.person < n && unit_of[lock.person] != NONE && lock.group < most.len() {
                units[unit_of[lock.person] as usize].group = Some(lock.group);
            }
        }
        Self {
            present,
            is_present,
            least,
            most,
            units,
            unit_of,
        }
    }

    pub fn groups(&self) -> usize {
        self.most.len()
    }
}

impl Sizes {
    pub fn groups(&self) -> usize {
        match self {
            Self::Even(groups) | Self::Between { groups, .. } => *groups,
            Self::Exactly(sizes) => sizes.len(),
        }
    }

    /// Smallest and largest size per group when `present` people are there.
    pub(crate) fn limits(&self, present: usize) -> (Vec<usize>, Vec<usize>) {
        match self {
            Self::Even(0) => (Vec::new(), Vec::new()),
            Self::Even(groups) => (
                vec![present / groups; *groups],
                vec![present.div_ceil(*groups); *groups],
            ),
            Self::Exactly(sizes) => (sizes.clone(), sizes.clone()),
            Self::Between {
                groups,
                least,
                most,
            } => (vec![*least; *groups], vec![*most; *groups]),
        }
    }
}

/// The people present, joined by the together pairs whose both ends are present; in order of the
/// first person, each component ascending.
fn components(instance: &Instance, is_present: &[bool]) -> Vec<Vec<Person>> {
    let n = instance.people;
    let mut parent: Vec<usize> = (0..n).collect();
    fn root(parent: &mut [usize], mut p: usize) -> usize {
        while parent[p] != p {
            parent[p] = parent[parent[p]];
            p = parent[p];
        }
        p
    }
    for &(a, b) in &instance.together {
        if a < n && b < n && is_present[a] && is_present[b] {
            let (x, y) = (root(&mut parent, a), root(&mut parent, b));
            parent[x.max(y)] = x.min(y);
        }
    }
    let mut slot = vec![usize::MAX; n];
    let mut list: Vec<Vec<Person>> = Vec::new();
    for p in (0..n).filter(|&p| is_present[p]) {
        let x = root(&mut parent, p);
        if slot[x] == usize::MAX {
            slot[x] = list.len();
            list.push(Vec::new());
        }
        list[slot[x]].push(p);
    }
    list
}

/// Numbers of people, groups and places are kept in 32 bits; more than four thousand million of
/// them are refused by [`crate::check`].
#[expect(clippy::cast_possible_truncation, reason = "checked to be below 2^32")]
pub(crate) const fn small(number: usize) -> u32 {
    number as u32
}
