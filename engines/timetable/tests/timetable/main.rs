//! The engine from outside: what `solve` promises, put to an independent judge.

#![expect(clippy::unwrap_used, reason = "what a test unwraps, it asserts")]

mod exact;
mod files;
mod reasons;
mod repair;
mod rules;
mod worlds;
