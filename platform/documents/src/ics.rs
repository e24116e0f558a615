//! Calendars out (RFC 5545): local times with their zone, a `VTIMEZONE` that says what the zone
//! means over the events' years, lines folded at 75 bytes, stable keys.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{OffsetName, Tz};

/// A calendar that a phone can subscribe to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What the calendar is called in the subscriber's list.
    pub name: String,
    /// The zone of every event.
    pub zone: Tz,
    /// `da` or `en`.
    pub language: &'static str,
    pub events: Vec<Event>,
}

/// One event on one day, in the calendar's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for the same meeting in every later version of the calendar.
    pub uid: String,
    /// When this version of the event was written.
    pub stamp: DateTime<Utc>,
    /// Grows by one each time the event moves, so that a subscriber takes the newer one.
    pub sequence: u32,
    pub begins: NaiveDateTime,
    pub ends: NaiveDateTime,
    pub summary: String,
    pub place: Option<String>,
    pub description: Option<String>,
    /// Cancelled events stay in the feed, or a subscriber would keep them for ever.
    pub cancelled: bool,
}

impl Calendar {
    /// The calendar as `text/calendar; charset=utf-8`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = Lines::default();
        out.line("BEGIN", "VCALENDAR");
        out.line("VERSION", "2.0");
        out.line(
            "PRODID",
            &format!("-//Pejl//Pejl//{}", self.language.to_uppercase()),
        );
        out.line("CALSCALE", "GREGORIAN");
        out.line("METHOD", "PUBLISH");
        out.line("X-WR-CALNAME", &escaped(&self.name));
        out.line("X-WR-TIMEZONE", self.zone.name());
        // Subscribers that heed it look again within four hours, so that a move is seen the same day.
        out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
        out.line("X-PUBLISHED-TTL", "PT4H");
        self.zone_into(&mut out);
        for event in &self.events {
            self.event_into(event, &mut out);
        }
        out.line("END", "VCALENDAR");
        out.0
    }

    fn event_into(&self, event: &Event, out: &mut Lines) {
        out.line("BEGIN", "VEVENT");
        out.line("UID", &event.uid);
        out.line("DTSTAMP", &event.stamp.format("%Y%m%dT%H%M%SZ").to_string());
        out.line("SEQUENCE", &event.sequence.to_string());
        out.line(
            &format!("DTSTART;TZID={}", self.zone.name()),
            &local(event.begins),
        );
        out.line(
            &format!("DTEND;TZID={}", self.zone.name()),
            &local(event.ends),
        );
        let language = format!("SUMMARY;LANGUAGE={}", self.language);
        out.line(&language, &escaped(&event.summary));
        if let Some(place) = &event.place {
            out.line("LOCATION", &escaped(place));
        }
        if let Some(description) = &event.description {
            out.line("DESCRIPTION", &escaped(description));
        }
        out.line(
            "STATUS",
            if event.cancelled {
                "CANCELLED"
            } else {
                "CONFIRMED"
            },
        );
        out.line("TRANSP", "OPAQUE");
        out.line("END", "VEVENT");
    }

    fn zone_into(&self, out: &mut Lines) {
        let Some((first, last)) = self.years() else {
            return;
        };
        out.line("BEGIN", "VTIMEZONE");
        out.line("TZID", self.zone.name());
        for change in changes(self.zone, first, last) {
            let kind = if change.summer {
                "DAYLIGHT"
            } else {
                "STANDARD"
            };
            out.line("BEGIN", kind);
            out.line("DTSTART", &local(change.at));
            out.line("TZOFFSETFROM", &offset(change.from));
            out.line("TZOFFSETTO", &offset(change.to));
            out.line("TZNAME", &change.name);
            out.line("END", kind);
        }
        out.line("END", "VTIMEZONE");
    }

    /// The years of the events, and the one before them, so that the first January has a rule.
    fn years(&self) -> Option<(i32, i32)> {
        let first = self.events.iter().map(|event| event.begins.year()).min()?;
        let last = self.events.iter().map(|event| event.ends.year()).max()?;
        Some((first - 1, last))
    }
}

