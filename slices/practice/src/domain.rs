//! A next step (*mit næste skridt*): "Når ..., så vil jeg ..." in own operations. Pure.

use base::{Id, PersonTag};
use chrono::{DateTime, Days, NaiveDate, Utc};
use programme::{domain::Module, query::Session};

/// Letters in each part of a step; more is refused with what was typed kept.
pub const LONGEST: usize = 300;
/// Letters in what came of it, in a word on the way, and in a line of encouragement.
pub const LONGEST_WORD: usize = 500;
/// Days until what was told in the room and not confirmed is forgotten.
pub const UNCONFIRMED_DAYS: u64 = 60;
/// Days from today to the date that is suggested for a new step.
pub const AHEAD_DAYS: u64 = 21;

/// What a leader says of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Når ...
    pub when: String,
    /// ... så vil jeg ...
    pub then: String,
    pub by: NaiveDate,
    /// How it can be seen.
    pub seen: Option<String>,
    /// Another leader of the programme who knows of it.
    pub makker: Option<Id<PersonTag>>,
    pub tied: Tied,
    pub shared: Shared,
}

/// What a step is tied to, by keys of the programme's and the direction's files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    pub module: Option<String>,
    pub field: Option<String>,
    pub guidepost: Option<String>,
    pub tool: Option<String>,
    pub aim: Option<String>,
}

impl Tied {
    /// What a module is about: the first of its fields and guideposts, and its goal.
    #[must_use]
    pub fn to(module: &Module) -> Self {
        Self {
            module: Some(module.key.clone()),
            field: module.fields.first().cloned(),
            guidepost: module.guideposts.first().cloned(),
            tool: None,
            aim: Some(module.aim.clone()),
        }
    }
}

/// With whom; with nobody unless the leader says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    pub group: bool,
    /// *Din egen leder*.
    pub leader: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub id: Id<Step>,
    pub person: Id<PersonTag>,
    pub wording: Wording,
    /// Where it was told, when that was in the room.
    pub session: Option<Id<Session>>,
    pub state: State,
    /// What came of it.
    pub outcome: Option<String>,
    pub made: DateTime<Utc>,
    pub changed: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Told on a phone in the room; the leader has not said yet that it is theirs.
    Told,
    Open,
    /// *Gjort*.
    Done,
    /// *Droppet*.
    Dropped,
}

impl State {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    pub(crate) fn read(key: &str) -> Self {
        match key {
            "told" => Self::Told,
            "done" => Self::Done,
            "dropped" => Self::Dropped,
            _ => Self::Open,
        }
    }
}

/// What a leader says has become of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// What came of it can be said later.
    Done(Option<String>),
    /// To another date.
    Moved(NaiveDate),
    /// With or without a word.
    Dropped(Option<String>),
    /// What was said last is taken back.
    Undone,
}

/// What has happened to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Made,
    Confirmed,
    Edited,
    Done,
    Moved,
    Dropped,
    Undone,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Made,
        Self::Confirmed,
        Self::Edited,
        Self::Done,
        Self::Moved,
        Self::Dropped,
        Self::Undone,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Confirmed => "confirmed",
            Self::Edited => "edited",
            Self::Done => "done",
            Self::Moved => "moved",
            Self::Dropped => "dropped",
            Self::Undone => "undone",
        }
    }
}

/// A line of a step's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub kind: Kind,
    pub at: DateTime<Utc>,
    /// Why it was dropped.
    pub word: Option<String>,
    /// The date before it was moved.
    pub before: Option<NaiveDate>,
    /// The date that it was moved to.
    pub after: Option<NaiveDate>,
}

impl Happening {
    /// A line with nothing beside it; the store says when.
    #[must_use]
    pub(crate) const fn of(kind: Kind) -> Self {
        Self {
            kind,
            at: DateTime::UNIX_EPOCH,
            word: None,
            before: None,
            after: None,
        }
    }
}

impl Step {
    /// Whether the leader still has it before them.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The date that one tap moves it to: a week on, from today at the earliest.
    #[must_use]
    pub fn a_week_on(&self, today: NaiveDate) -> NaiveDate {
        later(self.wording.by.max(today), 7)
    }
}

/// What was typed after "Når" or "så vil jeg", without those words typed once more and without a full
/// stop or comma at its end, so that it stands in a sentence.
#[must_use]
pub fn within_a_sentence(typed: &str) -> String {
    const OPENINGS: [&str; 8] = [
        "når ",
        "så vil jeg ",
        "vil jeg ",
        "jeg vil ",
        "when ",
        "then i will ",
        "i will ",
        "så ",
    ];
    let mut text = typed.trim();
    loop {
        let trimmed = text.trim_start_matches(['.', '…', ',', ' ']);
        let opening = OPENINGS.iter().find(|opening| {
            let head = trimmed.get(..opening.len());
            head.is_some_and(|head| head.to_lowercase() == **opening)
        });
        match opening.and_then(|opening| trimmed.get(opening.len()..)) {
            Some(rest) => text = rest,
            None => return trimmed.trim_end_matches([',', '.', ' ']).to_owned(),
        }
    }
}

/// The day so many days later.
#[must_use]
pub fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn one_tap_moves_a_late_step_to_a_week_from_today_and_another_to_a_week_later() {
        let step = |by: &str| Step {
            id: Id::seeded("step", by),
            person: Id::seeded("person", "a"),
            wording: Wording {
                when: String::new(),
                then: String::new(),
                by: day(by),
                seen: None,
                makker: None,
                tied: Tied::default(),
                shared: Shared::default(),
            },
            session: None,
            state: State::Open,
            outcome: None,
            made: DateTime::UNIX_EPOCH,
            changed: DateTime::UNIX_EPOCH,
        };
        let today = day("2027-10-06");
        assert_eq!(step("2027-09-01").a_week_on(today), day("2027-10-13"));
        assert_eq!(step("2027-10-20").a_week_on(today), day("2027-10-27"));
    }

    #[test]
    fn what_is_typed_stands_in_a_sentence() {
        for (typed, expected) in [
            ("Når vi mødes mandag,", "vi mødes mandag"),
            (" … så vil jeg spørge først. ", "spørge først"),
            ("When we meet,", "we meet"),
            ("når", "når"),
            ("ærlig tale mangler", "ærlig tale mangler"),
            ("", ""),
        ] {
            assert_eq!(within_a_sentence(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_state_is_read_as_it_was_written() {
        for state in [State::Told, State::Open, State::Done, State::Dropped] {
            assert_eq!(State::read(state.key()), state);
        }
    }
}
