//! A word that nobody has written before, read as the one it was meant to be.

use std::collections::HashMap;

use crate::words::fold;

/// The words of an index, and how often their terms stand there.
#[derive(Default)]
pub struct Vocabulary {
    terms: HashMap<String, u32>,
    /// Words by how they are written without æ, ø, å.
    words: HashMap<String, Word>,
}

struct Word {
    written: String,
    sound: String,
    count: u32,
}

impl Vocabulary {
    pub fn learn_term(&mut self, term: &str) {
        let count = self.terms.entry(term.to_owned()).or_default();
        *count = count.saturating_add(1);
    }

    pub fn learn_word(&mut self, word: &str) {
        let folded = fold(word);
        let known = self.words.entry(folded).or_insert_with_key(|folded| Word {
            written: word.to_owned(),
            sound: sound(folded),
            count: 0,
        });
        known.count = known.count.saturating_add(1);
    }

    /// How often the term stands in the texts.
    pub fn count(&self, term: &str) -> u32 {
        self.terms.get(term).copied().unwrap_or(0)
    }

    /// The word that was meant: one slip in a short word, two in a long one, and the commonest of those
    /// that are equally near.
    pub fn meant(&self, word: &str) -> Option<&str> {
        let word = fold(word);
        let letters = word.chars().count();
        let allowed = match letters {
            0..=3 => return None,
            4..=7 => 1,
            _ => 2,
        };
        let sounded = sound(&word);
        let near = |known: &str, as_heard: &str| -> Option<usize> {
            if known.chars().count().abs_diff(letters) > allowed {
                return None;
            }
            // What is written as it sounds is nearer than what merely looks alike.
            if as_heard == sounded {
                return Some(0);
            }
            let far = strsim::damerau_levenshtein(known, &word);
            let begins_alike = known.chars().next() == word.chars().next();
            (far <= allowed && (begins_alike || far == 1)).then_some(far)
        };
        self.words
            .iter()
            .filter_map(|(folded, known)| {
                let far = near(folded, &known.sound)?;
                Some((far, u32::MAX - known.count, known.written.as_str()))
            })
            .min()
            .map(|(.., written)| written)
    }
}

/// How a word sounds, roughly: double letters once, and letters that are mistaken for one another
/// written alike.
fn sound(word: &str) -> String {
    let mut sounded = String::with_capacity(word.len());
    for letter in word.chars() {
        let letter = match letter {
            'd' => 't',
            'g' | 'c' | 'q' => 'k',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        if !sounded.ends_with(letter) {
            sounded.push(letter);
        }
    }
    sounded
}
