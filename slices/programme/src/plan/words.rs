//! Why there is no plan, and what no plan could avoid, in sentences with names and weeks.

use base::Lang;
use chrono::{Datelike, NaiveDate};
use grouping::Refusal;
use timetable::{Reason, Weeks};

use super::{Calendar, Roster, Stage, Unavoidable};
use crate::{Text, domain::Design};

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    da: String,
    en: String,
}

impl Sentence {
    fn new(say: impl Fn(&Text) -> String) -> Self {
        Self {
            da: say(&Text::new(Lang::Da)),
            en: say(&Text::new(Lang::En)),
        }
    }

    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(self.da.as_str(), self.en.as_str())
    }
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    #[error("{leaders} leaders are too few for {cohorts} cohorts")]
    TooFewLeaders { leaders: usize, cohorts: usize },
    #[error("{room} seats {seats}, and there are {leaders} leaders")]
    HallTooSmall {
        room: String,
        seats: usize,
        leaders: usize,
    },
    /// The rules for groups clash.
    #[error("{stage:?}: the rules for groups clash")]
    Groups { stage: Stage, why: Vec<Sentence> },
    /// No timetable; `proven` when there is none, else none was found in time.
    #[error("no timetable")]
    Timetable { why: Vec<Sentence>, proven: bool },
}

impl Impossible {
    /// One sentence each, the most telling first, then what to do.
    #[must_use]
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let text = Text::new(lang);
        match self {
            Self::TooFewLeaders { leaders, cohorts } => {
                vec![text.plan_too_few_leaders(*cohorts, *leaders)]
            }
            Self::HallTooSmall {
                room,
                seats,
                leaders,
            } => vec![text.plan_hall_too_small(*leaders, room, *seats)],
            Self::Groups { why, .. } => why
                .iter()
                .map(|sentence| sentence.text(lang).to_owned())
                .collect(),
            Self::Timetable { why, proven } => {
                let lead = if *proven {
                    text.plan_no_timetable()
                } else {
                    text.plan_no_timetable_found()
                };
                std::iter::once(lead)
                    .chain(why.iter().map(|sentence| sentence.text(lang).to_owned()))
                    .collect()
            }
        }
    }

    pub(super) fn groups(stage: Stage, refusals: &[Refusal], roster: &Roster) -> Self {
        let name = |person: &usize| {
            roster
                .leaders
                .get(*person)
                .map_or("?", |leader| leader.name.as_str())
        };
        let why = refusals
            .iter()
            .map(|refusal| match refusal {
                Refusal::ApartCrowd { people, groups, .. } => {
                    let names: Vec<&str> = people.iter().take(12).map(name).collect();
                    let names = names.join(", ");
                    Sentence::new(|text| text.plan_apart_crowd(*groups, &names))
                }
                Refusal::Sizes {
                    present,
                    groups,
                    least,
                    most,
                    ..
                } => Sentence::new(|text| text.plan_sizes(*groups, *least, *most, *present)),
                Refusal::BlockTooLarge {
                    people, largest, ..
                } => {
                    let names: Vec<&str> = people.iter().take(12).map(name).collect();
                    let names = names.join(", ");
                    Sentence::new(|text| text.plan_block_too_large(*largest, &names))
                }
                _ => Sentence::new(Text::plan_no_arrangement),
            })
            .collect();
        Self::Groups { stage, why }
    }

    pub(super) fn timetable(
        none: &timetable::NoPlan,
        design: &Design,
        roster: &Roster,
        calendar: &Calendar,
        instance: &timetable::Instance,
    ) -> Self {
        let says = Says {
            design,
            roster,
            calendar,
            instance,
        };
        Self::Timetable {
            why: none
                .reasons
                .iter()
                .map(|reason| Sentence::new(|text| says.reason(text, reason)))
                .collect(),
            proven: none.proven,
        }
    }
}

struct Says<'a> {
    design: &'a Design,
    roster: &'a Roster,
    calendar: &'a Calendar,
    instance: &'a timetable::Instance,
}

