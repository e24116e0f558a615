//! What a workbook says outside its cells: comments, properties, headers and footers, lists of
//! choices, texts of cells that are no longer there.
//!
//! Nobody reads these as a table, but whoever keeps the file keeps them too.

use std::io::{self, Read};

/// Where in a workbook a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A comment or note on a cell, or an answer to one.
    Comment,
    /// Title, author, keywords and what else the file says of itself.
    Property,
    /// Anything else: headers, footers, lists of choices, formulas, shapes. The texts of cells are
    /// among them.
    Other,
}

/// A text outside the cells with ten digits or more; shorter ones are nobody's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    pub part: Part,
    pub text: String,
}

/// A text is looked at in pieces of this size, so that no part of a file is held whole.
const MOST: usize = 64 * 1024;

/// The part by its name in the archive; nothing where it holds no text.
pub(super) fn part_of(name: &str) -> Option<Part> {
    let name = name.to_ascii_lowercase();
    let is_text = [".xml", ".vml", ".rels"]
        .iter()
        .any(|ending| name.ends_with(ending));
    is_text.then(|| {
        if name.contains("comment") {
            Part::Comment
        } else if name.starts_with("docprops/") {
            Part::Property
        } else {
            Part::Other
        }
    })
}

/// Reads a part of XML to its end, counting its bytes, and takes down its texts and the values of
/// its attributes that hold ten digits.
pub(super) fn read(mut from: impl Read, part: Part, found: &mut Vec<Beside>) -> io::Result<u64> {
    let mut texts = Texts {
        part,
        found,
        run: Vec::new(),
        tag: Vec::new(),
        in_tag: false,
    };
    let mut piece = vec![0; MOST];
    let mut size = 0;
    loop {
        let read = from.read(&mut piece)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        size += read as u64;
        bytes.iter().for_each(|byte| texts.take(*byte));
    }
    texts.end_run();
    Ok(size)
}

struct Texts<'a> {
    part: Part,
    found: &'a mut Vec<Beside>,
    run: Vec<u8>,
    tag: Vec<u8>,
    in_tag: bool,
}

impl Texts<'_> {
    fn take(&mut self, byte: u8) {
        match byte {
            b'<' => {
                self.in_tag = true;
                self.tag.clear();
            }
            b'>' if self.in_tag => {
                self.in_tag = false;
                let tag = std::mem::take(&mut self.tag);
                if !is_within_a_line(&tag) {
                    self.end_run();
                }
                keep(self.part, &tag, self.found);
                self.tag = tag;
            }
            _ if self.in_tag => {
                if self.tag.len() < MOST {
                    self.tag.push(byte);
                }
            }
            _ => {
                self.run.push(byte);
                if self.run.len() >= MOST {
                    self.end_run();
                }
            }
        }
    }

    fn end_run(&mut self) {
        keep(self.part, &self.run, self.found);
        self.run.clear();
    }
}

/// Bold and plain letters of one line are runs of their own; a number may stand across them.
fn is_within_a_line(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    let name: &[u8] = name
        .split(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        .next()
        .unwrap_or_default();
    let name = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    const INLINE: [&[u8]; 15] = [
        b"t",
        b"r",
        b"rPr",
        b"b",
        b"i",
        b"u",
        b"sz",
        b"color",
        b"rFont",
        b"family",
        b"charset",
        b"scheme",
        b"font",
        b"vertAlign",
        b"latin",
    ];
    INLINE.contains(&name)
}

fn keep(part: Part, bytes: &[u8], found: &mut Vec<Beside>) {
    if bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= 10 {
        let text = unescaped(&String::from_utf8_lossy(bytes));
        found.push(Beside { part, text });
    }
}

/// With letters in place of their numbers (`&#45;`); names such as `&amp;` stay, and part.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let letter = after.split_once(';').and_then(|(number, behind)| {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            Some((char::from_u32(code.ok()?)?, behind))
        });
        match letter {
            Some((letter, behind)) => {
                out.push(letter);
                rest = behind;
            }
            None => {
                out.push_str("&#");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Vec<String> {
        let mut found = Vec::new();
        let size = read(xml.as_bytes(), Part::Comment, &mut found).unwrap();
        assert_eq!(size, xml.len() as u64);
        found.into_iter().map(|beside| beside.text).collect()
    }

    #[test]
    fn a_number_is_whole_across_bold_letters_and_ends_with_its_line() {
        assert_eq!(
            texts("<text><r><rPr><b/></rPr><t>010190</t></r><r><t>-1234</t></r></text>"),
            ["010190-1234"]
        );
        assert!(texts("<c><v>010190</v></c><c><v>1234</v></c>").is_empty());
        assert_eq!(texts("<a>010190&#45;1234</a>"), ["010190-1234"]);
        assert_eq!(texts("<a>010190&#x2D;1234</a>"), ["010190-1234"]);
        assert_eq!(
            texts("<shape alt=\"010190-1234\"/>").len(),
            1,
            "an attribute"
        );
    }

    #[test]
    fn a_part_is_known_by_its_name() {
        assert_eq!(part_of("xl/comments1.xml"), Some(Part::Comment));
        assert_eq!(
            part_of("xl/threadedComments/threadedComment1.xml"),
            Some(Part::Comment)
        );
        assert_eq!(part_of("docProps/core.xml"), Some(Part::Property));
        assert_eq!(part_of("xl/worksheets/sheet1.xml"), Some(Part::Other));
        assert_eq!(part_of("xl/media/image1.png"), None);
    }
}
