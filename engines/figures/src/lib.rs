//! Numbers to accessible SVG, the same in a page and in a document.
//!
//! Each figure is a struct of what it shows, with every word in the reader's language, and a
//! `draw` that gives a [`Figure`]: the drawing, and the same numbers as a table.
//!
//! # Invariants
//!
//! - Attributes and classes only, never `style=`: the pages' policy refuses inline styles.
//! - Every drawing has a title and a description; nothing is told by colour alone.
//! - Whole numbers as coordinates, fixed order: the same input gives the same bytes everywhere.
//! - Text is escaped; nothing is measured with a font, so lines are broken by a rule of thumb.

mod calendar;
mod compass;
mod coverage;
mod figure;
mod svg;
mod way;

pub use calendar::{CalendarWeek, CalendarWords, YearCalendar};
pub use compass::{Axis, CompassField, CompassWords, FieldsCompass};
pub use coverage::{Coverage, CoverageMatrix, CoverageRow, CoverageWords};
pub use figure::{Figure, Table};
pub use way::{Stop, StopState, Way, WayWords, WayYear};
