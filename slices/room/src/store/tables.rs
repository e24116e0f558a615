//! The tables of this slice.

use db::{
    Migration,
    schema::{instant, key, table, text, unique},
};

pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "room_0001",
    up: || {
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
    },
}];
