use std::{future::Future, pin::Pin};

use base::{Context, Lang};
use db::Migration;
use jobs::{Kind, Subscriber};

use crate::{Ask, Export, Failure, Routes, Telling, Thing, Visit, thread::Contributing};

/// One part of the programme, as `app` mounts it. Each slice's `slice()` returns one.
pub struct Slice {
    pub name: &'static str,
    pub routes: Routes,
    /// Files that are the same for everybody, such as a style sheet: answered before anybody asks
    /// whose session it is.
    pub files: Routes,
    /// In the order they were made; the names begin with the slice's.
    pub migrations: &'static [Migration],
    pub jobs: Vec<Kind>,
    pub subscribers: Vec<Subscriber>,
    pub navigation: Vec<Place>,
    pub cards: Vec<Card>,
    pub contributions: Vec<Contributing>,
    /// What it says beside things of slices below it.
    pub beside: Vec<(Thing, Telling)>,
    /// What it asks of people's time.
    pub asks: Vec<Ask>,
    /// Its part of the file that holds everything of an organisation.
    pub export: Option<Export>,
}

impl Slice {
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            routes: Routes::new(),
            files: Routes::new(),
            migrations: &[],
            jobs: Vec::new(),
            subscribers: Vec::new(),
            navigation: Vec::new(),
            cards: Vec::new(),
            contributions: Vec::new(),
            beside: Vec::new(),
            asks: Vec::new(),
            export: None,
        }
    }

    #[must_use]
    pub fn routes(mut self, routes: Routes) -> Self {
        self.routes = routes;
        self
    }

    #[must_use]
    pub fn files(mut self, files: Routes) -> Self {
        self.files = files;
        self
    }

    #[must_use]
    pub const fn migrations(mut self, migrations: &'static [Migration]) -> Self {
        self.migrations = migrations;
        self
    }

    /// A kind of job that this slice does.
    #[must_use]
    pub fn job(mut self, kind: Kind) -> Self {
        self.jobs.push(kind);
        self
    }

    /// What this slice does when something has happened in another.
    #[must_use]
    pub fn subscriber(mut self, subscriber: Subscriber) -> Self {
        self.subscribers.push(subscriber);
        self
    }

    #[must_use]
    pub fn place(mut self, place: Place) -> Self {
        self.navigation.push(place);
        self
    }

    #[must_use]
    pub const fn export(mut self, export: Export) -> Self {
        self.export = Some(export);
        self
    }

    #[must_use]
    pub fn card(mut self, card: Card) -> Self {
        self.cards.push(card);
        self
    }

    /// What this slice does for the vision: `|visit| Box::pin(my_contributions(visit))`.
    #[must_use]
    pub fn contributes(mut self, told: Contributing) -> Self {
        self.contributions.push(told);
        self
    }

    /// What this slice says beside a thing of a slice below it.
    #[must_use]
    pub fn beside(mut self, thing: Thing, told: Telling) -> Self {
        self.beside.push((thing, told));
        self
    }

    /// What this slice asks of somebody's time.
    #[must_use]
    pub fn asks(mut self, ask: Ask) -> Self {
        self.asks.push(ask);
        self
    }
}

/// A place in the main menu, or in the menu under the person's name.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// From left to right; equal ones in the order of the slices.
    pub order: u16,
    pub href: &'static str,
    pub label: fn(Lang) -> String,
    /// Whether the person may open it; asks `access::permit`.
    pub open: fn(&Context) -> bool,
    pub menu: Menu,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    Main,
    Personal,
}

/// What a card shows when it has something to show: HTML that a template wrote.
pub type Showing = Pin<Box<dyn Future<Output = Result<Option<String>, Failure>> + Send>>;

/// A part of a page that `app` composes from several slices.
#[derive(Clone, Copy)]
pub struct Card {
    pub board: Board,
    /// From the top down.
    pub order: u16,
    /// `|visit| Box::pin(my_card(visit))`; nothing when it has nothing to say to this person.
    pub show: fn(Visit) -> Showing,
}

/// The pages that are made of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Board {
    /// *Min side*.
    Mine,
    /// *Forløbsledelsens overblik*.
    Office,
}
