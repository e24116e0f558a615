use std::io::Cursor;

use base::Lang;

use crate::Text;

/// The most that one file may be.
pub const LARGEST_MB: usize = 20;
pub const LARGEST: usize = LARGEST_MB * 1024 * 1024;

/// What people put on things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pptx,
    Docx,
    Pdf,
    Png,
    Jpeg,
    Webp,
    Heic,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Empty,
    TooLarge,
    /// The name ends like nothing that is taken here.
    Unknown(&'static [Kind]),
    /// The name says this, and the bytes are something else.
    Disguised(Kind),
    /// It carries a program.
    Program,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Pptx,
        Self::Docx,
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Heic,
    ];
    pub const PICTURES: [Self; 4] = [Self::Png, Self::Jpeg, Self::Webp, Self::Heic];

    /// What a file is, by its name and its bytes, which must agree.
    ///
    /// # Errors
    /// When it is none of `taken`, or not what its name says.
    pub fn of(name: &str, bytes: &[u8], taken: &'static [Self]) -> Result<Self, Refused> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ending = ending.to_lowercase();
        let mut kinds = taken.iter().copied();
        let kind = kinds.find(|kind| kind.endings().contains(&ending.as_str()));
        let kind = kind.ok_or(Refused::Unknown(taken))?;
        match bytes.len() {
            0 => return Err(Refused::Empty),
            length if length > LARGEST => return Err(Refused::TooLarge),
            _ => {}
        }
        if !kind.fits(bytes)? {
            return Err(Refused::Disguised(kind));
        }
        Ok(kind)
    }

    /// How names end, the usual one first.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pptx => &["pptx"],
            Self::Docx => &["docx"],
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Heic => &["heic", "heif"],
        }
    }

    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
        }
    }

    /// For a file field's `accept`.
    #[must_use]
    pub fn accept(taken: &[Self]) -> String {
        let endings = taken.iter().flat_map(|kind| kind.endings());
        let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
        endings.join(",")
    }

    fn fits(self, bytes: &[u8]) -> Result<bool, Refused> {
        let at = |from: usize, text: &[u8]| bytes.get(from..from + text.len()) == Some(text);
        Ok(match self {
            Self::Pptx => office(bytes, "ppt/presentation.xml")?,
            Self::Docx => office(bytes, "word/document.xml")?,
            Self::Pdf => at(0, b"%PDF-"),
            Self::Png => at(0, b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => at(0, b"\xff\xd8\xff"),
            Self::Webp => at(0, b"RIFF") && at(8, b"WEBP"),
            Self::Heic => {
                let brands: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1"];
                at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand))
            }
        })
    }

    /// The file without what a camera wrote beside the picture, such as where it was taken; which
    /// way is up stays. Only a JPEG's is known; other kinds come out as they are.
    #[must_use]
    pub fn without_traces(self, bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Jpeg => without_segments(&bytes).unwrap_or(bytes),
            _ => bytes,
        }
    }
}

/// Whether it is a document of this kind, and of no kind that carries a program.
fn office(bytes: &[u8], main: &str) -> Result<bool, Refused> {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(false);
    };
    let names: Vec<String> = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.to_string()))
        .collect();
    if names.iter().any(|name| name.ends_with("vbaProject.bin")) {
        return Err(Refused::Program);
    }
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    Ok(has("[Content_Types].xml") && has(main))
}

/// A JPEG without its EXIF, XMP and comments: the segments APP1, APP13 and COM.
fn without_segments(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2)?.to_vec();
    let mut at = 2;
    while let Some([0xff, mark]) = bytes.get(at..at + 2) {
        // What follows the start of the scan is the picture.
        if *mark == 0xda {
            out.extend_from_slice(bytes.get(at..)?);
            return Some(out);
        }
        let length = bytes.get(at + 2..at + 4)?;
        let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
        let whole = bytes.get(at..at + 2 + length)?;
        if !matches!(mark, 0xe1 | 0xed | 0xfe) {
            out.extend_from_slice(whole);
        } else if let Some(way) = whole.get(4..).and_then(orientation) {
            out.extend_from_slice(UPRIGHT);
            out.extend_from_slice(&[way, 0, 0, 0, 0, 0, 0, 0]);
        }
        at += 2 + length;
    }
    None
}

/// An EXIF segment up to the value of its only entry, the orientation (tag 0x0112, one SHORT, little
/// endian); the value, its padding and the end of the directory follow.
const UPRIGHT: &[u8] = b"\xff\xe1\0\x22Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";

/// Which way is up, from 2 to 8, by an EXIF segment's content; upright when it says nothing.
fn orientation(segment: &[u8]) -> Option<u8> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    // The first directory's place is a LONG; one that does not fit a SHORT is no camera's.
    let first = usize::from(short(if little { 4 } else { 6 })?);
    let entries = usize::from(short(first)?);
    let mut places = (0..entries).map(|entry| first + 2 + 12 * entry);
    let at = places.find(|at| short(*at) == Some(0x0112))?;
    let way = u8::try_from(short(at + 8)?).ok()?;
    (2..=8).contains(&way).then_some(way)
}

/// Whether an address may be put on a thing as a link, such as to a video.
#[must_use]
pub fn is_link(address: &str) -> bool {
    let rest = address.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    host.contains('.')
        && host.chars().all(fits)
        && address.len() <= 2000
        && !address
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control())
}

impl Refused {
    /// What is said to the person: why, and what to do.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let t = Text::new(lang);
        match self {
            Self::Empty => t.empty(),
            Self::TooLarge => t.too_large(LARGEST_MB),
            Self::Unknown(taken) => {
                let endings = taken.iter().filter_map(|kind| kind.endings().first());
                let endings: Vec<String> = endings.map(|ending| ending.to_uppercase()).collect();
                t.unknown(endings.join(", "))
            }
            Self::Disguised(kind) => {
                let said = kind.endings().first().copied().unwrap_or_default();
                t.disguised(said.to_uppercase())
            }
            Self::Program => t.program(),
        }
    }
}