impl Says<'_> {
    fn module(&self, text: &Text, number: usize) -> String {
        let name = self
            .design
            .programme
            .modules
            .get(number)
            .map_or("?", |module| module.name.pick(text.lang()));
        text.plan_module(name, number + 1)
    }

    fn cohort(&self, text: &Text, number: usize) -> String {
        text.cohort_name(number + 1)
    }

    fn weeks(&self, text: &Text, weeks: Weeks) -> String {
        let first = self.calendar.date(weeks.first * 5);
        let last = self.calendar.date(weeks.last * 5);
        weeks_between(text, first, last)
    }

    fn date(&self, text: &Text, day: u32) -> String {
        language::date(text.lang(), self.calendar.date(day))
    }

    /// Those who lead the unit together.
    fn unit(&self, number: usize) -> (String, String) {
        let names: Vec<&str> = self
            .instance
            .leaders
            .iter()
            .filter(|leader| leader.unit == number)
            .map(|leader| leader.name.as_str())
            .collect();
        let unit = self
            .roster
            .leaders
            .iter()
            .find(|leader| names.contains(&leader.name.as_str()));
        (
            unit.map_or_else(String::new, |leader| leader.unit.clone()),
            names.join(", "),
        )
    }

    fn reason(&self, text: &Text, reason: &Reason) -> String {
        match reason {
            Reason::Length { module, length } => {
                text.clash_length(*length, self.module(text, *module))
            }
            Reason::SpacingEmpty {
                module,
                least,
                most,
            } => text.clash_spacing_empty(*least / 5, self.module(text, *module), *most / 5),
            Reason::TooFewTeachers {
                module,
                needed,
                qualified,
            } => text.clash_too_few_teachers(self.module(text, *module), *needed, *qualified),
            Reason::NoRoomSeats {
                cohort,
                members,
                most_seats,
            } => text.clash_no_room_seats(self.cohort(text, *cohort), *members, *most_seats),
            Reason::HorizonTooShort {
                cohort,
                earliest,
                needed,
                last_open,
            } => text.clash_horizon(
                self.cohort(text, *cohort),
                self.date(text, *earliest),
                self.date(text, *last_open),
                needed.div_ceil(5),
            ),
            Reason::Start {
                cohort,
                earliest,
                latest_start,
            } => text.clash_start(
                self.cohort(text, *cohort),
                self.date(text, *earliest),
                self.date(text, *latest_start),
            ),
            Reason::Spacing {
                cohort,
                module,
                least,
                most,
            } => text.clash_spacing(
                self.cohort(text, *cohort),
                *least / 5,
                self.module(text, *module),
                *most / 5,
            ),
            Reason::Closed {
                cohort,
                module,
                weeks,
            } => text.clash_closed(
                self.cohort(text, *cohort),
                self.module(text, *module),
                self.weeks(text, *weeks),
            ),
            Reason::TooManyAbsent {
                cohort,
                module,
                weeks,
                fewest,
                allowed,
            } => text.clash_absent(
                *allowed,
                self.cohort(text, *cohort),
                *fewest,
                self.module(text, *module),
                self.weeks(text, *weeks),
            ),
            Reason::NoRoomOpen {
                cohort,
                module,
                weeks,
                seats,
            }
            | Reason::RoomsTaken {
                cohort,
                module,
                weeks,
                seats,
            } => text.clash_room(
                self.cohort(text, *cohort),
                self.module(text, *module),
                *seats,
                self.weeks(text, *weeks),
            ),
            Reason::TeachersAway {
                cohort,
                module,
                weeks,
                needed,
            }
            | Reason::TeachersTaken {
                cohort,
                module,
                weeks,
                needed,
            } => text.clash_teachers(
                self.cohort(text, *cohort),
                self.module(text, *module),
                *needed,
                self.weeks(text, *weeks),
            ),
            Reason::Locked {
                cohort,
                module,
                weeks,
            } => text.clash_locked(
                self.cohort(text, *cohort),
                self.module(text, *module),
                self.weeks(text, *weeks),
            ),
            Reason::TooManyDays {
                cohorts,
                needed,
                open,
            } => {
                let names: Vec<String> = cohorts
                    .iter()
                    .map(|cohort| self.cohort(text, *cohort))
                    .collect();
                text.clash_days(names.join(", "), *needed, *open)
            }
            Reason::TeacherDays {
                module,
                needed,
                free,
            } => text.clash_teacher_days(*free, self.module(text, *module), *needed),
            Reason::RoomDays {
                seats,
                needed,
                free,
            } => text.clash_room_days(*free, *needed, *seats),
            Reason::UnitMates {
                unit,
                cohorts,
                module,
                weeks,
            } => {
                let (unit, names) = self.unit(*unit);
                text.clash_unit(
                    self.cohort(text, cohorts.0),
                    self.module(text, *module),
                    names,
                    self.cohort(text, cohorts.1),
                    unit,
                    self.weeks(text, *weeks),
                )
            }
            Reason::Unknown { .. }
            | Reason::AnnouncedTwice { .. }
            | Reason::TooFar { .. }
            | Reason::Cost { .. } => text.clash_announced(),
        }
    }
}

/// *uge 12 til 20 i 2027*.
fn weeks_between(text: &Text, first: NaiveDate, last: NaiveDate) -> String {
    let (from, to) = (first.iso_week(), last.iso_week());
    if from == to {
        text.week_one(from.week(), from.year().to_string())
    } else if from.year() == to.year() {
        text.weeks_one_year(from.week(), to.week(), from.year().to_string())
    } else {
        text.weeks_two_years(
            from.week(),
            from.year().to_string(),
            to.week(),
            to.year().to_string(),
        )
    }
}

impl Unavoidable {
    /// Said by name.
    #[must_use]
    pub fn sentence(&self, design: &Design, name: impl Fn(usize) -> String, lang: Lang) -> String {
        let text = Text::new(lang);
        let names = |leaders: &[usize]| {
            leaders
                .iter()
                .map(|leader| name(*leader))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match self {
            Self::UnitInCohort {
                unit,
                cohort,
                leaders,
            } => text.unavoidable_unit(text.cohort_name(*cohort + 1), names(leaders), unit),
            Self::ReportInCohort { cohort, leaders } => text.unavoidable_report(
                text.cohort_name(*cohort + 1),
                names(&[leaders.0, leaders.1]),
            ),
            Self::UnitAtGatherings { unit, leaders } => {
                text.unavoidable_gathering(names(leaders), unit)
            }
            Self::NoGathering { year, month } => {
                let day = NaiveDate::from_ymd_opt(*year, *month, 1).unwrap_or_default();
                text.unavoidable_no_gathering(month_name(lang, day), year.to_string())
            }
            Self::LearningSize {
                tranche,
                least,
                most,
            } => {
                let tranche = design
                    .programme
                    .tranches
                    .get(*tranche)
                    .map_or("", |tranche| tranche.name.pick(lang));
                text.unavoidable_learning(*least, *most, tranche)
            }
        }
    }
}

/// The month's name out of a written date.
pub(crate) fn month_name(lang: Lang, day: NaiveDate) -> String {
    let date = language::date(lang, day);
    date.split(' ').nth(1).unwrap_or_default().to_owned()
}
