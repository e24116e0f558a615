//! The tables of this slice.

use db::{
    Migration, Step,
    schema::{belongs_to, boolean, date, id, index, instant, key, nullable, table, text, unique},
};

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "practice_0001",
        up: steps,
    },
    Migration {
        name: "practice_0002",
        up: links,
    },
];

/// Addresses in mails that settle one step without a sign-in.
fn links() -> Vec<Step> {
    vec![
        table(
            "step_link",
            [key("id"), id("step"), text("hash"), instant("until")],
        )
        .foreign_key(&mut belongs_to("step_link", "step", "step"))
        .to_owned()
        .into(),
        unique("uq_step_link_hash", "step_link", ["hash"]).into(),
        index("ix_step_link_until", "step_link", ["until"]).into(),
    ]
}

/// Steps, what has happened to them, and who goes along with whom.
fn steps() -> Vec<Step> {
    let of_step = |name: &'static str| belongs_to(name, "step", "step");
    vec![
        table(
            "step",
            [
                key("id"),
                id("person"),
                text("occasion"),
                text("act"),
                date("due"),
                nullable(text("seen")),
                nullable(id("makker")),
                nullable(text("module")),
                nullable(text("field")),
                nullable(text("guidepost")),
                nullable(text("tool")),
                nullable(text("aim")),
                boolean("to_group"),
                boolean("to_leader"),
                nullable(id("session")),
                text("state"),
                nullable(text("outcome")),
                instant("made_at"),
                instant("changed_at"),
            ],
        )
        .into(),
        index("ix_step_person", "step", ["person", "state"]).into(),
        index("ix_step_makker", "step", ["makker"]).into(),
        table(
            "step_happening",
            [
                key("id"),
                id("step"),
                text("kind"),
                nullable(text("word")),
                nullable(date("before")),
                nullable(date("after")),
                instant("at"),
            ],
        )
        .foreign_key(&mut of_step("step_happening"))
        .to_owned()
        .into(),
        index("ix_step_happening_step", "step_happening", ["step"]).into(),
        table(
            "step_cheer",
            [
                key("id"),
                id("step"),
                id("person"),
                text("line"),
                instant("at"),
            ],
        )
        .foreign_key(&mut of_step("step_cheer"))
        .to_owned()
        .into(),
        unique("uq_step_cheer_person", "step_cheer", ["step", "person"]).into(),
        table(
            "makker",
            [
                key("id"),
                id("person"),
                id("colleague"),
                instant("asked_at"),
                nullable(boolean("accepted")),
                nullable(instant("answered_at")),
            ],
        )
        .into(),
        unique("uq_makker_colleague", "makker", ["person", "colleague"]).into(),
        index("ix_makker_colleague", "makker", ["colleague"]).into(),
    ]
}
