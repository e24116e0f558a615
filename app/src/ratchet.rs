//! Every route of the whole program, asked as everybody: what comes back is a reviewed file. A new
//! route shows up in it as a difference, and so does one that opens to somebody else.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use account::Accounts;
use base::Role;
use identity::Organisations;
use kit::Slice;
use testkit::{ADDRESS, Client, Page, TestApp};

use crate::{example, slices};

/// What anybody may see without signing in. Everything else sends a stranger to sign in.
const OPEN: [&str; 14] = [
    "GET /join",
    "POST /join",
    "GET /was",
    "POST /language",
    "GET /kit",
    "POST /kit",
    "GET /",
    "GET /sign-in",
    "POST /sign-in",
    "GET /sign-in/forgotten",
    "POST /sign-in/forgotten",
    "GET /sign-in/forgotten/{secret}",
    "POST /sign-in/forgotten/{secret}",
    "GET /invitation/{secret}",
];

/// Opened by a secret in the address rather than by a session.
const SECRET: [&str; 14] = [
    "GET /take-home/{door}/{key}",
    "GET /take-home/{door}/{key}/{file}",
    "GET /join/{code}",
    "POST /join/{code}",
    "GET /room/{organisation}/{room}",
    "POST /room/{organisation}/{room}/desk",
    "POST /room/{organisation}/{room}/say",
    "GET /room/{organisation}/{room}/stream",
    "GET /monday/stop/{door}",
    "POST /monday/stop/{door}",
    "POST /invitation/{secret}",
    "GET /calendar/{file}",
    "GET /tap/{door}",
    "POST /tap/{door}",
];

/// The least trusted first, so that what the trusted ones change is changed last.
const ORDER: [Option<Role>; 10] = [
    None,
    Some(Role::Guest),
    Some(Role::SparringPartner),
    Some(Role::Consultancy),
    Some(Role::Consultant),
    Some(Role::Teacher),
    Some(Role::Leader),
    Some(Role::TopManagement),
    Some(Role::Administrator),
    Some(Role::Office),
];

fn all(organisations: &Organisations) -> Vec<Slice> {
    slices::all(&Accounts::new(organisations.clone(), None))
}

/// Method and path of everything that is mounted; the demo's own door is not, as in `pejl serve`.
fn routes(app: &TestApp) -> Vec<(&'static str, &'static str)> {
    let site = app.site();
    let mut routes = kit::own_routes(&site).list().to_vec();
    for slice in all(&app.organisations) {
        routes.extend_from_slice(slice.routes.list());
    }
    routes
}

/// The paths that the pages lead to, in the order in which they are met: from them every route with
/// a key gets one that exists.
async fn met(office: &mut Client, routes: &[(&str, &str)]) -> Vec<String> {
    let mut met: Vec<String> = routes
        .iter()
        .filter(|(method, path)| *method == "GET" && !path.contains('{'))
        .map(|(_, path)| (*path).to_owned())
        .collect();
    let mut looked = 0;
    while let Some(path) = met.get(looked).cloned() {
        looked += 1;
        // Two pages of a kind are enough to find every kind of link.
        let kind = |path: &str| routes.iter().position(|(_, route)| fits(route, path));
        let same = met[..looked].iter().filter(|one| kind(one) == kind(&path));
        if same.count() > 2 {
            continue;
        }
        for link in links(&office.get(&path).await) {
            if !met.contains(&link) {
                met.push(link);
            }
        }
    }
    met
}

fn links(page: &Page) -> Vec<String> {
    let mut links = Vec::new();
    for mark in ["href=\"", "action=\""] {
        for rest in page.text.split(mark).skip(1) {
            let link = rest.split(['"', '?', '#']).next().unwrap_or_default();
            if link.starts_with('/') && !link.starts_with("/assets") {
                links.push(link.to_owned());
            }
        }
    }
    links
}

fn fits(route: &str, path: &str) -> bool {
    let (mut route, mut path) = (route.split('/'), path.split('/'));
    loop {
        match (route.next(), path.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) if part.starts_with('{') || part == given => {}
            _ => return false,
        }
    }
}

fn filled(route: &str, met: &[String]) -> String {
    if !route.contains('{') {
        return route.to_owned();
    }
    let known = met.iter().find(|path| fits(route, path));
    known.cloned().unwrap_or_else(|| {
        let nobody = "00000000-0000-0000-0000-000000000000";
        route
            .split('/')
            .map(|part| if part.starts_with('{') { nobody } else { part })
            .collect::<Vec<_>>()
            .join("/")
    })
}

