//! A fictional municipality: its people, units and leaders, equal on every machine for one seed.
//!
//! For the example, for tests and for measuring. No person, address or place in it is real; the
//! shape (about 3,400 people, 200 leaders at four levels, 195 units in nine areas, each at a site)
//! is that of a Danish municipality of ordinary size.

mod file;
mod names;

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};

use crate::domain::{Person, Unit};

pub use file::{HEADINGS, UNIT_HEADINGS, csv, units_csv, workbook};

/// The sample counts its dates from this day, so that nothing in it depends on when it is made.
pub const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 9, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Everybody and every unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Leaders before their staff, from the top downwards.
    pub people: Vec<Person>,
    /// Every unit after the one above it.
    pub units: Vec<Unit>,
}

/// How large the municipality is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub people: usize,
    /// Leaders of leaders, in all areas together.
    pub districts: usize,
    /// Leaders of staff; two fewer than this is the number of units at the bottom.
    pub teams: usize,
}

impl Size {
    /// 3,400 people, 200 leaders, 195 units.
    pub const EXAMPLE: Self = Self {
        people: 3400,
        districts: 16,
        teams: 172,
    };

    /// The example's shape with this many people.
    #[must_use]
    pub fn of(people: usize) -> Self {
        let share = |part: usize| (part * people).div_ceil(Self::EXAMPLE.people);
        Self {
            people,
            districts: share(Self::EXAMPLE.districts).max(8),
            teams: share(Self::EXAMPLE.teams).max(10),
        }
    }
}

/// Makes the municipality.
#[must_use]
pub fn municipality(seed: u64, size: Size) -> Municipality {
    let mut making = Making::new(seed, size);
    making.top();
    making.districts();
    making.teams();
    making.staff();
    Municipality {
        people: making.people,
        units: making.units,
    }
}

/// Steele, Lea and Flood (2014), *SplitMix*: small, fast, the same everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below the bound, nought when the bound is.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let bound = bound.max(1) as u64;
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        from.get(self.below(from.len()))
            .copied()
            .unwrap_or_default()
    }
}

struct Making {
    dice: Dice,
    size: Size,
    people: Vec<Person>,
    units: Vec<Unit>,
    /// The index of each area's head, and of its districts' leaders.
    areas: Vec<(usize, Vec<usize>)>,
    number: usize,
    addresses: HashSet<String>,
}

/// Where a new person belongs.
struct Post<'a> {
    title: &'a str,
    level: Option<&'a str>,
    unit: &'a Unit,
    leader: Option<usize>,
}

impl Making {
    fn new(seed: u64, size: Size) -> Self {
        Self {
            dice: Dice::new(seed),
            size,
            people: Vec::with_capacity(size.people),
            units: Vec::new(),
            areas: Vec::new(),
            number: 20_000,
            addresses: HashSet::new(),
        }
    }

    fn top(&mut self) {
        let board = self.unit("Direktionen", "Direktionen", None);
        let level = Some("direktør");
        let chief = self.hire(&Post {
            title: "Kommunaldirektør",
            level,
            unit: &board,
            leader: None,
        });
        let directors: Vec<usize> = (0..3)
            .map(|_| {
                self.hire(&Post {
                    title: "Direktør",
                    level,
                    unit: &board,
                    leader: Some(chief),
                })
            })
            .collect();
        for (at, area) in names::AREAS.iter().enumerate() {
            let unit = self.unit(area.name, area.name, Some("Direktionen"));
            let leader = directors.get(at % directors.len().max(1)).copied();
            let head = self.hire(&Post {
                title: "Chef",
                level: Some("chef"),
                unit: &unit,
                leader,
            });
            self.areas.push((head, Vec::new()));
        }
    }

    fn districts(&mut self) {
        for district in 0..self.size.districts {
            let at = district % names::AREAS.len();
            let Some(area) = names::AREAS.get(at) else {
                continue;
            };
            let round = district / names::AREAS.len();
            let kind = area
                .units
                .get(round % area.units.len())
                .copied()
                .unwrap_or_default();
            let name = numbered(&format!("{kind} distrikt"), round / area.units.len());
            let unit = self.unit(&name, area.name, Some(area.name));
            let leader = self.areas.get(at).map(|(head, _)| *head);
            let level = Some("leder af ledere");
            let person = self.hire(&Post {
                title: "Distriktsleder",
                level,
                unit: &unit,
                leader,
            });
            if let Some((_, districts)) = self.areas.get_mut(at) {
                districts.push(person);
            }
        }
    }

    fn teams(&mut self) {
        // Two units have a second leader beside the first, as happens.
        let units = self.size.teams.saturating_sub(2);
        let level = Some("leder af medarbejdere");
        for team in 0..units {
            let at = team % names::AREAS.len();
            let Some(area) = names::AREAS.get(at) else {
                continue;
            };
            let round = team / names::AREAS.len();
            let kind = area
                .units
                .get(round % area.units.len())
                .copied()
                .unwrap_or_default();
            let place_at = round / area.units.len() * names::AREAS.len() + at;
            let place = names::PLACES
                .get(place_at % names::PLACES.len())
                .copied()
                .unwrap_or_default();
            let name = numbered(&format!("{kind} {place}"), place_at / names::PLACES.len());
            let (head, districts) = self.areas.get(at).cloned().unwrap_or_default();
            let leader = districts
                .get(round % districts.len().max(1))
                .copied()
                .unwrap_or(head);
            let above = self.people.get(leader).map(|leader| leader.unit.clone());
            let unit = self.unit(&name, area.name, above.as_deref());
            self.hire(&Post {
                title: "Leder",
                level,
                unit: &unit,
                leader: Some(leader),
            });
            if team < 2 {
                let title = "Afdelingsleder";
                self.hire(&Post {
                    title,
                    level,
                    unit: &unit,
                    leader: Some(leader),
                });
            }
        }
    }

