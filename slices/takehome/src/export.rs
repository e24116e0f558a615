//! What this slice gives to the file that holds everything of an organisation.

use base::Problem;
use kit::{Document, Export, Table};

use crate::{Text, store};

pub(crate) const EXPORT: Export = Export {
    tables: &[
        Table::whole("takehome_file"),
        Table::without(
            "takehome_link",
            &["secret"],
            "it opens the packages without signing in",
        ),
    ],
    documents: |tx, _| {
        Box::pin(async move {
            let files = store::files(tx).await?;
            Ok::<_, Problem>(
                files
                    .iter()
                    .map(|(path, text)| Document {
                        path: format!("blueprint/{path}"),
                        bytes: text.as_bytes().to_vec(),
                        about: |lang| Text::new(lang).export_package(),
                    })
                    .collect(),
            )
        })
    },
};
