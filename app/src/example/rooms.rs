//! The example's open room: a day that is under way.

use base::{Context, Id, OrganisationTag};
use chrono::TimeDelta;
use db::Database;
use identity::Organisations;
use programme::query::Session;
use room::{
    command::{self, Sending},
    domain::{
        live::{Act, Live},
        sheet::Screen,
    },
};

use super::{BEGINS, at, told};

/// The words with which people come in.
const WORDS: [&str; 14] = [
    "nysgerrig",
    "træt",
    "håb",
    "klar",
    "nysgerrig",
    "spændt",
    "håb",
    "klar",
    "nysgerrig",
    "ro",
    "travl",
    "klar",
    "nysgerrig",
    "åben",
];

/// Notes in the fields, as leaders might write them.
const NOTES: [(&str, &str); 9] = [
    (
        "compliance",
        "Vi følger medicinlisten, også når vi er to på vagt",
    ),
    (
        "compliance",
        "Nye medarbejdere får reglerne forklaret med et eksempel, ikke som en mappe",
    ),
    (
        "performance",
        "Tavlen viser tre tal, og alle kan sige, hvorfor de står der",
    ),
    (
        "performance",
        "Sagen ligger aldrig mere end to dage uden et navn på",
    ),
    (
        "emergence",
        "Personalemødet begynder med noget, nogen har prøvet",
    ),
    ("emergence", "Vi spørger borgeren, før vi ændrer ruten"),
    (
        "resilience",
        "Når to er syge, ved alle, hvad vi lader ligge",
    ),
    ("resilience", "Vi taler om det, der gik skidt, samme dag"),
    (
        "resilience",
        "Afløseren kender tre borgere godt frem for ti lidt",
    ),
];

/// Opens the room of the next session whose day has notes in the fields, and sends what is above in.
pub async fn open(
    organisations: &Organisations,
    organisation: Id<OrganisationTag>,
    database: &Database,
) -> anyhow::Result<()> {
    let ctx = at(BEGINS);
    let control = organisations.control();
    let Some(session) = next(&ctx, database).await? else {
        return Ok(());
    };
    command::open(&ctx, database, control, organisation, session)
        .await
        .map_err(told)?;
    let live = run(&ctx, database, session).await?;
    let guests: Vec<String> = (0..WORDS.len())
        .map(|number| format!("example-{number}"))
        .collect();
    for (desk, guest) in (0..).zip(&guests) {
        command::come_in(&ctx, database, live.id, guest, Some(desk % 4 + 1)).await?;
    }
    let of = |screen| live.day.iter().find(|one| one.beat.screen == screen);
    if let Some(beat) = of(Screen::Checkin) {
        for (guest, word) in guests.iter().zip(WORDS) {
            command::answer(&ctx, database, live.id, guest, beat.number, word).await?;
        }
    }
    if let Some(beat) = of(Screen::Notes) {
        for (guest, (field, text)) in guests.iter().zip(NOTES) {
            let sending = Sending {
                key: text.to_owned(),
                beat: beat.number,
                field: Some(field.to_owned()),
                of_desk: false,
                text: text.to_owned(),
            };
            command::note(&ctx, database, live.id, guest, &sending).await?;
        }
    }
    Ok(())
}

/// The next session whose drejebog has notes in the fields.
async fn next(ctx: &Context, database: &Database) -> anyhow::Result<Option<Id<Session>>> {
    let tx = database.read(ctx).await?;
    let sheets = room::query::sheets(&tx).await.map_err(told)?;
    let sessions = programme::query::sessions(&tx).await.map_err(told)?;
    let has_notes = |session: &&Session| {
        sheets
            .of_session(session)
            .is_some_and(|sheet| sheet.beats.iter().any(|beat| beat.screen == Screen::Notes))
    };
    let ahead = sessions.iter().filter(|session| session.day >= BEGINS);
    Ok(ahead.into_iter().find(has_notes).map(|session| session.id))
}

/// Runs the day to where the notes are written.
async fn run(ctx: &Context, database: &Database, session: Id<Session>) -> anyhow::Result<Live> {
    let mut ctx = ctx.clone();
    // Whoever looks at the example comes in the middle of the notes.
    ctx.now -= TimeDelta::minutes(before(&ctx, database, session).await? + 12);
    loop {
        let live = {
            let tx = database.read(&ctx).await?;
            room::query::room(&tx, session).await.map_err(told)?
        };
        let Some(live) = live else {
            anyhow::bail!("the room was opened");
        };
        let is_last = live.at.is_some_and(|at| at + 1 == live.day.len());
        if is_last || live.screen() == Screen::Notes {
            return Ok(live);
        }
        command::press(
            &ctx,
            database,
            session,
            live.pulse.turn,
            Act::Next,
            super::OFFICE,
        )
        .await
        .map_err(told)?;
        ctx.now += TimeDelta::minutes(live.now().map_or(0, |now| now.minutes.into()));
    }
}

/// The minutes of the day before its notes.
async fn before(ctx: &Context, database: &Database, session: Id<Session>) -> anyhow::Result<i64> {
    let tx = database.read(ctx).await?;
    let live = room::query::room(&tx, session).await.map_err(told)?;
    let day = live.map(|live| live.day).unwrap_or_default();
    let earlier = day
        .iter()
        .take_while(|one| one.beat.screen != Screen::Notes);
    Ok(earlier.map(|one| i64::from(one.minutes)).sum())
}
