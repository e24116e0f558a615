//! What this slice gives to the file that holds everything of an organisation.

use base::{Lang, Problem};
use db::ReadTx;
use kit::{Document, Export, Table};

use crate::{
    Text,
    query::{self, Which},
};

pub(crate) const EXPORT: Export = Export {
    tables: &[
        Table::whole("direction_version"),
        Table::whole("direction_file"),
    ],
    documents: |tx, lang| Box::pin(documents(tx, lang)),
};

/// The direction in force as the files of a blueprint; older ones and the draft are in the tables.
async fn documents(tx: &ReadTx, _: Lang) -> Result<Vec<Document>, Problem> {
    let Some(reading) = query::version_in(tx, Which::Published).await? else {
        return Ok(Vec::new());
    };
    let files = reading.files.iter().map(|(path, text)| Document {
        path: format!("blueprint/{path}"),
        bytes: text.as_bytes().to_vec(),
        about: |lang| Text::new(lang).export_file(),
    });
    Ok(files.collect())
}
