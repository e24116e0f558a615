//! What can be wrong with a file, said so that it can be put right in the spreadsheet.

use base::Lang;
use documents::{date::DateFault, sheet::Part};

use crate::{Text, domain::Column};

/// One offending cell, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub sheet: String,
    /// The line in the file; the headings are usually line 1.
    pub line: u32,
    /// The heading as it stands in the file.
    pub column: String,
    /// The cell as it stands in the file, or nothing where it must not be repeated.
    pub value: String,
    pub fault: Fault,
}

impl Finding {
    /// The heading in the file, or what the missing column is called.
    #[must_use]
    pub fn column_text(&self, lang: Lang) -> String {
        match self.fault {
            Fault::MissingColumn { column } => column_name(column, lang),
            // A heading that is missing, or that must not be repeated.
            Fault::CprColumn { column }
            | Fault::CprHeading { column }
            | Fault::CprNumber { column }
                if self.column.is_empty() =>
            {
                Text::new(lang).column_numbered(column)
            }
            _ => self.column.clone(),
        }
    }

    /// What to do about it, in the reader's language.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> String {
        self.fault.remedy(&self.value, lang)
    }
}

/// What is wrong with a cell, and what is known that helps to put it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    LeadersInACircle {
        /// Everybody on the way round, from the person on this line.
        round: Vec<String>,
    },
    LeaderNotInFile,
    NumberUsedTwice {
        first_line: u32,
    },
    NotADate(DateFault),
    DateOutOfRange {
        earliest: i32,
        latest: i32,
    },
    UnitNotInList {
        nearest: Option<String>,
    },
    NotAnAddress,
    /// Two people, one of them a leader: a leader signs in with the address.
    AddressUsedTwice {
        first_line: u32,
    },
    UnknownLevel {
        nearest: Option<String>,
        levels: Vec<String>,
    },
    MissingValue,
    FormulaFailed,
    UnitTwice {
        first_line: u32,
    },
    ParentNotInList {
        nearest: Option<String>,
    },
    UnitsInACircle {
        round: Vec<String>,
    },
    /// The file has no column for something that everybody must have.
    MissingColumn {
        column: Column,
    },
    /// A whole column of CPR numbers; nothing else of the file is read. Columns count from 1.
    CprColumn {
        column: usize,
    },
    /// A heading that holds a CPR number, as where a file has no headings.
    CprHeading {
        column: usize,
    },
    /// One cell that holds a CPR number.
    CprNumber {
        column: usize,
    },
    /// The name of a sheet or a file holds a CPR number.
    CprName,
    /// A CPR number outside the cells.
    CprBeside(Part),
}

