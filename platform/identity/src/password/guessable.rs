//! Whether a password is among the first that somebody would try.
//!
//! A list of whole passwords says little once twelve characters are asked for: people meet the
//! rule with `Sommer2026!!`. So the password is read as an attacker's program writes it: as few
//! pieces as possible, each a word of the lists, a word about its owner, a run on the keyboard, a
//! number. At most [`PIECES`] such pieces are refused. Three ordinary words in a row pass, and no
//! mixture of character classes is ever asked for (NIST SP 800-63B-4, 3.1.1.2).

use std::{collections::HashSet, sync::LazyLock};

use super::Weakness;

/// This many pieces or fewer are too easy to guess.
const PIECES: usize = 2;
/// A number at the end longer than this is a piece: a date or a telephone number.
const FREE_DIGITS: usize = 6;
const SHORTEST_WORD: usize = 4;
const SHORTEST_PERSONAL_WORD: usize = 3;
const LONGEST_WORD: usize = 32;

static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let breached = include_str!("../../lists/breached.txt");
    let danish = include_str!("../../lists/danish.txt");
    breached
        .lines()
        .chain(danish.split_whitespace())
        .map(fold)
        .filter(|word| word.chars().count() >= SHORTEST_WORD)
        .collect()
});

/// Rows of the Danish keyboard, and the alphabet, in which people walk.
const WALKS: [&str; 6] = [
    "1234567890",
    "qwertyuiopå",
    "asdfghjklæø",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyzæøå",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/// Finds the weakness of a password, given words about its owner: name, address, organisation.
pub(super) fn weakness(password: &str, about: &[&str]) -> Option<Weakness> {
    let lower: String = password.chars().flat_map(char::to_lowercase).collect();
    let personal: HashSet<String> = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(fold)
        .filter(|word| word.chars().count() >= SHORTEST_PERSONAL_WORD)
        .collect();
    if KNOWN.contains(&fold(&lower)) {
        return Some(Weakness::Common);
    }
    // Digits that stand for letters are read inside the word only: those at the end are a year.
    let (core, numbers) = strip_ends(&lower);
    [core.to_owned(), unleet(core), unleet(&lower)]
        .iter()
        .find_map(|reading| weak_reading(&fold(reading), numbers, &personal))
}

fn weak_reading(core: &str, numbers: usize, personal: &HashSet<String>) -> Option<Weakness> {
    let chars: Vec<char> = core.chars().collect();
    let block = shortest_period(&chars);
    let found = if block.len() < chars.len() && block.len() <= SHORTEST_WORD {
        Reading {
            pieces: 1,
            personal: false,
        }
    } else {
        fewest_pieces(block, personal)
    };
    if found.pieces + numbers > PIECES {
        return None;
    }
    Some(if found.personal {
        Weakness::Personal
    } else {
        Weakness::Common
    })
}

/// Takes digits and signs off both ends. They cost an attacker nothing, unless a number is long.
fn strip_ends(text: &str) -> (&str, usize) {
    let core = text.trim_matches(|c: char| !c.is_alphabetic());
    let long = |end: &str| end.chars().filter(char::is_ascii_digit).count() > FREE_DIGITS;
    let (head, tail) = text
        .find(core)
        .and_then(|at| Some((text.get(..at)?, text.get(at + core.len()..)?)))
        .unwrap_or_default();
    (core, usize::from(long(head)) + usize::from(long(tail)))
}

/// `abcabcabc` is no harder to guess than `abc`.
fn shortest_period(core: &[char]) -> &[char] {
    (1..=core.len() / 2)
        .filter(|period| core.len().is_multiple_of(*period))
        .find_map(|period| {
            let (block, rest) = core.split_at(period);
            rest.chunks(period)
                .all(|again| again == block)
                .then_some(block)
        })
        .unwrap_or(core)
}

#[derive(Clone, Copy)]
struct Reading {
    pieces: usize,
    personal: bool,
}

/// The reading with the fewest pieces: `best[end]` is that of the characters before `end`.
fn fewest_pieces(core: &[char], personal: &HashSet<String>) -> Reading {
    let mut best = vec![Reading {
        pieces: 0,
        personal: false,
    }];
    for end in 1..=core.len() {
        let mut here = Reading {
            pieces: usize::MAX,
            personal: false,
        };
        for start in (end.saturating_sub(LONGEST_WORD)..end).rev() {
            let (Some(before), Some(chunk)) = (best.get(start), core.get(start..end)) else {
                continue;
            };
            let Some((cost, about_owner)) = cost(chunk, personal) else {
                continue;
            };
            let pieces = before.pieces.saturating_add(cost);
            if pieces < here.pieces {
                here = Reading {
                    pieces,
                    personal: before.personal || about_owner,
                };
            }
        }
        best.push(here);
    }
    best.last().copied().unwrap_or(Reading {
        pieces: 0,
        personal: false,
    })
}

/// What a chunk costs to guess, in pieces, and whether it is a word about the owner. `None` when
/// it is no piece at all.
fn cost(chunk: &[char], personal: &HashSet<String>) -> Option<(usize, bool)> {
    let same = chunk.windows(2).all(|pair| pair.first() == pair.last());
    let signs = chunk.iter().all(|c| !c.is_alphanumeric());
    match chunk.len() {
        // A sign between two words is no effort.
        1 if signs => return Some((0, false)),
        1 => return Some((1, false)),
        _ if same => return Some((usize::from(!signs), false)),
        _ => {}
    }
    if chunk.iter().all(char::is_ascii_digit) || (chunk.len() >= 4 && is_walk(chunk)) {
        return Some((1, false));
    }
    let word: String = chunk.iter().collect();
    if personal.contains(&word) {
        return Some((1, true));
    }
    (chunk.len() >= SHORTEST_WORD && KNOWN.contains(&word)).then_some((1, false))
}

fn is_walk(chunk: &[char]) -> bool {
    let forth: String = chunk.iter().collect();
    let back: String = chunk.iter().rev().collect();
    WALKS
        .iter()
        .any(|walk| walk.contains(&forth) || walk.contains(&back))
}

/// Danish letters as they are written where there are none.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'é' | 'è' => out.push('e'),
            'ü' => out.push('u'),
            c => out.push(c),
        }
    }
    out
}

