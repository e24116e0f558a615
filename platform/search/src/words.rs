//! From text to the terms that are compared: stems, parts of compounds, words that stand for one
//! another.

use std::collections::{BTreeSet, HashMap, HashSet};

use base::Lang;
use frostem::{Algorithm, Stemmer};

/// A compound's part says less than the whole.
const PART: f32 = 0.55;
/// So does a word that stands for the one that was written.
const SAME: f32 = 0.6;
/// Shorter words are not taken apart.
const SHORTEST_COMPOUND: usize = 7;
const SHORTEST_PART: usize = 3;

/// What is known of a language.
pub struct Words {
    stemmer: Stemmer,
    stop: HashSet<String>,
    parts: HashSet<String>,
    /// A stem and those of the words that stand for it.
    same: HashMap<String, BTreeSet<String>>,
    /// Stems that together mean a word: *holder op* is *opsigelse*.
    phrases: Vec<(Vec<String>, String)>,
}

/// A term of a word, and how much it says of it, from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub text: String,
    pub weight: f32,
}

impl Words {
    pub fn of(lang: Lang) -> Self {
        let data = lang.pick(
            include_str!("../data/da.txt"),
            include_str!("../data/en.txt"),
        );
        let algorithm = match lang {
            Lang::Da => Algorithm::Danish,
            Lang::En => Algorithm::English,
        };
        let mut words = Self {
            stemmer: Stemmer::new(algorithm),
            stop: HashSet::new(),
            parts: HashSet::new(),
            same: HashMap::new(),
            phrases: Vec::new(),
        };
        let mut section = "";
        for line in data.lines().map(str::trim) {
            match line {
                "" => {}
                _ if line.starts_with('#') => {}
                "[stop]" | "[parts]" | "[same]" | "[phrases]" => section = line,
                _ => words.learn(section, line),
            }
        }
        words
    }

    fn learn(&mut self, section: &str, line: &str) {
        let each = line.split_whitespace();
        match section {
            "[stop]" => self.stop.extend(each.map(fold)),
            "[parts]" => {
                for part in each {
                    self.parts.insert(fold(part));
                    self.parts.insert(self.stem(part));
                }
            }
            "[phrases]" => {
                if let Some((phrase, word)) = line.split_once('=') {
                    let stems = phrase.split_whitespace().map(|word| self.stem(word));
                    self.phrases.push((stems.collect(), word.trim().to_owned()));
                }
            }
            _ => {
                let stems: BTreeSet<String> = each.map(|word| self.stem(word)).collect();
                for stem in &stems {
                    self.same
                        .entry(stem.clone())
                        .or_default()
                        .extend(stems.iter().filter(|other| *other != stem).cloned());
                }
            }
        }
    }

    /// The words of a text in small letters.
    pub fn split(text: &str) -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    }

    /// Whether a word says nothing by itself.
    pub fn is_empty(&self, word: &str) -> bool {
        self.stop.contains(&fold(word))
    }

    /// Those of a text's words that say something, and what several of them mean together.
    pub fn telling(&self, words: Vec<String>) -> Vec<String> {
        let stems: Vec<String> = words.iter().map(|word| self.stem(word)).collect();
        let phrases = self.phrases.iter().filter(|(phrase, _)| {
            stems
                .windows(phrase.len())
                .any(|part| part == phrase.as_slice())
        });
        let mut telling: Vec<String> = phrases.map(|(_, word)| word.clone()).collect();
        telling.extend(words.into_iter().filter(|word| !self.is_empty(word)));
        telling
    }

    /// The stem, written without æ, ø, å, so that it is found by those who have no such keys.
    pub fn stem(&self, word: &str) -> String {
        fold(&self.stemmer.stem(word))
    }

    /// The stem and the parts of a word: what a text is found by.
    pub fn terms(&self, word: &str) -> Vec<Term> {
        let whole = self.stem(word);
        let mut terms: Vec<Term> = self
            .parts_of(&fold(word))
            .into_iter()
            .map(|part| self.stem(&part))
            .filter(|part| *part != whole)
            .map(|text| Term { text, weight: PART })
            .collect();
        terms.insert(
            0,
            Term {
                text: whole,
                weight: 1.0,
            },
        );
        terms
    }

    /// The terms by which a word is looked for: its own, and those that stand for them.
    pub fn asked(&self, word: &str) -> Vec<Term> {
        let mut terms = self.terms(word);
        for term in terms.clone() {
            for other in self.same.get(&term.text).into_iter().flatten() {
                if terms.iter().all(|known| known.text != *other) {
                    terms.push(Term {
                        text: other.clone(),
                        weight: term.weight * SAME,
                    });
                }
            }
        }
        terms
    }

    /// Whether the dictionary has the stem, though no text may.
    pub fn knows(&self, stem: &str) -> bool {
        self.same.contains_key(stem) || self.parts.contains(stem)
    }

    /// The parts a compound is made of; none when it is not one.
    fn parts_of(&self, word: &str) -> Vec<String> {
        if word.chars().count() < SHORTEST_COMPOUND {
            return Vec::new();
        }
        self.taken_apart(word, 0).unwrap_or_default()
    }

    fn taken_apart(&self, word: &str, depth: usize) -> Option<Vec<String>> {
        if depth > 3 {
            return None;
        }
        // The longest first part that leaves something known is the likeliest.
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        for cut in cuts.into_iter().rev() {
            let (head, tail) = word.split_at(cut);
            if head.len() < SHORTEST_PART || tail.len() < SHORTEST_PART {
                continue;
            }
            let Some(head) = self.part(head) else {
                continue;
            };
            if self.parts.contains(tail) || self.parts.contains(&self.stem(tail)) {
                return Some(vec![head, tail.to_owned()]);
            }
            if let Some(mut rest) = self.taken_apart(tail, depth + 1) {
                rest.insert(0, head);
                return Some(rest);
            }
        }
        None
    }

    /// A known part, with or without the letter that joins it to the next.
    fn part(&self, head: &str) -> Option<String> {
        [Some(head), head.strip_suffix('s'), head.strip_suffix('e')]
            .into_iter()
            .flatten()
            .find(|head| self.parts.contains(*head))
            .map(str::to_owned)
    }
}

/// Letters as somebody without Danish keys writes them.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            'é' | 'è' | 'ê' => folded.push('e'),
            'ü' => folded.push('y'),
            'ö' => folded.push_str("oe"),
            'ä' => folded.push_str("ae"),
            other => folded.push(other),
        }
    }
    folded
}
