//! How often two people have met: a full matrix for some thousands of people, a list per person above.

use std::collections::BTreeMap;

use crate::instance::Person;

/// Counts of meetings per pair; a pair met before the first round starts at one.
pub(crate) trait Met: Clone + Send {
    fn new(people: usize) -> Self;
    fn times(&self, a: Person, b: Person) -> u8;
    fn meet(&mut self, a: Person, b: Person);
    fn part(&mut self, a: Person, b: Person);

    /// New pairs less lost pairs when `enters` takes `leaves`' place among `people`, who have all met
    /// `leaves` here. Counts `leaves` itself as somebody whom `enters` meets.
    #[inline]
    fn exchange(&self, people: &[u32], leaves: Person, enters: Person) -> i64 {
        let change = |&x: &u32| {
            i64::from(self.times(enters, x as usize) == 0)
                - i64::from(self.times(leaves, x as usize) == 1)
        };
        people.iter().map(change).sum()
    }
}

/// Rounds beyond this are not counted apart, so instances with more use [`Sparse`].
pub(crate) const MOST_ROUNDS: usize = 250;
/// Up to here the matrix takes at most 36 MB.
pub(crate) const MOST_PEOPLE: usize = 6_000;

#[derive(Clone)]
pub(crate) struct Dense {
    people: usize,
    times: Vec<u8>,
}

impl Met for Dense {
    fn new(people: usize) -> Self {
        Self {
            people,
            times: vec![0; people * people],
        }
    }

    #[inline]
    fn times(&self, a: Person, b: Person) -> u8 {
        self.times[a * self.people + b]
    }

    #[inline]
    fn meet(&mut self, a: Person, b: Person) {
        self.times[a * self.people + b] += 1;
        self.times[b * self.people + a] += 1;
    }

    #[inline]
    fn part(&mut self, a: Person, b: Person) {
        self.times[a * self.people + b] -= 1;
        self.times[b * self.people + a] -= 1;
    }

    #[inline]
    fn exchange(&self, people: &[u32], leaves: Person, enters: Person) -> i64 {
        let of_leaves = &self.times[leaves * self.people..][..self.people];
        let of_enters = &self.times[enters * self.people..][..self.people];
        let mut change = 0_i32;
        for &x in people {
            change += i32::from(of_enters[x as usize] == 0);
            change -= i32::from(of_leaves[x as usize] == 1);
        }
        i64::from(change)
    }
}

/// Only pairs that have met, so memory follows seats and not people squared.
#[derive(Clone)]
pub(crate) struct Sparse {
    of: Vec<BTreeMap<Person, u16>>,
}

impl Met for Sparse {
    fn new(people: usize) -> Self {
        Self {
            of: vec![BTreeMap::new(); people],
        }
    }

    fn times(&self, a: Person, b: Person) -> u8 {
        // The search asks only for none, one and more.
        match self.of[a].get(&b) {
            None => 0,
            Some(1) => 1,
            Some(_) => 2,
        }
    }

    fn meet(&mut self, a: Person, b: Person) {
        *self.of[a].entry(b).or_default() += 1;
        *self.of[b].entry(a).or_default() += 1;
    }

    fn part(&mut self, a: Person, b: Person) {
        for (x, y) in [(a, b), (b, a)] {
            if let Some(times) = self.of[x].get_mut(&y) {
                *times -= 1;
                if *times == 0 {
                    self.of[x].remove(&y);
                }
            }
        }
    }
}
