use base::Lang;

use crate::{Text, assets, csrf::Token};

/// What surrounds every page: language, organisation, person, navigation, flash.
///
/// A view struct has a field `shell: Shell`, and its template starts with
/// `{% extends "kit/layout.html" %}`.
#[derive(Clone, Debug)]
pub struct Shell {
    pub lang: Lang,
    /// The organisation's name; empty before sign-in.
    pub organisation: String,
    /// The name of the person who is signed in.
    pub person: Option<String>,
    /// The places that the person may go to.
    pub navigation: Vec<Link>,
    /// The person's own pages, in the menu under the name.
    pub personal: Vec<Link>,
    /// The way here, without this page.
    pub crumbs: Vec<Link>,
    /// Path and query of this page.
    pub path: String,
    /// Whether every page says that its people are fictional.
    pub demo: bool,
    /// What the last action did, said once.
    pub flash: Option<String>,
    pub(crate) token: Token,
}

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub label: String,
    pub current: bool,
}

impl Link {
    #[must_use]
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            label: label.into(),
            current: false,
        }
    }

    #[must_use]
    pub const fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

impl Shell {
    /// Adds a step of the way here to the breadcrumb.
    #[must_use]
    pub fn crumb(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(href, label));
        self
    }

    /// The kit's own texts in the page's language.
    #[must_use]
    pub const fn text(&self) -> Text {
        Text::new(self.lang)
    }

    /// The form token under a new mask. Templates write it by `form::token()`.
    #[must_use]
    pub fn token(&self) -> String {
        self.token.masked()
    }

    /// The address of an icon of the sprite, for `<use href>`.
    #[must_use]
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", assets::ICONS.unwrap_or_default())
    }

    #[must_use]
    pub const fn style(&self) -> &'static str {
        match assets::STYLE {
            Some(path) => path,
            None => "",
        }
    }

    #[must_use]
    pub const fn favicon(&self) -> &'static str {
        match assets::FAVICON {
            Some(path) => path,
            None => "",
        }
    }

    #[must_use]
    pub const fn script(&self) -> Option<&'static str> {
        assets::SCRIPT
    }

    /// Whether `script/assets` has not been run, which every page then says.
    #[must_use]
    pub const fn is_stub(&self) -> bool {
        assets::IS_STUB
    }

    /// Up to two letters for the person's name.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(self.person.as_deref().unwrap_or_default())
    }

    /// The word that stands for the colour of an alert.
    #[must_use]
    pub fn alert_kind(&self, kind: &str) -> String {
        match kind {
            "success" => self.text().alert_success(),
            "warning" => self.text().alert_warning(),
            "error" => self.text().alert_error(),
            _ => self.text().alert_info(),
        }
    }
}

/// The first letters of the first and the last name: *Ida Marie Holm* is *IH*.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next();
    let last = words.next_back();
    [first, last]
        .into_iter()
        .flatten()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_name() {
        assert_eq!(initials("Ida Marie Holm"), "IH");
        assert_eq!(initials("  åse "), "Å");
        assert_eq!(initials(""), "");
    }
}
