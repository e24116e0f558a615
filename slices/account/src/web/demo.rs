//! The example: enter a role without a password, read the mails. These routes exist only where
//! `Accounts` has a `Demo`, which `pejl demo` alone makes.

use askama::Template;
use axum::{
    Extension,
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Problem, Role};
use kit::{Failure, Form, Onward, Origin, PublicVisit, Shell, page};
use mail::Letter;

use super::{moment, role, role_comes_to};
use crate::{Accounts, Demo, Text};

/// So many leaders are offered, so that two of them can be compared.
const LEADERS: usize = 3;

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage {
    shell: Shell,
    t: Text,
    ways: Vec<Way>,
    has_mail: bool,
}

struct Way {
    account: String,
    role: String,
    comes_to: String,
    name: String,
}

fn demo(accounts: &Accounts) -> Result<&Demo, Failure> {
    accounts.demo().ok_or_else(Failure::not_found)
}

/// `GET /demo`
pub(crate) async fn show(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
) -> Result<Response, Failure> {
    let demo = demo(&accounts)?;
    let lang = visit.ctx.lang;
    let members = accounts
        .control()
        .demo_members(&visit.ctx, &demo.door, demo.organisation)
        .await
        .map_err(Problem::from)?;
    // The programme office first: it is where the example begins.
    let mut order = Role::ALL.to_vec();
    order.sort_by_key(|one| (*one != Role::Office, *one == Role::Administrator));
    let ways = order
        .into_iter()
        .flat_map(|one| {
            let most = if one == Role::Leader { LEADERS } else { 1 };
            members
                .iter()
                .filter(move |member| member.roles.contains(&one))
                .take(most)
                .map(move |member| Way {
                    account: member.account.to_string(),
                    role: role(lang, one),
                    comes_to: role_comes_to(lang, one),
                    name: member.shown().to_owned(),
                })
        })
        .collect();
    page(&DemoPage {
        t: Text::new(lang),
        shell: visit.shell,
        ways,
        has_mail: demo.mailbox.is_some(),
    })
}

/// `POST /demo/enter`
pub(crate) async fn enter(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
    origin: Origin,
    form: Form,
) -> Result<Response, Failure> {
    let demo = demo(&accounts)?;
    let account = form
        .typed
        .get("account")
        .parse()
        .map_err(|_| Failure::not_found())?;
    let session = accounts
        .control()
        .enter_demo(
            &visit.ctx,
            &demo.door,
            demo.organisation,
            account,
            origin.browser.as_deref(),
            visit.presented.as_ref(),
        )
        .await
        .map_err(Problem::from)?;
    Ok(Onward::to("/").signed_in(session.secret).into_response())
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct Mailbox {
    shell: Shell,
    t: Text,
    letters: Vec<LetterRow>,
}

struct LetterRow {
    key: String,
    to: String,
    subject: String,
    at: String,
}

/// `GET /demo/mail`
pub(crate) async fn mailbox(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
) -> Result<Response, Failure> {
    let demo = demo(&accounts)?;
    let folder = demo.mailbox.as_ref().ok_or_else(Failure::not_found)?;
    let zone = zone(&accounts, &visit, demo).await?;
    let lang = visit.ctx.lang;
    let letters = folder
        .list()
        .await
        .map_err(Problem::internal)?
        .into_iter()
        .map(|letter| LetterRow {
            to: to(&letter),
            at: moment(lang, letter.at, &zone),
            subject: letter.message.subject,
            key: letter.key,
        })
        .collect();
    let t = Text::new(lang);
    page(&Mailbox {
        shell: visit.shell.crumb("/demo", t.demo_title()),
        t,
        letters,
    })
}

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    shell: Shell,
    facts: Vec<(String, String)>,
    subject: String,
    lines: Vec<Line>,
}

/// A line of a letter: text, and the link that it is, if it is one of ours.
struct Line {
    text: String,
    href: Option<String>,
}

/// `GET /demo/mail/{key}`
pub(crate) async fn letter(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
    axum::extract::State(site): axum::extract::State<kit::Site>,
    Path(key): Path<String>,
) -> Result<Response, Failure> {
    let demo = demo(&accounts)?;
    let folder = demo.mailbox.as_ref().ok_or_else(Failure::not_found)?;
    let letter = folder
        .read(&key)
        .await
        .map_err(Problem::internal)?
        .ok_or_else(Failure::not_found)?;
    let zone = zone(&accounts, &visit, demo).await?;
    let t = Text::new(visit.ctx.lang);
    let lines = letter
        .message
        .text
        .lines()
        .map(|text| Line {
            href: text.strip_prefix(site.address()).map(str::to_owned),
            text: text.to_owned(),
        })
        .collect();
    page(&LetterPage {
        shell: visit
            .shell
            .crumb("/demo", t.demo_title())
            .crumb("/demo/mail", t.mailbox_title()),
        facts: vec![
            (t.letter_to(), to(&letter)),
            (t.letter_at(), moment(visit.ctx.lang, letter.at, &zone)),
        ],
        subject: letter.message.subject,
        lines,
    })
}

async fn zone(accounts: &Accounts, visit: &PublicVisit, demo: &Demo) -> Result<String, Problem> {
    let example = accounts
        .control()
        .organisation(&visit.ctx, demo.organisation)
        .await?;
    Ok(example.zone)
}

fn to(letter: &Letter) -> String {
    let to = &letter.message.to;
    match &to.name {
        Some(name) => format!("{name} <{}>", to.email),
        None => to.email.clone(),
    }
}
