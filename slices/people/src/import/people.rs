//! The list of people.

use std::{cell::RefCell, collections::HashMap};

use chrono::{Datelike, NaiveDate};
use documents::{date, sheet::Row};

use super::{
    fault::{Fault, Mending},
    mend::{Found, Source, some},
    tree,
    units::{UnitList, missing},
};
use crate::{
    domain::{Column, Person},
    likeness::{nearest, same},
    settings::Settings,
};

/// Nobody at work today was hired before this year.
const EARLIEST: i32 = 1940;

/// What reading a person needs beside the row.
pub(super) struct Reading<'a> {
    pub source: Source<'a>,
    pub settings: &'a Settings,
    /// Nothing where no list came with the file: then the people's units are the list.
    pub units: Option<&'a UnitList>,
    pub today: NaiveDate,
    /// How each unit was spelt first, where there is no list.
    pub spelt: RefCell<HashMap<String, String>>,
}

impl Reading<'_> {
    pub fn people(&self, found: &mut Found) -> Vec<Person> {
        let mut people: Vec<Person> = Vec::with_capacity(self.source.sheet.rows.len());
        let mut rows: Vec<&Row> = Vec::with_capacity(people.capacity());
        let mut by_number: HashMap<String, usize> = HashMap::with_capacity(people.capacity());
        for row in &self.source.sheet.rows {
            let person = self.person(row, found);
            if person.number.is_empty() {
                missing(self.source, row, Column::Number, found);
                continue;
            }
            if let Some(first) = by_number.get(&person.number).and_then(|at| rows.get(*at)) {
                let fault = Fault::NumberUsedTwice {
                    first_line: first.line,
                };
                self.source.fault(row, Column::Number, fault, found);
                continue;
            }
            by_number.insert(person.number.clone(), people.len());
            people.push(person);
            rows.push(row);
        }
        self.addresses_once(&people, &rows, found);
        self.leaders(&mut people, &rows, &by_number, found);
        people
    }

    fn person(&self, row: &Row, found: &mut Found) -> Person {
        let mut cell = |column| self.source.cell(row, column, found);
        let number = cell(Column::Number);
        let (first_name, last_name) = self.name(row, found);
        let mut cell = |column| some(self.source.cell(row, column, found));
        let gender = cell(Column::Gender);
        let job_title = cell(Column::JobTitle);
        let leader = cell(Column::Leader);
        let site = cell(Column::Site);
        let area = cell(Column::Area);
        let (unit, area) = self.unit(row, area, found);
        Person {
            number,
            first_name,
            last_name,
            email: self.address(row, found),
            gender,
            job_title,
            level: self.level(row, found),
            unit,
            area,
            site,
            leader,
            hired: self.hired(row, found),
        }
    }

    fn name(&self, row: &Row, found: &mut Found) -> (String, String) {
        let whole = self.source.mapping.place(Column::FirstName).is_none();
        if whole {
            let name = self.source.cell(row, Column::Name, found);
            if name.is_empty() {
                missing(self.source, row, Column::Name, found);
            }
            return in_two(&name);
        }
        let mut part = |column| {
            let name = self.source.cell(row, column, found);
            if name.is_empty() {
                missing(self.source, row, column, found);
            }
            name
        };
        (part(Column::FirstName), part(Column::LastName))
    }

    fn address(&self, row: &Row, found: &mut Found) -> Option<String> {
        let written = some(self.source.cell(row, Column::Email, found))?;
        let lower = written.to_lowercase();
        let address = lower.strip_prefix("mailto:").unwrap_or(&lower).trim();
        if !is_address(address) {
            self.source
                .fault(row, Column::Email, Fault::NotAnAddress, found);
            return None;
        }
        if address != written {
            self.source
                .mended(row, Column::Email, address, Mending::Address, found);
        }
        Some(address.to_owned())
    }

    fn level(&self, row: &Row, found: &mut Found) -> Option<String> {
        let written = some(self.source.cell(row, Column::Level, found))?;
        let Some((_, level)) = self.settings.level(&written) else {
            let names = || self.settings.levels.iter().map(|level| level.name.as_str());
            let fault = Fault::UnknownLevel {
                nearest: nearest(&written, names()).map(str::to_owned),
                levels: names().map(str::to_owned).collect(),
            };
            self.source.fault(row, Column::Level, fault, found);
            return None;
        };
        if level.name != written {
            self.source
                .mended(row, Column::Level, &level.name, Mending::Spelling, found);
        }
        Some(level.name.clone())
    }

    /// The unit's name as in the list, and the area, which the list decides where it has one.
    fn unit(&self, row: &Row, area: Option<String>, found: &mut Found) -> (String, Option<String>) {
        let written = self.source.cell(row, Column::Unit, found);
        if written.is_empty() {
            missing(self.source, row, Column::Unit, found);
            return (written, area);
        }
        let Some(list) = self.units else {
            return (self.as_spelt_first(written, row, found), area);
        };
        let Some(unit) = list.find(&written) else {
            let nearest = list.nearest(&written);
            self.source
                .fault(row, Column::Unit, Fault::UnitNotInList { nearest }, found);
            return (written, area);
        };
        if unit.name != written {
            self.source
                .mended(row, Column::Unit, &unit.name, Mending::Spelling, found);
        }
        (unit.name.clone(), unit.area.clone().or(area))
    }

    /// People of one unit have it spelt in one way, or they would stand in units that do not exist.
    fn as_spelt_first(&self, written: String, row: &Row, found: &mut Found) -> String {
        let mut spelt = self.spelt.borrow_mut();
        let first = spelt
            .entry(same(&written))
            .or_insert_with(|| written.clone());
        if *first != written {
            self.source
                .mended(row, Column::Unit, first, Mending::Spelling, found);
        }
        first.clone()
    }

    fn hired(&self, row: &Row, found: &mut Found) -> Option<NaiveDate> {
        let written = some(self.source.cell(row, Column::Hired, found))?;
        // Files drawn before a new month hold people who begin in it.
        let latest = self.today.year() + 1;
        let fault = match date::parse(&written) {
            Ok(day) if (EARLIEST..=latest).contains(&day.year()) => return Some(day),
            Ok(_) => Fault::DateOutOfRange {
                earliest: EARLIEST,
                latest,
            },
            Err(fault) => Fault::NotADate(fault),
        };
        self.source.fault(row, Column::Hired, fault, found);
        None
    }

    /// Shared addresses are common among staff, but a leader signs in with one.
    fn addresses_once(&self, people: &[Person], rows: &[&Row], found: &mut Found) {
        let mut first: HashMap<&str, usize> = HashMap::with_capacity(people.len());
        for (at, person) in people.iter().enumerate() {
            let Some(address) = &person.email else {
                continue;
            };
            let Some(other) = first.get(address.as_str()) else {
                first.insert(address, at);
                continue;
            };
            let leads = |at: usize| people.get(at).is_some_and(Person::is_leader);
            if let (true, Some(row), Some(line)) =
                (leads(at) || leads(*other), rows.get(at), rows.get(*other))
            {
                let fault = Fault::AddressUsedTwice {
                    first_line: line.line,
                };
                self.source.fault(row, Column::Email, fault, found);
            }
        }
    }

    /// Turns every reference to a leader into that leader's number, and finds circles.
    fn leaders(
        &self,
        people: &mut [Person],
        rows: &[&Row],
        by_number: &HashMap<String, usize>,
        found: &mut Found,
    ) {
        let others = OtherNames::of(people);
        let mut above: Vec<Option<usize>> = Vec::with_capacity(people.len());
        for (person, row) in people.iter_mut().zip(rows) {
            let Some(written) = person.leader.take() else {
                above.push(None);
                continue;
            };
            let known = by_number.get(&written).copied();
            let Some(at) = known.or_else(|| others.find(&written)) else {
                self.source
                    .fault(row, Column::Leader, Fault::LeaderNotInFile, found);
                above.push(None);
                continue;
            };
            above.push(Some(at));
            person.leader = Some(written);
        }
        let numbers: Vec<String> = people.iter().map(|person| person.number.clone()).collect();
        for ((person, row), above) in people.iter_mut().zip(rows).zip(&above) {
            if let Some(number) = above.and_then(|at| numbers.get(at))
                && person.leader.as_ref() != Some(number)
            {
                self.source
                    .mended(row, Column::Leader, number, Mending::LeaderReference, found);
                person.leader = Some(number.clone());
            }
        }
        for circle in tree::circles(&above) {
            self.circle(circle, people, rows, found);
        }
    }

    /// A circle is one fault, told where somebody stands under a leader of a lower level, since
    /// that is the likely mistake; where nobody does, on its first line.
    fn circle(&self, mut circle: Vec<usize>, people: &[Person], rows: &[&Row], found: &mut Found) {
        let rank = |at: &usize| {
            self.settings
                .rank(people.get(*at).and_then(|person| person.level.as_deref()))
        };
        let steps = || circle.iter().zip(circle.iter().cycle().skip(1)).enumerate();
        let wrong = steps()
            .filter(|(_, (person, leader))| rank(leader) > rank(person))
            .min_by_key(|(_, (person, _))| **person);
        let turn = wrong.map_or(0, |(turn, _)| turn);
        circle.rotate_left(turn);
        let number = |at: &usize| people.get(*at).map(|person| person.number.clone());
        if let Some(row) = circle.first().and_then(|at| rows.get(*at)) {
            let round = circle
                .iter()
                .chain(circle.first().filter(|_| circle.len() > 1))
                .filter_map(number)
                .collect();
            self.source.fault(
                row,
                Column::Leader,
                Fault::LeadersInACircle { round },
                found,
            );
        }
    }
}

