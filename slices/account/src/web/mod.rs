//! The pages.

mod demo;
mod link;
mod members;
mod own;
mod sign_in;

use axum::Extension;
use base::{Lang, Role};
use kit::{Routes, get, post};

use crate::{Accounts, Text};

pub(crate) fn routes(accounts: &Accounts) -> Routes {
    let mut router = Routes::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route(
            "/sign-in/forgotten",
            get(sign_in::show_forgotten).post(sign_in::forgotten),
        )
        .route(
            "/sign-in/forgotten/{secret}",
            get(link::show).post(link::accept),
        )
        .route("/invitation/{secret}", get(link::show).post(link::accept))
        .route(
            "/organisation/choose",
            get(own::show_organisations).post(own::choose_organisation),
        )
        .route("/account", get(own::show))
        .route("/account/language", post(own::speak))
        .route(
            "/account/password",
            get(own::show_password).post(own::change_password),
        )
        .route("/account/sessions/end-others", post(own::end_others))
        .route("/account/sessions/{id}/end", post(own::end_session))
        .route("/account/members", get(members::list))
        .route(
            "/account/members/invite",
            get(members::show_invite).post(members::invite),
        )
        .route("/account/members/{id}", get(members::show))
        .route("/account/members/{id}/roles", post(members::set_roles))
        .route("/account/members/{id}/again", post(members::invite_again))
        .route("/account/members/{id}/end", post(members::end))
        .route("/account/members/{id}/restore", post(members::restore));
    if accounts.demo().is_some() {
        router = router
            .route("/demo", get(demo::show))
            .route("/demo/enter", post(demo::enter))
            .route("/demo/mail", get(demo::mailbox))
            .route("/demo/mail/{key}", get(demo::letter));
    }
    router.layer(Extension(accounts.clone()))
}

/// A role in the words of the programme.
pub(crate) fn role(lang: Lang, role: Role) -> String {
    let t = Text::new(lang);
    match role {
        Role::Administrator => t.role_administrator(),
        Role::Office => t.role_office(),
        Role::Leader => t.role_leader(),
        Role::Teacher => t.role_teacher(),
        Role::Consultant => t.role_consultant(),
        Role::TopManagement => t.role_top_management(),
        Role::SparringPartner => t.role_sparring_partner(),
        Role::Guest => t.role_guest(),
        Role::Consultancy => t.role_consultancy(),
    }
}

/// What somebody in that role comes to do.
pub(crate) fn role_comes_to(lang: Lang, role: Role) -> String {
    let t = Text::new(lang);
    match role {
        Role::Administrator => t.role_administrator_does(),
        Role::Office => t.role_office_does(),
        Role::Leader => t.role_leader_does(),
        Role::Teacher => t.role_teacher_does(),
        Role::Consultant => t.role_consultant_does(),
        Role::TopManagement => t.role_top_management_does(),
        Role::SparringPartner => t.role_sparring_partner_does(),
        Role::Guest => t.role_guest_does(),
        Role::Consultancy => t.role_consultancy_does(),
    }
}

/// Roles as one line.
pub(crate) fn roles_line(lang: Lang, roles: impl IntoIterator<Item = Role>) -> String {
    roles
        .into_iter()
        .map(|one| role(lang, one))
        .collect::<Vec<_>>()
        .join(", ")
}

/// An instant as the organisation's clocks show it.
pub(crate) fn moment(lang: Lang, at: chrono::DateTime<chrono::Utc>, zone: &str) -> String {
    let zone = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let local = at.with_timezone(&zone).naive_local();
    Text::new(lang).moment(
        language::date(lang, local.date()),
        language::time(lang, local.time()),
    )
}
