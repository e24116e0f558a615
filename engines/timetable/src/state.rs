//! A timetable in the making: who and what is taken on each day, kept up to date session by session.

use crate::bits::{Rows, numbers};
use crate::ground::Ground;
use crate::instance::{Day, Session};
use crate::path::NEVER;

/// When, where and with whom one session is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) start: Day,
    /// By number of seats, see [`Ground::rooms`]; none when no room was left.
    pub(crate) room: Option<usize>,
    /// Fewer than needed when too few were left.
    pub(crate) teachers: Vec<usize>,
}

#[derive(Clone)]
pub(crate) struct State<'g> {
    pub(crate) ground: &'g Ground<'g>,
    /// Per session that is not locked.
    pub(crate) spots: Vec<Option<Spot>>,
    pub(crate) cohorts_on: Rows,
    pub(crate) rooms_taken: Rows,
    pub(crate) teachers_taken: Rows,
    /// Days taught, per teacher.
    load: Vec<u32>,
    /// Of the sessions on the table, spacings not included.
    pub(crate) session_cost: i64,
    /// What stood before the current move, in the order it was first touched.
    journal: Vec<(usize, Option<Spot>)>,
}

impl<'g> State<'g> {
    pub(crate) fn new(ground: &'g Ground<'g>) -> Self {
        Self {
            ground,
            spots: vec![None; ground.locked.len()],
            cohorts_on: Rows::new(ground.days, ground.cohorts()),
            rooms_taken: ground.room_off.clone(),
            teachers_taken: ground.teacher_off.clone(),
            load: vec![0; ground.instance.teachers.len()],
            session_cost: 0,
            journal: Vec::new(),
        }
    }

    /// The start of a session, locked or placed.
    pub(crate) fn start(&self, cohort: usize, module: usize) -> Option<Day> {
        let at = self.ground.at(cohort, module);
        self.ground.locked[at]
            .map(|session| session.start)
            .or_else(|| self.spots[at].as_ref().map(|spot| spot.start))
    }

    fn days(&self, module: usize, start: Day) -> (usize, usize) {
        (start as usize, start as usize + self.ground.length(module))
    }

    fn split(&self, at: usize) -> (usize, usize) {
        (at / self.ground.modules(), at % self.ground.modules())
    }

    /// Whether a leader of this cohort has a unit mate away on one of the days.
    pub(crate) fn mates_away(&self, cohort: usize, module: usize, start: Day) -> bool {
        let (from, to) = self.days(module, start);
        self.cohorts_on
            .meets(from, to, self.ground.rivals.row(cohort))
    }

    /// What a session costs by itself where it would stand now, or [`NEVER`].
    pub(crate) fn price(&self, cohort: usize, module: usize, start: Day) -> i64 {
        let at = self.ground.at(cohort, module);
        let own = self.ground.own[at][start as usize];
        if own >= NEVER {
            return NEVER;
        }
        let (from, to) = self.days(module, start);
        if self.cohorts_on.clear(from, to) {
            return self.ground.alone[at][start as usize];
        }
        if self.mates_away(cohort, module, start) {
            return NEVER;
        }
        let Some(room) = self.room_price(cohort, module, start) else {
            return NEVER;
        };
        if self.teachers_short(module, start) > 0 && !self.could_relieve(module, start) {
            return NEVER;
        }
        own + room
    }

    pub(crate) fn room_price(&self, cohort: usize, module: usize, start: Day) -> Option<i64> {
        let room = self.ground.room(cohort, module, start, &self.rooms_taken);
        let room = room.map(|(_, cost)| cost);
        room.or_else(|| {
            self.could_vacate(cohort, module, start)
                .then_some(self.ground.prices.other_site)
        })
    }

    pub(crate) fn teachers_short(&self, module: usize, start: Day) -> usize {
        let needed = self.ground.instance.modules[module].teachers;
        needed.saturating_sub(
            self.ground
                .spare_teachers(module, start, &self.teachers_taken),
        )
    }

    /// Starts a move: what happens from here can be undone.
    pub(crate) fn begin(&mut self) {
        self.journal.clear();
    }

    pub(crate) fn undo(&mut self) {
        let journal = std::mem::take(&mut self.journal);
        for (at, _) in &journal {
            self.lift(*at);
        }
        for (at, spot) in &journal {
            if let Some(spot) = spot {
                self.put(*at, spot.clone());
            }
        }
        self.journal = journal;
        self.journal.clear();
    }

    /// Whether every session that is not locked has a place.
    pub(crate) fn complete(&self) -> bool {
        let both = self.spots.iter().zip(&self.ground.locked);
        both.into_iter()
            .all(|(spot, locked)| spot.is_some() || locked.is_some())
    }

    /// Puts every session where `spots` has it.
    pub(crate) fn restore(&mut self, spots: &[Option<Spot>]) {
        for at in 0..self.spots.len() {
            self.lift(at);
        }
        for (at, spot) in spots.iter().enumerate() {
            if let Some(spot) = spot {
                self.put(at, spot.clone());
            }
        }
    }

