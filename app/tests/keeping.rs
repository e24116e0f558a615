//! Keeping what there is: backup, restore and export by the commands, on both databases, as somebody
//! who runs an installation does it.
#![cfg(test)]

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use db::Placement;
use sea_orm::ConnectionTrait as _;
use testkit::Store;

const PASSWORD: &str = "hesten spiser blå grønkål";
const ADMINISTRATOR: &str = "admin@kommune.example";

/// An installation in a folder, with its databases where the test is.
struct Installation {
    folder: PathBuf,
    port: u16,
    invitation: String,
}

impl Installation {
    async fn new(store: &Store) -> Self {
        let folder = store.folder().join("pejl");
        let mut command = pejl();
        command.arg("init").arg(&folder);
        command.args(["--organisation", "Prøve Kommune", "--slug", "proeve"]);
        command.args(["--administrator", ADMINISTRATOR]);
        if let Some(url) = own_database(store).await {
            command.args(["--database-url", &url]);
        }
        let said = done(command.output().unwrap());
        let invitation = said
            .split_whitespace()
            .find_map(|word| Some(word.get(word.find("/invitation/")?..)?.to_owned()))
            .unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let config = folder.join("pejl.toml");
        let text = fs::read_to_string(&config).unwrap();
        fs::write(
            &config,
            text.replace("127.0.0.1:8080", &format!("127.0.0.1:{port}")),
        )
        .unwrap();
        Self {
            folder,
            port,
            invitation,
        }
    }

    fn config(&self) -> PathBuf {
        self.folder.join("pejl.toml")
    }

    fn run(&self, args: &[&str]) -> Output {
        let (command, rest) = args.split_first().unwrap();
        pejl()
            .arg(command)
            .arg("--config")
            .arg(self.config())
            .args(rest)
            .output()
            .unwrap()
    }

    /// The number of people in an export of the organisation.
    fn people(&self, organisation: &str, out: &Path) -> usize {
        let out = out.to_str().unwrap();
        done(self.run(&["export", organisation, "--out", out]));
        let mut zip = zip::ZipArchive::new(fs::File::open(out).unwrap()).unwrap();
        let mut table = String::new();
        zip.by_name("tables/people/people_person.csv")
            .unwrap()
            .read_to_string(&mut table)
            .unwrap();
        table.lines().count() - 1
    }
}

/// A database of its own on the server, because an installation's schemas have fixed names.
async fn own_database(store: &Store) -> Option<String> {
    let Placement::Postgres { url, schema } = store.db.placement() else {
        return None;
    };
    let pool = store.db.raw_pool_for_tests();
    pool.execute_unprepared(&format!("CREATE DATABASE {schema}"))
        .await
        .unwrap();
    Some(url.replace("/postgres?", &format!("/{schema}?")))
}

fn pejl() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pejl"));
    command.env("PEJL_LOG", "warn");
    command
}

