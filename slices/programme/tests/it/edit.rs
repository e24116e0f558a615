//! The programme in forms: what is changed is what changes, and nothing else.

use base::{Context, Role};
use blueprint::Folder;
use programme::{
    command, content, query,
    record::{self, Kind, Value},
};
use testkit::{Client, Store, TestApp};

use crate::{
    browser::{form, with},
    example, known,
    town::empty_town,
};

async fn files(app: &TestApp) -> Folder {
    command::export(&app.ctx(), &app.db).await.unwrap()
}

/// The lines that differ between two states of the files, as `path: line`.
fn changed(before: &Folder, after: &Folder) -> Vec<String> {
    after
        .iter()
        .flat_map(|(path, text)| {
            let old = before.get(path).unwrap_or_default();
            let gone = old
                .lines()
                .filter(|line| !text.lines().any(|new| new == *line));
            let come = text
                .lines()
                .filter(|line| !old.lines().any(|was| was == *line));
            let gone = gone.map(move |line| format!("{path} -{line}"));
            gone.chain(come.map(move |line| format!("{path} +{line}")))
                .collect::<Vec<_>>()
        })
        .collect()
}

async fn opened(office: &mut Client, path: &str) -> Vec<(String, String)> {
    form(&office.get(path).await.is(200).text, path)
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[test]
fn writing_what_is_there_changes_no_byte() {
    let before = example();
    let records = record::records(&before);
    assert!(records.len() > 80, "{}", records.len());
    for record in &records {
        let mut after = before.clone();
        record::set(&mut after, record).unwrap();
        assert_eq!(
            changed(&before, &after),
            [""; 0],
            "{} {}",
            record.kind,
            record.key
        );
        assert!(
            before.iter().eq(after.iter()),
            "{} {}",
            record.kind,
            record.key
        );
    }
}

#[test]
fn every_kind_can_be_added_and_taken_out_again() {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.is_listed()) {
        let before = example();
        let records = record::records(&before);
        let model = records.iter().find(|record| record.kind == kind).unwrap();
        let mut added = model.clone();
        added.put("from", Value::Text("2027-12-01".to_owned()));
        added.put("to", Value::Text("2027-12-02".to_owned()));
        added.put("place", Value::Text("13".to_owned()));
        added.key = added.proposed_key(&records);
        assert_ne!(added.key, model.key);
        let mut after = before.clone();
        record::add(&mut after, &added).unwrap();
        let design =
            content::read(&after, &known()).unwrap_or_else(|faults| panic!("{kind}: {faults}"));
        assert_eq!(
            design.programme.modules.len(),
            12 + usize::from(kind == Kind::Module)
        );
        let again = record::records(&after);
        assert_eq!(
            record::find(&again, kind, &added.key),
            Some(&added),
            "{kind}"
        );
        record::remove(&mut after, kind, &added.key).unwrap();
        assert!(
            before.iter().eq(after.iter()),
            "{kind}: {:?}",
            changed(&before, &after)
        );
    }
}

#[test]
fn a_module_put_in_front_moves_the_others() {
    let mut files = example();
    let records = record::records(&files);
    let mut module = record::find(&records, Kind::Module, "forandring")
        .unwrap()
        .clone();
    module.put("place", Value::Text("2".to_owned()));
    record::set(&mut files, &module).unwrap();
    let design = content::read(&files, &known()).unwrap();
    let keys: Vec<&str> = design
        .programme
        .modules
        .iter()
        .map(|module| module.key.as_str())
        .collect();
    assert_eq!(
        keys[..3],
        ["faelles-retning", "forandring", "ledelse-og-styring"]
    );
    assert_eq!(keys.last(), Some(&"det-der-bliver"));
}

#[test]
fn each_form_saved_as_it_stands_changes_nothing() {
    testkit::on_sqlite(|store| async move {
        let app = empty_town(store).await;
        let mut office = app.client(&[Role::Office]).await;
        for record in record::records(&example()) {
            let path = format!("/programme/edit/{}/{}", record.kind, record.key);
            let fields = opened(&mut office, &path).await;
            office.post(&path, &pairs(&fields)).await.is(303);
        }
        assert!(files(&app).await.iter().eq(own(&example()).iter()));
        let tx = app.db.read(&app.ctx()).await.unwrap();
        assert_eq!(query::design(&tx).await.unwrap().unwrap().version.number, 1);
    });
}

/// The files that are this slice's.
fn own(folder: &Folder) -> Folder {
    let is_own = |path: &str| {
        ["programme.toml", "schedule.toml"].contains(&path)
            || path.starts_with("modules/")
            || path.starts_with("activities/")
    };
    folder.iter().filter(|(path, _)| is_own(path)).collect()
}

async fn audited(app: &TestApp) -> Vec<String> {
    let tx = app.db.read(&app.ctx()).await.unwrap();
    let filter = db::AuditFilter::default();
    let rows = db::audit_rows(&tx, &filter, 0, 50).await.unwrap();
    rows.items
        .into_iter()
        .map(|row| row.action)
        .filter(|verb| verb.starts_with("programme."))
        .collect()
}