fn told(page: &Page) -> String {
    if page.status.as_u16() == 303 && page.location().starts_with("/sign-in?next=") {
        return "sign-in".to_owned();
    }
    page.status.as_u16().to_string()
}

async fn client(app: &TestApp, role: Option<Role>) -> Client {
    match role {
        None => app.anonymous(),
        Some(role) => app.client_of(&[role], base::Id::new()).await,
    }
}

async fn table(app: &TestApp) -> String {
    let routes = routes(app);
    let mut office = app.client(&[Role::Office, Role::Administrator]).await;
    let met = met(&mut office, &routes).await;
    let mut answers: BTreeMap<(usize, usize), String> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (column, role) in ORDER.into_iter().enumerate() {
        let mut who = client(app, role).await;
        for (row, (method, route)) in routes.iter().enumerate() {
            let path = filled(route, &met);
            let answer = match *method {
                "GET" => who.get(&path).await,
                _ => who.post(&path, &[]).await,
            };
            let name = format!("{method} {route}");
            let said = told(&answer);
            let open = OPEN.contains(&name.as_str()) || SECRET.contains(&name.as_str());
            if answer.status.is_server_error() {
                wrong.push(format!("{name} as {role:?}: {said}"));
            }
            if role.is_none() && !open && said != "sign-in" {
                wrong.push(format!("{name} tells a stranger {said}"));
            }
            answers.insert((row, column), said);
            // Signing out and the like end the session of who asks.
            if role.is_some() && *method == "POST" && told(&who.get("/account").await) != "200" {
                who = client(app, role).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    drawn(&routes, &answers)
}

fn drawn(routes: &[(&str, &str)], answers: &BTreeMap<(usize, usize), String>) -> String {
    let mut text = String::from(
        "What every route answers to everybody. Drawn by app/src/ratchet.rs: GET as a link, POST as a form with\n\
         our token and nothing in it, keys of things that exist where a page of the office leads to one.\n\
         sign-in: sent to sign in. 403, 404: refused. 422: let in, and the empty form is told what it lacks.\n\
         303: done, or let in and sent on. A change here is a change of access: review it as one.\n\n",
    );
    let wide = routes
        .iter()
        .map(|(method, route)| method.len() + route.len() + 1)
        .max()
        .unwrap_or(0);
    let _ = write!(text, "{:wide$}", "");
    for role in ORDER {
        let name = role.map_or("nobody".to_owned(), |role| format!("{role:?}"));
        let _ = write!(text, "  {name:>15}");
    }
    text.push('\n');
    for (row, (method, route)) in routes.iter().enumerate() {
        let _ = write!(text, "{:wide$}", format!("{method} {route}"));
        for column in 0..ORDER.len() {
            let _ = write!(text, "  {:>15}", answers[&(row, column)]);
        }
        text.push('\n');
    }
    text
}

#[test]
fn every_route_answers_everybody_as_reviewed() {
    testkit::on_sqlite(|store| async move {
        let app = TestApp::new(store, all).await;
        app.clock.set(example::morning(example::BEGINS));
        example::fill(&app.organisations, app.home, &app.db, 400)
            .await
            .unwrap();
        let drawn = table(&app).await;
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routes.txt");
        if std::env::var_os("PEJL_BLESS").is_some() {
            fs::write(&path, &drawn).unwrap();
        }
        let reviewed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            drawn == reviewed,
            "what a route answers to somebody has changed. If that was meant, run this test with \
             PEJL_BLESS=1 and commit app/tests/routes.txt:\n{}",
            differing(&reviewed, &drawn)
        );
    });
}

fn differing(before: &str, now: &str) -> String {
    let gone = before.lines().filter(|line| !now.contains(line));
    let new = now.lines().filter(|line| !before.contains(line));
    gone.map(|line| format!("- {line}"))
        .chain(new.map(|line| format!("+ {line}")))
        .collect::<Vec<_>>()
        .join("\n")
}

testkit::both! {
    async fn every_table_is_in_the_export_or_left_out_with_a_reason(store: testkit::Store) {
        let app = TestApp::new(store, all).await;
        let tx = app.db.read(&app.ctx()).await.unwrap();
        let mut told: Vec<&str> = Vec::new();
        for (_, export) in slices::exports(&app.organisations) {
            for table in export.tables {
                let why = match table.fate {
                    kit::Fate::Whole => "whole",
                    kit::Fate::Without(_, why) | kit::Fate::Left(why) => why,
                };
                assert!(!why.trim().is_empty(), "{} is left out for no reason", table.name);
                told.push(table.name);
            }
        }
        told.sort_unstable();
        assert_eq!(db::tables(&tx).await.unwrap(), told, "a table is in no slice's export, or in two");
    }

    async fn everything_of_the_example_is_in_one_file(store: testkit::Store) {
        let app = TestApp::new(store, all).await;
        app.clock.set(example::morning(example::BEGINS));
        example::fill(&app.organisations, app.home, &app.db, 400).await.unwrap();
        let mut office = app.client(&[Role::Office]).await;
        office.get("/operations").await.is(200).says("Alt om organisationen i én fil");
        office.post("/operations/export", &[]).await.is(303);
        office.get("/operations").await.says("Filen er ved at blive lavet");
        app.work().await;
        let page = office.get("/operations").await;
        let link = links(&page).into_iter().find(|link| link.starts_with("/operations/export/")).unwrap();
        let fetched = office.fetch(&link).await;
        assert_eq!(fetched.0.header("content-type"), "application/zip");
        let files = unpacked(&fetched.1);
        let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        let tx = app.db.read(&app.ctx()).await.unwrap();
        for table in manifest["tables"].as_array().unwrap() {
            let name = table["table"].as_str().unwrap();
            let rows = db::table_text(&tx, name, &[]).await.unwrap().rows.len() as u64;
            // The export's own making is told after it.
            if name != "audit" {
                assert_eq!(table["rows"].as_u64(), Some(rows), "{name}");
            }
        }
        drop(tx);
        for file in manifest["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            assert_eq!(file["bytes"].as_u64(), Some(files[path].len() as u64), "{path}");
        }
        assert_eq!(manifest["files"].as_array().unwrap().len() + 1, files.len());
        let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
        assert!(text("members/members.csv").contains("bodil.krogh@kommune.example"));
        assert!(text("LAES-MIG.md").contains("Kalundborg Kommune") && text("README.md").contains("without"));
        assert!(text("programme/programme.ics").contains("BEGIN:VEVENT"));
        for path in ["blueprint/programme.toml", "blueprint/people.toml", "people/people.xlsx", "people/history.xlsx", "programme/programme.xlsx"] {
            assert!(files.contains_key(path), "{path} in {:?}", files.keys());
        }
        // Nothing that opens anything.
        let calendar = text("tables/programme/calendar.csv");
        assert_eq!(calendar.lines().next(), Some("\u{feff}person;at"));
        assert!(!files.values().any(|bytes| bytes.windows(10).any(|part| part == b"$argon2id$")));
        // The people can be read in again as they are.
        let sheets = documents::sheet::read("people.xlsx", &files["people/people.xlsx"], &documents::sheet::Limits::default()).unwrap();
        assert_eq!(sheets.len(), 2);
        // For a day.
        app.clock.advance(chrono::TimeDelta::hours(25));
        let mut late = app.client(&[Role::Office]).await;
        late.get(&link).await.is(404);
        app.work().await;
        let tx = app.db.read(&app.ctx()).await.unwrap();
        assert_eq!(db::table_text(&tx, "operations_export_part", &[]).await.unwrap().rows, Vec::<Vec<_>>::new());
        let audit = db::audit_rows(&tx, &db::AuditFilter { action: Some("export".to_owned()), ..Default::default() }, 0, 10).await.unwrap();
        let actions: Vec<&str> = audit.items.iter().rev().map(|row| row.action.as_str()).collect();
        assert_eq!(actions, ["export.asked", "export.made", "export.fetched", "export.expired"]);
    }
}

fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[test]
fn a_path_fits_its_route() {
    for (route, path, expected) in [
        ("/people/{id}", "/people/7", true),
        ("/people/{id}", "/people", false),
        ("/people/{id}", "/people/7/x", false),
        ("/a/{b}/c", "/a/1/c", true),
    ] {
        assert_eq!(fits(route, path), expected, "{route} {path}");
    }
    assert!(ADDRESS.starts_with("https://"));
}
