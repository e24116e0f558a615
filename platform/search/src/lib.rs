//! Finding a text by what somebody writes about it: stems, compounds, words that stand for one
//! another, slips of the keyboard. In memory and over one language; what a text is about is its
//! owner's affair. `docs/adr/0009-search.md` says why it is made so.

mod spelling;
mod words;

use std::collections::{BTreeMap, HashMap};

use base::Lang;
use tantivy::{
    Index as Engine, IndexReader, IndexWriter, TantivyDocument,
    collector::TopDocs,
    query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, TermQuery},
    schema::{
        FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
        Value as _,
    },
    tokenizer::{PreTokenizedString, Token},
};

use spelling::Vocabulary;
use words::{Term, Words};

/// How many passages are looked at closely.
const LOOKED_AT: usize = 400;
/// Of what a question says, so much must be said by a text for it to be an answer.
const LEAST_SAID: f32 = 0.2;
const WRITER_BYTES: usize = 15_000_000;

/// A text to be found, by the position in which it was given.
#[derive(Clone, Debug)]
pub struct Document {
    pub passages: Vec<Passage>,
}

/// A part of a text that can answer by itself.
#[derive(Clone, Debug)]
pub struct Passage {
    pub kind: Kind,
    pub text: String,
}

/// What a passage is to its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Name,
    /// A situation in which the text helps.
    Situation,
    Summary,
    /// Anything else that it says.
    Body,
}

impl Kind {
    const fn weight(self) -> f32 {
        match self {
            Self::Name => 1.1,
            Self::Situation => 1.0,
            Self::Summary => 0.8,
            Self::Body => 0.45,
        }
    }
}

/// A text that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document's position.
    pub document: usize,
    /// The passage that answers best.
    pub passage: usize,
    /// The words of the question that the passage answers, as they were written or meant.
    pub words: Vec<String>,
    pub score: f32,
}

/// The answer to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Best first.
    pub hits: Vec<Hit>,
    /// What was written, and as what it was read.
    pub mended: Vec<(String, String)>,
}

#[derive(Debug, thiserror::Error)]
#[error("the texts could not be searched: {0}")]
pub struct Error(#[from] tantivy::TantivyError);

/// The texts of one language, ready to be asked.
pub struct Index {
    words: Words,
    vocabulary: Vocabulary,
    reader: IndexReader,
    terms: Field,
    place: Field,
    /// Of each passage: its document, its number there, its kind, and what it is found by.
    passages: Vec<Placed>,
}

struct Placed {
    document: usize,
    passage: usize,
    kind: Kind,
    terms: HashMap<String, f32>,
}

/// A word of a question.
struct Asked {
    /// As it was written, or meant.
    word: String,
    terms: Vec<Term>,
    /// How much it says: the rarer, the more.
    says: f32,
}

impl Index {
    /// # Errors
    /// When the index cannot be built.
    pub fn new(lang: Lang, documents: &[Document]) -> Result<Self, Error> {
        let words = Words::of(lang);
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::WithFreqs);
        let terms = schema.add_text_field(
            "terms",
            TextOptions::default().set_indexing_options(indexing),
        );
        let place = schema.add_u64_field("place", INDEXED | FAST | STORED);
        let engine = Engine::create_in_ram(schema.build());
        let mut writer: IndexWriter = engine.writer_with_num_threads(1, WRITER_BYTES)?;
        let mut vocabulary = Vocabulary::default();
        let mut passages = Vec::new();
        for (document, each) in documents.iter().enumerate() {
            for (passage, Passage { kind, text }) in each.passages.iter().enumerate() {
                let mut found = HashMap::new();
                let mut tokens = Vec::new();
                for word in words.telling(Words::split(text)) {
                    vocabulary.learn_word(&word);
                    for term in words.terms(&word) {
                        vocabulary.learn_term(&term.text);
                        let weight = found.entry(term.text.clone()).or_insert(0.0_f32);
                        *weight = weight.max(term.weight);
                        tokens.push(Token {
                            position: tokens.len(),
                            text: term.text,
                            ..Token::default()
                        });
                    }
                }
                let mut row = TantivyDocument::default();
                let text = String::new();
                row.add_pre_tokenized_text(terms, PreTokenizedString { text, tokens });
                row.add_u64(place, passages.len().try_into().unwrap_or(u64::MAX));
                writer.add_document(row)?;
                passages.push(Placed {
                    document,
                    passage,
                    kind: *kind,
                    terms: found,
                });
            }
        }
        writer.commit()?;
        Ok(Self {
            words,
            vocabulary,
            reader: engine.reader()?,
            terms,
            place,
            passages,
        })
    }

    /// The texts that answer, best first, at most `most`; none when nothing does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(&self, question: &str, most: usize) -> Result<Answer, Error> {
        let (asked, mended) = self.understand(question);
        let all: f32 = asked.iter().map(|word| word.says).sum();
        if all <= 0.0 {
            return Ok(Answer {
                hits: Vec::new(),
                mended,
            });
        }
        let mut documents: BTreeMap<usize, Vec<Found>> = BTreeMap::new();
        for (place, score) in self.candidates(&asked)? {
            let Some(placed) = self.passages.get(place) else {
                continue;
            };
            let found = Found::of(placed, &asked, score, all);
            documents.entry(placed.document).or_default().push(found);
        }
        let mut hits: Vec<Hit> = documents
            .into_iter()
            .filter_map(|(document, found)| hit(document, found, &asked, all))
            .collect();
        hits.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.document.cmp(&b.document))
        });
        hits.truncate(most);
        Ok(Answer { hits, mended })
    }

    /// The words of a question, each once, with slips mended.
    fn understand(&self, question: &str) -> (Vec<Asked>, Vec<(String, String)>) {
        let mut mended = Vec::new();
        let read = Words::split(question)
            .into_iter()
            .map(|written| match self.meant(&written) {
                Some(meant) => {
                    mended.push((written, meant.clone()));
                    meant
                }
                None => written,
            });
        let read = read.collect();
        let mut asked: Vec<Asked> = Vec::new();
        for word in self.words.telling(read) {
            if asked.iter().all(|other| other.word != word) {
                let terms = self.words.asked(&word);
                let says = self.says(&terms);
                asked.push(Asked { word, terms, says });
            }
        }
        (asked, mended)
    }

    /// The word that was meant by one which neither the texts nor the dictionary have.
    fn meant(&self, written: &str) -> Option<String> {
        let known =
            |term: &Term| self.vocabulary.count(&term.text) > 0 || self.words.knows(&term.text);
        if self.words.is_empty(written) || self.words.asked(written).iter().any(known) {
            return None;
        }
        self.vocabulary.meant(written).map(str::to_owned)
    }

    /// How much a word says. One that no text has says as much as a middling one, so that a
    /// question which is mostly unknown is not answered by the little that is known.
    #[expect(clippy::cast_precision_loss, reason = "a count of passages")]
    fn says(&self, terms: &[Term]) -> f32 {
        let all = self.passages.len().max(1) as f32;
        let often = terms
            .iter()
            .filter(|term| term.weight > 0.5)
            .map(|term| self.vocabulary.count(&term.text))
            .max()
            .unwrap_or(0);
        let often = if often == 0 { all.sqrt() } else { often as f32 };
        (1.0 + all / (1.0 + often)).ln()
    }

    /// Passages that have anything of the question, with the engine's score.
    fn candidates(&self, asked: &[Asked]) -> Result<Vec<(usize, f32)>, Error> {
        let words: Vec<(Occur, Box<dyn Query>)> = asked
            .iter()
            .map(|word| {
                let terms = word.terms.iter().map(|term| -> Box<dyn Query> {
                    let looked = tantivy::Term::from_field_text(self.terms, &term.text);
                    let looked = TermQuery::new(looked, IndexRecordOption::WithFreqs);
                    Box::new(BoostQuery::new(Box::new(looked), term.weight))
                });
                let word: Box<dyn Query> =
                    Box::new(DisjunctionMaxQuery::with_tie_breaker(terms.collect(), 0.3));
                (Occur::Should, word)
            })
            .collect();
        let searcher = self.reader.searcher();
        let top = TopDocs::with_limit(LOOKED_AT).order_by_score();
        let mut found = Vec::new();
        for (score, address) in searcher.search(&BooleanQuery::new(words), &top)? {
            let row: TantivyDocument = searcher.doc(address)?;
            let place = row.get_first(self.place).and_then(|value| value.as_u64());
            if let Some(place) = place.and_then(|place| usize::try_from(place).ok()) {
                found.push((place, score));
            }
        }
        Ok(found)
    }
}

