//! The programme: what is taught, who learns together, when and where.

pub mod content;
pub mod domain;

language::texts!();
