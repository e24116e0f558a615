//! What the example's leaders are trying in their own operations.

use base::{Context, Id, Lang, PersonTag};
use chrono::{Days, NaiveDate};
use db::Database;
use practice::{
    command,
    domain::{Settled, Shared, Tied, Wording},
};

use super::{BEGINS, at, told};

/// Days before the example's day on which it was written, days after it by which it is to be done,
/// when, then, what came of it, whether the learning group sees it, and the
/// field's key.
type Told = (
    u64,
    u64,
    &'static str,
    &'static str,
    &'static str,
    bool,
    &'static str,
);

const STEPS: [Told; 8] = [
    (
        12,
        9,
        "vi holder tavlemøde mandag morgen",
        "spørge, hvad vi kan lade ligge i denne uge",
        "",
        true,
        "resilience",
    ),
    (
        30,
        2,
        "en pårørende klager",
        "ringe op samme dag, før jeg skriver et svar",
        "To samtaler endte med et tak. Den tredje blev ved med at være svær.",
        true,
        "compliance",
    ),
    (
        12,
        14,
        "jeg får en sag, som en medarbejder kunne løse",
        "spørge: Hvad tænker du selv, der skal til?",
        "",
        false,
        "emergence",
    ),
    (
        26,
        1,
        "et tal i ledelsesrapporten undrer mig",
        "gå ud og se opgaven, før jeg spørger til tallet",
        "Jeg var med på to hjemmebesøg. Tallet handlede om kørsel, ikke om tid.",
        true,
        "performance",
    ),
    (
        14,
        12,
        "vi planlægger næste måneds vagter",
        "lade gruppen lægge det første udkast",
        "",
        true,
        "emergence",
    ),
    (
        33,
        3,
        "to teams venter på hinanden",
        "samle dem i ti minutter ved tavlen og tegne, hvem der gør hvad",
        "De flyttede selv overleveringen til kl. 13.",
        false,
        "performance",
    ),
    (
        9,
        16,
        "en regel står i vejen for en borger",
        "skrive den ned og tage den med til min egen leder",
        "",
        false,
        "compliance",
    ),
    (
        20,
        11,
        "mødet er ved at slutte",
        "bruge de sidste fem minutter på, hvad vi lærte",
        "",
        true,
        "resilience",
    ),
];

/// Leaders who have agreed to be named to a colleague.
const NAMED: usize = 12;

/// Writes them, each by a leader of the first learning groups, beginning with the group of whoever is
/// first by name, whom most visitors become; those with an outcome are done.
pub(super) async fn write(database: &Database) -> anyhow::Result<()> {
    let leaders = {
        let tx = database.read(&at(BEGINS)).await?;
        let mut groups = programme::query::learning(&tx).await.map_err(told)?;
        let all: Vec<Id<PersonTag>> = groups
            .iter()
            .flat_map(|group| group.members.clone())
            .collect();
        let names = programme::query::names(&tx, &all).await.map_err(told)?;
        let mut by_name: Vec<(&Id<PersonTag>, &String)> = names.iter().collect();
        language::sort_by_name(Lang::Da, &mut by_name, |(_, name)| name);
        let first = by_name.first().map(|(person, _)| **person);
        let hers = |members: &[Id<PersonTag>]| first.is_some_and(|first| members.contains(&first));
        groups.retain(|group| group.since <= BEGINS || hers(&group.members));
        groups.sort_by_key(|group| !hers(&group.members));
        let mut leaders: Vec<Id<PersonTag>> = Vec::new();
        for member in first
            .into_iter()
            .chain(groups.into_iter().flat_map(|group| group.members))
        {
            if !leaders.contains(&member) {
                leaders.push(member);
            }
        }
        leaders
    };
    let day = |from: NaiveDate, days: u64| from.checked_add_days(Days::new(days)).unwrap_or(from);
    // Twice over, so that no leader of the first groups stands alone with it.
    for (leader, step) in leaders
        .iter()
        .zip(STEPS.iter().cycle().take(STEPS.len() * 2))
    {
        let (ago, ahead, when, then, outcome, group, field) = *step;
        let written: Context = at(BEGINS.checked_sub_days(Days::new(ago)).unwrap_or(BEGINS));
        let wording = Wording {
            when: when.to_owned(),
            then: then.to_owned(),
            by: day(BEGINS, ahead),
            seen: None,
            makker: None,
            tied: Tied {
                field: Some(field.to_owned()),
                ..Tied::default()
            },
            shared: Shared {
                group,
                leader: false,
            },
        };
        let id = command::write(&written, database, *leader, wording)
            .await
            .map_err(told)?;
        if !outcome.is_empty() {
            let done = at(BEGINS.checked_sub_days(Days::new(1)).unwrap_or(BEGINS));
            command::settle(&done, database, id, Settled::Done(Some(outcome.to_owned())))
                .await
                .map_err(told)?;
        }
    }
    // Some of them may be named to one another in the Monday mail.
    for leader in leaders.iter().take(NAMED) {
        let named = monday::domain::Choice {
            wanted: true,
            named: true,
        };
        monday::command::choose(&at(BEGINS), database, *leader, named)
            .await
            .map_err(told)?;
    }
    Ok(())
}
