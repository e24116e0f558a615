use std::{borrow::Borrow, fmt, hash, ops::Range};

use base::Lang;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use toml::Spanned;

/// Marks on serde's messages by which [`crate::repair`] knows our own refusals again.
pub(crate) const BLANK: &str = "blueprint: blank text";
pub(crate) const KEY_SHAPE: &str = "blueprint: key ";

/// A text in Danish and, where it has been translated, in English.
///
/// In a file: `name.da = "Retning"` and `name.en = "Direction"`, or
/// `name = { da = "Retning", en = "Direction" }`. English may wait; a reader then gets the Danish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Words {
    pub da: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Words {
    #[must_use]
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            da: da.into(),
            en: Some(en.into()),
        }
    }

    /// The text for this reader: the Danish where there is no English.
    #[must_use]
    pub fn pick(&self, lang: Lang) -> &str {
        match lang {
            Lang::Da => &self.da,
            Lang::En => self.en.as_deref().unwrap_or(&self.da),
        }
    }

    /// The language that [`Self::pick`] answers in, for the page's `lang` attribute.
    #[must_use]
    pub const fn lang(&self, wanted: Lang) -> Lang {
        match wanted {
            Lang::En if self.en.is_some() => Lang::En,
            _ => Lang::Da,
        }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Both {
            da: Filled,
            en: Option<Filled>,
        }
        let both = Both::deserialize(deserializer)?;
        Ok(Self {
            da: both.da.0,
            en: both.en.map(|en| en.0),
        })
    }
}

/// A text that is not empty, without the line breaks that a `"""` block has at its ends.
struct Filled(String);

impl<'de> Deserialize<'de> for Filled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(D::Error::custom(BLANK));
        }
        Ok(Self(if trimmed.len() == text.len() {
            text
        } else {
            trimmed.to_owned()
        }))
    }
}

/// The short name by which files refer to a thing, with the place where it was read.
///
/// Lower-case letters, digits and hyphens, beginning with a letter. Equal, ordered and hashed by
/// name alone. Readable from TOML only, because only TOML tells the place.
#[derive(Clone)]
pub struct Key {
    name: String,
    span: Range<usize>,
}

impl Key {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// Bytes of the file it was read from.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Whether a text can be a key.
    #[must_use]
    pub fn is_well_formed(name: &str) -> bool {
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.len() <= 64
            && name
                .chars()
                .all(|each| each.is_ascii_lowercase() || each.is_ascii_digit() || each == '-')
    }

    /// A key for a thing of this name: *Fælles retning* is `faelles-retning`.
    #[must_use]
    pub fn proposed(name: &str) -> String {
        let mut out = String::new();
        for letter in name.chars().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => out.push(letter),
                'æ' => out.push_str("ae"),
                'ø' => out.push_str("oe"),
                'å' => out.push_str("aa"),
                'é' | 'è' => out.push('e'),
                'ö' => out.push('o'),
                'ä' => out.push('a'),
                'ü' => out.push('u'),
                _ if !out.ends_with('-') => out.push('-'),
                _ => {}
            }
        }
        let out: String = out.trim_matches('-').chars().take(48).collect();
        let out = out.trim_end_matches('-');
        if out.starts_with(|first: char| first.is_ascii_lowercase()) {
            out.to_owned()
        } else {
            format!("x-{out}").trim_end_matches('-').to_owned()
        }
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let placed = Spanned::<String>::deserialize(deserializer)?;
        let span = placed.span();
        let name = placed.into_inner();
        if Self::is_well_formed(&name) {
            Ok(Self { name, span })
        } else {
            Err(D::Error::custom(format_args!("{KEY_SHAPE}{name}")))
        }
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.name.serialize(serializer)
    }
}
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(f)
    }
}
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl Eq for Key {}
impl PartialEq<str> for Key {
    fn eq(&self, other: &str) -> bool {
        self.name == other
    }
}
impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.name.cmp(&other.name)
    }
}
impl hash::Hash for Key {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}
impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.name
    }
}
impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        &self.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_keys() {
        for (name, key) in [
            ("Fælles retning", "faelles-retning"),
            ("Tillid & aftaler!", "tillid-aftaler"),
            ("7 ting", "x-7-ting"),
            ("Åø", "aaoe"),
            ("…", "x"),
        ] {
            assert_eq!(Key::proposed(name), key);
            assert!(Key::is_well_formed(&Key::proposed(name)));
        }
    }
}
