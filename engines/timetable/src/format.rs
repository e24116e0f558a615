//! Files of the form `session-placement/1`: an instance in, a timetable out, as JSON text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::instance::{
    Cohort, Costs, Day, Instance, Leader, Module, Room, Session, Spacing, Teacher,
};

/// What the form calls itself.
const FORM: &str = "session-placement/1";
/// The form fixes the wished spacing, and how many may be absent unless the file says.
const WISH: Day = 45;
const MOST_ABSENT: usize = 4;

/// A text that is not what it should be; nothing of it was taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct Fault {
    /// From one; nought when the fault is in no single place.
    pub line: usize,
    pub column: usize,
    pub fault: String,
}

impl Fault {
    fn general(fault: String) -> Self {
        Self {
            line: 0,
            column: 0,
            fault,
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        let place = format!(" at line {} column {}", error.line(), error.column());
        Self {
            line: error.line(),
            column: error.column(),
            fault: error.to_string().replace(&place, ""),
        }
    }
}

#[derive(Deserialize)]
struct File {
    format: String,
    days: Vec<Day>,
    cohorts: usize,
    modules: Vec<FileModule>,
    gap_days: (Day, Day),
    site_of_cohort: Vec<usize>,
    leaders: Vec<FileLeader>,
    facilitators: Vec<FileTeacher>,
    rooms: Vec<FileRoom>,
    most_absent: Option<usize>,
    soft: FileCosts,
}

#[derive(Deserialize)]
struct FileModule {
    len: u32,
    facilitators: usize,
}

#[derive(Deserialize)]
struct FileLeader {
    unit: usize,
    cohort: usize,
    off: Vec<Day>,
}

#[derive(Deserialize)]
struct FileTeacher {
    topics: Vec<usize>,
    off: Vec<Day>,
}

#[derive(Deserialize)]
struct FileRoom {
    seats: usize,
    site: usize,
    off: Vec<Day>,
}

#[derive(Deserialize)]
struct FileCosts {
    absent_leader_session: f64,
    room_other_site: f64,
    gap_off_target_45_per_5_days: f64,
}

/// Reads an instance.
///
/// # Errors
///
/// With line and column when the text is no JSON or not of the form.
pub fn read(text: &str) -> Result<Instance, Fault> {
    let file: File = serde_json::from_str(text)?;
    if file.format != FORM {
        let fault = format!("the form is \"{}\", not \"{FORM}\"", file.format);
        return Err(found(text, &file.format, fault));
    }
    if file.site_of_cohort.len() != file.cohorts {
        let given = file.site_of_cohort.len();
        let fault = format!("{} cohorts, but site_of_cohort has {given}", file.cohorts);
        return Err(found(text, "site_of_cohort", fault));
    }
    if !file.days.is_sorted_by(|one, next| one < next) {
        return Err(found(text, "days", "the days are not ascending".to_owned()));
    }
    Ok(file.instance())
}

/// A fault at the first place where `word` stands in quotes.
fn found(text: &str, word: &str, fault: String) -> Fault {
    let Some(at) = text.find(&format!("\"{word}\"")) else {
        return Fault::general(fault);
    };
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    Fault {
        line: before.matches('\n').count() + 1,
        column: before[start..].chars().count() + 1,
        fault,
    }
}

impl File {
    fn instance(self) -> Instance {
        let last = self.days.last().copied().unwrap_or(0);
        let (least, most) = self.gap_days;
        let cohort = |(number, site): (usize, usize)| Cohort {
            name: number.to_string(),
            site,
            earliest: 0,
            latest_start: last,
        };
        let module = |(number, module): (usize, FileModule)| Module {
            name: number.to_string(),
            length: module.len,
            teachers: module.facilitators,
            spacing: Spacing {
                least,
                wish: WISH,
                most,
            },
        };
        Instance {
            open_days: self.days,
            modules: self.modules.into_iter().enumerate().map(module).collect(),
            cohorts: self
                .site_of_cohort
                .into_iter()
                .enumerate()
                .map(cohort)
                .collect(),
            leaders: (self.leaders.into_iter().enumerate())
                .map(|(number, leader)| Leader {
                    name: number.to_string(),
                    unit: leader.unit,
                    cohort: leader.cohort,
                    off: leader.off,
                })
                .collect(),
            teachers: (self.facilitators.into_iter().enumerate())
                .map(|(number, teacher)| Teacher {
                    name: number.to_string(),
                    modules: teacher.topics,
                    off: teacher.off,
                })
                .collect(),
            rooms: (self.rooms.into_iter().enumerate())
                .map(|(number, room)| Room {
                    name: number.to_string(),
                    site: room.site,
                    seats: room.seats,
                    off: room.off,
                })
                .collect(),
            most_absent: self.most_absent.unwrap_or(MOST_ABSENT),
            costs: Costs {
                absent: self.soft.absent_leader_session,
                other_site: self.soft.room_other_site,
                spacing: self.soft.gap_off_target_45_per_5_days / 5.0,
                ..Costs::default()
            },
            announced: Vec::new(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct FileSession {
    start: Day,
    room: usize,
    facilitators: Vec<usize>,
}

/// Writes a timetable: `{"cohort,module": {"start", "room", "facilitators"}}`.
#[must_use]
pub fn write(sessions: &[Session]) -> String {
    let lines: Vec<String> = (sessions.iter())
        .map(|session| {
            format!(
                "\"{},{}\": {{\"start\": {}, \"room\": {}, \"facilitators\": {:?}}}",
                session.cohort, session.module, session.start, session.room, session.teachers
            )
        })
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// Reads a timetable as [`write`] writes it.
///
/// # Errors
///
/// With line and column when the text is no JSON or not of the form.
pub fn read_sessions(text: &str) -> Result<Vec<Session>, Fault> {
    let file: BTreeMap<String, FileSession> = serde_json::from_str(text)?;
    let mut sessions = Vec::with_capacity(file.len());
    for (key, session) in file {
        let numbers = key.split_once(',');
        let numbers = numbers.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let Some((cohort, module)) = numbers else {
            let fault = format!("\"{key}\" is not \"cohort,module\"");
            return Err(found(text, &key, fault));
        };
        sessions.push(Session {
            cohort,
            module,
            start: session.start,
            room: session.room,
            teachers: session.facilitators,
        });
    }
    sessions.sort_by_key(|session| (session.cohort, session.module));
    Ok(sessions)
}