fn done(output: Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(output: Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

/// `pejl serve`, asked to stop as the system asks when the test is done with it.
struct Serving {
    child: Child,
    port: u16,
}

impl Serving {
    fn start(installation: &Installation) -> Self {
        let child = pejl()
            .arg("serve")
            .arg("--config")
            .arg(installation.config())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let serving = Self {
            child,
            port: installation.port,
        };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", serving.port)).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "it does not listen"
            );
            std::thread::yield_now();
        }
        serving
    }

    fn browser(&self) -> Browser {
        Browser {
            port: self.port,
            cookies: BTreeMap::new(),
        }
    }

    fn stop(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // A test that failed leaves no server behind; one that stopped is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser without JavaScript that speaks HTTP/1.1, one connection per request.
struct Browser {
    port: u16,
    cookies: BTreeMap<String, String>,
}

struct Answer {
    status: u16,
    location: String,
    text: String,
}

impl Answer {
    fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.text.split(&mark).nth(1).expect(&self.text);
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Browser {
    fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, "", &[])
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.get("/was").hidden("_csrf");
        let mut body = format!("_csrf={token}");
        for (name, value) in fields {
            body.push_str(&format!("&{name}="));
            body.extend(value.bytes().map(|byte| format!("%{byte:02X}")));
        }
        self.ask(
            "POST",
            path,
            "application/x-www-form-urlencoded",
            body.as_bytes(),
        )
    }

    fn ask(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nCookie: {}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.port,
            cookies.join("; "),
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, text) = answer.split_once("\r\n\r\n").unwrap();
        let mut location = String::new();
        for line in head.lines().skip(1) {
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            match name.to_ascii_lowercase().as_str() {
                "location" => location = value.to_owned(),
                "set-cookie" => {
                    let (name, value) = value.split(';').next().unwrap().split_once('=').unwrap();
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            location,
            text: text.to_owned(),
        }
    }

    fn sign_in(&mut self) -> Answer {
        self.post(
            "/sign-in",
            &[("email", ADMINISTRATOR), ("password", PASSWORD)],
        )
    }

    /// Takes an HR file in, through every step of the import.
    fn import(&mut self, csv: &str) {
        let token = self.get("/people/import").hidden("_csrf");
        let part = |head: &str, content: &str| {
            format!("--cut\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
        };
        let body = [
            part("name=\"_csrf\"", &token),
            part("name=\"day\"", ""),
            part("name=\"people\"; filename=\"hr.csv\"", csv),
            "--cut--\r\n".to_owned(),
        ]
        .concat();
        let sent = self.ask(
            "POST",
            "/people/import",
            "multipart/form-data; boundary=cut",
            body.as_bytes(),
        );
        assert_eq!(sent.status, 303, "{}", sent.text);
        let upload = sent.location.trim_end_matches("/columns").to_owned();
        let preview = self.get(&format!("{upload}/preview"));
        let fingerprint = preview.hidden("fingerprint");
        let accepted = self.post(
            &format!("{upload}/accept"),
            &[("fingerprint", &fingerprint)],
        );
        assert_eq!(accepted.status, 303, "{}", accepted.text);
    }
}

const HEADINGS: &str =
    "Medarbejdernr;Fornavn;Efternavn;E-mail;Stilling;Ledelsesniveau;Enhed;Nærmeste leder\r\n";
const TWO: &str = "0001;Anne;Prøve;anne@kommune.example;Chef;chef;Skoler;\r\n0002;Bo;Prøve;bo@kommune.example;Lærer;;Skoler;0001\r\n";
const THIRD: &str = "0003;Cille;Prøve;cille@kommune.example;Lærer;;Skoler;0001\r\n";

testkit::both! {
    async fn what_was_backed_up_comes_back_over_and_beside_what_there_is(store: Store) {
        let pejl = Installation::new(&store).await;
        let file = |name: &str| store.folder().join(name);
        let at = |name: &str| file(name).to_str().unwrap().to_owned();

        let serving = Serving::start(&pejl);
        let mut browser = serving.browser();
        let chosen = browser.post(&pejl.invitation, &[("password", PASSWORD), ("again", PASSWORD)]);
        assert_eq!(chosen.status, 303, "{}", chosen.text);
        browser.import(&format!("{HEADINGS}{TWO}"));
        // While it is served.
        done(pejl.run(&["backup", "proeve", "--out", &at("two.backup")]));
        done(pejl.run(&["backup", "--control", "--out", &at("control.backup")]));
        browser.import(&format!("{HEADINGS}{TWO}{THIRD}"));
        serving.stop();
        assert_eq!(pejl.people("proeve", &file("three.zip")), 3);

        // Refused with a sentence, and everything is as it was.
        let whole = fs::read(file("two.backup")).unwrap();
        fs::write(file("cut.backup"), &whole[..whole.len() / 2]).unwrap();
        fs::write(file("foreign.backup"), "hello").unwrap();
        for (args, why) in [
            (vec!["restore", "proeve", "--from", "two.backup"], "write --replace"),
            (vec!["restore", "ny", "--from", "two.backup"], "write --name"),
            (vec!["restore", "proeve", "--replace", "--from", "cut.backup"], "backup"),
            (vec!["restore", "proeve", "--replace", "--from", "foreign.backup"], "this is no"),
            (vec!["restore", "proeve", "--replace", "--from", "control.backup"], "does not know control_0001"),
            (vec!["restore", "ny", "--name", "Ny", "--from", "foreign.backup"], "this is no"),
            (vec!["restore", "--control", "--from", "control.backup"], "write --replace"),
            (vec!["restore", "--control", "--replace", "--from", "two.backup"], "does not know"),
            (vec!["backup", "proeve", "--out", "two.backup"], "two.backup"),
            (vec!["export", "proeve", "--out", "three.zip"], "three.zip"),
        ] {
            let args: Vec<String> = args
                .into_iter()
                .map(|arg| if arg.contains('.') { at(arg) } else { arg.to_owned() })
                .collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let said = refused(pejl.run(&args));
            assert!(said.contains(why) && said.lines().count() == 1, "{args:?}: {said}");
        }
        assert_eq!(pejl.people("proeve", &file("still.zip")), 3);
        assert_eq!(fs::read(file("two.backup")).unwrap(), whole);

        done(pejl.run(&["restore", "proeve", "--replace", "--from", &at("two.backup")]));
        assert_eq!(pejl.people("proeve", &file("two.zip")), 2);
        done(pejl.run(&["restore", "ny", "--name", "Ny Kommune", "--from", &at("two.backup")]));
        assert_eq!(pejl.people("ny", &file("new.zip")), 2);

        // The old control database knows neither the new organisation nor anybody's session.
        let said = done(pejl.run(&["restore", "--control", "--replace", "--from", &at("control.backup")]));
        assert!(said.contains("1 sessions"), "{said}");
        refused(pejl.run(&["export", "ny", "--out", &at("gone.zip")]));
        assert!(!file("gone.zip").exists());
        let serving = Serving::start(&pejl);
        let mut old = Browser { cookies: browser.cookies, ..serving.browser() };
        assert!(old.get("/people").location.starts_with("/sign-in"));
        let mut browser = serving.browser();
        assert_eq!(browser.sign_in().location, "/");
        let people = browser.get("/people");
        assert!(people.text.contains("Bo Prøve") || people.text.contains("Prøve, Bo") || people.text.contains(">Bo"), "{}", people.text);
        assert!(!people.text.contains("Cille"));
        // It is an organisation like any other.
        browser.import(&format!("{HEADINGS}{TWO}{THIRD}"));
        serving.stop();
        assert_eq!(pejl.people("proeve", &file("again.zip")), 3);
    }
}
