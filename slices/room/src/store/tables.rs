//! The tables of this slice.

use db::{
    Migration, Step,
    schema::{
        belongs_to, boolean, id, index, instant, integer, json, key, nullable, table, text, unique,
    },
};

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "room_0001",
        up: sheets,
    },
    Migration {
        name: "room_0002",
        up: rooms,
    },
];

fn sheets() -> Vec<Step> {
    vec![
        table(
            "run_sheet",
            [
                key("id"),
                text("path"),
                text("content"),
                text("author"),
                instant("at"),
            ],
        )
        .into(),
        unique("uq_run_sheet_path", "run_sheet", ["path"]).into(),
    ]
}

/// Rooms, and what is sent in them. No row says who sent a note; an answer carries a mark that is the
/// browser's for this one room, and loses it when the room closes.
fn rooms() -> Vec<Step> {
    let of_room = |name: &'static str| belongs_to(name, "room", "room");
    vec![
        table(
            "room",
            [
                key("id"),
                id("session"),
                json("title"),
                text("state"),
                json("day"),
                nullable(integer("at")),
                boolean("asks"),
                integer("turn"),
                integer("revision"),
                nullable(text("acted_by")),
                nullable(text("code")),
                instant("opened_at"),
                nullable(instant("closed_at")),
            ],
        )
        .into(),
        unique("uq_room_session", "room", ["session"]).into(),
        table(
            "room_guest",
            [
                key("id"),
                id("room"),
                text("mark"),
                nullable(integer("desk")),
                instant("at"),
            ],
        )
        .foreign_key(&mut of_room("room_guest"))
        .to_owned()
        .into(),
        unique("uq_room_guest_mark", "room_guest", ["room", "mark"]).into(),
        table(
            "room_note",
            [
                key("id"),
                id("room"),
                integer("beat"),
                nullable(text("field")),
                nullable(integer("desk")),
                text("body"),
                boolean("hidden"),
                instant("at"),
            ],
        )
        .foreign_key(&mut of_room("room_note"))
        .to_owned()
        .into(),
        index("ix_room_note_room", "room_note", ["room", "beat"]).into(),
        table(
            "room_answer",
            [
                key("id"),
                id("room"),
                integer("beat"),
                text("mark"),
                text("word"),
                instant("at"),
            ],
        )
        .foreign_key(&mut of_room("room_answer"))
        .to_owned()
        .into(),
        unique(
            "uq_room_answer_mark",
            "room_answer",
            ["room", "beat", "mark"],
        )
        .into(),
        table("room_step", [key("id"), id("room")])
            .foreign_key(&mut of_room("room_step"))
            .to_owned()
            .into(),
        index("ix_room_step_room", "room_step", ["room"]).into(),
    ]
}
