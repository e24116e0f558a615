//! All that a document can reach: its source, the house's, its data and the fonts in the program.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt as _, World, WorldExt as _,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const HOUSE: &str = include_str!("house.typ");

/// The weights that documents use, unmodified; `fonts/licence.txt` is theirs.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [
        include_bytes!("../fonts/IBMPlexSans-Regular.ttf").as_slice(),
        include_bytes!("../fonts/IBMPlexSans-SemiBold.ttf").as_slice(),
    ]
    .into_iter()
    .flat_map(|data| Font::iter(Bytes::new(data)))
    .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// Whether every weight has this letter.
pub(crate) fn has_shape(letter: char) -> bool {
    FONTS
        .iter()
        .all(|font| font.info().coverage.contains(letter.into()))
}

/// The world of one document.
pub(crate) struct Desk {
    main: Source,
    house: Source,
    given: (FileId, Bytes),
}

impl Desk {
    pub(crate) fn new(source: &str, given: Vec<u8>) -> Self {
        Self {
            main: Source::new(id("/main.typ"), source.to_owned()),
            house: Source::new(id("/house.typ"), HOUSE.to_owned()),
            given: (id("/given.json"), Bytes::new(given)),
        }
    }

    /// The line of a template, or of the house, from 1.
    pub(crate) fn line_of(&self, span: impl Into<DiagSpan>) -> Option<usize> {
        let span = span.into();
        let file = self.source(span.id()?).ok()?;
        Some(file.lines().byte_to_line(self.range(span)?.start)? + 1)
    }
}

#[expect(
    clippy::expect_used,
    reason = "the three paths are ours and well formed"
)]
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path within the project");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.house]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.given.0 {
            return Ok(self.given.1.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
