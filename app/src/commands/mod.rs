//! One file per command of `pejl`.

pub mod import;
pub mod plan;
