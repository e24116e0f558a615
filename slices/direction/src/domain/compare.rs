use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Input, Kind, Part, Record, Value};

/// What differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Added(Record),
    Removed(Record),
    Altered {
        /// As it is now.
        record: Record,
        parts: Vec<PartChange>,
    },
    /// The same things of this kind in another order.
    Reordered(Kind),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    pub part: Part,
    pub input: Input,
    pub before: Value,
    pub after: Value,
}

/// What has come, gone and changed from `before` to `after`, in the order of the files.
#[must_use]
pub fn compare(before: &[Record], after: &[Record]) -> Vec<Change> {
    let find = |all: &[Record], one: &Record| -> Option<Record> {
        let same = |each: &&Record| each.kind == one.kind && each.key == one.key;
        all.iter().find(same).cloned()
    };
    let mut changes = Vec::new();
    for kind in Kind::ALL {
        let of_kind = |all: &[Record]| -> Vec<Record> {
            all.iter()
                .filter(|each| each.kind == kind)
                .cloned()
                .collect()
        };
        let (old, new) = (of_kind(before), of_kind(after));
        let removed = old.iter().filter(|each| find(&new, each).is_none());
        changes.extend(removed.cloned().map(Change::Removed));
        for record in &new {
            match find(&old, record) {
                None => changes.push(Change::Added(record.clone())),
                Some(was) if was != *record => changes.push(Change::Altered {
                    record: record.clone(),
                    parts: altered(&was, record),
                }),
                Some(_) => {}
            }
        }
        let order = |mine: &[Record], other: &[Record]| -> Vec<String> {
            let common = mine.iter().filter(|each| find(other, each).is_some());
            common.map(|each| each.key.clone()).collect()
        };
        if order(&old, &new) != order(&new, &old) {
            changes.push(Change::Reordered(kind));
        }
    }
    changes
}

fn altered(before: &Record, after: &Record) -> Vec<PartChange> {
    before
        .iter()
        .zip(after.iter())
        .filter(|((.., old), (.., new))| old != new)
        .map(|((part, input, old), (.., new))| PartChange {
            part,
            input,
            before: old.clone(),
            after: new.clone(),
        })
        .collect()
}

/// A run of words that both texts have, or that only one of them has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// The two texts woven together word by word, along their longest common sequence.
#[must_use]
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let words = |text| -> Vec<&str> { str::split_inclusive(text, char::is_whitespace).collect() };
    let (old, new) = (words(before), words(after));
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let gone = old.get(op.old_range()).unwrap_or_default().concat();
        let come = new.get(op.new_range()).unwrap_or_default().concat();
        match op.tag() {
            DiffTag::Equal => out.push(Piece::Same(gone)),
            DiffTag::Delete => out.push(Piece::Gone(gone)),
            DiffTag::Insert => out.push(Piece::New(come)),
            DiffTag::Replace => out.extend([Piece::Gone(gone), Piece::New(come)]),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_woven_word_by_word() {
        let (same, gone, new) = (
            |t: &str| Piece::Same(t.to_owned()),
            |t: &str| Piece::Gone(t.to_owned()),
            |t: &str| Piece::New(t.to_owned()),
        );
        assert_eq!(
            pieces("vi vil det samme hver dag", "vi vil noget nyt hver dag"),
            [
                same("vi vil "),
                gone("det samme "),
                new("noget nyt "),
                same("hver dag")
            ]
        );
        assert_eq!(pieces("", "a b"), [new("a b")]);
        assert_eq!(pieces("a b", ""), [gone("a b")]);
        assert_eq!(pieces("a", "a"), [same("a")]);
    }
}
