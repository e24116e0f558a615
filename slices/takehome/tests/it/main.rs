#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use std::{io::Read as _, process::Command};

use base::{Id, Role};
use blueprint::Folder;
use takehome::{
    command::{self, Refusal},
    domain,
};
use testkit::{Client, Store, TestApp};

fn blueprint() -> Folder {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../blueprints/kalundborg");
    Folder::read_from(root.as_ref()).unwrap()
}

async fn town(store: Store) -> TestApp {
    let app = TestApp::new(store, |organisations| {
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
            takehome::slice(organisations),
        ]
    })
    .await;
    command::load(&app.ctx(), &app.db, app.home, &blueprint(), "Ida Holm")
        .await
        .unwrap();
    app
}

/// The address of a package, as a leader copies it.
async fn address(leader: &mut Client, key: &str) -> String {
    let page = leader.get("/take-home").await;
    page.is(200);
    let links = page.text.split("href=\"").skip(1);
    let mut links = links.filter_map(|rest| rest.split('"').next());
    let found = links.find(|link| link.ends_with(&format!("/{key}")));
    found.unwrap().to_owned()
}

fn read_by(program: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("it.pdf");
    std::fs::write(&file, bytes).unwrap();
    let mut command = Command::new(program);
    command.arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let said = command.output().unwrap();
    assert!(said.status.success(), "{said:?}");
    String::from_utf8_lossy(&said.stdout).into_owned()
}

#[test]
fn every_package_of_the_example_takes_twenty_minutes_in_four_variants() {
    let packages = domain::read(&blueprint()).unwrap();
    assert!(packages.len() >= 6, "{}", packages.len());
    for package in &packages {
        let minutes: u32 = package.steps.iter().map(|step| step.minutes).sum();
        assert_eq!(minutes, domain::MINUTES, "{}", package.key);
        let mut asked: Vec<&str> = domain::Area::ALL
            .iter()
            .map(|area| package.variants.of(*area).question.da.as_str())
            .collect();
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(
            asked.len(),
            4,
            "{}: two areas are asked the same",
            package.key
        );
    }
}

#[test]
fn a_faulty_package_is_told_with_its_place() {
    let path = "take-home/svaere-samtaler.md";
    let text = blueprint().get(path).unwrap().to_owned();
    let told = |from: &str, to: &str| {
        assert!(text.contains(from));
        let mut folder = Folder::new();
        folder.insert(path, text.replacen(from, to, 1));
        domain::read(&folder).unwrap_err().to_string()
    };
    let sum = told("minutes = 2", "minutes = 9");
    assert!(sum.contains("27") && sum.contains(path), "{sum}");
    let long = told(
        "heading.da = \"Når noget er svært at sige\"",
        "heading.da = \"et to tre fire fem seks syv otte ni\"",
    );
    assert!(long.contains('9'), "{long}");
}

testkit::both! {
    async fn a_staff_meeting_is_held_by_its_link_without_signing_in(store: Store) {
        let app = town(store).await;
        let mut leader = app.client_of(&[Role::Leader], Id::new()).await;
        let address = address(&mut leader, "svaere-samtaler").await;
        let mut nobody = app.anonymous();
        let page = nobody.get(&format!("{address}?area=operations")).await;
        page.is(200).says("Når noget er svært at sige").says("keglerne").says("5 min.");
        nobody.get(&format!("{address}?area=%3Cb%3E")).await.is(200).says("legepladsen");
        // As paper.
        let (answer, pdf) = nobody.fetch(&format!("{address}/guide.pdf?area=eldercare")).await;
        answer.is(200);
        assert_eq!(answer.header("content-type"), "application/pdf");
        let text = read_by("pdftotext", &pdf);
        assert!(text.contains("vasketøjet") && text.contains("20 minutter"), "{text}");
        assert!(read_by("pdfinfo", &pdf).contains("Tagged:          yes"));
        let (_, wall) = nobody.fetch(&format!("{address}/wall.pdf")).await;
        let about = read_by("pdfinfo", &wall);
        assert!(about.contains("A3") && about.contains("Pages:           1"), "{about}");
        let (_, wall) = nobody.fetch(&format!("{address}/wall.pdf?paper=a4")).await;
        assert!(read_by("pdfinfo", &wall).contains("A4"));
        // As a slide: every part is XML, and the points are on it.
        let (answer, pptx) = nobody.fetch(&format!("{address}/slide.pptx")).await;
        assert!(answer.header("content-type").ends_with("presentationml.presentation"));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(pptx)).unwrap();
        for index in 0..zip.len() {
            let mut part = zip.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            reader.config_mut().check_end_names = true;
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            let name = part.name().unwrap().into_owned();
            if name == "ppt/slides/slide1.xml" {
                assert!(text.contains("Vælg én vane, som vi prøver i to uger"), "{text}");
            }
        }
        // Another's guess opens nothing, and a renewed link closes the old one.
        nobody.get(&format!("{address}x")).await.is(404);
        nobody.get(&format!("{address}/other.pdf")).await.is(404);
        let guess = address.replacen(|letter: char| letter.is_ascii_digit(), "f", 1);
        nobody.get(&guess).await.is(404);
        leader.post("/take-home/link", &[]).await.is(403);
        let mut office = app.client(&[Role::Office]).await;
        office.post("/take-home/link", &[]).await.is(303);
        nobody.get(&address).await.is(404);
    }

    async fn a_faulty_file_changes_nothing(store: Store) {
        let app = town(store).await;
        let mut folder = blueprint();
        let path = "take-home/svaere-samtaler.md";
        let text = folder.get(path).unwrap().replacen("minutes = 2", "minutes = 3", 1);
        folder.insert(path, text);
        let refused = command::load(&app.ctx(), &app.db, app.home, &folder, "Ida Holm").await;
        assert!(matches!(refused, Err(Refusal::Faulty(_))));
        let mut leader = app.client_of(&[Role::Leader], Id::new()).await;
        address(&mut leader, "svaere-samtaler").await;
    }
}

#[test]
fn who_may_not_is_refused() {
    testkit::on_sqlite(|store| async move {
        let app = town(store).await;
        for (role, mut who) in app.everybody().await {
            let expected = match role {
                None => 303,
                Some(Role::Administrator | Role::Guest) => 403,
                Some(_) => 200,
            };
            let status = who.get("/take-home").await.status.as_u16();
            assert_eq!(status, expected, "{role:?}");
        }
    });
}
