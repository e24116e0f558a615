//! A drawing as it is written down.

use std::fmt::Write as _;

/// The one accent, and the greys around it; each pair that meets has a contrast of 4.5 or more.
pub(crate) const PETROL: &str = "#0f4c5c";
pub(crate) const TINT: &str = "#e6eff1";
pub(crate) const INK: &str = "#1a1a1a";
pub(crate) const SOFT: &str = "#55595a";
pub(crate) const LINE: &str = "#b9c4c6";
pub(crate) const WARN: &str = "#8a3a00";

pub(crate) struct Svg(String);

impl Svg {
    /// `id` must be unique on the page; title and description are what a screen reader says.
    pub(crate) fn new(
        id: &str,
        class: &str,
        width: i32,
        height: i32,
        title: &str,
        description: &str,
    ) -> Self {
        let (id, title, description) = (escaped(id), escaped(title), escaped(description));
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawing {class}\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"IBM Plex Sans, Arial, sans-serif\" font-size=\"14\" fill=\"{INK}\">\
             <title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>"
        ))
    }

    pub(crate) fn put(&mut self, element: &str) {
        self.0.push_str(element);
    }

    pub(crate) fn line(&mut self, from: (i32, i32), to: (i32, i32), colour: &str, width: i32) {
        let _ = write!(
            self.0,
            "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// `more` is further attributes, written by us and never from input.
    pub(crate) fn rect(&mut self, at: (i32, i32), size: (i32, i32), fill: &str, more: &str) {
        let _ = write!(
            self.0,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" {more}/>",
            at.0, at.1, size.0, size.1
        );
    }

    pub(crate) fn circle(&mut self, at: (i32, i32), radius: i32, fill: &str, more: &str) {
        let _ = write!(
            self.0,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" fill=\"{fill}\" {more}/>",
            at.0, at.1
        );
    }

    pub(crate) fn text(&mut self, at: (i32, i32), text: &str, more: &str) {
        let _ = write!(
            self.0,
            "<text x=\"{}\" y=\"{}\" {more}>{}</text>",
            at.0,
            at.1,
            escaped(text)
        );
    }

    /// Everything until [`Svg::end_group`] says `title` when pointed at.
    pub(crate) fn group(&mut self, class: &str, title: &str) {
        let _ = write!(
            self.0,
            "<g class=\"{class}\"><title>{}</title>",
            escaped(title)
        );
    }

    pub(crate) fn end_group(&mut self) {
        self.0.push_str("</g>");
    }

    /// A tick in a disc of radius 10.
    pub(crate) fn tick(&mut self, at: (i32, i32), colour: &str) {
        let (x, y) = at;
        let _ = write!(
            self.0,
            "<path d=\"M{} {}l4 4 7 -8\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            x - 5,
            y + 1
        );
    }

    /// Slanting lines, for what is closed or missing; `id` as in [`Svg::new`].
    pub(crate) fn hatching(&mut self, id: &str, colour: &str) {
        let _ = write!(
            self.0,
            "<defs><pattern id=\"{}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"6\" height=\"6\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"{colour}\" stroke-width=\"2\"/></pattern></defs>",
            escaped(id)
        );
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

pub(crate) fn hatched(id: &str) -> String {
    format!("url(#{}-hatch)", escaped(id))
}

pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Control characters may not stand in XML at all.
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// The text in lines of at most `width` letters, at most `lines` of them; what is left over ends
/// in an ellipsis. A word that is too long is cut.
pub(crate) fn wrapped(text: &str, width: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let long = |line: &String| line.chars().count() + 1 + word.chars().count() > width;
        match out.last_mut() {
            Some(line) if !long(line) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    let over = out.len() > lines;
    out.truncate(lines);
    let last = out.len().saturating_sub(1);
    for (place, line) in out.iter_mut().enumerate() {
        if line.chars().count() > width || (over && place == last) {
            *line = line
                .chars()
                .take(width.saturating_sub(1))
                .collect::<String>()
                + "…";
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_cut_when_they_must() {
        assert_eq!(
            wrapped("Sæt retning i driften", 12, 2),
            ["Sæt retning", "i driften"]
        );
        assert_eq!(wrapped("en to tre fire fem", 6, 2), ["en to", "tre…"]);
        assert_eq!(wrapped("Sammenhængskraft", 8, 2), ["Sammenh…"]);
        assert!(wrapped("", 8, 2).is_empty());
    }

    #[test]
    fn text_cannot_become_an_element() {
        assert_eq!(
            escaped("<a href=\"x\">'&\u{7}"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp; "
        );
    }
}
