//! What the macros of `kit/parts.html` and `kit/form.html` show.

use base::Page;

/// One row of a select, or one button of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
            hint: String::new(),
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Where a step of a longer task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Done,
    Current,
    Ahead,
}

/// One step of a longer task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub label: String,
    /// Where the step is done; empty when one cannot go there now.
    pub href: String,
    pub stage: Stage,
}

impl Step {
    #[must_use]
    pub fn new(stage: Stage, href: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
            stage,
        }
    }

    #[must_use]
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    #[must_use]
    pub fn is_current(&self) -> bool {
        self.stage == Stage::Current
    }

    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.stage == Stage::Ahead
    }
}

/// Which page of a longer list this is, and where the others are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    pub number: u64,
    pub count: u64,
    path: String,
}

impl Pages {
    /// `path` is the list's address with what else it asks for, such as `/people?area=school`.
    #[must_use]
    pub fn of<T>(page: &Page<T>, path: impl Into<String>) -> Self {
        Self {
            number: page.number(),
            count: page.count(),
            path: path.into(),
        }
    }

    #[must_use]
    pub fn href(&self, number: u64) -> String {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{mark}page={number}", self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_pages_keep_what_the_list_was_asked_for() {
        let page = Page {
            items: vec![0; 20],
            first: 20,
            size: 20,
            total: 55,
        };
        let pages = Pages::of(&page, "/people?area=skole");
        assert_eq!((pages.number, pages.count), (2, 3));
        assert_eq!(pages.href(3), "/people?area=skole&page=3");
        assert_eq!(Pages::of(&page, "/people").href(1), "/people?page=1");
    }
}
