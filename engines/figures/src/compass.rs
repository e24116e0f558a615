use crate::{
    Figure, Table,
    svg::{INK, LINE, PETROL, SOFT, Svg, TINT, wrapped},
};

const WIDTH: i32 = 720;
const HEIGHT: i32 = 520;
/// The plane that the fields lie on.
const LEFT: i32 = 20;
const TOP: i32 = 44;
const RIGHT: i32 = 700;
const BOTTOM: i32 = 476;
const BOX: (i32, i32) = (306, 182);
/// How many items a field names before it says how many more there are.
const NAMED: usize = 4;

/// The four fields on two axes, each with how much lies in it or what.
///
/// Where a field sits differs between drawings of the synthesis, so it is configuration.
#[derive(Clone, Debug)]
pub struct FieldsCompass {
    /// Unique on the page.
    pub id: String,
    pub title: String,
    /// From left to right.
    pub across: Axis,
    /// From the bottom up.
    pub upward: Axis,
    pub fields: Vec<CompassField>,
    pub words: CompassWords,
}

/// The two ends of an axis.
#[derive(Clone, Debug)]
pub struct Axis {
    pub low: String,
    pub high: String,
}

/// One field: which side of each axis, and what lies in it.
#[derive(Clone, Debug)]
pub struct CompassField {
    pub name: String,
    /// Towards the high end of the axis across.
    pub right: bool,
    /// Towards the high end of the axis upward.
    pub up: bool,
    /// How many lie in it, when they are counted.
    pub count: Option<u32>,
    /// What lies in it, by name.
    pub items: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct CompassWords {
    /// Heading of the fields in the table.
    pub field: String,
    /// Heading of the count.
    pub count: String,
    /// Heading of the items.
    pub items: String,
    /// "and { n } more", with `{n}` in place of the number.
    pub more: String,
    /// What a field with nothing in it says.
    pub none: String,
}

impl FieldsCompass {
    #[must_use]
    pub fn draw(&self) -> Figure {
        let description = self
            .fields
            .iter()
            .map(|field| format!("{}: {}.", field.name, self.told(field)))
            .collect::<Vec<_>>()
            .join(" ");
        let mut svg = Svg::new(
            &self.id,
            "compass",
            WIDTH,
            HEIGHT,
            &self.title,
            &description,
        );
        let (middle_x, middle_y) = ((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2);
        for field in &self.fields {
            self.field(&mut svg, field);
        }
        svg.line((LEFT, middle_y), (RIGHT, middle_y), SOFT, 1);
        svg.line((middle_x, TOP), (middle_x, BOTTOM), SOFT, 1);
        for (at, turn) in [
            ((RIGHT, middle_y), 0),
            ((LEFT, middle_y), 180),
            ((middle_x, TOP), 270),
            ((middle_x, BOTTOM), 90),
        ] {
            svg.put(&format!(
                "<path d=\"M0 0l-9 -5v10z\" fill=\"{SOFT}\" transform=\"translate({} {}) rotate({turn})\"/>",
                at.0, at.1
            ));
        }
        let axis = format!("fill=\"{SOFT}\" font-weight=\"600\"");
        svg.text(
            (middle_x, TOP - 14),
            &self.upward.high,
            &format!("text-anchor=\"middle\" {axis}"),
        );
        svg.text(
            (middle_x, BOTTOM + 26),
            &self.upward.low,
            &format!("text-anchor=\"middle\" {axis}"),
        );
        // Above the line, on a white ground of their own.
        for (x, anchor, text) in [
            (LEFT + 14, "start", &self.across.low),
            (RIGHT - 14, "end", &self.across.high),
        ] {
            svg.text(
                (x, middle_y - 8),
                text,
                &format!("text-anchor=\"{anchor}\" {axis}"),
            );
        }
        Figure {
            svg: svg.end(),
            table: self.table(),
        }
    }

    fn field(&self, svg: &mut Svg, field: &CompassField) {
        let x = if field.right {
            RIGHT - BOX.0 - 14
        } else {
            LEFT + 14
        };
        let y = if field.up {
            TOP + 6
        } else {
            BOTTOM - BOX.1 - 6
        };
        svg.group(
            "compass-field",
            &format!("{}: {}", field.name, self.told(field)),
        );
        svg.rect((x, y), BOX, TINT, &format!("rx=\"4\" stroke=\"{LINE}\""));
        svg.text(
            (x + 18, y + 34),
            &field.name,
            &format!("font-size=\"19\" font-weight=\"600\" fill=\"{PETROL}\""),
        );
        if let Some(count) = field.count {
            svg.text(
                (x + BOX.0 - 18, y + 36),
                &count.to_string(),
                &format!(
                    "font-size=\"24\" font-weight=\"600\" text-anchor=\"end\" fill=\"{PETROL}\""
                ),
            );
        }
        let mut line = y + 64;
        for item in field.items.iter().take(NAMED) {
            for (place, text) in wrapped(item, 38, 1).iter().enumerate() {
                if place == 0 {
                    svg.circle((x + 22, line - 5), 3, PETROL, "");
                }
                svg.text((x + 34, line), text, &format!("fill=\"{INK}\""));
                line += 24;
            }
        }
        let left = field.items.len().saturating_sub(NAMED);
        if left > 0 {
            svg.text(
                (x + 34, line),
                &self.words.more.replace("{n}", &left.to_string()),
                &format!("fill=\"{SOFT}\""),
            );
        } else if field.items.is_empty() && field.count.unwrap_or(0) == 0 {
            svg.text(
                (x + 18, line),
                &self.words.none,
                &format!("fill=\"{SOFT}\" font-style=\"italic\""),
            );
        }
        svg.end_group();
    }

    /// What lies in the field, in words.
    fn told(&self, field: &CompassField) -> String {
        match (field.count, field.items.as_slice()) {
            (Some(count), []) => count.to_string(),
            (None, []) => self.words.none.clone(),
            (_, items) => items.join(", "),
        }
    }

    fn table(&self) -> Table {
        let counted = self.fields.iter().any(|field| field.count.is_some());
        let named = self.fields.iter().any(|field| !field.items.is_empty());
        let mut heads = vec![self.words.field.clone()];
        heads.extend(counted.then(|| self.words.count.clone()));
        heads.extend(named.then(|| self.words.items.clone()));
        let row = |field: &CompassField| {
            let mut row = vec![field.name.clone()];
            row.extend(counted.then(|| field.count.unwrap_or(0).to_string()));
            row.extend(named.then(|| {
                if field.items.is_empty() {
                    self.words.none.clone()
                } else {
                    field.items.join(", ")
                }
            }));
            row
        };
        Table {
            caption: self.title.clone(),
            heads,
            rows: self.fields.iter().map(row).collect(),
        }
    }
}
