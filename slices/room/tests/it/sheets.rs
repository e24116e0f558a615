use base::{Lang, Role};
use blueprint::Folder;
use room::{
    command,
    domain::sheet::{self, Change, Screen},
    query,
};
use testkit::{Store, TestApp};

use crate::example;

async fn town(store: Store) -> TestApp {
    let app = TestApp::new(store, |organisations| {
        vec![
            direction::slice(),
            people::slice(),
            programme::slice(organisations),
            room::slice(organisations),
        ]
    })
    .await;
    let ctx = app.ctx();
    direction::command::load(&ctx, &app.db, &example(), "Ida Holm", Some("Første"))
        .await
        .unwrap();
    programme::command::load(&ctx, &app.db, &example(), "Ida Holm")
        .await
        .unwrap();
    command::load(&ctx, &app.db, &example(), "Ida Holm")
        .await
        .unwrap();
    app
}

#[test]
fn every_day_of_the_example_ends_with_my_next_step_and_has_all_three_strands() {
    let sheets = sheet::read(&example()).unwrap();
    assert!(sheets.len() >= 5);
    for sheet in &sheets {
        assert_eq!(
            sheet.beats.last().unwrap().screen,
            Screen::Step,
            "{}",
            sheet.key
        );
        for (kind, minutes) in sheet.kinds() {
            assert!(minutes > 0, "{}: no {}", sheet.key, kind.word());
        }
        for day in 1..=sheet.days() {
            assert!(
                sheet.minutes(day) <= 390,
                "{} day {day}: {}",
                sheet.key,
                sheet.minutes(day)
            );
        }
    }
}

#[test]
fn a_change_leaves_the_other_lines_as_they_were() {
    let folder = example();
    let text = folder.get("run-sheets/default.md").unwrap();
    let known = sheet::understand("default", text).unwrap();
    let same = Change::Put(3, known.beats[3].clone());
    assert_eq!(sheet::changed(text, &known, &same).unwrap(), text);
    let mut beat = known.beats[3].clone();
    beat.minutes = 55;
    let after = sheet::changed(text, &known, &Change::Put(3, beat)).unwrap();
    let differing: Vec<_> = text
        .lines()
        .zip(after.lines())
        .filter(|(old, new)| old != new)
        .collect();
    assert_eq!(differing, [("minutes = 60", "minutes = 55")]);
    let moved = sheet::changed(text, &known, &Change::Up(2)).unwrap();
    assert_eq!(
        sheet::understand("default", &moved).unwrap().beats[1],
        known.beats[2]
    );
    let inserted =
        sheet::changed(text, &known, &Change::Insert(1, known.beats[3].clone())).unwrap();
    let known = sheet::understand("default", &inserted).unwrap();
    let removed = sheet::changed(&inserted, &known, &Change::Remove(1)).unwrap();
    assert_eq!(
        sheet::understand("default", &removed).unwrap(),
        sheet::understand("default", text).unwrap()
    );
}

#[test]
fn a_faulty_drejebog_is_told_with_its_place() {
    let told = |text: &str| sheet::understand("x", text).unwrap_err().plain(Lang::En);
    let beat = "[[beat]]\nminutes = 300\nname.da = \"A\"\npurpose.da = \"B\"\nlead = \"table\"\nkind = \"action\"\nhow.da = \"C\"\nscreen = \"notes\"\n";
    let faults = told(&format!("+++\nname.da = \"N\"\n{beat}+++\n\nFør.\n"));
    for said in [
        "cannot last that long",
        "question is missing",
        "does not end with my next step",
    ] {
        assert!(faults.contains(said), "{faults}");
    }
    assert!(faults.contains("run-sheets/x.md:3:"), "{faults}");
    assert!(told("+++\nname.da = \"N\"\n+++\n\nFør.\n").contains("no items"));
}

