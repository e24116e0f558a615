//! Messages through a real SMTP conversation, and into a folder.

#![cfg(test)]

mod folder;
mod smtp;

use chrono::{DateTime, Utc};
use mail::{Address, Attachment, Message};

fn at() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-02T07:00:00Z")
        .unwrap()
        .to_utc()
}

fn invitation() -> Message {
    Message::new(
        Address::new("Åse Øst", "aase@example.dk"),
        "Første møde på Røsnæs",
        "Kære Åse\n\n.Velkommen.\nVi ses på Røsnæs.\n",
    )
    .html("<p>Kære Åse</p><p>Vi ses på Røsnæs.</p>")
    .attach(Attachment::calendar(
        "moede.ics",
        "REQUEST",
        "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    ))
}
