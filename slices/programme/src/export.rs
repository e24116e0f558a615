//! What this slice gives to the file that holds everything of an organisation.

use std::collections::HashMap;

use access::{action, permit};
use base::{Id, Lang, PersonTag, Problem};
use db::ReadTx;
use documents::{
    ics::Calendar,
    xlsx::{Book, Cell, Column, Sheet},
};
use kit::{Document, Export, Table};

use crate::{
    Text,
    domain::Design,
    query::{self, Session},
    store,
};

pub(crate) const EXPORT: Export = Export {
    tables: &[
        Table::whole("programme_version"),
        Table::whole("programme_file"),
        Table::whole("plan"),
        Table::whole("cohort"),
        Table::whole("cohort_member"),
        Table::whole("learning_group"),
        Table::whole("learning_member"),
        Table::whole("session"),
        Table::whole("session_teacher"),
        Table::whole("seat"),
        Table::whole("attendance"),
        Table::whole("substitute"),
        Table::whole("waiting"),
        Table::whole("session_material"),
        Table::without(
            "calendar",
            &["hash"],
            "whoever has the address has the calendar",
        ),
    ],
    documents: |tx, lang| Box::pin(documents(tx, lang)),
};

/// The newest files, and the plan in force as a workbook and a calendar.
async fn documents(tx: &ReadTx, lang: Lang) -> Result<Vec<Document>, Problem> {
    let view = permit::<action::ViewProgramme>(tx.ctx())?;
    let Some(version) = store::design::latest(tx, &view).await? else {
        return Ok(Vec::new());
    };
    let files = store::design::files(tx, &version).await?;
    let mut made: Vec<Document> = files
        .iter()
        .map(|(path, text)| Document {
            path: format!("blueprint/{path}"),
            bytes: text.as_bytes().to_vec(),
            about: |lang| Text::new(lang).export_file(),
        })
        .collect();
    if let Some(reading) = query::design_for_all(tx).await? {
        let design = &reading.design;
        made.push(Document {
            path: "programme/programme.xlsx".to_owned(),
            bytes: workbook(tx, design, lang).await?,
            about: |lang| Text::new(lang).export_book(),
        });
        made.push(Document {
            path: "programme/programme.ics".to_owned(),
            bytes: calendar(tx, design, lang).await?.to_text().into_bytes(),
            about: |lang| Text::new(lang).export_calendar(),
        });
    }
    Ok(made)
}

async fn calendar(tx: &ReadTx, design: &Design, lang: Lang) -> Result<Calendar, Problem> {
    let text = Text::new(lang);
    let sessions = query::sessions(tx).await?;
    Ok(Calendar {
        name: design.programme.name.pick(lang).to_owned(),
        zone: design.schedule.zone,
        language: lang.tag(),
        events: sessions
            .iter()
            .flat_map(|session| query::events(design, session, &text))
            .collect(),
    })
}

/// Names by key, of everybody there is today; who has left has the key.
struct Names(HashMap<Id<PersonTag>, String>);

impl Names {
    fn of(&self, person: Id<PersonTag>) -> Cell {
        Cell::Text(
            self.0
                .get(&person)
                .cloned()
                .unwrap_or_else(|| person.to_string()),
        )
    }
}

async fn workbook(tx: &ReadTx, design: &Design, lang: Lang) -> Result<Vec<u8>, Problem> {
    let t = Text::new(lang);
    let may = permit::<action::ViewPeople>(tx.ctx())?;
    let day = query::local(tx.ctx()).date();
    let everybody = people::query::organisation(tx, &may, day).await?.people;
    let names = Names(
        everybody
            .into_iter()
            .map(|known| (known.id, known.facts.name()))
            .collect(),
    );
    let sessions = query::sessions(tx).await?;
    let book = Book {
        title: design.programme.name.pick(lang).to_owned(),
        lang,
        made: tx.ctx().now,
        sheets: vec![
            cohorts(tx, t, &names).await?,
            learning(tx, t, &names).await?,
            held(design, t, &sessions),
            seats(tx, design, t, &names, &sessions).await?,
        ],
    };
    book.to_bytes().map_err(Problem::internal)
}

fn sheet(title: String, headings: &[String], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: title.clone(),
        title,
        notes: Vec::new(),
        columns: headings.iter().map(|one| Column::new(one, 22.0)).collect(),
        rows,
    }
}

fn number(number: i32) -> Cell {
    Cell::Number(f64::from(number))
}

async fn cohorts(tx: &ReadTx, t: Text, names: &Names) -> Result<Sheet, Problem> {
    let mut rows = Vec::new();
    for cohort in query::cohorts(tx).await? {
        rows.extend(cohort.members.iter().map(|member| {
            vec![
                number(cohort.number),
                Cell::Text(cohort.tranche.clone()),
                names.of(*member),
            ]
        }));
    }
    let headings = [t.export_cohort(), t.export_tranche(), t.export_person()];
    Ok(sheet(t.export_cohorts(), &headings, rows))
}

async fn learning(tx: &ReadTx, t: Text, names: &Names) -> Result<Sheet, Problem> {
    let mut rows = Vec::new();
    for group in query::learning(tx).await? {
        rows.extend(group.members.iter().map(|member| {
            vec![
                Cell::Text(group.tranche.clone()),
                number(group.year),
                number(group.number),
                Cell::Date(group.since),
                names.of(*member),
            ]
        }));
    }
    let headings = [
        t.export_tranche(),
        t.export_year(),
        t.export_group(),
        t.export_since(),
        t.export_person(),
    ];
    Ok(sheet(t.export_learning(), &headings, rows))
}

fn held(design: &Design, t: Text, sessions: &[Session]) -> Sheet {
    let rows = sessions.iter().map(|session| {
        vec![
            Cell::Text(session.code.clone()),
            Cell::Text(query::title(design, session, t.lang())),
            session.cohort.map_or(Cell::Empty, number),
            Cell::Date(session.day),
            number(i32::try_from(session.days).unwrap_or(1)),
            Cell::Time(session.begins),
            Cell::Time(session.ends),
            Cell::Text(session.room.clone()),
            Cell::Text(session.teachers.join(", ")),
        ]
    });
    let headings = [
        t.export_code(),
        t.export_title(),
        t.export_cohort(),
        t.export_day(),
        t.export_days(),
        t.export_begins(),
        t.export_ends(),
        t.export_room(),
        t.export_teachers(),
    ];
    sheet(t.export_sessions(), &headings, rows.collect())
}

async fn seats(
    tx: &ReadTx,
    design: &Design,
    t: Text,
    names: &Names,
    sessions: &[Session],
) -> Result<Sheet, Problem> {
    let may = permit::<action::ViewAttendance>(tx.ctx())?;
    let mut rows = Vec::new();
    for session in sessions {
        let ticked = store::room::attendance(tx, &may, session.id).await?;
        for (person, table) in store::sessions::seats(tx, session.id).await? {
            rows.push(vec![
                Cell::Text(session.code.clone()),
                Cell::Text(query::title(design, session, t.lang())),
                Cell::Date(session.day),
                names.of(person),
                number(table),
                ticked.get(&person).map_or(Cell::Empty, |present| {
                    Cell::Text(if *present {
                        t.export_was_there()
                    } else {
                        t.export_was_away()
                    })
                }),
            ]);
        }
    }
    let headings = [
        t.export_code(),
        t.export_title(),
        t.export_day(),
        t.export_person(),
        t.export_table(),
        t.export_attendance(),
    ];
    Ok(sheet(t.export_seats(), &headings, rows))
}
