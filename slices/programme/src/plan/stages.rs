//! The budget, stage by stage, and how far the whole is.

use super::{Budget, Progress, Stage};

/// Hands each search its part of the budget and tells how far the whole is.
pub(super) struct Stages<'a, 'b> {
    pub(super) budget: &'a Budget<'b>,
    pub(super) progress: &'a mut dyn FnMut(Progress),
}

impl Stages<'_, '_> {
    /// Mends announced groups with the fewest people moved.
    pub(super) fn mend(
        &mut self,
        stage: Stage,
        (part, parts): (usize, usize),
        instance: &grouping::Instance,
        told: &grouping::Plan,
    ) -> Result<grouping::Repair, Vec<grouping::Refusal>> {
        let (begins, ends) = slice_of(stage, part, parts);
        (self.progress)(Progress {
            stage,
            done: begins,
        });
        let stop = || (self.budget.spent)() >= ends;
        grouping::repair(
            instance,
            told,
            &grouping::Budget {
                seed: self.budget.seed.wrapping_add(part as u64),
                iterations: self.iterations(stage, parts),
                threads: self.budget.threads,
                stop: &stop,
            },
        )
    }

    /// Searches groups with part `part` of `parts` of the stage.
    pub(super) fn group(
        &mut self,
        stage: Stage,
        (part, parts): (usize, usize),
        instance: &grouping::Instance,
    ) -> Result<grouping::Plan, Vec<grouping::Refusal>> {
        let (begins, ends) = slice_of(stage, part, parts);
        (self.progress)(Progress {
            stage,
            done: begins,
        });
        let iterations = self.iterations(stage, parts);
        let stop = || (self.budget.spent)() >= ends;
        let tell = &mut *self.progress;
        grouping::solve(
            instance,
            &grouping::Budget {
                seed: self
                    .budget
                    .seed
                    .wrapping_add(part as u64)
                    .wrapping_add((stage as u64) << 32),
                iterations,
                threads: self.budget.threads,
                stop: &stop,
            },
            &mut |now| {
                tell(Progress {
                    stage,
                    done: through(
                        begins,
                        ends,
                        now.iterations,
                        iterations,
                        (self.budget.spent)(),
                    ),
                })
            },
        )
    }

    pub(super) fn timetable(
        &mut self,
        instance: &timetable::Instance,
    ) -> Result<timetable::Plan, timetable::NoPlan> {
        use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
        /// How often the search may ask on after its time, while it has no plan at all.
        const PATIENCE: u32 = 2_000;
        let stage = Stage::Dates;
        let (begins, ends) = stage.span();
        (self.progress)(Progress {
            stage,
            done: begins,
        });
        let iterations = self.iterations(stage, 1);
        let (found, asked) = (AtomicBool::new(false), AtomicU32::new(0));
        // Whoever stops early wants the best so far, so there has to be one.
        let stop = || {
            (self.budget.spent)() >= ends
                && (found.load(Ordering::Relaxed)
                    || asked.fetch_add(1, Ordering::Relaxed) > PATIENCE)
        };
        let tell = &mut *self.progress;
        timetable::solve(
            instance,
            &timetable::Budget {
                seed: self.budget.seed,
                iterations,
                stop: &stop,
            },
            &mut |now| {
                if now.broken == 0 {
                    found.store(true, Ordering::Relaxed);
                }
                tell(Progress {
                    stage,
                    done: through(
                        begins,
                        ends,
                        now.iterations,
                        iterations,
                        (self.budget.spent)(),
                    ),
                });
            },
        )
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a count, rounded down"
    )]
    fn iterations(&self, stage: Stage, parts: usize) -> u64 {
        let (begins, ends) = stage.span();
        match self.budget.iterations {
            None => u64::MAX,
            Some(all) => ((all as f64 * (ends - begins) / parts.max(1) as f64) as u64).max(1),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of parts")]
fn slice_of(stage: Stage, part: usize, parts: usize) -> (f64, f64) {
    let (begins, ends) = stage.span();
    let step = (ends - begins) / parts.max(1) as f64;
    (
        begins + step * part as f64,
        begins + step * (part + 1) as f64,
    )
}

/// How far the whole is within a stage: by iterations where they are limited, else by time.
#[expect(clippy::cast_precision_loss, reason = "a share, for show")]
fn through(begins: f64, ends: f64, iterations: u64, limit: u64, spent: f64) -> f64 {
    let by_count = if limit == u64::MAX {
        0.0
    } else {
        begins + (ends - begins) * (iterations as f64 / limit as f64)
    };
    by_count.max(spent).clamp(begins, ends)
}
