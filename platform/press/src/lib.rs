//! Documents as PDF, tagged and held to PDF/UA-1. See `README.md`.
//!
//! ```
//! use press::Template;
//!
//! const NOTE: Template = Template {
//!     name: "note",
//!     source: "#import \"/house.typ\": *\n#show: sheet.with(title: data.title)\n= #data.title\n",
//! };
//! let bytes = press::pdf(&NOTE, &serde_json::json!({ "title": "#eval(\"1\")" }), base::Lang::En).unwrap();
//! assert!(bytes.starts_with(b"%PDF-1."));
//! ```

mod letters;
mod world;

use base::Lang;
use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::Desk;

/// A document's layout: Typst source, with the name by which its faults are told.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    pub name: &'static str,
    pub source: &'static str,
}

/// Why there is no PDF: the template or its data are wrong, which no reader can mend.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    #[error("what the document is filled with is no data: {0}")]
    Data(#[from] serde_json::Error),
    #[error("the document '{template}' could not be made: {told}")]
    Document {
        template: &'static str,
        told: String,
    },
}

/// The PDF of `template`, filled with `data`.
///
/// It takes a core for some hundredths of a second: a handler calls it on a blocking thread.
///
/// # Errors
/// When the template is wrong, does not fit the data, or would not be accessible to everybody.
pub fn pdf(template: &Template, data: &impl Serialize, lang: Lang) -> Result<Vec<u8>, PressError> {
    let mut data = serde_json::to_value(data)?;
    letters::keep_known(&mut data, world::has_shape);
    let given = serde_json::to_vec(&serde_json::json!({ "lang": lang.tag(), "data": data }))?;
    let refused = |told: String| PressError::Document {
        template: template.name,
        told,
    };
    let desk = Desk::new(template.source, given);
    let made = typst::compile::<PagedDocument>(&desk);
    if cfg!(debug_assertions) && !made.warnings.is_empty() {
        return Err(refused(told(&desk, &made.warnings)));
    }
    let bytes = made
        .output
        .and_then(|document| typst_pdf::pdf(&document, &options()?))
        .map_err(|faults| refused(told(&desk, &faults)));
    // What was worked out for this document is of no use to the next organisation's.
    typst::comemo::evict(1);
    bytes
}

fn options() -> Result<PdfOptions, typst::ecow::EcoVec<SourceDiagnostic>> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| {
        let said = error.message().clone();
        typst::ecow::eco_vec![SourceDiagnostic::error(
            typst::syntax::Span::detached(),
            said
        )]
    })?;
    Ok(PdfOptions {
        standards,
        creator: typst::foundations::Smart::Custom(Some("Pejl".into())),
        ..PdfOptions::default()
    })
}

/// Line, message and hints of each.
fn told(desk: &Desk, faults: &[SourceDiagnostic]) -> String {
    let each = faults.iter().map(|fault| {
        let place = desk
            .line_of(fault.span)
            .map(|line| format!("line {line}: "));
        let hints: String = fault
            .hints
            .iter()
            .map(|hint| format!(" ({})", hint.v))
            .collect();
        format!("{}{}{hints}", place.unwrap_or_default(), fault.message)
    });
    each.collect::<Vec<_>>().join("; ")
}
