//! A room that is open: which beat is on, who changed it last, and what its people may send.

use base::{Id, Lang};
use blueprint::Words;
use chrono::{DateTime, Utc};
use programme::query::Session;

use super::day::{self, Stretch};
use super::sheet::Screen;

/// The longest note; what a table brings may be this long too.
pub const LONGEST_NOTE: usize = 500;
/// The longest answer to a question for one word.
pub const LONGEST_WORD: usize = 40;
/// The scale of a question has so many steps.
pub const SCALE: u8 = 5;

/// The room of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    pub id: Id<Live>,
    pub session: Id<Session>,
    pub title: Words,
    pub is_open: bool,
    pub day: Vec<Stretch>,
    /// The stretch that is on; none before the day begins.
    pub at: Option<usize>,
    /// Whether the present question takes answers.
    pub asks: bool,
    pub pulse: Pulse,
    /// Who changed the course of the day last.
    pub acted_by: Option<String>,
    /// For the wall, while the room is open.
    pub code: Option<String>,
    pub opened: DateTime<Utc>,
    pub closed: Option<DateTime<Utc>>,
}

/// By which a page knows whether it shows the present state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulse {
    /// Goes up when the course of the day changes.
    pub turn: i32,
    /// Goes up whenever anything can be seen anew.
    pub revision: i32,
}

/// What those who run the day do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Next,
    Previous,
    Longer,
    Shorter,
    /// An upcoming beat gives so many minutes.
    Take(u32, u32),
    Skip(u32),
    Keep(u32),
    /// After the one that comes next to it.
    Later(u32),
    Ask,
    Stop,
}

impl Act {
    /// As a form sends it: a word, and the beat's number and minutes where it needs them.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let word = words.next()?;
        let mut number = || words.next()?.parse().ok();
        Some(match word {
            "next" => Self::Next,
            "previous" => Self::Previous,
            "longer" => Self::Longer,
            "shorter" => Self::Shorter,
            "take" => Self::Take(number()?, number()?),
            "skip" => Self::Skip(number()?),
            "keep" => Self::Keep(number()?),
            "later" => Self::Later(number()?),
            "ask" => Self::Ask,
            "stop" => Self::Stop,
            _ => return None,
        })
    }
}

/// By how much one press lengthens or shortens a beat.
const PRESS: u32 = 5;

impl Live {
    /// The stretch that is on.
    #[must_use]
    pub fn now(&self) -> Option<&Stretch> {
        self.day.get(self.at?)
    }

    /// What the wall shows and the phones ask.
    #[must_use]
    pub fn screen(&self) -> Screen {
        self.now().map_or(Screen::Text, |now| now.beat.screen)
    }

    #[must_use]
    pub fn stretch(&self, number: u32) -> Option<&Stretch> {
        self.day.iter().find(|stretch| stretch.number == number)
    }

    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        self.title.pick(lang)
    }

    /// Whether this beat takes what somebody sends: the one that is on while it asks, and every one
    /// before it, because a phone may have been without network.
    #[must_use]
    pub fn takes(&self, number: u32) -> bool {
        let Some(place) = self.day.iter().position(|one| one.number == number) else {
            return false;
        };
        self.at
            .is_some_and(|at| place < at || (place == at && self.asks))
    }

    /// Does it; says whether anything changed.
    pub fn act(&mut self, act: Act, now: DateTime<Utc>) -> bool {
        let before = (self.day.clone(), self.at, self.asks);
        match act {
            Act::Next => {
                if let Some(next) = day::next(&self.day, self.at) {
                    self.enter(next);
                    if let Some(stretch) = self.day.get_mut(next) {
                        stretch.began = Some(now);
                    }
                }
            }
            Act::Previous => {
                if let Some(previous) = day::previous(&self.day, self.at) {
                    for stretch in self.day.iter_mut().skip(previous + 1) {
                        stretch.began = None;
                    }
                    self.enter(previous);
                }
            }
            Act::Longer => self.lasting(|minutes| minutes + PRESS),
            Act::Shorter => self.lasting(|minutes| minutes.saturating_sub(PRESS)),
            Act::Take(number, minutes) => {
                if let Some(stretch) = self.ahead(number) {
                    let left = stretch.minutes.saturating_sub(minutes);
                    day::lasting(stretch, left);
                }
            }
            Act::Skip(number) => {
                if let Some(stretch) = self
                    .ahead(number)
                    .filter(|one| one.beat.screen != Screen::Step)
                {
                    stretch.skipped = true;
                }
            }
            Act::Keep(number) => {
                if let Some(stretch) = self.ahead(number) {
                    stretch.skipped = false;
                }
            }
            Act::Later(number) => self.later(number),
            Act::Ask => self.asks = true,
            Act::Stop => self.asks = false,
        }
        before != (self.day.clone(), self.at, self.asks)
    }

    fn enter(&mut self, place: usize) {
        self.at = Some(place);
        self.asks = true;
    }

    fn lasting(&mut self, minutes: impl Fn(u32) -> u32) {
        if let Some(stretch) = self.at.and_then(|at| self.day.get_mut(at)) {
            let lasts = minutes(stretch.minutes);
            day::lasting(stretch, lasts);
        }
    }

    fn ahead(&mut self, number: u32) -> Option<&mut Stretch> {
        let from = self.at.map_or(0, |at| at + 1);
        self.day
            .iter_mut()
            .skip(from)
            .find(|stretch| stretch.number == number)
    }

    /// A beat changes places with the one after it on the same day; *mit næste skridt* stays last.
    fn later(&mut self, number: u32) {
        let from = self.at.map_or(0, |at| at + 1);
        let place = self.day.iter().position(|one| one.number == number);
        let Some(place) = place.filter(|place| *place >= from) else {
            return;
        };
        let pair = self.day.get(place).zip(self.day.get(place + 1));
        let fits = pair.is_some_and(|(one, next)| {
            one.beat.day == next.beat.day
                && [one, next]
                    .iter()
                    .all(|each| each.beat.screen != Screen::Step)
        });
        if fits {
            self.day.swap(place, place + 1);
        }
    }
}
