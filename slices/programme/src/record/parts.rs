//! The parts of each kind of thing, in the order of its form: the one table that reading, writing
//! and forms go by.

use super::{Kind, Value};
use crate::Text;

/// A word of the interface.
type Label = fn(&Text) -> String;

/// One part of a thing.
#[derive(Debug)]
pub struct Part {
    /// In forms.
    pub name: &'static str,
    pub label: Label,
    pub input: Input,
    pub at: At,
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// In the thing's own file and place, by this way.
    Own(&'static [&'static str]),
    /// In what `schedule.toml` says of the same thing.
    Schedule(&'static [&'static str]),
    /// The Markdown below the particulars.
    Body,
    /// A module's place among the modules, from 1.
    Place,
    /// The teachers who have the module among theirs.
    TaughtBy,
    /// The module's own distance, under `[[spacing.module]]`.
    Spacing(&'static [&'static str]),
}

/// How a part is written.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// A name that is the same in every language.
    Line,
    /// A line in each language.
    Words,
    /// Some sentences in each language.
    Block,
    /// A longer text in each language.
    Body,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// The same, or nothing.
    MaybeWhole(i64, i64),
    Date,
    Time,
    OneKey(Source),
    Keys(Source),
    /// At least one.
    SomeKeys(Source),
    Flag,
    /// A list of plain lines.
    Lines,
    Choice(&'static [Pick]),
    /// The same, where the first holds when the file says nothing.
    Usually(&'static [Pick]),
    Rows(&'static [Column]),
}

impl Input {
    pub(super) fn nothing(self) -> Value {
        match self {
            Self::Words | Self::Block | Self::Body => Value::Words {
                da: String::new(),
                en: String::new(),
            },
            Self::Keys(_) | Self::SomeKeys(_) | Self::Lines => Value::Keys(Vec::new()),
            Self::Flag => Value::Flag(false),
            Self::Rows(_) => Value::Rows(Vec::new()),
            _ => Value::Text(String::new()),
        }
    }
}

/// What a key refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Field,
    Guidepost,
    Aim,
    /// 1 to 12.
    Month,
    Own(Kind),
}

/// One of a few words of the files.
#[derive(Debug)]
pub struct Pick {
    pub word: &'static str,
    pub label: Label,
}

/// One column of a part's rows.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub way: &'static [&'static str],
    pub label: Label,
    /// [`Input::Line`], [`Input::Whole`] or [`Input::Date`].
    pub input: Input,
    pub required: bool,
}

const fn pick(word: &'static str, label: Label) -> Pick {
    Pick { word, label }
}

const fn own(name: &'static str, label: Label, input: Input, way: &'static [&'static str]) -> Part {
    Part {
        name,
        label,
        input,
        at: At::Own(way),
    }
}

const fn schedule(
    name: &'static str,
    label: Label,
    input: Input,
    way: &'static [&'static str],
) -> Part {
    Part {
        name,
        label,
        input,
        at: At::Schedule(way),
    }
}

const fn column(
    name: &'static str,
    way: &'static [&'static str],
    label: Label,
    input: Input,
    required: bool,
) -> Column {
    Column {
        name,
        way,
        label,
        input,
        required,
    }
}

const PREPARATION: &[Column] = &[
    column(
        "minutes",
        &["minutes"],
        Text::part_minutes,
        Input::Whole(1, 600),
        true,
    ),
    column("da", &["text", "da"], Text::part_what_da, Input::Line, true),
    column(
        "en",
        &["text", "en"],
        Text::part_what_en,
        Input::Line,
        false,
    ),
];
const MATERIAL: &[Column] = &[
    column("da", &["name", "da"], Text::part_name_da, Input::Line, true),
    column(
        "en",
        &["name", "en"],
        Text::part_name_en,
        Input::Line,
        false,
    ),
];
const PERIODS: &[Column] = &[
    column("from", &["from"], Text::part_from, Input::Date, true),
    column("to", &["to"], Text::part_to, Input::Date, true),
];
const SEATINGS: &[Pick] = &[
    pick("tables", Text::seating_tables),
    pick("teams", Text::seating_teams),
];
const COMPANIES: &[Pick] = &[
    pick("alone", Text::with_alone),
    pick("staff", Text::with_staff),
    pick("partner", Text::with_partner),
    pick("learning-group", Text::with_learning_group),
    pick("own-leader", Text::with_own_leader),
];
const TEACHERS: &[Pick] = &[
    pick("researcher", Text::teacher_researcher),
    pick("consultant", Text::teacher_consultant),
    pick("practitioner", Text::teacher_practitioner),
];
const CLOSED: &[Pick] = &[
    pick("school-holiday", Text::closed_school_holiday),
    pick("public-holiday", Text::closed_public_holiday),
    pick("budget", Text::closed_budget),
    pick("exam", Text::closed_exam),
    pick("other", Text::closed_other),
];

