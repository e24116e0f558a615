//! From a design and a roster to a whole programme: cohorts in tranches, learning groups, tables,
//! gatherings and dated sessions. Pure: the seed and the clock are the caller's.

mod calendar;
mod check;
mod cohorts;
mod dates;
mod groups;
mod roster;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use calendar::Calendar;
pub use check::{Broken, check};
pub use cohorts::draw_sizes;
pub use roster::{Leader, Roster, Weighted};
pub(crate) use words::month_name;
pub use words::{Impossible, Sentence};

use crate::domain::Design;

/// The version of the planner; a result names it, because another version gives another plan.
pub const ENGINE: &str = concat!("pejl-plan/", env!("CARGO_PKG_VERSION"));

/// How long to search.
pub struct Budget<'a> {
    pub seed: u64,
    /// With a number of iterations the same seed gives the same plan on every machine; without, only
    /// `spent` ends the search.
    pub iterations: Option<u64>,
    pub threads: usize,
    /// The share of the caller's time that has passed; from 1 the search rounds off with the best
    /// so far.
    pub spent: &'a (dyn Fn() -> f64 + Sync),
}

/// What is being worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Cohorts,
    Dates,
    Learning,
    Tables,
    Gatherings,
}

impl Stage {
    pub const ALL: [Self; 5] = [
        Self::Cohorts,
        Self::Dates,
        Self::Learning,
        Self::Tables,
        Self::Gatherings,
    ];

    /// The share of the whole at which this stage begins and ends. The dates get most: they are
    /// the hardest, and everything after them is quick.
    #[must_use]
    pub const fn span(self) -> (f64, f64) {
        match self {
            Self::Cohorts => (0.0, 0.12),
            Self::Dates => (0.12, 0.50),
            Self::Learning => (0.50, 0.62),
            Self::Tables => (0.62, 0.84),
            Self::Gatherings => (0.84, 1.0),
        }
    }
}

/// A stage and the share of the whole that is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub stage: Stage,
    pub done: f64,
}

/// A whole programme. Leaders, cohorts and groups are numbers from 0; modules, rooms and teachers
/// their keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposedPlan {
    pub seed: u64,
    pub engine: String,
    /// The keys of the leaders, by number.
    pub leaders: Vec<String>,
    pub cohorts: Vec<CohortPlan>,
    pub learning: Vec<LearningYear>,
    pub sessions: Vec<SessionPlan>,
    pub gatherings: Vec<GatheringPlan>,
    pub unavoidable: Vec<Unavoidable>,
    pub figures: Figures,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortPlan {
    /// By number of the programme's tranches.
    pub tranche: usize,
    /// By number of the schedule's sites.
    pub site: usize,
    /// Ascending.
    pub members: Vec<usize>,
}

/// The learning groups of one tranche in one year of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearningYear {
    pub tranche: usize,
    /// From 1.
    pub year: u32,
    pub from: NaiveDate,
    pub groups: Vec<Vec<usize>>,
}

/// One module of one cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlan {
    pub cohort: usize,
    pub module: String,
    /// In a row.
    pub days: Vec<NaiveDate>,
    pub room: String,
    pub teachers: Vec<String>,
    pub tables: Vec<Vec<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatheringPlan {
    pub day: NaiveDate,
    pub room: String,
    pub tables: Vec<Vec<usize>>,
}

/// What no plan could avoid, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Unavoidable {
    /// The unit has more leaders than there are cohorts.
    UnitInCohort {
        unit: String,
        cohort: usize,
        leaders: Vec<usize>,
    },
    /// Own leader and own report share a cohort; they still never share a table.
    ReportInCohort {
        cohort: usize,
        leaders: (usize, usize),
    },
    /// All leaders meet at a gathering, so the whole lead of the unit is away.
    UnitAtGatherings { unit: String, leaders: Vec<usize> },
    /// The wished month has no open day, or lies before the last tranche has begun.
    NoGathering { year: i32, month: u32 },
    /// The number of leaders does not go up in learning groups of the wished size.
    LearningSize {
        tranche: usize,
        least: usize,
        most: usize,
    },
}

