//! Worlds to plan in: one that is easy to read, and random small ones.

use timetable::{
    Budget, Cohort, Costs, Day, Instance, Leader, Module, NoPlan, Plan, Room, Spacing, Teacher,
    solve,
};

/// Two cohorts of three, three modules, ten open weeks, one site, enough of everything.
pub fn calm() -> Instance {
    let module = |name: &str, length| Module {
        name: name.to_owned(),
        length,
        teachers: 1,
        spacing: Spacing {
            least: 5,
            wish: 10,
            most: 20,
        },
    };
    let leader = |number: usize| Leader {
        name: format!("Leder {number}"),
        unit: number,
        cohort: number / 3,
        off: Vec::new(),
    };
    let teacher = |number: usize| Teacher {
        name: format!("Underviser {number}"),
        modules: vec![0, 1, 2],
        off: Vec::new(),
    };
    let cohort = |number: usize| Cohort {
        name: format!("Hold {number}"),
        site: 0,
        earliest: 0,
        latest_start: 20,
    };
    let room = |number: usize| Room {
        name: format!("Lokale {number}"),
        site: 0,
        seats: 4,
        off: Vec::new(),
    };
    Instance {
        open_days: (0..50).collect(),
        modules: vec![
            module("Retning", 2),
            module("Samspil", 1),
            module("Drift", 3),
        ],
        cohorts: (0..2).map(cohort).collect(),
        leaders: (0..6).map(leader).collect(),
        teachers: (0..2).map(teacher).collect(),
        rooms: (0..2).map(room).collect(),
        most_absent: 1,
        costs: Costs::default(),
        announced: Vec::new(),
    }
}

/// How large a random world is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub cohorts: usize,
    pub modules: usize,
    pub weeks: Day,
    pub members: usize,
    pub units: usize,
    pub teachers: usize,
    pub rooms: usize,
}

/// A random world; the same seed gives the same.
pub fn random(size: Size, seed: u64) -> Instance {
    let mut dice = Dice(seed);
    let days = size.weeks * 5;
    let open_days = (0..days).filter(|_| dice.below(12) > 0).collect();
    let module = |number: usize, dice: &mut Dice| Module {
        name: format!("Modul {number}"),
        length: 1 + dice.below(3) as u32,
        teachers: dice.below(2) + usize::from(dice.below(4) > 0),
        spacing: {
            let least = dice.below(5) as u32;
            let most = least + 3 + dice.below(10) as u32;
            Spacing {
                least,
                wish: least + dice.below(10) as u32,
                most,
            }
        },
    };
    Instance {
        open_days,
        modules: (0..size.modules)
            .map(|number| module(number, &mut dice))
            .collect(),
        cohorts: (0..size.cohorts)
            .map(|number| Cohort {
                name: format!("Hold {number}"),
                site: dice.below(2),
                earliest: dice.below(5) as u32,
                latest_start: 5 + dice.below(days as usize) as u32,
            })
            .collect(),
        leaders: (0..size.cohorts * size.members)
            .map(|number| Leader {
                name: format!("Leder {number}"),
                unit: dice.below(size.units),
                cohort: number % size.cohorts,
                off: dice.some(days, 10),
            })
            .collect(),
        teachers: (0..size.teachers)
            .map(|number| Teacher {
                name: format!("Underviser {number}"),
                modules: (0..size.modules).filter(|_| dice.below(4) > 0).collect(),
                off: dice.some(days, 8),
            })
            .collect(),
        rooms: (0..size.rooms)
            .map(|number| Room {
                name: format!("Lokale {number}"),
                site: dice.below(2),
                seats: size.members + dice.below(4) - usize::from(dice.below(6) == 0),
                off: dice.some(days, 8),
            })
            .collect(),
        most_absent: 1 + dice.below(2),
        costs: Costs::default(),
        announced: Vec::new(),
    }
}

/// splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    /// One day in `rarity`.
    fn some(&mut self, days: Day, rarity: usize) -> Vec<Day> {
        (0..days).filter(|_| self.below(rarity) == 0).collect()
    }
}

pub fn budget(seed: u64, iterations: u64) -> Budget<'static> {
    Budget {
        seed,
        iterations,
        stop: &|| false,
    }
}

pub fn plan(instance: &Instance, iterations: u64) -> Result<Plan, NoPlan> {
    solve(instance, &budget(1, iterations), &mut |_| {})
}
