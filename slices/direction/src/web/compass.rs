use base::Lang;

use crate::domain::Direction;

/// The four fields on their two axes, as numbers for an SVG of 640 by 600. Unlike the figure that
/// counts what lies in each quarter (`figures::FieldsCompass`), it shows a field exactly where the
/// organisation has put it.
pub(crate) struct Compass {
    pub spots: Vec<Spot>,
    pub left: String,
    pub right: String,
    pub below: String,
    pub above: String,
}

pub(crate) struct Spot {
    pub x: f64,
    pub y: f64,
    pub key: String,
    pub name: String,
    pub short: String,
    /// From 1, for its colour; the name carries the meaning.
    pub number: usize,
    pub ends: String,
    pub means: String,
}

/// The square in which fields lie: its middle and half its side.
const MIDDLE: (f64, f64) = (320.0, 260.0);
const HALF: f64 = 205.0;

impl Compass {
    pub fn new(direction: &Direction, lang: Lang) -> Self {
        let axes = &direction.axes;
        let side = |place: f64, low: &str, high: &str| {
            if place < 0.0 {
                low.to_owned()
            } else {
                high.to_owned()
            }
        };
        let spots = direction.fields.iter().enumerate().map(|(index, field)| {
            let (ends, means) = field.position();
            Spot {
                x: MIDDLE.0 + ends * HALF,
                y: MIDDLE.1 - means * HALF,
                key: field.key.to_string(),
                name: field.name.pick(lang).to_owned(),
                short: field.short.pick(lang).to_owned(),
                number: index % 4 + 1,
                ends: side(ends, axes.ends.low.pick(lang), axes.ends.high.pick(lang)),
                means: side(means, axes.means.low.pick(lang), axes.means.high.pick(lang)),
            }
        });
        Self {
            spots: spots.collect(),
            left: axes.ends.low.pick(lang).to_owned(),
            right: axes.ends.high.pick(lang).to_owned(),
            below: axes.means.low.pick(lang).to_owned(),
            above: axes.means.high.pick(lang).to_owned(),
        }
    }
}
