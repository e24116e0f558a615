//! The parts of the programme that this binary is made of, from the bottom up.

use account::Accounts;
use db::Migration;
use identity::Organisations;
use jobs::{Kind, Subscriber};
use kit::{Export, Slice};

use crate::pages;

/// All the slices, with the app's own pages last.
#[must_use]
pub fn all(accounts: &Accounts) -> Vec<Slice> {
    let organisations = accounts.organisations();
    let mut slices = content(organisations);
    slices.push(operations::slice(organisations, exports(organisations)));
    slices.push(account::slice(accounts));
    let cards = slices
        .iter()
        .flat_map(|slice| slice.cards.iter().copied())
        .collect();
    slices.push(pages::slice(cards));
    slices
}

/// The slices that hold what the programme is about.
fn content(organisations: &Organisations) -> Vec<Slice> {
    vec![
        direction::slice(),
        people::slice(),
        programme::slice(organisations),
        cover::slice(),
        practice::slice(organisations),
        room::slice(organisations),
        toolbox::slice(),
        takehome::slice(organisations),
        monday::slice(organisations),
    ]
}

/// The parts of the file that holds everything of an organisation, each with its slice's name.
#[must_use]
pub fn exports(organisations: &Organisations) -> Vec<(&'static str, Export)> {
    content(organisations)
        .into_iter()
        .filter_map(|slice| Some((slice.name, slice.export?)))
        .chain([("platform", operations::EXPORT)])
        .collect()
}

/// Every organisation's tables, in the order in which they are made.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [
        jobs::MIGRATIONS,
        files::MIGRATIONS,
        direction::MIGRATIONS,
        people::MIGRATIONS,
        programme::MIGRATIONS,
        cover::MIGRATIONS,
        practice::MIGRATIONS,
        room::MIGRATIONS,
        toolbox::MIGRATIONS,
        takehome::MIGRATIONS,
        monday::MIGRATIONS,
        operations::MIGRATIONS,
    ]
    .concat()
}

/// What a worker can do in each organisation.
#[must_use]
pub fn kinds(accounts: &Accounts) -> Vec<Kind> {
    all(accounts)
        .into_iter()
        .flat_map(|slice| slice.jobs)
        .collect()
}

/// Who is told of what happens in each organisation.
#[must_use]
pub fn subscribers(accounts: &Accounts) -> Vec<Subscriber> {
    all(accounts)
        .into_iter()
        .flat_map(|slice| slice.subscribers)
        .collect()
}
