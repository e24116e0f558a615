//! From an instance without a plan to the few rules that clash.
//!
//! One cohort by itself is put to the proof first: with the rules of other cohorts left out its days
//! are a path problem, so whether there is a way is known exactly, and rules can be lifted one by one
//! until only those are left without any of which there would be a way (a deletion filter; Chinneck
//! and Dravnieks, 1991). Then what cohorts share is counted. What only the search met comes last.

use crate::bits::numbers;
use crate::bound::cliques;
use crate::ground::{Barred, Ground, WEEK};
use crate::instance::{Day, Spacing};
use crate::negotiate::{Clash, Contest};
use crate::path::{NEVER, Pathfinder, Run, Track};
use crate::reasons::{Reason, Weeks};

/// Clashes told of a search that found no plan: enough to act on, few enough to read.
const MOST_CLASHES: usize = 6;

/// Rules that hold for one session by itself, of one module or of a cohort's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Start,
    Spacing(usize),
    Closed(usize),
    Absent(usize),
    Room(usize),
    Teachers(usize),
    Locked(usize),
}

/// The rules that leave some cohort without a way through its modules, whatever the others do.
pub(crate) fn alone(ground: &Ground<'_>) -> Vec<Reason> {
    let mut finder = Pathfinder::default();
    let stuck = |cohort: &usize| {
        ground.runs(*cohort).into_iter().find_map(|run| {
            let way = finder.find(ground.track(*cohort), run, |module, day| {
                ground.own[ground.at(*cohort, module)][day as usize]
            });
            way.is_none().then_some((*cohort, run))
        })
    };
    let found = (0..ground.cohorts())
        .collect::<Vec<_>>()
        .iter()
        .find_map(stuck);
    found.map_or_else(Vec::new, |(cohort, run)| {
        Clearing {
            ground,
            cohort,
            run,
        }
        .reasons()
    })
}

/// One cohort's run of modules without a way.
struct Clearing<'a> {
    ground: &'a Ground<'a>,
    cohort: usize,
    run: Run,
}

