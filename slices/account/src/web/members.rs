//! Who may sign in: the list, inviting, roles, sending again, ending.

use std::collections::BTreeSet;

use access::{Permit, action, permit};
use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query},
    response::{IntoResponse as _, Response},
};
use base::{Id, Page, Problem, Role};
use chrono::{DateTime, TimeDelta, Utc};
use db::Database;
use identity::{Email, Error, Invitee, Member, Membership, State, role_name, role_named};
use kit::{Choice, Failure, Form, Onward, Pages, Shell, SignedIn, Typed, Visit, page, refused};
use people::query::KnownPerson;
use serde::Deserialize;

use super::{moment, role, role_comes_to, roles_line};
use crate::{Accounts, Text};

/// Rows on one page of the list.
const ROWS: usize = 50;

#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
    /// `left`: only those who have left the register.
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u64,
}

#[derive(Template)]
#[template(path = "members.html")]
struct List {
    shell: Shell,
    t: Text,
    typed: Typed,
    rows: Vec<Row>,
    pages: Pages,
    found: u64,
    searched: bool,
    /// How many have lately left the register, when they are not what is shown.
    left: usize,
    only_left: bool,
}

struct Row {
    id: String,
    name: String,
    email: String,
    roles: String,
    state: Standing,
}

/// A member's state in words, with the colour that only helps.
struct Standing {
    text: String,
    kind: &'static str,
}

fn manage(visit: &SignedIn) -> Result<Permit<action::ManageAccounts>, Problem> {
    permit::<action::ManageAccounts>(&visit.ctx)
}

fn standing(t: &Text, member: &Member) -> Standing {
    let (text, kind) = match member.state {
        State::Ended(_) if member.left.is_some() => (t.state_left(), ""),
        _ if member.left.is_some() => (t.state_left_kept(), "warning"),
        State::Active(_) => (t.state_active(), "success"),
        State::Invited(_) => (t.state_invited(), "info"),
        State::LetterWaits => (t.state_letter_waits(), "info"),
        State::LetterFailed => (t.state_letter_failed(), "error"),
        State::Ended(_) => (t.state_ended(), ""),
    };
    Standing { text, kind }
}

/// `GET /account/members`
pub(crate) async fn list(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let permit = manage(&visit)?;
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let members = accounts
        .control()
        .members(&visit.ctx, &permit, visit.organisation)
        .await
        .map_err(Problem::from)?;
    let sought = wanted.q.trim().to_lowercase();
    let only_left = wanted.state == "left";
    let left = members
        .iter()
        .filter(|member| wants_a_look(member, visit.ctx.now))
        .count();
    let matching: Vec<Member> = members
        .into_iter()
        .filter(|member| {
            if only_left && member.left.is_none() {
                return false;
            }
            let words = [
                &member.name,
                &member.email,
                &roles_line(lang, member.roles.iter().copied()),
            ];
            words
                .iter()
                .any(|text| text.to_lowercase().contains(&sought))
        })
        .collect();
    let total = matching.len() as u64;
    let last = total.div_ceil(ROWS as u64).max(1);
    let first = (wanted.page.clamp(1, last) - 1) * ROWS as u64;
    let rows = matching
        .into_iter()
        .skip(usize::try_from(first).unwrap_or(usize::MAX))
        .take(ROWS)
        .map(|member| Row {
            id: member.id.to_string(),
            name: member.shown().to_owned(),
            roles: roles_line(lang, member.roles.iter().copied()),
            state: standing(&t, &member),
            email: member.email,
        })
        .collect();
    let shown = Page {
        items: rows,
        first,
        size: ROWS as u64,
        total,
    };
    page(&List {
        pages: Pages::of(&shown, path_of(&wanted.q, only_left)),
        typed: Typed::filled([("q", wanted.q.as_str())]),
        left: if only_left { 0 } else { left },
        only_left,
        rows: shown.items,
        found: total,
        searched: !sought.is_empty(),
        shell: visit.shell,
        t,
    })
}

/// Who has left the register in the last month, or has left and still has access: the office looks
/// whether the register is right.
fn wants_a_look(member: &Member, now: DateTime<Utc>) -> bool {
    let ended = matches!(member.state, State::Ended(_));
    member
        .left
        .is_some_and(|left| !ended || now - left < TimeDelta::days(30))
}

