use askama::Template;
use axum::{
    Extension,
    extract::{Path, Query},
    response::Response,
};
use base::Lang;
use kit::{Contribution, Failure, Shell, Thread, Visit, page};

use super::{
    At, Frame, Pen, Prose,
    read::{Tie, empty, expectations_of, fields_of, guideposts_of, opened, ties},
    shell,
};
use crate::{
    Text,
    domain::{Direction, Hole, Key, Serves, Words},
};

impl Serves for Contribution {
    fn aims(&self) -> &[String] {
        &self.aims
    }

    fn fields(&self) -> &[String] {
        &self.fields
    }

    fn guideposts(&self) -> &[String] {
        &self.guideposts
    }
}

/// Contributions of one sort, such as modules.
struct Sort {
    kind: String,
    ties: Vec<Tie>,
}

fn sorts<'c>(contributions: impl IntoIterator<Item = &'c Contribution>) -> Vec<Sort> {
    let mut sorts: Vec<Sort> = Vec::new();
    for each in contributions {
        let tie = Tie {
            href: each.href.clone(),
            name: each.name.clone(),
            example: false,
        };
        match sorts.iter_mut().find(|sort| sort.kind == each.kind) {
            Some(sort) => sort.ties.push(tie),
            None => sorts.push(Sort {
                kind: each.kind.clone(),
                ties: vec![tie],
            }),
        }
    }
    sorts
}

#[derive(Template)]
#[template(path = "direction/thread.html")]
struct ThreadPage {
    shell: Shell,
    f: Frame,
    vision: String,
    /// Sentences, each with where it can be mended; for the office alone.
    holes: Vec<Tie>,
    aims: Vec<AimRow>,
    rows: Vec<Row>,
}

/// From the vision down.
struct AimRow {
    key: String,
    name: String,
    expectations: Vec<Tie>,
    sorts: Vec<Sort>,
}

/// From daily operations up.
struct Row {
    kind: String,
    name: String,
    href: String,
    aims: Vec<Tie>,
    fields: Vec<Tie>,
    guideposts: Vec<Tie>,
}

/// The whole thread, from the vision down and from daily operations up, and where it is broken.
pub(crate) async fn thread(
    visit: Visit,
    Query(at): Query<At>,
    Extension(thread): Extension<Thread>,
) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction/thread").await?;
    let Some(reading) = reading else {
        return empty(&visit, f);
    };
    let done = thread.contributions(&visit).await?;
    let (d, lang) = (reading.direction.as_ref(), visit.ctx.lang);
    let holes = if f.office {
        let holes = d.holes(&done);
        holes.iter().map(|hole| told(d, hole, f.t)).collect()
    } else {
        Vec::new()
    };
    let aims = d.vision.aims.iter().map(|aim| {
        let expected = d
            .expectations
            .iter()
            .filter(|each| each.aims.contains(&aim.key));
        let expected: Vec<Key> = expected.map(|each| each.key.clone()).collect();
        AimRow {
            key: aim.key.to_string(),
            name: aim.name.pick(lang).to_owned(),
            expectations: expectations_of(d, &expected, lang, &f.query),
            sorts: sorts(
                done.iter()
                    .filter(|each| each.aims.iter().any(|key| key == aim.key.as_str())),
            ),
        }
    });
    let rows = done.iter().map(|each| Row {
        kind: each.kind.clone(),
        name: each.name.clone(),
        href: each.href.clone(),
        aims: aims_of(
            d,
            &known(&each.aims, d.vision.aims.iter().map(|aim| &aim.key)),
            lang,
            &f.query,
        ),
        fields: fields_of(
            d,
            &known(&each.fields, d.fields.iter().map(|field| &field.key)),
            lang,
            &f.query,
        ),
        guideposts: guideposts_of(
            d,
            &known(&each.guideposts, d.guideposts.iter().map(|post| &post.key)),
            lang,
            &f.query,
        ),
    });
    page(&ThreadPage {
        shell: shell(&visit),
        vision: d.vision.title.pick(lang).to_owned(),
        holes,
        aims: aims.collect(),
        rows: rows.collect(),
        f,
    })
}

/// The direction's own keys among those that are named.
fn known<'d>(named: &[String], keys: impl Iterator<Item = &'d Key>) -> Vec<Key> {
    keys.filter(|key| named.iter().any(|name| name == key.as_str()))
        .cloned()
        .collect()
}

