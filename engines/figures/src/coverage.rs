use crate::{
    Figure, Table,
    svg::{INK, LINE, PETROL, SOFT, Svg, TINT, WARN, hatched, wrapped},
};

const NAME: i32 = 250;
const COLUMN: i32 = 116;
const HEAD: i32 = 64;
const ROW: i32 = 44;

/// Which module serves which field, with the holes.
#[derive(Clone, Debug)]
pub struct CoverageMatrix {
    /// Unique on the page.
    pub id: String,
    pub title: String,
    /// The columns: the fields.
    pub columns: Vec<String>,
    pub rows: Vec<CoverageRow>,
    pub words: CoverageWords,
}

/// One module and what it does for each field, in the order of the columns.
#[derive(Clone, Debug)]
pub struct CoverageRow {
    pub name: String,
    pub cells: Vec<Coverage>,
}

/// How a module serves a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    None,
    /// In passing.
    Touched,
    /// As its subject.
    Main,
}

#[derive(Clone, Debug)]
pub struct CoverageWords {
    /// Heading of the rows.
    pub row: String,
    pub main: String,
    pub touched: String,
    pub none: String,
    /// Heading of the last line: how many modules have the field as their subject.
    pub sum: String,
    /// What is said of a field that is no module's subject.
    pub hole: String,
}

impl CoverageMatrix {
    /// How many rows have each column as their subject.
    #[must_use]
    pub fn sums(&self) -> Vec<u32> {
        (0..self.columns.len())
            .map(|column| {
                let main = |row: &&CoverageRow| row.cells.get(column) == Some(&Coverage::Main);
                u32::try_from(self.rows.iter().filter(main).count()).unwrap_or(u32::MAX)
            })
            .collect()
    }

    /// The columns that are no row's subject.
    #[must_use]
    pub fn holes(&self) -> Vec<&str> {
        let empty = self
            .columns
            .iter()
            .zip(self.sums())
            .filter(|(_, sum)| *sum == 0);
        empty.map(|(name, _)| name.as_str()).collect()
    }

    #[must_use]
    pub fn draw(&self) -> Figure {
        let columns = i32::try_from(self.columns.len()).unwrap_or(0);
        let rows = i32::try_from(self.rows.len()).unwrap_or(0);
        let (width, bottom) = (NAME + COLUMN * columns + 4, HEAD + ROW * rows);
        let described = self
            .columns
            .iter()
            .zip(self.sums())
            .map(|(name, sum)| format!("{name}: {}.", self.summed(sum)))
            .collect::<Vec<_>>()
            .join(" ");
        let height = bottom + ROW + 46;
        let mut svg = Svg::new(&self.id, "coverage", width, height, &self.title, &described);
        svg.hatching(&self.id, "#e8b48c");
        let mut x = NAME;
        for (name, sum) in self.columns.iter().zip(self.sums()) {
            if sum == 0 {
                svg.rect(
                    (x, HEAD),
                    (COLUMN, ROW * (rows + 1)),
                    &hatched(&self.id),
                    "opacity=\"0.55\"",
                );
            }
            for (line, text) in wrapped(name, 14, 2).iter().enumerate() {
                let y = HEAD - 30 + 18 * i32::try_from(line).unwrap_or(0);
                svg.text(
                    (x + COLUMN / 2, y),
                    text,
                    "text-anchor=\"middle\" font-weight=\"600\"",
                );
            }
            self.sum(&mut svg, (x, bottom), sum);
            x += COLUMN;
        }
        svg.line((0, HEAD), (width, HEAD), PETROL, 2);
        let mut y = HEAD;
        for row in &self.rows {
            self.row(&mut svg, y, row);
            y += ROW;
            svg.line((0, y), (width, y), LINE, 1);
        }
        self.name(&mut svg, bottom, &self.words.sum, "font-weight=\"600\"");
        self.legend(&mut svg, bottom + ROW + 28);
        Figure {
            svg: svg.end(),
            table: self.table(),
        }
    }

    fn row(&self, svg: &mut Svg, y: i32, row: &CoverageRow) {
        self.name(svg, y, &row.name, &format!("fill=\"{INK}\""));
        let mut x = NAME + COLUMN / 2;
        for (name, cell) in self.columns.iter().zip(&row.cells) {
            svg.group(
                "coverage-cell",
                &format!("{}, {name}: {}", row.name, self.word(*cell)),
            );
            mark(svg, (x, y + ROW / 2), *cell);
            svg.end_group();
            x += COLUMN;
        }
    }

    fn name(&self, svg: &mut Svg, y: i32, name: &str, more: &str) {
        let lines = wrapped(name, 32, 2);
        let first = if lines.len() > 1 { y + 19 } else { y + 27 };
        for (line, text) in lines.iter().enumerate() {
            svg.text(
                (4, first + 17 * i32::try_from(line).unwrap_or(0)),
                text,
                more,
            );
        }
    }

    fn sum(&self, svg: &mut Svg, at: (i32, i32), sum: u32) {
        let (middle, line) = (at.0 + COLUMN / 2, at.1 + 28);
        if sum == 0 {
            let width = 14 + 8 * i32::try_from(self.words.hole.chars().count()).unwrap_or(0);
            svg.rect(
                (middle - width / 2, at.1 + 10),
                (width, 26),
                "#fff",
                &format!("rx=\"3\" stroke=\"{WARN}\""),
            );
            svg.text(
                (middle, line),
                &self.words.hole,
                &format!("text-anchor=\"middle\" font-weight=\"600\" fill=\"{WARN}\""),
            );
        } else {
            svg.text(
                (middle, line),
                &sum.to_string(),
                "text-anchor=\"middle\" font-weight=\"600\"",
            );
        }
    }

    fn legend(&self, svg: &mut Svg, y: i32) {
        let mut x = 14;
        for cell in [Coverage::Main, Coverage::Touched, Coverage::None] {
            mark(svg, (x, y - 5), cell);
            let word = self.word(cell);
            svg.text((x + 18, y), word, &format!("fill=\"{SOFT}\""));
            x += 52 + 8 * i32::try_from(word.chars().count()).unwrap_or(0);
        }
    }

    fn word(&self, cell: Coverage) -> &str {
        match cell {
            Coverage::Main => &self.words.main,
            Coverage::Touched => &self.words.touched,
            Coverage::None => &self.words.none,
        }
    }

    fn summed(&self, sum: u32) -> String {
        if sum == 0 {
            self.words.hole.clone()
        } else {
            sum.to_string()
        }
    }

    fn table(&self) -> Table {
        let mut heads = vec![self.words.row.clone()];
        heads.extend(self.columns.iter().cloned());
        let mut rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|cell| self.word(*cell).to_owned());
                std::iter::once(row.name.clone()).chain(cells).collect()
            })
            .collect();
        let sums = self.sums().into_iter().map(|sum| self.summed(sum));
        rows.push(
            std::iter::once(self.words.sum.clone())
                .chain(sums)
                .collect(),
        );
        Table {
            caption: self.title.clone(),
            heads,
            rows,
        }
    }
}

/// A disc with a tick, a ring, or a dash: three shapes, so that colour says nothing alone.
fn mark(svg: &mut Svg, at: (i32, i32), cell: Coverage) {
    match cell {
        Coverage::Main => {
            svg.circle(at, 11, PETROL, "");
            svg.tick(at, "#fff");
        }
        Coverage::Touched => svg.circle(
            at,
            9,
            TINT,
            &format!("stroke=\"{PETROL}\" stroke-width=\"2\""),
        ),
        Coverage::None => svg.line((at.0 - 6, at.1), (at.0 + 6, at.1), SOFT, 1),
    }
}
