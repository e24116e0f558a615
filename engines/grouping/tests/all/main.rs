//! The engine from outside: what it promises, on worlds that the tests make themselves.

mod search;
mod world;
