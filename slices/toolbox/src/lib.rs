//! The toolbox: *redskabskassen*. See `README.md`.

pub mod domain;
pub mod query;

language::texts!();
