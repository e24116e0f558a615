//! When and where each cohort's sessions are. Pure: no clock, no randomness of its own, no I/O.

mod bits;
mod bound;
mod check;
mod explain;
pub mod format;
mod ground;
mod instance;
mod judge;
mod negotiate;
mod path;
mod reasons;
mod search;
mod state;

pub use instance::{
    Announced, Budget, Cohort, Cost, Costs, Day, Instance, Leader, Module, Plan, Progress, Room,
    Session, Spacing, Teacher,
};
pub use judge::{Breach, Mates, Verdict, judge, unit_mates};
pub use reasons::{Kind, NoPlan, Reason, Weeks};

/// Seeks the cheapest timetable that keeps every hard rule, until the budget is used.
///
/// # Errors
///
/// When no timetable keeps every rule, or none was found in time: the rules that clash.
pub fn solve(
    instance: &Instance,
    budget: &Budget<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Plan, NoPlan> {
    let reasons = check::structure(instance);
    if !reasons.is_empty() {
        return Err(NoPlan {
            reasons,
            proven: true,
            iterations: 0,
        });
    }
    let ground = ground::Ground::new(instance);
    let mut reasons = explain::alone(&ground);
    if reasons.is_empty() {
        reasons = explain::together(&ground);
    }
    if !reasons.is_empty() {
        return Err(NoPlan {
            reasons,
            proven: true,
            iterations: 0,
        });
    }
    let found = search::search(&ground, budget, progress).map_err(|outcome| {
        let starts: Vec<Option<Day>> = outcome
            .state
            .spots
            .iter()
            .map(|spot| spot.as_ref().map(|spot| spot.start))
            .collect();
        NoPlan {
            reasons: explain::unsettled(&ground, &outcome.clashes, &starts),
            proven: false,
            iterations: outcome.iterations,
        }
    })?;
    let sessions = found.state.sessions();
    let verdict = judge(instance, &sessions);
    debug_assert_eq!(verdict.hard(), 0, "{:?}", verdict.broken);
    Ok(Plan {
        cost: verdict.cost,
        bound: (found.bound + ground.standing_cost()) as f64 / ground::UNIT,
        moved: verdict.moved,
        iterations: found.iterations,
        mates: verdict.mates,
        sessions,
    })
}