/// What the plan is worth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    pub cohorts: Reached,
    pub learning: Reached,
    pub tables: Reached,
    pub gatherings: Reached,
    /// Pairs of leaders who sit in one small group at least once.
    pub pairs_met: u64,
    /// At most so many could: all pairs, or all seats beside each other.
    pub pairs_bound: u64,
    pub timetable: Timetable,
}

/// Diversity and new acquaintances beside chance and bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reached {
    pub diversity: Measure,
    pub acquaintance: Measure,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub value: u64,
    pub random: f64,
    pub bound: u64,
}

impl Measure {
    /// The share of the bound reached; 1 where nothing is possible.
    #[must_use]
    pub fn share(&self) -> f64 {
        share(self.value, self.bound)
    }

    fn add(&mut self, other: &grouping::Measure) {
        self.value += other.value;
        self.random += other.random;
        self.bound += other.bound;
    }
}

impl Reached {
    pub(crate) fn add(&mut self, value: &grouping::Value) {
        self.diversity.add(&value.diversity);
        self.acquaintance.add(&value.acquaintance);
    }
}

impl Figures {
    /// The share of all possible new acquaintances.
    #[must_use]
    pub fn met_share(&self) -> f64 {
        share(self.pairs_met, self.pairs_bound)
    }

    /// Diversity over all groups, each kind alike.
    #[must_use]
    pub fn diversity_share(&self) -> f64 {
        let kinds = [
            &self.cohorts,
            &self.learning,
            &self.tables,
            &self.gatherings,
        ];
        kinds.iter().map(|kind| kind.diversity.share()).sum::<f64>() / 4.0
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^53")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timetable {
    pub cost: f64,
    /// No timetable costs less.
    pub bound: f64,
    /// Announced sessions that moved.
    pub moved: usize,
}

/// What has been told to people already, so that a new plan moves as little of it as it can.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announced {
    /// The cohorts stay as they are, leavers and joiners aside.
    pub cohorts: Vec<CohortPlan>,
    /// The learning groups, where nobody has joined or left since.
    pub learning: Vec<LearningYear>,
    pub sessions: Vec<SessionPlan>,
    /// Sessions from before this day never move.
    pub held_before: Option<NaiveDate>,
}

/// Proposes a whole programme.
///
/// # Errors
/// When there is none: why, with names and weeks.
pub fn compose(
    design: &Design,
    roster: &Roster,
    announced: &Announced,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<ProposedPlan, Impossible> {
    let calendar = Calendar::new(design);
    let mut unavoidable = Vec::new();
    let mut figures = Figures::default();
    let mut stages = Stages { budget, progress };

    let cohorts = if announced.cohorts.is_empty() {
        cohorts::draw(design, roster, &mut stages, &mut figures, &mut unavoidable)?
    } else {
        announced.cohorts.clone()
    };
    let gathering_days = dates::gatherings(design, roster, &calendar, &mut unavoidable)?;
    let mut sessions = dates::sessions(
        design,
        roster,
        &calendar,
        &cohorts,
        &gathering_days,
        announced,
        &mut stages,
        &mut figures,
    )?;
    let learning = if announced.learning.is_empty() {
        groups::learning(
            design,
            roster,
            &cohorts,
            &mut stages,
            &mut figures,
            &mut unavoidable,
        )?
    } else {
        announced.learning.clone()
    };
    groups::tables(
        design,
        roster,
        &cohorts,
        &mut sessions,
        &mut stages,
        &mut figures,
    )?;
    let gatherings = groups::gatherings(
        design,
        roster,
        &cohorts,
        &learning,
        &gathering_days,
        &mut stages,
        &mut figures,
    )?;
    groups::count_pairs(
        roster.leaders.len(),
        &learning,
        &sessions,
        &gatherings,
        &mut figures,
    );
    Ok(ProposedPlan {
        seed: budget.seed,
        engine: ENGINE.to_owned(),
        leaders: roster
            .leaders
            .iter()
            .map(|leader| leader.key.clone())
            .collect(),
        cohorts,
        learning,
        sessions,
        gatherings,
        unavoidable,
        figures,
    })
}

/// Hands each search its part of the budget and tells how far the whole is.
struct Stages<'a, 'b> {
    budget: &'a Budget<'b>,
    progress: &'a mut dyn FnMut(Progress),
}

impl Stages<'_, '_> {
    /// Searches groups with part `part` of `parts` of the stage.
    fn group(
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

    fn timetable(
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
