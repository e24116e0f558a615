//! The tables that belong to no slice's content: the platform's, and this slice's own.

use base::{Lang, Problem};
use db::ReadTx;
use kit::{Document, Export, Table};

use crate::Text;

/// This slice's part of the export, with the tables of `db`, `jobs` and `files`, which every
/// database has.
pub const EXPORT: Export = Export {
    tables: &[
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
        Table::left(
            "file",
            "the files lie whole under files/, each in a folder with its key",
        ),
        Table::left("file_piece", "the pieces of such a file"),
        Table::whole("file_attachment"),
        Table::left("operations_export", "which exports there are"),
        Table::left("operations_export_part", "an export holds no exports"),
    ],
    documents: |tx, lang| Box::pin(documents(tx, lang)),
};

/// Every file that somebody has put on something; one on its way through an import is left out, since
/// it is kept for a day only and taken in or thrown away.
async fn documents(tx: &ReadTx, _: Lang) -> Result<Vec<Document>, Problem> {
    let mut documents = Vec::new();
    for about in files::whole(tx).await? {
        if about.kind == files::ON_ITS_WAY {
            continue;
        }
        let Some((about, bytes)) = files::read(tx, about.id).await? else {
            continue;
        };
        let name = about.name.replace(
            |letter: char| letter.is_control() || "/\\:".contains(letter),
            "_",
        );
        documents.push(Document {
            path: format!("files/{}/{name}", about.id),
            bytes,
            about: |lang| Text::new(lang).export_attachment(),
        });
    }
    Ok(documents)
}