/// The zone's clock changes at `at`, told in the time before the change.
struct Change {
    at: NaiveDateTime,
    /// Seconds east of UTC.
    from: i32,
    to: i32,
    name: String,
    summer: bool,
}

/// The zone's state at the start of `first` and every change to the end of `last`.
fn changes(zone: Tz, first: i32, last: i32) -> Vec<Change> {
    let mut found = Vec::new();
    let (Some(start), Some(end)) = (
        NaiveDate::from_ymd_opt(first, 1, 1),
        NaiveDate::from_ymd_opt(last + 1, 1, 1),
    ) else {
        return found;
    };
    let at_utc = |time: NaiveDateTime| {
        let there = zone.offset_from_utc_datetime(&time);
        let name = there.abbreviation().unwrap_or("UTC").to_owned();
        (there.fix().local_minus_utc(), name)
    };
    let mut now = start.and_time(chrono::NaiveTime::MIN);
    let (mut before, name) = at_utc(now);
    let standard = before.min(at_utc(now + Days::new(182)).0);
    found.push(Change {
        at: now,
        from: before,
        to: before,
        name,
        summer: before > standard,
    });
    let end = end.and_time(chrono::NaiveTime::MIN);
    while now < end {
        now += Duration::hours(1);
        let (after, name) = at_utc(now);
        if after != before {
            let at = now + Duration::seconds(i64::from(before));
            found.push(Change {
                at,
                from: before,
                to: after,
                name,
                summer: after > standard,
            });
            before = after;
        }
    }
    found
}

fn local(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// RFC 5545 section 3.3.11.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\r' => {}
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// Content lines, folded (RFC 5545 section 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, name: &str, value: &str) {
        let mut room = 75;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = 74;
            }
            room -= letter.len_utf8();
            let _ = self.0.write_char(letter);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Calendar {
        let day = NaiveDate::from_ymd_opt(2027, 3, 3).unwrap();
        Calendar {
            name: "Hold 1".into(),
            zone: chrono_tz::Europe::Copenhagen,
            language: "da",
            events: vec![Event {
                uid: "hold-1.retning.1@lederudvikling.pejl".into(),
                stamp: Utc.with_ymd_and_hms(2026, 11, 23, 12, 0, 0).unwrap(),
                sequence: 2,
                begins: day.and_hms_opt(9, 0, 0).unwrap(),
                ends: day.and_hms_opt(15, 30, 0).unwrap(),
                summary: "Ledelse, styring; og det, der \\ tæller".into(),
                place: Some("Sal A, Rådhuset".into()),
                description: Some("Forberedelse:\n20 minutter. ".repeat(6)),
                cancelled: false,
            }],
        }
    }

    #[test]
    fn another_program_reads_back_what_was_written() {
        let calendar = sample();
        let text = calendar.to_text();
        let read: icalendar::Calendar = text.parse().unwrap();
        let event = read.events().next().unwrap();
        use icalendar::{Component, EventLike};
        let wanted = &calendar.events[0];
        assert_eq!(event.get_uid(), Some(wanted.uid.as_str()));
        assert_eq!(event.get_summary(), Some(wanted.summary.as_str()));
        assert_eq!(event.get_location(), wanted.place.as_deref());
        assert_eq!(event.get_description(), wanted.description.as_deref());
        assert_eq!(event.get_sequence(), Some(2));
        let start = event.properties().get("DTSTART").unwrap();
        assert_eq!(start.value(), "20270303T090000");
        assert_eq!(
            start.params().get("TZID").unwrap().value(),
            "Europe/Copenhagen"
        );
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_every_line_ends_in_crlf() {
        let text = sample().to_text();
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= 75, "{line}");
            assert!(!line.contains('\n') && !line.contains('\r'));
        }
    }

    #[test]
    fn the_zone_says_when_denmark_changes_its_clocks() {
        let text = sample().to_text();
        assert!(text.contains(
            "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n"
        ), "{text}");
        assert!(text.contains(
            "BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"
        ), "{text}");
    }

    #[test]
    fn an_empty_calendar_is_still_a_calendar() {
        let text = Calendar {
            events: Vec::new(),
            ..sample()
        }
        .to_text();
        assert!(text.contains("X-WR-CALNAME:Hold 1") && !text.contains("VTIMEZONE"));
    }
}
