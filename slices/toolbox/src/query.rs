//! The toolbox, asked.

use base::Lang;
use search::{Answer, Document, Index, Kind, Passage};

use crate::{
    Text,
    domain::{Situations, Tool},
};

/// A toolbox that can be asked in one language.
pub struct Toolbox {
    lang: Lang,
    tools: Vec<Tool>,
    index: Index,
}

/// What narrows an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// A field's key.
    pub field: Option<String>,
    /// A guidepost's key.
    pub guidepost: Option<String>,
    /// The minutes at hand.
    pub minutes: Option<u32>,
    /// How many will take part.
    pub people: Option<u32>,
}

impl Narrowed {
    fn takes(&self, tool: &Tool) -> bool {
        let named = |asked: &Option<String>, has: &[String]| {
            asked.as_ref().is_none_or(|asked| has.contains(asked))
        };
        named(&self.field, &tool.fields)
            && named(&self.guidepost, &tool.guideposts)
            && self
                .minutes
                .is_none_or(|minutes| tool.minutes.least <= minutes)
            && self.people.is_none_or(|people| tool.people.holds(people))
    }
}

/// A tool that fits, and why.
#[derive(Clone, Debug)]
pub struct Fitting<'t> {
    pub tool: &'t Tool,
    /// A sentence in the toolbox's language.
    pub why: String,
}

impl Situations {
    fn of(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Da => &self.da,
            Lang::En => &self.en,
        }
    }
}

impl Toolbox {
    /// # Errors
    /// When the index cannot be built.
    pub fn new(lang: Lang, tools: Vec<Tool>) -> Result<Self, search::Error> {
        let documents: Vec<Document> = tools.iter().map(|tool| document(tool, lang)).collect();
        Ok(Self {
            lang,
            index: Index::new(lang, &documents)?,
            tools,
        })
    }

    /// The tool of a key.
    #[must_use]
    pub fn tool(&self, key: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.key == key)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tools.is_empty()
    }

    /// The tools that fit, best first, at most `most`. Without words, those that are not narrowed
    /// away, in the order of their names.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(
        &self,
        words: &str,
        narrowed: &Narrowed,
        most: usize,
    ) -> Result<Vec<Fitting<'_>>, search::Error> {
        if words.trim().is_empty() {
            return Ok(self.listed(narrowed, most));
        }
        let answer = self.index.ask(words, self.tools.len())?;
        let fitting = answer.hits.iter().filter_map(|hit| {
            let tool = self
                .tools
                .get(hit.document)
                .filter(|tool| narrowed.takes(tool))?;
            let passages = document(tool, self.lang).passages;
            let why = self.why(&answer, &hit.words, passages.get(hit.passage)?);
            Some(Fitting { tool, why })
        });
        Ok(fitting.take(most).collect())
    }

    fn listed(&self, narrowed: &Narrowed, most: usize) -> Vec<Fitting<'_>> {
        let text = Text::new(self.lang);
        let mut tools: Vec<&Tool> = self
            .tools
            .iter()
            .filter(|tool| narrowed.takes(tool))
            .collect();
        language::sort_by_name(self.lang, &mut tools, |tool| tool.name.pick(self.lang));
        tools
            .into_iter()
            .take(most)
            .map(|tool| Fitting {
                tool,
                why: text.why_size(
                    tool.minutes.least,
                    tool.minutes.most,
                    tool.people.least,
                    tool.people.most,
                ),
            })
            .collect()
    }

    /// From what was found, nothing else.
    fn why(&self, answer: &Answer, words: &[String], passage: &Passage) -> String {
        let text = Text::new(self.lang);
        let words = words.join(", ");
        let said = &passage.text;
        let why = match passage.kind {
            Kind::Situation => text.why_situation(said, words),
            Kind::Name => text.why_name(words),
            Kind::Summary | Kind::Body => text.why_summary(said, words),
        };
        let read = answer.mended.iter();
        let read = read.map(|(written, meant)| text.why_mended(meant, written));
        read.chain([why]).collect::<Vec<_>>().join(" ")
    }
}

fn document(tool: &Tool, lang: Lang) -> Document {
    let passage = |kind, text: &str| Passage {
        kind,
        text: text.to_owned(),
    };
    let mut passages = vec![
        passage(Kind::Name, tool.name.pick(lang)),
        passage(Kind::Summary, tool.summary.pick(lang)),
    ];
    let situations = tool.situations.of(lang).iter();
    passages.extend(situations.map(|one| passage(Kind::Situation, one)));
    let sentences = tool
        .text
        .pick(lang)
        .split_inclusive(['.', '?', '!'])
        .map(str::trim);
    let sentences = sentences.filter(|sentence| !sentence.is_empty());
    passages.extend(sentences.map(|sentence| passage(Kind::Body, sentence)));
    Document { passages }
}
