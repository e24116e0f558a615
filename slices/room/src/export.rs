//! What this slice gives to the file that holds everything of an organisation.

use base::Problem;
use kit::{Document, Export, Table};

use crate::{Text, query};

pub(crate) const EXPORT: Export = Export {
    tables: &[
        Table::whole("run_sheet"),
        Table::without(
            "room",
            &["code"],
            "it opens the room while the room is open",
        ),
        Table::left(
            "room_guest",
            "it says only which browsers were in a room, for a day",
        ),
        Table::whole("room_note"),
        Table::without(
            "room_answer",
            &["mark"],
            "it is a browser's, and goes when the room closes",
        ),
        Table::whole("room_step"),
    ],
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
