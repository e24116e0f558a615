//! A *drejebog*: how a day of a module is run, beat by beat, as a file of a blueprint.

use blueprint::{
    Cell, EditError, Faults, Folder, Layout, Reader, Row, Said, Sheet, Spanned, Words,
};
use serde::{Deserialize, Serialize};

use crate::Text;

/// The folder of a blueprint that holds them: `run-sheets/KEY.md`, where the key is a module's.
pub const FOLDER: &str = "run-sheets";
/// For the modules that have none of their own.
pub const DEFAULT: &str = "default";
/// For the days when all leaders meet.
pub const GATHERING: &str = "gathering";
/// The last beat of every day is *mit næste skridt*, of at least so many minutes.
pub const STEP_MINUTES: u32 = 10;
/// No beat is longer than a morning.
const LONGEST: u32 = 240;
/// Nor is there more of them than a day can hold.
pub const MOST_BEATS: usize = 60;

/// How the days of one module are run.
#[derive(Clone, Debug, PartialEq)]
pub struct RunSheet {
    pub key: String,
    pub name: Words,
    pub beats: Vec<Beat>,
    /// What to have in place before the day.
    pub text: Words,
}

/// One stretch of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beat {
    /// Which of the module's days, from 1.
    #[serde(default = "first")]
    pub day: u32,
    pub minutes: u32,
    pub name: Words,
    pub purpose: Words,
    pub lead: Lead,
    pub kind: Kind,
    /// What those who lead it do and say, step by step.
    pub how: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<Words>,
    #[serde(default)]
    pub screen: Screen,
    /// What the room is asked: on the wall and on the phones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Words>,
}

const fn first() -> u32 {
    1
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$mark:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$mark])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As it stands in a file.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}

words!(
    /// Who leads a beat.
    Lead { Teacher = "teacher", Facilitator = "facilitator", Desk = "desk", Table = "table" }
);
words!(
    /// Where knowledge, reflection and action come; `practical` is none of them.
    Kind { Knowledge = "knowledge", Reflection = "reflection", Action = "action", Practical = "practical" }
);
words!(
    /// What the room's screen shows, and what the phones ask.
    #[derive(Default)]
    Screen {
        #[default]
        Text = "text",
        Checkin = "checkin",
        PollWord = "poll-word",
        PollScale = "poll-scale",
        Notes = "notes",
        Tables = "tables",
        Outputs = "outputs",
        Timer = "timer",
        Step = "step",
    }
);

impl Screen {
    /// Whether the room is asked something, which then must be written.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(
            self,
            Self::Checkin | Self::PollWord | Self::PollScale | Self::Notes | Self::Outputs
        )
    }

    /// Whether answers are counted, and can be opened and closed.
    #[must_use]
    pub const fn is_poll(self) -> bool {
        matches!(self, Self::Checkin | Self::PollWord | Self::PollScale)
    }
}

impl RunSheet {
    /// How many days it has.
    #[must_use]
    pub fn days(&self) -> u32 {
        self.beats.iter().map(|beat| beat.day).max().unwrap_or(1)
    }

    /// The minutes of one day.
    #[must_use]
    pub fn minutes(&self, day: u32) -> u32 {
        let of_day = self.beats.iter().filter(|beat| beat.day == day);
        of_day.map(|beat| beat.minutes).sum()
    }

