//! What does not change while a plan is sought: which days a session can have at all, and what they cost.

use crate::bits::Rows;
use crate::instance::{Announced, Day, Instance, Session, Spacing};
use crate::path::{NEVER, Run, Track};

/// Weekdays in a week.
pub(crate) const WEEK: Day = 5;

/// A hundred years of weekdays: beyond that a day is a slip, not a plan.
pub(crate) const MOST_DAYS: Day = 26_000;

/// No wish is worth more than this; sums stay far from overflow.
pub(crate) const MOST_COST: f64 = 1e5;

/// Costs are whole millionths, so that sums do not depend on their order.
pub(crate) const UNIT: f64 = 1e6;

/// A cost in millionths, rounded down: a bound made of such costs is never too high.
pub(crate) fn millionths(cost: f64) -> i64 {
    libm::floor(cost * UNIT) as i64
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Prices {
    pub(crate) absent: i64,
    pub(crate) spacing: i64,
    pub(crate) other_site: i64,
    pub(crate) moved: i64,
}

/// Which rules a session breaks by itself on a day, whatever the others do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Barred {
    pub(crate) closed: bool,
    pub(crate) absent: bool,
    pub(crate) room: bool,
    pub(crate) teachers: bool,
    /// A locked session of a cohort with a leader of the same unit, or of the cohort itself.
    pub(crate) locked: bool,
}

impl Barred {
    pub(crate) fn any(self) -> bool {
        self.closed || self.absent || self.room || self.teachers || self.locked
    }
}

pub(crate) struct Ground<'a> {
    pub(crate) instance: &'a Instance,
    pub(crate) prices: Prices,
    /// Days `0..days`.
    pub(crate) days: usize,
    /// Per module; `least` raised to the length of the module before.
    pub(crate) spacing: Vec<Spacing>,
    /// Members of each cohort.
    pub(crate) members: Vec<usize>,
    /// `locked[session]` is the announced session that never moves.
    pub(crate) locked: Vec<Option<&'a Session>>,
    /// Announced, and free to move at a cost.
    pub(crate) announced: Vec<Option<&'a Session>>,
    /// Row per cohort: the cohorts with a leader of a unit that this one has a leader of.
    pub(crate) rivals: Rows,
    /// Rooms by number of seats, least first: `rooms[place]` is the instance's number.
    pub(crate) rooms: Vec<usize>,
    /// Row per cohort, by place: rooms with seats enough, and those at the cohort's own site.
    pub(crate) suits: Rows,
    pub(crate) home: Rows,
    /// Row per module: who can teach it.
    pub(crate) qualified: Rows,
    /// Row per day: rooms (by place) and teachers who are off or in a locked session.
    pub(crate) room_off: Rows,
    pub(crate) teacher_off: Rows,
    /// Row per day: cohorts in a locked session.
    pub(crate) cohort_off: Rows,
    /// `own[session][day]`: absences and moving, or [`NEVER`].
    pub(crate) own: Vec<Vec<i64>>,
    /// `own` with the best room that is ever open: the whole cost on days that nobody else has.
    pub(crate) alone: Vec<Vec<i64>>,
    /// `barred[session][day]` is why a day is [`NEVER`]; empty for locked sessions.
    pub(crate) barred: Vec<Vec<Barred>>,
    /// `window[cohort][module]`: first and last day possible, spacing considered.
    pub(crate) window: Vec<Vec<(Day, Day)>>,
}

impl<'a> Ground<'a> {
    /// Wants an instance that [`crate::check::structure`] has found sound.
    pub(crate) fn new(instance: &'a Instance) -> Self {
        let modules = instance.modules.len();
        let cohorts = instance.cohorts.len();
        let days = horizon(instance);
        let mut members = vec![0; cohorts];
        for leader in &instance.leaders {
            members[leader.cohort] += 1;
        }
        let mut locked = vec![None; cohorts * modules];
        let mut announced = vec![None; cohorts * modules];
        for told in &instance.announced {
            let at = told.session.cohort * modules + told.session.module;
            if told.locked {
                locked[at] = Some(&told.session);
            } else {
                announced[at] = Some(&told.session);
            }
        }
        let mut rooms: Vec<usize> = (0..instance.rooms.len()).collect();
        rooms.sort_by_key(|&room| (instance.rooms[room].seats, room));
        let costs = instance.costs;
        let mut ground = Self {
            instance,
            prices: Prices {
                absent: millionths(costs.absent),
                spacing: millionths(costs.spacing),
                other_site: millionths(costs.other_site),
                moved: millionths(costs.moved),
            },
            days,
            spacing: spacings(instance),
            suits: Rows::new(cohorts, rooms.len()),
            home: Rows::new(cohorts, rooms.len()),
            qualified: Rows::new(modules, instance.teachers.len()),
            room_off: Rows::new(days, rooms.len()),
            teacher_off: Rows::new(days, instance.teachers.len()),
            cohort_off: Rows::new(days, cohorts),
            rivals: rivals(instance),
            members,
            locked,
            announced,
            rooms,
            own: Vec::new(),
            alone: Vec::new(),
            barred: Vec::new(),
            window: Vec::new(),
        };
        ground.fill_people_and_rooms();
        ground.hold_locked();
        ground.price_days();
        ground.window = (0..cohorts).map(|cohort| ground.windows(cohort)).collect();
        ground
    }

