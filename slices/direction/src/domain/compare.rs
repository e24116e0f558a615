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
    let old: Vec<&str> = before.split_inclusive(char::is_whitespace).collect();
    let new: Vec<&str> = after.split_inclusive(char::is_whitespace).collect();
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    let lengths = common_lengths(&old, &new);
    let length = |i: usize, j: usize| lengths.get(i).and_then(|row| row.get(j)).copied();
    while i < old.len() || j < new.len() {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                push(&mut out, Piece::Same((*a).to_owned()));
                i += 1;
                j += 1;
            }
            (Some(a), b) if b.is_none() || length(i + 1, j) >= length(i, j + 1) => {
                push(&mut out, Piece::Gone((*a).to_owned()));
                i += 1;
            }
            (_, Some(b)) => {
                push(&mut out, Piece::New((*b).to_owned()));
                j += 1;
            }
            _ => break,
        }
    }
    out
}

/// `[i][j]` is the length of the longest common sequence of the words from i and from j on.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut rows = vec![vec![0; new.len() + 1]];
    for a in old.iter().rev() {
        let mut row = vec![0; new.len() + 1];
        if let Some(below) = rows.last() {
            let mut right = 0;
            for (j, b) in new.iter().enumerate().rev() {
                let at = |place: usize| below.get(place).copied().unwrap_or(0);
                right = if a == b {
                    at(j + 1) + 1
                } else {
                    right.max(at(j))
                };
                if let Some(cell) = row.get_mut(j) {
                    *cell = right;
                }
            }
        }
        rows.push(row);
    }
    rows.reverse();
    rows
}

fn push(out: &mut Vec<Piece>, piece: Piece) {
    match (out.last_mut(), &piece) {
        (Some(Piece::Same(run)), Piece::Same(word))
        | (Some(Piece::Gone(run)), Piece::Gone(word))
        | (Some(Piece::New(run)), Piece::New(word)) => run.push_str(word),
        _ => out.push(piece),
    }
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