testkit::both! {
    async fn files_come_out_as_they_went_in(store: Store) {
        let app = town(store).await;
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let sheets = query::sheets(&tx).await.unwrap();
        let before: Vec<_> = example().part(sheet::FOLDER).iter().map(|(p, t)| (p.to_owned(), t.to_owned())).collect();
        let after: Vec<_> = sheets.files().iter().map(|(p, t)| (p.to_owned(), t.to_owned())).collect();
        assert_eq!(before, after);
    }

    async fn the_office_writes_a_drejebog_in_the_browser(store: Store) {
        let app = town(store).await;
        let mut office = app.client(&[Role::Office]).await;
        office.get("/rooms").await.is(200).says("Fælles drejebog");
        office.post("/rooms/sheets", &[("module", "samarbejde")]).await.is(303);
        office.get("/rooms/sheets/samarbejde").await.is(200).says("Drejebog: Samarbejde").says("Viden: 140 min.");
        let form = office.get("/rooms/sheets/samarbejde/beats/1").await;
        let seen = form.text.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut fields = vec![
            ("seen", seen.as_str()), ("day", "1"), ("minutes", "25"), ("lead", "facilitator"), ("kind", "practical"),
            ("screen", "checkin"), ("name_da", "<b>Godmorgen</b>"), ("purpose_da", "Alle er her."), ("how_da", "Sig godmorgen."),
            ("question_da", "Hvordan går det?"),
        ];
        office.post("/rooms/sheets/samarbejde/beats/1", &fields).await.is(303);
        let page = office.get("/rooms/sheets/samarbejde").await;
        assert!(!page.text.contains("<b>Godmorgen"), "HTML stays text");
        page.says("Godmorgen").says("25 min.");
        // Somebody else was faster: what was typed is kept.
        office.post("/rooms/sheets/samarbejde/beats/1", &fields).await.is(422).says("En anden har rettet").says("Sig godmorgen.");
        // Too long, and unsound.
        let form = office.get("/rooms/sheets/samarbejde/beats/1").await;
        let seen = form.text.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        fields[0].1 = &seen;
        let long = "x".repeat(10_000);
        fields[8].1 = &long;
        office.post("/rooms/sheets/samarbejde/beats/1", &fields).await.is(422).says("Skriv højst 4.000 tegn").says(&long);
        fields[8].1 = "Sig godmorgen.";
        fields[9].1 = "";
        office.post("/rooms/sheets/samarbejde/beats/1", &fields).await.is(422).says("spørgsmålet mangler");
        let (_, zip) = office.fetch("/rooms/files.zip").await;
        let folder = Folder::from_zip(&zip).unwrap();
        assert!(folder.get("run-sheets/samarbejde.md").is_some_and(|text| text.contains("minutes = 25")));
        office.upload("/rooms/files", &[], ("file", "d.zip", &zip)).await.is(303);
        office.upload("/rooms/files", &[], ("file", "d.zip", b"none")).await.is(422).says("ikke en zip-fil");
    }
}

#[test]
fn who_may_not_is_refused() {
    testkit::on_sqlite(|store| async move {
        let app = town(store).await;
        for (role, mut who) in app.everybody().await {
            let reads = matches!(role, Some(Role::Office | Role::Teacher | Role::Consultant));
            let expected = match role {
                None => 303,
                _ if reads => 200,
                _ => 403,
            };
            for path in ["/rooms", "/rooms/sheets/default"] {
                assert_eq!(
                    who.get(path).await.status.as_u16(),
                    expected,
                    "{role:?} {path}"
                );
            }
            let writes = role == Some(Role::Office);
            for path in [
                "/rooms/sheets/default/about",
                "/rooms/sheets/default/beats/1",
                "/rooms/sheets/default/insert/1",
            ] {
                let got = who.get(path).await.status.as_u16();
                assert_eq!(got == 200, writes, "{role:?} {path}");
                let posted = who.post(path, &[]).await.status.as_u16();
                assert_eq!(posted == 422, writes, "{role:?} {path}");
            }
        }
    });
}
