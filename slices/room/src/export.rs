//! What this slice gives to the file that holds everything of an organisation.

use base::Problem;
use kit::{Document, Export, Table};

use crate::{Text, query};

pub(crate) const EXPORT: Export = Export {
    tables: &[Table::whole("run_sheet")],
    documents: |tx, _| {
        Box::pin(async move {
            let sheets = query::sheets(tx).await?;
            Ok::<_, Problem>(
                sheets
                    .files()
                    .iter()
                    .map(|(path, text)| Document {
                        path: format!("blueprint/{path}"),
                        bytes: text.as_bytes().to_vec(),
                        about: |lang| Text::new(lang).export_sheet(),
                    })
                    .collect(),
            )
        })
    },
};