/// Ways to name a leader other than by the exact number.
struct OtherNames {
    by_name: HashMap<String, Option<usize>>,
}

impl OtherNames {
    fn of(people: &[Person]) -> Self {
        let mut by_name: HashMap<String, Option<usize>> = HashMap::new();
        for (at, person) in people.iter().enumerate() {
            let without_zeros = person.number.trim_start_matches('0').to_owned();
            for name in [Some(without_zeros), person.email.clone()]
                .into_iter()
                .flatten()
            {
                // A name that two people have names neither.
                by_name
                    .entry(name)
                    .and_modify(|other| *other = None)
                    .or_insert(Some(at));
            }
        }
        Self { by_name }
    }

    fn find(&self, written: &str) -> Option<usize> {
        let spelling = written.to_lowercase();
        let spelling = if spelling.contains('@') {
            &spelling
        } else {
            spelling.trim_start_matches('0')
        };
        self.by_name.get(spelling).copied().flatten()
    }
}

/// *Jensen, Anna Maria* and *Anna Maria Jensen* alike.
fn in_two(name: &str) -> (String, String) {
    match name.split_once(',') {
        Some((last, first)) => (first.trim().to_owned(), last.trim().to_owned()),
        None => match name.rsplit_once(' ') {
            Some((first, last)) => (first.to_owned(), last.to_owned()),
            None => (name.to_owned(), String::new()),
        },
    }
}

