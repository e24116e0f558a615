//! Who learns together.

use std::collections::BTreeMap;

use documents::xlsx::{Cell, Sheet};

use super::Writer;

impl Writer<'_> {
    pub(super) fn cohorts(&self) -> Sheet {
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

    pub(super) fn learning(&self) -> Sheet {
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

    pub(super) fn tables(&self) -> Sheet {
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
}
