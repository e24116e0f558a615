use axum::{
    Router,
    extract::State,
    response::{IntoResponse as _, Response},
    routing::get,
};
use kit::{Onward, Site, Visit};

use super::{may_see_overview, may_see_own_page};

pub fn routes() -> Router<Site> {
    Router::new().route("/", get(front))
}

/// Everybody comes in here and goes on to where their day begins.
async fn front(State(site): State<Site>, visit: Option<Visit>) -> Response {
    let to = match visit {
        Some(visit) if may_see_overview(&visit.ctx) => "/overview".to_owned(),
        Some(visit) if may_see_own_page(&visit.ctx) => "/me".to_owned(),
        Some(visit) => first_place(&visit),
        None if site.is_demo() => "/demo".to_owned(),
        None => "/sign-in".to_owned(),
    };
    Onward::to(to).into_response()
}

/// An administrator who is nothing else, for example, comes to the accounts.
fn first_place(visit: &Visit) -> String {
    let mut places = visit.shell.navigation.iter().chain(&visit.shell.personal);
    places
        .next()
        .map_or_else(|| "/account".to_owned(), |place| place.href.clone())
}
