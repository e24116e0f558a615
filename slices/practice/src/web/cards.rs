//! What this slice shows on *Min side* and on the office's overview.

use askama::Template;
use base::Problem;
use kit::{Failure, Shell, Visit};

use super::{
    keeps_steps,
    list::{Line, MineView, view},
};
use crate::{
    Text,
    query::{self, Counts},
};

/// Steps that the card shows; the page shows the rest.
const SHOWN: usize = 2;

#[derive(Template)]
#[template(path = "practice/card_mine.html")]
struct Mine {
    shell: Shell,
    t: Text,
    told: Vec<Line>,
    open: Vec<Line>,
    more: usize,
    asked: Vec<(String, String)>,
}

pub(super) async fn mine(visit: Visit) -> Result<Option<String>, Failure> {
    let Some(person) = visit.ctx.actor.person().filter(|_| keeps_steps(&visit.ctx)) else {
        return Ok(None);
    };
    let t = Text::new(visit.ctx.lang);
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let MineView {
        told,
        mut open,
        asked,
        ..
    } = view(&tx, &t, person).await?;
    let more = open.len().saturating_sub(SHOWN);
    open.truncate(SHOWN);
    let card = Mine {
        told,
        open,
        more,
        asked,
        shell: visit.shell,
        t,
    };
    Ok(Some(card.render()?))
}

#[derive(Template)]
#[template(path = "practice/card_office.html")]
struct Office {
    t: Text,
    counts: Counts,
}

/// Counts of the whole programme; nothing while there are too few to tell.
pub(super) async fn office(visit: Visit) -> Result<Option<String>, Failure> {
    if access::permit::<access::action::CountSteps>(&visit.ctx).is_err() {
        return Ok(None);
    }
    let tx = visit.db.read(&visit.ctx).await.map_err(Problem::from)?;
    let counts = query::counts(&tx).await?;
    if counts.written.is_none() {
        return Ok(None);
    }
    let t = Text::new(visit.ctx.lang);
    Ok(Some(Office { t, counts }.render()?))
}
