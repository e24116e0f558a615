//! The tables that belong to no slice's content: the platform's, and this slice's own.

use kit::{Export, Table};

/// This slice's part of the export, with the tables of `db` and `jobs`, which every database has.
pub const EXPORT: Export = Export::of(&[
    Table::whole("audit"),
    Table::left(
        "schema_migration",
        "how the tables were made; the names stand in the manifest",
    ),
    Table::left(
        "outbox",
        "messages between parts of the program, of keys only, forgotten after a month",
    ),
    Table::left("outbox_counter", "the number of the last such message"),
    Table::left(
        "job",
        "work of the machine; a job that waits may hold a secret link",
    ),
    Table::left("job_cursor", "how far each part has read the messages"),
    Table::left(
        "event_aside",
        "messages that could not be taken, of keys only",
    ),
    Table::left("operations_export", "which exports there are"),
    Table::left("operations_export_part", "an export holds no exports"),
]);
