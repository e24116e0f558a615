//! The cheapest dates for a run of one cohort's modules, exactly, by a shortest path over days.
//!
//! The cost of a run is a sum over its sessions (who is absent, which room is left) and over its
//! spacings, so it is a path problem: one column of days per module. As a spacing costs the same
//! for each day from the wish, the best day before is a sliding minimum on either side of the wish,
//! and a column takes time in proportion to its days, not to days times spacings.

use std::collections::VecDeque;

use crate::instance::{Day, Spacing};

/// Not allowed. Far from overflow when a few are added.
pub(crate) const NEVER: i64 = i64::MAX / 8;

/// A run of modules `from..to` of a cohort, with the dates on either side that it must fit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The start of module `from - 1`.
    pub(crate) before: Option<Day>,
    /// The start of module `to`.
    pub(crate) after: Option<Day>,
}

/// The rules of spacing that a run is laid by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Track<'a> {
    /// Per module; `least` is at least the length of the module before.
    pub(crate) spacing: &'a [Spacing],
    /// Cost per weekday from the wish.
    pub(crate) price: i64,
    /// Per module, the first and the last day that can be part of any plan.
    pub(crate) window: &'a [(Day, Day)],
}

impl Track<'_> {
    pub(crate) fn gap(&self, module: usize, before: Day, start: Day) -> i64 {
        let off = (start - before).abs_diff(self.spacing[module].wish);
        i64::from(off) * self.price
    }
}

#[derive(Clone, Debug, Default)]
struct Column {
    low: Day,
    cost: Vec<i64>,
    from: Vec<Day>,
}

/// Reusable room for the search of paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pathfinder {
    columns: Vec<Column>,
    queue: VecDeque<(Day, i64)>,
    spans: Vec<(Day, Day)>,
    /// The dates found, one per module of the run.
    pub(crate) days: Vec<Day>,
}

impl Pathfinder {
    /// The least cost of `run`, its dates in `self.days`; `node` gives the cost of a module on a day.
    pub(crate) fn find(
        &mut self,
        track: Track<'_>,
        run: Run,
        mut node: impl FnMut(usize, Day) -> i64,
    ) -> Option<i64> {
        self.spans(track, run)?;
        let length = run.to - run.from;
        self.columns
            .resize_with(self.columns.len().max(length), Column::default);
        for module in run.from..run.to {
            let at = module - run.from;
            let (low, high) = self.spans[at];
            let (done, rest) = self.columns.split_at_mut(at);
            let column = &mut rest[0];
            column.low = low;
            column.cost.clear();
            column.cost.resize((high - low + 1) as usize, NEVER);
            column.from.clear();
            column.from.resize((high - low + 1) as usize, 0);
            match (done.last(), run.before) {
                (Some(previous), _) => relax(previous, column, track, module, &mut self.queue),
                (None, Some(before)) => {
                    for (cost, day) in column.cost.iter_mut().zip(low..) {
                        *cost = track.gap(module, before, day);
                    }
                }
                (None, None) => column.cost.fill(0),
            }
            let mut any = false;
            for (cost, day) in column.cost.iter_mut().zip(low..) {
                if *cost < NEVER {
                    let own = node(module, day);
                    *cost = if own < NEVER { *cost + own } else { NEVER };
                    any |= own < NEVER;
                }
            }
            if !any {
                return None;
            }
        }
        self.trace(track, run)
    }

    /// Which days each module can have at all, from the ends inwards.
    fn spans(&mut self, track: Track<'_>, run: Run) -> Option<()> {
        self.spans.clear();
        self.spans
            .extend_from_slice(&track.window[run.from..run.to]);
        let mut reach = run.before.map(|day| (day, day));
        for (span, module) in self.spans.iter_mut().zip(run.from..) {
            if let Some((first, last)) = reach {
                span.0 = span.0.max(first + track.spacing[module].least);
                span.1 = span.1.min(last + track.spacing[module].most);
            }
            reach = Some(*span);
        }
        let mut reach = run.after.map(|day| (day, day));
        for (span, module) in self.spans.iter_mut().zip(run.from..run.to).rev() {
            if let Some((first, last)) = reach {
                let spacing = track.spacing[module + 1];
                span.0 = span.0.max(first.saturating_sub(spacing.most));
                span.1 = span.1.min(last.checked_sub(spacing.least)?);
            }
            reach = Some(*span);
        }
        self.spans
            .iter()
            .all(|(first, last)| first <= last)
            .then_some(())
    }

    fn trace(&mut self, track: Track<'_>, run: Run) -> Option<i64> {
        let length = run.to - run.from;
        let last = &self.columns[length - 1];
        let (total, day) = last
            .cost
            .iter()
            .zip(last.low..)
            .filter(|(cost, _)| **cost < NEVER)
            .map(|(cost, day)| {
                let gap = run.after.map_or(0, |after| track.gap(run.to, day, after));
                (cost + gap, day)
            })
            .min()?;
        self.days.clear();
        self.days.resize(length, 0);
        let mut day = day;
        for at in (0..length).rev() {
            self.days[at] = day;
            let column = &self.columns[at];
            day = column.from[(day - column.low) as usize];
        }
        Some(total)
    }
}