fn aims_of(d: &Direction, keys: &[Key], lang: Lang, query: &str) -> Vec<Tie> {
    ties(keys, query, lang, |key| {
        let aim = d.aim(key)?;
        Some((format!("/direction{{}}#aim-{key}"), &aim.name, false))
    })
}

fn told(d: &Direction, hole: &Hole<'_>, t: Text) -> Tie {
    let lang = t.lang();
    let name =
        |words: Option<&Words>| words.map_or_else(String::new, |words| words.pick(lang).to_owned());
    let aim = |key: &Key| name(d.aim(key.as_str()).map(|aim| &aim.name));
    let (href, name) = match hole {
        Hole::AimUnexpected(key) => (
            "/direction/new/expectation".to_owned(),
            t.hole_aim_unexpected(aim(key)),
        ),
        Hole::AimUnserved(key) => (format!("#aim-{key}"), t.hole_aim(aim(key))),
        Hole::FieldUnserved(key) => (
            format!("/direction/foundation#field-{key}"),
            t.hole_field(name(d.field(key.as_str()).map(|field| &field.name))),
        ),
        Hole::GuidepostUnserved(key) => (
            format!("/direction/foundation#guidepost-{key}"),
            t.hole_guidepost(name(d.guidepost(key.as_str()).map(|post| &post.name))),
        ),
        Hole::ExpectationUnserved(key) => (
            format!("/direction/expectations/{key}"),
            t.hole_expectation(name(d.expectation(key.as_str()).map(|each| &each.name))),
        ),
        Hole::CompetenceUnserved(key) => {
            let competence = d.competences.iter().find(|each| each.key == **key);
            (
                format!("/direction/competences#{key}"),
                t.hole_competence(name(competence.map(|each| &each.name))),
            )
        }
    };
    Tie {
        href,
        name,
        example: false,
    }
}

#[derive(Template)]
#[template(path = "direction/expectation.html")]
struct ExpectationPage {
    shell: Shell,
    f: Frame,
    key: String,
    name: String,
    text: Prose,
    steering: Prose,
    leadership: Prose,
    vision: String,
    aims: Vec<Tie>,
    fields: Vec<Tie>,
    guideposts: Vec<Tie>,
    competences: Vec<Tie>,
    recommendations: Vec<Tie>,
    sorts: Vec<Sort>,
}

/// An expectation with both its sides, followed up to the vision and down to what is done.
pub(crate) async fn expectation(
    visit: Visit,
    Path(key): Path<String>,
    Query(at): Query<At>,
    Extension(thread): Extension<Thread>,
) -> Result<Response, Failure> {
    let (f, reading) = opened(&visit, &at, "/direction/foundation").await?;
    let reading = reading.ok_or_else(Failure::not_found)?;
    let done = thread.contributions(&visit).await?;
    let (d, lang) = (reading.direction.as_ref(), visit.ctx.lang);
    let each = d.expectation(&key).ok_or_else(Failure::not_found)?;
    let pen = Pen::new(d, lang);
    let competences = d.competences.iter();
    let competences = competences.filter(|c| c.expectations.contains(&each.key));
    let recommendations = d.commission.recommendations.iter();
    let recommendations = recommendations.filter(|r| r.expectations.contains(&each.key));
    let tie = |page: &str, key: &Key, name: &Words| Tie {
        href: format!("/direction/{page}{}#{key}", f.query),
        name: name.pick(lang).to_owned(),
        example: false,
    };
    let foundation = d.foundation.title.pick(lang);
    page(&ExpectationPage {
        shell: shell(&visit).crumb(format!("/direction/foundation{}", f.query), foundation),
        key: each.key.to_string(),
        name: each.name.pick(lang).to_owned(),
        text: pen.write(&each.text),
        steering: pen.write(&each.steering),
        leadership: pen.write(&each.leadership),
        vision: d.vision.title.pick(lang).to_owned(),
        aims: aims_of(d, &each.aims, lang, &f.query),
        fields: fields_of(d, &each.fields, lang, &f.query),
        guideposts: guideposts_of(d, &each.guideposts, lang, &f.query),
        competences: competences
            .map(|c| tie("competences", &c.key, &c.name))
            .collect(),
        recommendations: recommendations
            .map(|r| tie("commission", &r.key, &r.name))
            .collect(),
        sorts: sorts(d.serving(&each.key, &done)),
        f,
    })
}