/// What every activity carries (the commission's recommendation 26).
const KNOWLEDGE: Part = own("knowledge", Text::knowledge, Input::Block, &["knowledge"]);
const REFLECTION: Part = own(
    "reflection",
    Text::reflection,
    Input::Block,
    &["reflection"],
);
const ACTION: Part = own("action", Text::action, Input::Block, &["action"]);
const NAME: Part = own("name", Text::part_name, Input::Words, &["name"]);
const SUMMARY: Part = own("summary", Text::part_summary, Input::Block, &["summary"]);
const AIM: Part = own("aim", Text::part_aim, Input::OneKey(Source::Aim), &["aim"]);
const BODY: Part = Part {
    name: "text",
    label: Text::part_text,
    input: Input::Body,
    at: At::Body,
};
const PLAIN_NAME: Part = own("name", Text::part_name, Input::Line, &["name"]);
const OFF: Part = own("off", Text::part_off, Input::Rows(PERIODS), &["off"]);

const SETTINGS: &[Part] = &[
    NAME,
    SUMMARY,
    own("years", Text::part_years, Input::Whole(1, 10), &["years"]),
    schedule("start", Text::part_start, Input::Date, &["start"]),
    schedule(
        "begins",
        Text::part_begins,
        Input::Time,
        &["hours", "begins"],
    ),
    schedule("ends", Text::part_ends, Input::Time, &["hours", "ends"]),
    own(
        "cohort",
        Text::part_cohort,
        Input::Whole(4, 200),
        &["groups", "cohort"],
    ),
    own(
        "learning-least",
        Text::part_learning_least,
        Input::Whole(2, 50),
        &["groups", "learning", "least"],
    ),
    own(
        "learning-most",
        Text::part_learning_most,
        Input::Whole(2, 50),
        &["groups", "learning", "most"],
    ),
    own(
        "table",
        Text::part_table,
        Input::Whole(2, 50),
        &["groups", "table"],
    ),
    own(
        "gathering",
        Text::part_gathering,
        Input::Whole(2, 50),
        &["groups", "gathering"],
    ),
    schedule(
        "most-absent",
        Text::part_most_absent,
        Input::Whole(0, 200),
        &["most_absent"],
    ),
    schedule(
        "least",
        Text::part_spacing_least,
        Input::Whole(1, 52),
        &["spacing", "least"],
    ),
    schedule(
        "wish",
        Text::part_spacing_wish,
        Input::Whole(1, 52),
        &["spacing", "wish"],
    ),
    schedule(
        "most",
        Text::part_spacing_most,
        Input::Whole(1, 52),
        &["spacing", "most"],
    ),
];

const GATHERINGS: &[Part] = &[
    own(
        "name",
        Text::part_name,
        Input::Words,
        &["gatherings", "name"],
    ),
    own(
        "summary",
        Text::part_summary,
        Input::Block,
        &["gatherings", "summary"],
    ),
    own(
        "aim",
        Text::part_aim,
        Input::OneKey(Source::Aim),
        &["gatherings", "aim"],
    ),
    schedule(
        "months",
        Text::part_months,
        Input::Keys(Source::Month),
        &["gatherings", "months"],
    ),
    schedule(
        "room",
        Text::book_room,
        Input::OneKey(Source::Own(Kind::Room)),
        &["gatherings", "room"],
    ),
    schedule(
        "begins",
        Text::part_begins,
        Input::Time,
        &["gatherings", "begins"],
    ),
    schedule(
        "ends",
        Text::part_ends,
        Input::Time,
        &["gatherings", "ends"],
    ),
    own(
        "preparation",
        Text::preparation_heading,
        Input::Rows(PREPARATION),
        &["gatherings", "preparation"],
    ),
];

const TRANCHE: &[Part] = &[
    NAME,
    own(
        "cohorts",
        Text::part_cohorts,
        Input::Whole(1, 100),
        &["cohorts"],
    ),
    schedule("earliest", Text::part_earliest, Input::Date, &["earliest"]),
    schedule("latest", Text::part_latest, Input::Date, &["latest"]),
];

