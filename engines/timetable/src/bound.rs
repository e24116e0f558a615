//! A cost that no timetable can go below.

use crate::ground::Ground;
use crate::path::{NEVER, Pathfinder};

pub(crate) struct Multipliers<'g> {
    ground: &'g Ground<'g>,
    finder: Pathfinder,
    best: Option<i64>,
}

impl<'g> Multipliers<'g> {
    pub(crate) fn new(ground: &'g Ground<'g>) -> Self {
        Self {
            ground,
            finder: Pathfinder::default(),
            best: None,
        }
    }

    pub(crate) fn best(&self) -> i64 {
        self.best.unwrap_or(0)
    }

    pub(crate) fn step(&mut self, _reached: i64) {
        if self.best.is_some() {
            return;
        }
        let mut total = 0;
        for cohort in 0..self.ground.cohorts() {
            for run in self.ground.runs(cohort) {
                let found = self
                    .finder
                    .find(self.ground.track(cohort), run, |module, day| {
                        let own = self.ground.own[self.ground.at(cohort, module)][day as usize];
                        if own >= NEVER {
                            return NEVER;
                        }
                        let room = self.ground.room(cohort, module, day, &self.ground.room_off);
                        room.map_or(NEVER, |(_, cost)| own + cost)
                    });
                total += found.unwrap_or(0);
            }
        }
        self.best = Some(total);
    }
}
