//! Signing in and out, and asking for a new password.

use askama::Template;
use axum::{
    Extension,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use identity::{Attempt, LocalPath, Password, SignIn, wait_text};
use kit::{Failure, Form, Onward, Origin, PublicVisit, Shell, SignedIn, Typed, page, refused};
use serde::Deserialize;

use crate::{Accounts, Text};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(super) next: String,
}

#[derive(Deserialize)]
pub(crate) struct Entry {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    t: Text,
    typed: Typed,
    /// Already signed in, as this person.
    known: Option<String>,
    next: String,
}

impl SignInPage {
    fn new(shell: Shell, typed: Typed, next: &str) -> Self {
        Self {
            t: Text::new(shell.lang),
            known: shell.person.clone(),
            next: local(next).to_owned(),
            typed,
            shell,
        }
    }
}

/// The path to go on to, or *Min side*.
pub(super) fn local(next: &str) -> &str {
    LocalPath::parse(next).map_or("/", |_| next)
}

/// The page where one of several organisations is chosen, which then goes on to the path.
fn choose_first(next: &str) -> String {
    if next == "/" {
        return "/organisation/choose".to_owned();
    }
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/organisation/choose?next={next}")
}

/// `GET /sign-in`
pub(crate) async fn show(
    visit: PublicVisit,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&SignInPage::new(visit.shell, Typed::new(), &asked.next))
}

/// `POST /sign-in`
pub(crate) async fn enter(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
    origin: Origin,
    form: Form<Entry>,
) -> Result<Response, Failure> {
    let attempt = Attempt {
        email: &form.value.email,
        password: &Password::typed(&form.value.password),
        network: &origin.network,
        browser: origin.browser.as_deref(),
        replaces: visit.presented.as_ref(),
    };
    let outcome = accounts
        .control()
        .sign_in(&visit.ctx, &attempt)
        .await
        .map_err(base::Problem::from)?;
    let t = Text::new(visit.ctx.lang);
    let (status, said) = match outcome {
        SignIn::In(session) => {
            let next = local(&form.value.next);
            let to = if session.several {
                choose_first(next)
            } else {
                next.to_owned()
            };
            return Ok(Onward::to(to)
                .signed_in(session.secret)
                .speaking(session.lang)
                .into_response());
        }
        SignIn::Refused => (StatusCode::UNPROCESSABLE_ENTITY, t.sign_in_refused()),
        SignIn::NowhereToGo => (StatusCode::UNPROCESSABLE_ENTITY, t.sign_in_nowhere()),
        SignIn::Wait(wait) => (
            StatusCode::TOO_MANY_REQUESTS,
            wait_text(visit.ctx.lang, wait),
        ),
    };
    let mut typed = Typed::filled([("email", form.value.email.as_str())]);
    typed.refuse("", said);
    let mut response = refused(&SignInPage::new(visit.shell, typed, &form.value.next))?;
    *response.status_mut() = status;
    Ok(response)
}

/// `POST /sign-out`
pub(crate) async fn leave(
    visit: SignedIn,
    Extension(accounts): Extension<Accounts>,
    _: Form,
) -> Result<Response, Failure> {
    accounts
        .control()
        .sign_out(&visit.ctx, &visit.visitor)
        .await
        .map_err(base::Problem::from)?;
    Ok(Onward::to("/sign-in")
        .signed_out()
        .saying(Text::new(visit.ctx.lang).signed_out())
        .into_response())
}

#[derive(Template)]
#[template(path = "forgotten.html")]
struct Forgotten {
    shell: Shell,
    t: Text,
    typed: Typed,
    sent: bool,
}

/// `GET /sign-in/forgotten`
pub(crate) async fn show_forgotten(visit: PublicVisit) -> Result<Response, Failure> {
    page(&Forgotten {
        t: Text::new(visit.shell.lang),
        shell: visit.shell,
        typed: Typed::new(),
        sent: false,
    })
}

/// `POST /sign-in/forgotten`: the same answer for every address.
pub(crate) async fn forgotten(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
    origin: Origin,
    form: Form,
) -> Result<Response, Failure> {
    let mut typed = form.typed;
    let email = typed.required("email", visit.ctx.lang);
    let t = Text::new(visit.ctx.lang);
    let view = |typed, sent| Forgotten {
        shell: visit.shell.clone(),
        t,
        typed,
        sent,
    };
    let Some(email) = email else {
        return refused(&view(typed, false));
    };
    accounts
        .control()
        .forgotten(&visit.ctx, &email, &origin.network)
        .await
        .map_err(base::Problem::from)?;
    accounts.ring();
    page(&view(typed, true))
}
