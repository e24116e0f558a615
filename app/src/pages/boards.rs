use std::sync::Arc;

use access::action;
use askama::Template;
use axum::response::Response;
use base::Problem;
use kit::{Board, Card, Failure, Routes, Shell, Visit, get, page};

use crate::Text;

pub fn routes(mut cards: Vec<Card>) -> Routes {
    cards.sort_by_key(|card| card.order);
    let cards: Arc<[Card]> = Arc::from(cards);
    let for_me = Arc::clone(&cards);
    Routes::new()
        .route("/me", get(move |visit| me(visit, for_me)))
        .route("/overview", get(move |visit| overview(visit, cards)))
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    shell: Shell,
    title: String,
    lead: String,
    cards: Vec<String>,
    /// What to do first, where no card has anything to show.
    empty: String,
}

/// *Min side*.
async fn me(visit: Visit, cards: Arc<[Card]>) -> Result<Response, Failure> {
    let person = visit.ctx.actor.person().ok_or_else(Problem::not_found)?;
    access::permit_own::<action::SeeOwnPage>(&visit.ctx, person)?;
    let t = Text::new(visit.ctx.lang);
    let name = visit.shell.person.clone().unwrap_or_default();
    let first = name
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned();
    let cards = shown(&visit, &cards, Board::Mine).await?;
    page(&BoardPage {
        shell: visit.shell,
        title: t.me_title(first),
        lead: t.me_lead(),
        cards,
        empty: t.me_empty(),
    })
}

/// The programme office's page: what needs a decision today.
async fn overview(visit: Visit, cards: Arc<[Card]>) -> Result<Response, Failure> {
    access::permit::<action::SeeOfficeOverview>(&visit.ctx)?;
    let t = Text::new(visit.ctx.lang);
    let day = visit
        .ctx
        .now
        .with_timezone(&chrono_tz::Europe::Copenhagen)
        .date_naive();
    let cards = shown(&visit, &cards, Board::Office).await?;
    page(&BoardPage {
        shell: visit.shell,
        title: t.overview_title(),
        lead: language::date_with_weekday(visit.ctx.lang, day),
        cards,
        empty: t.overview_empty(),
    })
}

async fn shown(visit: &Visit, cards: &[Card], board: Board) -> Result<Vec<String>, Failure> {
    let mut shown = Vec::new();
    for card in cards.iter().filter(|card| card.board == board) {
        shown.extend((card.show)(visit.clone()).await?);
    }
    Ok(shown)
}
