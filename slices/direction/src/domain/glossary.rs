use std::collections::HashMap;

use base::Lang;

use super::Term;

/// The words of *Fælles sprog* as they are looked for in texts of one language.
///
/// A word is known by its name and its listed forms, in small or capital letters, at the borders
/// of words; of several that begin at one place the longest is taken.
#[derive(Clone, Debug)]
pub struct Glossary {
    /// By first letter, longest first: the form's letters in lower case, and the term's key.
    forms: HashMap<char, Vec<(Vec<char>, String)>>,
}

/// A word found in a text, by bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Find<'g> {
    pub start: usize,
    pub end: usize,
    pub key: &'g str,
}

impl Glossary {
    #[must_use]
    pub fn new(terms: &[Term], lang: Lang) -> Self {
        let mut forms: HashMap<char, Vec<(Vec<char>, String)>> = HashMap::new();
        for term in terms {
            let listed = match lang {
                Lang::Da => &term.forms.da,
                Lang::En => &term.forms.en,
            };
            let name = (term.linked && term.name.lang(lang) == lang).then(|| term.name.pick(lang));
            let listed = listed.iter().map(|form| form.get_ref().as_str());
            for form in name.into_iter().chain(listed) {
                let letters: Vec<char> = form.trim().chars().map(lower).collect();
                if let Some(first) = letters.first() {
                    let bucket = forms.entry(*first).or_default();
                    bucket.push((letters, term.key.as_str().to_owned()));
                }
            }
        }
        for bucket in forms.values_mut() {
            bucket.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        Self { forms }
    }

    /// The words in a text from left to right, none within another.
    pub(crate) fn find_in(&self, text: &str) -> Vec<Find<'_>> {
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let mut finds = Vec::new();
        let mut at = 0;
        while at < letters.len() {
            let inside_word = at > 0 && letters.get(at - 1).is_some_and(|(_, c)| in_word(*c));
            let found = if inside_word {
                None
            } else {
                self.longest(&letters, at)
            };
            match (found, letters.get(at)) {
                (Some((length, key)), Some((start, _))) => {
                    let end = letters
                        .get(at + length)
                        .map_or(text.len(), |(byte, _)| *byte);
                    let start = *start;
                    finds.push(Find { start, end, key });
                    at += length;
                }
                _ => at += 1,
            }
        }
        finds
    }

    fn longest(&self, letters: &[(usize, char)], at: usize) -> Option<(usize, &str)> {
        let rest = letters.get(at..)?;
        let bucket = self.forms.get(&lower(rest.first()?.1))?;
        let matches = |form: &[char]| {
            rest.len() >= form.len()
                && rest
                    .iter()
                    .zip(form)
                    .all(|((_, letter), wanted)| lower(*letter) == *wanted)
                && rest.get(form.len()).is_none_or(|(_, next)| !in_word(*next))
        };
        bucket
            .iter()
            .find(|(form, _)| matches(form))
            .map(|(form, key)| (form.len(), key.as_str()))
    }
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric()
}

/// One letter for one letter, so that places stay; line breaks count as spaces.
fn lower(letter: char) -> char {
    if letter.is_whitespace() {
        return ' ';
    }
    let mut lowered = letter.to_lowercase();
    match (lowered.next(), lowered.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}
