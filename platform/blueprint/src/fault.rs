use std::{collections::BTreeMap, fmt, ops::Range, sync::Arc};

use base::Lang;
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};

/// A sentence in every language, for a fault's message and remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    da: String,
    en: String,
}

impl Said {
    /// Says it in each language: `Said::new(|lang| Text::new(lang).no_such_room(name))`.
    pub fn new(say: impl Fn(Lang) -> String) -> Self {
        Self {
            da: say(Lang::Da),
            en: say(Lang::En),
        }
    }

    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(self.da.as_str(), self.en.as_str())
    }
}

/// One thing that is wrong in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    pub message: Said,
    pub remedy: Said,
    span: Range<usize>,
}

/// Everything that is wrong with a folder, by file and place. Never empty inside an `Err`.
#[derive(Clone, Default)]
pub struct Faults {
    faults: Vec<Fault>,
    sources: BTreeMap<String, Arc<str>>,
}

impl Faults {
    pub(crate) fn add(
        &mut self,
        file: &str,
        source: &str,
        span: Range<usize>,
        message: Said,
        remedy: Said,
    ) {
        let (line, column) = place(source, span.start);
        let fault = Fault {
            file: file.to_owned(),
            line,
            column,
            message,
            remedy,
            span,
        };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
            self.sources
                .entry(file.to_owned())
                .or_insert_with(|| Arc::from(source));
        }
    }

    /// Orders by file and place.
    pub(crate) fn sort(&mut self) {
        self.faults
            .sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.faults.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter()
    }

    /// Takes another reader's faults in, for a folder that several slices read.
    pub fn join(&mut self, others: Self) {
        for fault in others.faults {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        self.sources.extend(others.sources);
        self.sort();
    }

    /// One line per fault: `file:line:column: message; remedy`.
    #[must_use]
    pub fn plain(&self, lang: Lang) -> String {
        self.faults
            .iter()
            .map(|fault| format!("{}\n", fault.plain(lang)))
            .collect()
    }

    /// Each fault with its line of the file and a mark under the place, for a terminal.
    #[must_use]
    pub fn fancy(&self, lang: Lang, colour: bool) -> String {
        let theme = if colour {
            GraphicalTheme::unicode()
        } else {
            GraphicalTheme::unicode_nocolor()
        };
        let handler = GraphicalReportHandler::new_themed(theme).with_width(100);
        let mut out = String::new();
        for fault in &self.faults {
            let source = self.sources.get(&fault.file).cloned().unwrap_or_default();
            let shown = Shown {
                fault,
                lang,
                source: Source {
                    name: &fault.file,
                    text: source,
                },
            };
            if handler.render_report(&mut out, &shown).is_err() {
                out.push_str(&fault.plain(lang));
            }
            out.push('\n');
        }
        out
    }
}

impl Fault {
    /// `file:line:column: message; remedy`.
    #[must_use]
    pub fn plain(&self, lang: Lang) -> String {
        format!(
            "{}:{}:{}: {}; {}",
            self.file,
            self.line,
            self.column,
            self.message.text(lang),
            self.remedy.text(lang)
        )
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain(Lang::En))
    }
}
impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.plain(Lang::En).trim_end())
    }
}
impl std::error::Error for Faults {}

/// Line and column, both from 1, of a byte.
fn place(source: &str, byte: usize) -> (usize, usize) {
    let before = source.get(..byte).unwrap_or(source);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).map_or(0, |text| text.chars().count()) + 1;
    (line, column)
}

struct Shown<'a> {
    fault: &'a Fault,
    lang: Lang,
    source: Source<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.fault.message.text(self.lang))
    }
}
impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.fault.message.text(self.lang))
    }
}
impl std::error::Error for Shown<'_> {}
impl miette::Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<Severity> {
        Some(Severity::Error)
    }
    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.source)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        // The remedy stands at the mark, because miette's own "help:" speaks English only.
        let remedy = self.fault.remedy.text(self.lang).to_owned();
        let label = LabeledSpan::new_with_span(Some(remedy), self.fault.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

/// A file for miette, which would count columns in bytes; ours count letters.
struct Source<'a> {
    name: &'a str,
    text: Arc<str>,
}

impl SourceCode for Source<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let read = self.text.read_span(span, before, after)?;
        let column = if read.column() == 0 {
            0
        } else {
            place(&self.text, read.span().offset()).1 - 1
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.to_owned(),
            read.data(),
            *read.span(),
            read.line(),
            column,
            read.line_count(),
        )))
    }
}