impl Fault {
    /// The stable English name, as it stands in files and in JSON.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::LeadersInACircle { .. } => "leaders in a circle",
            Self::LeaderNotInFile => "leader not in the file",
            Self::NumberUsedTwice { .. } => "employee number used twice",
            Self::NotADate(_) => "not a date",
            Self::DateOutOfRange { .. } => "date out of range",
            Self::UnitNotInList { .. } => "unit not in the unit list",
            Self::NotAnAddress => "not an e-mail address",
            Self::AddressUsedTwice { .. } => "e-mail address used twice",
            Self::UnknownLevel { .. } => "unknown leader level",
            Self::MissingValue => "required value missing",
            Self::FormulaFailed => "formula failed",
            Self::UnitTwice { .. } => "unit listed twice",
            Self::ParentNotInList { .. } => "parent unit not in the unit list",
            Self::UnitsInACircle { .. } => "units in a circle",
            Self::MissingColumn { .. } => "required column missing",
            Self::CprColumn { .. } => "column of CPR numbers",
            Self::CprHeading { .. } => "CPR number in a heading",
            Self::CprNumber { .. } => "CPR number",
            Self::CprName => "CPR number in a name",
            Self::CprBeside(Part::Comment) => "CPR number in a comment",
            Self::CprBeside(Part::Property) => "CPR number in the file's properties",
            Self::CprBeside(Part::Other) => "CPR number outside the cells",
        }
    }

    /// The name of the fault in the reader's language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::LeadersInACircle { .. } => text.fault_leaders_in_a_circle(),
            Self::LeaderNotInFile => text.fault_leader_not_in_file(),
            Self::NumberUsedTwice { .. } => text.fault_number_used_twice(),
            Self::NotADate(_) => text.fault_not_a_date(),
            Self::DateOutOfRange { .. } => text.fault_date_out_of_range(),
            Self::UnitNotInList { .. } => text.fault_unit_not_in_list(),
            Self::NotAnAddress => text.fault_not_an_address(),
            Self::AddressUsedTwice { .. } => text.fault_address_used_twice(),
            Self::UnknownLevel { .. } => text.fault_unknown_level(),
            Self::MissingValue => text.fault_missing_value(),
            Self::FormulaFailed => text.fault_formula_failed(),
            Self::UnitTwice { .. } => text.fault_unit_twice(),
            Self::ParentNotInList { .. } => text.fault_parent_not_in_list(),
            Self::UnitsInACircle { .. } => text.fault_units_in_a_circle(),
            Self::MissingColumn { .. } => text.fault_missing_column(),
            Self::CprColumn { .. } => text.fault_cpr_column(),
            Self::CprHeading { .. } => text.fault_cpr_heading(),
            Self::CprNumber { .. } => text.fault_cpr_number(),
            Self::CprName => text.fault_cpr_name(),
            Self::CprBeside(Part::Comment) => text.fault_cpr_comment(),
            Self::CprBeside(Part::Property) => text.fault_cpr_property(),
            Self::CprBeside(Part::Other) => text.fault_cpr_beside(),
        }
    }

    fn remedy(&self, value: &str, lang: Lang) -> String {
        let text = Text::new(lang);
        let round = |round: &[String]| round.join(" → ");
        match self {
            Self::LeadersInACircle { round: way } if way.len() < 2 => text.remedy_own_leader(value),
            Self::LeadersInACircle { round: way } => text.remedy_leaders_in_a_circle(round(way)),
            Self::LeaderNotInFile => text.remedy_leader_not_in_file(value),
            Self::NumberUsedTwice { first_line } => text.remedy_number_used_twice(*first_line),
            Self::NotADate(DateFault::Unreadable) => text.remedy_not_a_date(),
            Self::NotADate(DateFault::NoSuchDay) => text.remedy_no_such_day(),
            Self::NotADate(DateFault::TwoDigitYear) => text.remedy_two_digit_year(),
            // Years are words here: a year has no thousands separator.
            Self::DateOutOfRange { earliest, latest } => {
                text.remedy_date_out_of_range(earliest.to_string(), latest.to_string())
            }
            Self::UnitNotInList {
                nearest: Some(unit),
            }
            | Self::ParentNotInList {
                nearest: Some(unit),
            } => text.remedy_did_you_mean(unit),
            Self::UnitNotInList { nearest: None } => text.remedy_unit_not_in_list(),
            Self::ParentNotInList { nearest: None } => text.remedy_parent_not_in_list(),
            Self::NotAnAddress => text.remedy_not_an_address(),
            Self::AddressUsedTwice { first_line } => text.remedy_address_used_twice(*first_line),
            Self::UnknownLevel { nearest, levels } => match nearest {
                Some(level) => text.remedy_level_did_you_mean(level, levels.join(", ")),
                None => text.remedy_unknown_level(levels.join(", ")),
            },
            Self::MissingValue => text.remedy_missing_value(),
            Self::FormulaFailed => text.remedy_formula_failed(),
            Self::UnitTwice { first_line } => text.remedy_unit_twice(*first_line),
            Self::UnitsInACircle { round: way } => text.remedy_units_in_a_circle(round(way)),
            Self::MissingColumn { column } => {
                text.remedy_missing_column(column_name(*column, lang))
            }
            Self::CprColumn { .. } => text.remedy_cpr_column(),
            Self::CprHeading { .. } => text.remedy_cpr_heading(),
            Self::CprNumber { .. } => text.remedy_cpr_number(),
            Self::CprName => text.remedy_cpr_name(),
            Self::CprBeside(Part::Comment) => text.remedy_cpr_comment(),
            Self::CprBeside(Part::Property) => text.remedy_cpr_property(),
            Self::CprBeside(Part::Other) => text.remedy_cpr_beside(),
        }
    }
}

/// What a column is called in the interface.
#[must_use]
pub(crate) fn column_name(column: Column, lang: Lang) -> String {
    let text = Text::new(lang);
    match column {
        Column::Number => text.column_number(),
        Column::FirstName => text.column_first_name(),
        Column::LastName => text.column_last_name(),
        Column::Name => text.column_name(),
        Column::Email => text.column_email(),
        Column::Gender => text.column_gender(),
        Column::JobTitle => text.column_job_title(),
        Column::Level => text.column_level(),
        Column::Unit => text.column_unit(),
        Column::Area => text.column_area(),
        Column::Site => text.column_site(),
        Column::Leader => text.column_leader(),
        Column::Hired => text.column_hired(),
        Column::Parent => text.column_parent(),
    }
}

/// A harmless difference that was put right without asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    pub sheet: String,
    pub line: u32,
    pub column: String,
    /// As it stands in the file.
    pub value: String,
    /// As it was read.
    pub read_as: String,
    pub mending: Mending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// Spaces at the ends, doubled, or of the kind that does not break.
    Spaces,
    /// Capitals in an address, or `mailto:` before it.
    Address,
    /// A unit or level spelt with other capitals or letters than in its list.
    Spelling,
    /// Leading zeros that a spreadsheet took from a leader's number, or an address in its place.
    LeaderReference,
}

impl Mending {
    /// The stable English name, as it stands in JSON.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Spaces => "extra spaces",
            Self::Address => "capitals in an address",
            Self::Spelling => "spelling differs from the list",
            Self::LeaderReference => "leader named in another way",
        }
    }

    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let text = Text::new(lang);
        match self {
            Self::Spaces => text.mended_spaces(),
            Self::Address => text.mended_address(),
            Self::Spelling => text.mended_spelling(),
            Self::LeaderReference => text.mended_leader_reference(),
        }
    }
}

impl Mended {
    /// What was done, in the reader's language.
    #[must_use]
    pub fn remedy(&self, lang: Lang) -> String {
        Text::new(lang).mended_read_as(&self.read_as)
    }
}