/// `s0mm€r` reads `sommer`.
fn unleet(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' | '|' => 'i',
            '3' | '€' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = [
        "Birgit Ågaard",
        "birgit.aagaard@kalundborg.dk",
        "Kalundborg Kommune",
    ];

    #[track_caller]
    fn check(password: &str, expected: Option<Weakness>) {
        assert_eq!(weakness(password, &ABOUT), expected, "{password}");
    }

    #[test]
    fn what_attackers_try_first_is_refused() {
        for password in [
            "password1234",
            "Sommer2026!!",
            "S0mmer2026!!",
            "qwertyuiop12",
            "1qaz2wsx3edc",
            "passwordpassword",
            "sommer-vinter",
            "Sommer.Vinter.1",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "123456789012",
            "!!!!!!!!!!!!",
            "abcdefghijklm",
            "Velkommen2026",
            "Adgangskode1!",
            "mette20051974",
            "Rødgrød-Fløde",
            "k7xk7xk7xk7x",
            "frederiksberg",
        ] {
            check(password, Some(Weakness::Common));
        }
    }

    #[test]
    fn words_about_the_owner_are_refused() {
        for password in [
            "birgit-aagaard",
            "Ågaard20202020",
            "Kalundborg2026",
            "kalundborgkommune",
            "B1rgit!!!!!!!!",
        ] {
            check(password, Some(Weakness::Personal));
        }
    }

    #[test]
    fn length_is_enough_without_signs_or_capitals() {
        for password in [
            "hesten spiser blå grønkål",
            "correct horse battery staple",
            "tre kaffe og en mandag",
            "xk9vq2mzt7hw",
            "jeg glemmer aldrig min nøgle",
            "kalundborg har to tårne",
        ] {
            check(password, None);
        }
    }

    #[test]
    fn the_lists_are_as_long_as_they_say() {
        assert!(KNOWN.len() > 5_000, "{}", KNOWN.len());
        assert!(KNOWN.contains("password") && KNOWN.contains("kalundborg"));
    }
}
