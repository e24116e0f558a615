//! The whole programme as a workbook that an office can print, filter and mail.

use std::collections::BTreeMap;

use base::Lang;
use chrono::{DateTime, NaiveDate, Utc};
use documents::xlsx::{Book, Cell, Column, Sheet};

use crate::{
    Text,
    coverage::Coverage,
    domain::{Design, TeacherKind},
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

    fn cohorts(&self) -> Sheet {
        let text = &self.text;
        let mut rows = Vec::new();
        for (number, cohort) in self.with.plan.cohorts.iter().enumerate() {
            for leader in cohort
                .members
                .iter()
                .filter_map(|member| self.with.roster.leaders.get(*member))
            {
                rows.push(vec![
                    self.cohort(number).into(),
                    self.tranche(cohort.tranche).into(),
                    leader.name.clone().into(),
                    leader.level.clone().into(),
                    leader.unit.clone().into(),
                    leader.area.clone().into(),
                    self.site(cohort.site).into(),
                ]);
            }
        }
        Sheet {
            name: text.book_cohorts(),
            title: text.book_cohorts(),
            notes: vec![text.book_cohorts_note()],
            columns: self.columns(&[
                (&text.book_cohort(), 10.0),
                (&text.book_tranche(), 16.0),
                (&text.book_leader(), 28.0),
                (&text.book_level(), 22.0),
                (&text.book_unit(), 32.0),
                (&text.book_area(), 24.0),
                (&text.book_site(), 16.0),
            ]),
            rows,
        }
    }

    fn learning(&self) -> Sheet {
        let text = &self.text;
        let mut rows = Vec::new();
        let cohort_of = self.cohort_of();
        for year in &self.with.plan.learning {
            for (group, members) in year.groups.iter().enumerate() {
                for member in members {
                    let Some(leader) = self.with.roster.leaders.get(*member) else {
                        continue;
                    };
                    rows.push(vec![
                        self.tranche(year.tranche).into(),
                        Cell::Number(f64::from(year.year)),
                        Cell::Date(year.from),
                        text.group_name(group + 1).into(),
                        leader.name.clone().into(),
                        leader.unit.clone().into(),
                        leader.area.clone().into(),
                        cohort_of
                            .get(member)
                            .map_or(Cell::Empty, |cohort| self.cohort(*cohort).into()),
                    ]);
                }
            }
        }
        Sheet {
            name: text.book_learning(),
            title: text.book_learning(),
            notes: vec![text.book_learning_note()],
            columns: self.columns(&[
                (&text.book_tranche(), 16.0),
                (&text.book_year(), 6.0),
                (&text.book_from(), 18.0),
                (&text.book_group(), 12.0),
                (&text.book_leader(), 28.0),
                (&text.book_unit(), 32.0),
                (&text.book_area(), 24.0),
                (&text.book_cohort(), 10.0),
            ]),
            rows,
        }
    }

    fn cohort_of(&self) -> BTreeMap<usize, usize> {
        let cohorts = self.with.plan.cohorts.iter().enumerate();
        cohorts
            .flat_map(|(number, cohort)| cohort.members.iter().map(move |member| (*member, number)))
            .collect()
    }

    fn tables(&self) -> Sheet {
        let text = &self.text;
        let mut rows = Vec::new();
        for session in &self.with.plan.sessions {
            for (table, members) in session.tables.iter().enumerate() {
                let names: Vec<String> = members.iter().map(|member| self.name(*member)).collect();
                rows.push(vec![
                    self.cohort(session.cohort).into(),
                    self.module(&session.module).into(),
                    session
                        .days
                        .first()
                        .map_or(Cell::Empty, |day| Cell::Date(*day)),
                    text.table_name(table + 1).into(),
                    names.join(", ").into(),
                ]);
            }
        }
        Sheet {
            name: text.book_tables(),
            title: text.book_tables(),
            notes: vec![text.book_tables_note()],
            columns: self.columns(&[
                (&text.book_cohort(), 10.0),
                (&text.book_module(), 36.0),
                (&text.book_date(), 18.0),
                (&text.book_table(), 10.0),
                (&text.book_leaders(), 110.0),
            ]),
            rows,
        }
    }

    fn sessions(&self) -> Sheet {
        let text = &self.text;
        let hours = self.with.design.schedule.hours;
        let mut sessions: Vec<_> = self.with.plan.sessions.iter().collect();
        sessions.sort_by(|a, b| (&a.days, a.cohort).cmp(&(&b.days, b.cohort)));
        let rows = sessions
            .into_iter()
            .map(|session| {
                vec![
                    session
                        .days
                        .first()
                        .map_or(Cell::Empty, |day| Cell::Date(*day)),
                    session
                        .days
                        .last()
                        .map_or(Cell::Empty, |day| Cell::Date(*day)),
                    Cell::Time(hours.begins),
                    Cell::Time(hours.ends),
                    self.cohort(session.cohort).into(),
                    self.module(&session.module).into(),
                    self.room(&session.room).into(),
                    self.teachers_of(&session.teachers).into(),
                ]
            })
            .collect();
        Sheet {
            name: text.book_sessions(),
            title: text.book_sessions(),
            notes: vec![text.book_sessions_note(self.with.design.schedule.zone.name())],
            columns: self.columns(&[
                (&text.book_first_day(), 18.0),
                (&text.book_last_day(), 18.0),
                (&text.book_begins(), 10.0),
                (&text.book_ends(), 10.0),
                (&text.book_cohort(), 10.0),
                (&text.book_module(), 36.0),
                (&text.book_room(), 34.0),
                (&text.book_teachers(), 34.0),
            ]),
            rows,
        }
    }

    fn gatherings(&self) -> Sheet {
        let text = &self.text;
        let mut rows = Vec::new();
        for gathering in &self.with.plan.gatherings {
            for (table, members) in gathering.tables.iter().enumerate() {
                let names: Vec<String> = members.iter().map(|member| self.name(*member)).collect();
                rows.push(vec![
                    Cell::Date(gathering.day),
                    self.room(&gathering.room).into(),
                    text.table_name(table + 1).into(),
                    names.join(", ").into(),
                ]);
            }
        }
        Sheet {
            name: text.book_gatherings(),
            title: text.book_gatherings(),
            notes: vec![text.book_gatherings_note()],
            columns: self.columns(&[
                (&text.book_date(), 18.0),
                (&text.book_room(), 34.0),
                (&text.book_table(), 10.0),
                (&text.book_leaders(), 130.0),
            ]),
            rows,
        }
    }

    fn teachers(&self) -> Sheet {
        let text = &self.text;
        let mut rows = Vec::new();
        for teacher in &self.with.design.schedule.teachers {
            let kind = match teacher.kind {
                TeacherKind::Researcher => text.teacher_researcher(),
                TeacherKind::Consultant => text.teacher_consultant(),
                TeacherKind::Practitioner => text.teacher_practitioner(),
            };
            let mine: Vec<_> = self
                .with
                .plan
                .sessions
                .iter()
                .filter(|session| session.teachers.contains(&teacher.key))
                .collect();
            let days: usize = mine.iter().map(|session| session.days.len()).sum();
            let modules: Vec<String> = teacher.modules.iter().map(|key| self.module(key)).collect();
            rows.push(vec![
                teacher.name.clone().into(),
                kind.into(),
                modules.join(", ").into(),
                Cell::count(mine.len()),
                Cell::count(days),
            ]);
        }
        Sheet {
            name: text.book_teachers(),
            title: text.book_teachers(),
            notes: vec![text.book_teachers_note()],
            columns: self.columns(&[
                (&text.book_teacher(), 26.0),
                (&text.book_kind(), 14.0),
                (&text.book_can_teach(), 90.0),
                (&text.book_sessions(), 12.0),
                (&text.book_days(), 8.0),
            ]),
            rows,
        }
    }

    fn rooms(&self) -> Sheet {
        let text = &self.text;
        let mut rows = Vec::new();
        for room in &self.with.design.schedule.rooms {
            let mut days: Vec<NaiveDate> = self
                .with
                .plan
                .sessions
                .iter()
                .filter(|session| session.room == room.key)
                .flat_map(|session| session.days.iter().copied())
                .collect();
            days.extend(
                self.with
                    .plan
                    .gatherings
                    .iter()
                    .filter(|each| each.room == room.key)
                    .map(|each| each.day),
            );
            days.sort_unstable();
            rows.push(vec![
                self.room(&room.key).into(),
                Cell::count(room.seats),
                Cell::count(days.len()),
                days.first().map_or(Cell::Empty, |day| Cell::Date(*day)),
                days.last().map_or(Cell::Empty, |day| Cell::Date(*day)),
            ]);
        }
        Sheet {
            name: text.book_rooms(),
            title: text.book_rooms(),
            notes: Vec::new(),
            columns: self.columns(&[
                (&text.book_room(), 40.0),
                (&text.book_seats(), 10.0),
                (&text.book_days(), 8.0),
                (&text.book_first_day(), 18.0),
                (&text.book_last_day(), 18.0),
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
