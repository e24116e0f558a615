//! Links that open once: `/invitation/{secret}` and `/sign-in/forgotten/{secret}`.

use askama::Template;
use axum::{
    Extension,
    extract::Path,
    response::{IntoResponse as _, Response},
};
use base::{Problem, Secret};
use identity::{Error, Link, Password, Purpose};
use kit::{Failure, Form, Onward, Origin, PublicVisit, Shell, Typed, page, refused};
use serde::Deserialize;

use crate::{Accounts, Text};

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    shell: Shell,
    t: Text,
    link: Link,
    typed: Typed,
}

impl LinkPage {
    fn new(shell: Shell, link: Link, typed: Typed) -> Self {
        Self {
            t: Text::new(shell.lang),
            shell,
            link,
            typed,
        }
    }

    fn heading(&self) -> String {
        match self.link.purpose {
            Purpose::ChoosePassword => self.t.link_welcome(&self.link.organisation),
            Purpose::Join => self.t.link_join(&self.link.organisation),
            Purpose::ReplacePassword => self.t.link_replace(),
        }
    }

    fn is_join(&self) -> bool {
        self.link.purpose == Purpose::Join
    }
}

#[derive(Template)]
#[template(path = "link_spent.html")]
struct SpentPage {
    shell: Shell,
    t: Text,
}

#[derive(Deserialize)]
pub(crate) struct Chosen {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// A link that opens nothing, whatever the reason, with what to do now.
fn spent(shell: Shell) -> Result<Response, Failure> {
    let t = Text::new(shell.lang);
    let mut response = page(&SpentPage { shell, t })?;
    *response.status_mut() = axum::http::StatusCode::NOT_FOUND;
    Ok(response)
}

/// Looking does not use the link: mail filters look at every link they carry.
pub(crate) async fn show(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
    Path(secret): Path<String>,
) -> Result<Response, Failure> {
    match accounts
        .control()
        .link(&visit.ctx, &Secret::presented(&secret))
        .await
    {
        Ok(link) => page(&LinkPage::new(visit.shell, link, Typed::new())),
        Err(Error::Spent) => spent(visit.shell),
        Err(error) => Err(Problem::from(error).into()),
    }
}

/// Uses it.
pub(crate) async fn accept(
    visit: PublicVisit,
    Extension(accounts): Extension<Accounts>,
    Path(secret): Path<String>,
    origin: Origin,
    form: Form<Chosen>,
) -> Result<Response, Failure> {
    let secret = Secret::presented(&secret);
    let control = accounts.control();
    let link = match control.link(&visit.ctx, &secret).await {
        Ok(link) => link,
        Err(Error::Spent) => return spent(visit.shell),
        Err(error) => return Err(Problem::from(error).into()),
    };
    let t = Text::new(visit.ctx.lang);
    if link.purpose == Purpose::Join {
        return match control.join(&visit.ctx, &secret).await {
            Ok(()) => Ok(Onward::to("/sign-in")
                .saying(t.link_joined(&link.organisation))
                .into_response()),
            Err(Error::Spent) => spent(visit.shell),
            Err(error) => Err(Problem::from(error).into()),
        };
    }
    let mut typed = Typed::new();
    if form.value.password != form.value.again {
        typed.refuse("again", t.password_differs());
        return refused(&LinkPage::new(visit.shell, link, typed));
    }
    let password = Password::typed(&form.value.password);
    let used = control
        .choose_password(
            &visit.ctx,
            &secret,
            &password,
            origin.browser.as_deref(),
            visit.presented.as_ref(),
        )
        .await;
    match used {
        Ok(session) => {
            accounts.ring();
            let said = match link.purpose {
                Purpose::ReplacePassword => t.password_replaced(),
                _ => t.welcome(),
            };
            Ok(Onward::to("/")
                .signed_in(session.secret)
                .speaking(session.lang)
                .saying(said)
                .into_response())
        }
        Err(Error::Weak(weakness)) => {
            typed.refuse("password", weakness.text(visit.ctx.lang));
            refused(&LinkPage::new(visit.shell, link, typed))
        }
        Err(Error::Spent) => spent(visit.shell),
        Err(error) => Err(Problem::from(error).into()),
    }
}
