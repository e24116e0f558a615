//! One's own account: language, password, sessions, organisations.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query},
    response::{IntoResponse as _, Response},
};
use base::{Id, Lang, Problem};
use identity::{Error, Password};
use kit::{Choice, Failure, Form, Onward, Origin, Shell, SignedIn, Typed, page, refused};
use serde::Deserialize;

use super::{
    moment, roles_line,
    sign_in::{Asked, local},
};
use crate::{Accounts, Text};

#[derive(Template)]
#[template(path = "own.html")]
struct Own {
    shell: Shell,
    t: Text,
    facts: Vec<(String, String)>,
    several: bool,
    language: Typed,
    languages: Vec<Choice>,
    sessions: Vec<SessionRow>,
}

struct SessionRow {
    id: String,
    browser: String,
    seen: String,
    created: String,
    current: bool,
}

/// `GET /account`
pub(crate) async fn show(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
) -> Result<Response, Failure> {
    let visitor = &visit.visitor;
    let control = accounts.control();
    let (lang, t) = (visit.ctx.lang, Text::new(visit.ctx.lang));
    let here = visitor.belonging();
    let zone = &here.organisation.zone;
    let sessions = control
        .own_sessions(&visit.ctx, visitor)
        .await
        .map_err(Problem::from)?
        .into_iter()
        .map(|session| SessionRow {
            id: session.id.to_string(),
            browser: session.browser.unwrap_or_else(|| t.unknown_browser()),
            seen: moment(lang, session.seen, zone),
            created: moment(lang, session.created, zone),
            current: session.current,
        })
        .collect();
    let choices = control
        .choices(&visit.ctx, visitor)
        .await
        .map_err(Problem::from)?;
    page(&Own {
        facts: vec![
            (t.name(), visitor.name().to_owned()),
            (t.email(), visitor.email().to_owned()),
            (t.organisation(), here.organisation.name.clone()),
            (t.roles(), roles_line(lang, here.roles.iter().copied())),
        ],
        several: choices.len() > 1,
        language: Typed::filled([("lang", visitor.lang().tag())]),
        languages: vec![
            Choice::new(Lang::Da, t.language_da()),
            Choice::new(Lang::En, t.language_en()),
        ],
        sessions,
        shell: visit.shell,
        t,
    })
}

/// `POST /account/language`
pub(crate) async fn speak(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    form: Form,
) -> Result<Response, Failure> {
    let lang: Lang = form
        .typed
        .get("lang")
        .parse()
        .map_err(|()| Failure::not_found())?;
    let visitor = &visit.visitor;
    accounts
        .control()
        .speak(&visit.ctx, visitor, lang)
        .await
        .map_err(Problem::from)?;
    Ok(Onward::to("/account")
        .speaking(lang)
        .saying(Text::new(lang).language_saved())
        .into_response())
}

/// `POST /account/sessions/{id}/end`
pub(crate) async fn end_session(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Path(id): Path<String>,
    _: Form,
) -> Result<Response, Failure> {
    let id = id.parse().map_err(|_| Failure::not_found())?;
    let visitor = &visit.visitor;
    accounts
        .control()
        .revoke(&visit.ctx, visitor, id)
        .await
        .map_err(Problem::from)?;
    let t = Text::new(visit.ctx.lang);
    Ok(if id == visitor.session() {
        Onward::to("/sign-in").signed_out().saying(t.signed_out())
    } else {
        Onward::to("/account").saying(t.session_ended())
    }
    .into_response())
}

/// `POST /account/sessions/end-others`
pub(crate) async fn end_others(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    _: Form,
) -> Result<Response, Failure> {
    let visitor = &visit.visitor;
    let ended = accounts
        .control()
        .revoke_others(&visit.ctx, visitor)
        .await
        .map_err(Problem::from)?;
    Ok(Onward::to("/account")
        .saying(Text::new(visit.ctx.lang).others_ended(ended))
        .into_response())
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    shell: Shell,
    t: Text,
    typed: Typed,
}

impl PasswordPage {
    fn new(shell: Shell, typed: Typed) -> Self {
        let t = Text::new(shell.lang);
        Self {
            shell: shell.crumb("/account", t.own_title()),
            t,
            typed,
        }
    }
}

/// `GET /account/password`
pub(crate) async fn show_password(visit: SignedIn) -> Result<Response, Failure> {
    page(&PasswordPage::new(visit.shell, Typed::new()))
}

#[derive(Deserialize)]
pub(crate) struct Change {
    #[serde(default)]
    present: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// `POST /account/password`
pub(crate) async fn change_password(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    origin: Origin,
    form: Form<Change>,
) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let mut typed = Typed::new();
    if form.value.password != form.value.again {
        typed.refuse("again", t.password_differs());
        return refused(&PasswordPage::new(visit.shell, typed));
    }
    let visitor = &visit.visitor;
    let changed = accounts
        .control()
        .change_password(
            &visit.ctx,
            visitor,
            &origin.network,
            &Password::typed(&form.value.present),
            &Password::typed(&form.value.password),
        )
        .await;
    match changed {
        Ok(secret) => {
            accounts.ring();
            Ok(Onward::to("/account")
                .signed_in(secret)
                .saying(t.password_changed())
                .into_response())
        }
        Err(error @ Error::Weak(_)) => {
            typed.refuse("password", Problem::from(error).text(visit.ctx.lang));
            refused(&PasswordPage::new(visit.shell, typed))
        }
        Err(error @ Error::WrongPassword) => {
            typed.refuse("present", Problem::from(error).text(visit.ctx.lang));
            refused(&PasswordPage::new(visit.shell, typed))
        }
        Err(error) => Err(Problem::from(error).into()),
    }
}

#[derive(Template)]
#[template(path = "organisations.html")]
struct Organisations {
    shell: Shell,
    t: Text,
    rows: Vec<OrganisationRow>,
    /// Where they were going when they were asked to sign in.
    next: String,
}

struct OrganisationRow {
    id: String,
    name: String,
    roles: String,
    current: bool,
}

/// `GET /organisation/choose`
pub(crate) async fn show_organisations(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let visitor = &visit.visitor;
    let rows = accounts
        .control()
        .choices(&visit.ctx, visitor)
        .await
        .map_err(Problem::from)?
        .into_iter()
        .map(|choice| OrganisationRow {
            current: choice.id == visit.organisation,
            id: choice.id.to_string(),
            name: choice.name,
            roles: roles_line(visit.ctx.lang, choice.roles),
        })
        .collect();
    page(&Organisations {
        t: Text::new(visit.ctx.lang),
        shell: visit.shell,
        rows,
        next: local(&asked.next).to_owned(),
    })
}

/// `POST /organisation/choose`
pub(crate) async fn choose_organisation(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    form: Form,
) -> Result<Response, Failure> {
    let organisation: Id<base::OrganisationTag> = form
        .typed
        .get("organisation")
        .parse()
        .map_err(|_| Failure::not_found())?;
    let visitor = &visit.visitor;
    let secret = accounts
        .control()
        .choose(&visit.ctx, visitor, organisation)
        .await
        .map_err(Problem::from)?;
    Ok(Onward::to(local(form.typed.get("next")))
        .signed_in(secret)
        .into_response())
}
