//! The direction: vision, LSG, fields, guideposts, competences, the commission's themes, glossary.

pub mod domain;

language::texts!();
