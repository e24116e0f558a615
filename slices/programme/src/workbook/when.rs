//! When and where, with whom.

use chrono::NaiveDate;
use documents::xlsx::{Cell, Sheet};

use super::Writer;
use crate::domain::TeacherKind;

impl Writer<'_> {
    pub(super) fn sessions(&self) -> Sheet {
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

    pub(super) fn gatherings(&self) -> Sheet {
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

    pub(super) fn teachers(&self) -> Sheet {
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

    pub(super) fn rooms(&self) -> Sheet {
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
}
