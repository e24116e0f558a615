//! The store's promises, each on both databases.

#![cfg(test)]

mod audit;
mod backup;
mod constraints;
mod dump;
mod migrations;
mod schema;
mod transactions;
