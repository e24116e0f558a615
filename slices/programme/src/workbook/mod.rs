//! The whole programme as a workbook that an office can print, filter and mail.

mod when;
mod who;

use base::Lang;
use chrono::{DateTime, Utc};
use documents::xlsx::{Book, Cell, Column, Sheet};

use crate::{
    Text,
    coverage::Coverage,
    domain::Design,
    feed,
    plan::{ProposedPlan, Reached, Roster},
};

/// What the workbook is made from.
pub struct Material<'a> {
    pub design: &'a Design,
    pub roster: &'a Roster,
    pub plan: &'a ProposedPlan,
    /// The names of the fields, by key and in order.
    pub fields: &'a [(String, String)],
    pub broken: usize,
    pub lang: Lang,
    pub made: DateTime<Utc>,
}

/// The workbook.
#[must_use]
pub fn workbook(material: &Material<'_>) -> Book {
    let writer = Writer {
        text: Text::new(material.lang),
        with: material,
    };
    Book {
        title: material
            .design
            .programme
            .name
            .pick(material.lang)
            .to_owned(),
        lang: material.lang,
        made: material.made,
        sheets: vec![
            writer.overview(),
            writer.cohorts(),
            writer.learning(),
            writer.tables(),
            writer.sessions(),
            writer.gatherings(),
            writer.teachers(),
            writer.rooms(),
            writer.coverage(),
            writer.unavoidable(),
        ],
    }
}

struct Writer<'a> {
    text: Text,
    with: &'a Material<'a>,
}

