//! Signing in, one's own account, and who may sign in: the pages over `identity`. `README.md` lists
//! the routes and who may open them.

mod accounts;
mod follow;
mod post;
mod web;

pub use accounts::{Accounts, Demo};
pub use post::post_office;

language::texts!();

/// What `app` mounts.
#[must_use]
pub fn slice(accounts: &Accounts) -> kit::Slice {
    kit::Slice::new("account")
        .routes(web::routes(accounts))
        .job(follow::kind(accounts))
        .subscriber(follow::subscriber(accounts))
        .place(kit::Place {
            order: 80,
            href: "/account/members",
            label: |lang| Text::new(lang).nav_members(),
            open: |ctx| access::permit::<access::action::ManageAccounts>(ctx).is_ok(),
            menu: kit::Menu::Personal,
        })
        .place(kit::Place {
            order: 90,
            href: "/account",
            label: |lang| Text::new(lang).nav_own(),
            open: |ctx| matches!(ctx.actor, base::Actor::Member { .. }),
            menu: kit::Menu::Personal,
        })
}