const MODULE: &[Part] = &[
    NAME,
    SUMMARY,
    Part {
        name: "place",
        label: Text::part_place,
        input: Input::Whole(1, 200),
        at: At::Place,
    },
    own(
        "block",
        Text::book_block,
        Input::OneKey(Source::Own(Kind::Block)),
        &["block"],
    ),
    own(
        "fields",
        Text::fact_fields,
        Input::SomeKeys(Source::Field),
        &["fields"],
    ),
    own(
        "guideposts",
        Text::fact_guideposts,
        Input::Keys(Source::Guidepost),
        &["guideposts"],
    ),
    AIM,
    own("days", Text::part_days, Input::Whole(1, 5), &["days"]),
    own(
        "teachers",
        Text::part_teachers,
        Input::Whole(1, 10),
        &["teachers"],
    ),
    Part {
        name: "taught-by",
        label: Text::part_taught_by,
        input: Input::Keys(Source::Own(Kind::Teacher)),
        at: At::TaughtBy,
    },
    own(
        "seating",
        Text::part_seating,
        Input::Usually(SEATINGS),
        &["seating"],
    ),
    own("desk", Text::part_desk, Input::Words, &["desk"]),
    KNOWLEDGE,
    REFLECTION,
    ACTION,
    BODY,
    own(
        "preparation",
        Text::preparation_heading,
        Input::Rows(PREPARATION),
        &["preparation"],
    ),
    own(
        "material",
        Text::material_heading,
        Input::Rows(MATERIAL),
        &["material"],
    ),
    Part {
        name: "least",
        label: Text::part_spacing_least,
        input: Input::MaybeWhole(1, 52),
        at: At::Spacing(&["least"]),
    },
    Part {
        name: "wish",
        label: Text::part_spacing_wish,
        input: Input::MaybeWhole(1, 52),
        at: At::Spacing(&["wish"]),
    },
    Part {
        name: "most",
        label: Text::part_spacing_most,
        input: Input::MaybeWhole(1, 52),
        at: At::Spacing(&["most"]),
    },
];

const ACTIVITY: &[Part] = &[
    NAME,
    own(
        "after",
        Text::part_after,
        Input::OneKey(Source::Own(Kind::Module)),
        &["after"],
    ),
    own("with", Text::part_with, Input::Choice(COMPANIES), &["with"]),
    own(
        "minutes",
        Text::part_minutes,
        Input::Whole(1, 2_000),
        &["minutes"],
    ),
    AIM,
    KNOWLEDGE,
    REFLECTION,
    ACTION,
    BODY,
];

const TEACHER: &[Part] = &[
    PLAIN_NAME,
    own("kind", Text::book_kind, Input::Choice(TEACHERS), &["kind"]),
    own(
        "modules",
        Text::book_can_teach,
        Input::Keys(Source::Own(Kind::Module)),
        &["modules"],
    ),
    OFF,
];

const ROOM: &[Part] = &[
    PLAIN_NAME,
    own(
        "site",
        Text::book_site,
        Input::OneKey(Source::Own(Kind::Site)),
        &["site"],
    ),
    own(
        "seats",
        Text::book_seats,
        Input::Whole(1, 10_000),
        &["seats"],
    ),
    OFF,
];

impl Kind {
    /// Its parts, in the order of a form.
    #[must_use]
    pub const fn parts(self) -> &'static [Part] {
        match self {
            Self::Settings => SETTINGS,
            Self::Gatherings => GATHERINGS,
            Self::Tranche => TRANCHE,
            Self::Block => {
                const BLOCK: &[Part] = &[
                    NAME,
                    own("example", Text::part_example, Input::Flag, &["example"]),
                    SUMMARY,
                ];
                BLOCK
            }
            Self::Module => MODULE,
            Self::Activity => ACTIVITY,
            Self::Teacher => TEACHER,
            Self::Room => ROOM,
            Self::Site => {
                const SITE: &[Part] = &[
                    NAME,
                    own(
                        "workplaces",
                        Text::part_workplaces,
                        Input::Lines,
                        &["workplaces"],
                    ),
                ];
                SITE
            }
            Self::Closed => {
                const PERIOD: &[Part] = &[
                    NAME,
                    own("from", Text::part_from, Input::Date, &["from"]),
                    own("to", Text::part_to, Input::Date, &["to"]),
                    own(
                        "kind",
                        Text::part_closed_kind,
                        Input::Choice(CLOSED),
                        &["kind"],
                    ),
                ];
                PERIOD
            }
        }
    }

    /// Parts of which the first may not lie after the second.
    #[must_use]
    pub const fn ordered(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Settings => &[
                ("begins", "ends"),
                ("learning-least", "learning-most"),
                ("least", "wish"),
                ("wish", "most"),
            ],
            Self::Gatherings => &[("begins", "ends")],
            Self::Tranche => &[("earliest", "latest")],
            Self::Module => &[("least", "wish"), ("wish", "most")],
            Self::Closed => &[("from", "to")],
            _ => &[],
        }
    }
}