    pub(crate) fn modules(&self) -> usize {
        self.instance.modules.len()
    }

    pub(crate) fn cohorts(&self) -> usize {
        self.instance.cohorts.len()
    }

    pub(crate) fn at(&self, cohort: usize, module: usize) -> usize {
        cohort * self.modules() + module
    }

    pub(crate) fn length(&self, module: usize) -> usize {
        self.instance.modules[module].length as usize
    }

    pub(crate) fn track(&self, cohort: usize) -> Track<'_> {
        Track {
            spacing: &self.spacing,
            price: self.prices.spacing,
            window: &self.window[cohort],
        }
    }

    /// The runs of a cohort's modules between locked sessions.
    pub(crate) fn runs(&self, cohort: usize) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut from = 0;
        for module in 0..=self.modules() {
            let fixed = module < self.modules() && self.locked[self.at(cohort, module)].is_some();
            if (fixed || module == self.modules()) && from < module {
                runs.push(Run {
                    from,
                    to: module,
                    before: from.checked_sub(1).and_then(|m| self.locked_day(cohort, m)),
                    after: self.locked_day(cohort, module),
                });
            }
            if fixed {
                from = module + 1;
            }
        }
        runs
    }

    fn locked_day(&self, cohort: usize, module: usize) -> Option<Day> {
        if module >= self.modules() {
            return None;
        }
        self.locked[self.at(cohort, module)].map(|session| session.start)
    }

    /// What the best room left costs, given a word-wise view of the rooms free: `(place, cost)`.
    pub(crate) fn room(
        &self,
        cohort: usize,
        module: usize,
        start: Day,
        taken: &Rows,
    ) -> Option<(usize, i64)> {
        let (from, to) = (start as usize, start as usize + self.length(module));
        let first = |set: &[u64]| {
            (0..taken.words()).find_map(|word| {
                let spare = taken.spare(from, to, set, word);
                (spare != 0).then(|| word * 64 + spare.trailing_zeros() as usize)
            })
        };
        let best = first(self.home.row(cohort))
            .map(|place| (place, 0))
            .or_else(|| first(self.suits.row(cohort)).map(|place| (place, self.prices.other_site)));
        let Some(told) = self.announced[self.at(cohort, module)].filter(|told| told.start == start)
        else {
            return best;
        };
        // On the announced day, another room than the announced one is a move too.
        let kept = self
            .rooms
            .iter()
            .position(|&room| room == told.room)
            .filter(|&place| {
                let word = place / 64;
                taken.spare(from, to, self.suits.row(cohort), word) >> (place % 64) & 1 == 1
            });
        let kept = kept.map(|place| (place, self.site_cost(cohort, place)));
        let other = best.map(|(place, cost)| (place, cost + self.prices.moved));
        match (kept, other) {
            (Some(kept), Some(other)) if other.1 < kept.1 => Some(other),
            (Some(kept), _) => Some(kept),
            (None, other) => other,
        }
    }

    pub(crate) fn site_cost(&self, cohort: usize, place: usize) -> i64 {
        let site = self.instance.rooms[self.rooms[place]].site;
        if site == self.instance.cohorts[cohort].site {
            0
        } else {
            self.prices.other_site
        }
    }

    /// How many of those who can teach `module` are in none of the rows of `taken`.
    pub(crate) fn spare_teachers(&self, module: usize, start: Day, taken: &Rows) -> usize {
        let (from, to) = (start as usize, start as usize + self.length(module));
        let set = self.qualified.row(module);
        (0..taken.words())
            .map(|word| taken.spare(from, to, set, word).count_ones() as usize)
            .sum()
    }

    /// The fewest absent on those of `days` on which too many are.
    pub(crate) fn fewest_absent(
        &self,
        cohort: usize,
        module: usize,
        days: std::ops::Range<Day>,
    ) -> Option<usize> {
        let away = self.away(cohort);
        let why = &self.barred[self.at(cohort, module)];
        let open = days
            .map(|day| day as usize)
            .filter(|day| *day < self.days && why[*day].absent);
        open.map(|day| self.absent(&away, day, module)).min()
    }

    /// A unit with leaders in both cohorts.
    pub(crate) fn shared_unit(&self, one: usize, other: usize) -> Option<usize> {
        let leaders = &self.instance.leaders;
        let of_one = leaders.iter().filter(|leader| leader.cohort == one);
        let shared = of_one.map(|leader| leader.unit).filter(|unit| {
            leaders
                .iter()
                .any(|leader| leader.cohort == other && leader.unit == *unit)
        });
        shared.min()
    }

    /// Whether the prices are the instance's costs to the last digit.
    pub(crate) fn exact(&self) -> bool {
        let costs = self.instance.costs;
        let all = [costs.absent, costs.spacing, costs.other_site, costs.moved];
        all.into_iter()
            .all(|cost| millionths(cost) as f64 == cost * UNIT)
    }

    /// What the locked sessions cost whatever the plan: absences, site, and spacing between two of them.
    pub(crate) fn standing_cost(&self) -> i64 {
        let mut cost = 0;
        for session in self.locked.iter().flatten() {
            let away = self.away(session.cohort);
            let absent = self.absent(&away, session.start as usize, session.module);
            cost += self.prices.absent * absent as i64;
            let site = self.instance.rooms[session.room].site;
            if site != self.instance.cohorts[session.cohort].site {
                cost += self.prices.other_site;
            }
            let before = session.module.checked_sub(1);
            if let Some(before) = before.and_then(|m| self.locked_day(session.cohort, m)) {
                let gap = i64::from(session.start) - i64::from(before);
                let wish = i64::from(self.spacing[session.module].wish);
                cost += self.prices.spacing * (gap - wish).abs();
            }
        }
        cost
    }

    fn fill_people_and_rooms(&mut self) {
        let instance = self.instance;
        for (place, &room) in self.rooms.iter().enumerate() {
            let room = &instance.rooms[room];
            for (number, cohort) in instance.cohorts.iter().enumerate() {
                if room.seats >= self.members[number] {
                    self.suits.add(number, place);
                    if room.site == cohort.site {
                        self.home.add(number, place);
                    }
                }
            }
            for &day in room.off.iter().filter(|day| (**day as usize) < self.days) {
                self.room_off.add(day as usize, place);
            }
        }
        for (number, teacher) in instance.teachers.iter().enumerate() {
            for &module in &teacher.modules {
                self.qualified.add(module, number);
            }
            for &day in teacher
                .off
                .iter()
                .filter(|day| (**day as usize) < self.days)
            {
                self.teacher_off.add(day as usize, number);
            }
        }
    }

    fn hold_locked(&mut self) {
        for session in self.locked.clone().into_iter().flatten() {
            let place = self.rooms.iter().position(|&room| room == session.room);
            for day in session.start as usize..session.start as usize + self.length(session.module)
            {
                self.cohort_off.add(day, session.cohort);
                if let Some(place) = place {
                    self.room_off.add(day, place);
                }
                for &teacher in &session.teachers {
                    self.teacher_off.add(day, teacher);
                }
            }
        }
    }

    fn price_days(&mut self) {
        let mut open = vec![false; self.days];
        for &day in &self.instance.open_days {
            open[day as usize] = true;
        }
        for cohort in 0..self.cohorts() {
            let away = self.away(cohort);
            let mut rivals = self.rivals.row(cohort).to_vec();
            rivals[cohort / 64] |= 1 << (cohort % 64);
            for module in 0..self.modules() {
                let mut own = vec![NEVER; self.days];
                let mut barred = vec![
                    Barred {
                        closed: true,
                        ..Barred::default()
                    };
                    self.days
                ];
                let told = self.announced[self.at(cohort, module)];
                for day in 0..self.days {
                    let absent = self.absent(&away, day, module);
                    let why = self.barred(cohort, module, day as Day, &open, absent, &rivals);
                    barred[day] = why;
                    if !why.any() {
                        let moved = told.is_some_and(|told| told.start as usize != day);
                        own[day] = self.prices.absent * absent as i64
                            + if moved { self.prices.moved } else { 0 };
                    }
                }
                self.alone.push(self.with_room(cohort, module, &own));
                self.own.push(own);
                self.barred.push(barred);
            }
        }
    }

    fn with_room(&self, cohort: usize, module: usize, own: &[i64]) -> Vec<i64> {
        let cost = |(&own, day): (&i64, Day)| {
            if own >= NEVER {
                return NEVER;
            }
            let room = self.room(cohort, module, day, &self.room_off);
            room.map_or(NEVER, |(_, cost)| own + cost)
        };
        own.iter().zip(0..).map(cost).collect()
    }

    /// Row per day: which of the cohort's members are off.
    fn away(&self, cohort: usize) -> Rows {
        let mut away = Rows::new(self.days, self.members[cohort]);
        let leaders = self
            .instance
            .leaders
            .iter()
            .filter(|leader| leader.cohort == cohort);
        for (number, leader) in leaders.enumerate() {
            for &day in leader.off.iter().filter(|day| (**day as usize) < self.days) {
                away.add(day as usize, number);
            }
        }
        away
    }

    fn absent(&self, away: &Rows, day: usize, module: usize) -> usize {
        let to = (day + self.length(module)).min(self.days);
        (0..away.words())
            .map(|word| {
                let some = (day..to).fold(0, |some, row| some | away.row(row)[word]);
                some.count_ones() as usize
            })
            .sum()
    }

    fn barred(
        &self,
        cohort: usize,
        module: usize,
        start: Day,
        open: &[bool],
        absent: usize,
        rivals: &[u64],
    ) -> Barred {
        let (from, to) = (start as usize, start as usize + self.length(module));
        if to > self.days || start / WEEK != (to as Day - 1) / WEEK {
            return Barred {
                closed: true,
                ..Barred::default()
            };
        }
        let needed = self.instance.modules[module].teachers;
        Barred {
            closed: !open[from..to].iter().all(|open| *open),
            absent: absent > self.instance.most_absent,
            room: self.room(cohort, module, start, &self.room_off).is_none(),
            teachers: self.spare_teachers(module, start, &self.teacher_off) < needed,
            locked: self.cohort_off.meets(from, to, rivals),
        }
    }

    /// The hull of each module's possible days, forwards and backwards along the spacings.
    fn windows(&self, cohort: usize) -> Vec<(Day, Day)> {
        let mut window = vec![(1, 0); self.modules()];
        for run in self.runs(cohort) {
            for (module, hull) in window.iter_mut().enumerate().take(run.to).skip(run.from) {
                let days = &self.own[self.at(cohort, module)];
                let first = days.iter().position(|cost| *cost < NEVER);
                let last = days.iter().rposition(|cost| *cost < NEVER);
                *hull = first
                    .zip(last)
                    .map_or((1, 0), |(a, b)| (a as Day, b as Day));
            }
            if run.from == 0 {
                let tranche = &self.instance.cohorts[cohort];
                window[0].0 = window[0].0.max(tranche.earliest);
                window[0].1 = window[0].1.min(tranche.latest_start);
            }
        }
        window
    }
}