    pub(crate) fn remove(&mut self, at: usize) {
        self.note(at);
        self.lift(at);
    }

    /// Places a session with the best room and teachers left. False when some are lacking.
    pub(crate) fn place(&mut self, at: usize, start: Day) -> bool {
        self.note(at);
        let (cohort, module) = self.split(at);
        let room = self
            .ground
            .room(cohort, module, start, &self.rooms_taken)
            .map(|(place, _)| place)
            .or_else(|| self.vacate(cohort, module, start));
        let short = self.teachers_short(module, start);
        if short > 0 {
            self.relieve(module, start, short);
        }
        let teachers = self.choose_teachers(at, module, start);
        let complete =
            room.is_some() && teachers.len() == self.ground.instance.modules[module].teachers;
        self.put(
            at,
            Spot {
                start,
                room,
                teachers,
            },
        );
        complete
    }

    fn note(&mut self, at: usize) {
        if self.journal.iter().all(|(noted, _)| *noted != at) {
            self.journal.push((at, self.spots[at].clone()));
        }
    }

    fn lift(&mut self, at: usize) {
        let Some(spot) = self.spots[at].take() else {
            return;
        };
        self.session_cost -= self.cost_of(at, &spot);
        let (cohort, module) = self.split(at);
        let (from, to) = self.days(module, spot.start);
        for day in from..to {
            self.cohorts_on.remove(day, cohort);
            if let Some(room) = spot.room {
                self.rooms_taken.remove(day, room);
            }
            for &teacher in &spot.teachers {
                self.teachers_taken.remove(day, teacher);
            }
        }
        for &teacher in &spot.teachers {
            self.load[teacher] -= (to - from) as u32;
        }
    }

    fn put(&mut self, at: usize, spot: Spot) {
        self.session_cost += self.cost_of(at, &spot);
        let (cohort, module) = self.split(at);
        let (from, to) = self.days(module, spot.start);
        for day in from..to {
            self.cohorts_on.add(day, cohort);
            if let Some(room) = spot.room {
                self.rooms_taken.add(day, room);
            }
            for &teacher in &spot.teachers {
                self.teachers_taken.add(day, teacher);
            }
        }
        for &teacher in &spot.teachers {
            self.load[teacher] += (to - from) as u32;
        }
        self.spots[at] = Some(spot);
    }

    fn cost_of(&self, at: usize, spot: &Spot) -> i64 {
        let (cohort, _) = self.split(at);
        let own = self.ground.own[at][spot.start as usize];
        let room = spot.room.map_or(0, |place| {
            let elsewhere = self.ground.announced[at].is_some_and(|told| {
                told.start == spot.start && told.room != self.ground.rooms[place]
            });
            let moved = if elsewhere {
                self.ground.prices.moved
            } else {
                0
            };
            self.ground.site_cost(cohort, place) + moved
        });
        own + room
    }

    /// The announced teachers where they can, then those who have taught least.
    fn choose_teachers(&self, at: usize, module: usize, start: Day) -> Vec<usize> {
        let (from, to) = self.days(module, start);
        let set = self.ground.qualified.row(module);
        let spare: Vec<u64> = (0..self.teachers_taken.words())
            .map(|word| self.teachers_taken.spare(from, to, set, word))
            .collect();
        let told = self.ground.announced[at];
        let mut free: Vec<(bool, u32, usize)> = numbers(&spare)
            .map(|teacher| {
                let told = told.is_some_and(|told| told.teachers.contains(&teacher));
                (!told, self.load[teacher], teacher)
            })
            .collect();
        free.sort_unstable();
        let needed = self.ground.instance.modules[module].teachers;
        let mut chosen: Vec<usize> = free
            .into_iter()
            .take(needed)
            .map(|(_, _, who)| who)
            .collect();
        chosen.sort_unstable();
        chosen
    }

    /// The sessions on the table that touch the days `from..to`.
    fn on(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, &Spot)> {
        self.spots.iter().enumerate().filter_map(move |(at, spot)| {
            let spot = spot.as_ref()?;
            let (first, end) = self.days(self.split(at).1, spot.start);
            (first < to && from < end).then_some((at, spot))
        })
    }

    /// Who could stand in for `teacher` in every session on the days `from..to`, as `(session, who)`.
    fn stand_ins(&self, teacher: usize, from: usize, to: usize) -> Option<Vec<(usize, usize)>> {
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for (at, spot) in self
            .on(from, to)
            .filter(|(_, spot)| spot.teachers.contains(&teacher))
        {
            let module = self.split(at).1;
            let (first, end) = self.days(module, spot.start);
            let set = self.ground.qualified.row(module);
            let spare: Vec<u64> = (0..self.teachers_taken.words())
                .map(|word| self.teachers_taken.spare(first, end, set, word))
                .collect();
            let who = numbers(&spare).find(|who| chosen.iter().all(|(_, taken)| taken != who))?;
            chosen.push((at, who));
        }
        (!chosen.is_empty()).then_some(chosen)
    }