    fn staff(&mut self) {
        let units: HashMap<String, Unit> = self
            .units
            .iter()
            .map(|unit| (unit.name.clone(), unit.clone()))
            .collect();
        let leaders: Vec<usize> = (0..self.people.len())
            .filter(|at| {
                let level = self
                    .people
                    .get(*at)
                    .and_then(|person| person.level.as_deref());
                level == Some("leder af medarbejdere")
            })
            .collect();
        while self.people.len() < self.size.people && !leaders.is_empty() {
            // Two throws, the lower kept: some teams are large and many are small.
            let at = self
                .dice
                .below(leaders.len())
                .min(self.dice.below(leaders.len() * 2));
            let Some(leader) = leaders.get(at).copied() else {
                continue;
            };
            let Some(unit) = self
                .people
                .get(leader)
                .and_then(|leader| units.get(&leader.unit).cloned())
            else {
                continue;
            };
            let area = names::AREAS
                .iter()
                .find(|area| Some(area.name) == unit.area.as_deref());
            let title = area.map_or("", |area| self.dice.pick(area.titles));
            self.hire(&Post {
                title,
                level: None,
                unit: &unit,
                leader: Some(leader),
            });
        }
    }

    fn unit(&mut self, name: &str, area: &str, parent: Option<&str>) -> Unit {
        let road = self.dice.pick(names::ROADS);
        let unit = Unit {
            name: name.to_owned(),
            area: Some(area.to_owned()),
            parent: parent.map(str::to_owned),
            site: Some(format!("{road} {}", 1 + self.dice.below(98))),
        };
        self.units.push(unit.clone());
        unit
    }

    fn hire(&mut self, post: &Post<'_>) -> usize {
        self.number += 1 + self.dice.below(9);
        // Four in five municipal employees are women.
        let woman = self.dice.below(5) < 4;
        let first_name = self
            .dice
            .pick(if woman { names::WOMEN } else { names::MEN })
            .to_owned();
        let mut last_name = self.dice.pick(names::LAST).to_owned();
        if self.dice.below(12) == 0 {
            last_name = format!("{} {last_name}", self.dice.pick(names::LAST));
        }
        let days = self.dice.below(30 * 365) as u64;
        // One in six of the staff has no address of their own; every leader has one.
        let addressed = post.level.is_some() || self.dice.below(6) > 0;
        let email = addressed.then(|| self.address(&first_name, &last_name));
        self.people.push(Person {
            number: format!("{:06}", self.number),
            first_name,
            last_name,
            email,
            gender: Some(if woman { "K" } else { "M" }.to_owned()),
            job_title: Some(post.title.to_owned()),
            level: post.level.map(str::to_owned),
            unit: post.unit.name.clone(),
            area: post.unit.area.clone(),
            site: post.unit.site.clone(),
            leader: post
                .leader
                .and_then(|at| self.people.get(at))
                .map(|leader| leader.number.clone()),
            hired: DAY.checked_sub_days(Days::new(days)),
        });
        self.people.len() - 1
    }

    /// `example` is a domain that can never exist (RFC 2606).
    fn address(&mut self, first: &str, last: &str) -> String {
        let spelt = |name: &str| {
            let lower = name.to_lowercase();
            let plain = lower
                .replace('æ', "ae")
                .replace('ø', "oe")
                .replace('å', "aa")
                .replace('é', "e");
            plain.split(' ').next_back().unwrap_or_default().to_owned()
        };
        let stem = format!("{}.{}", spelt(first), spelt(last));
        let address = (1_usize..)
            .map(|turn| match turn {
                1 => format!("{stem}@kommune.example"),
                turn => format!("{stem}{turn}@kommune.example"),
            })
            .find(|address| !self.addresses.contains(address))
            .unwrap_or_default();
        self.addresses.insert(address.clone());
        address
    }
}

fn numbered(name: &str, turn: usize) -> String {
    if turn == 0 {
        name.to_owned()
    } else {
        format!("{name} {}", turn + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_has_its_shape_and_is_equal_every_time() {
        let made = municipality(1, Size::EXAMPLE);
        let leaders = made
            .people
            .iter()
            .filter(|person| person.is_leader())
            .count();
        assert_eq!(
            (made.people.len(), leaders, made.units.len()),
            (3400, 200, 195)
        );
        let areas: HashSet<_> = made.units.iter().map(|unit| unit.area.clone()).collect();
        assert_eq!(areas.len(), 9);
        assert_eq!(made, municipality(1, Size::EXAMPLE));
        assert_ne!(made, municipality(2, Size::EXAMPLE));
    }

    #[test]
    fn names_of_units_and_numbers_of_people_are_each_used_once() {
        for size in [Size::EXAMPLE, Size::of(300), Size::of(20_000)] {
            let made = municipality(7, size);
            let units: HashSet<_> = made.units.iter().map(|unit| &unit.name).collect();
            let numbers: HashSet<_> = made.people.iter().map(|person| &person.number).collect();
            assert_eq!(
                (units.len(), numbers.len()),
                (made.units.len(), size.people)
            );
        }
    }
}
