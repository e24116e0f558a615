use base::Lang;
use icu_collator::{Collator, options::CollatorOptions};
use icu_locale_core::locale;

/// Sorts by name as the language's dictionary does. Both databases sort Å first, so this is done
/// here.
pub fn sort_by_name<T>(lang: Lang, items: &mut [T], name: impl Fn(&T) -> &str) {
    let locale = match lang {
        Lang::Da => locale!("da"),
        Lang::En => locale!("en"),
    };
    match Collator::try_new(locale.into(), CollatorOptions::default()) {
        Ok(collator) => items.sort_by(|a, b| collator.compare(name(a), name(b))),
        Err(_) => items.sort_by(|a, b| name(a).cmp(name(b))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_come_last() {
        let mut names = vec!["Åse", "Zita", "Ærø", "Øst", "Anna", "Aase"];
        sort_by_name(Lang::Da, &mut names, |name| name);
        assert_eq!(names, ["Anna", "Zita", "Ærø", "Øst", "Åse", "Aase"]);
    }
}
