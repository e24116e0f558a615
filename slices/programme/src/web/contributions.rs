//! What the programme does for the vision.

use kit::{Contribution, Failure, Visit};

use super::may_view;
use crate::{Text, query};

/// Its modules and the activities between them; none for a reader who may not see the programme.
pub(super) async fn of(visit: Visit) -> Result<Vec<Contribution>, Failure> {
    if !may_view(&visit.ctx) {
        return Ok(Vec::new());
    }
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let Some(reading) = query::design(&tx).await? else {
        return Ok(Vec::new());
    };
    let programme = &reading.design.programme;
    let href = |module: &str| format!("/programme/modules/{module}");
    let modules = programme.modules.iter().map(|module| Contribution {
        kind: t.contribution_modules(),
        name: module.name.pick(t.lang()).to_owned(),
        href: href(&module.key),
        aims: vec![module.aim.clone()],
        fields: module.fields.clone(),
        guideposts: module.guideposts.clone(),
    });
    // An activity works on what its module is about.
    let activities = programme.activities.iter().map(|activity| {
        let module = programme
            .modules
            .iter()
            .find(|module| module.key == activity.after);
        Contribution {
            kind: t.contribution_activities(),
            name: activity.name.pick(t.lang()).to_owned(),
            href: href(&activity.after),
            aims: vec![activity.aim.clone()],
            fields: module
                .map(|module| module.fields.clone())
                .unwrap_or_default(),
            guideposts: module
                .map(|module| module.guideposts.clone())
                .unwrap_or_default(),
        }
    });
    Ok(modules.chain(activities).collect())
}
