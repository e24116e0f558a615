//! How the programme stands, for the office's overview: what it covers, who has a place, who came.

use askama::Template;
use base::Problem;
use direction::query::Direction;
use figures::{Axis, CompassField, CompassWords, FieldsCompass, Figure};
use kit::{Failure, Visit};

use crate::{Text, domain::Programme, query, store};

#[derive(Template)]
#[template(path = "programme/card_standing.html")]
struct Standing {
    t: Text,
    placed: usize,
    leaders: usize,
    has_leaders: bool,
    present: usize,
    expected: usize,
    /// In words; empty before anybody was ticked.
    attendance: String,
    coverage: Option<Figure>,
}

pub(super) async fn card(visit: Visit) -> Result<Option<String>, Failure> {
    let ctx = &visit.ctx;
    if access::permit::<access::action::SeeOfficeOverview>(ctx).is_err() {
        return Ok(None);
    }
    let direction = direction::query::published(ctx, &visit.db).await?;
    let tx = visit.db.read(ctx).await.map_err(Problem::from)?;
    let Some(reading) = query::design(&tx).await? else {
        return Ok(None);
    };
    let t = Text::new(ctx.lang);
    let placed = query::cohorts(&tx).await?;
    let people = access::permit::<access::action::ViewPeople>(ctx)?;
    let day = query::local(ctx).date();
    let organisation = people::query::organisation(&tx, &people, day)
        .await
        .map_err(Problem::from)?;
    let has_place = |id| placed.iter().any(|cohort| cohort.members.contains(&id));
    let (leaders, placed) = organisation
        .leaders()
        .fold((0, 0), |(all, placed), leader| {
            (all + 1, placed + usize::from(has_place(leader.id)))
        });
    let attendance = access::permit::<access::action::ViewAttendance>(ctx)?;
    let (present, expected) = store::room::attended(&tx, &attendance)
        .await
        .map_err(Problem::from)?;
    let card = Standing {
        placed,
        leaders,
        has_leaders: leaders > 0,
        present,
        expected,
        attendance: attended_in_words(present, expected, t),
        coverage: direction
            .and_then(|reading_of| compass(&reading_of.direction, &reading.design.programme, t)),
        t,
    };
    Ok(Some(card.render()?))
}

fn attended_in_words(present: usize, expected: usize, t: Text) -> String {
    if expected == 0 {
        return String::new();
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of people")]
    let share = present as f64 / expected as f64;
    t.standing_attended(expected, present, language::percent(t.lang(), share, 0))
}

/// The modules in the fields that they serve; nothing where two fields lie in one quarter, as an
/// organisation may draw them.
fn compass(direction: &Direction, programme: &Programme, t: Text) -> Option<Figure> {
    let lang = t.lang();
    let fields: Vec<CompassField> = direction
        .fields
        .iter()
        .map(|field| {
            let (ends, means) = field.position();
            let served = programme
                .modules
                .iter()
                .filter(|module| module.fields.iter().any(|key| key == field.key.as_str()));
            let items: Vec<String> = served
                .map(|module| module.name.pick(lang).to_owned())
                .collect();
            CompassField {
                name: field.name.pick(lang).to_owned(),
                right: ends >= 0.0,
                up: means >= 0.0,
                count: u32::try_from(items.len()).ok(),
                items,
            }
        })
        .collect();
    let shared = |one: &CompassField| {
        let here = fields
            .iter()
            .filter(|other| (other.right, other.up) == (one.right, one.up));
        here.count() > 1
    };
    if fields.iter().any(shared) {
        return None;
    }
    let axes = &direction.axes;
    let axis = |axis: &direction::query::Axis| Axis {
        low: axis.low.pick(lang).to_owned(),
        high: axis.high.pick(lang).to_owned(),
    };
    let compass = FieldsCompass {
        id: "standing".to_owned(),
        title: t.coverage_title(),
        across: axis(&axes.ends),
        upward: axis(&axes.means),
        fields,
        words: CompassWords {
            field: t.standing_field(),
            count: t.standing_count(),
            items: t.contribution_modules(),
            more: t.standing_more("{n}"),
            none: t.standing_none(),
        },
    };
    Some(compass.draw())
}
