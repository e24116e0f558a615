//! When two spellings are the same word, and which known word a mistyped one is nearest to.

/// Letters and digits in lower case, without accents, and with Danish letters as their plainest
/// spelling, so that *Område*, *OMRAADE* and *Omrade* are one. Everything else falls away.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'å' | 'á' | 'à' | 'ä' | 'â' | 'ã' | 'æ' => out.push('a'),
            'ø' | 'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'œ' => out.push('o'),
            'é' | 'è' | 'ë' | 'ê' => out.push('e'),
            'ü' | 'ú' | 'ù' | 'û' => out.push('u'),
            'í' | 'ì' | 'ï' | 'î' => out.push('i'),
            'ñ' => out.push('n'),
            'ç' => out.push('c'),
            'ß' => out.push_str("ss"),
            letter if letter.is_alphanumeric() => out.push(letter),
            // A combining accent, a space, a dot, a dash.
            _ => {}
        }
    }
    out.replace("aa", "a").replace("ae", "a").replace("oe", "o")
}

/// What a name stands under in a Danish dictionary: a text whose bytes have the dictionary's order.
/// Capitals and accents count nothing, and æ, ø and å (which may be spelt aa) come last.
#[must_use]
pub fn dictionary(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name
        .to_lowercase()
        .replace("a\u{30a}", "å")
        .split_whitespace()
    {
        if !out.is_empty() {
            out.push(' ');
        }
        for letter in word.chars() {
            match letter {
                'æ' | 'ä' => out.push('{'),
                'ø' | 'ö' | 'œ' => out.push('|'),
                'å' => out.push('}'),
                'ü' => out.push('y'),
                'á' | 'à' | 'â' | 'ã' => out.push('a'),
                'ó' | 'ò' | 'ô' | 'õ' => out.push('o'),
                'é' | 'è' | 'ë' | 'ê' => out.push('e'),
                'ú' | 'ù' | 'û' => out.push('u'),
                'í' | 'ì' | 'ï' | 'î' => out.push('i'),
                'ñ' => out.push('n'),
                'ç' => out.push('c'),
                'ß' => out.push_str("ss"),
                letter if letter.is_alphanumeric() => out.push(letter),
                _ => {}
            }
        }
    }
    out.replace("aa", "}")
}

/// The name with its case and white space put aside, and nothing else: what names of units are told
/// apart by, since *Team 1.1* is not *Team 11*.
#[must_use]
pub fn same(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// The known word with the fewest changed letters, where it is near enough to be meant: at most
/// one letter in four changed. Of equals the first.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = plain(word).chars().collect();
    let allowed = (word.len() / 4).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = plain(candidate).chars().collect();
        if letters.len().abs_diff(word.len()) > allowed {
            continue;
        }
        let changes = changes(&word, &letters);
        if changes <= allowed && best.is_none_or(|(fewest, _)| changes < fewest) {
            best = Some((changes, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be changed, added or taken away (Levenshtein 1966).
fn changes(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (place, b) in row.iter_mut().skip(1).zip(right) {
            let here = (diagonal + usize::from(a != b))
                .min(before + 1)
                .min(*place + 1);
            diagonal = *place;
            *place = here;
            before = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for text in ["Område", "OMRAADE", "omrade", " Om-råde ", "Omra\u{30a}de"] {
            assert_eq!(plain(text), "omrade", "{text}");
        }
        assert_eq!(plain("E-mail"), plain("Email"));
        assert_eq!(plain("Medarbejder nr."), plain("medarbejdernr"));
        assert_ne!(plain("Leder"), plain("Leder nr"));
    }

    #[test]
    fn names_stand_as_in_the_dictionary() {
        let mut names = [
            "Åse Holm",
            "Zita",
            "Ærø",
            "Øst",
            "anna",
            "Aase Bo",
            "Ann-Marie",
            "Bo",
            "Müller",
            "Mygind",
            "Mulvad",
            "Élan",
            "Eg",
        ];
        names.sort_by_key(|name| dictionary(name));
        assert_eq!(
            names,
            [
                "anna",
                "Ann-Marie",
                "Bo",
                "Eg",
                "Élan",
                "Mulvad",
                "Mygind",
                "Müller",
                "Zita",
                "Ærø",
                "Øst",
                "Aase Bo",
                "Åse Holm",
            ]
        );
        assert!(dictionary("Ås Bo") < dictionary("Åse Al"), "word by word");
    }

    #[test]
    fn a_name_is_the_same_but_for_case_and_white_space() {
        assert_eq!(same(" TEAM  1.1\u{a0}"), same("Team 1.1"));
        assert_eq!(same("SKOLEN ÅKANDEN"), same("Skolen Åkanden"));
        assert_ne!(same("Team 1.1"), same("Team 11"));
    }

    #[test]
    fn changes_are_counted() {
        let count = |a: &str, b: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            changes(&letters(a), &letters(b))
        };
        assert_eq!(count("", ""), 0);
        assert_eq!(count("abc", ""), 3);
        assert_eq!(count("", "abc"), 3);
        assert_eq!(count("kitten", "sitting"), 3);
        assert_eq!(count("flaw", "lawn"), 2);
    }

    #[test]
    fn the_nearest_word_is_told_only_when_it_is_near() {
        let known = ["Skolen Åkanden", "Skolen Engen", "Dagplejen Vest"];
        assert_eq!(nearest("Skolen Aakandne", known), Some("Skolen Åkanden"));
        assert_eq!(nearest("Dagpleje Vest", known), Some("Dagplejen Vest"));
        assert_eq!(nearest("Ukendt Enhed 1361", known), None);
    }
}
