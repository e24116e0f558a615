//! Beats as a page shows them.

use base::Lang;
use blueprint::Words;

use crate::{
    Text,
    domain::{
        day::{Slot, State, Stretch},
        sheet::{Beat, Kind, Lead, Screen},
    },
};

/// One beat in the reader's language.
pub struct BeatView {
    /// From 1, where it stands in the drejebog.
    pub place: usize,
    pub time: String,
    /// When it was planned, where the day has slipped.
    pub planned: String,
    pub minutes: u32,
    pub name: String,
    pub purpose: String,
    pub lead: String,
    pub kind: &'static str,
    pub kind_name: String,
    pub how: Vec<String>,
    pub material: String,
    pub screen: String,
    pub question: String,
    /// Whether it is *mit næste skridt*, which stays where it is.
    pub is_step: bool,
    pub state: &'static str,
    /// Of `how`, and of what is said about the beat.
    pub lang: &'static str,
    pub said_in: &'static str,
}

/// The beats of one day.
pub struct DayView {
    pub number: u32,
    pub beats: Vec<BeatView>,
    pub ends: String,
}

pub fn lead_name(t: &Text, lead: Lead) -> String {
    match lead {
        Lead::Teacher => t.lead_teacher(),
        Lead::Facilitator => t.lead_facilitator(),
        Lead::Desk => t.lead_desk(),
        Lead::Table => t.lead_table(),
    }
}

pub fn kind_name(t: &Text, kind: Kind) -> String {
    match kind {
        Kind::Knowledge => t.kind_knowledge(),
        Kind::Reflection => t.kind_reflection(),
        Kind::Action => t.kind_action(),
        Kind::Practical => t.kind_practical(),
    }
}

pub fn screen_name(t: &Text, screen: Screen) -> String {
    match screen {
        Screen::Text => t.screen_text(),
        Screen::Checkin => t.screen_checkin(),
        Screen::PollWord => t.screen_poll_word(),
        Screen::PollScale => t.screen_poll_scale(),
        Screen::Notes => t.screen_notes(),
        Screen::Tables => t.screen_tables(),
        Screen::Outputs => t.screen_outputs(),
        Screen::Timer => t.screen_timer(),
        Screen::Step => t.screen_step(),
    }
}

pub fn beat_view(t: &Text, place: usize, beat: &Beat, minutes: u32) -> BeatView {
    let lang = t.lang();
    let maybe = |words: &Option<Words>| {
        words
            .as_ref()
            .map_or_else(String::new, |words| words.pick(lang).to_owned())
    };
    BeatView {
        place,
        time: String::new(),
        planned: String::new(),
        minutes,
        name: beat.name.pick(lang).to_owned(),
        purpose: beat.purpose.pick(lang).to_owned(),
        lead: lead_name(t, beat.lead),
        kind: beat.kind.word(),
        kind_name: kind_name(t, beat.kind),
        how: lines(beat.how.pick(lang)),
        material: maybe(&beat.material),
        screen: screen_name(t, beat.screen),
        question: maybe(&beat.question),
        is_step: beat.screen == Screen::Step,
        state: "ahead",
        lang: beat.how.lang(lang).tag(),
        said_in: beat.purpose.lang(lang).tag(),
    }
}

pub fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A day's stretches with their clock times, by day.
pub fn days(t: &Text, stretches: &[Stretch], slots: &[Slot]) -> Vec<DayView> {
    let lang = t.lang();
    let mut days: Vec<DayView> = Vec::new();
    for (place, (stretch, slot)) in stretches.iter().zip(slots).enumerate() {
        let mut view = beat_view(t, place + 1, &stretch.beat, stretch.minutes);
        view.time = language::time(lang, slot.expected.time());
        if slot.planned != slot.expected {
            view.planned = language::time(lang, slot.planned.time());
        }
        view.state = state_word(slot.state);
        let ends = slot.expected + chrono::TimeDelta::minutes(stretch.minutes.into());
        let ends = language::time(lang, ends.time());
        match days.last_mut().filter(|day| day.number == stretch.beat.day) {
            Some(day) => {
                day.ends = ends;
                day.beats.push(view);
            }
            None => days.push(DayView {
                number: stretch.beat.day,
                beats: vec![view],
                ends,
            }),
        }
    }
    days
}

const fn state_word(state: State) -> &'static str {
    match state {
        State::Past => "past",
        State::Now => "now",
        State::Ahead => "ahead",
        State::Skipped => "skipped",
    }
}

/// How the minutes fall on knowledge, reflection and action.
pub fn kinds(
    t: &Text,
    beats: impl Iterator<Item = (Kind, u32)> + Clone,
) -> Vec<(&'static str, String)> {
    Kind::ALL
        .iter()
        .map(|kind| {
            let minutes: u32 = beats
                .clone()
                .filter(|(one, _)| one == kind)
                .map(|(_, minutes)| minutes)
                .sum();
            (kind.word(), t.kind_minutes(minutes, kind_name(t, *kind)))
        })
        .collect()
}

pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect()
}

pub const fn tag(lang: Lang) -> &'static str {
    lang.tag()
}
