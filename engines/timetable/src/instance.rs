/// A weekday by number, five a week: day 0 is the Monday of the first week, day 5 the next Monday.
pub type Day = u32;

/// Everything the search may know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instance {
    /// Days on which sessions may be: not holidays, closed weeks or gatherings. Ascending.
    pub open_days: Vec<Day>,
    /// In the order every cohort takes them.
    pub modules: Vec<Module>,
    pub cohorts: Vec<Cohort>,
    pub leaders: Vec<Leader>,
    pub teachers: Vec<Teacher>,
    pub rooms: Vec<Room>,
    /// At most so many of a cohort may be away from a session.
    pub most_absent: usize,
    pub costs: Costs,
    /// What people have been told already.
    pub announced: Vec<Announced>,
}

/// One module; its session takes `length` days in a row within one week.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Module {
    pub name: String,
    pub length: u32,
    /// How many teachers it takes.
    pub teachers: usize,
    /// Weekdays from the start of the module before to the start of this one; unused for the first.
    pub spacing: Spacing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spacing {
    pub least: Day,
    pub wish: Day,
    pub most: Day,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cohort {
    pub name: String,
    /// Where most of its leaders work, as the number of a site.
    pub site: usize,
    /// The cohort's tranche: the first module starts from `earliest` to `latest_start`.
    pub earliest: Day,
    pub latest_start: Day,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leader {
    pub name: String,
    pub unit: usize,
    pub cohort: usize,
    pub off: Vec<Day>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Teacher {
    pub name: String,
    /// The modules this teacher can teach.
    pub modules: Vec<usize>,
    pub off: Vec<Day>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Room {
    pub name: String,
    pub site: usize,
    pub seats: usize,
    pub off: Vec<Day>,
}

/// What each soft wish costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// Per leader who is off during own session.
    pub absent: f64,
    /// Per weekday away from the wished spacing.
    pub spacing: f64,
    /// Per session at another site than the cohort's own.
    pub other_site: f64,
    /// Per announced session that moves.
    pub moved: f64,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            absent: 10.0,
            spacing: 0.2,
            other_site: 3.0,
            moved: 25.0,
        }
    }
}

/// A session that has been announced. A locked one stays as it is in every part, and a rule that it
/// breaks is told and not held against the plan (it may have been held already). Another one may
/// move at a cost to another day or room; its teachers stay while they are free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    pub session: Session,
    pub locked: bool,
}

/// Cohort `cohort` takes module `module` from day `start` in room `room` with these teachers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    pub cohort: usize,
    pub module: usize,
    pub start: Day,
    pub room: usize,
    pub teachers: Vec<usize>,
}

/// As in grouping: the same seed and iterations give the same plan on every machine.
pub struct Budget<'a> {
    pub seed: u64,
    pub iterations: u64,
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    pub iterations: u64,
    /// Hard rules broken so far; nought once a plan is found.
    pub broken: usize,
    pub cost: f64,
}

/// A timetable that keeps every hard rule: one session per cohort and module, in that order.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub sessions: Vec<Session>,
    pub cost: Cost,
    /// No timetable costs less than this.
    pub bound: f64,
    /// Announced sessions on another day or in another room than announced.
    pub moved: usize,
    pub iterations: u64,
    /// Leaders of one unit within one cohort: away together whatever the timetable, to be named.
    pub mates: Vec<crate::judge::Mates>,
}

/// The soft cost in its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    pub absent: f64,
    pub spacing: f64,
    pub other_site: f64,
    pub moved: f64,
}

impl Cost {
    #[must_use]
    pub fn total(&self) -> f64 {
        self.absent + self.spacing + self.other_site + self.moved
    }
}
