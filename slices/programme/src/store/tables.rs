//! The tables of this slice.

use db::{
    Migration, Step,
    schema::{
        add_column, belongs_to, boolean, date, id, index, instant, integer, json, key, long,
        nullable, table, text, time, unique,
    },
};

pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "programme_0001",
        up,
    },
    Migration {
        name: "programme_0002",
        up: || {
            vec![
                add_column("waiting", nullable(instant("offered_at"))).into(),
                add_column("waiting", nullable(instant("taken_at"))).into(),
            ]
        },
    },
];

fn up() -> Vec<Step> {
    let mut steps = design();
    steps.extend(plans());
    steps.extend(sessions());
    steps.extend(around_sessions());
    steps
}

/// The programme's own files, as they were read, per version.
fn design() -> Vec<Step> {
    vec![
        table(
            "programme_version",
            [
                key("id"),
                integer("number"),
                text("author"),
                text("digest"),
                instant("at"),
            ],
        )
        .into(),
        unique(
            "uq_programme_version_number",
            "programme_version",
            ["number"],
        )
        .into(),
        table(
            "programme_file",
            [key("id"), id("version"), text("path"), text("content")],
        )
        .foreign_key(&mut belongs_to(
            "programme_file",
            "version",
            "programme_version",
        ))
        .to_owned()
        .into(),
        unique(
            "uq_programme_file_path",
            "programme_file",
            ["version", "path"],
        )
        .into(),
    ]
}

/// Proposals, and what the one in force says of cohorts and learning groups.
fn plans() -> Vec<Step> {
    vec![
        table(
            "plan",
            [
                key("id"),
                integer("number"),
                text("state"),
                id("version"),
                long("seed"),
                text("engine"),
                text("inputs"),
                json("content"),
                instant("made_at"),
                nullable(instant("published_at")),
            ],
        )
        .into(),
        unique("uq_plan_number", "plan", ["number"]).into(),
        table(
            "cohort",
            [key("id"), integer("number"), text("tranche"), text("site")],
        )
        .into(),
        unique("uq_cohort_number", "cohort", ["number"]).into(),
        table("cohort_member", [key("id"), id("cohort"), id("person")])
            .foreign_key(&mut belongs_to("cohort_member", "cohort", "cohort"))
            .to_owned()
            .into(),
        unique("uq_cohort_member_person", "cohort_member", ["person"]).into(),
        table(
            "learning_group",
            [
                key("id"),
                text("tranche"),
                integer("year"),
                date("since"),
                integer("number"),
            ],
        )
        .into(),
        table(
            "learning_member",
            [key("id"), id("learning_group"), id("person")],
        )
        .foreign_key(&mut belongs_to(
            "learning_member",
            "learning_group",
            "learning_group",
        ))
        .to_owned()
        .into(),
        index("ix_learning_member_person", "learning_member", ["person"]).into(),
    ]
}

/// Sessions and gatherings: a local date, times and a zone. `code` says which one it is in every
/// plan, so that a session that moves stays the same session.
fn sessions() -> Vec<Step> {
    vec![
        table(
            "session",
            [
                key("id"),
                text("code"),
                nullable(id("cohort")),
                nullable(text("module")),
                date("day"),
                integer("days"),
                time("begins"),
                time("ends"),
                text("zone"),
                text("room"),
                integer("sequence"),
                instant("changed_at"),
            ],
        )
        .into(),
        unique("uq_session_code", "session", ["code"]).into(),
        index("ix_session_day", "session", ["day"]).into(),
        table(
            "session_teacher",
            [key("id"), id("session"), text("teacher")],
        )
        .foreign_key(&mut belongs_to("session_teacher", "session", "session"))
        .to_owned()
        .into(),
        unique(
            "uq_session_teacher",
            "session_teacher",
            ["session", "teacher"],
        )
        .into(),
        table(
            "seat",
            [key("id"), id("session"), id("person"), integer("place")],
        )
        .foreign_key(&mut belongs_to("seat", "session", "session"))
        .to_owned()
        .into(),
        unique("uq_seat_person", "seat", ["session", "person"]).into(),
        index("ix_seat_person", "seat", ["person"]).into(),
    ]
}

fn around_sessions() -> Vec<Step> {
    vec![
        table(
            "attendance",
            [
                key("id"),
                id("session"),
                id("person"),
                boolean("present"),
                instant("at"),
            ],
        )
        .foreign_key(&mut belongs_to("attendance", "session", "session"))
        .to_owned()
        .into(),
        unique("uq_attendance_person", "attendance", ["session", "person"]).into(),
        table(
            "substitute",
            [
                key("id"),
                id("session"),
                id("person"),
                text("name"),
                instant("at"),
            ],
        )
        .foreign_key(&mut belongs_to("substitute", "session", "session"))
        .to_owned()
        .into(),
        unique("uq_substitute_person", "substitute", ["session", "person"]).into(),
        table(
            "waiting",
            [key("id"), id("session"), id("person"), instant("at")],
        )
        .foreign_key(&mut belongs_to("waiting", "session", "session"))
        .to_owned()
        .into(),
        unique("uq_waiting_person", "waiting", ["session", "person"]).into(),
        table(
            "session_material",
            [
                key("id"),
                id("session"),
                text("name"),
                text("link"),
                instant("at"),
            ],
        )
        .foreign_key(&mut belongs_to("session_material", "session", "session"))
        .to_owned()
        .into(),
        table("calendar", [key("person"), text("hash"), instant("at")]).into(),
        unique("uq_calendar_hash", "calendar", ["hash"]).into(),
    ]
}
