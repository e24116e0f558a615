//! Who leads the example's units while their leaders are away, and what an hour costs there.

use std::collections::{BTreeMap, BTreeSet};

use base::Id;
use cover::{
    command,
    domain::{Arrangement, Rates},
};
use db::Database;
use people::query::{Organisation, UnitTag};

use super::{SET_UP, at, told};

/// Kroner; the example's own figures.
const RATES: Rates = Rates {
    leader: 420,
    cover: 240,
};

/// Areas where somebody must stand in for a leader who is away, and for how many minutes of a day.
const COVERED: [(&str, u32); 3] = [("Dagtilbud", 180), ("Ældre", 240), ("Skoler", 120)];

/// Most units have named a deputy, and said what cover they need; not all.
pub(super) async fn arrange(known: &Organisation, database: &Database) -> anyhow::Result<()> {
    let ctx = &at(SET_UP);
    command::set_rates(ctx, database, RATES)
        .await
        .map_err(told)?;
    let units: BTreeSet<Id<UnitTag>> = known.leaders().map(|leader| leader.unit).collect();
    let mut deputies: BTreeMap<Id<UnitTag>, String> = BTreeMap::new();
    for person in known
        .people
        .iter()
        .filter(|person| !person.facts.is_leader())
    {
        let name = person.facts.name();
        let first = deputies.entry(person.unit).or_insert_with(|| name.clone());
        if name < *first {
            *first = name;
        }
    }
    for (place, unit) in units.into_iter().enumerate() {
        let area = known
            .unit(unit)
            .and_then(|unit| unit.facts.area.clone())
            .unwrap_or_default();
        let needed = COVERED
            .iter()
            .find(|(begins, _)| area.starts_with(begins))
            .map_or(0, |(_, minutes)| *minutes);
        let deputy = deputies.get(&unit).filter(|_| !place.is_multiple_of(6));
        let said = Arrangement {
            deputy: deputy.cloned().unwrap_or_default(),
            minutes: (!place.is_multiple_of(9)).then_some(needed),
        };
        if said != Arrangement::default() {
            command::arrange(ctx, database, unit, &said)
                .await
                .map_err(told)?;
        }
    }
    Ok(())
}
