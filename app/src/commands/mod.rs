//! One file per command of `pejl`.

pub mod backup;
pub mod demo;
pub mod export;
pub mod import;
pub mod init;
mod listen;
pub mod migrate;
pub mod plan;
pub mod sample;
pub mod serve;
pub mod tools;
pub mod work;