testkit::both! {
    async fn one_field_changed_in_the_browser_is_one_line_of_the_files(store: Store) {
        let app = empty_town(store).await;
        let mut office = app.client(&[Role::Office]).await;
        let before = files(&app).await;
        for (path, field, value, expected) in [
            ("/programme/edit/room/kystsalen", "seats", "34", vec!["schedule.toml -seats = 30", "schedule.toml +seats = 34"]),
            ("/programme/edit/teacher/bertil-dam", "off-2-from", "", vec![]),
            ("/programme/edit/settings/settings", "years", "2", vec![
                "programme.toml -years = 3", "programme.toml +years = 2",
            ]),
            ("/programme/edit/module/samarbejde", "preparation-1-minutes", "25", vec![
                "modules/samarbejde.md -minutes = 20", "modules/samarbejde.md +minutes = 25",
            ]),
            ("/programme/edit/closed/2027-05-17", "name-da", "Anden pinsedag", vec![
                "schedule.toml +name.da = \"Anden pinsedag\"",
            ]),
            ("/programme/edit/activity/naboenheden", "minutes", "45", vec![
                "activities/naboenheden.md -minutes = 60", "activities/naboenheden.md +minutes = 45",
            ]),
            ("/programme/edit/tranche/t1", "latest", "2027-04-15", vec![
                "schedule.toml -latest = 2027-04-16", "schedule.toml +latest = 2027-04-15",
            ]),
            ("/programme/edit/gatherings/gatherings", "ends", "12.30", vec![
                "schedule.toml -ends = 13:00:00", "schedule.toml +ends = 12:30:00",
            ]),
        ] {
            let before = files(&app).await;
            let fields = opened(&mut office, path).await;
            office.post(path, &with(&fields, field, value)).await.is(303);
            assert_eq!(changed(&before, &files(&app).await), expected, "{path}");
        }
        assert_eq!(audited(&app).await.iter().filter(|verb| *verb == "programme.edit").count(), 7, "a row per write, and none for no write");
        assert_ne!(files(&app).await.get("schedule.toml"), before.get("schedule.toml"));
        office.get("/programme").await.is(200).says("Forløbet varer 2 år");
    }

    async fn a_new_module_gets_place_and_teachers_and_goes_again(store: Store) {
        let app = empty_town(store).await;
        let mut office = app.client(&[Role::Office]).await;
        let blank = opened(&mut office, "/programme/new/module").await;
        office.post("/programme/new/module", &pairs(&blank)).await.is(422).says("Vælg mindst ét").says("href=\"#field-name-da\"");
        let fields = [
            ("name-da", "Ledelse på afstand"), ("summary-da", "Når I ikke ses hver dag."), ("place", "3"), ("block", "styring"),
            ("fields", "compliance"), ("fields", "emergence"), ("guideposts", "trust"), ("aim", "work"), ("days", "1"), ("teachers", "1"),
            ("seating", "tables"), ("desk-da", "Digitale konsulenter"), ("knowledge-da", "v"), ("reflection-da", "r"), ("action-da", "h"),
            ("text-da", "# Viden\r\n\r\nTekst."), ("preparation-1-minutes", "10"), ("preparation-1-da", "Læs"), ("material-1-da", "Et ark"),
            ("least", "2"), ("wish", "4"), ("most", "8"),
        ];
        // Nobody can teach it yet, so it cannot be held.
        let refused = office.post("/programme/new/module", &fields).await;
        refused.is(422).says("kræver 1 undervisere, men kun 0 kan").says("value=\"Ledelse på afstand\"");
        let mut taught = fields.to_vec();
        taught.extend([("taught-by", "jeppe-lund"), ("taught-by", "olga-ravn")]);
        office.post("/programme/new/module", &taught).await.is(303);
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let design = query::design(&tx).await.unwrap().unwrap().design;
        drop(tx);
        let module = &design.programme.modules[2];
        assert_eq!((module.key.as_str(), module.minutes(), module.material.len()), ("ledelse-paa-afstand", 10, 1));
        assert_eq!(module.text.da, "# Viden\n\nTekst.");
        assert_eq!(design.schedule.spacing[2].wish, 4);
        assert!(design.schedule.teacher("olga-ravn").unwrap().modules.contains(&module.key));
        office.get("/programme/list/module").await.is(200).says("Ledelse på afstand");

        office.post("/programme/remove/module/samarbejde", &[]).await.is(422).says("Besøg i naboenheden").says("Intet er gemt");
        office.get("/programme/remove/module/ledelse-paa-afstand").await.is(200).says("Tag Ledelse på afstand ud af forløbet?");
        office.post("/programme/remove/module/ledelse-paa-afstand", &[]).await.is(303);
        office.post("/programme/remove/module/ledelse-paa-afstand", &[]).await.is(404);
        assert_eq!(files(&app).await.get("schedule.toml"), example().get("schedule.toml"));
        assert_eq!(audited(&app).await, ["programme.remove", "programme.add", "programme.load"]);
    }

    async fn two_who_edit_the_same_thing_are_told(store: Store) {
        let app = empty_town(store).await;
        let mut one = app.client(&[Role::Office]).await;
        let mut other = app.client(&[Role::Office]).await;
        let path = "/programme/edit/room/kystsalen";
        let (mine, theirs) = (opened(&mut one, path).await, opened(&mut other, path).await);
        other.post(path, &with(&theirs, "seats", "31")).await.is(303);
        let refused = one.post(path, &with(&mine, "seats", "32")).await;
        refused.is(422).says("En anden har rettet det").says("<dd>31</dd>").says("value=\"32\"");
        // Another room is nobody's business but its own.
        let path_of_another = "/programme/edit/room/pakhuset";
        let another = opened(&mut one, path_of_another).await;
        one.post(path_of_another, &with(&another, "seats", "33")).await.is(303);
        let again = form(&refused.text, path);
        one.post(path, &pairs(&again)).await.is(303);
        assert!(files(&app).await.get("schedule.toml").unwrap().contains("site = \"nord\"\nseats = 32"));
    }

    async fn what_cannot_be_is_refused_beside_its_field_and_kept(store: Store) {
        let app = empty_town(store).await;
        let mut office = app.client(&[Role::Office]).await;
        let before = files(&app).await;
        for (path, field, value, said) in [
            ("/programme/edit/settings/settings", "years", "30", "Skriv et tal fra 1 til 10"),
            ("/programme/edit/settings/settings", "ends", "08:00", "Det må ikke ligge før det første"),
            ("/programme/edit/tranche/t1", "earliest", "2028-01-01", "Det må ikke ligge før det første"),
            ("/programme/edit/teacher/bertil-dam", "off-1-to", "2027-01-01", "Det må ikke ligge før det første"),
            ("/programme/edit/teacher/bertil-dam", "off-1-to", "", "Udfyld hele rækken"),
            ("/programme/edit/teacher/bertil-dam", "off-1-to", "snart", "value=\"snart\""),
            ("/programme/edit/module/samarbejde", "name-da", "", "href=\"#field-name-da\""),
            ("/programme/edit/module/samarbejde", "wish", "4", "Udfyld alle tre"),
            ("/programme/edit/gatherings/gatherings", "room", "findes-ikke", "findes-ikke"),
        ] {
            let fields = opened(&mut office, path).await;
            let page = office.post(path, &with(&fields, field, value)).await;
            page.is(422).says(said);
            if !value.is_empty() && field != "room" {
                page.says(&format!("value=\"{value}\""));
            }
        }
        assert!(files(&app).await.iter().eq(before.iter()), "nothing half-done");
        office.get("/programme/edit/vision/vision").await.is(404);
        office.get("/programme/edit/room/nowhere").await.is(404);
        office.get("/programme/new/settings").await.is(404);
        office.get("/programme/remove/gatherings/gatherings").await.is(404);
    }

    async fn nobody_but_the_office_edits(store: Store) {
        let app = empty_town(store).await;
        for (role, mut client) in app.everybody().await {
            let office = role == Some(Role::Office);
            for path in [
                "/programme/edit", "/programme/list/teacher", "/programme/new/room", "/programme/edit/room/kystsalen",
                "/programme/edit/settings/settings", "/programme/remove/room/kystsalen",
            ] {
                let expected = match role { None => 303, Some(_) if office => 200, Some(_) => 403 };
                client.get(path).await.is(expected);
            }
            for path in ["/programme/new/room", "/programme/edit/room/kystsalen", "/programme/remove/activity/naboenheden"] {
                let status = match role {
                    // Who is not signed in has no page to take a token from.
                    None => client.post_without_token(path, &[]).await.status,
                    Some(_) => client.post(path, &[]).await.status,
                }.as_u16();
                let refused = matches!(status, 303 | 403) && !office || office && matches!(status, 422 | 303);
                assert!(refused, "{role:?} {path}: {status}");
                assert!(role.is_none() || office || status == 403, "{role:?} {path}: {status}");
            }
        }
        let refused = command::edit(
            &Context { actor: base::Actor::Anonymous, ..app.ctx() }, &app.db, &command::Edit::Remove(Kind::Room, "kystsalen".into()), "x",
        ).await.unwrap_err();
        assert!(matches!(refused, command::Refusal::Problem(_)), "{refused}");
        assert!(files(&app).await.get("schedule.toml").unwrap().contains("kystsalen"));
    }
}

#[test]
fn the_forms_speak_english_too() {
    testkit::on_sqlite(|store| async move {
        let app = empty_town(store).await;
        let mut office = app.member(&[Role::Office], None, base::Lang::En).await;
        office
            .get("/programme/edit")
            .await
            .is(200)
            .says("Building blocks (5)")
            .says("Holidays and closed weeks");
        office
            .get("/programme/edit/teacher/bertil-dam")
            .await
            .is(200)
            .says("Can teach")
            .says("From");
        office
            .get("/programme/list/module")
            .await
            .is(200)
            .says("Co-operation, also when it is difficult");
    });
}