/// Fills `column` with the least cost of getting there from `previous`, spacing included.
fn relax(
    previous: &Column,
    column: &mut Column,
    track: Track<'_>,
    module: usize,
    queue: &mut VecDeque<(Day, i64)>,
) {
    let Spacing { least, wish, most } = track.spacing[module];
    let price = track.price;
    // Later than wished: price x (day - before - wish), least where cost - price x before is least.
    slide(
        previous,
        column,
        queue,
        (least.max(wish), most),
        |before| -price * i64::from(before),
        |day| price * (i64::from(day) - i64::from(wish)),
    );
    // Sooner than wished.
    if wish > least {
        slide(
            previous,
            column,
            queue,
            (least, most.min(wish - 1)),
            |before| price * i64::from(before),
            |day| price * (i64::from(wish) - i64::from(day)),
        );
    }
}

fn slide(
    previous: &Column,
    column: &mut Column,
    queue: &mut VecDeque<(Day, i64)>,
    (least, most): (Day, Day),
    slope: impl Fn(Day) -> i64,
    reach: impl Fn(Day) -> i64,
) {
    if least > most {
        return;
    }
    queue.clear();
    let end = previous.low + previous.cost.len() as Day;
    let mut next = previous.low.max(column.low.saturating_sub(most));
    for at in 0..column.cost.len() {
        let day = column.low + at as Day;
        let Some(latest) = day.checked_sub(least) else {
            continue;
        };
        while next < end && next <= latest {
            let cost = previous.cost[(next - previous.low) as usize];
            if cost < NEVER {
                let key = cost + slope(next);
                while queue.back().is_some_and(|(_, worse)| *worse >= key) {
                    queue.pop_back();
                }
                queue.push_back((next, key));
            }
            next += 1;
        }
        while queue.front().is_some_and(|(before, _)| before + most < day) {
            queue.pop_front();
        }
        if let Some((before, key)) = queue.front() {
            let cost = key + reach(day);
            if cost < column.cost[at] {
                column.cost[at] = cost;
                column.from[at] = *before;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every choice of days tried, for comparison.
    fn cheapest(track: Track<'_>, run: Run, costs: &[Vec<i64>]) -> Option<i64> {
        fn on(
            track: Track<'_>,
            run: Run,
            costs: &[Vec<i64>],
            module: usize,
            before: Option<Day>,
        ) -> Option<i64> {
            let fits = |day: Day, before: Option<Day>, module: usize| {
                let Spacing { least, most, .. } = track.spacing[module];
                before.is_none_or(|before| (before + least..=before + most).contains(&day))
            };
            let gap = |before: Option<Day>, day: Day, module: usize| {
                before.map_or(0, |before| track.gap(module, before, day))
            };
            if module == run.to {
                let Some(after) = run.after else {
                    return Some(0);
                };
                return fits(after, before, module).then(|| gap(before, after, module));
            }
            let (first, last) = track.window[module];
            (first..=last)
                .filter(|day| fits(*day, before, module))
                .filter(|day| costs[module][*day as usize] < NEVER)
                .filter_map(|day| {
                    let rest = on(track, run, costs, module + 1, Some(day))?;
                    Some(rest + costs[module][day as usize] + gap(before, day, module))
                })
                .min()
        }
        on(track, run, costs, run.from, run.before)
    }

    #[test]
    fn the_path_is_the_cheapest_of_all() {
        let mut dice = crate::search::Dice::new(5);
        let (mut ways, mut none) = (0, 0);
        for _ in 0..400 {
            let spacing: Vec<Spacing> = (0..4)
                .map(|_| {
                    let least = dice.below(4) as Day;
                    let most = least + dice.below(7) as Day;
                    Spacing {
                        least,
                        wish: dice.below(9) as Day,
                        most,
                    }
                })
                .collect();
            let window: Vec<(Day, Day)> = (0..4)
                .map(|_| {
                    let first = dice.below(8) as Day;
                    (first, (first + dice.below(12) as Day).min(19))
                })
                .collect();
            let cost = |dice: &mut crate::search::Dice| {
                if dice.below(3) == 0 {
                    NEVER
                } else {
                    dice.below(30) as i64
                }
            };
            let costs: Vec<Vec<i64>> = (0..4)
                .map(|_| (0..20).map(|_| cost(&mut dice)).collect())
                .collect();
            let track = Track {
                spacing: &spacing,
                price: 2,
                window: &window,
            };
            let run = Run {
                from: 1,
                to: 3,
                before: (dice.below(2) == 0).then(|| dice.below(6) as Day),
                after: (dice.below(2) == 0).then(|| dice.below(20) as Day),
            };
            let mut finder = Pathfinder::default();
            let found = finder.find(track, run, |module, day| costs[module][day as usize]);
            assert_eq!(
                found,
                cheapest(track, run, &costs),
                "{run:?} {spacing:?} {window:?}"
            );
            if found.is_some() {
                ways += 1
            } else {
                none += 1
            }
        }
        assert!(ways > 50 && none > 50, "{ways} ways, {none} without");
    }
}
