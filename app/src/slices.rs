//! The parts of the programme that this binary is made of, from the bottom up.

use account::Accounts;
use db::Migration;
use jobs::{Kind, Subscriber};
use kit::Slice;

use crate::pages;

/// All the slices, with the app's own pages last.
#[must_use]
pub fn all(accounts: &Accounts) -> Vec<Slice> {
    let mut slices = vec![
        direction::slice(),
        people::slice(),
        programme::slice(accounts.organisations()),
        account::slice(accounts),
    ];
    let cards = slices
        .iter()
        .flat_map(|slice| slice.cards.iter().copied())
        .collect();
    slices.push(pages::slice(cards));
    slices
}

/// Every organisation's tables, in the order in which they are made.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    [
        jobs::MIGRATIONS,
        direction::MIGRATIONS,
        people::MIGRATIONS,
        programme::MIGRATIONS,
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
