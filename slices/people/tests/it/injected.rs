//! Faults put into the sample on purpose, with what the check must answer.

use std::collections::BTreeSet;

use people::sample::{self, HEADINGS, Municipality};

/// Line, column, value, fault.
pub type Expected = (u32, String, String, &'static str);

/// The sample's rows with faults in them.
pub struct Spoilt {
    pub rows: Vec<Vec<String>>,
    pub units: Vec<Vec<String>>,
    pub faults: BTreeSet<Expected>,
    pub mended: BTreeSet<(u32, String, String)>,
    dice: u64,
    taken: BTreeSet<usize>,
}

impl Spoilt {
    pub fn new(made: &Municipality, seed: u64) -> Self {
        Self {
            rows: sample::csv(&made.people),
            units: sample::units_csv(&made.units),
            faults: BTreeSet::new(),
            mended: BTreeSet::new(),
            dice: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            taken: BTreeSet::new(),
        }
    }

    /// Every kind of fault some times over, and every kind of noise.
    pub fn everything(mut self, times: usize) -> Self {
        self.circle();
        for turn in 0..times {
            self.put(
                "Nærmeste leder",
                &format!("{}", 990_000 + turn),
                "leader not in the file",
            );
            self.put("Ansat", "i går", "not a date");
            self.put("Ansat", "31-02-2019", "not a date");
            self.put("Ansat", "01-02-19", "not a date");
            self.put("Ansat", "01-02-1919", "date out of range");
            self.put(
                "Enhed",
                &format!("Ukendt sted {turn}"),
                "unit not in the unit list",
            );
            self.put("E-mail", "anne@@kommune.example", "not an e-mail address");
            self.put("E-mail", "a b@kommune.example", "not an e-mail address");
            self.put("Ledelsesniveau", "LEDER??", "unknown leader level");
            self.put("Enhed", "", "required value missing");
            self.put("Fornavn", "", "required value missing");
            self.number_twice();
            self.noise("Fornavn", |name| format!("  {name}\u{a0}"));
            self.noise("E-mail", |address| address.to_uppercase());
            self.noise("Enhed", |unit| unit.to_uppercase());
        }
        self
    }

    fn below(&mut self, bound: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        usize::try_from(self.dice % bound as u64).unwrap()
    }

    /// A row of somebody who leads nobody, not touched before, with something in the column.
    fn victim(&mut self, column: usize) -> usize {
        let staff: Vec<usize> = (1..self.rows.len())
            .filter(|row| self.cell(*row, 6).is_empty() && !self.taken.contains(row))
            .filter(|row| column == 6 || !self.cell(*row, column).is_empty())
            .collect();
        let row = staff[self.below(staff.len())];
        self.taken.insert(row);
        row
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        &self.rows[row][column]
    }

    fn expect(&mut self, row: usize, column: usize, fault: &'static str) {
        let value = self.rows[row][column].clone();
        let line = u32::try_from(row + 1).unwrap();
        self.faults
            .insert((line, HEADINGS[column].to_owned(), value, fault));
    }

    fn put(&mut self, heading: &str, value: &str, fault: &'static str) {
        let column = place(heading);
        let row = self.victim(column);
        self.rows[row][column] = value.to_owned();
        self.expect(row, column, fault);
    }

    fn number_twice(&mut self) {
        let first = self.victim(0);
        let second = self.victim(0);
        let (first, second) = (first.min(second), first.max(second));
        self.rows[second][0] = self.rows[first][0].clone();
        self.expect(second, 0, "employee number used twice");
    }

    /// A leader of leaders comes to stand under one of their own: told on the upper one's line.
    fn circle(&mut self) {
        let below = (1..self.rows.len())
            .find(|row| self.cell(*row, 6) == "leder af medarbejdere")
            .unwrap();
        let above = self.cell(below, 10).to_owned();
        let upper = (1..self.rows.len())
            .find(|row| self.cell(*row, 0) == above)
            .unwrap();
        self.rows[upper][10] = self.rows[below][0].clone();
        self.expect(upper, 10, "leaders in a circle");
    }

    fn noise(&mut self, heading: &str, spoil: impl Fn(&str) -> String) {
        let column = place(heading);
        let row = self.victim(column);
        let spoilt = spoil(self.cell(row, column));
        self.rows[row][column].clone_from(&spoilt);
        self.mended
            .insert((u32::try_from(row + 1).unwrap(), heading.to_owned(), spoilt));
    }
}

pub fn place(heading: &str) -> usize {
    HEADINGS.iter().position(|known| *known == heading).unwrap()
}

/// Rows as text with a separator, quoted where they must be.
pub fn written(rows: &[Vec<String>], separator: char, line_break: &str) -> String {
    let cell = |text: &String| {
        if text.contains([separator, '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    rows.iter()
        .map(|row| {
            row.iter()
                .map(cell)
                .collect::<Vec<_>>()
                .join(&separator.to_string())
                + line_break
        })
        .collect()
}
