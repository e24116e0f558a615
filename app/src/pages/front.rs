use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kit::{Onward, PublicVisit, Routes, Site, get};

use super::{may_see_overview, may_see_own_page};

pub fn routes() -> Routes {
    Routes::new().route("/", get(front))
}

/// Everybody comes in here and goes on to where their day begins.
async fn front(State(site): State<Site>, visit: PublicVisit) -> Response {
    let to = match &visit.visitor {
        Some(_) if may_see_overview(&visit.ctx) => "/overview".to_owned(),
        Some(_) if may_see_own_page(&visit.ctx) => "/me".to_owned(),
        Some(_) => first_place(&visit),
        None if site.is_demo() => "/demo".to_owned(),
        None => "/sign-in".to_owned(),
    };
    Onward::to(to).into_response()
}

/// An administrator who is nothing else, for example, comes to the accounts.
fn first_place(visit: &PublicVisit) -> String {
    let mut places = visit.shell.navigation.iter().chain(&visit.shell.personal);
    places
        .next()
        .map_or_else(|| "/account".to_owned(), |place| place.href.clone())
}