/// The list's own address with what was searched for.
fn path_of(q: &str, only_left: bool) -> String {
    use std::fmt::Write as _;
    let mut path = "/account/members".to_owned();
    if only_left {
        path.push_str("?state=left");
    }
    if q.trim().is_empty() {
        return path;
    }
    path.push_str(if only_left { "&q=" } else { "?q=" });
    for byte in q.trim().bytes() {
        if byte.is_ascii_alphanumeric() {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}

#[derive(Template)]
#[template(path = "invite.html")]
struct InvitePage {
    shell: Shell,
    t: Text,
    typed: Typed,
    choices: Vec<Choice>,
}

impl InvitePage {
    fn new(visit: &SignedIn, typed: Typed) -> Self {
        let t = Text::new(visit.ctx.lang);
        Self {
            shell: visit
                .shell
                .clone()
                .crumb("/account/members", t.members_title()),
            t,
            typed,
            choices: choices(visit, &BTreeSet::new()),
        }
    }
}

/// The roles that this person may give. Only an administrator sees that one as a choice, unless
/// the member holds it already: then the form must keep it.
fn choices(visit: &SignedIn, held: &BTreeSet<Role>) -> Vec<Choice> {
    let lang = visit.ctx.lang;
    Role::ALL
        .into_iter()
        .filter(|one| {
            *one != Role::Administrator
                || visit.ctx.actor.has(Role::Administrator)
                || held.contains(one)
        })
        .map(|one| Choice::new(role_name(one), role(lang, one)).hint(role_comes_to(lang, one)))
        .collect()
}

fn chosen(typed: &Typed) -> BTreeSet<Role> {
    typed.all("role").filter_map(role_named).collect()
}

/// `GET /account/members/invite`
pub(crate) async fn show_invite(visit: SignedIn) -> Result<Response, Failure> {
    manage(&visit)?;
    page(&InvitePage::new(&visit, Typed::new()))
}

/// `POST /account/members/invite`
pub(crate) async fn invite(
    visit: Visit,
    Extension(accounts): Extension<Accounts>,
    form: Form,
) -> Result<Response, Failure> {
    let db = visit.db.clone();
    let visit = SignedIn::from(visit);
    let permit = manage(&visit)?;
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let mut typed = form.typed;
    let email = typed
        .required("email", lang)
        .and_then(|text| match text.parse::<Email>() {
            Ok(email) => Some(email),
            Err(_) => {
                typed.refuse("email", t.email_faulty());
                None
            }
        });
    let roles = chosen(&typed);
    if roles.is_empty() {
        typed.refuse("role", t.role_missing());
    }
    let (Some(email), false) = (email, typed.is_refused()) else {
        return refused(&InvitePage::new(&visit, typed));
    };
    let home = accounts
        .control()
        .organisation(&visit.ctx, visit.organisation)
        .await
        .map_err(Problem::from)?;
    let said = t.invited(email.as_str());
    let known = person_of(&visit, &db, &email).await?;
    let typed_name = typed.get("name").trim();
    let invitee = Invitee {
        name: match &known {
            Some(known) if typed_name.is_empty() => known.facts.name(),
            _ => typed_name.to_owned(),
        },
        person: known.map(|known| known.id),
        email,
        roles,
        lang: home.lang,
    };
    accounts
        .control()
        .invite(&visit.ctx, &permit, visit.organisation, &invitee)
        .await
        .map_err(Problem::from)?;
    accounts.ring();
    Ok(Onward::to("/account/members").saying(said).into_response())
}

/// Whoever has the address in the organisation's register today, so that the account and the person
/// are one.
async fn person_of(
    visit: &SignedIn,
    db: &Database,
    email: &Email,
) -> Result<Option<KnownPerson>, Problem> {
    let manage = manage(visit)?;
    let day = people::query::today(&visit.ctx);
    let tx = db.read(&visit.ctx).await?;
    Ok(people::query::person_by_address(&tx, &manage, day, email.as_str()).await?)
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage {
    shell: Shell,
    t: Text,
    id: String,
    name: String,
    facts: Vec<(String, String)>,
    standing: Standing,
    typed: Typed,
    choices: Vec<Choice>,
    is_open: bool,
    is_asked: bool,
    has_left: bool,
}

impl MemberPage {
    fn again(&self) -> String {
        format!("/account/members/{}/again", self.id)
    }

    fn restore(&self) -> String {
        format!("/account/members/{}/restore", self.id)
    }

    fn end(&self) -> String {
        format!("/account/members/{}/end", self.id)
    }

    fn new(visit: &SignedIn, zone: &str, member: &Member, typed: Typed) -> Self {
        let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
        let since = |at: DateTime<Utc>| moment(lang, at, zone);
        let mut facts = vec![(t.email(), member.email.clone())];
        if let Some(at) = member.left {
            facts.push((t.since_left(), since(at)));
        }
        match member.state {
            State::Active(at) => facts.push((t.since_active(), since(at))),
            State::Invited(at) => facts.push((t.since_invited(), since(at))),
            State::Ended(at) => facts.push((t.since_ended(), since(at))),
            State::LetterWaits | State::LetterFailed => {}
        }
        Self {
            shell: visit
                .shell
                .clone()
                .crumb("/account/members", t.members_title()),
            id: member.id.to_string(),
            name: member.shown().to_owned(),
            facts,
            standing: standing(&t, member),
            typed,
            choices: choices(visit, &member.roles),
            has_left: member.left.is_some(),
            is_open: !matches!(member.state, State::Ended(_)),
            is_asked: !matches!(member.state, State::Ended(_) | State::Active(_)),
            t,
        }
    }
}

async fn found(
    accounts: &Accounts,
    visit: &SignedIn,
    permit: &Permit<action::ManageAccounts>,
    id: &str,
) -> Result<(Id<Membership>, Member, String), Problem> {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let control = accounts.control();
    let member = control
        .member(&visit.ctx, permit, visit.organisation, id)
        .await?;
    let home = control.organisation(&visit.ctx, visit.organisation).await?;
    Ok((id, member, home.zone))
}

/// `GET /account/members/{id}`
pub(crate) async fn show(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let permit = manage(&visit)?;
    let (_, member, zone) = found(&accounts, &visit, &permit, &id).await?;
    let typed = Typed::filled(member.roles.iter().map(|one| ("role", role_name(*one))));
    page(&MemberPage::new(&visit, &zone, &member, typed))
}

/// `POST /account/members/{id}/roles`
pub(crate) async fn set_roles(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let permit = manage(&visit)?;
    let (id, member, zone) = found(&accounts, &visit, &permit, &id).await?;
    let mut typed = form.typed;
    let set = accounts
        .control()
        .set_roles(&visit.ctx, &permit, visit.organisation, id, &chosen(&typed))
        .await;
    match set {
        Ok(()) => Ok(Onward::to(format!("/account/members/{id}"))
            .saying(Text::new(visit.ctx.lang).roles_saved())
            .into_response()),
        Err(error @ (Error::NoRole | Error::LastAdministrator)) => {
            typed.refuse("role", Problem::from(error).text(visit.ctx.lang));
            refused(&MemberPage::new(&visit, &zone, &member, typed))
        }
        Err(error) => Err(Problem::from(error).into()),
    }
}

/// `POST /account/members/{id}/again`
pub(crate) async fn invite_again(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let permit = manage(&visit)?;
    let (id, member, _) = found(&accounts, &visit, &permit, &id).await?;
    accounts
        .control()
        .invite_again(&visit.ctx, &permit, visit.organisation, id)
        .await
        .map_err(Problem::from)?;
    accounts.ring();
    Ok(Onward::to(format!("/account/members/{id}"))
        .saying(Text::new(visit.ctx.lang).invited(&member.email))
        .into_response())
}

/// `POST /account/members/{id}/end`
pub(crate) async fn end(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let permit = manage(&visit)?;
    let (id, member, zone) = found(&accounts, &visit, &permit, &id).await?;
    let ended = accounts
        .control()
        .end_membership(&visit.ctx, &permit, visit.organisation, id)
        .await;
    match ended {
        Ok(()) => Ok(Onward::to("/account/members")
            .saying(Text::new(visit.ctx.lang).member_ended(member.shown()))
            .into_response()),
        Err(error @ Error::LastAdministrator) => {
            let mut typed = Typed::filled(member.roles.iter().map(|one| ("role", role_name(*one))));
            typed.refuse("", Problem::from(error).text(visit.ctx.lang));
            refused(&MemberPage::new(&visit, &zone, &member, typed))
        }
        Err(error) => Err(Problem::from(error).into()),
    }
}

/// `POST /account/members/{id}/restore`
pub(crate) async fn restore(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let permit = manage(&visit)?;
    let (id, member, _) = found(&accounts, &visit, &permit, &id).await?;
    accounts
        .control()
        .restore_membership(&visit.ctx, &permit, visit.organisation, id)
        .await
        .map_err(Problem::from)?;
    accounts.ring();
    Ok(Onward::to(format!("/account/members/{id}"))
        .saying(Text::new(visit.ctx.lang).member_restored(member.shown()))
        .into_response())
}