/// One more than the last day that anything can be on.
fn horizon(instance: &Instance) -> usize {
    let open = instance.open_days.iter().max().map_or(0, |day| day + 1);
    let end = |told: &Announced| told.session.start + instance.modules[told.session.module].length;
    let locked = instance.announced.iter().map(end).max().unwrap_or(0);
    open.max(locked).max(1) as usize
}

fn spacings(instance: &Instance) -> Vec<Spacing> {
    let mut spacing: Vec<Spacing> = instance
        .modules
        .iter()
        .map(|module| module.spacing)
        .collect();
    // "No most" may be written as any large number.
    for limits in &mut spacing {
        limits.least = limits.least.min(MOST_DAYS);
        limits.most = limits.most.min(MOST_DAYS);
    }
    for (at, pair) in instance.modules.windows(2).enumerate() {
        let least = &mut spacing[at + 1].least;
        *least = (*least).max(pair[0].length);
    }
    spacing
}

fn rivals(instance: &Instance) -> Rows {
    let cohorts = instance.cohorts.len();
    let mut of_unit = std::collections::BTreeMap::<usize, Vec<usize>>::new();
    for leader in &instance.leaders {
        of_unit.entry(leader.unit).or_default().push(leader.cohort);
    }
    let mut rivals = Rows::new(cohorts, cohorts);
    for cohorts in of_unit.values() {
        for &one in cohorts {
            for &other in cohorts.iter().filter(|other| **other != one) {
                rivals.add(one, other);
            }
        }
    }
    rivals
}
