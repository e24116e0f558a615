//! One module.

use askama::Template;
use axum::{extract::Path, response::Response};
use kit::{Failure, Shell, Visit, page as shown};

use super::{
    may_plan,
    overview::{ActivityLine, activities, field_names},
};
use crate::{Text, query};

#[derive(Template)]
#[template(path = "programme/module.html")]
struct ModulePage {
    shell: Shell,
    t: Text,
    name: String,
    summary: String,
    facts: Vec<(String, String)>,
    knowledge: String,
    reflection: String,
    action: String,
    preparation: Vec<(u32, String)>,
    material: Vec<String>,
    desk: String,
    paragraphs: Vec<Passage>,
    text_lang: &'static str,
    activities: Vec<ActivityLine>,
    /// Where the office changes it; empty for others.
    edit: String,
}

/// A heading or a paragraph of a module's text.
struct Passage {
    heading: bool,
    text: String,
}

pub(super) async fn page(visit: Visit, Path(key): Path<String>) -> Result<Response, Failure> {
    let t = Text::new(visit.ctx.lang);
    let tx = visit
        .db
        .read(&visit.ctx)
        .await
        .map_err(base::Problem::from)?;
    let reading = query::design(&tx).await?.ok_or_else(Failure::not_found)?;
    drop(tx);
    let design = &reading.design;
    let module = design
        .programme
        .module(&key)
        .ok_or_else(Failure::not_found)?;
    let fields = query::fields(&visit.ctx, &visit.db, design).await?;
    let direction = direction::query::published(&visit.ctx, &visit.db).await?;
    let lang = t.lang();
    let aim = direction
        .as_ref()
        .and_then(|reading| reading.direction.aim(&module.aim))
        .map_or_else(|| module.aim.clone(), |aim| aim.name.pick(lang).to_owned());
    let guideposts: Vec<String> = module
        .guideposts
        .iter()
        .map(|key| {
            let guidepost = direction
                .as_ref()
                .and_then(|reading| reading.direction.guidepost(key));
            match guidepost {
                Some(guidepost) if guidepost.example => t.marked_example(guidepost.name.pick(lang)),
                Some(guidepost) => guidepost.name.pick(lang).to_owned(),
                None => key.clone(),
            }
        })
        .collect();
    let block = design
        .programme
        .blocks
        .iter()
        .find(|block| block.key == module.block);
    shown(&ModulePage {
        name: module.name.pick(lang).to_owned(),
        summary: module.summary.pick(lang).to_owned(),
        facts: vec![
            (
                t.book_block(),
                block.map_or_else(String::new, |block| block.name.pick(lang).to_owned()),
            ),
            (t.fact_fields(), field_names(module, &fields)),
            (t.fact_guideposts(), guideposts.join(", ")),
            (t.fact_aim(), aim),
            (t.book_days(), module.days.to_string()),
        ],
        knowledge: module.strands.knowledge.pick(lang).to_owned(),
        reflection: module.strands.reflection.pick(lang).to_owned(),
        action: module.strands.action.pick(lang).to_owned(),
        preparation: module
            .preparation
            .iter()
            .map(|each| (each.minutes, each.text.pick(lang).to_owned()))
            .collect(),
        material: module
            .material
            .iter()
            .map(|name| name.pick(lang).to_owned())
            .collect(),
        desk: module.desk.pick(lang).to_owned(),
        paragraphs: passages(module.text.pick(lang)),
        text_lang: module.text.lang(lang).tag(),
        activities: activities(design, module, &t),
        edit: if may_plan(&visit.ctx) {
            format!("/programme/edit/module/{}", module.key)
        } else {
            String::new()
        },
        shell: visit.shell.crumb("/programme", t.nav_programme()),
        t,
    })
}

/// The module files use headings and paragraphs only, so nothing more of Markdown is shown.
fn passages(markdown: &str) -> Vec<Passage> {
    markdown
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| Passage {
            heading: block.starts_with('#'),
            text: block.trim_start_matches('#').trim().replace('\n', " "),
        })
        .collect()
}
