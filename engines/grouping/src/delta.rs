//! A plan under search: who sits where, with the tables that value a change without looking at the
//! whole. Counts of attribute values per group value diversity in O(attributes), counts of meetings
//! value acquaintance in O(group size).

use std::collections::BTreeMap;

use crate::bound::distinct;
use crate::instance::{Instance, Person};
use crate::met::Met;
use crate::rules::{NONE, Rules, small};

/// Seats per round and person as group numbers, [`NONE`] where absent.
pub(crate) type Seats = Vec<Vec<u32>>;

/// The change in both aims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delta {
    pub diversity: i64,
    pub acquaintance: i64,
}

impl std::ops::AddAssign for Delta {
    fn add_assign(&mut self, other: Self) {
        self.diversity += other.diversity;
        self.acquaintance += other.acquaintance;
    }
}

#[derive(Clone)]
pub(crate) struct State<'a, M> {
    pub rules: &'a Rules,
    /// Both aims' values; acquaintance without pairs met before.
    pub value: Delta,
    weights: Vec<i64>,
    /// Slot of person `p`'s value of attribute `k` in a group's counts, at `p * attributes + k`.
    slots: Vec<u32>,
    slot_count: usize,
    /// Groups of all rounds are numbered through; the first of round `r`.
    first_group: Vec<usize>,
    /// Seats per group in `members`.
    room: usize,
    members: Vec<u32>,
    size: Vec<usize>,
    /// Per round and person: group within the round, and place in the group.
    seat: Vec<u32>,
    place: Vec<u32>,
    counts: Vec<u16>,
    met: M,
    /// Whether meetings matter; a pure diversity search leaves their table alone.
    mixes: bool,
}

impl<'a, M: Met> State<'a, M> {
    pub fn new(instance: &Instance, rules: &'a Rules, seats: &Seats, mixes: bool) -> Self {
        let n = rules.people;
        let (slots, slot_count) = slots(instance);
        let room = rules
            .rounds
            .iter()
            .flat_map(|round| round.most.iter().map(|&most| most.min(round.present.len())))
            .max()
            .unwrap_or(0);
        let mut first_group = Vec::new();
        let mut groups = 0;
        for round in &rules.rounds {
            first_group.push(groups);
            groups += round.groups();
        }
        let mut met = M::new(if mixes { n } else { 0 });
        if mixes {
            for (a, b) in distinct(instance, &instance.met_before) {
                met.meet(a, b);
            }
        }
        let mut state = Self {
            rules,
            value: Delta::default(),
            weights: instance
                .attributes
                .iter()
                .map(|a| i64::from(a.weight))
                .collect(),
            slots,
            slot_count,
            first_group,
            room,
            members: vec![NONE; groups * room],
            size: vec![0; groups],
            seat: vec![NONE; rules.rounds.len() * n],
            place: vec![NONE; rules.rounds.len() * n],
            counts: vec![0; groups * slot_count],
            met,
            mixes,
        };
        for (r, seats) in seats.iter().enumerate() {
            for (p, &g) in seats.iter().enumerate().filter(|&(_, &g)| g != NONE) {
                state.enter(r, p, g as usize);
            }
        }
        state
    }

    #[inline]
    pub fn group(&self, r: usize, p: Person) -> usize {
        self.seat[r * self.rules.people + p] as usize
    }

    /// The group of `p`, if seated in this round.
    pub fn seated(&self, r: usize, p: Person) -> Option<usize> {
        let seat = self.seat[r * self.rules.people + p];
        (seat != NONE).then_some(seat as usize)
    }

    #[inline]
    pub fn people(&self, r: usize, g: usize) -> &[u32] {
        let group = self.first_group[r] + g;
        &self.members[group * self.room..][..self.size[group]]
    }

    #[inline]
    pub fn size(&self, r: usize, g: usize) -> usize {
        self.size[self.first_group[r] + g]
    }

    pub fn seats(&self) -> Seats {
        let n = self.rules.people.max(1);
        if self.seat.is_empty() {
            return vec![Vec::new(); self.rules.rounds.len()];
        }
        self.seat.chunks(n).map(<[u32]>::to_vec).collect()
    }

    /// Whether `p` may sit in group `g` when `leaving` leaves it.
    #[inline]
    pub fn welcomes(&self, r: usize, g: usize, p: Person, leaving: &[Person]) -> bool {
        let seat = &self.seat[r * self.rules.people..][..self.rules.people];
        self.rules.apart[p]
            .iter()
            .all(|q| seat[*q] as usize != g || leaving.contains(q))
    }

    /// The change in weighted differences if `a` and `b`, of different groups, swapped.
    #[inline]
    pub fn swap_diversity(&self, r: usize, a: Person, b: Person) -> i64 {
        let k = self.weights.len();
        let first = self.first_group[r];
        let in_a = &self.counts[(first + self.group(r, a)) * self.slot_count..][..self.slot_count];
        let in_b = &self.counts[(first + self.group(r, b)) * self.slot_count..][..self.slot_count];
        let of_a = &self.slots[a * k..][..k];
        let of_b = &self.slots[b * k..][..k];
        let mut delta = 0;
        for ((&x, &y), &weight) in of_a.iter().zip(of_b).zip(&self.weights) {
            // Without a branch, because whether two people differ cannot be foretold.
            let differ = 2 * i32::from(x != y);
            let (x, y) = (x as usize, y as usize);
            let (in_a, in_b) = (|v: usize| i32::from(in_a[v]), |v: usize| i32::from(in_b[v]));
            let equal = in_a(y) - in_a(x) + in_b(x) - in_b(y) + differ;
            delta -= weight * i64::from(equal);
        }
        delta
    }

