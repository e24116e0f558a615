use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The languages of the interface. Danish is the default everywhere.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Da,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Da, Self::En];

    /// The BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// What is written in this language.
    #[must_use]
    pub const fn pick<T: Copy>(self, da: T, en: T) -> T {
        match self {
            Self::Da => da,
            Self::En => en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = ();
    fn from_str(tag: &str) -> Result<Self, ()> {
        match tag {
            "da" => Ok(Self::Da),
            "en" => Ok(Self::En),
            _ => Err(()),
        }
    }
}
