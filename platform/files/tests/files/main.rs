//! What is taken as a file, and how it is kept.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use base::{Id, Lang};
use db::Audit;
use files::{Attachment, Kind, LARGEST, Refused, What, is_link};
use testkit::Store;

fn office(main: &str, further: &[&str]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["[Content_Types].xml", main].iter().chain(further) {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_file_is_what_its_bytes_are() {
    let all: &'static [Kind] = &Kind::ALL;
    let slides = office("ppt/presentation.xml", &[]);
    let letter = office("word/document.xml", &[]);
    for (name, bytes, kind) in [
        ("Slides.PPTX", slides.as_slice(), Kind::Pptx),
        ("brev.docx", &letter, Kind::Docx),
        ("a.b.pdf", b"%PDF-1.7\n", Kind::Pdf),
        ("tavle.png", b"\x89PNG\r\n\x1a\nx", Kind::Png),
        ("tavle.jpeg", b"\xff\xd8\xff\xe0", Kind::Jpeg),
        ("tavle.webp", b"RIFF\0\0\0\0WEBPVP8 ", Kind::Webp),
        ("tavle.heic", b"\0\0\0\x18ftypheic\0\0", Kind::Heic),
    ] {
        assert_eq!(Kind::of(name, bytes, all), Ok(kind), "{name}");
    }
    let program = b"MZ\x90\0\x03".as_slice();
    for (name, bytes, refused) in [
        ("program.exe", program, Refused::Unknown(all)),
        ("uden-endelse", program, Refused::Unknown(all)),
        ("program.pdf", program, Refused::Disguised(Kind::Pdf)),
        ("program.pptx", program, Refused::Disguised(Kind::Pptx)),
        ("brev.pptx", &letter, Refused::Disguised(Kind::Pptx)),
        (
            "billede.png",
            b"\xff\xd8\xff\xe0",
            Refused::Disguised(Kind::Png),
        ),
        ("tom.pdf", b"", Refused::Empty),
    ] {
        assert_eq!(Kind::of(name, bytes, all), Err(refused), "{name}");
    }
    let macros = office("ppt/presentation.xml", &["ppt/vbaProject.bin"]);
    assert_eq!(Kind::of("a.pptx", &macros, all), Err(Refused::Program));
    let mut large = b"%PDF-".to_vec();
    large.resize(LARGEST + 1, 0);
    assert_eq!(Kind::of("a.pdf", &large, all), Err(Refused::TooLarge));
    assert_eq!(
        Kind::of("a.pdf", b"%PDF-", &Kind::PICTURES)
            .unwrap_err()
            .text(Lang::Da),
        "Den slags fil kan ikke lægges her. Vælg en af disse: PNG, JPG, WEBP, HEIC."
    );
    assert!(
        Refused::Disguised(Kind::Pdf)
            .text(Lang::En)
            .contains("says PDF")
    );
}

#[test]
fn a_photograph_forgets_where_it_was_taken() {
    let picture = b"\xff\xd8\xff\xe0\0\x04ab\xff\xe1\0\x06GPS!\xff\xfe\0\x03x\xff\xda\0\x02scan";
    let kept = Kind::Jpeg.without_traces(picture.to_vec());
    assert_eq!(kept, b"\xff\xd8\xff\xe0\0\x04ab\xff\xda\0\x02scan");
    // Which way is up is no trace: without it a telephone's picture lies on its side.
    let turned = |order: &[u8], tag: &[u8]| {
        let body = [b"Exif\0\0".as_slice(), order, tag, b"GPS!"].concat();
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [
            b"\xff\xd8\xff\xe1",
            &length[..],
            &body,
            b"\xff\xda\0\x02scan",
        ]
        .concat()
    };
    let upright = b"\xff\xd8\xff\xe1\0\x22Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0\xff\xda\0\x02scan";
    for (order, tag) in [
        (
            b"II\x2a\0\x08\0\0\0\x01\0",
            b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0",
        ),
        (
            b"MM\0\x2a\0\0\0\x08\0\x01",
            b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0",
        ),
    ] {
        let kept = Kind::Jpeg.without_traces(turned(order, tag));
        assert_eq!(kept, upright);
        assert_eq!(Kind::Jpeg.without_traces(kept.clone()), kept);
    }
    // What is not understood is left alone.
    let odd = b"\xff\xd8\xff\xe1\xff\xffshort".to_vec();
    assert_eq!(Kind::Jpeg.without_traces(odd.clone()), odd);
}

#[test]
fn a_link_leads_to_a_web_page() {
    for address in ["https://video.example/se/1?t=3", "https://a-b.example"] {
        assert!(is_link(address), "{address}");
    }
    for address in [
        "http://video.example",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://a.example/ b",
        "https://who@a.example",
        "https://a.example\\b",
    ] {
        assert!(!is_link(address), "{address}");
    }
}

#[test]
fn a_name_is_safe_in_a_header() {
    assert_eq!(
        files::disposition("Møde\"\r\n.pdf"),
        "attachment; filename=\"M_de___.pdf\"; filename*=UTF-8''M%C3%B8de%22%0D%0A.pdf"
    );
}

testkit::both! {
    async fn a_file_comes_back_byte_for_byte_and_goes_with_its_thing(store: Store) {
        store.db.migrate(files::MIGRATIONS).await.unwrap();
        let ctx = store.ctx();
        // Several pieces and a short last one.
        let bytes: Vec<u8> = (0..600_001_u32).map(|each| each.to_le_bytes()[0]).collect();
        let tx = store.db.write(&ctx).await.unwrap();
        let id = files::put(&tx, "Tavlen.pdf", Kind::Pdf.content_type(), &bytes).await.unwrap();
        let on = files::attach(&tx, "tool:a", "Tavlen", Attachment::File(id)).await.unwrap();
        files::attach(&tx, "tool:a", "En film", Attachment::Link("https://video.example/1".to_owned())).await.unwrap();
        files::attach(&tx, "tool:b", "En film", Attachment::Link("https://video.example/2".to_owned())).await.unwrap();
        tx.commit(Audit::of("test")).await.unwrap();

        let tx = store.db.read(&ctx).await.unwrap();
        let (about, read) = files::read(&tx, id).await.unwrap().unwrap();
        assert!(read == bytes);
        assert_eq!((about.name.as_str(), about.size), ("Tavlen.pdf", 600_001));
        let there = files::attached(&tx, "tool:a").await.unwrap();
        assert_eq!(there.iter().map(|each| each.title.as_str()).collect::<Vec<_>>(), ["Tavlen", "En film"]);
        assert_eq!(there[0].what, What::File(about));
        assert_eq!(files::one(&tx, "tool:b", on).await.unwrap(), None);
        assert_eq!(files::read(&tx, Id::new()).await.unwrap(), None);
        drop(tx);

        let tx = store.db.write(&ctx).await.unwrap();
        assert!(!files::detach(&tx, "tool:b", on).await.unwrap());
        files::detach_all(&tx, "tool:a").await.unwrap();
        tx.commit(Audit::of("test")).await.unwrap();
        let tx = store.db.read(&ctx).await.unwrap();
        assert_eq!(files::whole(&tx).await.unwrap(), []);
        assert_eq!(files::attached(&tx, "tool:a").await.unwrap(), []);
        assert_eq!(files::attached(&tx, "tool:b").await.unwrap().len(), 1);
        assert_eq!(db::table_text(&tx, "file_piece", &[]).await.unwrap().rows.len(), 0);
    }
}