    /// The minutes of each kind, all days together, in the order of [`Kind::ALL`].
    #[must_use]
    pub fn kinds(&self) -> Vec<(Kind, u32)> {
        Kind::ALL
            .iter()
            .map(|kind| {
                let of_kind = self.beats.iter().filter(|beat| beat.kind == *kind);
                (*kind, of_kind.map(|beat| beat.minutes).sum())
            })
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Words,
    #[serde(default)]
    beat: Vec<Spanned<Beat>>,
}

/// The path of a key's file.
#[must_use]
pub fn path_of(key: &str) -> String {
    format!("{FOLDER}/{key}.md")
}

/// The drejebøger of a blueprint folder.
///
/// # Errors
/// Every fault of their files.
pub fn read(folder: &Folder) -> Result<Vec<RunSheet>, Faults> {
    let mut reader = Reader::new(folder);
    let mut sheets = Vec::new();
    for path in reader.markdown_in(FOLDER) {
        sheets.extend(one(&mut reader, &path));
    }
    reader.refuse_unread(FOLDER, &[]);
    reader.finish(Some(sheets))
}

/// One file by itself, as it would be after a change.
///
/// # Errors
/// Every fault of it.
pub fn understand(key: &str, text: &str) -> Result<RunSheet, Faults> {
    let path = path_of(key);
    let mut folder = Folder::new();
    folder.insert(path.clone(), text);
    let mut reader = Reader::new(&folder);
    let sheet = one(&mut reader, &path);
    reader.finish(sheet)
}

fn one(reader: &mut Reader<'_>, path: &str) -> Option<RunSheet> {
    let page = reader.read_markdown::<File>(path)?;
    let beats = &page.front.beat;
    if beats.is_empty() {
        fault(
            reader,
            path,
            0..0,
            Text::sheet_empty,
            Text::sheet_empty_remedy,
        );
    }
    let mut before = 1;
    for (place, spanned) in beats.iter().enumerate() {
        let (beat, span) = (spanned.get_ref(), spanned.span());
        if beat.minutes == 0 || beat.minutes > LONGEST {
            fault(
                reader,
                path,
                span.clone(),
                Text::sheet_minutes,
                Text::sheet_minutes_remedy,
            );
        }
        if beat.screen.asks() && beat.question.is_none() {
            fault(
                reader,
                path,
                span.clone(),
                Text::sheet_question,
                Text::sheet_question_remedy,
            );
        }
        if beat.day < before || beat.day > before + 1 || (place == 0 && beat.day != 1) {
            fault(
                reader,
                path,
                span.clone(),
                Text::sheet_days,
                Text::sheet_days_remedy,
            );
        }
        before = beat.day;
        let ends = beats
            .get(place + 1)
            .is_none_or(|next| next.get_ref().day > beat.day);
        let is_step = beat.screen == Screen::Step && beat.minutes >= STEP_MINUTES;
        if ends && !is_step {
            fault(
                reader,
                path,
                span,
                Text::sheet_step,
                Text::sheet_step_remedy,
            );
        }
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Some(RunSheet {
        key: name.strip_suffix(".md").unwrap_or(name).to_owned(),
        name: page.front.name.clone(),
        beats: page
            .front
            .beat
            .into_iter()
            .map(Spanned::into_inner)
            .collect(),
        text: page.text,
    })
}

fn fault(
    reader: &mut Reader<'_>,
    path: &str,
    span: std::ops::Range<usize>,
    message: fn(&Text) -> String,
    remedy: fn(&Text) -> String,
) {
    reader.fault(
        path,
        span,
        Said::new(|lang| message(&Text::new(lang))),
        Said::new(|lang| remedy(&Text::new(lang))),
    );
}

/// What is done to one drejebog. Beats are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    About { name: Words, text: String },
    Put(usize, Beat),
    Insert(usize, Beat),
    Remove(usize),
    Up(usize),
}

/// The file after a change; every line that the change does not touch stays as it was. Whether the
/// drejebog is sound is not asked.
///
/// # Errors
/// When the file is not one.
pub fn changed(text: &str, sheet: &RunSheet, change: &Change) -> Result<String, EditError> {
    let mut file = Sheet::markdown(text)?;
    let mut beats = sheet.beats.clone();
    match change {
        Change::About { name, text } => {
            let mut root = file.root();
            root.set_text(&["name", "da"], &name.da)?;
            match &name.en {
                Some(en) => root.set_text(&["name", "en"], en)?,
                None => root.clear(&["name", "en"]),
            }
            file.set_body(text);
            return Ok(file.text());
        }
        Change::Put(at, beat) => {
            if let Some(old) = beats.get_mut(*at) {
                *old = beat.clone();
            }
        }
        Change::Insert(at, beat) => beats.insert((*at).min(beats.len()), beat.clone()),
        Change::Remove(at) if *at < beats.len() => {
            beats.remove(*at);
        }
        Change::Up(at) if *at > 0 && *at < beats.len() => beats.swap(*at - 1, *at),
        Change::Remove(_) | Change::Up(_) => {}
    }
    let rows: Vec<Row> = beats.iter().map(row).collect();
    file.root().set_rows(&["beat"], &rows, Layout::Tables)?;
    Ok(file.text())
}

fn row(beat: &Beat) -> Row {
    let text = |text: &str| Cell::Text(text.to_owned());
    let maybe = |words: Option<&String>| words.map_or(Cell::Absent, |words| text(words));
    let unless = |is: bool, cell: Cell| if is { Cell::Absent } else { cell };
    let (material, question) = (beat.material.as_ref(), beat.question.as_ref());
    vec![
        (
            &["day"],
            unless(beat.day == 1, Cell::Whole(beat.day.into())),
        ),
        (&["minutes"], Cell::Whole(beat.minutes.into())),
        (&["name", "da"], text(&beat.name.da)),
        (&["name", "en"], maybe(beat.name.en.as_ref())),
        (&["purpose", "da"], text(&beat.purpose.da)),
        (&["purpose", "en"], maybe(beat.purpose.en.as_ref())),
        (&["lead"], text(beat.lead.word())),
        (&["kind"], text(beat.kind.word())),
        (&["how", "da"], text(&beat.how.da)),
        (&["how", "en"], maybe(beat.how.en.as_ref())),
        (&["material", "da"], maybe(material.map(|words| &words.da))),
        (
            &["material", "en"],
            maybe(material.and_then(|words| words.en.as_ref())),
        ),
        (
            &["screen"],
            unless(beat.screen == Screen::Text, text(beat.screen.word())),
        ),
        (&["question", "da"], maybe(question.map(|words| &words.da))),
        (
            &["question", "en"],
            maybe(question.and_then(|words| words.en.as_ref())),
        ),
    ]
}