impl Clearing<'_> {
    fn reasons(&self) -> Vec<Reason> {
        let mut kept = self.rules();
        let mut at = 0;
        while at < kept.len() {
            let rule = kept.remove(at);
            if self.way(&kept).is_some() {
                kept.insert(at, rule);
                at += 1;
            }
        }
        // What bars days is the news; how the run is forced onto them comes after.
        kept.reverse();
        kept.iter().map(|rule| self.reason(*rule, &kept)).collect()
    }

    /// The rules in the order in which they are lifted: what explains least, first.
    fn rules(&self) -> Vec<Rule> {
        let modules = self.run.from..self.run.to;
        let mut rules = Vec::new();
        if self.run.from == 0 {
            rules.push(Rule::Start);
        }
        let after = self.run.after.map(|_| self.run.to);
        let spaced = modules.clone().chain(after).filter(|module| *module > 0);
        rules.extend(spaced.map(Rule::Spacing));
        for kind in [
            Rule::Closed,
            Rule::Locked,
            Rule::Absent,
            Rule::Room,
            Rule::Teachers,
        ] {
            rules.extend(modules.clone().rev().map(kind));
        }
        rules
    }

    fn bars(&self, module: usize, day: Day, rules: &[Rule]) -> bool {
        let why: Barred = self.ground.barred[self.ground.at(self.cohort, module)][day as usize];
        let holds = |rule: Rule| rules.contains(&rule);
        (why.closed && holds(Rule::Closed(module)))
            || (why.absent && holds(Rule::Absent(module)))
            || (why.room && holds(Rule::Room(module)))
            || (why.teachers && holds(Rule::Teachers(module)))
            || (why.locked && holds(Rule::Locked(module)))
    }

    /// Days on which each module of the run can be when only `rules` hold, or none.
    fn way(&self, rules: &[Rule]) -> Option<Vec<Day>> {
        self.way_through(rules, None)
    }

    /// The same with one module held on one day.
    fn way_through(&self, rules: &[Rule], held: Option<(usize, Day)>) -> Option<Vec<Day>> {
        let ground = self.ground;
        let last = ground.days as Day - 1;
        let spacing: Vec<Spacing> = (0..ground.modules())
            .map(|module| {
                let least = if module == 0 {
                    0
                } else {
                    ground.length(module - 1) as Day
                };
                let all = Spacing {
                    least,
                    wish: least,
                    most: last.max(least),
                };
                if rules.contains(&Rule::Spacing(module)) {
                    ground.spacing[module]
                } else {
                    all
                }
            })
            .collect();
        let mut window = vec![(0, last); ground.modules()];
        if rules.contains(&Rule::Start) {
            let tranche = &ground.instance.cohorts[self.cohort];
            window[0] = (tranche.earliest, tranche.latest_start.min(last));
        }
        if let Some((module, day)) = held {
            window[module] = (day.max(window[module].0), day.min(window[module].1));
        }
        let track = Track {
            spacing: &spacing,
            price: 0,
            window: &window,
        };
        let mut finder = Pathfinder::default();
        finder.find(track, self.run, |module, day| {
            let end = day as usize + ground.length(module);
            let fits = end <= ground.days && day / WEEK == (end as Day - 1) / WEEK;
            if fits && !self.bars(module, day, rules) {
                0
            } else {
                NEVER
            }
        })?;
        Some(finder.days)
    }

    /// The weeks in which `module` would be if it were not for `rule`.
    fn weeks(&self, rule: Rule, module: usize, kept: &[Rule]) -> Weeks {
        let others: Vec<Rule> = kept
            .iter()
            .copied()
            .filter(|other| *other != rule)
            .collect();
        let can = |day: &Day| self.way_through(&others, Some((module, *day))).is_some();
        let end = self.ground.days as Day;
        let first = (0..end).find(can).unwrap_or(0);
        let last = (first..end).rev().find(can).unwrap_or(first);
        Weeks {
            first: first / WEEK,
            last: last / WEEK,
        }
    }

    fn reason(&self, rule: Rule, kept: &[Rule]) -> Reason {
        let (ground, cohort) = (self.ground, self.cohort);
        let weeks = |module| self.weeks(rule, module, kept);
        match rule {
            Rule::Start => {
                let tranche = &ground.instance.cohorts[cohort];
                let (earliest, latest_start) = (tranche.earliest, tranche.latest_start);
                Reason::Start {
                    cohort,
                    earliest,
                    latest_start,
                }
            }
            Rule::Spacing(module) => {
                let Spacing { least, most, .. } = ground.spacing[module];
                Reason::Spacing {
                    cohort,
                    module,
                    least,
                    most,
                }
            }
            Rule::Closed(module) => Reason::Closed {
                cohort,
                module,
                weeks: weeks(module),
            },
            Rule::Locked(module) => Reason::Locked {
                cohort,
                module,
                weeks: weeks(module),
            },
            Rule::Absent(module) => {
                let weeks = weeks(module);
                let allowed = ground.instance.most_absent;
                let days = weeks.first * WEEK..(weeks.last + 1) * WEEK;
                let fewest = ground
                    .fewest_absent(cohort, module, days)
                    .unwrap_or(allowed + 1);
                Reason::TooManyAbsent {
                    cohort,
                    module,
                    weeks,
                    fewest,
                    allowed,
                }
            }
            Rule::Room(module) => {
                let seats = ground.members[cohort];
                Reason::NoRoomOpen {
                    cohort,
                    module,
                    weeks: weeks(module),
                    seats,
                }
            }
            Rule::Teachers(module) => {
                let needed = ground.instance.modules[module].teachers;
                Reason::TeachersAway {
                    cohort,
                    module,
                    weeks: weeks(module),
                    needed,
                }
            }
        }
    }
}

