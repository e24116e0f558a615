//! Renaming, merging and splitting units, each from a day on and with its history kept.

use access::{action, permit};
use base::{Context, Id, PersonTag, Problem, ProblemKind};
use chrono::NaiveDate;
use db::{Audit, Database, WriteTx};

use super::{holds_from, refuse, today};
use crate::{
    Text,
    domain::{Person, Unit},
    event::PeopleChanged,
    likeness::same,
    store::{self, KnownUnit, Organisation, Succession, UnitTag, state::State, write},
};

struct Opened {
    tx: WriteTx,
    state: State,
    now: Organisation,
    day: NaiveDate,
}

async fn open(ctx: &Context, db: &Database, day: NaiveDate) -> Result<Opened, Problem> {
    permit::<action::EditUnits>(ctx)?;
    let tx = db.write(ctx).await?;
    let state = store::state::read(&tx).await?;
    holds_from(today(ctx), &state, day)?;
    let now = store::organisation(&tx, day).await?;
    Ok(Opened {
        tx,
        state,
        now,
        day,
    })
}

impl Opened {
    fn unit(&self, id: Id<UnitTag>) -> Result<KnownUnit, Problem> {
        self.now.unit(id).cloned().ok_or_else(Problem::not_found)
    }

    /// The name, tidied, where no other unit has it.
    fn free_name(&self, name: &str, but: Option<Id<UnitTag>>) -> Result<String, Problem> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(refuse(ProblemKind::Invalid, Text::unit_needs_a_name));
        }
        let taken = self
            .now
            .units
            .iter()
            .any(|other| Some(other.id) != but && same(&other.facts.name) == same(&name));
        if taken {
            return Err(refuse(ProblemKind::Invalid, Text::unit_name_taken));
        }
        Ok(name)
    }

    /// Gives people another unit from the day on.
    async fn move_people(&self, who: &[Id<PersonTag>], to: &KnownUnit) -> Result<(), Problem> {
        let moved: Vec<Person> = self
            .now
            .people
            .iter()
            .filter(|known| who.contains(&known.id))
            .map(|known| Person {
                unit: to.facts.name.clone(),
                area: to.facts.area.clone().or_else(|| known.facts.area.clone()),
                site: to.facts.site.clone().or_else(|| known.facts.site.clone()),
                ..known.facts.clone()
            })
            .collect();
        let keys = self
            .now
            .people
            .iter()
            .map(|known| (known.facts.number.clone(), known.id))
            .collect();
        let units = [(to.facts.name.clone(), to.id)].into();
        write::end_people(&self.tx, who, self.day).await?;
        write::begin_people(
            &self.tx,
            &moved.iter().collect::<Vec<_>>(),
            &keys,
            &units,
            self.day,
        )
        .await?;
        Ok(())
    }

    async fn keep(mut self, event: PeopleChanged, audit: Audit) -> Result<(), Problem> {
        self.tx.publish(&event).await?;
        self.state.revision += 1;
        self.state.latest = Some(self.day);
        store::state::write(&self.tx, &self.state).await?;
        Ok(self.tx.commit(audit).await?)
    }
}

/// Gives a unit another name from the day on. It stays the same unit with the same people.
///
/// # Errors
/// The refusal to show: the name is taken or empty, the day lies before the latest change.
pub async fn rename_unit(
    ctx: &Context,
    db: &Database,
    id: Id<UnitTag>,
    name: &str,
    day: NaiveDate,
) -> Result<(), Problem> {
    let opened = open(ctx, db, day).await?;
    let unit = opened.unit(id)?;
    let name = opened.free_name(name, Some(id))?;
    let renamed = Unit { name, ..unit.facts };
    write::end_units(&opened.tx, &[id], day).await?;
    write::begin_units(&opened.tx, &[(id, renamed, unit.parent)], day).await?;
    let event = PeopleChanged {
        units: vec![id],
        ..PeopleChanged::on(day)
    };
    opened
        .keep(event, Audit::of("people.unit.rename").on("unit", id))
        .await
}

/// Lets one unit go into another from the day on: its people and the units below it move there,
/// and it ends.
///
/// # Errors
/// The refusal to show: into itself or into a unit below it.
pub async fn merge_units(
    ctx: &Context,
    db: &Database,
    from: Id<UnitTag>,
    into: Id<UnitTag>,
    day: NaiveDate,
) -> Result<(), Problem> {
    let opened = open(ctx, db, day).await?;
    opened.unit(from)?;
    let target = opened.unit(into)?;
    let mut above = Some(into);
    while let Some(unit) = above {
        if unit == from {
            return Err(refuse(ProblemKind::Invalid, Text::unit_merge_into_itself));
        }
        above = opened.now.unit(unit).and_then(|unit| unit.parent);
    }
    let who: Vec<Id<PersonTag>> = opened
        .now
        .people
        .iter()
        .filter(|known| known.unit == from)
        .map(|known| known.id)
        .collect();
    opened.move_people(&who, &target).await?;
    let below: Vec<KnownUnit> = opened
        .now
        .units
        .iter()
        .filter(|unit| unit.parent == Some(from))
        .cloned()
        .collect();
    let mut ending: Vec<Id<UnitTag>> = below.iter().map(|unit| unit.id).collect();
    ending.push(from);
    write::end_units(&opened.tx, &ending, day).await?;
    let moved: Vec<_> = below
        .into_iter()
        .map(|unit| (unit.id, unit.facts, Some(into)))
        .collect();
    write::begin_units(&opened.tx, &moved, day).await?;
    write::connect(&opened.tx, from, into, Succession::Merged, day).await?;
    let audit = Audit::of("people.unit.merge")
        .on("unit", from)
        .with("into", into);
    let event = PeopleChanged {
        moved: who,
        units: ending,
        ..PeopleChanged::on(day)
    };
    opened.keep(event, audit).await
}

/// Makes a new unit beside this one from the day on, with some of its people.
///
/// # Errors
/// The refusal to show: the name is taken or empty, nobody was chosen, or somebody of another unit.
pub async fn split_unit(
    ctx: &Context,
    db: &Database,
    id: Id<UnitTag>,
    name: &str,
    who: &[Id<PersonTag>],
    day: NaiveDate,
) -> Result<Id<UnitTag>, Problem> {
    let opened = open(ctx, db, day).await?;
    let unit = opened.unit(id)?;
    let name = opened.free_name(name, None)?;
    let ours = |person: &Id<PersonTag>| {
        opened
            .now
            .person(*person)
            .is_some_and(|known| known.unit == id)
    };
    if who.is_empty() || !who.iter().all(ours) {
        return Err(refuse(ProblemKind::Invalid, Text::unit_split_nobody));
    }
    let fresh = write::new_units(&opened.tx, 1).await?;
    let Some(new) = fresh.first().copied() else {
        return Err(Problem::not_found());
    };
    let split = KnownUnit {
        id: new,
        parent: unit.parent,
        since: day,
        facts: Unit { name, ..unit.facts },
    };
    write::begin_units(&opened.tx, &[(new, split.facts.clone(), split.parent)], day).await?;
    opened.move_people(who, &split).await?;
    write::connect(&opened.tx, id, new, Succession::Split, day).await?;
    let audit = Audit::of("people.unit.split")
        .on("unit", id)
        .with("new", new)
        .with("people", who.len());
    let event = PeopleChanged {
        moved: who.to_vec(),
        units: vec![id, new],
        ..PeopleChanged::on(day)
    };
    opened.keep(event, audit).await?;
    Ok(new)
}
