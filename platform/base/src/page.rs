/// One page of a longer list: `items` are rows `first .. first + items.len()` of `total`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub first: u64,
    pub size: u64,
    pub total: u64,
}

impl<T> Page<T> {
    /// The one-based number of this page.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.first / if self.size == 0 { 1 } else { self.size } + 1
    }

    /// How many pages there are; at least one.
    #[must_use]
    pub const fn count(&self) -> u64 {
        let size = if self.size == 0 { 1 } else { self.size };
        let full = self.total.div_ceil(size);
        if full == 0 { 1 } else { full }
    }

    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(each).collect(),
            first: self.first,
            size: self.size,
            total: self.total,
        }
    }
}