/// A passage beside the question.
struct Found {
    passage: usize,
    score: f32,
    /// Of each word of the question, how well the passage says it.
    said: Vec<f32>,
}

impl Found {
    fn of(placed: &Placed, asked: &[Asked], score: f32, all: f32) -> Self {
        let said: Vec<f32> = asked
            .iter()
            .map(|word| {
                let said = word.terms.iter().map(|term| {
                    placed
                        .terms
                        .get(&term.text)
                        .map_or(0.0, |weight| weight * term.weight)
                });
                said.fold(0.0, f32::max)
            })
            .collect();
        let part = part_said(&said, asked, all);
        Self {
            passage: placed.passage,
            // Several words together say more than one rare word alone.
            score: score * placed.kind.weight() * (0.3 + 0.7 * part),
            said,
        }
    }
}

/// How much of the question is said, from 0 to 1.
fn part_said(said: &[f32], asked: &[Asked], all: f32) -> f32 {
    let sum: f32 = said
        .iter()
        .zip(asked)
        .map(|(said, word)| said * word.says)
        .sum();
    sum / all
}

fn hit(document: usize, mut found: Vec<Found>, asked: &[Asked], all: f32) -> Option<Hit> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
    let mut together = vec![0.0_f32; asked.len()];
    for each in &found {
        for (together, said) in together.iter_mut().zip(&each.said) {
            *together = together.max(*said);
        }
    }
    let part = part_said(&together, asked, all);
    if part < LEAST_SAID {
        return None;
    }
    let more: f32 = found
        .iter()
        .skip(1)
        .take(3)
        .zip([0.25, 0.15, 0.1])
        .map(|(each, share)| each.score * share)
        .sum();
    let best = found.into_iter().next()?;
    let words = best.said.iter().zip(asked).filter(|(said, _)| **said > 0.0);
    Some(Hit {
        document,
        passage: best.passage,
        words: words.map(|(_, asked)| asked.word.clone()).collect(),
        score: (best.score + more) * (0.4 + 0.6 * part),
    })
}
