//! From a design and a roster to a whole programme: cohorts in tranches, learning groups, tables,
//! gatherings and dated sessions. Pure: the seed and the clock are the caller's.

mod calendar;
mod check;
mod cohorts;
mod dates;
mod groups;
mod roster;
mod stages;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use calendar::Calendar;
pub use check::{Broken, check, check_kept};
pub use cohorts::draw_sizes;
pub use roster::{Leader, Roster, Weighted};
use stages::Stages;
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
    /// What had been held before this day stays as it was; none where nothing had been announced.
    #[serde(default)]
    pub kept_before: Option<NaiveDate>,
}

impl ProposedPlan {
    /// Whether a day had passed when the plan was made.
    #[must_use]
    pub fn is_past(&self, day: NaiveDate) -> bool {
        self.kept_before.is_some_and(|today| day < today)
    }

    /// Whether a session had been held.
    #[must_use]
    pub fn is_held(&self, session: &SessionPlan) -> bool {
        session.days.first().is_some_and(|day| self.is_past(*day))
    }
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
    /// Leaders who get another learning group than they had been told.
    #[serde(default)]
    pub regrouped: usize,
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
/// Leaders are numbers of the roster; those who have left are in none of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announced {
    /// The cohorts stay as they are, leavers and joiners aside.
    pub cohorts: Vec<CohortPlan>,
    /// The learning groups stay too; those that leavers, joiners or new lines of leadership have
    /// made wrong are mended with the fewest people moved.
    pub learning: Vec<LearningYear>,
    pub sessions: Vec<SessionPlan>,
    pub gatherings: Vec<GatheringPlan>,
    /// Sessions and gatherings from before this day stay as they were held.
    pub held_before: Option<NaiveDate>,
}

impl Announced {
    /// Whether a day has passed.
    #[must_use]
    pub fn is_past(&self, day: NaiveDate) -> bool {
        self.held_before.is_some_and(|today| day < today)
    }

    /// A session of this cohort and module that has been held.
    #[must_use]
    pub fn held(&self, cohort: usize, module: &str) -> Option<&SessionPlan> {
        self.sessions
            .iter()
            .filter(|session| session.days.first().is_some_and(|day| self.is_past(*day)))
            .find(|session| session.cohort == cohort && session.module == module)
    }

    /// The gatherings that have been held, in their order.
    pub fn gathered(&self) -> impl Iterator<Item = &GatheringPlan> {
        self.gatherings
            .iter()
            .filter(|gathering| self.is_past(gathering.day))
    }
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
        cohorts::name_clashes(roster, &announced.cohorts, &mut unavoidable);
        announced.cohorts.clone()
    };
    let gathering_days = dates::gatherings(design, roster, &calendar, announced, &mut unavoidable)?;
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
    let learning = groups::learning(
        design,
        roster,
        &cohorts,
        announced,
        &mut stages,
        &mut figures,
        &mut unavoidable,
    )?;
    groups::tables(
        design,
        roster,
        &cohorts,
        announced,
        &mut sessions,
        &mut stages,
        &mut figures,
    )?;
    let gatherings = groups::gatherings(
        design,
        roster,
        &cohorts,
        &learning,
        announced,
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
        kept_before: announced
            .held_before
            .filter(|_| !announced.cohorts.is_empty()),
    })
}
