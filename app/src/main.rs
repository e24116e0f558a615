//! The binary: commands over the slices. No rules of its own.

mod commands;
mod config;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Pejl runs a leadership development programme and shows honestly what came of it.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check an HR spreadsheet without storing anything.
    Import(commands::import::Args),
    /// Plan a whole programme from a blueprint and an HR spreadsheet, without a server.
    Plan(commands::plan::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ran = match cli.command {
        Command::Import(args) => commands::import::run(&args),
        Command::Plan(args) => commands::plan::run(&args),
    };
    ran.unwrap_or_else(|error| {
        eprintln!("pejl: {error:#}");
        ExitCode::from(2)
    })
}
