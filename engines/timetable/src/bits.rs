//! Sets of small numbers as rows of machine words: who or what is taken on a day.

/// `rows` sets of numbers below `width`, each a row of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rows {
    words: usize,
    bits: Vec<u64>,
}

impl Rows {
    pub(crate) fn new(rows: usize, width: usize) -> Self {
        let words = width.div_ceil(64).max(1);
        Self {
            words,
            bits: vec![0; rows * words],
        }
    }

    pub(crate) fn words(&self) -> usize {
        self.words
    }

    pub(crate) fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    pub(crate) fn add(&mut self, row: usize, number: usize) {
        self.bits[row * self.words + number / 64] |= 1 << (number % 64);
    }

    pub(crate) fn remove(&mut self, row: usize, number: usize) {
        self.bits[row * self.words + number / 64] &= !(1 << (number % 64));
    }

    pub(crate) fn has(&self, row: usize, number: usize) -> bool {
        self.bits[row * self.words + number / 64] >> (number % 64) & 1 == 1
    }

    /// Whether the rows `from..to` and `set` share a number.
    pub(crate) fn meets(&self, from: usize, to: usize, set: &[u64]) -> bool {
        (from..to).any(|row| self.row(row).iter().zip(set).any(|(a, b)| a & b != 0))
    }

    /// Whether the rows `from..to` are empty.
    pub(crate) fn clear(&self, from: usize, to: usize) -> bool {
        self.bits[from * self.words..to * self.words]
            .iter()
            .all(|bits| *bits == 0)
    }

    /// Word `word` of the numbers of `set` that are in none of the rows `from..to`.
    pub(crate) fn spare(&self, from: usize, to: usize, set: &[u64], word: usize) -> u64 {
        let taken = (from..to).fold(0, |taken, row| taken | self.bits[row * self.words + word]);
        set[word] & !taken
    }
}

/// The numbers in a row, ascending.
pub(crate) fn numbers(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    set.iter().enumerate().flat_map(|(word, &bits)| {
        let mut left = bits;
        std::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            let lowest = left.trailing_zeros() as usize;
            left &= left - 1;
            Some(word * 64 + lowest)
        })
    })
}