/// What cohorts share, counted: more asked for than there is.
pub(crate) fn together(ground: &Ground<'_>) -> Vec<Reason> {
    let asked = |cohort: usize| {
        let modules =
            (0..ground.modules()).filter(move |m| ground.locked[ground.at(cohort, *m)].is_none());
        modules.map(|module| ground.length(module)).sum::<usize>()
    };
    let mut open = ground.instance.open_days.clone();
    open.sort_unstable();
    open.dedup();
    let mut reasons = Vec::new();
    for cohorts in cliques(ground) {
        let needed: usize = cohorts.iter().map(|cohort| asked(*cohort)).sum();
        if needed > open.len() {
            reasons.push(Reason::TooManyDays {
                cohorts,
                needed,
                open: open.len(),
            });
        }
    }
    for (module, taught) in ground.instance.modules.iter().enumerate() {
        let sessions =
            (0..ground.cohorts()).filter(|c| ground.locked[ground.at(*c, module)].is_none());
        let needed = sessions.count() * taught.length as usize * taught.teachers;
        let at_work = |who: usize| {
            open.iter()
                .filter(|day| !ground.teacher_off.has(**day as usize, who))
                .count()
        };
        let free: usize = numbers(ground.qualified.row(module)).map(at_work).sum();
        if needed > free {
            reasons.push(Reason::TeacherDays {
                module,
                needed,
                free,
            });
        }
    }
    reasons.extend(room_days(ground, &open, asked));
    reasons
}

/// For each size of cohort: it and the larger ones against the rooms that seat it.
fn room_days(ground: &Ground<'_>, open: &[Day], asked: impl Fn(usize) -> usize) -> Option<Reason> {
    let mut sizes = ground.members.clone();
    sizes.sort_unstable();
    sizes.dedup();
    sizes.into_iter().find_map(|seats| {
        let large = (0..ground.cohorts()).filter(|cohort| ground.members[*cohort] >= seats);
        let needed: usize = large.map(&asked).sum();
        let seated = |place: &usize| ground.instance.rooms[ground.rooms[*place]].seats >= seats;
        let free: usize = (0..ground.rooms.len())
            .filter(seated)
            .map(|place| {
                open.iter()
                    .filter(|day| !ground.room_off.has(**day as usize, place))
                    .count()
            })
            .sum();
        (needed > free).then_some(Reason::RoomDays {
            seats,
            needed,
            free,
        })
    })
}

/// The clashes that a search could not settle, those of one kind and session put together.
pub(crate) fn unsettled(
    ground: &Ground<'_>,
    clashes: &[Clash],
    starts: &[Option<Day>],
) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for clash in clashes {
        let reason = unsettled_one(ground, clash, starts);
        if let Some(reason) = reason.filter(|reason| !reasons.contains(reason)) {
            reasons.push(reason);
        }
    }
    reasons.truncate(MOST_CLASHES);
    reasons
}

fn unsettled_one(ground: &Ground<'_>, clash: &Clash, starts: &[Option<Day>]) -> Option<Reason> {
    let Clash {
        cohort,
        module,
        start,
        ..
    } = *clash;
    let week = start / WEEK;
    let weeks = Weeks {
        first: week,
        last: week,
    };
    match clash.contest {
        Contest::Rooms => {
            let seats = ground.members[cohort];
            Some(Reason::RoomsTaken {
                cohort,
                module,
                weeks,
                seats,
            })
        }
        Contest::Teachers => {
            let needed = ground.instance.modules[module].teachers;
            Some(Reason::TeachersTaken {
                cohort,
                module,
                weeks,
                needed,
            })
        }
        Contest::Units => {
            let end = start + ground.length(module) as Day;
            let rival = starts.iter().enumerate().find_map(|(at, other)| {
                let (rival, taken) = (at / ground.modules(), at % ground.modules());
                let other = (*other)?;
                let overlap = other < end && start < other + ground.length(taken) as Day;
                (overlap && ground.rivals.has(cohort, rival)).then_some(rival)
            })?;
            // Each pair is told once, from its first cohort.
            let unit = ground.shared_unit(cohort, rival)?;
            (cohort < rival).then_some(Reason::UnitMates {
                unit,
                cohorts: (cohort, rival),
                module,
                weeks,
            })
        }
    }
}
