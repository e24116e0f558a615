//! Where to go after signing in.

/// A path inside this site. Made only from text that a browser cannot read as another site, so
/// that a link to our sign-in page never ends at a stranger's copy of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// The path, if it is one: it starts with a single `/`, and holds no backslash (which browsers
    /// read as `/`), no control character (which they drop), and nothing beyond 2,000 characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let second = text.chars().nth(1);
        let local = text.starts_with('/')
            && second != Some('/')
            && !text.contains('\\')
            && !text.chars().any(char::is_control)
            && text.chars().count() <= 2_000;
        local.then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for path in [
            "/",
            "/min-side",
            "/programme/sessions?hold=3#next",
            "/søg?q=å",
        ] {
            assert_eq!(LocalPath::parse(path).unwrap().as_str(), path);
        }
        for elsewhere in [
            "",
            "min-side",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n//evil.example",
            " //evil.example",
        ] {
            assert_eq!(LocalPath::parse(elsewhere), None, "{elsewhere:?}");
        }
    }
}
