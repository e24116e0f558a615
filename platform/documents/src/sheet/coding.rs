//! Which coding a text file is in, seen from its bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text, or nothing where the bytes are no text at all. A byte order mark decides; else UTF-16
/// shows by its nought bytes, UTF-8 by being valid, and the rest is Windows-1252, which is what
/// Excel in Danish saves.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let coding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(coding, _)| coding);
    let (text, _, broken) = coding.decode(bytes);
    let strange =
        |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}');
    (!broken && !text.chars().any(strange)).then_some(text)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(2048)).unwrap_or(bytes);
    let noughts = |odd: usize| {
        let half = sample.iter().skip(odd).step_by(2);
        half.clone().filter(|byte| **byte == 0).count() * 2 > half.count()
    };
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        UTF_8
    } else if noughts(1) {
        UTF_16LE
    } else if noughts(0) {
        UTF_16BE
    } else {
        WINDOWS_1252
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Navn;Område\r\nÅse;Børn\r\n";

    #[test]
    fn every_coding_gives_the_same_text() {
        let utf16 = |to: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let marked = [b"\xEF\xBB\xBF".as_slice(), TEXT.as_bytes()].concat();
        let (danish, _, _) = WINDOWS_1252.encode(TEXT);
        let marked16 = [b"\xFF\xFE".as_slice(), &utf16(u16::to_le_bytes)].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked,
            danish.into_owned(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            marked16,
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(TEXT), "{bytes:?}");
        }
    }

    #[test]
    fn a_picture_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
        assert_eq!(decode(b"%PDF-1.7\n\x01\x02\x03"), None);
    }
}
