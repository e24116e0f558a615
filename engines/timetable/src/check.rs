//! Whether the instance hangs together, before anything is sought.

use crate::ground::{MOST_COST, MOST_DAYS, WEEK};
use crate::instance::{Instance, Session};
use crate::reasons::{Kind, Reason};

/// Everything that makes the instance itself meaningless, or a single rule impossible to keep.
pub(crate) fn structure(instance: &Instance) -> Vec<Reason> {
    let mut reasons = references(instance);
    if reasons.is_empty() {
        reasons = announced(instance);
        reasons.extend(numbers(instance));
    }
    reasons.extend(modules(instance));
    if reasons.is_empty() {
        reasons.extend(teachers(instance));
        reasons.extend(rooms(instance));
        reasons.extend(horizon(instance));
    }
    reasons
}

/// Numbers that point at nothing.
fn references(instance: &Instance) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut expect = |kind: Kind, number: usize, end: usize| {
        let reason = Reason::Unknown { kind, number };
        if number >= end && !reasons.contains(&reason) {
            reasons.push(reason);
        }
    };
    for leader in &instance.leaders {
        expect(Kind::Cohort, leader.cohort, instance.cohorts.len());
    }
    for module in instance
        .teachers
        .iter()
        .flat_map(|teacher| &teacher.modules)
    {
        expect(Kind::Module, *module, instance.modules.len());
    }
    for Session {
        cohort,
        module,
        room,
        teachers,
        ..
    } in instance.announced.iter().map(|told| &told.session)
    {
        expect(Kind::Cohort, *cohort, instance.cohorts.len());
        expect(Kind::Module, *module, instance.modules.len());
        expect(Kind::Room, *room, instance.rooms.len());
        for teacher in teachers {
            expect(Kind::Teacher, *teacher, instance.teachers.len());
        }
    }
    reasons
}

fn announced(instance: &Instance) -> Vec<Reason> {
    let mut seen = std::collections::BTreeSet::new();
    let told = instance
        .announced
        .iter()
        .map(|told| (told.session.cohort, told.session.module));
    told.filter(|key| !seen.insert(*key))
        .map(|(cohort, module)| Reason::AnnouncedTwice { cohort, module })
        .collect()
}

/// Days and costs that cannot be meant.
fn numbers(instance: &Instance) -> Vec<Reason> {
    let open = instance.open_days.iter().copied();
    let told = instance.announced.iter().map(|told| told.session.start);
    let wishes = instance.modules.iter().map(|module| module.spacing.wish);
    let tranches = instance.cohorts.iter().map(|cohort| cohort.earliest);
    let far = open
        .chain(told)
        .chain(wishes)
        .chain(tranches)
        .filter(|day| *day > MOST_DAYS);
    let mut reasons: Vec<Reason> = far
        .max()
        .map(|day| Reason::TooFar { day })
        .into_iter()
        .collect();
    let costs = instance.costs;
    for cost in [costs.absent, costs.spacing, costs.other_site, costs.moved] {
        if !(0.0..=MOST_COST).contains(&cost) {
            reasons.push(Reason::Cost { cost });
        }
    }
    reasons
}

fn modules(instance: &Instance) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (number, module) in instance.modules.iter().enumerate() {
        let length = module.length;
        if !(1..=WEEK).contains(&length) {
            reasons.push(Reason::Length {
                module: number,
                length,
            });
        }
    }
    for (at, pair) in instance.modules.windows(2).enumerate() {
        let least = pair[1].spacing.least.max(pair[0].length);
        let most = pair[1].spacing.most;
        if least > most {
            reasons.push(Reason::SpacingEmpty {
                module: at + 1,
                least,
                most,
            });
        }
    }
    reasons
}

/// Whether anybody asks for the session: one that is locked has its room and teachers.
fn open_to_plan(instance: &Instance, cohort: usize, module: usize) -> bool {
    instance
        .announced
        .iter()
        .all(|told| !told.locked || told.session.cohort != cohort || told.session.module != module)
}

fn teachers(instance: &Instance) -> Vec<Reason> {
    let short = |(number, module): (usize, &crate::instance::Module)| {
        let who = instance
            .teachers
            .iter()
            .filter(|who| who.modules.contains(&number));
        let qualified = who.count();
        let asked = (0..instance.cohorts.len()).any(|c| open_to_plan(instance, c, number));
        (asked && qualified < module.teachers).then_some(Reason::TooFewTeachers {
            module: number,
            needed: module.teachers,
            qualified,
        })
    };
    instance
        .modules
        .iter()
        .enumerate()
        .filter_map(short)
        .collect()
}

fn rooms(instance: &Instance) -> Vec<Reason> {
    let most_seats = instance.rooms.iter().map(|room| room.seats).max();
    let small = |cohort: usize| {
        let members = instance
            .leaders
            .iter()
            .filter(|leader| leader.cohort == cohort)
            .count();
        let asked = (0..instance.modules.len()).any(|m| open_to_plan(instance, cohort, m));
        let seated = most_seats.is_some_and(|seats| seats >= members);
        (asked && !seated).then_some(Reason::NoRoomSeats {
            cohort,
            members,
            most_seats: most_seats.unwrap_or(0),
        })
    };
    (0..instance.cohorts.len()).filter_map(small).collect()
}

/// From the earliest start, the least spacings must end before the last open day.
fn horizon(instance: &Instance) -> Vec<Reason> {
    let locked = |cohort: usize| {
        let own = |told: &&crate::instance::Announced| told.session.cohort == cohort;
        instance
            .announced
            .iter()
            .filter(own)
            .any(|told| told.locked)
    };
    let Some(last) = instance.modules.last() else {
        return Vec::new();
    };
    let between = instance.modules.windows(2);
    let needed = between
        .map(|pair| pair[1].spacing.least.max(pair[0].length))
        .sum::<u32>();
    let needed = needed + last.length;
    let last_open = instance.open_days.last().copied().unwrap_or(0);
    let short = |cohort: usize| {
        let earliest = instance.cohorts[cohort].earliest;
        let fits = earliest.saturating_add(needed) <= last_open + 1;
        (!fits && !locked(cohort)).then_some(Reason::HorizonTooShort {
            cohort,
            earliest,
            needed,
            last_open,
        })
    };
    (0..instance.cohorts.len()).filter_map(short).collect()
}
