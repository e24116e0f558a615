use super::{Direction, Key};

/// Something that is done, with the keys of what it serves.
pub trait Serves {
    fn aims(&self) -> &[String];
    fn fields(&self) -> &[String];
    fn guideposts(&self) -> &[String];
}

/// A place where the thread from the vision to daily operations is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hole<'d> {
    /// No expectation of a leader follows from the aim.
    AimUnexpected(&'d Key),
    /// Nothing that is done serves it.
    AimUnserved(&'d Key),
    FieldUnserved(&'d Key),
    GuidepostUnserved(&'d Key),
    ExpectationUnserved(&'d Key),
    /// Nothing that is done practises any of its fields or guideposts.
    CompetenceUnserved(&'d Key),
}

impl Direction {
    /// Where the thread is broken, from the vision down. `done` is all that is done for it.
    #[must_use]
    pub fn holes<S: Serves>(&self, done: &[S]) -> Vec<Hole<'_>> {
        let unexpected =
            self.aims_where(|aim| !self.expectations.iter().any(|each| each.aims.contains(aim)));
        let unserved = self.aims_where(|aim| !done.iter().any(|each| names(each.aims(), aim)));
        let fields = self.fields.iter().map(|field| &field.key);
        let fields = fields.filter(|key| !done.iter().any(|each| names(each.fields(), key)));
        let posts = self.guideposts.iter().map(|post| &post.key);
        let posts = posts.filter(|key| !done.iter().any(|each| names(each.guideposts(), key)));
        let expectations = self
            .expectations
            .iter()
            .map(|each| &each.key)
            .filter(|key| self.serving(key, done).is_empty());
        let competences = self.competences.iter().filter(|each| {
            let practised = |one: &S| {
                shares(one.fields(), &each.fields) || shares(one.guideposts(), &each.guideposts)
            };
            !done.iter().any(practised)
        });
        unexpected
            .map(Hole::AimUnexpected)
            .chain(unserved.map(Hole::AimUnserved))
            .chain(expectations.map(Hole::ExpectationUnserved))
            .chain(fields.map(Hole::FieldUnserved))
            .chain(posts.map(Hole::GuidepostUnserved))
            .chain(competences.map(|each| Hole::CompetenceUnserved(&each.key)))
            .collect()
    }

    /// What serves an expectation: it practises one of the expectation's fields, and serves one of
    /// its aims or guideposts. An expectation without fields is served by its aims or guideposts.
    #[must_use]
    pub fn serving<'s, S: Serves>(&self, expectation: &Key, done: &'s [S]) -> Vec<&'s S> {
        let Some(each) = self.expectation(expectation.as_str()) else {
            return Vec::new();
        };
        let serves = |one: &&S| {
            (each.fields.is_empty() || shares(one.fields(), &each.fields))
                && (shares(one.aims(), &each.aims) || shares(one.guideposts(), &each.guideposts))
        };
        done.iter().filter(serves).collect()
    }

    fn aims_where(&self, test: impl Fn(&Key) -> bool) -> impl Iterator<Item = &Key> {
        let keys = self.vision.aims.iter().map(|aim| &aim.key);
        keys.filter(move |key| test(key))
    }
}

fn names(named: &[String], key: &Key) -> bool {
    named.iter().any(|each| each == key.as_str())
}

fn shares(named: &[String], keys: &[Key]) -> bool {
    keys.iter().any(|key| names(named, key))
}
