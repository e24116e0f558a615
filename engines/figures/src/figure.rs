use crate::svg::escaped;

/// A drawing with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The `<svg>` element, complete.
    pub svg: String,
    pub table: Table,
}

/// The same numbers as a table; the first cell of each row is its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Figure {
    /// The figure as HTML: the drawing, and the table under a fold named `numbers`.
    #[must_use]
    pub fn html(&self, numbers: &str) -> String {
        format!(
            "<figure class=\"figure\"><div class=\"figure-drawing\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</div>\
             <details class=\"fold figure-numbers\"><summary>{}</summary><div class=\"fold-body\">{}</div></details></figure>",
            escaped(&self.table.caption),
            self.svg,
            escaped(numbers),
            self.table.html()
        )
    }
}

impl Table {
    /// The table as HTML, in the design system's classes.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = format!(
            "<div class=\"table--responsive-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\
             <table class=\"table table--compact\"><caption class=\"sr-only\">{0}</caption><thead><tr>",
            escaped(&self.caption)
        );
        for head in &self.heads {
            out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(head)));
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.rows {
            out.push_str("<tr>");
            for (place, cell) in row.iter().enumerate() {
                let cell = escaped(cell);
                if place == 0 {
                    out.push_str(&format!("<th scope=\"row\">{cell}</th>"));
                } else {
                    out.push_str(&format!("<td>{cell}</td>"));
                }
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
        out
    }
}