/// One @, something before it, a domain with a dot behind it, and no white space.
fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let wrong = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(
                letter,
                '@' | '<' | '>' | '(' | ')' | ',' | ';' | ':' | '"' | '\\' | '[' | ']'
            )
    };
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    let labels = || domain.split('.');
    !name.is_empty()
        && text.len() <= 254
        && !text.contains(|letter: char| letter != '@' && wrong(letter))
        && !domain.contains('@')
        && !dots(name)
        && !dots(domain)
        && labels().count() > 1
        && labels().all(|label| {
            !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_what_is_none() {
        for address in ["anna@kommune.example", "a.b-c+d@x.y.dk", "søren@køge.dk"] {
            assert!(is_address(address), "{address}");
        }
        for text in [
            "anne@@kommune.example",
            "søren.kommune.example",
            "a b@kommune.example",
            "@kommune.example",
            "anna@",
            "anna@kommune",
            "anna@.dk",
            "anna@kommune..dk",
            "anna.@kommune.dk",
            "anna@kommune.dk;bo@kommune.dk",
            "anna@-x.dk",
            "a@b@c.dk",
        ] {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn a_whole_name_falls_in_two() {
        let two = |name| in_two(name);
        assert_eq!(
            two("Jensen, Anna Maria"),
            ("Anna Maria".into(), "Jensen".into())
        );
        assert_eq!(
            two("Anna Maria Jensen"),
            ("Anna Maria".into(), "Jensen".into())
        );
        assert_eq!(two("Anna"), ("Anna".into(), String::new()));
    }
}