    /// Teachers of the module who are at work on the days, but in other sessions.
    fn busy_teachers(&self, module: usize, start: Day) -> Vec<usize> {
        let (from, to) = self.days(module, start);
        numbers(self.ground.qualified.row(module))
            .filter(|&who| (from..to).all(|day| !self.ground.teacher_off.has(day, who)))
            .filter(|&who| (from..to).any(|day| self.teachers_taken.has(day, who)))
            .collect()
    }

    pub(crate) fn could_relieve(&self, module: usize, start: Day) -> bool {
        let (from, to) = self.days(module, start);
        let busy = self.busy_teachers(module, start).into_iter();
        let free = busy
            .filter(|&who| self.stand_ins(who, from, to).is_some())
            .count();
        free >= self.teachers_short(module, start)
    }

    /// Frees up to `short` teachers of the module by handing their sessions to others.
    fn relieve(&mut self, module: usize, start: Day, mut short: usize) {
        let (from, to) = self.days(module, start);
        for teacher in self.busy_teachers(module, start) {
            if short == 0 {
                return;
            }
            let Some(stand_ins) = self.stand_ins(teacher, from, to) else {
                continue;
            };
            // A stand-in who could have taught here oneself frees nobody.
            let own = self.ground.qualified.row(module);
            let idle = |who: usize| {
                own[who / 64] >> (who % 64) & 1 == 1
                    && (from..to).all(|day| !self.teachers_taken.has(day, who))
            };
            if stand_ins.iter().any(|&(_, who)| idle(who)) {
                continue;
            }
            for (at, who) in stand_ins {
                self.note(at);
                let Some(mut spot) = self.spots[at].clone() else {
                    continue;
                };
                self.lift(at);
                spot.teachers.retain(|taught| *taught != teacher);
                spot.teachers.push(who);
                spot.teachers.sort_unstable();
                self.put(at, spot);
            }
            short -= 1;
        }
    }

    /// A room that would do if the sessions in it went elsewhere at no cost, as `(session, room)` moves.
    fn removals(
        &self,
        cohort: usize,
        place: usize,
        from: usize,
        to: usize,
    ) -> Option<Vec<(usize, usize)>> {
        if !self.ground.suits.has(cohort, place)
            || (from..to).any(|day| self.ground.room_off.has(day, place))
        {
            return None;
        }
        let mut moves: Vec<(usize, usize)> = Vec::new();
        for (at, spot) in self
            .on(from, to)
            .filter(|(_, spot)| spot.room == Some(place))
        {
            let (other, module) = self.split(at);
            if self.ground.announced[at].is_some() {
                return None;
            }
            let (room, cost) = self
                .ground
                .room(other, module, spot.start, &self.rooms_taken)?;
            let taken = moves.iter().any(|(_, taken)| *taken == room);
            if taken || cost > self.ground.site_cost(other, place) {
                return None;
            }
            moves.push((at, room));
        }
        (!moves.is_empty()).then_some(moves)
    }

    fn could_vacate(&self, cohort: usize, module: usize, start: Day) -> bool {
        let (from, to) = self.days(module, start);
        (0..self.ground.rooms.len()).any(|place| self.removals(cohort, place, from, to).is_some())
    }

    fn vacate(&mut self, cohort: usize, module: usize, start: Day) -> Option<usize> {
        let (from, to) = self.days(module, start);
        let (place, moves) = (0..self.ground.rooms.len())
            .find_map(|place| Some((place, self.removals(cohort, place, from, to)?)))?;
        for (at, room) in moves {
            self.note(at);
            let Some(mut spot) = self.spots[at].clone() else {
                continue;
            };
            self.lift(at);
            spot.room = Some(room);
            self.put(at, spot);
        }
        Some(place)
    }

    /// What the spacings of a cohort from module `from` to `to` (its end included) cost, save those
    /// between two locked sessions, which no plan changes.
    pub(crate) fn gaps(&self, cohort: usize, from: usize, to: usize) -> i64 {
        let track = self.ground.track(cohort);
        let locked = |module: usize| self.ground.locked[self.ground.at(cohort, module)].is_some();
        (from.max(1)..=to.min(self.ground.modules().saturating_sub(1)))
            .filter(|module| !(locked(module - 1) && locked(*module)))
            .filter_map(|module| {
                let before = self.start(cohort, module - 1)?;
                Some(track.gap(module, before, self.start(cohort, module)?))
            })
            .sum()
    }

    /// Every session, locked ones included, in the order of the plan.
    pub(crate) fn sessions(&self) -> Vec<Session> {
        (0..self.spots.len())
            .filter_map(|at| {
                if let Some(session) = self.ground.locked[at] {
                    return Some(session.clone());
                }
                let spot = self.spots[at].as_ref()?;
                let (cohort, module) = self.split(at);
                Some(Session {
                    cohort,
                    module,
                    start: spot.start,
                    room: self.ground.rooms[spot.room?],
                    teachers: spot.teachers.clone(),
                })
            })
            .collect()
    }
}
