//! What a newer file would change.

use std::collections::HashMap;

use crate::domain::{Column, Person, Unit};

/// One person's changes, in the order of the file; those who leave stand last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDifference {
    pub number: String,
    pub name: String,
    pub changes: Vec<Change>,
}

/// What becomes different about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Joined,
    /// Ends with the day; stays in the history.
    Left,
    Moved {
        from: String,
        to: String,
    },
    /// By employee number, which is all that the file says.
    NewLeader {
        from: Option<String>,
        to: Option<String>,
    },
    NewName {
        from: String,
        to: String,
    },
    NewLevel {
        from: Option<String>,
        to: Option<String>,
    },
    NewAddress,
    /// Another fact, which needs nobody's attention.
    Other(Column),
}

/// What becomes different about a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitDifference {
    New(String),
    /// Ends with the day; stays in the history.
    Closed(String),
    /// Another area, unit above or site.
    Changed(String),
}

/// Everything that a file would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    pub people: Vec<PersonDifference>,
    pub units: Vec<UnitDifference>,
    pub unchanged: usize,
}

impl Differences {
    /// How many people have a change of this kind.
    #[must_use]
    pub fn count(&self, is: impl Fn(&Change) -> bool) -> usize {
        self.people
            .iter()
            .filter(|person| person.changes.iter().any(&is))
            .count()
    }

    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.people.is_empty() && self.units.is_empty()
    }
}

/// Compares what is known with what a file says. People are who they are by number, units by name.
#[must_use]
pub fn compare(known: (&[Person], &[Unit]), file: (&[Person], &[Unit])) -> Differences {
    let mut differences = Differences::default();
    let before: HashMap<&str, &Person> = known
        .0
        .iter()
        .map(|person| (person.number.as_str(), person))
        .collect();
    let mut seen = 0_usize;
    for person in file.0 {
        let changes = match before.get(person.number.as_str()) {
            None => vec![Change::Joined],
            Some(old) => {
                seen += 1;
                changes(old, person)
            }
        };
        if changes.is_empty() {
            differences.unchanged += 1;
        } else {
            differences.people.push(difference(person, changes));
        }
    }
    if seen < known.0.len() {
        let stays: std::collections::HashSet<&str> =
            file.0.iter().map(|person| person.number.as_str()).collect();
        let left = known
            .0
            .iter()
            .filter(|person| !stays.contains(person.number.as_str()));
        differences
            .people
            .extend(left.map(|person| difference(person, vec![Change::Left])));
    }
    differences.units = units(known.1, file.1);
    differences
}

fn difference(person: &Person, changes: Vec<Change>) -> PersonDifference {
    PersonDifference {
        number: person.number.clone(),
        name: person.name(),
        changes,
    }
}

fn changes(old: &Person, new: &Person) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.unit != new.unit {
        changes.push(Change::Moved {
            from: old.unit.clone(),
            to: new.unit.clone(),
        });
    }
    if old.leader != new.leader {
        changes.push(Change::NewLeader {
            from: old.leader.clone(),
            to: new.leader.clone(),
        });
    }
    if old.name() != new.name() {
        changes.push(Change::NewName {
            from: old.name(),
            to: new.name(),
        });
    }
    if old.level != new.level {
        changes.push(Change::NewLevel {
            from: old.level.clone(),
            to: new.level.clone(),
        });
    }
    if old.email != new.email {
        changes.push(Change::NewAddress);
    }
    let others = [
        (Column::JobTitle, old.job_title != new.job_title),
        (Column::Gender, old.gender != new.gender),
        (Column::Area, old.area != new.area),
        (Column::Site, old.site != new.site),
        (Column::Hired, old.hired != new.hired),
    ];
    changes.extend(
        others
            .into_iter()
            .filter(|(_, differs)| *differs)
            .map(|(column, _)| Change::Other(column)),
    );
    changes
}

fn units(known: &[Unit], file: &[Unit]) -> Vec<UnitDifference> {
    let before: HashMap<&str, &Unit> = known
        .iter()
        .map(|unit| (unit.name.as_str(), unit))
        .collect();
    let after: HashMap<&str, &Unit> = file.iter().map(|unit| (unit.name.as_str(), unit)).collect();
    let arriving = file
        .iter()
        .filter_map(|unit| match before.get(unit.name.as_str()) {
            None => Some(UnitDifference::New(unit.name.clone())),
            Some(old) if *old != unit => Some(UnitDifference::Changed(unit.name.clone())),
            Some(_) => None,
        });
    let leaving = known
        .iter()
        .filter(|unit| !after.contains_key(unit.name.as_str()))
        .map(|unit| UnitDifference::Closed(unit.name.clone()));
    arriving.chain(leaving).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(number: &str, unit: &str, leader: Option<&str>) -> Person {
        Person {
            number: number.into(),
            first_name: "Anna".into(),
            last_name: "Holm".into(),
            unit: unit.into(),
            leader: leader.map(Into::into),
            ..Person::default()
        }
    }

    #[test]
    fn every_change_is_told_and_what_is_equal_is_counted() {
        let known = [
            person("1", "A", None),
            person("2", "A", Some("1")),
            person("3", "A", Some("1")),
            person("4", "A", None),
        ];
        let mut renamed = person("3", "B", Some("2"));
        renamed.last_name = "Lund".into();
        renamed.level = Some("chef".into());
        renamed.site = Some("Torvet 1".into());
        let file = [
            person("1", "A", None),
            renamed,
            person("4", "A", None),
            person("5", "A", None),
        ];
        let units = |names: &[&str]| -> Vec<Unit> {
            names
                .iter()
                .map(|name| Unit {
                    name: (*name).into(),
                    ..Unit::default()
                })
                .collect()
        };
        let (before, after) = (units(&["A", "C"]), units(&["A", "B"]));
        let differences = compare((&known, &before), (&file, &after));
        assert_eq!(differences.unchanged, 2);
        let told: Vec<(&str, usize)> = differences
            .people
            .iter()
            .map(|person| (person.number.as_str(), person.changes.len()))
            .collect();
        assert_eq!(told, [("3", 5), ("5", 1), ("2", 1)]);
        assert_eq!(differences.people[2].changes, [Change::Left]);
        assert_eq!(
            differences.count(|change| matches!(change, Change::Moved { .. })),
            1
        );
        assert_eq!(
            differences.units,
            [
                UnitDifference::New("B".into()),
                UnitDifference::Closed("C".into())
            ]
        );
        assert!(compare((&file, &after), (&file, &after)).is_nothing());
    }
}