impl Writer<'_> {
    fn name(&self, leader: usize) -> String {
        self.with
            .roster
            .leaders
            .get(leader)
            .map_or_else(String::new, |leader| leader.name.clone())
    }

    fn cohort(&self, number: usize) -> String {
        self.text.cohort_name(number + 1)
    }

    fn module(&self, key: &str) -> String {
        let module = self.with.design.programme.module(key);
        module.map_or_else(String::new, |module| {
            module.name.pick(self.with.lang).to_owned()
        })
    }

    fn tranche(&self, number: usize) -> String {
        let tranche = self.with.design.programme.tranches.get(number);
        tranche.map_or_else(String::new, |tranche| {
            tranche.name.pick(self.with.lang).to_owned()
        })
    }

    fn site(&self, number: usize) -> String {
        let site = self.with.design.schedule.sites.get(number);
        site.map_or_else(String::new, |site| {
            site.name.pick(self.with.lang).to_owned()
        })
    }

    fn room(&self, key: &str) -> String {
        feed::place(self.with.design, key, self.with.lang).unwrap_or_default()
    }

    fn teachers_of(&self, keys: &[String]) -> String {
        let names: Vec<&str> = keys
            .iter()
            .filter_map(|key| Some(self.with.design.schedule.teacher(key)?.name.as_str()))
            .collect();
        names.join(", ")
    }

    fn columns(&self, columns: &[(&str, f64)]) -> Vec<Column> {
        columns
            .iter()
            .map(|(heading, width)| Column::new(*heading, *width))
            .collect()
    }

    fn overview(&self) -> Sheet {
        let text = &self.text;
        let (design, plan) = (self.with.design, self.with.plan);
        let figures = &plan.figures;
        let mut rows = vec![
            vec![
                text.book_leaders().into(),
                Cell::count(self.with.roster.leaders.len()),
                Cell::Empty,
            ],
            vec![
                text.book_cohorts().into(),
                Cell::count(plan.cohorts.len()),
                Cell::Empty,
            ],
            vec![
                text.book_sessions().into(),
                Cell::count(plan.sessions.len()),
                Cell::Empty,
            ],
            vec![
                text.book_gatherings().into(),
                Cell::count(plan.gatherings.len()),
                Cell::Empty,
            ],
            vec![
                text.book_rules().into(),
                Cell::count(self.with.broken),
                if self.with.broken == 0 {
                    Cell::Good(text.book_rules_kept())
                } else {
                    Cell::Warning(text.book_rules_broken())
                },
            ],
            vec![
                text.book_met().into(),
                Cell::Share(figures.met_share()),
                text.book_met_note(figures.pairs_bound, figures.pairs_met)
                    .into(),
            ],
        ];
        let kinds: [(String, &Reached); 4] = [
            (text.book_cohorts(), &figures.cohorts),
            (text.book_learning(), &figures.learning),
            (text.book_tables(), &figures.tables),
            (text.book_gatherings(), &figures.gatherings),
        ];
        for (kind, reached) in kinds {
            rows.push(vec![
                text.book_diversity(kind.clone()).into(),
                Cell::Share(reached.diversity.share()),
                text.book_of_bound().into(),
            ]);
            if reached.acquaintance.bound > 0 {
                rows.push(vec![
                    text.book_acquaintance(kind).into(),
                    Cell::Share(reached.acquaintance.share()),
                    text.book_of_bound().into(),
                ]);
            }
        }
        rows.push(vec![
            text.book_seed().into(),
            plan.seed.to_string().into(),
            plan.engine.clone().into(),
        ]);
        Sheet {
            name: text.book_overview(),
            title: design.programme.name.pick(self.with.lang).to_owned(),
            notes: vec![
                design.programme.summary.pick(self.with.lang).to_owned(),
                text.book_example(),
            ],
            columns: self.columns(&[
                (&text.book_what(), 52.0),
                (&text.book_figure(), 14.0),
                (&text.book_note(), 70.0),
            ]),
            rows,
        }
    }

    fn coverage(&self) -> Sheet {
        let text = &self.text;
        let coverage = Coverage::of(
            &self.with.design.programme,
            self.with.fields.iter().map(|(key, _)| key.as_str()),
        );
        let mut columns = vec![
            Column::new(text.book_module(), 40.0),
            Column::new(text.book_block(), 34.0),
        ];
        columns.extend(
            self.with
                .fields
                .iter()
                .map(|(_, name)| Column::new(name.clone(), 14.0)),
        );
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (module, marks) in self
            .with
            .design
            .programme
            .modules
            .iter()
            .zip(&coverage.marks)
        {
            let block = self
                .with
                .design
                .programme
                .blocks
                .iter()
                .find(|block| block.key == module.block);
            let mut row = vec![
                module.name.pick(self.with.lang).into(),
                block.map_or(Cell::Empty, |block| block.name.pick(self.with.lang).into()),
            ];
            row.extend(marks.iter().map(|mark| {
                if *mark {
                    Cell::Text("●".into())
                } else {
                    Cell::Empty
                }
            }));
            rows.push(row);
        }
        let mut sum = vec![Cell::Strong(text.book_in_all()), Cell::Empty];
        sum.extend(coverage.modules.iter().map(|count| {
            if *count == 0 {
                Cell::Warning(text.book_hole())
            } else {
                Cell::count(*count)
            }
        }));
        rows.push(sum);
        Sheet {
            name: text.book_coverage(),
            title: text.book_coverage(),
            notes: vec![if coverage.holes().is_empty() {
                text.book_coverage_whole()
            } else {
                text.book_coverage_holes()
            }],
            columns,
            rows,
        }
    }

    fn unavoidable(&self) -> Sheet {
        let text = &self.text;
        let lang = self.with.lang;
        let mut rows: Vec<Vec<Cell>> = self
            .with
            .plan
            .unavoidable
            .iter()
            .map(|each| {
                vec![
                    each.sentence(self.with.design, |leader| self.name(leader), lang)
                        .into(),
                ]
            })
            .collect();
        if self.with.design.programme.tranches.len() < 2 {
            rows.insert(0, vec![Cell::Warning(text.warning_no_tranches())]);
        }
        if rows.is_empty() {
            rows.push(vec![Cell::Good(text.book_nothing())]);
        }
        Sheet {
            name: text.book_unavoidable(),
            title: text.book_unavoidable(),
            notes: vec![text.book_unavoidable_note()],
            columns: vec![Column::new(text.book_what(), 130.0)],
            rows,
        }
    }
}
