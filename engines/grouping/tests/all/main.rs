//! The engine from outside: what it promises, on worlds that the tests make themselves.

mod formats;
mod oracle;
mod people;
mod refusals;
mod repair;
mod search;
mod world;
