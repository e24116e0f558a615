use blueprint::{Key, Reader, Said, Words};
use serde::Deserialize;

use super::{
    Aim, Axes, Commission, Competence, Direction, Expectation, FOLDER, Field, Forms, Foundation,
    Guidepost, Kind, Term, Vision,
};
use crate::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisionFront {
    title: Words,
    lead: Words,
    aim: Vec<Aim>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FoundationFront {
    title: Words,
    lead: Words,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    axis: Axes,
    field: Vec<Field>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guideposts {
    guidepost: Vec<Guidepost>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    expectation: Vec<Expectation>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Competences {
    competence: Vec<Competence>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Terms {
    term: Vec<Term>,
}

/// Reads `direction/` of a blueprint. What is wrong is left in the reader; `None` when a whole file
/// could not be read.
pub fn read(reader: &mut Reader<'_>) -> Option<Direction> {
    let vision = reader.read_markdown::<VisionFront>(Kind::Vision.file());
    let foundation = reader.read_markdown::<FoundationFront>(Kind::Foundation.file());
    let fields = reader.read_toml::<Fields>(Kind::Field.file());
    let guideposts = reader.read_toml::<Guideposts>(Kind::Guidepost.file());
    let expectations = reader.read_toml::<Expectations>(Kind::Expectation.file());
    let competences = reader.read_toml::<Competences>(Kind::Competence.file());
    let commission = reader.read_toml::<Commission>(Kind::Recommendation.file());
    let terms = reader.read_toml::<Terms>(Kind::Term.file());
    let files: Vec<&str> = Kind::ALL.iter().map(|kind| kind.file()).collect();
    reader.refuse_unread(FOLDER, &files);

    // A broken file would make every reference into it look broken, so references wait for all.
    let (vision, foundation, fields) = (vision?, foundation?, fields?);
    let direction = Direction {
        vision: Vision {
            title: vision.front.title,
            lead: vision.front.lead,
            aims: vision.front.aim,
            text: vision.text,
        },
        foundation: Foundation {
            title: foundation.front.title,
            lead: foundation.front.lead,
            text: foundation.text,
        },
        axes: fields.axis,
        fields: fields.field,
        guideposts: guideposts?.guidepost,
        expectations: expectations?.expectation,
        competences: competences?.competence,
        commission: commission?,
        terms: terms?.term,
    };
    check(reader, &direction);
    Some(direction)
}

fn check(reader: &mut Reader<'_>, direction: &Direction) {
    unique(reader, direction);
    references(reader, direction);
    positions(reader, direction);
    numbers(reader, direction);
    forms(reader, &direction.terms);
}

fn unique(reader: &mut Reader<'_>, d: &Direction) {
    let c = &d.commission;
    reader.unique(Kind::Aim.file(), d.vision.aims.iter().map(|x| &x.key));
    reader.unique(Kind::Field.file(), d.fields.iter().map(|x| &x.key));
    reader.unique(Kind::Guidepost.file(), d.guideposts.iter().map(|x| &x.key));
    reader.unique(
        Kind::Expectation.file(),
        d.expectations.iter().map(|x| &x.key),
    );
    reader.unique(
        Kind::Competence.file(),
        d.competences.iter().map(|x| &x.key),
    );
    reader.unique(Kind::Source.file(), c.sources.iter().map(|x| &x.key));
    reader.unique(Kind::Theme.file(), c.themes.iter().map(|x| &x.key));
    reader.unique(
        Kind::Recommendation.file(),
        c.recommendations.iter().map(|x| &x.key),
    );
    reader.unique(Kind::Term.file(), d.terms.iter().map(|x| &x.key));
}

/// The keys of every kind that something can refer to.
struct Known<'d>(&'d Direction);

impl<'d> Known<'d> {
    fn of(&self, kind: Kind) -> Vec<&'d str> {
        let d = self.0;
        match kind {
            Kind::Aim => d.vision.aims.iter().map(|x| x.key.as_str()).collect(),
            Kind::Field => d.fields.iter().map(|x| x.key.as_str()).collect(),
            Kind::Guidepost => d.guideposts.iter().map(|x| x.key.as_str()).collect(),
            Kind::Expectation => d.expectations.iter().map(|x| x.key.as_str()).collect(),
            Kind::Source => d
                .commission
                .sources
                .iter()
                .map(|x| x.key.as_str())
                .collect(),
            Kind::Theme => d.commission.themes.iter().map(|x| x.key.as_str()).collect(),
            Kind::Term => d.terms.iter().map(|x| x.key.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    fn check(&self, reader: &mut Reader<'_>, from: Kind, to: Kind, keys: &[Key]) {
        let noun = Said::new(|lang| to.noun(lang));
        for key in keys {
            reader.refer(from.file(), key, &noun, self.of(to));
        }
    }
}

fn references(reader: &mut Reader<'_>, d: &Direction) {
    let known = Known(d);
    for each in &d.guideposts {
        known.check(reader, Kind::Guidepost, Kind::Field, &each.fields);
    }
    for each in &d.expectations {
        if each.aims.is_empty() {
            reader.fault(
                Kind::Expectation.file(),
                each.key.span(),
                Said::new(|lang| Text::new(lang).fault_no_aim(each.key.as_str())),
                Said::new(|lang| Text::new(lang).fault_no_aim_remedy()),
            );
        }
        known.check(reader, Kind::Expectation, Kind::Aim, &each.aims);
        known.check(reader, Kind::Expectation, Kind::Field, &each.fields);
        known.check(reader, Kind::Expectation, Kind::Guidepost, &each.guideposts);
    }
    for each in &d.competences {
        known.check(reader, Kind::Competence, Kind::Field, &each.fields);
        known.check(reader, Kind::Competence, Kind::Guidepost, &each.guideposts);
        known.check(
            reader,
            Kind::Competence,
            Kind::Expectation,
            &each.expectations,
        );
    }
    for each in &d.commission.recommendations {
        let one = std::slice::from_ref;
        known.check(reader, Kind::Recommendation, Kind::Theme, one(&each.theme));
        known.check(
            reader,
            Kind::Recommendation,
            Kind::Source,
            one(&each.source),
        );
        known.check(
            reader,
            Kind::Recommendation,
            Kind::Expectation,
            &each.expectations,
        );
    }
    for each in &d.terms {
        known.check(reader, Kind::Term, Kind::Term, &each.see);
    }
}

fn positions(reader: &mut Reader<'_>, d: &Direction) {
    for field in &d.fields {
        for place in [&field.position.ends, &field.position.means] {
            if !(-1.0..=1.0).contains(place.get_ref()) {
                reader.fault(
                    Kind::Field.file(),
                    place.span(),
                    Said::new(|lang| Text::new(lang).fault_position()),
                    Said::new(|lang| Text::new(lang).fault_position_remedy()),
                );
            }
        }
    }
}

/// An entry that nobody has held against the source must not look as if it were quoted.
fn numbers(reader: &mut Reader<'_>, d: &Direction) {
    for each in &d.commission.recommendations {
        let Some(number) = &each.number else { continue };
        if !each.verified {
            reader.fault(
                Kind::Recommendation.file(),
                number.span(),
                Said::new(|lang| Text::new(lang).fault_number()),
                Said::new(|lang| Text::new(lang).fault_number_remedy()),
            );
        }
    }
}

/// Two words that look alike in a text could not both be linked.
fn forms(reader: &mut Reader<'_>, terms: &[Term]) {
    let danish = |forms: &Forms| forms.da.clone();
    let english = |forms: &Forms| forms.en.clone();
    let mut seen: Vec<(bool, String, &Key)> = Vec::new();
    for term in terms {
        if term.linked {
            seen.push((true, term.name.da.to_lowercase(), &term.key));
            if let Some(name) = &term.name.en {
                seen.push((false, name.to_lowercase(), &term.key));
            }
        }
    }
    for term in terms {
        for (is_danish, list) in [(true, danish(&term.forms)), (false, english(&term.forms))] {
            for form in list {
                let folded = form.get_ref().to_lowercase();
                let other = seen.iter().find(|(da, word, key)| {
                    *da == is_danish && *word == folded && **key != term.key
                });
                if let Some((_, _, other)) = other {
                    reader.fault(
                        Kind::Term.file(),
                        form.span(),
                        Said::new(|lang| {
                            Text::new(lang).fault_form(form.get_ref(), other.as_str())
                        }),
                        Said::new(|lang| Text::new(lang).fault_form_remedy()),
                    );
                }
                seen.push((is_danish, folded, &term.key));
            }
        }
    }
}
