//! What this slice gives to the file that holds everything of an organisation.

use std::collections::HashMap;

use access::{action, permit};
use base::{Lang, Problem};
use chrono::NaiveDate;
use db::ReadTx;
use documents::xlsx::{Book, Cell, Column, Sheet};
use kit::{Document, Export, Table};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Text,
    command::today,
    sample::{HEADINGS, Municipality, UNIT_HEADINGS, workbook},
    store::{
        self,
        rows::{person, person_version, unit_version},
        state,
    },
};

pub(crate) const EXPORT: Export = Export {
    tables: &[
        Table::whole("people_unit"),
        Table::whole("people_unit_version"),
        Table::whole("people_unit_link"),
        Table::whole("people_person"),
        Table::whole("people_person_version"),
        Table::whole("people_state"),
        Table::left(
            "people_upload",
            "a file on its way through the import: kept a day, and taken in or thrown away",
        ),
    ],
    documents: |tx, lang| Box::pin(documents(tx, lang)),
};

/// Today as a workbook that can be read in again, what was so when, and the settings as the
/// blueprint's file.
async fn documents(tx: &ReadTx, lang: Lang) -> Result<Vec<Document>, Problem> {
    permit::<action::ViewPeople>(tx.ctx())?;
    let t = Text::new(lang);
    let now = store::organisation(tx, today(tx.ctx())).await?;
    let today = Municipality {
        people: now.people.into_iter().map(|known| known.facts).collect(),
        units: now.units.into_iter().map(|known| known.facts).collect(),
    };
    let history = Book {
        title: t.export_history_title(),
        lang,
        made: tx.ctx().now,
        sheets: vec![person_history(tx, t).await?, unit_history(tx, t).await?],
    };
    let mut made = vec![
        Document {
            path: "people/people.xlsx".to_owned(),
            bytes: workbook(&today).map_err(Problem::internal)?,
            about: |lang| Text::new(lang).export_today(),
        },
        Document {
            path: "people/history.xlsx".to_owned(),
            bytes: history.to_bytes().map_err(Problem::internal)?,
            about: |lang| Text::new(lang).export_history(),
        },
    ];
    if let Some(source) = state::read(tx).await?.settings {
        made.push(Document {
            path: "blueprint/people.toml".to_owned(),
            bytes: source.into_bytes(),
            about: |lang| Text::new(lang).export_settings(),
        });
    }
    Ok(made)
}

fn sheet(title: String, headings: &[&str], rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name: title.clone(),
        title,
        notes: Vec::new(),
        columns: headings
            .iter()
            .map(|heading| Column::new(*heading, 18.0))
            .collect(),
        rows,
    }
}

fn text(text: Option<&String>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Text(text.clone()))
}

fn day(day: Option<NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

/// Every version of every person that was ever valid, with the unit's last name and the leader's
/// number.
async fn person_history(tx: &ReadTx, t: Text) -> Result<Sheet, Problem> {
    let failed = |error: sea_orm::DbErr| Problem::from(db::Error::from(error));
    let numbers: HashMap<_, _> = person::Entity::find()
        .all(tx.conn())
        .await
        .map_err(failed)?
        .into_iter()
        .map(|row| (row.id, row.number))
        .collect();
    let names: HashMap<_, _> = unit_rows(tx)
        .await?
        .into_iter()
        .map(|row| (row.unit, row.name))
        .collect();
    let rows = person_version::Entity::find()
        .filter(person_version::Column::SupersededAt.is_null())
        .order_by_asc(person_version::Column::Person)
        .order_by_asc(person_version::Column::ValidFrom)
        .all(tx.conn())
        .await
        .map_err(failed)?
        .into_iter()
        .map(|row| {
            vec![
                text(numbers.get(&row.person)),
                Cell::Text(row.first_name),
                Cell::Text(row.last_name),
                text(row.job_title.as_ref()),
                text(row.level.as_ref()),
                text(names.get(&row.unit)),
                text(row.leader.and_then(|leader| numbers.get(&leader))),
                Cell::Date(row.valid_from),
                day(row.valid_to),
            ]
        });
    let (from, to) = (t.export_from(), t.export_to());
    let [
        number,
        first,
        last,
        _,
        _,
        title,
        level,
        unit,
        _,
        _,
        leader,
        _,
    ] = HEADINGS;
    let columns = [number, first, last, title, level, unit, leader, &from, &to];
    Ok(sheet(t.export_people_sheet(), &columns, rows.collect()))
}

async fn unit_history(tx: &ReadTx, t: Text) -> Result<Sheet, Problem> {
    let rows = unit_rows(tx).await?;
    let names: HashMap<_, _> = rows
        .iter()
        .map(|row| (row.unit, row.name.clone()))
        .collect();
    let cells = rows.iter().map(|row| {
        vec![
            Cell::Text(row.unit.to_string()),
            Cell::Text(row.name.clone()),
            text(row.area.as_ref()),
            text(row.parent.and_then(|parent| names.get(&parent))),
            text(row.site.as_ref()),
            Cell::Date(row.valid_from),
            day(row.valid_to),
        ]
    });
    let (from, to, key) = (t.export_from(), t.export_to(), t.export_key());
    let [name, area, parent, site] = UNIT_HEADINGS;
    let columns = [&key, name, area, parent, site, &from, &to];
    Ok(sheet(t.export_units_sheet(), &columns, cells.collect()))
}

async fn unit_rows(tx: &ReadTx) -> Result<Vec<unit_version::Model>, Problem> {
    unit_version::Entity::find()
        .filter(unit_version::Column::SupersededAt.is_null())
        .order_by_asc(unit_version::Column::Unit)
        .order_by_asc(unit_version::Column::ValidFrom)
        .all(tx.conn())
        .await
        .map_err(|error| Problem::from(db::Error::from(error)))
}