    /// The change in distinct new pairs if `a` and `b`, of different groups, swapped.
    #[inline]
    pub fn swap_acquaintance(&self, r: usize, a: Person, b: Person) -> i64 {
        if !self.mixes {
            return 0;
        }
        let (in_a, in_b) = (
            self.people(r, self.group(r, a)),
            self.people(r, self.group(r, b)),
        );
        let each_other = 2 * i64::from(self.met.times(a, b) == 0);
        self.met.exchange(in_a, a, b) + self.met.exchange(in_b, b, a) - each_other
    }

    /// The change in both aims if `a` moved to group `g`.
    pub fn move_delta(&self, r: usize, a: Person, g: usize) -> Delta {
        let from = self.group(r, a);
        let mut delta = Delta::default();
        let k = self.weights.len();
        let row = |g: usize| &self.counts[(self.first_group[r] + g) * self.slot_count..];
        let (size_from, size_to) = (self.size(r, from) as i64, self.size(r, g) as i64);
        for (&x, &weight) in self.slots[a * k..][..k].iter().zip(&self.weights) {
            let x = x as usize;
            let lost = size_from - i64::from(row(from)[x]);
            let won = size_to - i64::from(row(g)[x]);
            delta.diversity += weight * (won - lost);
        }
        if self.mixes {
            for &x in self.people(r, from).iter().filter(|&&x| x as usize != a) {
                delta.acquaintance -= i64::from(self.met.times(a, x as usize) == 1);
            }
            for &x in self.people(r, g) {
                delta.acquaintance += i64::from(self.met.times(a, x as usize) == 0);
            }
        }
        delta
    }

    pub fn swap(&mut self, r: usize, a: Person, b: Person) {
        let (from, to) = (self.group(r, a), self.group(r, b));
        self.leave(r, a);
        self.leave(r, b);
        self.enter(r, a, to);
        self.enter(r, b, from);
    }

    pub fn shift(&mut self, r: usize, a: Person, g: usize) {
        self.leave(r, a);
        self.enter(r, a, g);
    }

    /// Seats `p`, who has no seat in this round.
    pub fn enter(&mut self, r: usize, p: Person, g: usize) {
        let group = self.first_group[r] + g;
        let size = self.size[group];
        if size == self.room {
            self.widen();
        }
        self.value.diversity += self.differences(group, p, size as i64);
        if self.mixes {
            for i in 0..size {
                let x = self.members[group * self.room + i] as usize;
                self.value.acquaintance += i64::from(self.met.times(p, x) == 0);
                self.met.meet(p, x);
            }
        }
        self.count(group, p, 1);
        self.members[group * self.room + size] = small(p);
        self.size[group] += 1;
        let at = r * self.rules.people + p;
        self.seat[at] = small(g);
        self.place[at] = small(size);
    }

    /// Gives every group more places than its rules allow, which only a plan under repair needs.
    fn widen(&mut self) {
        let room = 2 * self.room + 1;
        let mut members = vec![NONE; self.size.len() * room];
        for (group, &size) in self.size.iter().enumerate() {
            members[group * room..][..size]
                .copy_from_slice(&self.members[group * self.room..][..size]);
        }
        self.room = room;
        self.members = members;
    }

    /// Takes `p`'s seat in this round away.
    pub fn leave(&mut self, r: usize, p: Person) {
        let at = r * self.rules.people + p;
        let group = self.first_group[r] + self.seat[at] as usize;
        let place = self.place[at] as usize;
        self.size[group] -= 1;
        let size = self.size[group];
        let last = self.members[group * self.room + size];
        self.members[group * self.room + place] = last;
        self.place[r * self.rules.people + last as usize] = small(place);
        self.count(group, p, -1);
        self.value.diversity -= self.differences(group, p, size as i64);
        if self.mixes {
            for i in 0..size {
                let x = self.members[group * self.room + i] as usize;
                self.met.part(p, x);
                self.value.acquaintance -= i64::from(self.met.times(p, x) == 0);
            }
        }
        self.seat[at] = NONE;
        self.place[at] = NONE;
    }

    /// Weighted differences between `p` and the `size` people counted in a group without `p`.
    fn differences(&self, group: usize, p: Person, size: i64) -> i64 {
        let k = self.weights.len();
        let counts = &self.counts[group * self.slot_count..][..self.slot_count];
        self.slots[p * k..][..k]
            .iter()
            .zip(&self.weights)
            .map(|(&x, &weight)| weight * (size - i64::from(counts[x as usize])))
            .sum()
    }

    fn count(&mut self, group: usize, p: Person, by: i16) {
        let k = self.weights.len();
        for &slot in &self.slots[p * k..][..k] {
            let count = &mut self.counts[group * self.slot_count + slot as usize];
            *count = count.wrapping_add_signed(by);
        }
    }
}

/// Numbers every value of every attribute through.
fn slots(instance: &Instance) -> (Vec<u32>, usize) {
    let k = instance.attributes.len();
    let mut slots = vec![0; instance.people * k];
    let mut next = 0;
    for (i, attribute) in instance.attributes.iter().enumerate() {
        let mut slot_of: BTreeMap<u32, usize> = BTreeMap::new();
        for (p, &value) in attribute.values.iter().enumerate() {
            let slot = *slot_of.entry(value).or_insert_with(|| {
                next += 1;
                next - 1
            });
            slots[p * k + i] = small(slot);
        }
    }
    (slots, next)
}
